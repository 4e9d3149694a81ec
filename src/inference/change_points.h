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
  Mbic,   // 3 log T a change, and the log of each segment's share of T (Zhang & Siegmund 2007, eq.
          // 2)
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

/// How much more neighbouring bins differ than the model says: the mean of squared standardised
/// differences between successive bins that hold something (after von Neumann 1941), so that a few
/// changes of level hardly count as noise. Each has the expectation 1 under the model, given its
/// two bins' total; pairs that could not differ are left out. At least 1 for Binomial and Poisson;
/// for Normal the variance of a single value. 1 with fewer than 3 differences.
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
  double log_likelihood_ratio = 0;  // of two rates against one, by the model's own likelihood
};

struct DateOptions {
  double level = 0.95;
  int permutations = 499;
  std::uint64_t seed = 1;
  int threads = 1;               // 0: as many as the machine has; the result is the same
  std::size_t minimum_bins = 1;  // of each stretch, that hold something
};

/// Where the change between two stretches of `bins` lies: the best cut, and from the first to the
/// last cut that a test does not reject, by the likelihood ratio of the best cut against it. The
/// ratio's distribution is that of the bins shuffled within the two stretches of the cut that is
/// asked about (Worsley 1986, with shuffles in the place of his recursions), so that it holds
/// however much bins vary; with fewer than 20 bins on a side no cut right beside the best one can
/// be rejected at 0.95. None if fewer than 2 * minimum_bins bins hold something. Bins that hold
/// nothing before the first bin of the interval belong to it, since the change may be there.
/// Undefined for impossible bins (see `pelt`). O(bins² * permutations).
[[nodiscard]] std::optional<ChangePoint> date_of_change(std::span<const Bin> bins, Cost cost,
                                                        const DateOptions& options = {});

/// What one story adds to its bin.
struct StoryCount {
  std::uint32_t bin = 0;
  std::uint32_t stratum = 0;  // its outlet: stories change places within it, so that another mix of
                              // outlets is no change; or 0 for all
  double sum = 0, size = 0;   // as of Bin
};

/// The same with stories shuffled among the places of their stratum, within the two stretches:
/// dates are finer. The ratio is taken over what the two stretches leave unexplained between their
/// bins (as an F statistic is), so that bins which vary more than their stories make them move no
/// date; with a dozen of them the interval holds nearly as it says (docs/validation.md). Usage if a
/// story names a bin beyond `bins` or is impossible; `where` says which.
[[nodiscard]] Result<std::optional<ChangePoint>> date_of_change(std::span<const StoryCount> stories,
                                                                std::size_t bins, Cost cost,
                                                                const DateOptions& options = {});

/// The level at which the difference across a change must be drawn to hold as `level` says though
/// its cut was searched for, among those from before bin `earliest` to before `latest`: by the
/// boundary of a standardised Brownian bridge between the shares of the data that lie before them
/// (Miller & Siegmund 1982). `level` itself where both are equal. Both cuts have data on either
/// side.
[[nodiscard]] double level_after_search(double level, std::span<const Bin> bins,
                                        std::size_t earliest, std::size_t latest);

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

/// The same with stories shuffled among the places of their stratum: for few bins, or to ask
/// whether the rate changes beyond what another mix of outlets explains, and beyond what bins vary
/// anyway: the greatest ratio over what is left unexplained, as above. `block` is not used. Usage
/// as of dates.
[[nodiscard]] Result<NoChangeTest> test_of_no_change(std::span<const StoryCount> stories,
                                                     std::size_t bins, Cost cost,
                                                     const NoChangeOptions& options = {});

}  // namespace faultline::inference
