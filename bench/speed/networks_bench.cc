// The room `networks`: counting ties, and finding two sides.

#include <benchmark/benchmark.h>

#include <map>
#include <utility>
#include <vector>

#include "invented_news.h"
#include "networks/frustration.h"
#include "networks/networks.h"

namespace faultline::bench {
namespace {

// Two camps that mostly attack each other, with some noise.
std::vector<networks::SignedTie> invented_ties(std::uint32_t actors, std::size_t count) {
  Draw draw(11);
  std::vector<networks::SignedTie> ties;
  while (ties.size() < count) {
    const std::uint32_t from = draw.below(actors);
    const std::uint32_t to = draw.below(actors);
    const int expected = from % 2 == to % 2 ? 1 : -1;
    const std::uint32_t chance = draw.below(10);
    const int sign = chance == 0 ? 0 : chance < 3 ? -expected : expected;
    ties.push_back({from, to, sign, ties.size()});
  }
  return ties;
}

bool counts_agree(const std::vector<networks::SignedTie>& ties,
                  const std::vector<networks::SignedEdge>& edges) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> plain;
  for (const networks::SignedTie& tie : ties) {
    if (tie.from != tie.to) {
      plain[{tie.from, tie.to}] += tie.sign;
    }
  }
  if (plain.size() != edges.size()) {
    return false;
  }
  for (const networks::SignedEdge& edge : edges) {
    if (plain.at({edge.from, edge.to}) != edge.positive - edge.negative) {
      return false;
    }
  }
  return true;
}

int plain_frustration(const std::vector<networks::SignedEdge>& edges,
                      const std::vector<int>& side) {
  int frustrated = 0;
  for (const networks::SignedEdge& edge : edges) {
    frustrated += side[edge.from] == side[edge.to] ? edge.negative : edge.positive;
  }
  return frustrated;
}

void signed_network(benchmark::State& state) {
  const auto ties = invented_ties(200, static_cast<std::size_t>(state.range(0)));
  if (!counts_agree(ties, networks::signed_network(ties))) {
    return state.SkipWithError("the network counts otherwise than a plain table");
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(networks::signed_network(ties));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel("ties");
}
BENCHMARK(signed_network)->Name("SignedNetwork")->ArgName("ties")->Arg(1000)->Arg(100000);

void two_sides(benchmark::State& state) {
  const auto actors = static_cast<std::uint32_t>(state.range(0));
  const auto edges = networks::signed_network(invented_ties(actors, actors * 10));
  const auto pairs = networks::signed_pairs(edges);
  const networks::FrustrationOptions as_on_the_map{.most_nodes = 2'000'000};
  const networks::Frustration found = networks::frustration(actors, pairs, as_on_the_map);
  if (found.frustrated != plain_frustration(edges, found.side)) {
    return state.SkipWithError("the split has another number of frustrated ties");
  }
  if (actors <= 12) {
    for (std::uint32_t split = 0; split < (1u << actors); ++split) {
      std::vector<int> side(actors);
      for (std::uint32_t i = 0; i < actors; ++i) {
        side[i] = (split >> i) % 2 == 0 ? -1 : 1;
      }
      if (plain_frustration(edges, side) < found.frustrated) {
        return state.SkipWithError("another split has fewer frustrated ties");
      }
    }
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(networks::frustration(actors, pairs, as_on_the_map));
  }
  state.SetItemsProcessed(state.iterations());
  state.SetLabel("splits");
}
BENCHMARK(two_sides)
    ->Name("TwoSides")
    ->ArgName("actors")
    ->Arg(12)
    ->Arg(20)
    ->Arg(200)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
