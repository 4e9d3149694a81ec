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

struct SignedModularityOptions {
  double resolution = 1.0;  // larger: more and smaller communities
  std::uint64_t seed = 1;
  int runs = 20;  // of the local search, at least 1, in turns from nodes alone and from a random
                  // partition; the best is kept
  /// All partitions are tried where no more than this many nodes have edges, at most 11 (678,570
  /// partitions).
  std::size_t exact_up_to = 9;
};

struct SignedCommunities {
  std::vector<std::uint32_t> membership;  // renumbered(); nodes without edges are alone
  std::uint32_t count = 0;
  double modularity = 0.0;  // NaN without edges
  bool is_exact = false;    // no partition has a larger one

  friend bool operator==(const SignedCommunities&, const SignedCommunities&) = default;
};

/// The partition of the largest signed modularity that is found: by trying all in small networks,
/// else by moving nodes, then communities, as Blondel et al. (2008) do, to any community or to one
/// of their own (enemies of the same others gain by standing together, joined or not), and by
/// moving single nodes again, until nothing gains. O(runs * rounds * nodes * communities + edges).
[[nodiscard]] SignedCommunities maximise_signed_modularity(
    const Network& network, const SignedModularityOptions& options = {});

/// The same of two layers given as symmetric matrices of weights >= 0, whose diagonals are not
/// looked at: `positive` and `negative` ties of a pair may both be there.
[[nodiscard]] SignedCommunities maximise_signed_modularity(
    const Matrix& positive, const Matrix& negative, const SignedModularityOptions& options = {});

/// Q of two layers, as above.
[[nodiscard]] double signed_modularity(const Matrix& positive, const Matrix& negative,
                                       std::span<const std::uint32_t> membership,
                                       double resolution = 1.0);

/// `membership` with its communities numbered 0, 1 ... in the order of their first nodes.
[[nodiscard]] std::vector<std::uint32_t> renumbered(std::span<const std::uint32_t> membership);

}  // namespace faultline::networks
