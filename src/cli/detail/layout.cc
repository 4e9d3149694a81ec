#include "cli/detail/layout.h"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>

#include "text/text.h"

namespace faultline::cli {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

/// A terminal obeys C0 and C1 controls; the bidirectional overrides reorder what stands around
/// them.
bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

std::string with_valid_bytes(std::string_view text) {
  std::string valid;
  while (const auto bad = text::find_bad_byte(text)) {
    valid += text.substr(0, bad->offset);
    valid += replacement;
    text.remove_prefix(bad->offset + 1);
  }
  return valid += text;
}

std::string padded(std::string_view text, std::size_t width, bool flush_right) {
  const std::size_t own = display_width(text);
  const std::string blanks(width > own ? width - own : 0, ' ');
  return flush_right ? blanks + std::string(text) : std::string(text) + blanks;
}

void trim_end(std::string& line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
}

}  // namespace

std::size_t display_width(std::string_view valid) {
  return static_cast<std::size_t>(
      std::count_if(valid.begin(), valid.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string printable(std::string_view text) {
  const std::string folded = text::fold_space(with_valid_bytes(text));
  std::string safe;
  safe.reserve(folded.size());
  for (std::size_t position = 0; position < folded.size();) {
    const std::size_t begin = position;
    if (is_control(text::next_code_point(folded, position)))
      safe += replacement;
    else
      safe.append(folded, begin, position - begin);
  }
  return safe;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return padded(text, width, /*flush_right=*/false);
  if (width == 0) return {};
  std::size_t position = 0;
  for (std::size_t shown = 0; shown + 1 < width; ++shown)
    (void)text::next_code_point(text, position);
  return std::string(text.substr(0, position)) + std::string(ellipsis);
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string result;
  std::string line(indent, ' ');
  std::size_t columns = indent;
  bool has_word = false;
  const auto end_line = [&] {
    result += line;
    result += '\n';
    line.assign(indent, ' ');
    columns = indent;
    has_word = false;
  };
  for (std::size_t begin = text.find_first_not_of(' '); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const std::size_t own = display_width(word);
    if (has_word && columns + 1 + own > width) end_line();
    if (has_word) {
      line += ' ';
      ++columns;
    }
    line += word;
    columns += own;
    has_word = true;
    begin = text.find_first_not_of(' ', end);
  }
  if (has_word) end_line();
  return result;
}

std::string grouped(std::int64_t number) {
  std::string digits = fmt::format("{}", number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t i = digits.size(); i > sign + 3;) {
    i -= 3;
    digits.insert(i, 1, ',');
  }
  return digits;
}

std::string counted(std::int64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(number), number == 1 ? one : many);
}

std::string set_table(const Table& table, int width, bool colour) {
  std::vector<std::size_t> widths;
  widths.reserve(table.headings.size());
  for (const auto& heading : table.headings) widths.push_back(display_width(heading.name));
  for (const auto& row : table.rows) {
    assert(row.cells.size() == table.headings.size());
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] =
          std::max(widths[i], std::min(display_width(row.cells[i]), table.headings[i].max_width));
  }
  const auto line_of = [&](const auto& cell) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (i > 0) line += "  ";
      const std::string text = fitted(cell(i), widths[i]);
      if (table.headings[i].is_number) {
        std::string number = text;
        trim_end(number);
        line += padded(number, widths[i], /*flush_right=*/true);
      } else {
        line += text;
      }
    }
    trim_end(line);
    return line;
  };
  const std::string head =
      line_of([&](std::size_t i) -> const std::string& { return table.headings[i].name; });
  std::string result = colour ? "\x1b[2m" + head + "\x1b[0m\n" : head + "\n";
  // Evidence stands under the second column, so that the first can be run down by the eye.
  const std::size_t indent = widths.empty() ? 0 : widths[0] + 2;
  for (const auto& row : table.rows) {
    const std::string line =
        line_of([&](std::size_t i) -> const std::string& { return row.cells[i]; });
    result += colour && !row.below.empty() ? "\x1b[1m" + line + "\x1b[0m\n" : line + "\n";
    result += wrapped(row.below, static_cast<std::size_t>(std::max(width, 40)), indent);
  }
  return result;
}

}  // namespace faultline::cli
