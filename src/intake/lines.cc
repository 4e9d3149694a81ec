#include "intake/detail/lines.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/text.h"

namespace faultline::intake::detail {
namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// White space and what is as invisible: zero-width characters, direction marks, byte order marks.
bool is_invisible(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x00AD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

/// Where the line that begins at `begin` ends, and where the next one begins.
struct LineEnd {
  std::size_t end;
  std::size_t next;
};

LineEnd line_end(std::string_view text, std::size_t begin) {
  const std::size_t feed = text.find('\n', begin);
  const std::size_t end = feed == std::string_view::npos ? text.size() : feed;
  LineEnd found{end, std::min(end + 1, text.size())};
  return found;
}

std::size_t count_columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return !is_continuation(byte); }));
}

std::string_view first_word(std::string_view line) {
  return line.substr(0, line.find_first_of(" \t"));
}

bool ends_sentence(std::string_view line) {
  while (!line.empty() && (line.back() == '"' || line.back() == '\'' || line.back() == ')'))
    line.remove_suffix(1);
  for (const std::string_view close : {"\u201D", "\u2019"})
    if (line.ends_with(close)) line.remove_suffix(close.size());
  return line.ends_with('.') || line.ends_with('!') || line.ends_with('?') || line.ends_with(':') ||
         line.ends_with("\u2026");
}

/// How many bytes at the beginning of `line` mark it as a heading of Markdown: "## " has two.
std::size_t heading_marks(std::string_view line) {
  const std::size_t marks = line.find_first_not_of('#');
  const bool is_heading =
      marks != std::string_view::npos && marks > 0 && marks <= 6 && line[marks] == ' ';
  return is_heading ? marks : 0;
}

/// Whether a paragraph begins with `next` because it is set in, as in books.
bool is_set_in(std::string_view text, const Line& line, const Line& next) {
  return next.indent >= 2 && next.indent > line.indent && !is_list_item(slice(text, line));
}

/// The width at which the text was wrapped, or 0 if it was not.
std::size_t wrap_width(std::string_view text, const std::vector<Line>& lines) {
  constexpr std::size_t widest = 120;
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i)
    if (!lines[i + 1].follows_gap) widths.push_back(lines[i].columns);
  if (widths.size() < 2) return 0;
  // A few lines may be longer than the width: an address cannot be cut, a heading was not.
  const auto high = widths.begin() + static_cast<std::ptrdiff_t>((widths.size() - 1) * 19 / 20);
  std::nth_element(widths.begin(), high, widths.end());
  const std::size_t width = *high;
  if (width < 40 || width > widest) return 0;
  std::size_t full = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].follows_gap) continue;
    const std::string_view word = first_word(slice(text, lines[i + 1]));
    if (lines[i].columns + 1 + count_columns(word) > width) ++full;
  }
  return full * 5 >= widths.size() * 3 ? width : 0;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    std::size_t position = 0;
    if (!is_invisible(text::next_code_point(text, position))) break;
    text.remove_prefix(position);
  }
  while (!text.empty()) {
    std::size_t begin = text.size() - 1;
    while (begin > 0 && is_continuation(text[begin])) --begin;
    std::size_t position = begin;
    if (!is_invisible(text::next_code_point(text, position))) break;
    text.remove_suffix(text.size() - begin);
  }
  return text;
}

bool is_list_item(std::string_view line) {
  for (const std::string_view bullet : {"- ", "* ", "+ ", "\u2022", "\u2013 ", "\u2014 ", "\u25AA",
                                        "\u25CF", "\u25E6", "\u2023", "\u00B7", "\u25A0"})
    if (line.starts_with(bullet)) return true;
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && digits <= 2 &&
         (line[digits] == '.' || line[digits] == ')') && line.substr(digits + 1).starts_with(' ');
}

std::vector<Line> split_lines(std::string_view text) {
  std::vector<Line> lines;
  bool follows_gap = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const LineEnd found = line_end(text, begin);
    const std::string_view whole = text.substr(begin, found.end - begin);
    begin = found.next;
    std::string_view content = trim(whole);
    const std::size_t indent = static_cast<std::size_t>(content.data() - whole.data());
    const std::size_t marks = heading_marks(content);
    if (marks > 0) content = trim(content.substr(marks));
    if (content.empty()) {
      follows_gap = true;
      continue;
    }
    const std::size_t place = static_cast<std::size_t>(content.data() - text.data());
    lines.push_back({.begin = place,
                     .end = place + content.size(),
                     .columns = count_columns(content),
                     .indent = indent,
                     .is_heading = marks > 0,
                     .follows_gap = follows_gap});
    follows_gap = false;
  }
  return lines;
}

std::vector<Line> join_wrapped(std::string_view text, const std::vector<Line>& lines) {
  const std::size_t width = wrap_width(text, lines);
  std::vector<Line> joined;
  joined.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (i == 0 || line.follows_gap || line.is_heading || lines[i - 1].is_heading) {
      joined.push_back(line);
      continue;
    }
    const Line& before = lines[i - 1];
    const std::string_view here = slice(text, line);
    const std::string_view previous = slice(text, before);
    const bool is_full = width > 0 &&
                         before.columns + 1 + count_columns(first_word(here)) > width &&
                         before.columns <= width + 20;
    const bool goes_on = before.columns >= 40 && before.columns <= 120 &&
                         !ends_sentence(previous) && here.front() >= 'a' && here.front() <= 'z';
    if ((is_full || goes_on) && !is_list_item(here) && !is_set_in(text, before, line)) {
      joined.back().end = line.end;
      joined.back().columns = std::max(joined.back().columns, line.columns);
    } else {
      joined.push_back(line);
    }
  }
  return joined;
}

}  // namespace faultline::intake::detail
