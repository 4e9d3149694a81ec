#pragma once
// When a corrected share changes.

#include <optional>
#include <span>

#include "map/detail/placed_units.h"

namespace faultline::map::detail {

/// The greatest change over `bins`, the first days of the series. None with too few bins, or where
/// nothing was checked of some kind.
[[nodiscard]] Result<std::optional<CorrectedTurn>> corrected_turn(const Placed& placed,
                                                                  std::span<const Day> bins,
                                                                  const ChangeOptions& options);

}  // namespace faultline::map::detail
