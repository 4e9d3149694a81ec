#include "inference/robustness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/draw.h"
#include "inference/detail/distributions.h"
#include "inference/detail/parallel.h"
#include "inference/detail/regroup.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

std::size_t groups_of(std::span<const std::uint32_t> group_of_unit) {
  if (group_of_unit.empty()) return 0;
  return *std::max_element(group_of_unit.begin(), group_of_unit.end()) + std::size_t{1};
}

std::vector<WithoutGroup> rows_for(std::span<const std::uint32_t> group_of_unit,
                                   std::size_t points) {
  std::vector<WithoutGroup> rows(groups_of(group_of_unit));
  for (std::uint32_t group = 0; group < rows.size(); ++group) {
    rows[group].group = group;
    rows[group].units_left = group_of_unit.size();
    rows[group].values.resize(points);
  }
  for (const std::uint32_t group : group_of_unit) --rows[group].units_left;
  return rows;
}

int sign_of(double value) { return (value > 0) - (value < 0); }

void summarise(Multiverse& multiverse) {
  std::vector<double> values;
  for (const Universe& universe : multiverse.universes) {
    if (std::isfinite(universe.value)) values.push_back(universe.value);
  }
  multiverse.known = values.size();
  if (values.empty()) return;
  std::sort(values.begin(), values.end());
  multiverse.median = quantile(values, 0.5);
  multiverse.smallest = values.front();
  multiverse.greatest = values.back();
  const int sign = sign_of(multiverse.median);
  double same = 0;
  double apart = 0;
  for (const Universe& universe : multiverse.universes) {
    if (!std::isfinite(universe.value)) continue;
    if (sign_of(universe.value) == sign) same += 1;
    if ((sign > 0 && universe.low > 0) || (sign < 0 && universe.high < 0)) apart += 1;
  }
  multiverse.same_sign = same / static_cast<double>(values.size());
  multiverse.without_zero = apart / static_cast<double>(values.size());
}

}  // namespace

std::vector<WithoutGroup> leave_one_out(const Measure& measure,
                                        std::span<const std::uint32_t> group_of_unit, int threads) {
  std::vector<WithoutGroup> rows = rows_for(group_of_unit, measure.points);
  in_parallel(rows.size(), threads, [&] {
    return
        [&, weights = std::vector<std::uint32_t>(group_of_unit.size())](std::size_t group) mutable {
          for (std::size_t unit = 0; unit < weights.size(); ++unit) {
            weights[unit] = group_of_unit[unit] == group ? 0 : 1;
          }
          measure.evaluate(weights, rows[group].values);
        };
  });
  return rows;
}

std::vector<WithoutGroup> leave_one_out(const SumTable& table, const SumStatistic& statistic,
                                        std::span<const std::uint32_t> group_of_unit) {
  std::vector<WithoutGroup> rows = rows_for(group_of_unit, statistic.points);
  const SumTable of_groups = regrouped(table, group_of_unit, rows.size());
  const std::vector<double> totals = of_groups.totals();
  std::vector<double> sums = totals;
  for (WithoutGroup& row : rows) {
    const auto cells = of_groups.cells_of(row.group);
    const auto values = of_groups.values_of(row.group);
    for (std::size_t i = 0; i < cells.size(); ++i) sums[cells[i]] -= values[i];
    statistic.evaluate(sums, row.values);
    for (const std::uint32_t cell : cells) sums[cell] = totals[cell];
  }
  return rows;
}

Rarefied rarefied(std::uint64_t hits, std::uint64_t n, std::uint64_t equal_n,
                  const std::function<double(std::uint64_t hits)>& f) {
  if (equal_n > n || hits > n) return {};
  const std::uint64_t misses = n - hits;
  const std::uint64_t fewest = equal_n > misses ? equal_n - misses : 0;
  const auto real = [](std::uint64_t count) { return static_cast<double>(count); };
  double mean = 0;
  double squares = 0;
  for (std::uint64_t drawn = fewest; drawn <= std::min(hits, equal_n); ++drawn) {
    const double probability = std::exp(log_choose(real(hits), real(drawn)) +
                                        log_choose(real(misses), real(equal_n - drawn)) -
                                        log_choose(real(n), real(equal_n)));
    const double value = f(drawn);
    mean += probability * value;
    squares += probability * value * value;
  }
  return {mean, std::sqrt(std::max(0.0, squares - mean * mean))};
}

Rarefied rarefied_rice(std::uint64_t for_it, std::uint64_t against, std::uint64_t equal_n) {
  if (equal_n == 0) return {};
  return rarefied(for_it, for_it + against, equal_n, [&](std::uint64_t hits) {
    const double all = static_cast<double>(equal_n);
    return std::abs(2 * static_cast<double>(hits) - all) / all;
  });
}

Rarefied rarefied_richness(std::span<const std::uint64_t> counts, std::uint64_t equal_n) {
  const std::uint64_t n = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  if (equal_n > n) return {};
  // How likely it is that none of `left_out` is among those drawn.
  const auto none_of = [&](std::uint64_t left_out) {
    if (n - left_out < equal_n) return 0.0;
    return std::exp(log_choose(static_cast<double>(n - left_out), static_cast<double>(equal_n)) -
                    log_choose(static_cast<double>(n), static_cast<double>(equal_n)));
  };
  double mean = 0;
  double variance = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double absent = none_of(counts[i]);
    mean += 1 - absent;
    variance += absent * (1 - absent);
    for (std::size_t j = 0; j < i; ++j) {
      variance += 2 * (none_of(counts[i] + counts[j]) - absent * none_of(counts[j]));
    }
  }
  return {mean, std::sqrt(std::max(0.0, variance))};
}

Result<Replicates> rarefy(const Measure& measure, const Design& design,
                          const RarefactionOptions& options) {
  const auto drawer = WeightDrawer::create(design, Resampling::Stories);
  if (!drawer) return tl::unexpected(drawer.error());
  if (options.clusters == 0 || options.clusters > drawer->clusters() || options.draws < 1) {
    return failure(
        ErrorCode::Usage,
        fmt::format("{} draws of {} clusters each were asked for, but there are {}; ask for "
                    "at least one draw of 1 to {}.",
                    options.draws, options.clusters, drawer->clusters(), drawer->clusters()));
  }
  Replicates result;
  result.points = measure.points;
  result.estimate.resize(measure.points);
  result.clusters.assign(measure.points, options.clusters);
  measure.evaluate(std::vector<std::uint32_t>(design.units, 1), result.estimate);
  const auto draws = static_cast<std::size_t>(options.draws);
  result.values.resize(draws * measure.points);
  const auto cluster = drawer->cluster_of_unit();
  in_parallel(draws, options.threads, [&] {
    return [&, kept = std::vector<std::uint32_t>(drawer->clusters()),
            weights = std::vector<std::uint32_t>(design.units)](std::size_t draw) mutable {
      std::mt19937_64 generator = stream(options.seed, draw);
      std::fill(kept.begin(), kept.end(), 0U);
      // Floyd's sample: each set of this size is equally likely.
      for (std::size_t last = kept.size() - options.clusters; last < kept.size(); ++last) {
        const std::uint64_t candidate = draw_below(generator, last + 1);
        kept[kept[candidate] == 0 ? candidate : last] = 1;
      }
      for (std::size_t unit = 0; unit < weights.size(); ++unit) weights[unit] = kept[cluster[unit]];
      measure.evaluate(weights,
                       std::span(result.values).subspan(draw * measure.points, measure.points));
    };
  });
  return result;
}

Result<Multiverse> multiverse(std::vector<Choice> choices,
                              const std::function<void(Universe&)>& estimate, int threads) {
  Multiverse result;
  std::size_t combinations = 1;
  for (const Choice& choice : choices) {
    if (choice.options.empty()) {
      return failure(
          ErrorCode::Usage,
          fmt::format("The choice \"{}\" has no option; give at least one.", choice.name));
    }
    combinations *= choice.options.size();
  }
  result.choices = std::move(choices);
  result.universes.resize(combinations);
  for (std::size_t index = 0; index < combinations; ++index) {
    std::vector<std::size_t>& options = result.universes[index].options;
    options.resize(result.choices.size());
    std::size_t left = index;
    for (std::size_t choice = result.choices.size(); choice > 0; --choice) {
      options[choice - 1] = left % result.choices[choice - 1].options.size();
      left /= result.choices[choice - 1].options.size();
    }
  }
  in_parallel(combinations, threads,
              [&] { return [&](std::size_t index) { estimate(result.universes[index]); }; });
  summarise(result);
  return result;
}

}  // namespace faultline::inference
