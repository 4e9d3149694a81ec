#pragma once
// A sample that people check, as a table: for a spreadsheet and back. docs/formats.md has the
// columns.

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/tables.h"
#include "study/audits.h"

namespace faultline::exchange {

/// In the order of `rows`, answered or not. The columns new_from, new_to, new_act and new_sign are
/// empty: there a person writes what is otherwise.
void write_audit(std::ostream& out, TableFormat format, std::span<const study::AuditItemRow> rows);

struct AuditLine {
  std::uint32_t line = 0;
  study::AuditAnswer answer;
};

struct AuditLines {
  std::vector<AuditLine> lines;  // those with a verdict
  std::size_t blank = 0;         // rows without one: nobody has answered yet
  std::vector<Error> problems;   // of rows, each with "name:line"
};

/// Needs the columns item and verdict (right, wrong, edited; y, n, e). `coder` stands in for an
/// empty cell of that column. Malformed: no header, or a column is missing.
[[nodiscard]] Result<AuditLines> read_audit(std::string_view table, const std::string& name,
                                            const std::string& coder);

}  // namespace faultline::exchange
