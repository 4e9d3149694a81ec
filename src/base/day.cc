#include "base/day.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace faultline {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// The digits of `text` as a number, or none if anything else stands there.
std::optional<int> number(std::string_view text) {
  int value = 0;
  for (const char c : text)
    if (c < '0' || c > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Day make_day(int year, unsigned month, unsigned day) {
  return Day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

/// The Thursday of the ISO week of `day`; its year is the week's year.
Day thursday_of(Day day) { return add_days(week_begin(day), 3); }

int week_number(Day day) {
  const Day thursday = thursday_of(day);
  return days_between(make_day(static_cast<int>(thursday.year()), 1, 1), thursday) / 7 + 1;
}

}  // namespace

Result<Day> parse_day(std::string_view iso) {
  const auto malformed = [&] {
    return failure(ErrorCode::Malformed,
                   fmt::format("\"{}\" is not a day of the calendar; write it as 2024-10-26.", iso),
                   std::string(iso));
  };
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return malformed();
  const auto year = number(iso.substr(0, 4));
  const auto month = number(iso.substr(5, 2));
  const auto day = number(iso.substr(8, 2));
  if (!year || !month || !day || *year == 0) return malformed();
  const Day result = make_day(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
  if (!result.ok()) return malformed();
  return result;
}

std::string to_string(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

Day week_begin(Day day) {
  const std::chrono::weekday weekday{sys_days{day}};
  return Day{sys_days{day} - (weekday - std::chrono::Monday)};
}

std::string week_name(Day day) {
  return fmt::format("{:04}-W{:02}", static_cast<int>(thursday_of(day).year()), week_number(day));
}

Day add_days(Day day, int count) { return Day{sys_days{day} + days{count}}; }

int days_between(Day from, Day to) {
  return static_cast<int>((sys_days{to} - sys_days{from}).count());
}

Result<PartialDate> parse_partial_date(std::string_view iso) {
  const auto malformed = [&] {
    return failure(
        ErrorCode::Malformed,
        fmt::format("\"{}\" is not a date; write it as 2024-10-26, 2024-W43, 2024-10 or 2024.",
                    iso),
        std::string(iso));
  };
  if (iso.size() == 10) {
    const auto day = parse_day(iso);
    if (!day) return malformed();
    return PartialDate{*day, Precision::ByDay};
  }
  const auto year = iso.size() >= 4 ? number(iso.substr(0, 4)) : std::nullopt;
  if (!year || *year == 0) return malformed();
  if (iso.size() == 4) return PartialDate{make_day(*year, 1, 1), Precision::ByYear};
  if (iso.size() == 7 && iso[4] == '-') {
    const auto month = number(iso.substr(5, 2));
    if (!month || *month < 1 || *month > 12) return malformed();
    return PartialDate{make_day(*year, static_cast<unsigned>(*month), 1), Precision::ByMonth};
  }
  if (iso.size() == 8 && iso.substr(4, 2) == "-W") {
    const auto week = number(iso.substr(6, 2));
    // 4 January is always in week 1.
    const Day monday = add_days(week_begin(make_day(*year, 1, 4)), 7 * (week.value_or(0) - 1));
    if (!week || *week < 1 || week_name(monday) != iso) return malformed();
    return PartialDate{monday, Precision::ByWeek};
  }
  return malformed();
}

std::string to_string(const PartialDate& date) {
  switch (date.precision) {
    case Precision::ByDay:
      return to_string(date.first);
    case Precision::ByWeek:
      return week_name(date.first);
    case Precision::ByMonth:
      return to_string(date.first).substr(0, 7);
    case Precision::ByYear:
      return to_string(date.first).substr(0, 4);
  }
  return {};
}

Day last_day(const PartialDate& date) {
  const auto& first = date.first;
  switch (date.precision) {
    case Precision::ByDay:
      return first;
    case Precision::ByWeek:
      return std::min(add_days(first, 6), make_day(9999, 12, 31));  // where the calendar ends
    case Precision::ByMonth:
      return Day{first.year() / first.month() / std::chrono::last};
    case Precision::ByYear:
      return Day{first.year() / std::chrono::December / 31};
  }
  return first;
}

bool Period::contains(Day day) const {
  if (from && day < from->first) return false;
  return !to || day <= last_day(*to);
}

}  // namespace faultline
