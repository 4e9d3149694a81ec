#pragma once
// Newman's leading eigenvectors (2006, Physical Review E 74, 036104), the same every time.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "networks/network.h"

namespace faultline::networks::detail {

/// A community's number per node 0 .. nodes-1 of undirected edges with weights above 0: from the
/// connected components on, each community is split by the signs of the leading eigenvector of its
/// generalised modularity matrix (eq. 51), as long as that adds modularity. Not split is what has
/// two largest eigenvalues that are equal, since any mixture of their vectors would do. O(n^3) a
/// split.
[[nodiscard]] std::vector<std::uint32_t> leading_eigenvector(std::size_t nodes,
                                                             std::span<const Edge> edges);

}  // namespace faultline::networks::detail
