#pragma once
// When does a rate change? On non-overlapping bins of raw counts; smoothed or overlapping windows
// find changes that are not there.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "inference/intervals.h"

namespace faultline::inference {

/// One bin (a week): Binomial: `sum` hits of `size`. Poisson: `sum` events in an exposure of
/// `size`. Normal: `sum` of `size` values. Its rate is sum / size; size 0 is a bin that holds
/// nothing.
struct Bin {
  double sum = 0;
  double size = 0;

  friend bool operator==(const Bin&, const Bin&) = default;
};

enum class Cost { Binomial, Poisson, Normal };

enum class Penalty {
  Bic,    // 2 log T a change: for its rate and its place (Schwarz 1978), T bins that hold something
  Mbic,   // 3 log T, and the log of each segment's share of T (Zhang & Siegmund 2007)
  Given,  // PeltOptions::penalty a change
};

struct PeltOptions {
  Cost cost = Cost::Binomial;
  Penalty penalty_rule = Penalty::Mbic;
  double penalty = 0;            // with Penalty::Given; on the scale of -2 log likelihood
  std::size_t minimum_bins = 2;  // the shortest segment, in bins that hold something
  /// Variance over that of the model (quasi-likelihood): costs are divided by it. For Normal it is
  /// the variance itself. 0: estimated by `dispersion`; 1: the model's own.
  double dispersion = 0;
};

/// Bins [begin, end) with one rate.
struct Segment {
  std::size_t begin = 0, end = 0;
  double sum = 0, size = 0;
  double rate = not_known;

  friend bool operator==(const Segment&, const Segment&) = default;
};

struct Segmentation {
  std::vector<Segment> segments;  // all bins, in order
  double cost = 0;                // of all segments, without penalties, divided by the dispersion
  double penalised = 0;           // with them
  double penalty = 0;             // of one change
  double dispersion = 1;

  [[nodiscard]] std::size_t changes() const { return segments.empty() ? 0 : segments.size() - 1; }
};

/// How much more neighbouring bins differ than the model says: mean of squared standardised
/// differences of successive bins that hold something (as von Neumann 1941), so that a few changes
/// of level do not count as noise; at least 1 for Binomial and Poisson. 1 with fewer than 3
/// differences.
[[nodiscard]] double dispersion(std::span<const Bin> bins, Cost cost);

/// The segmentation with the least penalised cost: exact, by PELT (Killick, Fearnhead & Eckley
/// 2012). Bins of size 0 cost nothing and belong to the segment before them (the first ones to the
/// first). Usage if a bin is impossible (negative, not finite, hits above size with Binomial;
/// `where` says which) or an option is out of range. Mostly O(bins), at worst O(bins²).
[[nodiscard]] Result<Segmentation> pelt(std::span<const Bin> bins, const PeltOptions& options = {});

/// One change between two stretches.
struct ChangePoint {
  std::size_t bin = 0;                   // first bin of the later stretch that holds something
  std::size_t earliest = 0, latest = 0;  // the interval of `bin`, both ends included
  Segment before, after;
  double log_likelihood_ratio = 0;  // of two rates against one, divided by the dispersion
};

struct DateOptions {
  double level = 0.95;
  int permutations = 499;
  std::uint64_t seed = 1;
  std::size_t minimum_bins = 1;  // of each stretch, that hold something
};

/// Where the change between two stretches of `bins` lies: the best cut and all cuts that a test
/// does not reject, by the likelihood ratio against the best cut, whose distribution is that of the
/// bins shuffled within the two stretches of the cut that is asked about (Worsley 1986, with
/// shuffles in the place of his recursions: so that clustered articles, which make bins vary more,
/// are accounted for). None if fewer than 2 * minimum_bins bins hold something. O(bins² *
/// permutations).
[[nodiscard]] std::optional<ChangePoint> date_of_change(std::span<const Bin> bins, Cost cost,
                                                        const DateOptions& options = {});

/// The changes of a segmentation, each dated within its two segments. O(as above) each.
[[nodiscard]] std::vector<ChangePoint> date_changes(std::span<const Bin> bins,
                                                    const Segmentation& segmentation, Cost cost,
                                                    const DateOptions& options = {});

enum class Alternative {
  OneChange,   // one rate up to some bin, another from there on
  OneStretch,  // another rate in some stretch of bins, which may touch the ends (Olshen et al.
               // 2004)
};

struct NoChangeOptions {
  Alternative alternative = Alternative::OneStretch;
  int permutations = 999;
  std::uint64_t seed = 1;
  int threads = 1;
  std::size_t minimum_bins = 2;  // of a stretch
  /// Bins that are shuffled together, in their order, where neighbouring weeks depend on each
  /// other; 1: each by itself. The last block is shorter.
  std::size_t block = 1;
};

/// The test of no change: the greatest likelihood ratio among all cuts or stretches, against orders
/// of the bins drawn by the seed. Clustered articles need no other correction, since whole bins
/// move.
struct NoChangeTest {
  std::size_t begin = 0, end = 0;   // the stretch with the greatest ratio; end = bins for OneChange
  double log_likelihood_ratio = 0;  // of the model's own likelihood
  double p = not_known;             // NaN with fewer than 2 * minimum_bins bins that hold something
  int permutations = 0;
};
[[nodiscard]] NoChangeTest test_of_no_change(std::span<const Bin> bins, Cost cost,
                                             const NoChangeOptions& options = {});

}  // namespace faultline::inference
