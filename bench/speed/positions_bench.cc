// The room `positions`: a codebook proposed from many statements.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "positions/starter.h"

namespace faultline::bench {
namespace {

/// Statements with four themes each; how often a theme occurs falls off as in a language (Zipf).
std::vector<positions::Saying> invented_sayings(std::size_t count) {
  std::mt19937_64 random(1);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  std::vector<positions::Saying> sayings(count);
  for (std::size_t i = 0; i < count; ++i) {
    positions::Saying& saying = sayings[i];
    saying.statement = static_cast<std::int64_t>(i);
    saying.actor = "actor" + std::to_string(below(1 + count / 50));
    saying.article = "article" + std::to_string(i / 20);
    saying.words = "words " + std::to_string(i);
    for (int t = 0; t < 4; ++t) {
      const std::size_t issue = below(1 + below(1 + below(20'000)));
      const std::string noun = "noun" + std::to_string(issue);
      saying.themes.push_back({noun, noun, {noun}, t - 1, t == 1 ? "" : "build " + noun});
      const std::string wide = "kind" + std::to_string(below(5)) + " " + noun;
      saying.themes.push_back({wide, wide, {noun}, 0, ""});
    }
  }
  return sayings;
}

void propose(benchmark::State& state) {
  const auto sayings = invented_sayings(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const auto candidates = positions::propose_concepts(sayings);
    if (candidates.size() != 40) state.SkipWithError("not forty candidates");
    benchmark::DoNotOptimize(candidates);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(propose)
    ->Name("ProposeConcepts/statements")
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
