#pragma once
// faultline evaluate statements: how much of what people marked in texts is found.

#include "cli/cli.h"
#include "cli/detail/command.h"

namespace faultline::cli {

[[nodiscard]] Result<Exit> evaluate_statements(const Arguments& given, const Console& console);

}  // namespace faultline::cli
