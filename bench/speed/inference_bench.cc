// The room `inference`: what a band and a date cost.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "inference/bootstrap.h"
#include "inference/change_points.h"
#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::bench {
namespace {

using namespace inference;

struct Series {
  SumTable table;
  std::vector<Ratio> ratios;
  Design design;
  std::size_t relations = 0;
};

// Ten years of weeks; stories with two to three relations on average.
Series invented_series(std::size_t relations) {
  BlocModel model;
  model.weeks = 520;
  model.split = 260;
  model.criticisms_a_story = 2.5;
  model.stories_a_week = static_cast<double>(relations) / 520 / 2.5;
  model.rate_after = 0.5;
  auto generator = stream(13, 0);
  const SimulatedBloc bloc = simulate(model, generator);
  std::vector<SumEntry> entries;
  for (const SimulatedCriticism& criticism : bloc.criticisms) {
    entries.push_back({criticism.story, 2 * criticism.week + 1, 1});
    if (criticism.inside) entries.push_back({criticism.story, 2 * criticism.week, 1});
  }
  std::vector<Ratio> ratios;
  for (std::uint32_t week = 0; week < model.weeks; ++week)
    ratios.push_back({2 * week, 2 * week + 1});
  Design design;
  design.units = bloc.stories;
  return {*SumTable::create(bloc.stories, 2 * model.weeks, std::move(entries)), ratios, design,
          bloc.criticisms.size()};
}

// The deviation of replicates is that of the linearised ratio, but for the noise of 1,000
// replicates.
bool deviations_agree(const Series& series, const Replicates& replicates) {
  const auto totals = series.table.totals();
  std::vector<double> squares(series.ratios.size(), 0.0);
  for (std::size_t unit = 0; unit < series.table.units(); ++unit) {
    const auto cells = series.table.cells_of(unit);
    const auto values = series.table.values_of(unit);
    const std::size_t week = cells.front() / 2;
    double excess = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const double share = totals[2 * week] / totals[2 * week + 1];
      excess += cells[i] % 2 == 0 ? values[i] : -share * values[i];
    }
    squares[week] += excess * excess;
  }
  const auto estimates = intervals(replicates);
  for (std::size_t week = 0; week < squares.size(); ++week) {
    const double expected = std::sqrt(squares[week]) / totals[2 * week + 1];
    if (std::abs(estimates[week].standard_error - expected) > 0.15 * expected) return false;
  }
  return true;
}

void bootstrap_of_series(benchmark::State& state) {
  const Series series = invented_series(static_cast<std::size_t>(state.range(0)));
  BootstrapOptions options;
  options.threads = static_cast<int>(state.range(1));
  if (!deviations_agree(series, *bootstrap(series.table, series.ratios, series.design, options))) {
    return state.SkipWithError("the replicates vary otherwise than the ratio does");
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(bootstrap(series.table, series.ratios, series.design, options));
  }
  state.SetItemsProcessed(state.iterations() * options.replicates *
                          static_cast<std::int64_t>(series.relations));
  state.SetLabel("relations");
}
BENCHMARK(bootstrap_of_series)
    ->Name("Bootstrap1000")
    ->ArgNames({"relations", "threads"})
    ->Args({10'000, 1})
    ->Args({1'000'000, 1})
    ->Args({1'000'000, 2})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

std::vector<Bin> invented_bins(std::size_t count) {
  BlocModel model;
  model.weeks = count;
  model.split = count * 2 / 3;
  model.stories_a_week = 20;
  model.rate_after = 0.6;
  auto generator = stream(17, 0);
  std::vector<Bin> bins(count);
  for (const SimulatedCriticism& criticism : simulate(model, generator).criticisms) {
    bins[criticism.week].size += 1;
    bins[criticism.week].sum += criticism.inside ? 1 : 0;
  }
  return bins;
}

void change_points(benchmark::State& state) {
  const auto bins = invented_bins(static_cast<std::size_t>(state.range(0)));
  const auto found = pelt(bins);
  if (!found || found->changes() != 1) return state.SkipWithError("the change is not found");
  for (auto _ : state) benchmark::DoNotOptimize(pelt(bins));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel("bins");
}
BENCHMARK(change_points)
    ->Name("Pelt")
    ->ArgName("bins")
    ->Arg(104)
    ->Arg(520)
    ->Unit(benchmark::kMicrosecond);

void date(benchmark::State& state) {
  const auto bins = invented_bins(static_cast<std::size_t>(state.range(0)));
  const auto change = date_of_change(bins, Cost::Binomial);
  const std::size_t split = bins.size() * 2 / 3;
  if (!change || change->earliest > split || change->latest < split) {
    return state.SkipWithError("the interval does not hold the change");
  }
  for (auto _ : state) benchmark::DoNotOptimize(date_of_change(bins, Cost::Binomial));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel("bins");
}
BENCHMARK(date)
    ->Name("DateOfChange")
    ->ArgName("bins")
    ->Arg(104)
    ->Arg(520)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
