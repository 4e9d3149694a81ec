#pragma once
// Setting type on a terminal. Widths count code points.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::cli {

[[nodiscard]] std::size_t display_width(std::string_view valid);

/// `text` on one line that is safe to print: white space folded, control characters (which a
/// terminal would obey) and bytes that are no UTF-8 shown as U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// `text` filled up with blanks, or cut with an ellipsis, to `width` columns.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

/// The words of `text` on lines of at most `width` columns, each after `indent` blanks and ended by
/// LF.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

/// 1234567 -> "1,234,567".
[[nodiscard]] std::string grouped(std::int64_t number);

/// "1 article", "2 articles".
[[nodiscard]] std::string counted(std::int64_t number, std::string_view one, std::string_view many);

/// One line per row in aligned columns, for a terminal. A row may carry text that goes below it.
struct Table {
  struct Heading {
    std::string name;
    std::size_t max_width = 40;
    bool is_number = false;  // set flush right
  };
  struct Row {
    std::vector<std::string> cells;
    std::string below;  // wrapped and indented under the row; may be empty
  };
  std::vector<Heading> headings;
  std::vector<Row> rows;
};
[[nodiscard]] std::string set_table(const Table& table, int width, bool colour);

}  // namespace faultline::cli
