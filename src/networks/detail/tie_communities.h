#pragma once
// Communities of a matrix of ties, as trees that can be cut where one wants.

#include <cstdint>
#include <vector>

#include "networks/cluster_methods.h"
#include "networks/clustering.h"
#include "networks/network.h"

namespace faultline::networks::detail {

/// The undirected network of what stands above the diagonal.
[[nodiscard]] Network network_of(const Matrix& ties);

/// The number of groups that the merges end with, and as k counts down to it.
[[nodiscard]] std::size_t fewest_groups(const Hierarchy& hierarchy);

/// As cut(), but groups are numbered from the last merge down, then nodes without a merge, which
/// is how igraph numbers them.
[[nodiscard]] Result<Groups> cut_from_top(const Hierarchy& hierarchy, std::size_t k);

/// Who speaks of a community method here: its groups, with its own number of them, or at k.
struct TieCommunities {
  const Matrix& ties;
  std::uint64_t seed = 1;
  ClusterRules rules = ClusterRules::Published;

  /// With as many groups as the method finds; its merges are cut where the weighted modularity is
  /// largest.
  [[nodiscard]] Result<Groups> found(ClusterMethod method) const;
  /// FastGreedy, Walktrap, EdgeBetweenness; Usage for others.
  [[nodiscard]] Result<Hierarchy> hierarchy(ClusterMethod method) const;
};

}  // namespace faultline::networks::detail
