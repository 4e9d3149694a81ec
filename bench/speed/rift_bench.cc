// The room `timeline`: the series of a rift over many relations, and its sums for the bootstrap.

#include <benchmark/benchmark.h>

#include <chrono>
#include <vector>

#include "invented_news.h"
#include "timeline/rift.h"

namespace faultline::bench {
namespace {

using timeline::RiftTie;

/// Ten years of relations among 200 actors in 20 outlets, five to a story.
std::vector<RiftTie> invented_relations(std::size_t count) {
  Draw draw(23);
  const Day first = std::chrono::year(2020) / std::chrono::January / 6;
  std::vector<RiftTie> ties;
  for (std::size_t place = 0; place < count; ++place) {
    const std::uint32_t from = draw.below(200), to = draw.below(200);
    ties.push_back({add_days(first, static_cast<int>(draw.below(3650))),
                    static_cast<std::int8_t>(static_cast<int>(draw.below(3)) - 1), from < 120,
                    to < 120, from, to, static_cast<std::uint32_t>(place / 5), draw.below(20),
                    place});
  }
  return ties;
}

/// What is counted in all, by one plain loop.
std::int64_t plain_crit_in(const std::vector<RiftTie>& ties) {
  std::int64_t count = 0;
  for (const RiftTie& tie : ties) {
    count += tie.sign < 0 && tie.from_member && tie.to_member && tie.from != tie.to ? 1 : 0;
  }
  return count;
}

void rift_series(benchmark::State& state) {
  const auto ties = invented_relations(static_cast<std::size_t>(state.range(0)));
  std::int64_t counted = 0;
  for (const auto& point : timeline::rift_series({ties, {}, {}})) counted += point.counts.crit_in;
  if (counted != plain_crit_in(ties)) {
    return state.SkipWithError("the weeks count otherwise than the whole");
  }
  for (auto _ : state) benchmark::DoNotOptimize(timeline::rift_series({ties, {}, {}}));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel("relations");
}
BENCHMARK(rift_series)
    ->Name("RiftSeries")
    ->ArgName("relations")
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);

void rift_units(benchmark::State& state) {
  const auto ties = invented_relations(static_cast<std::size_t>(state.range(0)));
  const auto units = timeline::rift_units({ties, {}, {}});
  std::vector<double> sums(units.cells(), 0);
  for (const auto& entry : units.entries) sums[entry.cell] += entry.value;
  std::int64_t counted = 0;
  for (std::size_t bin = 0; bin < units.bins.size(); ++bin) {
    counted += timeline::counts_of_bin(sums, bin).crit_in;
  }
  if (counted != plain_crit_in(ties)) {
    return state.SkipWithError("the units count otherwise than the whole");
  }
  for (auto _ : state) benchmark::DoNotOptimize(timeline::rift_units({ties, {}, {}}));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel("relations");
}
BENCHMARK(rift_units)
    ->Name("RiftUnits")
    ->ArgName("relations")
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
