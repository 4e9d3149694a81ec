#pragma once
// faultline import --dna | --statements-csv: coded data of other programs into a study.

#include <vector>

#include "cli/detail/command.h"

namespace faultline::cli {

[[nodiscard]] std::vector<Parameter> coded_options();
[[nodiscard]] std::vector<Example> coded_examples();
/// True if the options ask for coded data.
[[nodiscard]] bool is_coded_import(const Arguments& given);
[[nodiscard]] Result<Exit> run_import_coded(const Arguments& given, const Console& console);

}  // namespace faultline::cli
