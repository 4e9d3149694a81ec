#include "networks/detail/nodes.h"

#include <algorithm>

namespace faultline::networks {

std::size_t node_count(const Network& network) {
  return network.rows.size() + (network.shape == Shape::TwoMode ? network.columns.size() : 0);
}

namespace detail {

std::vector<std::vector<Neighbour>> neighbours(const Network& network) {
  std::vector<std::vector<Neighbour>> result(node_count(network));
  for (const Edge& edge : network.edges) {
    const std::uint32_t end = end_of(network, edge);
    result[edge.from].push_back({end, edge.weight});
    result[end].push_back({edge.from, edge.weight});
  }
  for (std::vector<Neighbour>& list : result) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Neighbour& a, const Neighbour& b) { return a.node < b.node; });
    // A pair of a directed network may be there twice, once in each direction.
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (kept > 0 && list[kept - 1].node == list[i].node) {
        list[kept - 1].weight += list[i].weight;
      } else {
        list[kept++] = list[i];
      }
    }
    list.resize(kept);
  }
  return result;
}

std::vector<std::vector<std::uint32_t>> components(const Network& network) {
  const std::vector<std::vector<Neighbour>> joined = neighbours(network);
  std::vector<std::vector<std::uint32_t>> result;
  std::vector<bool> seen(joined.size(), false);
  for (std::uint32_t start = 0; start < joined.size(); ++start) {
    if (seen[start]) continue;
    std::vector<std::uint32_t> component{start};
    seen[start] = true;
    for (std::size_t head = 0; head < component.size(); ++head) {
      for (const Neighbour& neighbour : joined[component[head]]) {
        if (seen[neighbour.node]) continue;
        seen[neighbour.node] = true;
        component.push_back(neighbour.node);
      }
    }
    std::sort(component.begin(), component.end());
    result.push_back(std::move(component));
  }
  return result;
}

}  // namespace detail
}  // namespace faultline::networks
