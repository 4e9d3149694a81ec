#pragma once
// Noun phrases and verb groups by word order alone: what stands before and after a cue.

#include <cstdint>
#include <optional>

#include "base/ordinal.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// The noun phrase that ends before `end`, with determiner, titles, "of" and other phrases that
/// belong to it, "who" clauses and appositions in commas: "Ann Lee, a former judge,". Empty if
/// none ends there. Looks back at most kPhraseReach tokens.
[[nodiscard]] std::optional<TokenSpan> noun_phrase_before(const MarkedWords& words,
                                                          const Scope& scope, std::uint32_t end);

/// The noun phrase that begins at `begin`, with what follows it ("a senator from Ohio").
/// `with_apposition`: also ", the party’s leader" after it.
[[nodiscard]] std::optional<TokenSpan> noun_phrase_after(const MarkedWords& words,
                                                         const Scope& scope, std::uint32_t begin,
                                                         bool with_apposition);

inline constexpr std::uint32_t kPhraseReach = 45;

/// A verb with its auxiliaries, negation and adverbs: "has not yet said".
struct VerbGroup {
  std::uint32_t begin = 0;
  std::uint32_t verb = 0;
  std::uint32_t end = 0;
  bool is_passive = false;
  bool is_perfect = false;
  bool is_infinitive = false;  // governed by "to"
  bool is_modal = false;
  bool is_negated = false;
  bool is_ing = false;         // without a form of "be" before it
  bool is_participle = false;  // a past participle without any auxiliary
  bool has_auxiliary = false;

  [[nodiscard]] bool is_finite() const { return !is_ing && !is_infinitive && !is_participle; }
};

/// The group around the verb at `verb`.
[[nodiscard]] VerbGroup verb_group(const MarkedWords& words, const Scope& scope,
                                   std::uint32_t verb);

/// The subject of the clause that a comma and an -ing form continue ("He spoke, adding ..."): of
/// the nearest finite verb on the left that is in no relative clause. Empty if there is none.
[[nodiscard]] std::optional<TokenSpan> clause_subject_before(const MarkedWords& words,
                                                             const Scope& scope, std::uint32_t end);

}  // namespace faultline::statements::detail
