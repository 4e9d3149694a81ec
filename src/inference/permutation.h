#pragma once
// Tests by permutation, nulls, and corrections for many tests.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "base/result.h"

namespace faultline::inference {

enum class Tail {
  Upper,  // as great or greater
  Lower,  // as small or smaller
  Both,   // twice the smaller of the two, at most 1
};

/// p of an observed value among values drawn under the null: (1 + k) / (1 + R), with k of R drawn
/// ones at least as extreme, differences below 1e-9 of the size being none (Phipson & Smyth 2010).
/// NaN draws are left out; NaN if the observed value is NaN or no draw is finite.
[[nodiscard]] double permutation_p(double observed, std::span<const double> drawn,
                                   Tail tail = Tail::Upper);

struct NullOptions {
  int replicates = 999;  // at least 1
  std::uint64_t seed = 1;
  int threads = 1;  // 0: as many as the machine has; the result is the same
  Tail tail = Tail::Upper;
};

/// A statistic (one or several values) against its distribution under a null.
struct NullTest {
  std::size_t points = 0;
  std::vector<double> observed;
  std::vector<double> drawn;            // replicate by replicate
  std::vector<double> mean, deviation;  // of the drawn values, per point
  std::vector<double> p;                // per point
  /// Per point, corrected for asking all points at once: by the greatest standardised value of each
  /// draw (Westfall & Young 1993, single step).
  std::vector<double> p_of_all;
};

/// Draws under any null: a network with the same degrees and signs, shuffled memberships, whatever
/// `draw` makes of the generator that it is given (one of its own for every replicate). Writes
/// `observed.size()` values. Called from several threads at once.
using NullDraw = std::function<void(std::mt19937_64& generator, std::span<double> values)>;
[[nodiscard]] NullTest null_test(std::span<const double> observed, const NullDraw& draw,
                                 const NullOptions& options = {});

/// An order of items in which each may have taken the place of any other of its stratum (days,
/// bins, outlets), each such order equally likely: the item `order[i]` stands at place i.
class StratifiedShuffle {
 public:
  explicit StratifiedShuffle(std::span<const std::uint32_t> strata);
  void draw(std::mt19937_64& generator, std::span<std::uint32_t> order) const;

 private:
  std::vector<std::uint32_t> begin_, item_;
};

/// Tests a statistic of labels whose places are exchangeable within strata. `evaluate` is given an
/// order (see above; first the identity, for the observed values) and writes `points` values. The
/// items should be stories, not statements, for what one story says is not exchangeable.
using OrderStatistic =
    std::function<void(std::span<const std::uint32_t> order, std::span<double> values)>;
[[nodiscard]] NullTest permutation_test(std::span<const std::uint32_t> strata, std::size_t points,
                                        const OrderStatistic& evaluate,
                                        const NullOptions& options = {});

/// p-values corrected for their number: of the false discovery rate (Benjamini & Hochberg 1995) and
/// of the family-wise error (Holm 1979). NaN is no test: it stays and is not counted.
[[nodiscard]] std::vector<double> benjamini_hochberg(std::span<const double> p);
[[nodiscard]] std::vector<double> holm(std::span<const double> p);

}  // namespace faultline::inference
