// The room `networks`: the frustration index exactly, its null model, and factions over resamples.

#include <benchmark/benchmark.h>

#include <set>
#include <utility>
#include <vector>

#include "invented_news.h"
#include "networks/factions.h"
#include "networks/frustration.h"

namespace faultline::bench {
namespace {

/// Pairs of actors with signs by the toss of a coin: nothing is harder to split.
std::vector<networks::SignedPair> tossed_pairs(std::uint32_t actors, std::size_t count) {
  Draw draw(17);
  std::set<std::pair<std::uint32_t, std::uint32_t>> used;
  std::vector<networks::SignedPair> pairs;
  while (pairs.size() < count) {
    const std::uint32_t one = draw.below(actors), other = draw.below(actors);
    if (one >= other || !used.insert({one, other}).second) continue;
    const bool is_positive = draw.below(2) == 1;
    pairs.push_back({one, other, is_positive ? 1 : 0, is_positive ? 0 : 1});
  }
  return pairs;
}

std::int64_t plain_weight(const std::vector<networks::SignedPair>& pairs,
                          const std::vector<int>& side) {
  std::int64_t weight = 0;
  for (const networks::SignedPair& pair : pairs) {
    weight += side[pair.first] == side[pair.second] ? pair.negative : pair.positive;
  }
  return weight;
}

void frustration_index(benchmark::State& state) {
  const auto actors = static_cast<std::uint32_t>(state.range(0));
  const auto pairs = tossed_pairs(actors, static_cast<std::size_t>(state.range(1)));
  const networks::Frustration found = networks::frustration(actors, pairs);
  if (!found.is_exact()) return state.SkipWithError("the index is not exact");
  if (found.frustrated != plain_weight(pairs, found.side)) {
    return state.SkipWithError("the split has another frustrated weight");
  }
  for (auto _ : state) benchmark::DoNotOptimize(networks::frustration(actors, pairs));
  state.SetItemsProcessed(state.iterations());
  state.SetLabel("networks");
}
BENCHMARK(frustration_index)
    ->Name("FrustrationIndex")
    ->ArgNames({"actors", "pairs"})
    ->Args({20, 100})
    ->Args({40, 150})
    ->Args({40, 780})
    ->Args({60, 200})
    ->Unit(benchmark::kMillisecond);

void frustration_test(benchmark::State& state) {
  const auto pairs = tossed_pairs(40, 150);
  const auto networks = static_cast<int>(state.range(0));
  const auto found = networks::frustration_test(40, pairs, {.networks = networks});
  if (found.not_exact > 0 || !found.is_exact) return state.SkipWithError("an index is not exact");
  for (auto _ : state) {
    benchmark::DoNotOptimize(networks::frustration_test(40, pairs, {.networks = networks}));
  }
  state.SetItemsProcessed(state.iterations() * networks);
  state.SetLabel("random networks");
}
BENCHMARK(frustration_test)
    ->Name("FrustrationTest")
    ->ArgName("networks")
    ->Arg(200)
    ->Unit(benchmark::kMillisecond);

void factions(benchmark::State& state) {
  Draw draw(19);
  std::vector<networks::FactionTie> ties;
  for (std::uint32_t tie = 0; tie < 400; ++tie) {
    const std::uint32_t from = draw.below(40), to = draw.below(40);
    const bool is_noise = draw.below(5) == 0;
    ties.push_back({from, to, (from % 2 == to % 2) != is_noise ? 1 : -1, tie / 2, -1, tie});
  }
  const auto resamples = static_cast<int>(state.range(0));
  const networks::Factions found = networks::factions(40, ties, {.resamples = resamples});
  for (std::uint32_t actor = 1; actor < 40; ++actor) {
    if (found.members[actor].side != (actor % 2 == 0 ? 1 : -1)) {
      return state.SkipWithError("the camps are not found");
    }
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(networks::factions(40, ties, {.resamples = resamples}));
  }
  state.SetItemsProcessed(state.iterations() * resamples);
  state.SetLabel("resamples");
}
BENCHMARK(factions)
    ->Name("Factions")
    ->ArgName("resamples")
    ->Arg(500)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
