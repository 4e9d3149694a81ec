// The room `language`: from text to tokens, tags and names.

#include <benchmark/benchmark.h>

#include <string_view>

#include "invented_news.h"
#include "language/engine.h"

namespace faultline::bench {
namespace {

// Every byte that is no white space lies in exactly one token, in order.
bool covers_text(const language::Document& document) {
  std::size_t at = 0;
  for (const language::Token& token : document.tokens) {
    for (; at < token.span.begin.value; ++at) {
      if (document.text[at] != ' ' && document.text[at] != '\n') {
        return false;
      }
    }
    if (token.span.begin.value < at) {
      return false;
    }
    at = token.span.end.value;
  }
  return document.text.find_first_not_of(" \n", at) == std::string::npos;
}

void analyse(benchmark::State& state) {
  const auto engine = language::Engine::load();
  if (!engine) {
    return state.SkipWithError(engine.error().message.c_str());
  }
  const InventedText given = invented_text(static_cast<std::uint32_t>(state.range(0)), 2);
  const language::Document document = engine->analyse(given.text);
  if (document.tokens.size() < given.words || !covers_text(document)) {
    return state.SkipWithError("the tokens do not cover the text");
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(engine->analyse(given.text));
  }
  state.SetItemsProcessed(state.iterations() * given.words);
  state.SetLabel("words");
}
BENCHMARK(analyse)->Name("Analyse")->ArgName("words")->Arg(1000)->Arg(30000)->Unit(
    benchmark::kMillisecond);

void load_engine(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(language::Engine::load());
  }
  state.SetItemsProcessed(state.iterations());
  state.SetLabel("engines");
}
BENCHMARK(load_engine)->Name("LoadEngine")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
