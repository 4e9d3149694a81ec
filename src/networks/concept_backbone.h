#pragma once
// Which concepts make the structure of the actors' network, and which could be left out.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/result.h"
#include "networks/network.h"
#include "networks/polarization.h"

namespace faultline::networks {

/// Eigenvalues of the normalised Laplacian I - D^-1/2 W D^-1/2 (Chung 1997, section 1.2),
/// ascending, in [0, 2]: W are the matrix's cells above 0, made symmetric by the mean of both,
/// without the diagonal; a node without ties has 0. The number of zeros is that of components.
/// O(n^3).
[[nodiscard]] std::vector<double> laplacian_spectrum(const Matrix& matrix);

/// Euclidean distance of two spectra of one length.
[[nodiscard]] double spectral_distance(std::span<const double> a, std::span<const double> b);

/// The actors' matrix that statements on the concepts with true make; always of all actors.
using NetworkOfConcepts = std::function<Matrix(const std::vector<bool>&)>;

enum class Projection : std::uint8_t { Congruence, Conflict, Subtract };
/// agreement_of() of the columns in the set: congruence, conflict, or their difference. Borrows
/// `stances`.
[[nodiscard]] NetworkOfConcepts network_of_concepts(const Stances& stances,
                                                    Projection projection = Projection::Subtract,
                                                    bool average = true);

/// Losses are spectral distances from the network of all concepts; 0 is none.
struct BackboneLoss {
  double backbone = 0.0;   // of the network of the set
  double redundant = 0.0;  // of the network of all others
  friend bool operator==(const BackboneLoss&, const BackboneLoss&) = default;
};

/// Loss of a given set: `kept` has one value for each concept. Two spectra: O(network + n^3).
[[nodiscard]] BackboneLoss evaluate_backbone(const NetworkOfConcepts& network,
                                             const std::vector<bool>& kept);

struct NestedStep {
  std::uint32_t removed{};  // concept
  BackboneLoss loss;        // without it and all removed before it
  friend bool operator==(const NestedStep&, const NestedStep&) = default;
};

/// The nested backbone (Leifeld, in rDNA's dna_backbone): from all concepts, the one whose removal
/// loses least is taken out, the first of equals, until none is left. Read from the end, the most
/// indispensable concepts come first. O(concepts^2) losses.
[[nodiscard]] std::vector<NestedStep> nested_backbone(const NetworkOfConcepts& network,
                                                      std::size_t concepts);

struct AnnealingOptions {
  /// How many concepts; 0: as many as are worth their penalty.
  std::size_t size = 0;
  double penalty = 3.5;    // >= 0; larger: fewer concepts
  int iterations = 10000;  // at least 1
  std::uint64_t seed = 1;
};

struct AnnealedBackbone {
  std::vector<bool> kept;  // the best set met, not the last
  BackboneLoss loss;
  double penalised = 0.0;  // what was minimised
  bool is_exact = false;   // no set has less
};

/// The set of concepts (one at least) with the least penalised loss that is found,
///
///   loss * exp(-penalty * (C - |set|) / C),
///
/// or with the least loss of `size` of C concepts: simulated annealing by adding, removing and
/// swapping concepts (Metropolis' rule; temperature falls as 1 - 1 / (1 + exp(5 - 12 t / T))), then
/// the best set's best changes until none gains. All sets are tried instead where there are no more
/// of them than iterations. The same for the same seed. Usage error: no concepts, size above C,
/// iterations or penalty out of range. O(iterations) losses.
[[nodiscard]] Result<AnnealedBackbone> annealed_backbone(const NetworkOfConcepts& network,
                                                         std::size_t concepts,
                                                         const AnnealingOptions& options = {});

}  // namespace faultline::networks
