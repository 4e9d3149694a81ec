#pragma once
// The net signed weights between actors, as the search for the best split sees them.

#include <cstdint>
#include <vector>

namespace faultline::networks::detail {

struct Link {
  std::uint32_t to{};
  std::int64_t weight{};  // not 0; positive: together, negative: apart
};

/// Undirected: each link stands with both of its ends, sorted by `to`, each once.
struct SignedGraph {
  std::vector<std::vector<Link>> links;

  [[nodiscard]] std::size_t size() const { return links.size(); }
};

/// Net weights between two vertices, in any order and repeated; they add up, and 0 is no link.
struct NetWeight {
  std::uint32_t one{}, other{};
  std::int64_t weight{};
};
[[nodiscard]] SignedGraph graph_of(std::size_t vertices, std::vector<NetWeight> weights);

/// The graph of `members` (ascending) alone, numbered by their places.
[[nodiscard]] SignedGraph induced(const SignedGraph& graph,
                                  const std::vector<std::uint32_t>& members);

/// Vertices of each biconnected component with a link, ascending; a bridge is one of two vertices.
/// O(vertices + links).
[[nodiscard]] std::vector<std::vector<std::uint32_t>> biconnected_parts(const SignedGraph& graph);

/// Half the sum of |weights| of all links' ends: what could be frustrated at most.
[[nodiscard]] std::int64_t total_weight(const SignedGraph& graph);

/// Weight of the links that go against the sides (-1, +1).
[[nodiscard]] std::int64_t cost_of(const SignedGraph& graph, const std::vector<std::int8_t>& side);

/// `vertex` stands for `sign` times `into` from now on and has no links of its own any more. The
/// cost of every split that obeys this is that of the merged graph plus `constant`.
struct Merged {
  SignedGraph graph;
  std::int64_t constant = 0;
};
[[nodiscard]] Merged merged(const SignedGraph& graph, std::uint32_t into, std::uint32_t vertex,
                            int sign);

}  // namespace faultline::networks::detail
