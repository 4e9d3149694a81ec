#pragma once
// Who is central, by sign and direction, as columns of a node table; and whether ties are returned.

#include <vector>

#include "base/result.h"
#include "networks/network.h"

namespace faultline::networks {

/// Columns in the network's order of nodes (rows, then columns of TwoMode):
///
///   degree, strength             numbers of edges, and sums of their weights with their sign
///   positive_degree, negative_degree, positive_strength, negative_strength (of |weight|)
///   betweenness, closeness, harmonic, eigenvector, pagerank    of the positive edges, weighted
///   negative_pagerank            of the negative edges
///
/// A Directed network has degree, strength and theirs by sign as in_... and out_..., closeness and
/// harmonic as out_... and in_..., and who gets criticism from the criticised ranks high in
/// negative_pagerank. Columns by sign and negative_pagerank are there if the network has negative
/// edges; without, betweenness and the rest are those of the whole network. "No number" is none.
/// The measures are those of graph_library.h. O(nodes * edges).
[[nodiscard]] Result<std::vector<NodeAttribute>> centralities(const Network& network);

/// How often ties are returned in a Directed network.
struct Reciprocity {
  int edges = 0;
  /// Share of edges with one in the other direction; NaN without edges.
  double share = 0.0;
  /// (share - density) / (1 - density): 0 as by chance, 1 all returned, negative: fewer than by
  /// chance (Garlaschelli & Loffredo 2004, eq. 3). NaN where density is 1 or there are no edges.
  double beyond_chance = 0.0;
  /// Of edges with one sign, shares that are answered with the same and with the other; NaN
  /// without edges of this sign.
  double positive_by_positive = 0.0, positive_by_negative = 0.0;
  double negative_by_negative = 0.0, negative_by_positive = 0.0;
};

/// Usage error: the network is not Directed. O(edges log edges).
[[nodiscard]] Result<Reciprocity> reciprocity(const Network& network);

}  // namespace faultline::networks
