#include "inference/sums.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace faultline::inference {

Result<SumTable> SumTable::create(std::size_t units, std::size_t cells,
                                  std::vector<SumEntry> entries) {
  constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
  if (units > most || cells > most || entries.size() > most) {
    return failure(ErrorCode::Usage, "A table of sums holds at most 4,294,967,295 entries.");
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const SumEntry& entry = entries[i];
    if (entry.unit < units && entry.cell < cells && std::isfinite(entry.value)) continue;
    return failure(
        ErrorCode::Usage,
        fmt::format("An entry adds {} to cell {} of unit {}, but there are {} units and {} "
                    "cells; give finite values within them.",
                    entry.value, entry.cell, entry.unit, units, cells),
        fmt::format("entry {}", i));
  }
  // Values of equal keys are added in the order given, so that the sum does not depend on the sort.
  std::stable_sort(entries.begin(), entries.end(), [](const SumEntry& a, const SumEntry& b) {
    return a.unit != b.unit ? a.unit < b.unit : a.cell < b.cell;
  });
  SumTable table;
  table.cells_ = cells;
  table.begin_.reserve(units + 1);
  for (std::size_t i = 0; i < entries.size();) {
    const SumEntry first = entries[i];
    double sum = 0;
    for (; i < entries.size() && entries[i].unit == first.unit && entries[i].cell == first.cell;
         ++i) {
      sum += entries[i].value;
    }
    if (sum == 0) continue;
    while (table.begin_.size() <= first.unit) {
      table.begin_.push_back(static_cast<std::uint32_t>(table.values_.size()));
    }
    table.cell_.push_back(first.cell);
    table.values_.push_back(sum);
  }
  table.begin_.resize(units + 1, static_cast<std::uint32_t>(table.values_.size()));
  return table;
}

void SumTable::add_up(std::span<const std::uint32_t> weights, std::span<double> sums) const {
  assert(weights.size() == units() && sums.size() == cells());
  std::fill(sums.begin(), sums.end(), 0.0);
  for (std::size_t unit = 0; unit < weights.size(); ++unit) {
    if (weights[unit] == 0) continue;
    const double weight = weights[unit];
    for (std::uint32_t i = begin_[unit]; i < begin_[unit + 1]; ++i) {
      sums[cell_[i]] += weight * values_[i];
    }
  }
}

std::vector<double> SumTable::totals() const {
  std::vector<double> sums(cells_, 0.0);
  for (std::size_t i = 0; i < values_.size(); ++i) sums[cell_[i]] += values_[i];
  return sums;
}

SumStatistic statistic_of(std::vector<Ratio> ratios) {
  const std::size_t points = ratios.size();
  return {points,
          [ratios = std::move(ratios)](std::span<const double> sums, std::span<double> values) {
            for (std::size_t i = 0; i < ratios.size(); ++i) {
              const double denominator = sums[ratios[i].denominator];
              values[i] = denominator == 0 ? std::numeric_limits<double>::quiet_NaN()
                                           : sums[ratios[i].numerator] / denominator;
            }
          }};
}

}  // namespace faultline::inference
