#pragma once
// Groups of nodes out of how far apart they are: hierarchical clustering, medoids, k-means, blocks
// of equivalent nodes. Where methods are free to choose among equals, they choose as R 4.2's
// stats::hclust and cutree and the package cluster's pam 2.1.4 do, so that their figures are met.
//
// Matrices of distances are square, symmetric, >= 0 and have an empty diagonal; only the part
// above the diagonal is read. Every function refuses NaN and infinity (Malformed) and a shape or a
// number of groups that cannot be (Usage).

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "networks/network.h"

namespace faultline::networks {

/// Per node the number of its group, 0 .. k-1 in the order of each group's first node.
using Groups = std::vector<std::uint32_t>;

/// How many there are; 0 for no nodes.
[[nodiscard]] std::size_t count_of(const Groups& groups);

// --- Distances

/// Jaccard distance of the rows, 1 - |both| / |either|, of the cells above 0 (Jaccard 1901). Two
/// rows without any are at distance 1, for they share nothing. O(rows^2 columns).
[[nodiscard]] Result<Matrix> jaccard_distances(const Matrix& profiles);

/// Euclidean distance of the rows. O(rows^2 columns).
[[nodiscard]] Result<Matrix> euclidean_distances(const Matrix& profiles);

/// Structural equivalence (Lorrain & White 1971; Burt 1976): Euclidean distance between the rows
/// and columns of two nodes, their ties to themselves and to each other left out. `ties` is
/// square, symmetric or not. O(n^3).
[[nodiscard]] Result<Matrix> equivalence_distances(const Matrix& ties);

/// Pearson correlations of the columns, -1 .. 1; NaN with a column that does not vary, 1 on the
/// diagonal. O(columns^2 rows).
[[nodiscard]] Matrix column_correlations(const Matrix& values);

// --- Hierarchical clustering

enum class Linkage : std::uint8_t {
  Single,    // nearest members
  Average,   // mean over all pairs (UPGMA)
  Complete,  // farthest members
  Ward,      // least growth of the variance inside (Ward 1963; Murtagh & Legendre 2014, "ward.D2")
};

/// Two clusters that become one. A number below n is a node, n + t what merge t made; the lower
/// comes first.
struct Merge {
  std::uint32_t first{}, second{};
  double height{};

  friend bool operator==(const Merge&, const Merge&) = default;
};

struct Hierarchy {
  std::size_t nodes = 0;
  std::vector<Merge> merges;  // nodes - 1 where all join in the end; heights never fall

  friend bool operator==(const Hierarchy&, const Hierarchy&) = default;
};

/// Agglomerative clustering by the recurrences of Lance & Williams (1967), with lists of nearest
/// neighbours (Anderberg 1973; Muellner 2011, section 3). Of equally near pairs the one whose
/// lower-numbered cluster comes first is joined, a cluster being numbered by its first node. Fewer
/// than two nodes: no merges. O(n^2) space, O(n^2) to O(n^3) time.
[[nodiscard]] Result<Hierarchy> hierarchy(const Matrix& distances, Linkage linkage);

/// The k groups that are left when k are left. Usage error: k is 0, above the number of nodes, or
/// below the number of groups that the merges end with. O(n).
[[nodiscard]] Result<Groups> cut(const Hierarchy& hierarchy, std::size_t k);

// --- Partitions into k

struct Medoids {
  std::vector<std::uint32_t> medoids;  // one node a group, in the order of the groups
  Groups groups;
  double cost = 0.0;  // sum of the distances to the medoids

  friend bool operator==(const Medoids&, const Medoids&) = default;
};

/// Partitioning around medoids (Kaufman & Rousseeuw 1990, chapter 2): BUILD, then the best SWAP
/// until none makes the cost lower. Deterministic; of equal gains BUILD takes the last node, SWAP
/// the first pair. Usage error: k is 0, or not below the number of nodes. O(k n^2) a swap.
[[nodiscard]] Result<Medoids> partition_around_medoids(const Matrix& distances, std::size_t k);

struct KMeans {
  Groups groups;
  Matrix centres;       // k x columns, in the order of the groups
  double within = 0.0;  // sum of squared distances to the centres
};

/// k-means by Hartigan & Wong (1979, AS 136): the best of `starts` runs, each from k distinct
/// points drawn with `seed`; the same for the same seed everywhere. Usage error: k < 2, k not below
/// the number of points, or fewer than k distinct points. k = 1 is one group and no error.
[[nodiscard]] Result<KMeans> k_means(const Matrix& points, std::size_t k, std::uint64_t seed = 1,
                                     int starts = 10);

/// Convergence of iterated correlations (Breiger, Boorman & Arabie 1975): the columns of `values`
/// are correlated, then the columns of the correlations, until all are near -1 or 1 (0.999, at most
/// 50 times), which splits the columns in two; a column that does not vary correlates with nothing.
/// The split is repeated in the largest block that it can divide (of equal ones the first) until
/// there are k. Usage error: no k blocks can be had, or k is 0. O(k 50 n^3).
[[nodiscard]] Result<Groups> concor(const Matrix& values, std::size_t k = 2);

// --- How good groups are

/// Modularity of weighted, undirected ties: the share of the weight inside groups, less what the
/// nodes' strengths let expect (Newman 2004, Analysis of weighted networks, eq. 6). `ties` is
/// symmetric; its diagonal is left out. NaN without ties. Usage error: a negative tie. O(n^2).
[[nodiscard]] Result<double> modularity(const Matrix& ties, const Groups& groups);

/// Dunn's index (1974): the least distance between members of different groups over the largest
/// between members of one. NaN for one group; infinity where no group has two members apart.
/// O(n^2).
[[nodiscard]] Result<double> dunn_index(const Matrix& distances, const Groups& groups);

/// Mean silhouette width (Rousseeuw 1987), -1 .. 1; a node alone in its group counts 0. NaN for one
/// group. O(n^2).
[[nodiscard]] Result<double> silhouette_width(const Matrix& distances, const Groups& groups);

}  // namespace faultline::networks
