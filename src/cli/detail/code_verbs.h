#pragma once
// What the files of `faultline code` share.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/detail/command.h"

namespace faultline::cli {

/// list, agreement, disagreements.
[[nodiscard]] std::vector<Command> code_list_verbs();
/// export, import, imports, undo-import.
[[nodiscard]] std::vector<Command> code_file_verbs();

/// Usage without --coder.
[[nodiscard]] Result<std::string> coder_from(const Arguments& given);
/// 1 and more; `what` tells where such numbers stand.
[[nodiscard]] Result<std::int64_t> number_from(const std::string& word, std::string_view what);
/// Of --seed; 1 if it is not given.
[[nodiscard]] Result<std::uint64_t> seed_from(const Arguments& given);

}  // namespace faultline::cli
