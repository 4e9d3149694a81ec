#pragma once
// A network's nodes under one numbering: rows, then columns of a TwoMode network.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "networks/graph_library.h"
#include "networks/network.h"

namespace faultline::networks::detail {

/// The node at an edge's far end.
[[nodiscard]] inline std::uint32_t end_of(const Network& network, const Edge& edge) {
  return network.shape == Shape::TwoMode ? static_cast<std::uint32_t>(network.rows.size()) + edge.to
                                         : edge.to;
}

/// One end of an edge, seen from the other.
struct Neighbour {
  std::uint32_t node{};
  double weight{};
};

/// Who is joined to whom, directions ignored and both added up; edges that cancel out stay, with 0.
/// Sorted by node.
[[nodiscard]] std::vector<std::vector<Neighbour>> neighbours(const Network& network);

/// The connected components, directions and signs ignored, by their first nodes; nodes ascending.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> components(const Network& network);

}  // namespace faultline::networks::detail
