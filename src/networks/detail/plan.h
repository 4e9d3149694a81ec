#pragma once
// Settings that were checked against a table: what every computation starts from.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "networks/detail/value_index.h"
#include "networks/settings.h"
#include "networks/statement_table.h"

namespace faultline::networks::detail {

/// The scale of a qualifier: its levels in the whole table, so that neither a range nor a filter
/// changes how far two of them lie apart or how they are numbered.
struct Scale {
  ValueIndex levels;       // of no qualifier: empty, and there is one level
  bool is_ordered = true;  // integer and boolean: distance is the difference; text: 0 or 1
  double range = 1;        // largest distance of two levels

  [[nodiscard]] std::uint32_t size() const { return levels.size() == 0 ? 1 : levels.size(); }
  /// How far two levels lie apart, from 0 to `range`.
  [[nodiscard]] double distance(std::uint32_t one, std::uint32_t two) const {
    if (one == two) return 0;
    if (!is_ordered) return 1;
    const std::vector<std::int32_t>& values = levels.values();
    return std::abs(static_cast<double>(values[one]) - static_cast<double>(values[two]));
  }
};

struct Plan {
  NetworkSettings settings;
  const Variable* row = nullptr;
  const Variable* column = nullptr;     // nullptr: every statement is on one column (bar counts)
  const Variable* qualifier = nullptr;  // nullptr: its levels play no part
  /// Statements with different levels are different, and those with a blank one do not count.
  bool counts_by_qualifier = false;
  Scale scale;
  Instant from, to;  // to < from: nothing is in the range
};

/// Every check but those of the window against the range. Usage for settings that contradict
/// themselves or the table.
[[nodiscard]] Result<Plan> plan_of(const StatementTable& table, const NetworkSettings& settings);

/// The part of it that counts of one variable need.
[[nodiscard]] Result<Plan> bar_plan_of(const StatementTable& table,
                                       const NetworkSettings& settings);

/// Words of settings, for messages: "subtract", "one-mode" ...
[[nodiscard]] std::string_view name_of(Aggregation aggregation);
[[nodiscard]] std::string_view name_of(Normalisation normalisation);
[[nodiscard]] std::string_view name_of(TimeUnit unit);

}  // namespace faultline::networks::detail
