#pragma once
// The phrases of a text that may refer to somebody or something: names, noun phrases, pronouns.

#include <cstdint>
#include <vector>

#include "actors/detail/words.h"

namespace faultline::actors::detail {

/// What a phrase is by its form; decides what it can mean and how far back.
enum class PhraseKind : std::uint8_t {
  I,    // I, me, my, mine, myself
  You,  // you, your ...
  He,
  She,
  It,
  We,
  They,
  Reflexive,  // himself, themselves ...
  ThisThat,   // bare "this", "that", "these", "those"
  Name,
  Possessed,     // "his aide", "Weber's plan"
  Definite,      // "the minister"
  Demonstrated,  // "this minister"
  Indefinite,    // "a minister", "some ministers", "two ministers"
  Bare,          // "ministers"
  Coordinated    // "Weber and Lind"
};
inline constexpr std::size_t phrase_kinds = 16;

[[nodiscard]] inline bool is_pronoun(PhraseKind kind) { return kind < PhraseKind::Name; }

struct Phrase {
  TokenSpan tokens;
  Index head = 0;
  PhraseKind kind{};

  friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// All phrases of the document by its trees, in order of their beginning, an outer one before its
/// inner ones; no two have the same tokens. A phrase holds what hangs on its head but verbs that do
/// so as clauses of their own, a copula's subject, and what joins it to words before it; relative
/// clauses and appositions are inside. Names (`document.names`) that are no phrase are phrases too.
/// O(tokens * depth).
[[nodiscard]] std::vector<Phrase> find_phrases(const Words& words);

}  // namespace faultline::actors::detail
