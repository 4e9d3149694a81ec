#include "intake/detail/line_shape.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "intake/detail/lines.h"
#include "text/text.h"

namespace faultline::intake::detail {
namespace {

using namespace std::string_view_literals;

char lower_of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_high(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }

/// Whether a word may begin or end with `c`.
bool is_bare(char c) {
  return is_high(c) || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// How many bytes a closing quote, bracket or blank at the end of `line` has; 0 if none is there.
std::size_t closer_size(std::string_view line) {
  if (line.empty()) return 0;
  if (!is_high(line.back())) return "\"')]* "sv.find(line.back()) != std::string_view::npos ? 1 : 0;
  for (const auto close : {"\u201D"sv, "\u2019"sv, "\u00BB"sv, "\u300D"sv, "\u00A0"sv})
    if (line.ends_with(close)) return close.size();
  return 0;
}

std::string_view without_closers(std::string_view line) {
  for (auto size = closer_size(line); size > 0; size = closer_size(line)) line.remove_suffix(size);
  return line;
}

/// How many bytes of white space are at `position`.
std::size_t blank_size(std::string_view line, std::size_t position) {
  const char c = line[position];
  if (!is_high(c)) return c == ' ' || (c >= '\t' && c <= '\r') ? 1 : 0;
  if (line.substr(position).starts_with("\u00A0")) return 2;
  return line.substr(position).starts_with("\u202F") ? 3 : 0;
}

/// `written` without the punctuation around it.
std::string_view core_of(std::string_view written) {
  if (!written.empty() && is_high(written.front()))
    for (const auto quote : {"\u201C"sv, "\u2018"sv, "\u2022"sv, "\u00B7"sv, "\u2014"sv, "\u2013"sv,
                             "\u00BB"sv, "\u203A"sv})
      if (written.starts_with(quote)) written.remove_prefix(quote.size());
  if (!written.empty() && is_high(written.back()))
    for (const auto quote : {"\u201D"sv, "\u2019"sv, "\u2026"sv})
      if (written.ends_with(quote)) written.remove_suffix(quote.size());
  while (!written.empty() && !is_bare(written.front())) written.remove_prefix(1);
  while (!written.empty() && !is_bare(written.back())) written.remove_suffix(1);
  return written;
}

/// Whether a full stop after `word` does not end a sentence: "U.S.", "Gen.", "J.".
bool is_abbreviation(std::string_view word) {
  if (word.find('.') != std::string_view::npos) return true;
  if (word.size() == 1) return word == "v" || (word.front() >= 'A' && word.front() <= 'Z');
  static constexpr std::array titles = {
      "Mr"sv,   "Mrs"sv,  "Ms"sv,  "Dr"sv,   "Prof"sv, "Gen"sv,  "Col"sv, "Lt"sv,  "Maj"sv,
      "Capt"sv, "Sgt"sv,  "Adm"sv, "Brig"sv, "Cmdr"sv, "Sen"sv,  "Rep"sv, "Gov"sv, "Rev"sv,
      "Hon"sv,  "St"sv,   "Jr"sv,  "Sr"sv,   "vs"sv,   "No"sv,   "Jan"sv, "Feb"sv, "Mar"sv,
      "Apr"sv,  "Jun"sv,  "Jul"sv, "Aug"sv,  "Sep"sv,  "Sept"sv, "Oct"sv, "Nov"sv, "Dec"sv,
      "Inc"sv,  "Corp"sv, "Co"sv,  "Ltd"sv,  "Mt"sv,   "Ft"sv};
  return std::find(titles.begin(), titles.end(), word) != titles.end();
}

}  // namespace

std::string plain_lower(std::string_view line) {
  std::string plain(line.size(), '\0');
  std::size_t size = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    char to = c == '\n' || c == '\r' || c == '\t' ? ' ' : lower_of(c);
    if (is_high(c)) {
      struct Plain {
        std::string_view written;
        char plain;
      };
      static constexpr std::array replaced = {
          Plain{"\u00A0", ' '}, Plain{"\u202F", ' '}, Plain{"\u2019", '\''}, Plain{"\u2018", '\''},
          Plain{"\u2013", '-'}, Plain{"\u2014", '-'}, Plain{"\u2011", '-'}};
      const std::string_view rest = line.substr(i);
      for (const auto& [written, ascii] : replaced) {
        if (!rest.starts_with(written)) continue;
        to = ascii;
        i += written.size() - 1;
        break;
      }
    }
    plain[size++] = to;
  }
  plain.resize(size);
  return plain;
}

LineShape shape_of(std::string_view line) {
  LineShape shape{.line = line, .lower = plain_lower(line), .words = {}};
  shape.words.reserve(line.size() / 5 + 1);
  for (std::size_t begin = 0; begin < line.size();) {
    if (const auto blank = blank_size(line, begin); blank > 0) {
      begin += blank;
      continue;
    }
    std::size_t end = begin;
    while (end < line.size() && blank_size(line, end) == 0) ++end;
    const std::string_view written = line.substr(begin, end - begin);
    shape.words.push_back({.written = written, .bare = plain_lower(core_of(written))});
    begin = end;
  }
  return shape;
}

bool is_capitalised(std::string_view word) {
  for (std::size_t position = 0; position < word.size();) {
    const auto c = static_cast<UChar32>(text::next_code_point(word, position));
    if (u_isalpha(c)) return u_isupper(c) || u_istitle(c);
    if (u_isdigit(c)) return false;
  }
  return false;
}

bool is_all_capitals(std::string_view word) {
  int capitals = 0;
  for (std::size_t position = 0; position < word.size();) {
    const auto c = static_cast<UChar32>(text::next_code_point(word, position));
    if (u_isULowercase(c)) return false;
    if (u_isUUppercase(c)) ++capitals;
  }
  return capitals >= 2;
}

bool ends_with_full_stop(std::string_view line) { return without_closers(line).ends_with('.'); }

bool ends_with_stop(std::string_view line) {
  line = without_closers(line);
  if (line.empty()) return false;
  if (!is_high(line.back())) return "!.?"sv.find(line.back()) != std::string_view::npos;
  for (const auto stop :
       {"\u2026"sv, "\u3002"sv, "\uFF01"sv, "\uFF1F"sv, "\u061F"sv, "\u06D4"sv, "\u0964"sv})
    if (line.ends_with(stop)) return true;
  return false;
}

int inner_sentence_ends(std::string_view line, int most) {
  int ends = 0;
  for (std::size_t i = 1; i + 2 < line.size() && ends < most; ++i) {
    const char c = line[i];
    if (c != '.' && c != '!' && c != '?') continue;
    std::size_t next = i + 1;
    for (const auto close : {"\u201D"sv, "\u2019"sv, "\""sv, "'"sv, ")"sv})
      if (line.substr(next).starts_with(close)) next += close.size();
    if (line.find_first_not_of(" \r\n", next) == std::string_view::npos ||
        (line[next] != ' ' && line[next] != '\n' && line[next] != '\r'))
      continue;
    const std::size_t word = line.find_last_of(" \n\"(", i - 1) + 1;
    if (c == '.' && is_abbreviation(line.substr(word, i - word))) continue;
    const std::string_view after = line.substr(line.find_first_not_of(" \r\n", next));
    if (is_capitalised(after) || after.starts_with('"') || after.starts_with("\u201C")) ++ends;
  }
  return ends;
}

}  // namespace faultline::intake::detail
