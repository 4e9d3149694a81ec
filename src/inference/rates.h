#pragma once
// Shares and rates of clustered counts with intervals that hold for few stories, clustered articles
// and rare criticism, where the bootstrap is too narrow (docs/validation.md).

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "inference/bootstrap.h"
#include "inference/intervals.h"
#include "inference/sums.h"

namespace faultline::inference {

/// What one cluster (a story, an outlet) adds to one share: `hits` of `n`. 0 <= hits <= n.
struct ClusterCount {
  double hits = 0;
  double n = 0;
};

/// A share of clustered counts.
struct Rate {
  double hits = 0;
  double n = 0;
  std::size_t clusters = 0;  // with n > 0
  double value = not_known;  // hits / n
  Interval interval;
  double design_effect =
      1;                   // variance over that of n independent ones (Kish 1965); at least 1 here
  double effective_n = 0;  // what n is worth after clusters and few degrees of freedom
};

struct RateOptions {
  double level = 0.95;   // in (0, 1)
  double minimum_n = 0;  // smaller n gives no value and no interval: a gap, not a point
  bool simultaneous =
      false;  // for a series: the level holds for all its points at once (Sidak 1967)
};

/// Correlation of two observations of one cluster, pooled over all points: the moment estimate from
/// pairs (Lipsitz, Laird & Harrington 1994 style), weighted by pairs, cut to [0, 1). Each span of
/// `points` holds the clusters of one point, whose share may differ from that of others. 0 if no
/// cluster holds two observations, or no point varies.
[[nodiscard]] double intracluster_correlation(std::span<const std::vector<ClusterCount>> points);

/// The share of one point. `correlation` within clusters as above (of the whole series where there
/// is one: a single point tells little of it); negative: estimated from these clusters alone.
[[nodiscard]] Rate clustered_rate(std::span<const ClusterCount> clusters, double correlation = -1,
                                  const RateOptions& options = {});

/// A series of shares with one correlation for all of it. For each ratio the denominators count n
/// and the numerators hits, per cluster of `design` (stories, or outlets for Resampling::Outlets).
/// Usage as of `bootstrap`, or if a cluster has hits below 0 or above n.
[[nodiscard]] Result<std::vector<Rate>> clustered_rates(const SumTable& table,
                                                        std::span<const Ratio> ratios,
                                                        const Design& design, Resampling resampling,
                                                        const RateOptions& options = {});

/// `second` minus `first`, of which no cluster is in both, by the method of variance estimates
/// recovery from their intervals (Newcombe 1998, method 10; Zou & Donner 2008).
[[nodiscard]] Estimate difference(const Rate& first, const Rate& second);

/// Wilson's score interval (1927) with `effective_n` observations, and Student's t with `freedom`
/// degrees in the place of the normal quantile (infinite: the normal one). 0 <= share <= 1.
[[nodiscard]] Interval wilson(double share, double effective_n, double freedom,
                              double level = 0.95);

}  // namespace faultline::inference
