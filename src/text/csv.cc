#include "text/csv.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <utility>

namespace faultline::text {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view formula_signs = "=+-@\t\r";

}  // namespace

CsvReader::CsvReader(std::string_view text, char separator, std::string name)
    : text_(text), separator_(separator), name_(std::move(name)) {
  if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
}

bool CsvReader::at_line_end() const {
  return position_ >= text_.size() || text_[position_] == '\n' || text_[position_] == '\r';
}

void CsvReader::end_line() {
  if (position_ < text_.size()) ++line_;
  if (text_.substr(position_).starts_with("\r\n")) ++position_;
  if (position_ < text_.size()) ++position_;
}

void CsvReader::skip_line() {
  while (!at_line_end()) ++position_;
  end_line();
}

Result<void> CsvReader::quoted_cell(std::string& cell) {
  const std::size_t begin = position_;
  const std::uint32_t line = line_;
  ++position_;
  while (position_ < text_.size()) {
    const char c = text_[position_++];
    if (c == '\n') ++line_;
    if (c != '"') {
      cell += c;
      continue;
    }
    if (position_ < text_.size() && text_[position_] == '"') {
      cell += '"';
      ++position_;
      continue;
    }
    if (at_line_end() || text_[position_] == separator_) return {};
    break;
  }
  const bool is_open = position_ >= text_.size();
  // What follows may be whole again from the next line on.
  position_ = begin;
  line_ = line;
  skip_line();
  return failure(ErrorCode::Malformed,
                 is_open ? "A quotation mark is never closed; close it, or double a mark that "
                           "belongs to the text."
                         : "Something follows a closing quotation mark; double the marks that "
                           "belong to the text.",
                 fmt::format("{}:{}", name_, line));
}

Result<bool> CsvReader::next(CsvRecord& record) {
  record.cells.clear();
  while (position_ < text_.size() && at_line_end()) end_line();
  if (position_ >= text_.size()) return false;
  record.line = line_;
  while (true) {
    std::string& cell = record.cells.emplace_back();
    if (position_ < text_.size() && text_[position_] == '"') {
      if (auto read = quoted_cell(cell); !read) return tl::unexpected(read.error());
    } else {
      const std::size_t begin = position_;
      while (!at_line_end() && text_[position_] != separator_) ++position_;
      cell = text_.substr(begin, position_ - begin);
    }
    if (at_line_end()) break;
    ++position_;  // the separator
  }
  end_line();
  return true;
}

char separator_of(std::string_view text) {
  constexpr std::array<char, 3> known = {',', ';', '\t'};
  std::array<std::size_t, known.size()> counts{};
  bool is_quoted = false;
  for (const char c : text) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == '\n' || c == '\r') break;
    const auto* const found = std::find(known.begin(), known.end(), c);
    if (found != known.end()) ++counts[static_cast<std::size_t>(found - known.begin())];
  }
  return known[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                        counts.begin())];
}

bool needs_guard(std::string_view text) {
  const auto first = text.find_first_not_of('\'');
  return first != std::string_view::npos &&
         formula_signs.find(text[first]) != std::string_view::npos;
}

std::string csv_cell(std::string_view value, bool for_spreadsheets) {
  std::string text(value);
  if (for_spreadsheets && needs_guard(text)) text.insert(text.begin(), '\'');
  if (text.find_first_of(",;\t\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string_view without_guard(std::string_view cell) {
  return cell.starts_with('\'') && needs_guard(cell) ? cell.substr(1) : cell;
}

}  // namespace faultline::text
