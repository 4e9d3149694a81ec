// The room `actors`: joining actors across articles.

#include <benchmark/benchmark.h>
#include <fmt/core.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "actors/linking.h"

namespace faultline::bench {
namespace {

/// `count` people in articles of ten, a third of them a second time in another outlet's spelling.
/// Surnames are as unequally common as people have them: the n-th has a share of about 1/n.
std::vector<actors::Appearance> invented_press(std::size_t count) {
  static const std::vector<std::string> begins = {"Ba", "Da", "Fa", "Ga", "Ha", "Ja", "Ka", "La",
                                                  "Ma", "Na", "Pa", "Ra", "Sa", "Ta", "Va", "Za"};
  static const std::vector<std::string> middles = {"ri",  "mo",  "le",  "du",   "shi", "gha", "kho",
                                                   "ne",  "bi",  "tu",  "va",   "zo",  "sse", "lli",
                                                   "nda", "rme", "sta", "lkho", "ppe", "tti"};
  static const std::vector<std::string> ends = {"ni", "mi", "ev", "an", "ri", "di", "ski", "zadeh"};
  std::mt19937_64 dice(2031);
  const auto draw = [&](std::size_t sides) { return static_cast<std::size_t>(dice() % sides); };
  const auto name = [&](std::size_t number) {
    return begins[number % begins.size()] + middles[number / 16 % middles.size()] +
           middles[number / 320 % middles.size()] + ends[number / 6400 % ends.size()];
  };
  std::vector<actors::Appearance> all;
  for (std::size_t i = 0; i < count; ++i) {
    const double share = static_cast<double>(draw(1'000'000) + 1) / 1'000'000;
    const auto surname = static_cast<std::size_t>(20000 * share * share * share);
    actors::Appearance appearance;
    appearance.article = fmt::format("a{}", i / 10);
    appearance.outlet = fmt::format("Outlet {}", i / 10 % 20);
    appearance.day = add_days(parse_day("2031-01-01").value(), static_cast<int>(i / 10 % 365));
    appearance.name = fmt::format("{} {}", name(50000 + draw(400)), name(surname));
    if (i % 3 == 2) {
      appearance.name = all[draw(i)].name;
      std::replace(appearance.name.begin(), appearance.name.end(), 'o', 'u');
    }
    appearance.id = fmt::format("{}-{}", actors::slug(appearance.name), i % 10);
    if (i % 5 == 0) appearance.titles = {"minister of " + middles[draw(middles.size())]};
    all.push_back(std::move(appearance));
  }
  return all;
}

void link(benchmark::State& state) {
  const auto press = invented_press(static_cast<std::size_t>(state.range(0)));
  // Reading the articles the other way round must find the same actors.
  std::vector<actors::Appearance> reversed(press.rbegin(), press.rend());
  const auto expected = actors::link_actors(reversed, {});
  for (auto _ : state) {
    const auto links = actors::link_actors(press, {});
    if (links.actors != expected.actors)
      return state.SkipWithError("the actors depend on the order of reading");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetLabel(fmt::format("appearances; {} actors, {} proposals", expected.actors.size(),
                             expected.proposals.size()));
}
BENCHMARK(link)
    ->Name("LinkActors")
    ->ArgName("appearances")
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
