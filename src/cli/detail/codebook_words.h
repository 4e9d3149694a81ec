#pragma once
// The words of `faultline codebook SOURCE` that stand in files of their own.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/detail/command.h"

namespace faultline::cli {

/// use, add, remove, undo
[[nodiscard]] std::vector<Command> codebook_changes();
[[nodiscard]] Command codebook_propose();

/// A number from 1 to `most`; `otherwise` if the option is not given.
[[nodiscard]] Result<std::uint64_t> size_of(const Arguments& given, const std::string& option,
                                            std::uint64_t otherwise, std::uint64_t most);

}  // namespace faultline::cli
