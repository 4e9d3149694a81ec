#include <cassert>

#include "networks/frustration.h"
#include "networks/networks.h"

namespace faultline::networks {
namespace {

/// By how much the frustrated ties grow if each actor alone moves to the other side.
std::vector<std::int64_t> losses_of_moves(std::span<const SignedPair> pairs,
                                          const std::vector<int>& side) {
  std::vector<std::int64_t> loss(side.size(), 0);
  for (const SignedPair& pair : pairs) {
    const std::int64_t fit = (pair.positive - pair.negative) * side[pair.first] * side[pair.second];
    loss[pair.first] += fit;
    loss[pair.second] += fit;
  }
  return loss;
}

}  // namespace

TwoSides two_sides(std::size_t actors, std::span<const SignedEdge> edges) {
  for (const SignedEdge& edge : edges) {
    assert(edge.from < actors && edge.to < actors);
    (void)edge;
  }
  // A few seconds at most, for somebody waits for the map.
  constexpr std::int64_t most_nodes = 2'000'000;
  const auto pairs = signed_pairs(edges);
  const Frustration split = frustration(actors, pairs, {.most_nodes = most_nodes});
  TwoSides sides;
  sides.side = split.side;
  sides.frustrated = static_cast<int>(split.frustrated);
  sides.ties = static_cast<int>(split.total);
  sides.lower_bound = static_cast<int>(split.lower_bound);
  sides.is_exact = split.is_exact();
  const auto losses = losses_of_moves(pairs, split.side);
  for (std::size_t actor = 0; actor < actors; ++actor) {
    const bool may_move = split.standing[actor] == Standing::Unknown && losses[actor] == 0;
    sides.is_open.push_back(split.standing[actor] == Standing::Open || may_move);
  }
  return sides;
}

}  // namespace faultline::networks
