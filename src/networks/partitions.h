#pragma once
// How alike two partitions of the same nodes are, and what many of them agree on.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/result.h"
#include "networks/graph_library.h"
#include "networks/network.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {

/// Adjusted Rand index (Hubert & Arabie 1985): 1 for equal partitions, 0 as expected by chance with
/// these sizes, may be negative. 1 where both are all-in-one or both all-alone (0/0), or fewer than
/// two nodes. O(n log n).
[[nodiscard]] double adjusted_rand_index(std::span<const std::uint32_t> a,
                                         std::span<const std::uint32_t> b);

/// Variation of information in bits (Meila 2007): H(a|b) + H(b|a), 0 for equal partitions, at most
/// log2 n. O(n log n).
[[nodiscard]] double variation_of_information(std::span<const std::uint32_t> a,
                                              std::span<const std::uint32_t> b);

/// Finds a partition of a network with one seed: a membership per node.
using Finder = std::function<Result<std::vector<std::uint32_t>>(const Network&, std::uint64_t)>;

/// communities() with these options but for the seed.
[[nodiscard]] Finder finder_of(CommunityOptions options);
/// One run of maximise_signed_modularity() with these options but for the seed and runs.
[[nodiscard]] Finder finder_of(SignedModularityOptions options);

struct ConsensusOptions {
  int runs = 50;           // at least 2
  double threshold = 0.5;  // pairs that fewer runs put together are cut, 0 .. 1
  int rounds = 20;         // at most; the paper needs a handful
  std::uint64_t seed = 1;
};

struct Consensus {
  std::vector<std::uint32_t> membership;  // renumbered()
  std::uint32_t count = 0;
  /// Of the first round, which looked at the network itself: share of runs that put two nodes
  /// together (diagonal 1), and how alike runs are, as means over all pairs of them.
  Matrix together;
  double mean_ari = 0.0, mean_vi = 0.0;
  /// Per node, how surely it sits where it sits: mean of `together` with the others of its
  /// community; of who is alone, 1 - its largest `together`.
  std::vector<double> certainty;
  int rounds = 0;
  bool converged = false;  // the last round's runs all agree
};

/// Consensus clustering (Lancichinetti & Fortunato 2012): partitions of `runs` seeds make a
/// consensus matrix; cut at the threshold (who would be left without ties keeps the strongest), it
/// is the network of the next round, until all runs agree. Where they do not after the last round,
/// the one nearest to the others by variation of information is taken. Errors of the finder are
/// passed on; Usage error for options out of range. O(rounds * runs * (finder + n^2)).
[[nodiscard]] Result<Consensus> consensus(const Network& network, const Finder& finder,
                                          const ConsensusOptions& options = {});

}  // namespace faultline::networks
