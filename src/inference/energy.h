#pragma once
// E-divisive (Matteson & James 2014): changes of distribution, of any kind and in several
// quantities at once, without a model. The second opinion beside PELT.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"

namespace faultline::inference {

struct EnergyOptions {
  double alpha = 1;              // exponent of the distances, in (0, 2]; 2 sees means only
  std::size_t minimum_size = 5;  // fewest observations of a segment, at least 2
  double significance = 0.05;    // the search ends at the first change with a greater p
  int permutations = 499;
  std::uint64_t seed = 1;
  int threads = 1;
};

struct EnergyChange {
  std::size_t index = 0;  // first observation after the change
  double statistic = 0;   // the scaled energy distance Q of the two sides (eq. 7)
  double p = 1;  // (1 + k) / (1 + R), observations shuffled within the segments found so far

  friend bool operator==(const EnergyChange&, const EnergyChange&) = default;
};

/// The changes in the order in which they were found, the last one being the first that is not
/// significant (so that its p can be shown). `rows`: observations one after another, `dimensions`
/// values each. Usage if the number of values is no multiple of it, a value is not finite, or an
/// option is out of range. O(observations²) a permutation and step.
[[nodiscard]] Result<std::vector<EnergyChange>> energy_changes(std::span<const double> rows,
                                                               std::size_t dimensions,
                                                               const EnergyOptions& options = {});

}  // namespace faultline::inference
