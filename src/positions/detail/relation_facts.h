#pragma once
// What the network that judges pairs is told of a word, of a word beside the pair, and of the pair,
// apart from the encoder's states: numbers of rows in tables. Training and reading use this same
// code.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "actors/cast.h"
#include "base/ordinal.h"
#include "language/document.h"
#include "positions/detail/places.h"
#include "positions/marked_pair.h"
#include "positions/positions.h"
#include "statements/statements.h"

namespace faultline::positions::detail {

/// The rows of each table for words; a fact is a row below its table's.
inline constexpr std::array<std::uint16_t, 5> word_tables = {
    128,  // Penn tag
    128,  // relation to the head
    256,  // relation to the head, and the head's tag
    128,  // how the word acts on others
    32,   // how it judges
};

/// The rows of each table for a word beside a pair.
inline constexpr std::array<std::uint16_t, 9> beside_tables = {
    8,     // in one end, in the other, between, before, after
    1024,  // place on the path between the ends, and relation to the head
    1024,  // beside the path: what it hangs on, and relation
    64,    // distance to one end
    64,    // distance to the other
    16,    // means one end, the other, or who else
    64,    // in what which of the two says
    128,   // cue of what which of the two says
    64,    // what the rules say that it does
};

/// The rows of each table for a pair.
inline constexpr std::array<std::uint16_t, 10> pair_tables = {
    128,   // what one does to the other, by the rules
    128,   // what the other does to the one
    16,    // how sure the first is
    16,    // how sure the second is
    64,    // what the ends are
    64,    // distance
    128,   // relation of the one to its head
    128,   // relation of the other
    2048,  // both
    64,    // who says what the other stands in
};

using WordFacts = std::array<std::uint16_t, word_tables.size()>;
using BesideFacts = std::array<std::uint16_t, beside_tables.size()>;
using PairFacts = std::array<std::uint16_t, pair_tables.size()>;

/// Those of `relations` whose evidence is `sentence`; they must be in order of evidence, and each
/// evidence a sentence, as find_relations() gives them. O(log relations).
[[nodiscard]] std::span<const Relation> relations_in(std::span<const Relation> relations,
                                                     ByteSpan sentence);

/// The words that are read for a pair at most.
inline constexpr std::uint32_t most_pair_words = 128;

/// Facts of one document. Refers to all it is made from.
class RelationFacts {
 public:
  /// `relations`: those that find_relations() gives. O(tokens + mentions).
  RelationFacts(const language::Document& document, const actors::Cast& cast,
                std::span<const statements::Statement> statements,
                std::span<const Relation> relations);

  /// O(1).
  [[nodiscard]] WordFacts of_word(std::uint32_t token) const;

  /// By what a table of word vectors knows the word: its form, then its lemma, case aside. Zeros
  /// for names: a verdict must rest on what is said and done, not on who has which reputation.
  [[nodiscard]] std::array<std::uint64_t, 2> keys_of(std::uint32_t token) const;

  /// The words around both ends, in order: of their sentence, or of both their sentences.
  [[nodiscard]] std::vector<std::uint32_t> window(const PairEnd& one, const PairEnd& other) const;

  /// For each word of the window what it is to the pair. O(window + depth of the trees).
  [[nodiscard]] std::vector<BesideFacts> beside(const PairEnd& one, const PairEnd& other,
                                                std::span<const std::uint32_t> window) const;
  [[nodiscard]] PairFacts of_pair(const PairEnd& one, const PairEnd& other) const;

  /// The words that decide, as tokens: the head of either end, what either hangs on, and where the
  /// ways from both meet.
  static constexpr std::size_t anchors = 5;
  [[nodiscard]] std::array<std::uint32_t, anchors> anchors_of(const PairEnd& one,
                                                              const PairEnd& other) const;

 private:
  struct Path;
  [[nodiscard]] std::uint32_t head_of(TokenSpan tokens) const;
  [[nodiscard]] Path path_between(const PairEnd& one, const PairEnd& other) const;
  [[nodiscard]] std::uint16_t mention_at(std::uint32_t token, const PairEnd& one,
                                         const PairEnd& other) const;
  [[nodiscard]] std::uint16_t who_says(std::uint32_t token, const PairEnd& one,
                                       const PairEnd& other) const;
  [[nodiscard]] std::uint16_t said_at(std::uint32_t token, const PairEnd& one,
                                      const PairEnd& other) const;
  [[nodiscard]] std::uint16_t cue_at(std::uint32_t token, const PairEnd& one,
                                     const PairEnd& other) const;
  [[nodiscard]] std::uint16_t trigger_at(std::uint32_t token, const PairEnd& one,
                                         const PairEnd& other) const;
  [[nodiscard]] const Relation* relation(const PairEnd& from, const PairEnd& to) const;
  [[nodiscard]] std::uint16_t end_kind(const PairEnd& end) const;

  const language::Document& document_;
  const actors::Cast& cast_;
  std::span<const statements::Statement> statements_;
  std::span<const Relation> relations_;
  Places places_;
  std::vector<std::int32_t> mentions_;  // by token: the narrowest mention there
  std::vector<std::int32_t> triggers_;  // by token: the relation whose trigger it is
  std::vector<std::uint8_t> sources_;   // by token: 1 where some statement's source is
};

}  // namespace faultline::positions::detail
