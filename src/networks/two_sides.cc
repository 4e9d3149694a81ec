#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <map>

#include "networks/networks.h"

namespace faultline::networks {
namespace {

constexpr std::size_t most_actors_for_all_splits = 20;

struct Neighbour {
  std::size_t actor{};
  int weight{};  // positive minus negative ties, both directions together
};

/// Actors that signed ties join, numbered 0 .. n-1 in ascending order of their own numbers.
struct Component {
  std::vector<std::size_t> members;
  std::vector<std::vector<Neighbour>> neighbours;
};

/// Whose ties agree with the split cost nothing, so among splits of one network the frustration is
/// (constant - satisfaction) / 2 with satisfaction = sum of weight * side * side over the pairs.
/// What follows compares satisfactions.
struct Split {
  std::vector<int> side;
  long satisfaction = 0;
};

/// By how much the satisfaction changes when `actor` moves to the other side.
long gain_of_move(const Component& component, const std::vector<int>& side, std::size_t actor) {
  long pull = 0;
  for (const Neighbour& neighbour : component.neighbours[actor]) {
    pull += static_cast<long>(neighbour.weight) * side[neighbour.actor];
  }
  return -2 * pull * side[actor];
}

/// Tries every split, the first member being on side +1. Of equal ones the first in the order in
/// which +1 comes before -1, the lowest member deciding first.
Split best_of_all_splits(const Component& component) {
  const std::size_t size = component.members.size();
  assert(size >= 1 && size <= most_actors_for_all_splits);
  std::vector<int> side(size, 1);
  Split best{side, 0};
  long satisfaction = 0;
  const std::uint32_t splits = std::uint32_t{1} << (size - 1);
  for (std::uint32_t split = 1; split < splits; ++split) {
    // Counting up by one flips the trailing ones and the zero above them: two moves on average.
    std::uint32_t flips = split ^ (split - 1);
    for (std::size_t actor = size - 1; flips != 0; --actor, flips >>= 1) {
      satisfaction += gain_of_move(component, side, actor);
      side[actor] = -side[actor];
    }
    if (satisfaction > best.satisfaction) best = {side, satisfaction};
  }
  return best;
}

/// Everyone on the side that the first tie met on the way from `start` gives them.
std::vector<int> sides_by_ties_from(const Component& component, std::size_t start) {
  std::vector<int> side(component.members.size(), 0);
  std::vector<std::size_t> queue{start};
  side[start] = 1;
  for (std::size_t head = 0; head < queue.size(); ++head) {
    for (const Neighbour& neighbour : component.neighbours[queue[head]]) {
      if (side[neighbour.actor] != 0) continue;
      side[neighbour.actor] = neighbour.weight < 0 ? -side[queue[head]] : side[queue[head]];
      queue.push_back(neighbour.actor);
    }
  }
  return side;
}

long satisfaction_of(const Component& component, const std::vector<int>& side) {
  long twice = 0;
  for (std::size_t actor = 0; actor < side.size(); ++actor) {
    for (const Neighbour& neighbour : component.neighbours[actor]) {
      twice += static_cast<long>(neighbour.weight) * side[actor] * side[neighbour.actor];
    }
  }
  return twice / 2;
}

/// Moves the actor that gains most, the lowest of equal ones, until no move gains anything.
void improve_by_single_moves(const Component& component, Split& split) {
  std::vector<long> gains(split.side.size());
  for (std::size_t actor = 0; actor < gains.size(); ++actor) {
    gains[actor] = gain_of_move(component, split.side, actor);
  }
  while (true) {
    const auto best = std::max_element(gains.begin(), gains.end());
    if (*best <= 0) return;
    const auto moved = static_cast<std::size_t>(best - gains.begin());
    split.satisfaction += *best;
    split.side[moved] = -split.side[moved];
    *best = -*best;
    for (const Neighbour& neighbour : component.neighbours[moved]) {
      gains[neighbour.actor] -=
          4L * neighbour.weight * split.side[moved] * split.side[neighbour.actor];
    }
  }
}

Split best_of_single_moves(const Component& component) {
  Split best;
  for (std::size_t start = 0; start < component.members.size(); ++start) {
    Split split;
    split.side = sides_by_ties_from(component, start);
    split.satisfaction = satisfaction_of(component, split.side);
    improve_by_single_moves(component, split);
    if (best.side.empty() || split.satisfaction > best.satisfaction) best = std::move(split);
  }
  if (best.side.front() < 0) {
    for (int& side : best.side) side = -side;
  }
  return best;
}

/// Whether the split goes along with every pair of actors: none can do better.
bool is_balanced(const Component& component, const Split& split) {
  long all = 0;
  for (const auto& neighbours : component.neighbours) {
    for (const Neighbour& neighbour : neighbours) all += std::abs(neighbour.weight);
  }
  return split.satisfaction == all / 2;
}

/// Net weight per pair of actors (lower number first) that share at least one signed tie. A pair
/// with as much criticism as support has weight 0 and still counts as joined.
std::map<std::pair<std::size_t, std::size_t>, int> weights_of(std::span<const SignedEdge> edges) {
  std::map<std::pair<std::size_t, std::size_t>, int> weights;
  for (const SignedEdge& edge : edges) {
    if (edge.from == edge.to || edge.negative + edge.positive == 0) continue;
    const auto [low, high] = std::minmax(edge.from, edge.to);
    weights[{low, high}] += edge.positive - edge.negative;
  }
  return weights;
}

std::vector<Component> components_of(std::size_t actors, std::span<const SignedEdge> edges) {
  std::vector<std::vector<Neighbour>> neighbours(actors);
  for (const auto& [pair, weight] : weights_of(edges)) {
    neighbours[pair.first].push_back({pair.second, weight});
    neighbours[pair.second].push_back({pair.first, weight});
  }
  std::vector<Component> components;
  std::vector<bool> seen(actors, false);
  std::vector<std::size_t> place(actors);  // within its component
  for (std::size_t first = 0; first < actors; ++first) {
    if (seen[first] || neighbours[first].empty()) continue;
    Component component;
    component.members = {first};
    seen[first] = true;
    for (std::size_t head = 0; head < component.members.size(); ++head) {
      for (const Neighbour& neighbour : neighbours[component.members[head]]) {
        if (seen[neighbour.actor]) continue;
        seen[neighbour.actor] = true;
        component.members.push_back(neighbour.actor);
      }
    }
    std::sort(component.members.begin(), component.members.end());
    for (std::size_t index = 0; index < component.members.size(); ++index) {
      place[component.members[index]] = index;
    }
    for (const std::size_t member : component.members) {
      for (Neighbour& neighbour : neighbours[member]) neighbour.actor = place[neighbour.actor];
      component.neighbours.push_back(std::move(neighbours[member]));
    }
    components.push_back(std::move(component));
  }
  return components;
}

}  // namespace

TwoSides two_sides(std::size_t actors, std::span<const SignedEdge> edges) {
  TwoSides sides;
  sides.side.assign(actors, 0);
  sides.is_exact = true;
  for (const Component& component : components_of(actors, edges)) {
    const bool is_small = component.members.size() <= most_actors_for_all_splits;
    const Split split = is_small ? best_of_all_splits(component) : best_of_single_moves(component);
    sides.is_exact = sides.is_exact && (is_small || is_balanced(component, split));
    for (std::size_t index = 0; index < component.members.size(); ++index) {
      sides.side[component.members[index]] = split.side[index];
    }
  }
  for (const SignedEdge& edge : edges) {
    assert(edge.from < actors && edge.to < actors);
    if (edge.from == edge.to) continue;
    sides.ties += edge.negative + edge.positive;
    const bool is_inside = sides.side[edge.from] == sides.side[edge.to];
    sides.frustrated += is_inside ? edge.negative : edge.positive;
  }
  return sides;
}

}  // namespace faultline::networks
