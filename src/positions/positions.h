#pragma once
// What statements mean: signed relations between actors, and actors' stands on concepts.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/cast.h"
#include "base/day.h"
#include "base/ordinal.h"
#include "language/document.h"
#include "positions/codebook.h"
#include "statements/statements.h"

namespace faultline::positions {

/// What one actor does to another by words. The sign is part of the act's meaning.
enum class Act : std::uint8_t {
  // -1
  Criticise,
  Accuse,
  Condemn,
  Threaten,
  Oppose,
  Reject,
  Blame,
  Mock,
  // 0
  Demand,
  Warn,
  // +1
  Praise,
  Endorse,
  Defend,
  Thank,
  Agree
};
[[nodiscard]] std::string_view to_string(Act act);  // "criticise"
[[nodiscard]] std::optional<Act> parse_act(std::string_view word);
/// -1, 0 or +1.
[[nodiscard]] int sign_of(Act act);

/// One actor's act towards another, at one place in the text.
struct Relation {
  ActorIndex from;
  ActorIndex to;  // never `from`
  Act act{};
  int sign = 0;  // -1, 0, +1; differs from sign_of(act) under negation ("did not condemn" is 0)
  std::optional<PartialDate> said;          // none: the text does not say
  ByteSpan evidence;                        // the sentence, or the part of it that says so
  ByteSpan trigger;                         // the word that decided: "railed against"
  std::optional<StatementIndex> statement;  // whose words these are; none: the outlet's own voice
  float confidence = 0;                     // that from, to and sign are right, 0..1

  friend bool operator==(const Relation&, const Relation&) = default;
};

/// Every relation that the text asserts, in order of evidence; each (from, to, sign, trigger) once.
/// "he denied that he attacked X" is none. Relations found in the content of a statement carry it
/// in `statement`. O(tokens).
[[nodiscard]] std::vector<Relation> find_relations(
    const language::Document& document, const actors::Cast& cast,
    std::span<const statements::Statement> statements);

/// A statement's meaning by the codebook.
struct Coding {
  StatementIndex statement;
  ActorIndex actor;                 // the statement's speaker
  std::uint32_t concept_index = 0;  // into Codebook::concepts
  int agreement = 0;                // +1 for, -1 against
  ByteSpan evidence;                // the phrase that decided
  float confidence = 0;             // 0..1

  friend bool operator==(const Coding&, const Coding&) = default;
};

/// Codes every statement with a speaker; at most one coding per statement and concept, none where
/// phrases for and against balance. Phrases match by word stems, case folded, with up to two words
/// between their words; a negation before a phrase turns it. O(tokens * phrases' first words).
[[nodiscard]] std::vector<Coding> code_statements(const language::Document& document,
                                                  const actors::Cast& cast,
                                                  std::span<const statements::Statement> statements,
                                                  const Codebook& codebook);

/// Name and version for provenance.
[[nodiscard]] std::string version();

}  // namespace faultline::positions
