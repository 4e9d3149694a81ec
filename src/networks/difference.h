#pragma once
// What changed between two networks, of two periods or of anything else with the same labels.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "networks/network.h"

namespace faultline::networks {

enum class EdgeChange : std::uint8_t {
  Appeared,
  Vanished,
  ChangedSign,
  Grew,  // |weight| is larger, with the same sign
  Fell,  // smaller
};

/// "appeared", "vanished", "changed sign", "grew", "fell".
[[nodiscard]] std::string_view name_of(EdgeChange change);

struct NetworkDifference {
  /// Nodes of both: those of `before` in their order, then new ones. Edges that changed, with the
  /// difference after - before as weight and "before" and "after" (0: no edge) as edge attributes.
  Network network;
  std::vector<EdgeChange> changes;  // per edge
  std::size_t unchanged = 0;        // edges of both with equal weights
  /// Per node (rows, then columns): "before", "after" and "change" (sums of the weights of its
  /// edges; none where it was not, or is no more, a node), "appeared", "vanished", "changed_sign",
  /// "grew", "fell" (numbers of its edges).
  std::vector<NodeAttribute> nodes;
};

/// Weights that differ by at most `tolerance` are equal. Networks of different numbers of
/// statements differ for that alone: normalise them. Usage error: different shapes or variables.
/// O(n log n + edges log edges).
[[nodiscard]] Result<NetworkDifference> network_difference(const Network& before,
                                                           const Network& after,
                                                           double tolerance = 1e-12);

}  // namespace faultline::networks
