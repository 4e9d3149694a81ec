#pragma once
// DNA's polarization score of given and of searched memberships.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "networks/dna/series.h"

namespace faultline::networks::dna {

/// The quality Q of `memberships` (cluster numbers of 0 .. clusters-1, one per node) on congruence
/// and conflict matrices: **the sum of deviations from an ideal**, so a higher score is a worse fit
/// of the ideal. With n_c the sizes, W = sum n_c (n_c - 1), B = N (N - 1) - W and |C|, |F| the sums
/// of absolute cells, the ideal has congruence E_c = n_c (n_c - 1) / W |C| / W inside cluster c and
/// conflict E_ab = n_a n_b / B |F| / B between two. Q = sum over i != k of |C - E_c| + |F| inside,
/// |C| + |F - E_ab| between; `normalised`: divided by 2 (|C| + |F|), NaN where both are 0, else by
/// 2. O(N^2).
[[nodiscard]] double quality(const Matrix& congruence, const Matrix& conflict,
                             std::span<const int> memberships, int clusters, bool normalised);

struct Membership {
  std::vector<int> clusters;  // per node
  double quality = 0;
};
/// The best of memberships whose sizes differ by 1 at most, by swapping two nodes of different
/// clusters as long as that raises Q (the first swap that does), from a shuffled start. Depends on
/// `seed` (in DNA also on chance).
[[nodiscard]] Membership greedy_membership(const Matrix& congruence, const Matrix& conflict,
                                           int clusters, bool normalised, std::uint64_t seed);

struct Genetic {
  int parents = 50;
  int iterations = 1'000;
  double elite = 0.1;     // share of the parents that stay
  double mutation = 0.1;  // share of the nodes that are swapped in a child
};
/// The same by a genetic algorithm: the elite stays, children take each node's cluster from one of
/// two parents and are balanced again, some nodes are swapped.
[[nodiscard]] Membership genetic_membership(const Matrix& congruence, const Matrix& conflict,
                                            int clusters, bool normalised, const Genetic& genetic,
                                            std::uint64_t seed);

/// Both matrices of one time for the score. **In a series both are the `subtract` kernel matrix**,
/// since DNA never switches the aggregation.
struct PolarizationInput {
  LabelledMatrix congruence, conflict;
};
/// Without a window: one-mode congruence and conflict by `average`, no isolates. With one: for each
/// midpoint the kernel matrix by `average` (kernels.h), with the labels of statements **strictly
/// inside** the window and an empty diagonal. Takes variables, qualifier, duplicates, range, window
/// and kernel of `settings`. Usage for a window without a kernel.
[[nodiscard]] Result<std::vector<PolarizationInput>> polarization_input(const StatementTable& table,
                                                                        const Settings& settings);

}  // namespace faultline::networks::dna
