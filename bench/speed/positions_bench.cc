// The room `positions`: relations of an article, and a codebook proposed from many statements.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "actors/cast.h"
#include "invented_news.h"
#include "language/engine.h"
#include "positions/relation_finder.h"
#include "positions/starter.h"
#include "statements/statements.h"

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

/// An article that all stages before have read.
struct ReadArticle {
  explicit ReadArticle(std::uint32_t wanted) {
    const auto engine = language::Engine::load();
    const auto casting = actors::CastFinder::load();
    const auto statement_finder = statements::Finder::load();
    if (!engine || !casting || !statement_finder) return;
    InventedText made = invented_text(wanted, /*seed=*/20);
    words = made.words;
    analysis = engine->analyse_with_states(std::move(made.text));
    cast = casting->find(analysis.document, analysis.states, {});
    found = statement_finder->find(analysis.document, analysis.states, cast);
  }
  std::int64_t words = 0;
  language::Analysis analysis;
  actors::Cast cast;
  std::vector<statements::Statement> found;
};

/// By the rules alone.
void read_relations(benchmark::State& state) {
  const ReadArticle article(static_cast<std::uint32_t>(state.range(0)));
  const auto find = [&] {
    return positions::find_relations(article.analysis.document, article.cast, article.found);
  };
  if (find().empty()) return state.SkipWithError("the rules find nothing");
  for (auto _ : state) benchmark::DoNotOptimize(find());
  state.SetItemsProcessed(state.iterations() * article.words);
  state.SetLabel("words");
}
BENCHMARK(read_relations)
    ->Name("FindRelations/rules")
    ->ArgName("words")
    ->Arg(1'000)
    ->Arg(16'000)
    ->Unit(benchmark::kMillisecond);

/// Rules, the network on every pair, and the words that decided.
void weigh_relations(benchmark::State& state) {
  const ReadArticle article(static_cast<std::uint32_t>(state.range(0)));
  const auto finder = positions::RelationFinder::load();
  if (!finder) return state.SkipWithError("the built-in model does not load");
  const auto find = [&] {
    return finder->find(article.analysis.document, article.analysis.states, article.cast,
                        article.found);
  };
  const auto relations = find();
  const bool is_weighed =
      std::any_of(relations.begin(), relations.end(), [](const positions::Relation& relation) {
        return std::any_of(
            relation.why.begin(), relation.why.end(),
            [](const positions::Reason& reason) { return reason.name == "feature network"; });
      });
  if (!is_weighed) return state.SkipWithError("the network weighs nothing");
  for (auto _ : state) benchmark::DoNotOptimize(find());
  state.SetItemsProcessed(state.iterations() * article.words);
  state.SetLabel("words");
}
BENCHMARK(weigh_relations)
    ->Name("FindRelations/network")
    ->ArgName("words")
    ->Arg(1'000)
    ->Arg(16'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
