#pragma once
// How far apart the matrices of a series are, as DNA measures phase transitions.

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "networks/dna/weights.h"

namespace faultline::networks::dna {

enum class DistanceMethod : std::uint8_t { AbsoluteDifference, Spectral };

struct Distances {
  std::vector<Instant> times;
  Matrix values;                           // times x times, symmetric
  std::vector<LabelledMatrix> normalised;  // what was compared
};

/// With `scale_to_one` each matrix is divided by the sum of its cells (**with their signs**; unless
/// it is 0).
/// AbsoluteDifference: sum over cells of |a - b|. Spectral: the sum of |a - b| over
/// spectrum(). Usage if the matrices have different labels: ask for isolates.
/// O(matrices^2 x cells), spectral O(matrices x cells + matrices^2 x rows).
[[nodiscard]] Result<Distances> distances(std::vector<LabelledMatrix> matrices,
                                          DistanceMethod method, bool scale_to_one = true);

/// What stands for the eigenvalues of a Laplacian: DNA **throws the subtraction of the weights
/// away**, so they are the row sums of the weights above 0, largest first, scaled to the sum 1
/// (unless it is 0).
[[nodiscard]] std::vector<double> spectrum(const Matrix& matrix);

/// Sum of |a - b|; both of one length.
[[nodiscard]] double spectral_distance(std::span<const double> a, std::span<const double> b);

}  // namespace faultline::networks::dna
