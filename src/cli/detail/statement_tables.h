#pragma once
// A comparison of statements as tables and lists for a person.

#include <string>

#include "exchange/statement_report.h"

namespace faultline::cli {

/// `width` in columns, for the sentences of errors.
[[nodiscard]] std::string statement_tables(const exchange::StatementReport& report, int width);

}  // namespace faultline::cli
