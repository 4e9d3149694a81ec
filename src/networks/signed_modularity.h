#pragma once
// Communities of signed networks: who stands together, given who backs and who attacks whom.

#include <cstdint>
#include <span>
#include <vector>

#include "networks/network.h"

namespace faultline::networks {

/// Modularity of `membership` (a number per node: rows, then columns of TwoMode) for signed weights
/// (Gomez, Jensen & Arenas 2009, eq. 15):
///
///   Q = 1 / (2w+ + 2w-) * sum over i, j of [w_ij - r (w+_i w+_j / 2w+ - w-_i w-_j / 2w-)] d(c_i,
///   c_j)
///
/// where w+_i, w-_i are a node's sums of positive and of |negative| weights, 2w+, 2w- their totals
/// and r the resolution. Without negative edges it is Newman & Girvan's (2004). Directions are
/// ignored, both being added up. In [-1, 1]; NaN without edges. O(nodes + edges).
[[nodiscard]] double signed_modularity(const Network& network,
                                       std::span<const std::uint32_t> membership,
                                       double resolution = 1.0);

/// `membership` with its communities numbered 0, 1 ... in the order of their first nodes.
[[nodiscard]] std::vector<std::uint32_t> renumbered(std::span<const std::uint32_t> membership);

}  // namespace faultline::networks
