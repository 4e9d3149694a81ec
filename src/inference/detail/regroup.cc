#include "inference/detail/regroup.h"

#include <numeric>

namespace faultline::inference {

SumTable regrouped(const SumTable& table, std::span<const std::uint32_t> group_of_unit,
                   std::size_t groups) {
  std::vector<SumEntry> entries;
  entries.reserve(table.entries());
  for (std::uint32_t unit = 0; unit < table.units(); ++unit) {
    const auto cells = table.cells_of(unit);
    const auto values = table.values_of(unit);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      entries.push_back({group_of_unit[unit], cells[i], values[i]});
    }
  }
  return *SumTable::create(groups, table.cells(), std::move(entries));
}

CellRatios ratios_of_cells(std::span<const Ratio> ratios, std::size_t cells) {
  CellRatios result;
  result.begin.assign(cells + 1, 0);
  const auto each = [&](auto&& visit) {
    for (std::uint32_t i = 0; i < ratios.size(); ++i) {
      visit(ratios[i].numerator, i);
      if (ratios[i].denominator != ratios[i].numerator) visit(ratios[i].denominator, i);
    }
  };
  each([&](std::uint32_t cell, std::uint32_t) { ++result.begin[cell + 1]; });
  std::partial_sum(result.begin.begin(), result.begin.end(), result.begin.begin());
  result.ratio.resize(result.begin.back());
  std::vector<std::uint32_t> next(result.begin.begin(), result.begin.end() - 1);
  each([&](std::uint32_t cell, std::uint32_t ratio) { result.ratio[next[cell]++] = ratio; });
  return result;
}

}  // namespace faultline::inference
