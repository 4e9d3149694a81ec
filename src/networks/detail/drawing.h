#pragma once
// What layout.cc asks of graph_library.cc: one connected component, drawn.

#include <cstddef>
#include <span>
#include <vector>

#include "networks/graph_library.h"

namespace faultline::networks::detail {

/// Points in igraph's own units for nodes 0 .. nodes-1 that `edges` connect, each pair once,
/// weights above 0 with mean 1.
[[nodiscard]] Result<std::vector<Point>> draw_connected(std::size_t nodes,
                                                        std::span<const Edge> edges,
                                                        const LayoutOptions& options);

}  // namespace faultline::networks::detail
