#pragma once
// Do ties stay inside groups or cross them?

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "networks/network.h"
#include "networks/significance.h"

namespace faultline::networks {

/// Which edges count.
enum class Sign : std::uint8_t { Positive, Negative, Both };

struct EiOptions {
  Sign sign = Sign::Both;
  bool weighted = false;    // sums of |weight| instead of numbers of edges
  int permutations = 9999;  // at least 2
  std::uint64_t seed = 1;
};

struct EiCount {
  double external = 0.0, internal = 0.0;
  /// (E - I) / (E + I): -1 all inside, +1 all across; NaN without edges.
  [[nodiscard]] double index() const;
};

struct EiIndex {
  EiCount whole;
  std::vector<EiCount> groups;  // by number; edges with an end in it, of Directed those it sends
  std::vector<EiCount> nodes;   // likewise
  /// The lowest and highest index that the edges could have between groups of these sizes, and the
  /// index rescaled so that they are -1 and +1 (NaN where they are equal).
  double lowest = 0.0, highest = 0.0, rescaled = 0.0;
  /// Of the index against random groups of the same sizes: memberships are permuted.
  NullTest test;
};

/// E-I index (Krackhardt & Stern 1988, eq. 1) of a OneMode or Directed network with `membership` (a
/// group's number, 0, 1 ..., per row). Take negative edges for criticism, positive ones for
/// backing: a rift shows as a negative index of criticism. Usage error: TwoMode, a membership of
/// another length, no edge of this sign, or fewer than 2 permutations. O(permutations * edges).
[[nodiscard]] Result<EiIndex> ei_index(const Network& network,
                                       std::span<const std::uint32_t> membership,
                                       const EiOptions& options = {});

}  // namespace faultline::networks
