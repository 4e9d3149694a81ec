#pragma once
// Questions about coded data.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "study/coded.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

[[nodiscard]] Result<std::vector<CodedTypeRow>> coded_type_rows(sqlite::Connection& connection);
[[nodiscard]] Result<CodedColumns> coded_column_rows(sqlite::Connection& connection,
                                                     const std::string& type,
                                                     const CodedFilter& filter);
[[nodiscard]] Result<std::vector<CodedStatementRow>> coded_statement_rows(
    sqlite::Connection& connection, std::span<const std::int64_t> keys);
[[nodiscard]] Result<CodedEntities> coded_entity_rows(sqlite::Connection& connection,
                                                      const std::string& type,
                                                      const std::string& variable);

}  // namespace faultline::study::detail
