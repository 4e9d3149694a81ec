#pragma once
// faultline evaluate relations: who is for or against whom in sentences with two marked entities.

#include "cli/cli.h"
#include "cli/detail/command.h"

namespace faultline::cli {

[[nodiscard]] Result<Exit> evaluate_relations(const Arguments& given, const Console& console);

}  // namespace faultline::cli
