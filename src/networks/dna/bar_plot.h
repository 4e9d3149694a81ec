#pragma once
// How many statements each value of a variable has, by level of the qualifier.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "networks/dna/selection.h"

namespace faultline::networks::dna {

struct BarPlot {
  std::vector<std::string> values;  // of variable 1, in DNA's order
  std::vector<std::string> levels;  // "0", "1" ...; without a qualifier "1"
  bool levels_are_numbers = true;
  std::vector<std::vector<std::int64_t>> counts;  // [value][level]
};
/// Takes variable 1, qualifier, duplicates, range and exclusions of `settings`; selects as
/// select_for_bars(). O(statements).
[[nodiscard]] Result<BarPlot> bar_plot(const StatementTable& table, const Settings& settings);

}  // namespace faultline::networks::dna
