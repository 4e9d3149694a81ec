// Any valid UTF-8 as an article: analysed, dated, its cast found, whatever it says. The first line
// may hold a register for the rest.

#include "actors/cast.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "language/dates.h"
#include "language/engine.h"
#include "text/text.h"

namespace {

using namespace faultline;

const language::Engine& engine() {
  static const language::Engine instance = [] {
    auto loaded = language::Engine::load();
    if (!loaded) std::abort();
    return std::move(*loaded);
  }();
  return instance;
}

const actors::CastFinder& finder() {
  static const actors::CastFinder instance = [] {
    auto loaded = actors::CastFinder::load();
    if (!loaded) std::abort();
    return std::move(*loaded);
  }();
  return instance;
}

void check(const language::Document& document, const actors::Cast& cast) {
  for (const actors::Mention& mention : cast.mentions) {
    const bool is_good = mention.tokens.begin < mention.tokens.end &&
                         mention.tokens.end.value <= document.tokens.size() &&
                         mention.actor.value < cast.actors.size();
    if (!is_good) std::abort();
  }
  for (const language::Sentence& sentence : document.sentences) {
    const actors::Mention* const mention = cast.principal(document, sentence.tokens);
    if (mention != nullptr && !mention->tokens.overlaps(sentence.tokens)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto valid = text::valid_text(std::string(bytes), "fuzz");
  if (!valid) return 0;
  const std::string_view text = *valid;
  const std::size_t line_end = text.find('\n');
  actors::Register known;
  if (line_end != std::string_view::npos) {
    const std::string toml = "actor = [" + std::string(text.substr(0, line_end)) + "]";
    if (auto parsed = actors::Register::parse(toml, "fuzz.toml")) known = std::move(*parsed);
  }
  const auto published = parse_day("2031-04-10");
  const language::Analysis analysis = engine().analyse_with_states(*valid);
  const language::Document& document = analysis.document;
  for (const auto& date : language::find_dates(document, *published)) {
    if (!date.date.first.ok()) std::abort();
  }
  check(document, finder().find(document, analysis.states, known, {*published}));
  return 0;
}
