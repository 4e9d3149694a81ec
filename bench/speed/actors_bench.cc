// The room `actors`: a register of a million names, loading it from a study, what memory that
// takes, and finding its names in texts; and the cast of an article.

#include <benchmark/benchmark.h>
#include <fmt/core.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "actors/cast.h"
#include "actors/detail/name_index.h"
#include "actors/detail/words.h"
#include "invented_news.h"
#include "invented_register.h"
#include "language/engine.h"
#include "reading/reading.h"
#include "study/study.h"

namespace faultline::bench {
namespace {

constexpr std::uint32_t names = 1'000'000;
constexpr std::uint64_t seed = 20;

/// The most memory that this process ever held, in MiB; 0 where the kernel does not tell.
double peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

/// A study that holds the register. Another process makes it, so that this one's memory is only
/// what loading takes.
class MadeStudy {
 public:
  MadeStudy()
      : file_(std::filesystem::temp_directory_path() /
              fmt::format("faultline-register-{}.study", getpid())) {
    const pid_t child = fork();
    if (child == 0) {
      auto known = actors::Register::from_actors(invented_register(names, seed));
      auto study = study::Study::open(file_, study::Access::Create);
      _exit(known && study && study->set_register(*known) ? 0 : 1);
    }
    int status = 1;
    is_good_ = child > 0 && waitpid(child, &status, 0) == child && status == 0;
  }
  MadeStudy(const MadeStudy&) = delete;
  MadeStudy& operator=(const MadeStudy&) = delete;
  ~MadeStudy() {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm"})
      std::filesystem::remove(file_.string() + end, ignored);
  }
  [[nodiscard]] bool is_good() const { return is_good_; }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
  bool is_good_ = false;
};

std::size_t names_in(const actors::Register& known) {
  std::size_t count = 0;
  for (const auto& actor : known.actors()) count += 1 + actor.aliases.size();
  return count;
}

void load_register(benchmark::State& state) {
  const MadeStudy made;
  if (!made.is_good()) return state.SkipWithError("the study cannot be made");
  for (auto _ : state) {
    const auto study = study::Study::open(made.file(), study::Access::Read);
    if (!study) return state.SkipWithError(study.error().message.c_str());
    const auto known = study->known_actors();
    if (!known || names_in(*known) != names) return state.SkipWithError("not every name came back");
  }
  state.SetItemsProcessed(state.iterations() * names);
  state.SetLabel(fmt::format("names; the process then holds {:.0f} MiB at most", peak_memory()));
}
BENCHMARK(load_register)
    ->Name("LoadRegister/names:1000000")
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

/// The register as it comes out of a study, and a text in which its names stand.
struct Known {
  actors::Register known;
  NamedText text;
};
const Known& known_names() {
  static const Known instance = [] {
    auto all = invented_register(names, seed);
    NamedText text = text_with_names(all, 8'000'000, seed);
    return Known{actors::Register::from_actors(std::move(all)).value(), std::move(text)};
  }();
  return instance;
}

/// Whether every name that was put into the text was found where it stands, as one of that actor.
bool finds_all(const std::vector<actors::detail::NameMatch>& matches, const NamedText& text) {
  auto match = matches.begin();
  for (const auto& planted : text.planted) {
    while (match != matches.end() && match->tokens.end.value <= planted.token) ++match;
    if (match == matches.end() || match->tokens.begin.value > planted.token) return false;
    if (std::find(match->actors.begin(), match->actors.end(), planted.actor) == match->actors.end())
      return false;
  }
  return !text.planted.empty();
}

void find_names(benchmark::State& state) {
  const Known& made = known_names();
  const actors::detail::Words words(made.text.document);
  if (!finds_all(made.known.names()->find(words), made.text))
    return state.SkipWithError("a name is not found where it stands");
  for (auto _ : state) benchmark::DoNotOptimize(made.known.names()->find(words));
  state.SetItemsProcessed(state.iterations() *
                          static_cast<std::int64_t>(made.text.document.text.size()));
  state.SetLabel("bytes of text");
}
BENCHMARK(find_names)->Name("FindNames/names:1000000")->Unit(benchmark::kMillisecond);

/// Names, nominals and pronouns of an article whose analysis is done: names are linked, then every
/// phrase is compared with the ones before it.
void find_cast(benchmark::State& state) {
  const auto engine = language::Engine::load();
  const auto finder = actors::CastFinder::load();
  if (!engine || !finder) return state.SkipWithError("the built-in models do not load");
  const InventedText made = invented_text(static_cast<std::uint32_t>(state.range(0)), seed);
  const language::Analysis analysis = engine->analyse_with_states(made.text);
  const actors::Cast cast = finder->find(analysis.document, analysis.states, {});
  const bool has_pronoun = std::any_of(
      cast.mentions.begin(), cast.mentions.end(),
      [](const actors::Mention& mention) { return mention.kind == actors::MentionKind::Pronoun; });
  if (!has_pronoun) return state.SkipWithError("no pronoun of the article means anybody");
  for (auto _ : state)
    benchmark::DoNotOptimize(finder->find(analysis.document, analysis.states, {}));
  state.SetItemsProcessed(state.iterations() * made.words);
  state.SetLabel("words");
}
BENCHMARK(find_cast)
    ->Name("FindCast")
    ->ArgName("words")
    ->Arg(400)
    ->Arg(4000)
    ->Unit(benchmark::kMillisecond);

/// Whole articles, without a register and with one of a million names.
void read_articles(benchmark::State& state) {
  const bool has_register = state.range(0) > 0;
  const auto reader =
      reading::Reader::create(has_register ? known_names().known : actors::Register(), {});
  if (!reader) return state.SkipWithError(reader.error().message.c_str());
  std::vector<intake::Article> articles;
  std::int64_t words = 0;
  for (std::uint64_t article = 0; article < 20; ++article) {
    articles.push_back(invented_article(400, article + 100));
    words += invented_text(400, article + 100).words;
  }
  if (reader->read(articles[0]).statements.empty())
    return state.SkipWithError("an article full of quotations has no statement");
  for (auto _ : state)
    for (const auto& article : articles) benchmark::DoNotOptimize(reader->read(article));
  state.SetItemsProcessed(state.iterations() * words);
  state.SetLabel("words");
}
BENCHMARK(read_articles)
    ->Name("ReadArticles")
    ->ArgName("names")
    ->Arg(0)
    ->Arg(names)
    ->Unit(benchmark::kMillisecond);

void index_names(benchmark::State& state) {
  const Known& made = known_names();
  for (auto _ : state) {
    const actors::detail::NameIndex index(made.known.actors());
    if (index.named(made.known.actors()[0].name).empty())
      return state.SkipWithError("the first name is not in the index");
  }
  state.SetItemsProcessed(state.iterations() * names);
  state.SetLabel("names");
}
BENCHMARK(index_names)->Name("IndexNames/names:1000000")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace faultline::bench
