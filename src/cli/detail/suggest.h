#pragma once
// "Did you mean ...?"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace faultline::cli {

/// The member of `known` that `word` is most likely a slip of the keyboard for; the earlier of two
/// equally near ones. None if nothing is near.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 std::span<const std::string> known);

/// " Did you mean "x"?" or nothing, to be put behind a sentence.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> known);

/// Nothing if `file` exists; otherwise NotFound with the nearest name in its folder. `what` is what
/// the user meant it to be: "study", "register".
[[nodiscard]] Result<void> require_file(const std::filesystem::path& file, std::string_view what);

}  // namespace faultline::cli
