// The room `networks`: what is found in a network once it is there. Communities, backbones, nulls.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "invented_news.h"
#include "networks/backbone.h"
#include "networks/concept_backbone.h"
#include "networks/ei_index.h"
#include "networks/graph_library.h"
#include "networks/polarization.h"
#include "networks/signed_modularity.h"

namespace faultline::bench {
namespace {

using networks::Edge;
using networks::Network;

/// Camps in turn; friends inside and enemies across, one edge in ten against that.
Network camps(std::uint32_t nodes, std::uint32_t number, std::uint32_t edges_per_node) {
  Draw draw(5);
  Network network;
  network.rows.resize(nodes);
  for (std::uint32_t from = 0; from < nodes; ++from) {
    for (std::uint32_t to = from + 1; to < nodes; ++to) {
      if (draw.below(nodes) >= 2 * edges_per_node) continue;
      const bool fits = draw.below(10) > 0;
      network.edges.push_back({from, to, (from % number == to % number) == fits ? 1.0 : -1.0});
    }
  }
  return network;
}

/// Stands of two camps on concepts; four cells in ten are empty.
Network stands(std::uint32_t actors, std::uint32_t concepts) {
  Draw draw(6);
  Network network;
  network.shape = networks::Shape::TwoMode;
  network.rows.resize(actors);
  network.columns.resize(concepts);
  for (std::uint32_t actor = 0; actor < actors; ++actor) {
    for (std::uint32_t number = 0; number < concepts; ++number) {
      if (draw.below(10) < 4) continue;
      const bool expected = (actor + number) % 2 == 0;
      network.edges.push_back({actor, number, (draw.below(10) > 2) == expected ? 1.0 : -1.0});
    }
  }
  return network;
}

/// The same stands, a statement each.
networks::Stances stances_of_camps(std::uint32_t actors, std::uint32_t concepts) {
  networks::Matrix agree = networks::matrix_of(stands(actors, concepts)), disagree = agree;
  for (double& value : agree.values) value = std::max(value, 0.0);
  for (double& value : disagree.values) value = std::max(-value, 0.0);
  return {std::move(agree), std::move(disagree)};
}

void layout(benchmark::State& state) {
  const Network network = camps(static_cast<std::uint32_t>(state.range(0)), 3, 5);
  for (auto _ : state) {
    const auto points = networks::layout(network);
    if (!points || points->size() != network.rows.size())
      return state.SkipWithError("not every node has a place");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel("nodes");
}
BENCHMARK(layout)->Name("Layout")->ArgName("nodes")->Arg(50)->Arg(500)->Unit(
    benchmark::kMillisecond);

void signed_modularity(benchmark::State& state) {
  const auto nodes = static_cast<std::uint32_t>(state.range(0));
  const Network network = camps(nodes, 3, 10);
  std::vector<std::uint32_t> planted;
  for (std::uint32_t node = 0; node < nodes; ++node) planted.push_back(node % 3);
  const double expected = networks::signed_modularity(network, planted);
  for (auto _ : state) {
    if (networks::maximise_signed_modularity(network).modularity < expected - 1e-9)
      return state.SkipWithError("the planted camps are better than what was found");
  }
  state.SetItemsProcessed(state.iterations());
  state.SetLabel("searches");
}
BENCHMARK(signed_modularity)
    ->Name("MaximiseSignedModularity")
    ->ArgName("nodes")
    ->Arg(50)
    ->Arg(500)
    ->Unit(benchmark::kMillisecond);

void leiden(benchmark::State& state) {
  const Network network = camps(static_cast<std::uint32_t>(state.range(0)), 3, 10);
  const networks::CommunityOptions options{.method = networks::CommunityMethod::LeidenCpm,
                                           .resolution = 0.0};
  for (auto _ : state) {
    const auto found = networks::communities(network, options);
    if (!found || found->membership[0] == found->membership[1])
      return state.SkipWithError("two enemies stand together");
  }
  state.SetItemsProcessed(state.iterations());
  state.SetLabel("searches");
}
BENCHMARK(leiden)
    ->Name("LeidenCpm")
    ->ArgName("nodes")
    ->Arg(50)
    ->Arg(500)
    ->Unit(benchmark::kMillisecond);

void ei_index(benchmark::State& state) {
  const auto nodes = static_cast<std::uint32_t>(state.range(0));
  const Network network = camps(nodes, 3, 10);
  std::vector<std::uint32_t> membership;
  for (std::uint32_t node = 0; node < nodes; ++node) membership.push_back(node % 3);
  int inside = 0;
  for (const Edge& edge : network.edges) inside += edge.from % 3 == edge.to % 3;
  for (auto _ : state) {
    const auto found = networks::ei_index(network, membership, {.permutations = 9999});
    if (!found || found->whole.internal != inside)
      return state.SkipWithError("edges inside are counted otherwise");
  }
  state.SetItemsProcessed(state.iterations() * 9999);
  state.SetLabel("permutations");
}
BENCHMARK(ei_index)->Name("EiIndex")->ArgName("nodes")->Arg(50)->Arg(500)->Unit(
    benchmark::kMillisecond);

/// P(X >= k) from the whole distribution.
double plain_tail(const std::vector<double>& p, int k) {
  std::vector<double> chance(p.size() + 1, 0.0);
  chance[0] = 1;
  for (const double next : p) {
    for (std::size_t s = p.size(); s > 0; --s) chance[s] += next * (chance[s - 1] - chance[s]);
    chance[0] *= 1 - next;
  }
  double sum = 0;
  for (std::size_t s = static_cast<std::size_t>(k); s < chance.size(); ++s) sum += chance[s];
  return sum;
}

void sdsm(benchmark::State& state) {
  const Network network = stands(static_cast<std::uint32_t>(state.range(0)), 100);
  const auto cells = networks::cell_probabilities(network);
  const auto tests = networks::pair_tests(network, cells);
  for (std::size_t i = 0; i < tests.size(); i += 97) {
    std::vector<double> p;
    for (std::size_t j = 0; j < 100; ++j) {
      p.push_back(cells.positive.at(tests[i].a, j) * cells.positive.at(tests[i].b, j) +
                  cells.negative.at(tests[i].a, j) * cells.negative.at(tests[i].b, j));
    }
    if (std::abs(plain_tail(p, tests[i].congruence) - tests[i].p_congruence) > 1e-12)
      return state.SkipWithError("a pair's chance is another one");
  }
  for (auto _ : state) benchmark::DoNotOptimize(networks::sdsm_backbone(network));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(tests.size()));
  state.SetLabel("pairs");
}
BENCHMARK(sdsm)
    ->Name("SdsmBackbone")
    ->ArgName("actors")
    ->Arg(50)
    ->Arg(500)
    ->Unit(benchmark::kMillisecond);

void polarization(benchmark::State& state) {
  const auto stances = stances_of_camps(static_cast<std::uint32_t>(state.range(0)), 100);
  for (auto _ : state) {
    const auto found = networks::polarization_test(stances, {}, {.draws = 100});
    if (!found || found->membership[0] == found->membership[1] ||
        found->membership[0] != found->membership[2])
      return state.SkipWithError("the two camps were not found");
  }
  state.SetItemsProcessed(state.iterations() * 100);
  state.SetLabel("draws");
}
BENCHMARK(polarization)
    ->Name("PolarizationTest")
    ->ArgName("actors")
    ->Arg(50)
    ->Arg(200)
    ->Unit(benchmark::kMillisecond);

void nested(benchmark::State& state) {
  const auto stances = stances_of_camps(50, static_cast<std::uint32_t>(state.range(0)));
  const auto network = networks::network_of_concepts(stances);
  const auto concepts = static_cast<std::size_t>(state.range(0));
  std::vector<bool> kept(concepts, true);
  const auto steps = networks::nested_backbone(network, concepts);
  kept[steps[0].removed] = false;
  if (std::abs(networks::evaluate_backbone(network, kept).backbone - steps[0].loss.backbone) > 1e-9)
    return state.SkipWithError("the first step's loss is another one");
  for (auto _ : state) benchmark::DoNotOptimize(networks::nested_backbone(network, concepts));
  state.SetItemsProcessed(state.iterations());
  state.SetLabel("backbones");
}
BENCHMARK(nested)
    ->Name("NestedBackbone")
    ->ArgName("concepts")
    ->Arg(10)
    ->Arg(30)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
