#pragma once
// What --help prints: real examples first, then the options.

#include <span>
#include <string>

#include "cli/detail/command.h"

namespace faultline::cli {

[[nodiscard]] std::string help_for(const Command& command, int width);
[[nodiscard]] std::string overview(std::span<const Command> commands, int width);

}  // namespace faultline::cli
