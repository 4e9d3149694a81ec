#include "networks/detail/calendar.h"

#include <algorithm>
#include <chrono>

namespace faultline::networks::detail {
namespace {

std::int64_t day_number(Instant instant) {
  const std::int64_t day = instant.seconds / seconds_per_day;
  return instant.seconds % seconds_per_day < 0 ? day - 1 : day;
}

}  // namespace

std::int64_t week_number(Instant instant) {
  // 1970-01-01 was a Thursday; weeks begin on Mondays.
  const std::int64_t since_monday = day_number(instant) + 3;
  return since_monday >= 0 ? since_monday / 7 : (since_monday - 6) / 7;
}

std::int64_t month_number(Instant instant) {
  const Day day = day_of(instant);
  return std::int64_t{static_cast<int>(day.year())} * 12 + static_cast<unsigned>(day.month()) - 1;
}

std::int64_t year_number(Instant instant) { return static_cast<int>(day_of(instant).year()); }

std::int64_t seconds_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::Seconds:
      return 1;
    case TimeUnit::Minutes:
      return 60;
    case TimeUnit::Hours:
      return 3600;
    case TimeUnit::Days:
      return seconds_per_day;
    case TimeUnit::Weeks:
      return 7 * seconds_per_day;
    case TimeUnit::Events:
    case TimeUnit::Months:
    case TimeUnit::Years:
      break;
  }
  return 0;
}

Instant months_after(Instant anchor, std::int64_t count) {
  const Day from = day_of(anchor);
  const std::int64_t month = month_number(anchor) + count;
  const std::int64_t year = month >= 0 ? month / 12 : (month - 11) / 12;
  const auto target = std::chrono::year{static_cast<int>(year)} /
                      std::chrono::month{static_cast<unsigned>(month - year * 12 + 1)};
  const auto last = (target / std::chrono::last).day();
  const Day day = target / std::min(from.day(), last);
  return Instant{start_of(day).seconds + second_of_day(anchor)};
}

}  // namespace faultline::networks::detail
