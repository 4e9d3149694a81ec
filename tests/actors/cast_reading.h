#pragma once
// A text read from its characters to its cast, asked in words.

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actors/cast.h"
#include "language/engine.h"

namespace faultline::actors::tests {

inline const language::Engine& engine() {
  static const language::Engine instance = [] {
    auto loaded = language::Engine::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(*loaded);
  }();
  return instance;
}

inline const CastFinder& finder() {
  static const CastFinder instance = [] {
    auto loaded = CastFinder::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(*loaded);
  }();
  return instance;
}

/// A text with its cast, asked in words.
struct Reading {
  explicit Reading(const std::string& text, const Register& known = {},
                   std::optional<Day> published = std::nullopt) {
    language::Analysis analysis = engine().analyse_with_states(text);
    cast = finder().find(analysis.document, analysis.states, known, {published});
    document = std::move(analysis.document);
  }

  [[nodiscard]] std::string text_of(const Mention& mention) const {
    const ByteSpan bytes = document.bytes(mention.tokens);
    return document.text.substr(bytes.begin.value, bytes.size());
  }

  /// Whom the `number`th mention (from 1) with exactly these words means; "" for nobody.
  [[nodiscard]] std::string whom(std::string_view words, int number = 1) const {
    for (const Mention& mention : cast.mentions) {
      if (text_of(mention) == words && --number == 0) return cast.actor(mention.actor).id;
    }
    return "";
  }

  /// The words of all mentions of an actor, in order.
  [[nodiscard]] std::vector<std::string> mentions_of(std::string_view id) const {
    std::vector<std::string> words;
    for (const Mention& mention : cast.mentions) {
      if (cast.actor(mention.actor).id == id) words.push_back(text_of(mention));
    }
    return words;
  }

  /// For whom an actor speaks; "" for himself.
  [[nodiscard]] std::string principal_of(std::string_view id) const {
    const auto index = cast.find(id);
    const auto principal = index ? cast.principal_of(*index) : std::nullopt;
    return principal ? cast.actor(*principal).id : "";
  }

  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const Actor& actor : cast.actors) ids.push_back(actor.id);
    return ids;
  }

  [[nodiscard]] std::vector<std::string> roles_of(std::string_view id) const {
    std::vector<std::string> titles;
    if (const auto index = cast.find(id)) {
      for (const Role& role : cast.actor(*index).roles) titles.push_back(role.title);
    }
    return titles;
  }

  /// Whom the words from the first `begin` to the next `end` are about.
  [[nodiscard]] std::string principal(const std::string& phrase) const {
    const auto begin = static_cast<std::uint32_t>(document.text.find(phrase));
    const auto end = static_cast<std::uint32_t>(begin + phrase.size());
    const Mention* const mention = cast.principal(document, document.tokens_in({{begin}, {end}}));
    return mention == nullptr ? "" : cast.actor(mention->actor).id;
  }

  language::Document document;
  Cast cast;
};

using Words = std::vector<std::string>;

}  // namespace faultline::actors::tests
