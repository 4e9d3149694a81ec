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
  double minimum_n = 1;  // smaller n gives no value and no interval: a gap, not a point
  /// Of a series of shares: the level holds for all its points at once (Sidak 1967), gaps left out.
  /// By exact(), for so far out in the tails Wilson's intervals miss rare hits
  /// (docs/validation.md).
  bool simultaneous = false;
};

/// How alike two observations of one cluster are.
struct Correlation {
  double value = 0;      // in [0, 1]
  double freedom = 1e9;  // degrees of freedom that it was estimated with: clusters less points

  friend bool operator==(const Correlation&, const Correlation&) = default;
};

/// The intracluster correlation, pooled over points (each a list of its clusters) whose shares may
/// differ: the sums of squares between and within clusters of each point are solved for its
/// variance and covariance, without bias (as in an analysis of variance; Ridout, Demetrio & Firth
/// 1999), and these are added up with the number of pairs as weights. Then it is drawn towards 1 as
/// if one hit more had come together with all of its cluster, for few hits do not show how far they
/// would. 0 if no cluster holds two observations; 1 where there is one cluster in all or no hit.
/// O(clusters).
[[nodiscard]] Correlation intracluster_correlation(
    std::span<const std::vector<ClusterCount>> points);

/// The share of one point: Wilson's interval with n divided by the design effect 1 + (m - 1)
/// correlation, m the size of cluster in which an observation stands on average (Kish 1965; Rao &
/// Scott 1992). With the correlation of a whole series it covers as it says for few clusters too.
[[nodiscard]] Rate clustered_rate(std::span<const ClusterCount> clusters,
                                  const Correlation& correlation, const RateOptions& options = {});
/// With the correlation of these clusters alone: from about 25 clusters on, and too narrow for rare
/// hits in large clusters (docs/validation.md).
[[nodiscard]] Rate clustered_rate(std::span<const ClusterCount> clusters,
                                  const RateOptions& options = {});

/// A series of shares with one correlation for all of it. For each ratio the denominators count n
/// and the numerators hits, per story of `design`, or per outlet where `resampling` draws outlets.
/// Usage as of `bootstrap`, or if a cluster has hits below 0 or above n: such a ratio is no share.
[[nodiscard]] Result<std::vector<Rate>> clustered_rates(const SumTable& table,
                                                        std::span<const Ratio> ratios,
                                                        const Design& design, Resampling resampling,
                                                        const RateOptions& options = {});

/// How much more clusters' events vary than single events would (Poisson): sums of squared
/// deviations from each point's rate over the expected ones, pooled over points; at least 1. Then
/// drawn, as Correlation is, as if one event more had come with the root of the exposure of the
/// cluster in which a unit of it stands on average. That exposure itself where no point has two
/// clusters, for then all may have come together; 1 without any. Freedom as for Correlation.
struct EventDispersion {
  double value = 1;
  double freedom = 1e9;

  friend bool operator==(const EventDispersion&, const EventDispersion&) = default;
};
[[nodiscard]] EventDispersion event_dispersion(std::span<const std::vector<ClusterCount>> points);

/// `hits` events in an exposure of `n`, of which there may be more than one each: criticisms per
/// statement, or per article. The score interval of a Poisson number, the count and its bounds
/// divided by the dispersion. `design_effect` is the dispersion.
[[nodiscard]] Rate event_rate(std::span<const ClusterCount> clusters,
                              const EventDispersion& dispersion, const RateOptions& options = {});

/// A series of such rates with one dispersion for all of it. Usage as of `bootstrap`, or if a
/// cluster has events or exposure below 0.
[[nodiscard]] Result<std::vector<Rate>> event_rates(const SumTable& table,
                                                    std::span<const Ratio> ratios,
                                                    const Design& design, Resampling resampling,
                                                    const RateOptions& options = {});

/// `second` minus `first`, of which no cluster is in both, by the method of variance estimates
/// recovery from their intervals (Newcombe 1998, method 10; Zou & Donner 2008).
[[nodiscard]] Estimate difference(const Rate& first, const Rate& second);

/// The exact binomial interval (Clopper & Pearson 1934), which covers at least as it says, with
/// `effective_n` > 0 observations less what few degrees of freedom take away (Korn & Graubard
/// 1998). 0 <= share <= 1.
[[nodiscard]] Interval exact(double share, double effective_n, double freedom = 1e9,
                             double level = 0.95);

/// Wilson's score interval (1927) with `effective_n` > 0 observations, and Student's t with
/// `freedom` degrees in the place of the normal quantile. 0 <= share <= 1.
[[nodiscard]] Interval wilson(double share, double effective_n, double freedom = 1e9,
                              double level = 0.95);

}  // namespace faultline::inference
