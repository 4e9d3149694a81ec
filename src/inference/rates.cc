#include "inference/rates.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "inference/detail/distributions.h"
#include "inference/detail/regroup.h"

namespace faultline::inference {
namespace {

struct Sums {
  double hits = 0, n = 0, squares = 0, cubes = 0;  // of the clusters' sizes
  std::size_t clusters = 0;
};

Sums sums_of(std::span<const ClusterCount> clusters) {
  Sums sums;
  for (const ClusterCount& cluster : clusters) {
    if (cluster.n <= 0 && cluster.hits <= 0) continue;
    sums.hits += cluster.hits;
    sums.n += cluster.n;
    sums.squares += cluster.n * cluster.n;
    sums.cubes += cluster.n * cluster.n * cluster.n;
    ++sums.clusters;
  }
  return sums;
}

struct Moments {
  double variance = 0;    // of one observation
  double covariance = 0;  // of two of one cluster
  double pairs = 0;
};

/// With V and C those two, E sum (h - n p)² = a V + b C for estimated p, and E N p (1 - p) = (N -
/// 1) V - (pairs / N) C: two equations for both.
Moments moments_of(std::span<const ClusterCount> clusters) {
  const Sums sums = sums_of(clusters);
  const double pairs = sums.squares - sums.n;
  if (sums.clusters < 2 || pairs <= 0) return {};
  const double share = sums.hits / sums.n;
  double between = 0;
  for (const ClusterCount& cluster : clusters) {
    const double excess = cluster.hits - cluster.n * share;
    between += excess * excess;
  }
  const double within = sums.n * share * (1 - share);
  // What estimating p takes from the expectation: clusters whose variances add up to `plain`, and
  // weighted by their sizes to `weighted`.
  const auto expected = [&](double plain, double weighted) {
    return plain - 2 * weighted / sums.n + sums.squares * plain / (sums.n * sums.n);
  };
  const double a = expected(sums.n, sums.squares);
  const double b = expected(pairs, sums.cubes - sums.squares);
  const double c = sums.n - 1;
  const double d = -pairs / sums.n;
  const double determinant = a * d - b * c;
  if (std::abs(determinant) < 1e-9 * (std::abs(a * d) + std::abs(b * c))) return {};
  return {(between * d - within * b) / determinant, (a * within - c * between) / determinant,
          pairs};
}

double sidak(double level, std::size_t points) {
  return std::pow(level, 1.0 / static_cast<double>(std::max<std::size_t>(1, points)));
}

enum class Kind { Share, Events };

/// The clusters of each ratio.
Result<std::vector<std::vector<ClusterCount>>> counts_of(const SumTable& table,
                                                         std::span<const Ratio> ratios, Kind kind) {
  std::vector<std::vector<ClusterCount>> points(ratios.size());
  std::vector<double> adds(table.cells(), 0.0);
  for (const Ratio& ratio : ratios) {
    if (ratio.numerator < table.cells() && ratio.denominator < table.cells()) continue;
    return failure(ErrorCode::Usage,
                   fmt::format("A ratio of cells {} and {} was asked for, but there "
                               "are {} cells.",
                               ratio.numerator, ratio.denominator, table.cells()));
  }
  const CellRatios of_cell = ratios_of_cells(ratios, table.cells());
  std::vector<std::size_t> last_unit(ratios.size(), table.units());
  for (std::size_t unit = 0; unit < table.units(); ++unit) {
    const auto cells = table.cells_of(unit);
    const auto values = table.values_of(unit);
    for (std::size_t i = 0; i < cells.size(); ++i) adds[cells[i]] = values[i];
    for (const std::uint32_t cell : cells) {
      for (const std::uint32_t index : of_cell.of(cell)) {
        if (last_unit[index] == unit) continue;
        last_unit[index] = unit;
        const ClusterCount count{adds[ratios[index].numerator], adds[ratios[index].denominator]};
        const bool too_many = kind == Kind::Share && count.hits > count.n;
        if (count.hits < 0 || count.n < 0 || too_many) {
          return failure(
              ErrorCode::Usage,
              fmt::format("A cluster has {} hits of {}: that is no {}. The bootstrap has "
                          "intervals for any ratio.",
                          count.hits, count.n, kind == Kind::Share ? "share" : "rate of events"),
              fmt::format("point {}", index));
        }
        points[index].push_back(count);
      }
    }
    for (const std::uint32_t cell : cells) adds[cell] = 0;
  }
  return points;
}

Result<std::vector<std::vector<ClusterCount>>> clusters_of(const SumTable& table,
                                                           std::span<const Ratio> ratios,
                                                           const Design& design,
                                                           Resampling resampling, Kind kind) {
  if (table.units() != design.units) {
    return failure(
        ErrorCode::Usage,
        fmt::format("The table of sums has {} units and the design {}; both must be about "
                    "the same ones.",
                    table.units(), design.units));
  }
  const auto drawer = WeightDrawer::create(design, resampling);
  if (!drawer) return tl::unexpected(drawer.error());
  return counts_of(regrouped(table, drawer->cluster_of_unit(), drawer->clusters()), ratios, kind);
}

/// The options of each of `points`; those that are gaps are no part of the curve.
RateOptions of_each(RateOptions options, const std::vector<std::vector<ClusterCount>>& points) {
  if (!options.simultaneous) return options;
  const auto shown = std::count_if(points.begin(), points.end(), [&](const auto& point) {
    const double n = sums_of(point).n;
    return n > 0 && n >= options.minimum_n;
  });
  options.level = sidak(options.level, static_cast<std::size_t>(shown));
  return options;
}

}  // namespace

Interval wilson(double share, double effective_n, double freedom, double level) {
  const double t = student_quantile((1 + level) / 2, freedom);
  const double scale = 1 + t * t / effective_n;
  const double centre = (share + t * t / (2 * effective_n)) / scale;
  const double half = t / scale *
                      std::sqrt(std::max(0.0, share * (1 - share)) / effective_n +
                                t * t / (4 * effective_n * effective_n));
  // At the ends the bounds are 0 and 1 exactly, which rounding would miss by an ulp.
  return {share <= 0 ? 0.0 : std::clamp(centre - half, 0.0, share),
          share >= 1 ? 1.0 : std::clamp(centre + half, share, 1.0), Method::Wilson};
}

Interval exact(double share, double effective_n, double freedom, double level) {
  const double tail = (1 - level) / 2;
  const double of_few = student_quantile(tail, freedom) / normal_quantile(tail);
  const double n = effective_n / (of_few * of_few);
  const double hits = share * n;
  return {share <= 0 ? 0.0 : std::min(share, beta_quantile(tail, hits, n - hits + 1)),
          share >= 1 ? 1.0 : std::max(share, beta_quantile(1 - tail, hits + 1, n - hits)),
          Method::Exact};
}

Correlation intracluster_correlation(std::span<const std::vector<ClusterCount>> points) {
  double variance = 0;
  double covariance = 0;
  double clusters = 0;
  double with_clusters = 0;
  double pairs = 0;
  double telling = 0;
  for (const std::vector<ClusterCount>& point : points) {
    const Sums sums = sums_of(point);
    if (sums.clusters > 1) telling += std::min(sums.hits, sums.n - sums.hits);
    clusters += static_cast<double>(sums.clusters);
    with_clusters += sums.clusters > 0 ? 1 : 0;
    pairs += sums.squares - sums.n;
    const Moments moments = moments_of(point);
    variance += moments.pairs * moments.variance;
    covariance += moments.pairs * moments.covariance;
  }
  if (pairs <= 0) return {};
  // One cluster a point: whether observations are alike within it cannot be told, so they may all
  // be.
  if (clusters <= with_clusters) return {1, 1e9};
  const double value = variance > 0 ? std::clamp(covariance / variance, 0.0, 1.0) : 0.0;
  // As if one hit more had come together with all of its cluster: few hits, or none, do not show
  // how far they would.
  return {(telling * value + 1) / (telling + 1), clusters - with_clusters};
}

Rate clustered_rate(std::span<const ClusterCount> clusters, const Correlation& correlation,
                    const RateOptions& options) {
  const Sums sums = sums_of(clusters);
  Rate rate;
  rate.hits = sums.hits;
  rate.n = sums.n;
  rate.clusters = sums.clusters;
  if (sums.n <= 0 || sums.n < options.minimum_n) return rate;
  rate.value = sums.hits / sums.n;
  rate.design_effect = 1 + correlation.value * std::max(0.0, sums.squares / sums.n - 1);
  rate.effective_n = sums.n / rate.design_effect;
  rate.interval = (options.simultaneous ? exact : wilson)(rate.value, rate.effective_n,
                                                          correlation.freedom, options.level);
  return rate;
}

Rate clustered_rate(std::span<const ClusterCount> clusters, const RateOptions& options) {
  const std::vector<ClusterCount> point(clusters.begin(), clusters.end());
  return clustered_rate(clusters, intracluster_correlation(std::span(&point, 1)), options);
}

Result<std::vector<Rate>> clustered_rates(const SumTable& table, std::span<const Ratio> ratios,
                                          const Design& design, Resampling resampling,
                                          const RateOptions& options) {
  const auto points = clusters_of(table, ratios, design, resampling, Kind::Share);
  if (!points) return tl::unexpected(points.error());
  const Correlation correlation = intracluster_correlation(*points);
  const RateOptions each = of_each(options, *points);
  std::vector<Rate> rates;
  for (const auto& point : *points) rates.push_back(clustered_rate(point, correlation, each));
  return rates;
}

EventDispersion event_dispersion(std::span<const std::vector<ClusterCount>> points) {
  double squares = 0;
  double events = 0;
  double freedom = 0;
  Sums exposure;  // of all points
  for (const std::vector<ClusterCount>& point : points) {
    const Sums sums = sums_of(point);
    exposure.n += sums.n;
    exposure.squares += sums.squares;
    if (sums.clusters < 2) continue;
    const auto clusters = static_cast<double>(sums.clusters);
    double of_point = 0;
    for (const ClusterCount& cluster : point) {
      const double excess = cluster.hits - sums.hits / sums.n * cluster.n;
      of_point += excess * excess;
    }
    squares += of_point * clusters / (clusters - 1);
    events += sums.hits;
    freedom += clusters - 1;
  }
  if (exposure.n <= 0) return {};
  // One for each unit of the exposure of the cluster in which a unit stands on average.
  const double whole = std::max(1.0, exposure.squares / exposure.n);
  if (freedom <= 0) return {whole, 1e9};  // how far events come together cannot be told
  const double seen = events > 0 ? std::max(1.0, squares / events) : 1;
  // As if one event more had come with as many as lie halfway to that: few do not show it.
  return {(events * seen + std::sqrt(whole)) / (events + 1), freedom};
}

Rate event_rate(std::span<const ClusterCount> clusters, const EventDispersion& dispersion,
                const RateOptions& options) {
  const Sums sums = sums_of(clusters);
  Rate rate;
  rate.hits = sums.hits;
  rate.n = sums.n;
  rate.clusters = sums.clusters;
  if (sums.n <= 0 || sums.n < options.minimum_n) return rate;
  rate.value = sums.hits / sums.n;
  rate.design_effect = dispersion.value;
  rate.effective_n = sums.n / dispersion.value;
  const double t = student_quantile((1 + options.level) / 2, dispersion.freedom);
  const double events = sums.hits / dispersion.value;
  const double half = t * std::sqrt(events + t * t / 4);
  rate.interval = {events > 0 ? std::max(0.0, events + t * t / 2 - half) / rate.effective_n : 0.0,
                   (events + t * t / 2 + half) / rate.effective_n, Method::Score};
  return rate;
}

Result<std::vector<Rate>> event_rates(const SumTable& table, std::span<const Ratio> ratios,
                                      const Design& design, Resampling resampling,
                                      const RateOptions& options) {
  const auto points = clusters_of(table, ratios, design, resampling, Kind::Events);
  if (!points) return tl::unexpected(points.error());
  const EventDispersion dispersion = event_dispersion(*points);
  std::vector<Rate> rates;
  for (const auto& point : *points) rates.push_back(event_rate(point, dispersion, options));
  return rates;
}

Estimate difference(const Rate& first, const Rate& second) {
  Estimate estimate;
  estimate.value = second.value - first.value;
  estimate.clusters = first.clusters + second.clusters;
  if (!first.interval.known() || !second.interval.known()) return estimate;
  estimate.interval = {estimate.value - std::hypot(second.value - second.interval.low,
                                                   first.interval.high - first.value),
                       estimate.value + std::hypot(second.interval.high - second.value,
                                                   first.value - first.interval.low),
                       Method::Mover};
  return estimate;
}

}  // namespace faultline::inference
