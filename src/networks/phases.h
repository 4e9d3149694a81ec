#pragma once
// States of a discourse over time: how far its slices are from each other, which of them are one
// state, and a path through the plane (Masuda & Holme 2019, Detecting sequences of system states in
// temporal networks; rDNA's dna_phaseTransitions).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "networks/cluster_methods.h"
#include "networks/clustering.h"
#include "networks/embedding.h"
#include "networks/network.h"

namespace faultline::networks {

// --- Distances of slices

/// One slice as a matrix. Of one-mode networks `columns` equals `rows`.
struct SliceMatrix {
  Instant time;
  std::vector<std::string> rows, columns;  // distinct
  Matrix values;

  friend bool operator==(const SliceMatrix&, const SliceMatrix&) = default;
};

/// The matrices of `slices` (OneMode, TwoMode or Directed).
[[nodiscard]] std::vector<SliceMatrix> slice_matrices(std::span<const Slice> slices);

/// The same slices on the labels of all of them, each sorted by bytes; a cell that a slice does not
/// have is 0. Usage error: a slice whose labels do not fit its matrix, or stand twice.
[[nodiscard]] Result<std::vector<SliceMatrix>> aligned(std::span<const SliceMatrix> slices);

enum class SliceMeasure : std::uint8_t {
  AbsoluteDifference,  // sum over cells of |a - b|
  Spectral,            // Euclidean distance of the spectra
};

struct SliceDistanceOptions {
  SliceMeasure measure = SliceMeasure::AbsoluteDifference;
  /// Divide each matrix by the sum of its absolute cells first, so that a busy week is not far from
  /// a quiet one for its busyness alone. A matrix of zeros stays.
  bool scale_to_one = true;
  int threads = 1;  // changes no figure
};

/// Distances of slices, after aligned(). The spectrum of a one-mode matrix is that of its
/// normalised Laplacian I - D^-1/2 W D^-1/2 (Chung 1997, section 1.2), W being the cells above 0
/// with both directions averaged, a node without ties giving 0; n eigenvalues in [0, 2], sorted
/// (Masuda & Holme 2019, "spectral distance", without their normalisation).
/// Errors as aligned(); Malformed: NaN; Usage: Spectral of two-mode matrices. O(slices^2 cells),
/// Spectral O(slices rows^3).
[[nodiscard]] Result<Matrix> slice_distances(std::span<const SliceMatrix> slices,
                                             const SliceDistanceOptions& options = {});

// --- States

enum class StateCriterion : std::uint8_t {
  Modularity,  // of the network with ties 1 - distance, as rDNA
  Dunn,        // Dunn's index, as Masuda & Holme
};

struct PhaseOptions {
  /// In this order; none: single, average, complete, ward, pam. The others that are known here:
  /// kmeans, spectral, concor_one, fastgreedy, walktrap, leading_eigen, edge_betweenness, louvain,
  /// infomap, label_prop, spinglass.
  std::vector<ClusterMethod> methods;
  std::size_t fewest = 2, most = 6;  // states; 2 <= fewest <= most
  StateCriterion criterion = StateCriterion::Modularity;
  std::uint64_t seed = 1;
  ClusterRules rules = ClusterRules::Published;
};

struct StateSequence {
  ClusterMethod method{};
  Groups states;            // per slice
  double modularity = 0.0;  // of ties 1 - distance; NaN if all are as far as can be
  double dunn = 0.0;        // Dunn's index
};

struct Phases {
  Matrix distances;                                             // scaled so that the largest is 1
  std::vector<StateSequence> sequences;                         // of the methods that give states
  std::vector<std::pair<ClusterMethod, std::string>> left_out;  // the others, with the reason
  /// In `sequences`: the first with the largest criterion, up to rounding (1e-12).
  std::optional<std::size_t> best;
  Embedding embedding;  // in two dimensions
};

/// Clusters slices by their distances (in the order of time) into fewest to most states, as many
/// as the criterion finds best, and embeds them: nonmetric_scaling() from classical_scaling().
///
/// KMeans takes the points of classical scaling in all its dimensions. Spectral clusters the rows,
/// scaled to length 1, of the k eigenvectors with the smallest eigenvalues of the normalised
/// Laplacian of the affinities exp(-distance^2 / 2), by k-means. ConcorOneMode correlates the
/// columns of 1 - distance, with 1 on the diagonal. Community methods take the ties 1 - distance;
/// EdgeBetweenness takes 1 / tie as length; those without a tree are taken with their own number of
/// states, whatever `fewest` and `most`.
///
/// With ClusterRules::Rdna: Medoids takes **Euclidean distances between the rows** of the
/// distances, KMeans those rows; Spectral the eigenvectors with the **largest** eigenvalues;
/// methods are compared from the **last to the first**; a method that cannot give all of fewest to
/// most is left out; the criterion is the modularity; EdgeBetweenness takes the **tie as length**;
/// 1e-12 is added to all distances before scaling; states are numbered by igraph and CONCOR as in
/// multiclust.h.
///
/// Usage errors: fewer than two slices, all distances 0, limits that cannot be; else as
/// clustering.h. O(methods slices^3).
[[nodiscard]] Result<Phases> find_phases(const Matrix& distances, const PhaseOptions& options = {});

/// A stretch of slices in one state.
struct Phase {
  std::uint32_t state{};
  std::size_t first{}, last{};  // slices, both included

  friend bool operator==(const Phase&, const Phase&) = default;
};
/// Stretches of equal states, in the order of time.
[[nodiscard]] std::vector<Phase> stretches(const Groups& states);

}  // namespace faultline::networks
