#include "intake/detail/lines.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/text.h"

namespace faultline::intake::detail {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
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

/// The same for `line`, which holds no LF; CR and Unicode's separators end lines, too.
LineEnd inner_line_end(std::string_view line, std::size_t begin) {
  for (std::size_t i = begin; i < line.size(); ++i) {
    if (line[i] == '\r') return {i, i + 1};
    if (line[i] == '\xE2' && (line.substr(i, 3) == "\u2028" || line.substr(i, 3) == "\u2029"))
      return {i, i + 3};
  }
  return {line.size(), line.size()};
}

/// Whether `line`, which ends with LF, holds another line's end inside.
bool has_inner_end(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line.find('\r') != std::string_view::npos || line.find("\u2028") != line.npos ||
         line.find("\u2029") != line.npos;
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

/// Collects lines, leaving the blank ones out.
class LineList {
 public:
  explicit LineList(std::string_view text) : text_(text) {}

  void add(std::string_view whole) {
    std::string_view content = trim(whole);
    const std::size_t indent = static_cast<std::size_t>(content.data() - whole.data());
    const std::size_t marks = heading_marks(content);
    if (marks > 0) content = trim(content.substr(marks));
    if (content.empty()) {
      follows_gap_ = true;
      return;
    }
    const std::size_t place = static_cast<std::size_t>(content.data() - text_.data());
    lines_.push_back({.begin = place,
                      .end = place + content.size(),
                      .columns = count_columns(content),
                      .indent = indent,
                      .is_heading = marks > 0,
                      .follows_gap = follows_gap_});
    follows_gap_ = false;
  }

  std::vector<Line> take() { return std::move(lines_); }

 private:
  std::string_view text_;
  std::vector<Line> lines_;
  bool follows_gap_ = true;
};

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
  const auto is_plain = [](char c) { return c > ' ' && c < 0x7F; };
  while (!text.empty() && !is_plain(text.front())) {
    std::size_t position = 0;
    if (!is_invisible(text::next_code_point(text, position))) break;
    text.remove_prefix(position);
  }
  while (!text.empty() && !is_plain(text.back())) {
    std::size_t begin = text.size() - 1;
    while (begin > 0 && is_continuation(text[begin])) --begin;
    std::size_t position = begin;
    if (!is_invisible(text::next_code_point(text, position))) break;
    text.remove_suffix(text.size() - begin);
  }
  return text;
}

bool is_list_item(std::string_view line) {
  if (line.empty()) return false;
  const char first = line.front();
  const bool is_high = (static_cast<unsigned char>(first) & 0x80) != 0;
  if (is_high || first == '-' || first == '*' || first == '+') {
    for (const std::string_view bullet :
         {"- ", "* ", "+ ", "\u2022", "\u2013 ", "\u2014 ", "\u25AA", "\u25CF", "\u25E6", "\u2023",
          "\u00B7", "\u25A0"})
      if (line.starts_with(bullet)) return true;
    return first == '-' && line.size() > 1 && is_letter(line[1]);
  }
  if (first < '0' || first > '9') return false;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits <= 2 && digits < line.size() && (line[digits] == '.' || line[digits] == ')') &&
         line.substr(digits + 1).starts_with(' ');
}

std::vector<Line> split_lines(std::string_view text) {
  LineList lines(text);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t feed = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, feed - begin);
    begin = feed + 1;
    if (!has_inner_end(line)) {
      lines.add(line);
      continue;
    }
    for (std::size_t inner = 0; inner < line.size();) {
      const LineEnd found = inner_line_end(line, inner);
      // The CR of a CRLF ends no line of its own.
      if (found.end + 1 < line.size() || found.end > inner)
        lines.add(line.substr(inner, found.end - inner));
      inner = found.next;
    }
  }
  return lines.take();
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
