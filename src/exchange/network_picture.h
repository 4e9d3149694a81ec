#pragma once
// A network as a picture: a stand-alone SVG with seeded layout, legend and labels.

#include <cstdint>
#include <string>

#include "exchange/network_files.h"
#include "networks/network.h"

namespace faultline::exchange {

struct PictureStyle {
  std::uint64_t seed = 1;        // of the layout; same seed, same picture
  double width = 0;              // in CSS pixels; 0: 960 to 1500, by nodes. The height follows
  std::size_t most_edges = 400;  // the heaviest; the picture says how many are left out
  std::size_t most_nodes = 300;  // those with the heaviest edges
  double least_weight = 0;       // edges with a smaller absolute weight are left out
  bool isolates = false;         // draw nodes without edges too
  std::string size_by = {};      // attribute (a number) for the nodes' area; empty: degree
  std::string colour_by = {};    // attribute for the nodes' colour; empty: variable
};

/// Usage if `size_by` or `colour_by` names no attribute of the table of nodes, or `size_by` one
/// that is no number; the message names those that there are. A network without nodes or edges
/// gives a picture that says so.
[[nodiscard]] Result<std::string> to_svg(const networks::Network& network,
                                         const NetworkNotes& notes, const PictureStyle& style = {});

}  // namespace faultline::exchange
