#pragma once
// Points in time to the second, as discourse networks order statements by them. Read as UTC; no
// clock and no time zone enters here.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/result.h"

namespace faultline {

/// Seconds since 1970-01-01T00:00:00 UTC, leap seconds not counted. May be negative.
struct Instant {
  std::int64_t seconds = 0;

  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
};

inline constexpr std::int64_t seconds_per_day = 86'400;

/// "2024-10-26", "2024-10-26T09:30", "2024-10-26T09:30:15" or with a space for the T -> Instant;
/// a bare day is its first second. Malformed for any other form, or a time that does not exist;
/// `where` repeats the input. Years 0001 to 9999.
[[nodiscard]] Result<Instant> parse_instant(std::string_view iso);

/// "2024-10-26T09:30:15". Undefined outside the years 0001 to 9999.
[[nodiscard]] std::string to_string(Instant instant);

/// The day that `instant` belongs to, and the first second of a day.
[[nodiscard]] Day day_of(Instant instant);
[[nodiscard]] Instant start_of(Day day);

/// Second of the day, 0 to 86,399.
[[nodiscard]] int second_of_day(Instant instant);

}  // namespace faultline
