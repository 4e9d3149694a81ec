// The room `reading`: one article from text to statements and relations, and its stages.

#include <benchmark/benchmark.h>

#include "exchange/jsonl.h"
#include "invented_news.h"
#include "reading/reading.h"
#include "statements/quotations.h"

namespace faultline::bench {
namespace {

void read_article(benchmark::State& state) {
  const auto reader = reading::Reader::create({}, {});
  if (!reader) {
    return state.SkipWithError(reader.error().message.c_str());
  }
  const auto words = static_cast<std::uint32_t>(state.range(0));
  const intake::Article article = invented_article(words, 3);
  const reading::Reading once = reader->read(article);
  const InventedText given = invented_text(words, 3);
  if (statements::find_quotations(once.document).size() != given.quotations) {
    return state.SkipWithError("other quotations are found than were written");
  }
  if (exchange::to_json_line(once, {}) != exchange::to_json_line(reader->read(article), {})) {
    return state.SkipWithError("the same article gave two readings");
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(reader->read(article));
  }
  state.SetItemsProcessed(state.iterations() * given.words);
  state.SetLabel("words");
}
BENCHMARK(read_article)
    ->Name("ReadArticle")
    ->ArgName("words")
    ->Arg(200)
    ->Arg(1000)
    ->Arg(30000)
    ->Unit(benchmark::kMillisecond);

void find_statements(benchmark::State& state) {
  const auto reader = reading::Reader::create({}, {});
  if (!reader) {
    return state.SkipWithError(reader.error().message.c_str());
  }
  const auto words = static_cast<std::uint32_t>(state.range(0));
  const reading::Reading read = reader->read(invented_article(words, 3));
  const statements::StatementOptions options{read.article.published};
  const auto engine = language::Engine::load();
  const auto finder = statements::Finder::load();
  if (!engine || !finder) return state.SkipWithError("the built-in models do not load");
  std::vector<language::Block> blocks;
  for (const language::Paragraph& paragraph : read.document.paragraphs)
    blocks.push_back({paragraph.kind, paragraph.span});
  const language::Analysis analysis = engine->analyse_with_states(read.article.text, blocks);
  if (finder->find(analysis.document, analysis.states, read.cast, options) != read.statements) {
    return state.SkipWithError("the stage alone finds other statements than the whole");
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(finder->find(analysis.document, analysis.states, read.cast, options));
  }
  state.SetItemsProcessed(state.iterations() * invented_text(words, 3).words);
  state.SetLabel("words");
}
BENCHMARK(find_statements)
    ->Name("FindStatements")
    ->ArgName("words")
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond);

void to_json_line(benchmark::State& state) {
  const auto reader = reading::Reader::create({}, {});
  if (!reader) {
    return state.SkipWithError(reader.error().message.c_str());
  }
  const auto words = static_cast<std::uint32_t>(state.range(0));
  const reading::Reading read = reader->read(invented_article(words, 3));
  if (exchange::to_json_line(read, {}).find('\n') != std::string::npos) {
    return state.SkipWithError("a line holds a line end");
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(exchange::to_json_line(read, {}));
  }
  state.SetItemsProcessed(state.iterations() * invented_text(words, 3).words);
  state.SetLabel("words");
}
BENCHMARK(to_json_line)
    ->Name("ToJsonLine")
    ->ArgName("words")
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
