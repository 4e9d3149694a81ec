#pragma once
// Full dates in a line of a page.

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/day.h"

namespace faultline::intake::detail {

/// A date and the bytes that name it.
struct DateFound {
  Day day;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The first full date at or after `from`; see intake::find_full_date. O(bytes).
[[nodiscard]] std::optional<DateFound> find_date(std::string_view line, std::size_t from = 0);

/// 1 to 12 for an English name of a month or its abbreviation without the full stop, in lower case;
/// else 0.
[[nodiscard]] unsigned month_number(std::string_view lower);

}  // namespace faultline::intake::detail
