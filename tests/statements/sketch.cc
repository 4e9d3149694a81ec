#include "statements/sketch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "language/engine.h"

namespace faultline::statements::tests {
namespace {

std::string joined(const language::Document& document, const std::vector<ByteSpan>& spans) {
  std::string all;
  for (const ByteSpan span : spans) {
    if (!all.empty()) all += " | ";
    all += document.text.substr(span.begin.value, span.size());
  }
  return all;
}

const language::Engine& engine() {
  static const auto loaded = language::Engine::load();
  EXPECT_TRUE(loaded) << "the built-in models must load";
  return *loaded;
}

}  // namespace

language::Document document_of(std::string text) { return engine().analyse(std::move(text)); }

actors::Cast find_cast(const language::Document& document, const actors::CastOptions& options) {
  static const auto finder = actors::CastFinder::load();
  EXPECT_TRUE(finder) << "the built-in models must load";
  const language::Analysis analysis = engine().analyse_with_states(document.text);
  return finder->find(analysis.document, analysis.states, {}, options);
}

std::vector<Statement> find_statements(const language::Document& document, const actors::Cast& cast,
                                       const StatementOptions& options) {
  static const auto finder = Finder::load();
  EXPECT_TRUE(finder) << "the built-in models must load";
  const language::Analysis analysis = engine().analyse_with_states(document.text);
  return finder->find(analysis.document, analysis.states, cast, options);
}

actors::Cast cast_of(const language::Document& document,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> names) {
  actors::Cast cast;
  for (const auto& [phrase, id] : names) {
    if (!cast.find(id)) {
      actors::Actor actor;
      actor.id = std::string(id);
      actor.name = std::string(phrase);
      cast.actors.push_back(actor);
    }
    const ActorIndex index = *cast.find(id);
    for (std::size_t at = document.text.find(phrase); at != std::string::npos;
         at = document.text.find(phrase, at + phrase.size())) {
      const ByteSpan bytes{{static_cast<std::uint32_t>(at)},
                           {static_cast<std::uint32_t>(at + phrase.size())}};
      const TokenSpan tokens = document.tokens_in(bytes);
      if (document.bytes(tokens) != bytes) continue;  // within a longer word
      const bool is_pronoun = phrase == "he" || phrase == "she" || phrase == "He" ||
                              phrase == "She" || phrase == "him" || phrase == "her" ||
                              phrase == "his";
      cast.mentions.push_back(
          {tokens, is_pronoun ? actors::MentionKind::Pronoun : actors::MentionKind::Name, index,
           1.0F});
    }
  }
  std::sort(cast.mentions.begin(), cast.mentions.end(),
            [](const actors::Mention& a, const actors::Mention& b) {
              return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin
                                                      : a.tokens.end > b.tokens.end;
            });
  return cast;
}

void PrintTo(const Seen& seen, std::ostream* out) {
  *out << "{\"" << seen.source << "\", \"" << seen.cue << "\", \"" << seen.content << "\"}";
}

Seen seen(const language::Document& document, const Statement& statement) {
  return {joined(document, statement.source), joined(document, statement.cue),
          joined(document, statement.content)};
}

std::vector<Seen> seen_in(std::string text) {
  const language::Document document = document_of(std::move(text));
  std::vector<Seen> all;
  for (const Statement& statement : find_statements(document, {})) {
    all.push_back(seen(document, statement));
  }
  return all;
}

}  // namespace faultline::statements::tests
