#pragma once
// What a cue's words say beside who speaks: how the outlet presents the words, whether they were
// spoken at all, and whether they are affirmed.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "statements/detail/candidates.h"
#include "statements/detail/marked_words.h"
#include "statements/statements.h"

namespace faultline::statements::detail {

struct Attitude {
  CueClass cue_class = CueClass::Neutral;
  Modality modality = Modality::Asserts;
  Polarity polarity = Polarity::Affirmed;

  friend bool operator==(const Attitude&, const Attitude&) = default;
};

/// What single words say of it, by kind of word. Immutable.
class CueAttributes {
 public:
  /// The table built into the program (models/english/cue-attributes.tsv).
  [[nodiscard]] static const CueAttributes& english();
  /// From a table of the same form; rows that do not follow it are skipped.
  explicit CueAttributes(std::string_view table);

  /// `phrase` in lower case, its first word as a lemma: "lash out"; null if nothing is known.
  [[nodiscard]] const Attitude* find(std::string_view kind, std::string_view phrase) const;
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

 private:
  void add_row(std::string_view row);

  std::unordered_map<std::string, Attitude> rows_;  // by kind, tab, phrase
};

/// Of the candidate's cue: its main word and particle, the noun of "issued a rebuke", adverbs,
/// auxiliaries, negation, and verbs above it ("refused to say"). Two negations cancel out ("did
/// not deny"). A statement without a cue has the plain one. O(tokens of the sentence).
[[nodiscard]] Attitude attitude_of(const MarkedWords& words, const Candidate& candidate);

}  // namespace faultline::statements::detail
