#pragma once
// Sums by other units, and the ratios that they are in.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "inference/sums.h"

namespace faultline::inference {

/// The table with units joined into groups: `group_of_unit` has a number below `groups` for each.
[[nodiscard]] SumTable regrouped(const SumTable& table,
                                 std::span<const std::uint32_t> group_of_unit, std::size_t groups);

/// Which ratios a cell is the numerator or the denominator of.
struct CellRatios {
  std::vector<std::uint32_t> begin, ratio;

  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t cell) const {
    return {ratio.data() + begin[cell], begin[cell + 1] - begin[cell]};
  }
};
[[nodiscard]] CellRatios ratios_of_cells(std::span<const Ratio> ratios, std::size_t cells);

}  // namespace faultline::inference
