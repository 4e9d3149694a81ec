#pragma once
// A page's lines, as offsets into its text.

#include <cstddef>
#include <string_view>
#include <vector>

namespace faultline::intake::detail {

/// A line that is not blank, or several that only a fixed width had cut apart.
struct Line {
  std::size_t begin = 0;  // byte offsets into the text, white space trimmed at both ends
  std::size_t end = 0;
  std::size_t columns = 0;   // code points, of the longest part where lines were joined
  std::size_t indent = 0;    // bytes of white space before it
  bool is_heading = false;   // "# " stood before it, as in Markdown; `begin` is after that
  bool follows_gap = false;  // a blank line, or the text's beginning, stands before it
};

[[nodiscard]] inline std::string_view slice(std::string_view text, const Line& line) {
  return text.substr(line.begin, line.end - line.begin);
}

/// `text` without white space, zero-width characters and byte order marks at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The lines of `text` that are not blank. They end with LF, CRLF, CR or U+2028, U+2029. O(bytes).
[[nodiscard]] std::vector<Line> split_lines(std::string_view text);

/// Joins the lines of paragraphs that were wrapped at a fixed width; other lines stay. O(lines log
/// lines).
[[nodiscard]] std::vector<Line> join_wrapped(std::string_view text, const std::vector<Line>& lines);

/// Whether `line` begins with a bullet or a number that lists things.
[[nodiscard]] bool is_list_item(std::string_view line);

}  // namespace faultline::intake::detail
