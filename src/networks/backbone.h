#pragma once
// Which edges of a network are more than its nodes' activity lets expect.

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "networks/network.h"

namespace faultline::networks {

/// How sure every cell of a two-mode network was to be positive or negative, had rows and columns
/// nothing but their activity: rows * columns, 0 .. 1, together at most 1.
struct CellProbabilities {
  Matrix positive, negative;
  /// By how much the expected number of positive or negative cells of a row or column differs from
  /// the observed one, at most: 1e-8 or less, unless the solution lies at infinity (a network that
  /// few others have the degrees of) and is approached only.
  double largest_error = 0.0;
};

/// The bipartite configuration model: maximum entropy with the expected numbers of positive and of
/// negative cells of every row and column equal to those observed (BiCM, Saracco et al. 2015, eq.
/// 8; with two signs, p+ = x_i y_j / (1 + x_i y_j + z_i w_j)). A cell's sign is that of its weight.
/// By alternating exact solutions of rows and of columns. O(sweeps * rows * columns).
[[nodiscard]] CellProbabilities cell_probabilities(const Network& two_mode);

/// P(X <= k) and P(X >= k) of the number X of successes in independent trials of these
/// probabilities (Poisson binomial), exact, without cancellation in either tail. O(trials * k).
struct Tails {
  double lower = 1.0, upper = 1.0;
};
[[nodiscard]] Tails poisson_binomial(std::span<const double> probabilities, int k);

/// Two rows of a two-mode network against chance.
struct PairTest {
  std::uint32_t a{}, b{};  // rows, a < b
  int congruence = 0;      // columns on which both are positive or both negative
  int conflict = 0;        // on which one is positive and the other negative
  double p_congruence = 1.0, p_conflict = 1.0;  // of as many or more by chance
  double q_congruence = 1.0, q_conflict = 1.0;  // adjusted over all pairs, for each of both apart
};

/// The stochastic degree sequence model (Neal 2014; Domagalski, Neal & Sagan 2021) for signed
/// cells: under cell_probabilities(), congruence and conflict of two rows are Poisson binomial over
/// the columns. Every pair of rows, in order; q by Benjamini & Hochberg 1995.
/// O(rows^2 * columns * columns that two rows share).
[[nodiscard]] std::vector<PairTest> pair_tests(const Network& two_mode,
                                               const CellProbabilities& probabilities);

struct BackboneOptions {
  double alpha = 0.05;               // level of significance, between 0 and 1
  bool false_discovery_rate = true;  // hold q, else p, against alpha
};

struct Backbone {
  Network network;
  int tested = 0;              // pairs or edges
  double largest_error = 0.0;  // of the null model, see CellProbabilities
};

/// The OneMode network of the rows of a TwoMode one with the pairs whose congruence (weight +) or
/// conflict (weight -) is significant, each tested apart. Weights are the columns shared:
/// congruence where it is significant minus conflict where it is (an edge whose two are equal is
/// left out). Edge attributes: "congruence", "conflict", "p_congruence", "p_conflict",
/// "q_congruence", "q_conflict". Nodes without edges stay. Where all cells are positive, it is the
/// plain SDSM. Usage error: another shape, or alpha out of range.
[[nodiscard]] Result<Backbone> sdsm_backbone(const Network& two_mode,
                                             const BackboneOptions& options = {});

/// The disparity filter (Serrano, Boguna & Vespignani 2009, eq. 2) of a OneMode or Directed
/// network: an edge stays if its share of one end's strength is larger than random shares would be,
/// p = (1 - w / s)^(k - 1), at either end (of Directed: sent by one, received by the other).
/// Positive and negative edges are tested apart, by |weight|. An end with one edge says nothing (p
/// = 1). Edge attributes of the network stay, "p" and "q" are added; of both ends' p the smaller
/// counts and is not corrected for that, as published. Usage error: TwoMode, or alpha out of range.
/// O(edges log edges).
[[nodiscard]] Result<Backbone> disparity_backbone(const Network& network,
                                                  const BackboneOptions& options = {});

}  // namespace faultline::networks
