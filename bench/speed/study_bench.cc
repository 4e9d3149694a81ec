// The room `study`: storing articles, and asking for them.

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <vector>

#include "invented_news.h"
#include "reading/reading.h"
#include "study/study.h"

namespace faultline::bench {
namespace {

// A new folder on the machine's temporary disk, gone with this value.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("faultline-bench-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::filesystem::path file(int number) const {
    return path_ / (std::to_string(number) + ".study");
  }

 private:
  std::filesystem::path path_;
};

std::vector<reading::Reading> readings(const reading::Reader& reader, int count) {
  std::vector<reading::Reading> all;
  for (int i = 0; i < count; ++i) {
    all.push_back(reader.read(invented_article(400, static_cast<std::uint64_t>(i) + 100)));
  }
  return all;
}

bool store_all(study::Study& study, const reading::Reader& reader,
               const std::vector<reading::Reading>& all) {
  for (const reading::Reading& read : all) {
    const study::ReadArticle stored{read.article,     read.document,  read.cast,
                                    read.statements,  read.relations, read.codings,
                                    reader.codebook()};
    if (!study.store(stored, reader.version())) {
      return false;
    }
  }
  return true;
}

// What the study holds, against a count of what was given.
bool holds_all(const study::Study& study, const std::vector<reading::Reading>& all) {
  std::size_t statements = 0;
  for (const reading::Reading& read : all) {
    statements += read.statements.size();
  }
  const auto totals = study.totals();
  return totals && totals->articles == static_cast<std::int64_t>(all.size()) &&
         totals->statements == static_cast<std::int64_t>(statements);
}

void store(benchmark::State& state) {
  const auto reader = reading::Reader::create({}, {});
  if (!reader) {
    return state.SkipWithError(reader.error().message.c_str());
  }
  const auto all = readings(*reader, static_cast<int>(state.range(0)));
  const Folder folder;
  int number = 0;
  for (auto _ : state) {
    auto study = study::Study::open(folder.file(number++), study::Access::Create);
    if (!study || !store_all(*study, *reader, all) || !holds_all(*study, all)) {
      return state.SkipWithError("the study does not hold what was stored");
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.size()));
  state.SetLabel("articles of 400 words");
}
BENCHMARK(store)
    ->Name("StoreArticles")
    ->ArgName("articles")
    ->Arg(100)
    ->Unit(benchmark::kMillisecond);

void list_statements(benchmark::State& state) {
  const auto reader = reading::Reader::create({}, {});
  if (!reader) {
    return state.SkipWithError(reader.error().message.c_str());
  }
  const auto all = readings(*reader, static_cast<int>(state.range(0)));
  const Folder folder;
  auto study = study::Study::open(folder.file(0), study::Access::Create);
  if (!study || !store_all(*study, *reader, all) || !holds_all(*study, all)) {
    return state.SkipWithError("the study does not hold what was stored");
  }
  const auto expected = study->totals()->statements;
  std::int64_t rows = 0;
  for (auto _ : state) {
    const auto listed = study->statements();
    if (!listed || static_cast<std::int64_t>(listed->size()) != expected) {
      return state.SkipWithError("not every statement is listed");
    }
    rows += expected;
  }
  state.SetItemsProcessed(rows);
  state.SetLabel("statements");
}
BENCHMARK(list_statements)
    ->Name("ListStatements")
    ->ArgName("articles")
    ->Arg(100)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
