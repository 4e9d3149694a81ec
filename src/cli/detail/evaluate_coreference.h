#pragma once
// faultline evaluate coreference: how much of what means the same in texts is found.

#include "cli/cli.h"
#include "cli/detail/command.h"

namespace faultline::cli {

[[nodiscard]] Result<Exit> evaluate_coreference(const Arguments& given, const Console& console);

}  // namespace faultline::cli
