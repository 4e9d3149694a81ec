#pragma once
// The clusterings that discourse network analysts compare, by the names that rDNA gave them.

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"

namespace faultline::networks {

enum class ClusterMethod : std::uint8_t {
  Single,              // hierarchical clustering, by linkage
  Average,             //
  Complete,            //
  Ward,                //
  KMeans,              // Hartigan & Wong 1979
  Medoids,             // Kaufman & Rousseeuw 1990
  Equivalence,         // structural equivalence, complete linkage
  ConcorOneMode,       // Breiger, Boorman & Arabie 1975, of the ties
  ConcorTwoMode,       // ... of the profiles
  Louvain,             // communities: see graph_library.h
  FastGreedy,          //
  Walktrap,            //
  LeadingEigenvector,  //
  EdgeBetweenness,     //
  Infomap,             //
  LabelPropagation,    //
  Spinglass,           //
  Spectral,            // of the normalised Laplacian's eigenvectors (Ng, Jordan & Weiss 2002)
};

/// "single", "kmeans", "concor_one" ...: what rDNA calls it among its arguments.
[[nodiscard]] std::string_view key_of(ClusterMethod method);
/// "Hierarchical (Single)", "k-Means", "CONCOR (One-Mode)" ...: what its tables say.
[[nodiscard]] std::string_view title_of(ClusterMethod method);
/// By key; NotFound, with the list of keys, for another one.
[[nodiscard]] Result<ClusterMethod> cluster_method(std::string_view key);
/// All, in the order above.
[[nodiscard]] std::span<const ClusterMethod> cluster_methods();
/// Another seed may give other groups.
[[nodiscard]] bool depends_on_seed(ClusterMethod method);

/// Whose rules decide where rDNA 3.0.11.5 differs from the published methods (docs/methods.md).
enum class ClusterRules : std::uint8_t { Published, Rdna };

}  // namespace faultline::networks
