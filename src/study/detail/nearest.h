#pragma once
// "Did you mean": for a name that the study does not hold.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace faultline::study::detail {

/// The name of `known` that `wanted` was most likely meant to be: one that contains it, or one that
/// takes the fewest insertions, deletions, changes and swaps of neighbours, at most a third of its
/// length. None if there is no such name. Case and accents do not count; the first of equals wins.
[[nodiscard]] std::optional<std::string> nearest(std::string_view wanted,
                                                 std::span<const std::string> known);

/// NotFound: "The study holds no outlet "Daily Trumpt"; did you mean "Daily Trumpet"?" `kind` is
/// the word for what was looked for, `remedy` is added where the study holds none at all.
[[nodiscard]] Error unknown_name(std::string_view kind, std::string_view wanted,
                                 std::span<const std::string> known, std::string_view remedy);

}  // namespace faultline::study::detail
