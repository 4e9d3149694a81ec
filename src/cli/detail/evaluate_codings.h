#pragma once
// faultline evaluate codings: how well stands on concepts are found and learned.

#include "cli/cli.h"
#include "cli/detail/command.h"

namespace faultline::cli {

[[nodiscard]] Result<Exit> evaluate_codings(const Arguments& given, const Console& console);

}  // namespace faultline::cli
