#include "inference/bootstrap.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/draw.h"
#include "inference/detail/jackknife.h"
#include "inference/detail/parallel.h"
#include "inference/detail/regroup.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

/// Uses of one seed that must not share their numbers.
constexpr std::uint64_t use_jackknife = 1;

Result<WeightDrawer> checked(const Design& design, const BootstrapOptions& options) {
  if (options.replicates < 1 || options.jackknife_groups < 2) {
    return failure(
        ErrorCode::Usage,
        fmt::format("A bootstrap of {} replicates and {} jackknife groups is none; ask for "
                    "at least 1 and 2.",
                    options.replicates, options.jackknife_groups));
  }
  return WeightDrawer::create(design, options.resampling);
}

Result<WeightDrawer> checked(const SumTable& table, const Design& design,
                             const BootstrapOptions& options) {
  if (table.units() != design.units) {
    return failure(
        ErrorCode::Usage,
        fmt::format("The table of sums has {} units and the design {}; both must be about "
                    "the same ones.",
                    table.units(), design.units));
  }
  return checked(design, options);
}

/// Fills in the replicates: each has its own stream and its own row.
template <class MakeEvaluate>
void draw_replicates(Replicates& result, const WeightDrawer& drawer,
                     const BootstrapOptions& options, const MakeEvaluate& make_evaluate) {
  const auto replicates = static_cast<std::size_t>(options.replicates);
  result.values.resize(replicates * result.points);
  in_parallel(replicates, options.threads, [&] {
    return [&, weights = std::vector<std::uint32_t>(drawer.units()),
            evaluate = make_evaluate()](std::size_t replicate) mutable {
      std::mt19937_64 generator = stream(options.seed, replicate);
      drawer.draw(generator, weights);
      evaluate(weights, std::span(result.values).subspan(replicate * result.points, result.points));
    };
  });
}

Result<WeightDrawer> drawer_of_clusters(std::size_t clusters) {
  Design design;
  design.units = clusters;
  return WeightDrawer::create(design, Resampling::Stories);
}

bool two_stages(Resampling resampling) {
  return resampling == Resampling::OutletsThenStories ||
         resampling == Resampling::OutletsAndStories;
}

Replicates of_sums(const SumTable& units, const SumTable& clusters, const SumStatistic& statistic,
                   const WeightDrawer& drawer, const BootstrapOptions& options) {
  Replicates result;
  result.points = statistic.points;
  result.estimate.resize(statistic.points);
  statistic.evaluate(clusters.totals(), result.estimate);
  const bool by_unit = two_stages(options.resampling);
  const SumTable& table = by_unit ? units : clusters;
  const WeightDrawer drawn = by_unit ? drawer : *drawer_of_clusters(clusters.units());
  draw_replicates(result, drawn, options, [&] {
    return [&, sums = std::vector<double>(table.cells())](std::span<const std::uint32_t> weights,
                                                          std::span<double> values) mutable {
      table.add_up(weights, sums);
      statistic.evaluate(sums, values);
    };
  });
  return result;
}

}  // namespace

Result<Replicates> bootstrap(const SumTable& table, std::span<const Ratio> ratios,
                             const Design& design, const BootstrapOptions& options) {
  const auto drawer = checked(table, design, options);
  if (!drawer) return tl::unexpected(drawer.error());
  for (const Ratio& ratio : ratios) {
    if (ratio.numerator < table.cells() && ratio.denominator < table.cells()) continue;
    return failure(ErrorCode::Usage,
                   fmt::format("A ratio of cells {} and {} was asked for, but there "
                               "are {} cells.",
                               ratio.numerator, ratio.denominator, table.cells()));
  }
  const SumTable clusters = regrouped(table, drawer->cluster_of_unit(), drawer->clusters());
  Replicates result =
      of_sums(table, clusters, statistic_of({ratios.begin(), ratios.end()}), *drawer, options);
  RatioJackknife jackknife = jackknife_ratios(clusters, ratios);
  result.clusters = std::move(jackknife.clusters);
  if (options.acceleration) result.acceleration = std::move(jackknife.acceleration);
  return result;
}

Result<Replicates> bootstrap(const SumTable& table, const SumStatistic& statistic,
                             const Design& design, const BootstrapOptions& options) {
  const auto drawer = checked(table, design, options);
  if (!drawer) return tl::unexpected(drawer.error());
  const SumTable clusters = regrouped(table, drawer->cluster_of_unit(), drawer->clusters());
  Replicates result = of_sums(table, clusters, statistic, *drawer, options);
  result.clusters.assign(result.points, drawer->clusters());
  if (!options.acceleration) return result;
  const Groups groups = grouped(clusters.units(), options.jackknife_groups,
                                derived_seed(options.seed, use_jackknife));
  const SumTable of_groups = regrouped(clusters, groups.of_cluster, groups.count);
  const std::vector<double> totals = of_groups.totals();
  Jackknife jackknife(result.points, groups.count);
  in_parallel(groups.count, options.threads, [&] {
    return [&, sums = totals](std::size_t group) mutable {
      const auto cells = of_groups.cells_of(group);
      const auto values = of_groups.values_of(group);
      for (std::size_t i = 0; i < cells.size(); ++i) sums[cells[i]] -= values[i];
      statistic.evaluate(sums, jackknife.without(group));
      for (const std::uint32_t cell : cells) sums[cell] = totals[cell];
    };
  });
  result.acceleration = jackknife.acceleration();
  return result;
}

Result<Replicates> bootstrap(const Measure& measure, const Design& design,
                             const BootstrapOptions& options) {
  const auto drawer = checked(design, options);
  if (!drawer) return tl::unexpected(drawer.error());
  Replicates result;
  result.points = measure.points;
  result.estimate.resize(measure.points);
  result.clusters.assign(result.points, drawer->clusters());
  const std::vector<std::uint32_t> ones(design.units, 1);
  measure.evaluate(ones, result.estimate);
  draw_replicates(result, *drawer, options, [&] {
    return [&](std::span<const std::uint32_t> weights, std::span<double> values) {
      measure.evaluate(weights, values);
    };
  });
  if (!options.acceleration) return result;
  const Groups groups = grouped(drawer->clusters(), options.jackknife_groups,
                                derived_seed(options.seed, use_jackknife));
  const auto cluster_of_unit = drawer->cluster_of_unit();
  Jackknife jackknife(result.points, groups.count);
  in_parallel(groups.count, options.threads, [&] {
    return [&, weights = ones](std::size_t group) mutable {
      for (std::size_t unit = 0; unit < weights.size(); ++unit) {
        weights[unit] = groups.of_cluster[cluster_of_unit[unit]] == group ? 0 : 1;
      }
      measure.evaluate(weights, jackknife.without(group));
    };
  });
  result.acceleration = jackknife.acceleration();
  return result;
}

}  // namespace faultline::inference
