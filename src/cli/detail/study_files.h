#pragma once
// What most commands begin with: a study opened, and a filter out of the options.

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/detail/command.h"
#include "study/study.h"

namespace faultline::cli {

/// The study for reading; NotFound with the nearest name and how a study is made.
[[nodiscard]] Result<study::Study> open_study(const std::string& file,
                                              study::Access access = study::Access::Read);

/// The options by which rows are chosen: --actor, --outlet ...
[[nodiscard]] std::vector<Parameter> filter_options();
[[nodiscard]] Result<study::Filter> filter_from(const Arguments& given);

}  // namespace faultline::cli
