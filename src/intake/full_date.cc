#include <algorithm>
#include <array>
#include <string>

#include "intake/article.h"
#include "intake/detail/dates.h"

namespace faultline::intake {
namespace detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Whether a letter beyond ASCII follows: "Mayél" is no May. No-break spaces are none.
bool begins_with_high_letter(std::string_view rest) {
  return !rest.empty() && (static_cast<unsigned char>(rest.front()) & 0x80) != 0 &&
         !rest.starts_with("\u00A0") && !rest.starts_with("\u202F") &&
         !rest.starts_with("\u2013") && !rest.starts_with("\u2014");
}

/// Walks forward over a line; what does not match leaves it where it was.
class Cursor {
 public:
  Cursor(std::string_view line, std::size_t position) : line_(line), position_(position) {}

  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] char peek() const { return position_ < line_.size() ? line_[position_] : '\0'; }

  /// A number of `fewest` to `most` digits that no other digit follows.
  std::optional<unsigned> number(std::size_t fewest, std::size_t most) {
    std::size_t end = position_;
    unsigned value = 0;
    while (end < line_.size() && is_digit(line_[end]) && end - position_ <= most)
      value = value * 10 + static_cast<unsigned>(line_[end++] - '0');
    const std::size_t digits = end - position_;
    if (digits < fewest || digits > most) return std::nullopt;
    position_ = end;
    return value;
  }

  /// The number of the month whose name stands here; 0 and no step if none does.
  unsigned month() {
    std::size_t end = position_;
    std::string lower;
    while (end < line_.size() && is_letter(line_[end]) && lower.size() < 10)
      lower.push_back(static_cast<char>(line_[end++] | 0x20));
    if (end < line_.size() && is_letter(line_[end])) return 0;
    if (begins_with_high_letter(line_.substr(end))) return 0;
    const unsigned found = month_number(lower);
    if (found != 0) position_ = end;
    return found;
  }

  bool skip(std::string_view word) {
    if (!line_.substr(position_).starts_with(word)) return false;
    position_ += word.size();
    return true;
  }
  /// Blanks, no-break spaces included; whether there were any.
  bool skip_blanks() {
    const std::size_t begin = position_;
    while (skip(" ") || skip("\t") || skip("\n") || skip("\r") || skip("\u00A0") || skip("\u202F"))
      continue;
    return position_ != begin;
  }
  void skip_ordinal() {
    for (const std::string_view ending : {"st", "nd", "rd", "th", "ST", "ND", "RD", "TH"})
      if (line_.substr(position_).starts_with(ending) &&
          (position_ + 2 == line_.size() || !is_letter(line_[position_ + 2]))) {
        position_ += 2;
        return;
      }
  }
  [[nodiscard]] bool is_at_word_end() const { return !is_digit(peek()) && !is_letter(peek()); }

 private:
  std::string_view line_;
  std::size_t position_;
};

/// A day of a year in which there were news pages to date. The bounds keep other calendars out:
/// 1403 is a year of the Solar Hijri calendar, 5785 one of the Hebrew calendar.
std::optional<Day> day_of(unsigned year, unsigned month, unsigned day) {
  const Day found{std::chrono::year{static_cast<int>(year)}, std::chrono::month{month},
                  std::chrono::day{day}};
  if (year < 1700 || year > 2199 || !found.ok()) return std::nullopt;
  return found;
}

/// "December 5, 2024", "Dec. 5th 2024".
std::optional<Day> month_first(Cursor& cursor) {
  const unsigned month = cursor.month();
  if (month == 0) return std::nullopt;
  cursor.skip(".");
  if (!cursor.skip_blanks()) return std::nullopt;
  const auto day = cursor.number(1, 2);
  if (!day) return std::nullopt;
  cursor.skip_ordinal();
  const bool has_comma = cursor.skip(",");
  if (!cursor.skip_blanks() && !has_comma) return std::nullopt;
  const auto year = cursor.number(4, 4);
  if (!year || is_letter(cursor.peek())) return std::nullopt;
  return day_of(*year, month, *day);
}

/// "5 December 2024", "5th of Dec., 2024", "5-Dec-2024".
std::optional<Day> day_first(Cursor& cursor) {
  const auto day = cursor.number(1, 2);
  if (!day) return std::nullopt;
  cursor.skip_ordinal();
  const auto separate = [&cursor] {
    cursor.skip(".");
    cursor.skip(",");
    if (!cursor.skip_blanks() && !cursor.skip("-")) (void)cursor.skip("/");
  };
  separate();
  if (cursor.skip("of ")) cursor.skip_blanks();
  const unsigned month = cursor.month();
  if (month == 0) return std::nullopt;
  separate();
  const auto year = cursor.number(4, 4);
  if (!year || is_letter(cursor.peek())) return std::nullopt;
  return day_of(*year, month, *day);
}

/// "2024-12-05", "2024/12/5"; a time may follow.
std::optional<Day> year_first(Cursor& cursor) {
  const auto year = cursor.number(4, 4);
  const char separator = cursor.peek();
  if (!year || (separator != '-' && separator != '/' && separator != '.')) return std::nullopt;
  cursor.skip({&separator, 1});
  const auto month = cursor.number(1, 2);
  if (!month || !cursor.skip({&separator, 1})) return std::nullopt;
  const auto day = cursor.number(1, 2);
  if (!day || (is_letter(cursor.peek()) && cursor.peek() != 'T')) return std::nullopt;
  return day_of(*year, *month, *day);
}

/// "12/25/2024" and "25.12.2024", but not "12/05/2024": Americans and Europeans read two days in
/// it.
std::optional<Day> year_last(Cursor& cursor) {
  const auto first = cursor.number(1, 2);
  const char separator = cursor.peek();
  if (!first || (separator != '-' && separator != '/' && separator != '.')) return std::nullopt;
  cursor.skip({&separator, 1});
  const auto second = cursor.number(1, 2);
  if (!second || !cursor.skip({&separator, 1})) return std::nullopt;
  const auto year = cursor.number(4, 4);
  if (!year || !cursor.is_at_word_end()) return std::nullopt;
  if (*first > 12) return day_of(*year, *second, *first);
  if (*second > 12 || *first == *second) return day_of(*year, *first, *second);
  return std::nullopt;
}

}  // namespace

unsigned month_number(std::string_view lower) {
  static constexpr std::array<std::string_view, 12> months = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (lower == "sept") return 9;
  for (unsigned i = 0; i < months.size(); ++i)
    if (lower == months[i] || (lower.size() == 3 && months[i].starts_with(lower))) return i + 1;
  return 0;
}

std::optional<DateFound> find_date(std::string_view line, std::size_t from) {
  for (std::size_t i = from; i < line.size(); ++i) {
    const char c = line[i];
    if (!is_digit(c) && !is_letter(c)) continue;
    const char before = i == 0 ? ' ' : line[i - 1];
    if (is_digit(before) || is_letter(before)) continue;
    for (const auto form : {month_first, day_first, year_first, year_last}) {
      Cursor cursor(line, i);
      if (const auto day = form(cursor)) return DateFound{*day, i, cursor.position()};
    }
  }
  return std::nullopt;
}

}  // namespace detail

std::optional<Day> find_full_date(std::string_view line) {
  const auto found = detail::find_date(line);
  if (!found) return std::nullopt;
  return found->day;
}

}  // namespace faultline::intake
