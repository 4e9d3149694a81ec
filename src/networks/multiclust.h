#pragma once
// One discourse network, clustered in many ways, and how well each way fits: what rDNA's
// dna_multiclust computes (Leifeld), and the published form of it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "networks/cluster_methods.h"
#include "networks/clustering.h"
#include "networks/network.h"

namespace faultline::networks {

/// What is clustered: the same nodes in two views.
struct ClusterInput {
  std::vector<std::string> nodes;
  /// What each node has said, one row a node; above 0: has. See halves_of().
  Matrix profiles;
  /// How strongly two nodes agree: symmetric, >= 0, the diagonal is not looked at.
  Matrix ties;
};

/// The profile of a two-mode matrix with `combine`d yes and no (1 yes, 2 no, 3 both, 0 none): a
/// column for each column's yes, then one for each column's no, with 0 and 1.
[[nodiscard]] Matrix halves_of(const Matrix& combined);
/// The matrix with negative cells cut to 0, as one-mode `subtract` networks are clustered.
[[nodiscard]] Matrix positive_part(const Matrix& matrix);

/// The input out of two networks of the same nodes, the rows of `one_mode`. A profile has a column
/// for each column of `two_mode` where the weight is above 0, then one for each where it is below;
/// who is no row of `two_mode` has an empty one. Negative ties are cut to 0. Usage error: other
/// shapes than TwoMode and OneMode.
[[nodiscard]] Result<ClusterInput> cluster_input(const Network& two_mode, const Network& one_mode);

struct MulticlustOptions {
  /// How many groups; none: as many as give the largest modularity, 2 to `most`, or as a community
  /// method finds.
  std::optional<std::size_t> k;
  std::size_t most = 5;  // >= 2
  /// In this order; none: all that there are but Spinglass and Spectral.
  std::vector<ClusterMethod> methods;
  std::uint64_t seed = 1;
  ClusterRules rules = ClusterRules::Published;
};

struct Clustering {
  ClusterMethod method{};
  std::size_t k = 0;        // groups
  Groups groups;            // a number per node, 0 .. k-1; numbered as `rules` say
  double modularity = 0.0;  // NaN without ties
};

struct Multiclust {
  std::vector<Clustering> clusterings;
  /// Methods that give no groups here, with the reason as a sentence.
  std::vector<std::pair<ClusterMethod, std::string>> left_out;

  /// The first with the largest modularity; none: all are NaN.
  [[nodiscard]] const Clustering* best() const;
};

/// Single to Ward and Medoids take Jaccard distances of the profiles, KMeans and ConcorTwoMode the
/// profiles, Equivalence, ConcorOneMode and the community methods the ties. The modularity is that
/// of the weighted ties.
///
/// Community methods that give a hierarchy (FastGreedy, Walktrap, EdgeBetweenness) are cut at k;
/// Louvain, LeadingEigenvector, Infomap, LabelPropagation and Spinglass have their own number of
/// groups and are left out where another k is asked for. EdgeBetweenness takes 1 / tie as length.
/// Spectral is not for these data and always left out.
///
/// With ClusterRules::Rdna: modularity **counts ties, whatever their weight**; KMeans takes the
/// rows of the **distances**; EdgeBetweenness takes the **tie as length**; FastGreedy **never finds
/// all in one**; both CONCORs are for two groups only; with k open a method is left out unless it
/// can give all of 2 to `most` groups; k = 1 means open; group numbers are igraph's and, of CONCOR,
/// 1 for the first node's block. Fewer than two profiles: nothing.
///
/// Errors as in clustering.h, for the input as a whole. O(n^3).
[[nodiscard]] Result<Multiclust> multiclust(const ClusterInput& input,
                                            const MulticlustOptions& options = {});

}  // namespace faultline::networks
