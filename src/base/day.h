#pragma once
// Calendar days, and dates known only to the month or the year. News is dated by day, in the
// publisher's own time zone; no clock and no time zone enters here.

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace faultline {

using Day = std::chrono::year_month_day;

/// "2024-10-26" -> Day. Malformed if the form is another or the day does not exist
/// (2023-02-29); `where` repeats the input. Years 0001 to 9999.
[[nodiscard]] Result<Day> parse_day(std::string_view iso);

/// "2024-10-26". Undefined for an invalid day.
[[nodiscard]] std::string to_string(Day day);

/// The Monday on or before `day`: the first day of its ISO 8601 week.
[[nodiscard]] Day week_begin(Day day);

/// "2024-W43", by ISO 8601: the week belongs to the year that holds its Thursday.
[[nodiscard]] std::string week_name(Day day);

/// `day` moved by `days` (may be negative).
[[nodiscard]] Day add_days(Day day, int days);

/// How many days from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] int days_between(Day from, Day to);

enum class Precision { ByDay, ByWeek, ByMonth, ByYear };

/// A date as exactly as it is known: a day, or the week, month or year that begins on `first`.
struct PartialDate {
  Day first;
  Precision precision = Precision::ByDay;

  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

/// "2024-10-26", "2024-W43", "2024-10", "2024" (ISO 8601 with reduced precision).
/// Malformed for any other form; `where` repeats the input.
[[nodiscard]] Result<PartialDate> parse_partial_date(std::string_view iso);
[[nodiscard]] std::string to_string(const PartialDate& date);

/// The last day that `date` may mean.
[[nodiscard]] Day last_day(const PartialDate& date);

/// A stretch of time with open ends, as offices and memberships have it. Both ends belong to it:
/// from the first day that `from` may mean to the last day that `to` may mean.
struct Period {
  std::optional<PartialDate> from;  // none: since always, as far as is known
  std::optional<PartialDate> to;    // none: until now, as far as is known

  [[nodiscard]] bool contains(Day day) const;
  friend bool operator==(const Period&, const Period&) = default;
};

}  // namespace faultline
