#pragma once
// Intervals out of bootstrap replicates. NaN means "cannot be told" everywhere in this room: 0/0 is
// no share, and an interval that rests on nothing is none.

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace faultline::inference {

inline constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// How an interval was made; a figure says it beside its bounds.
enum class Method {
  None,        // there is none: low and high are NaN
  Percentile,  // quantiles of the bootstrap replicates
  Bca,         // the same, corrected for bias and skewness (Efron 1987)
  Wilson,      // score interval with the effective number of observations, clusters accounted for
  Exact,       // binomial (Clopper & Pearson 1934) with that number (Korn & Graubard 1998)
  Score,       // of events per exposure: Wilson's idea for counts without a bound
  Mover,  // of a difference, from the score intervals of its two rates (Newcombe 1998; Zou & Donner
          // 2008)
  Linear,  // estimate plus and minus Student's t times a standard error
};
[[nodiscard]] const char* to_string(Method method);

struct Interval {
  double low = not_known;
  double high = not_known;
  Method method = Method::None;

  [[nodiscard]] bool known() const { return low <= high; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// A figure as it is shown: with its interval and how many independent pieces it rests on.
struct Estimate {
  double value = not_known;
  Interval interval;
  double standard_error = not_known;
  std::size_t clusters = 0;    // stories (or outlets) that bear on it
  std::size_t replicates = 0;  // finite ones among those drawn; 0 where none were needed
};

/// The values of a statistic (one or many, as a series has) in the sample and in its replicates.
struct Replicates {
  std::size_t points = 0;             // values of one replicate
  std::vector<double> estimate;       // of the sample: `points` values
  std::vector<double> values;         // replicate by replicate, `points` each; NaN where 0/0
  std::vector<double> acceleration;   // of BCa, by the jackknife; empty if not asked for
  std::vector<std::size_t> clusters;  // that bear on each point; empty if not known

  [[nodiscard]] std::size_t count() const { return points == 0 ? 0 : values.size() / points; }
  [[nodiscard]] double at(std::size_t replicate, std::size_t point) const {
    return values[replicate * points + point];
  }
};

/// Quantile of sorted finite values by linear interpolation (type 7 of Hyndman & Fan 1996).
/// `sorted` is not empty, 0 <= probability <= 1.
[[nodiscard]] double quantile(std::span<const double> sorted, double probability);

struct IntervalOptions {
  double level = 0.95;          // in (0, 1)
  Method method = Method::Bca;  // or Percentile
  /// Fewer clusters behind a point than this give no interval: replicates of so few pieces are too
  /// alike (docs/validation.md shows how much such bands miss).
  std::size_t minimum_clusters = 5;
  /// Share of replicates that must be finite; with fewer, the point's own existence is a matter of
  /// luck and there is no interval.
  double minimum_finite = 0.8;
};

/// Pointwise intervals. Replicates that are NaN are left out (`Estimate::replicates` counts the
/// rest). BCa falls back to Percentile where it has no meaning: no acceleration, or all replicates
/// on one side of the estimate. Where all finite replicates are the same value, there is no
/// interval: none of the clusters disagrees, and a band of width 0 would be a lie (rates.h has
/// intervals for such shares). O(points * replicates * log replicates).
[[nodiscard]] std::vector<Estimate> intervals(const Replicates& replicates,
                                              const IntervalOptions& options = {});

}  // namespace faultline::inference
