#include "inference/detail/jackknife.h"

#include <algorithm>
#include <cmath>

#include "base/draw.h"
#include "inference/detail/regroup.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

/// Sums of powers of what a statistic changes by when one cluster is left out.
struct Moments {
  double n = 0, first = 0, second = 0, third = 0;

  void add(double value) {
    n += 1;
    first += value;
    second += value * value;
    third += value * value * value;
  }
  /// Sum of cubes over 6 times the sum of squares to the power 3/2, both of mean minus value.
  [[nodiscard]] double acceleration() const {
    if (n < 2) return 0;
    const double mean = first / n;
    const double squares = second - n * mean * mean;
    const double cubes = third - 3 * mean * second + 2 * n * mean * mean * mean;
    if (!(squares > 1e-12 * second)) return 0;
    return -cubes / (6 * squares * std::sqrt(squares));
  }
};

}  // namespace

RatioJackknife jackknife_ratios(const SumTable& clusters, std::span<const Ratio> ratios) {
  const std::vector<double> totals = clusters.totals();
  const CellRatios of_cell = ratios_of_cells(ratios, clusters.cells());
  std::vector<Moments> moments(ratios.size());
  RatioJackknife result;
  result.clusters.assign(ratios.size(), 0);
  // What the cluster at hand adds to each cell, and which ratios it has been counted in.
  std::vector<double> adds(clusters.cells(), 0.0);
  std::vector<std::size_t> last_unit(ratios.size(), clusters.units());
  for (std::size_t unit = 0; unit < clusters.units(); ++unit) {
    const auto cells = clusters.cells_of(unit);
    const auto values = clusters.values_of(unit);
    for (std::size_t i = 0; i < cells.size(); ++i) adds[cells[i]] = values[i];
    for (const std::uint32_t cell : cells) {
      for (const std::uint32_t index : of_cell.of(cell)) {
        if (last_unit[index] == unit) continue;
        last_unit[index] = unit;
        const auto [numerator, denominator] = ratios[index];
        if (adds[denominator] != 0) ++result.clusters[index];
        const double left = totals[denominator] - adds[denominator];
        if (left == 0 || totals[denominator] == 0) continue;
        moments[index].add((totals[numerator] - adds[numerator]) / left -
                           totals[numerator] / totals[denominator]);
      }
    }
    for (const std::uint32_t cell : cells) adds[cell] = 0;
  }
  for (Moments& of_ratio : moments) {
    // All other clusters change nothing.
    of_ratio.n = static_cast<double>(clusters.units());
    result.acceleration.push_back(of_ratio.acceleration());
  }
  return result;
}

Groups grouped(std::size_t clusters, std::size_t most_groups, std::uint64_t seed) {
  Groups groups;
  groups.count = std::min(clusters, most_groups);
  groups.of_cluster.resize(clusters);
  for (std::size_t i = 0; i < clusters; ++i) {
    groups.of_cluster[i] = static_cast<std::uint32_t>(i % groups.count);
  }
  if (clusters > groups.count) {
    std::mt19937_64 generator = stream(seed, 0);
    shuffle(groups.of_cluster, generator);
  }
  return groups;
}

std::vector<double> Jackknife::acceleration() const {
  std::vector<double> result;
  result.reserve(points_);
  for (std::size_t point = 0; point < points_; ++point) {
    // Around the first value, so that powers of large values do not cancel out.
    Moments moments;
    double origin = std::nan("");
    for (std::size_t group = 0; group < groups_; ++group) {
      const double value = values_[group * points_ + point];
      if (!std::isfinite(value)) continue;
      if (std::isnan(origin)) origin = value;
      moments.add(value - origin);
    }
    result.push_back(moments.acceleration());
  }
  return result;
}

}  // namespace faultline::inference
