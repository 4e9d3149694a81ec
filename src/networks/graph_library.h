#pragma once
// Graph algorithms that are others' work: layouts, communities, centralities. graph_library.cc is
// the only file of the project that includes igraph (0.10, GPL-2 or later: see README, Licence).
//
// igraph keeps its random numbers and its errors in global state, so one call at a time runs in
// it: calls from several threads are safe and wait for each other. Every call seeds the generator
// anew and gives the same answer for the same network, options and version of igraph.
//
// Nodes are numbered as in a NodeTable: rows, then the columns of a TwoMode network.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "networks/clustering.h"
#include "networks/network.h"

namespace faultline::networks {

/// The number of nodes: rows, and of a TwoMode network columns.
[[nodiscard]] std::size_t node_count(const Network& network);

struct Point {
  double x{}, y{};
  friend bool operator==(const Point&, const Point&) = default;
};

enum class LayoutMethod : std::uint8_t {
  FruchtermanReingold,  // 1991: edges are springs, nodes repel; for any size
  KamadaKawai,  // 1989: distances on paper follow those in the network; up to some 500 nodes
};

struct LayoutOptions {
  LayoutMethod method = LayoutMethod::FruchtermanReingold;
  std::uint64_t seed = 1;
  int iterations = 500;  // of FruchtermanReingold, at least 1
};

/// A place for every node, x to the right and y downwards, none below 0; the unit is the mean
/// distance of a component's nodes from the nearest other one. Heavier edges, by |weight|, are
/// shorter; directions are ignored. Each component is drawn by itself, turned so that its longest
/// extent lies along x, and packed beside the others with a gap of 1, the largest first; nodes
/// without edges come last, as a grid. No nodes: no points. Usage error: iterations below 1.
/// O(iterations * n^2).
[[nodiscard]] Result<std::vector<Point>> layout(const Network& network,
                                                const LayoutOptions& options = {});

enum class CommunityMethod : std::uint8_t {
  LeidenModularity,    // Traag, Waltman & van Eck 2019
  LeidenCpm,           // constant Potts model (Traag, Van Dooren & Nesterov 2011); signed weights
  Louvain,             // Blondel et al. 2008
  FastGreedy,          // Clauset, Newman & Moore 2004
  Walktrap,            // Pons & Latapy 2006, walks of 4 steps
  LeadingEigenvector,  // Newman 2006; not igraph's, which cannot be seeded
  EdgeBetweenness,     // Girvan & Newman 2002, cut where modularity is largest
  Infomap,             // Rosvall & Bergstrom 2008
  LabelPropagation,    // Raghavan, Albert & Kumara 2007
  Spinglass,           // Reichardt & Bornholdt 2006
  SpinglassSigned,     // Traag & Bruggeman 2009; signed weights
};

/// "leiden", "leiden-cpm", "louvain", "fast-greedy", "walktrap", "leading-eigenvector",
/// "edge-betweenness", "infomap", "label-propagation", "spinglass", "spinglass-signed".
[[nodiscard]] std::string_view name_of(CommunityMethod method);
/// NotFound, with the list of names, for another name.
[[nodiscard]] Result<CommunityMethod> community_method(std::string_view name);

/// LeidenCpm and SpinglassSigned.
[[nodiscard]] bool takes_negative_weights(CommunityMethod method);

/// What a method does that cannot take negative weights where there are some.
enum class NegativeEdges : std::uint8_t {
  Refuse,  // Usage error that names the methods which can
  Drop,    // finds communities of the positive edges only
};

struct CommunityOptions {
  CommunityMethod method = CommunityMethod::LeidenModularity;
  std::uint64_t seed = 1;
  /// Larger: more and smaller communities. Of LeidenModularity, Louvain, Spinglass: 1 is plain
  /// modularity. Of LeidenCpm: the weight that edges inside a community must have on average;
  /// with 0 and negative weights, the balance model. Of SpinglassSigned: of the positive edges.
  double resolution = 1.0;
  double negative_resolution = 1.0;  // SpinglassSigned: of the negative edges
  NegativeEdges negative_edges = NegativeEdges::Refuse;
  /// Number communities as igraph happens to (not of the spinglass methods).
  bool library_numbers = false;
};

struct Communities {
  /// Per node 0 .. count-1, numbered in the order of each community's first node (see
  /// CommunityOptions::library_numbers).
  std::vector<std::uint32_t> membership;
  std::uint32_t count = 0;
  /// Of the whole network with its negative edges (signed_modularity.h; Newman's where there are
  /// none), resolution 1; NaN without edges.
  double modularity = 0.0;

  friend bool operator==(const Communities&, const Communities&) = default;
};

/// Communities of `network`. Infomap, EdgeBetweenness and LabelPropagation follow the directions of
/// a Directed network; the others add up both directions. EdgeBetweenness takes 1/weight as an
/// edge's length. Both spinglass methods know connected networks only and are run on each component
/// by itself, with up to 25 communities in each. A TwoMode network is treated as a plain one
/// (Barber's null model is not used). Nodes without edges are communities of one. No nodes: none.
/// Usage error: negative weights where the method has none, or a negative or not finite resolution.
[[nodiscard]] Result<Communities> communities(const Network& network,
                                              const CommunityOptions& options = {});

/// How a method that joins nodes step by step comes to its communities.
struct CommunityTree {
  Hierarchy hierarchy;  // the height of a merge is its number, from 1; fewer than nodes - 1 merges
                        // where the network falls apart
  std::vector<double> modularity;  // after 0, 1 ... merges; NaN without edges
};

/// The tree of FastGreedy, Walktrap or EdgeBetweenness, directions ignored. EdgeBetweenness takes
/// 1/weight as an edge's length, or with `weights_are_lengths` the weight itself, which is what
/// igraph does by itself. Usage error: another method, or negative weights.
[[nodiscard]] Result<CommunityTree> community_tree(const Network& network, CommunityMethod method,
                                                   bool weights_are_lengths = false);

enum class Direction : std::uint8_t { In, Out, All };

enum class CentralityMeasure : std::uint8_t {
  Degree,       // number of edges
  Strength,     // sum of weights, with their sign
  Betweenness,  // Freeman 1977, Brandes 2001: pairs of nodes whose shortest paths pass, in shares
  Closeness,    // 1 / mean distance to those that can be reached; NaN where nobody can be
  Harmonic,     // mean of 1/distance to all others (Marchiori & Latora 2000)
  Eigenvector,  // Bonacich 1972, the largest value being 1
  PageRank,     // Page et al. 1999, damping 0.85; sums to 1
};

struct CentralityOptions {
  CentralityMeasure measure = CentralityMeasure::Degree;
  Direction direction = Direction::All;  // of Degree, Strength, Closeness, Harmonic
  bool weighted = true;                  // of the others; distances are 1/weight
};

/// One number a node. Betweenness, Eigenvector and PageRank follow the directions of a Directed
/// network. Usage error: negative weights with another measure than Degree and Strength (take one
/// sign's edges: centralities.h). O(n * edges) for paths.
[[nodiscard]] Result<std::vector<double>> centrality(const Network& network,
                                                     const CentralityOptions& options = {});

}  // namespace faultline::networks
