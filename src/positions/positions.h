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

/// What one actor does to another, by words or deeds (docs/methods.md). The sign is part of the
/// act's meaning.
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
  Agree,
  // Deeds; trained models know acts by their number, so they stand last.
  Protest,    // -1
  Sanction,   // -1: punish without force: dismiss, expel, embargo
  Coerce,     // -1: arrest, ban, deport
  Assault,    // -1: force: kill, bomb, beat
  Consult,    // 0: meet, talk with
  Cooperate,  // +1
  Aid,        // +1
  Concede     // +1: apologise, yield, pardon
};
/// Every act: those against somebody, neutral ones, those in favour.
[[nodiscard]] std::span<const Act> all_acts();
[[nodiscard]] std::string_view to_string(Act act);  // "criticise"
[[nodiscard]] std::optional<Act> parse_act(std::string_view word);
/// -1, 0 or +1.
[[nodiscard]] int sign_of(Act act);

/// How a relation was read.
enum class Origin : std::uint8_t {
  Cue,         // the words that report a statement: "X accused Y"
  Narrative,   // a verb in the outlet's own voice
  Nominal,     // a noun or adjective: "X's criticism of Y", "is critical of Y"
  Agent,       // what somebody is to another: "X, a critic of Y"
  Content,     // an act told inside a statement
  Evaluation,  // what a speaker says of somebody: "Y is a liar"
  Reference,   // against whose words a speaker turns: "referring to Y's statement, X railed"
  Learned      // no rule, the trained network alone
};
[[nodiscard]] std::string_view to_string(Origin origin);  // "cue"
[[nodiscard]] std::optional<Origin> parse_origin(std::string_view word);

/// One of the grounds on which a relation was read. Of a rule the weight is what it leaves of the
/// confidence (1: all); of a trained classifier, whose names begin with "feature ", log-odds.
struct Reason {
  std::string name;              // "verb", "holder: subject", "negation"
  std::optional<ByteSpan> span;  // the words
  float weight = 1;

  friend bool operator==(const Reason&, const Reason&) = default;
};

/// One actor's act towards another, or towards somebody or something that is no actor of the cast,
/// at one place in the text.
struct Relation {
  ActorIndex from;
  std::optional<ActorIndex> to;  // never `from`; none: only `target` tells
  ByteSpan target;               // the words that name the other end
  Act act{};
  int sign = 0;  // -1, 0, +1; differs from sign_of(act) under negation ("did not condemn" is 0)
  float intensity = 0;                      // 1/3 mild, 2/3 plain, 1 strong
  std::optional<PartialDate> said;          // none: the text does not say
  ByteSpan evidence;                        // the sentence, or the part of it that says so
  ByteSpan trigger;                         // the word that decided: "railed against"
  std::optional<StatementIndex> statement;  // whose words these are; none: the outlet's own voice
  float confidence = 0;                     // that from, to and sign are right, 0..1
  Origin origin{};
  std::string mode;         // of PLOVER, by the word: "arrest"; empty: none
  std::vector<Reason> why;  // never empty

  friend bool operator==(const Relation&, const Relation&) = default;
};

/// Every relation that the text asserts, in order of evidence; each (from, to, sign, trigger) once.
/// "he denied that he attacked X" is none. Relations found in the content of a statement carry it
/// in `statement`. O(tokens).
[[nodiscard]] std::vector<Relation> find_relations(
    const language::Document& document, const actors::Cast& cast,
    std::span<const statements::Statement> statements);

/// A relation as an event of PLOVER (Halterman et al. 2023; docs/plover.md).
struct PloverEvent {
  std::string_view category;  // "ACCUSE"; empty: there is no equivalent
  std::string_view mode;      // "disapprove"; empty: none

  friend bool operator==(const PloverEvent&, const PloverEvent&) = default;
};
/// By the act, its sign in this place (a refused endorsement is a REJECT, a criticism that did not
/// happen is nothing) and the word's own mode where it has one. `mode` must outlive the result.
[[nodiscard]] PloverEvent plover(Act act, int sign, std::string_view mode = {});
/// Every category that plover() gives, sorted.
[[nodiscard]] std::span<const std::string_view> plover_categories();

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
