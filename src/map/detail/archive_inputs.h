#pragma once
// The inputs of an archive as tables, and back.

#include <string>
#include <string_view>
#include <vector>

#include "map/referee_report.h"

namespace faultline::map::detail {

/// articles, statements, relations, codings, reliability, quality.
[[nodiscard]] std::vector<ReportTable> input_tables(const RefereeCase& input);

/// Reads the table of that name into `input`; `file` is for messages. Malformed with "file:line".
[[nodiscard]] Result<void> read_input_table(RefereeCase& input, const std::string& name,
                                            std::string_view csv, const std::string& file);

/// The settings as TOML: options, the study's totals, who made it.
[[nodiscard]] std::string settings_toml(const RefereeCase& input);
[[nodiscard]] Result<void> read_settings(RefereeCase& input, std::string_view toml,
                                         const std::string& file);

}  // namespace faultline::map::detail
