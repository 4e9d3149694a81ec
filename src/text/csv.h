#pragma once
// Tables as text: comma-separated values (RFC 4180), and the same with semicolons or tabs.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace faultline::text {

/// One row. Cells are without their quotation marks.
struct CsvRecord {
  std::vector<std::string> cells;
  std::uint32_t line = 0;  // on which it begins, from 1
};

/// Reads a table row by row. Lines may end with LF, CR LF or CR; a cell in quotation marks may hold
/// separators, line ends and doubled marks; a byte order mark and empty lines are passed over. The
/// text must outlive the reader.
class CsvReader {
 public:
  /// `name` is the file's, for messages.
  CsvReader(std::string_view text, char separator, std::string name);

  /// The next row into `record`; false at the end. Malformed with "name:line" where a quotation
  /// mark is never closed or something follows a closing one; the row after it can still be read.
  [[nodiscard]] Result<bool> next(CsvRecord& record);

 private:
  void end_line();
  [[nodiscard]] Result<void> quoted_cell(std::string& cell);
  void skip_line();
  [[nodiscard]] bool at_line_end() const;

  std::string_view text_;
  char separator_;
  std::string name_;
  std::size_t position_ = 0;
  std::uint32_t line_ = 1;
};

/// What separates the cells of a table's first line: a tab, a semicolon or a comma, whichever
/// stands there most often outside quotation marks; a comma if none does.
[[nodiscard]] char separator_of(std::string_view text);

/// Whether a spreadsheet would compute the text (=, +, -, @, tab, CR at the beginning), or it looks
/// as if that had been prevented (the same after apostrophes). Such a cell gets an apostrophe more,
/// so that without_guard() gives every text back as it was.
[[nodiscard]] bool needs_guard(std::string_view text);

/// A cell in quotation marks where it needs them; `for_spreadsheets` with that apostrophe.
[[nodiscard]] std::string csv_cell(std::string_view value, bool for_spreadsheets = false);

/// Takes the apostrophe away that needs_guard() asked for.
[[nodiscard]] std::string_view without_guard(std::string_view cell);

}  // namespace faultline::text
