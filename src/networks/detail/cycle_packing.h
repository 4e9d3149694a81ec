#pragma once
// A bound from below that needs no search: negative cycles that share no tie.

#include <cstdint>
#include <vector>

#include "networks/detail/signed_graph.h"

namespace faultline::networks::detail {

/// Every split frustrates a tie of each negative cycle (one with an odd number of negative ties),
/// so cycles that together use no tie beyond its weight bound the index from below (Zaslavsky 1982;
/// Grötschel & Pulleyblank 1981 for maximum cuts). Packs cycles through one tie that `side`
/// frustrates, the shortest first, also in quarters of weights. At most cost_of(graph, side); equal
/// to it, the split is proven best. O(frustrated links * links * lengths).
[[nodiscard]] std::int64_t cycle_packing_bound(const SignedGraph& graph,
                                               const std::vector<std::int8_t>& side);

}  // namespace faultline::networks::detail
