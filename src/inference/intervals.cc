#include "inference/intervals.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "inference/detail/distributions.h"

namespace faultline::inference {
namespace {

/// The finite replicates of one point, sorted.
std::vector<double> sorted_finite(const Replicates& replicates, std::size_t point) {
  std::vector<double> values;
  values.reserve(replicates.count());
  for (std::size_t i = 0; i < replicates.count(); ++i) {
    const double value = replicates.at(i, point);
    if (std::isfinite(value)) values.push_back(value);
  }
  std::sort(values.begin(), values.end());
  return values;
}

double deviation(std::span<const double> values) {
  if (values.size() < 2) return not_known;
  const auto n = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) mean += value / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / (n - 1));
}

/// Replicates below the estimate, of equal ones half: a share of few pieces takes few values.
double share_below(std::span<const double> sorted, double estimate) {
  const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), estimate);
  const auto below = static_cast<double>(first - sorted.begin());
  const auto equal = static_cast<double>(last - first);
  return (below + 0.5 * equal) / static_cast<double>(sorted.size());
}

Interval percentile(std::span<const double> sorted, double level) {
  const double tail = (1 - level) / 2;
  return {quantile(sorted, tail), quantile(sorted, 1 - tail), Method::Percentile};
}

/// Efron 1987, eq. 2.3; without `acceleration`, or where it has no meaning, the percentiles.
Interval bca(std::span<const double> sorted, double estimate, double acceleration, double level) {
  const double below = share_below(sorted, estimate);
  if (!std::isfinite(acceleration) || below <= 0 || below >= 1) return percentile(sorted, level);
  const double bias = normal_quantile(below);
  const auto place = [&](double probability) {
    const double z = bias + normal_quantile(probability);
    const double denominator = 1 - acceleration * z;
    return denominator <= 0 ? not_known : normal_cdf(bias + z / denominator);
  };
  const double low = place((1 - level) / 2);
  const double high = place((1 + level) / 2);
  if (!(low < high)) return percentile(sorted, level);
  return {quantile(sorted, low), quantile(sorted, high), Method::Bca};
}

/// What can be said of a point before its bounds: no bounds if this is false.
bool may_have_interval(const Estimate& estimate, std::span<const double> sorted, std::size_t drawn,
                       bool clusters_known, const IntervalOptions& options) {
  if (!std::isfinite(estimate.value) || sorted.size() < 2) return false;
  if (clusters_known && estimate.clusters < options.minimum_clusters) return false;
  if (static_cast<double>(sorted.size()) < options.minimum_finite * static_cast<double>(drawn)) {
    return false;
  }
  return sorted.front() < sorted.back();
}

Estimate without_interval(const Replicates& replicates, std::size_t point,
                          std::span<const double> sorted) {
  Estimate estimate;
  estimate.value = replicates.estimate[point];
  estimate.replicates = sorted.size();
  estimate.standard_error = deviation(sorted);
  if (!replicates.clusters.empty()) estimate.clusters = replicates.clusters[point];
  return estimate;
}

}  // namespace

const char* to_string(Method method) {
  switch (method) {
    case Method::None:
      return "none";
    case Method::Percentile:
      return "percentile";
    case Method::Bca:
      return "BCa";
    case Method::Wilson:
      return "Wilson";
    case Method::Exact:
      return "exact";
    case Method::Score:
      return "score";
    case Method::Mover:
      return "MOVER";
    case Method::Linear:
      return "t";
  }
  return "none";
}

double quantile(std::span<const double> sorted, double probability) {
  assert(!sorted.empty() && probability >= 0 && probability <= 1);
  const double place = probability * static_cast<double>(sorted.size() - 1);
  const auto index = static_cast<std::size_t>(place);
  if (index + 1 >= sorted.size()) return sorted.back();
  const double share = place - static_cast<double>(index);
  return sorted[index] + share * (sorted[index + 1] - sorted[index]);
}

std::vector<Estimate> intervals(const Replicates& replicates, const IntervalOptions& options) {
  std::vector<Estimate> estimates;
  estimates.reserve(replicates.points);
  for (std::size_t point = 0; point < replicates.points; ++point) {
    const std::vector<double> sorted = sorted_finite(replicates, point);
    Estimate estimate = without_interval(replicates, point, sorted);
    if (may_have_interval(estimate, sorted, replicates.count(), !replicates.clusters.empty(),
                          options)) {
      const bool corrected = options.method == Method::Bca && !replicates.acceleration.empty();
      estimate.interval =
          corrected ? bca(sorted, estimate.value, replicates.acceleration[point], options.level)
                    : percentile(sorted, options.level);
    }
    estimates.push_back(estimate);
  }
  return estimates;
}

}  // namespace faultline::inference
