// The room `language`: from text to tokens, tags, trees and names.
//
// FAULTLINE_BENCH_TEXTS=FOLDER adds the texts (*.txt) of a folder, each analysed by itself, on one
// thread and on two. bench/speed/wink.mjs reads the same texts with another program.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

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

std::int64_t words_in(std::string_view text) {
  std::int64_t words = 0;
  bool is_in_word = false;
  for (const char c : text) {
    const bool is_space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!is_space && !is_in_word) ++words;
    is_in_word = !is_space;
  }
  return words;
}

std::vector<std::string> texts_of(const char* folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return texts;
}

void analyse_texts(benchmark::State& state, const std::vector<std::string>& texts) {
  const auto engine = language::Engine::load();
  if (!engine || texts.empty()) return state.SkipWithError("no engine or no texts");
  std::int64_t words = 0;
  for (const std::string& text : texts) words += words_in(text);
  for (auto _ : state) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i = next++; i < texts.size(); i = next++) {
        benchmark::DoNotOptimize(engine->analyse(texts[i]));
      }
    };
    std::vector<std::thread> threads;
    for (std::int64_t i = 1; i < state.range(0); ++i) threads.emplace_back(work);
    work();
    for (std::thread& thread : threads) thread.join();
  }
  state.SetItemsProcessed(state.iterations() * words);
  state.SetLabel("words");
}

// Only where there are such texts; the others need none.
const bool has_texts = [] {
  const char* const folder = std::getenv("FAULTLINE_BENCH_TEXTS");
  if (folder == nullptr) return false;
  benchmark::RegisterBenchmark(
      "AnalyseTexts",
      [texts = texts_of(folder)](benchmark::State& state) { analyse_texts(state, texts); })
      ->ArgName("threads")
      ->Arg(1)
      ->Arg(2)
      ->UseRealTime()
      ->Unit(benchmark::kMillisecond);
  return true;
}();

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
