#pragma once
// A good split, found fast: tabu search over single moves.

#include <cstdint>
#include <random>
#include <vector>

#include "networks/detail/signed_graph.h"

namespace faultline::networks::detail {

/// A split of a connected graph (Glover 1989; for frustration and maximum cuts: Kochenberger et al.
/// 2013). Several starts; the best split is kept. Same generator, same split.
[[nodiscard]] std::vector<std::int8_t> tabu_split(const SignedGraph& graph,
                                                  std::mt19937_64& generator);

/// The same from one start, `side`, alone: faster, for when a good split is not what matters.
[[nodiscard]] std::vector<std::int8_t> tabu_split_from(const SignedGraph& graph,
                                                       std::vector<std::int8_t> side,
                                                       std::mt19937_64& generator);

}  // namespace faultline::networks::detail
