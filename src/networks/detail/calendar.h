#pragma once
// Units of time: which period an instant is in, and instants a number of units apart.

#include <cstdint>

#include "base/instant.h"
#include "networks/settings.h"

namespace faultline::networks::detail {

/// Numbers that are equal for instants of one ISO 8601 week, of one month of one year, of one year.
[[nodiscard]] std::int64_t week_number(Instant instant);
[[nodiscard]] std::int64_t month_number(Instant instant);
[[nodiscard]] std::int64_t year_number(Instant instant);

/// Seconds of a unit of one length, Seconds to Weeks; 0 for the others.
[[nodiscard]] std::int64_t seconds_of(TimeUnit unit);

/// `count` months after `anchor`: same time of day, and same day of the month or the month's last.
[[nodiscard]] Instant months_after(Instant anchor, std::int64_t count);

}  // namespace faultline::networks::detail
