#pragma once
// Strata of a sample: cells of what units have in common, small ones merged with those most like
// them.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace faultline::map::detail {

/// What tells a unit's cell, from what is never mixed to what may be mixed first.
using StratumKey = std::array<std::string, 4>;

struct Strata {
  std::vector<std::uint32_t> of_unit;
  std::vector<std::string> names;  // of each stratum
};

/// Strata in which the weights of the units sum to `minimum` at least. A cell with less joins other
/// small ones that differ in the last part of the key only, else the smallest of the others there,
/// else those that differ in the part before, and so on; the first part is never mixed, so that a
/// stratum has less where all units with that first part do. Numbers follow the order of the keys,
/// not that of the units. `weights` has one for each key. O(units log units).
[[nodiscard]] Strata strata_of(std::span<const StratumKey> keys, std::span<const double> weights,
                               double minimum);

/// The finest ones, of units that weigh alike, that hold 10 at least and are `most` in all at most
/// (or as many as there are first parts).
[[nodiscard]] Strata strata_at_most(std::span<const StratumKey> keys, std::size_t most);

}  // namespace faultline::map::detail
