#pragma once
// What the networks that find statements are told of a word, and of a word beside a cue, apart from
// the encoder's states: numbers of rows in tables. Training and reading use this same code.

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/ordinal.h"
#include "language/document.h"
#include "statements/detail/lexicon.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// The rows of each table for words; a fact is a row below its table's.
inline constexpr std::array<std::uint16_t, 15> word_tables = {
    8192,  // lemma, of names only their kind
    512,   // relation to the head
    512,   // Penn tag
    16,    // name
    16,    // in a quotation
    32,    // distance to its marks
    128,   // place in the sentence, the paragraph and the page
    512,   // what the cue table says of it
    2048,  // relations of its dependents
    512,   // marker of the clause that hangs on it
    512,   // its subject
    1024,  // relation and what the cue table says of the head
    512,   // the reporting word above it
    256,   // function word
    512,   // preposition after it
};

/// The rows of each table for a word beside a cue.
inline constexpr std::array<std::uint16_t, 9> pair_tables = {
    32,    // distance
    32,    // sentences between, in quotation marks or not
    2048,  // the arcs that part the two
    4096,  // all arcs between
    128,   // depth below the cue, commas between
    64,    // whose quotation
    4096,  // the arc below the cue, and the cue
    4096,  // side, in quotation marks or not, and the cue
    2048,  // the arc below the cue, and the word's tag
};

inline constexpr std::size_t word_fact_count = word_tables.size();
inline constexpr std::size_t pair_fact_count = pair_tables.size();
using WordFacts = std::array<std::uint16_t, word_fact_count>;
using PairFacts = std::array<std::uint16_t, pair_fact_count>;

/// A cue whose words are known.
struct CueSite {
  TokenSpan span;            // not empty
  std::uint32_t anchor = 0;  // its main word, in `span`
};

/// What of a document is read by itself: nothing outside `tokens` is known, and the quotation
/// `level`, in which they stand, counts as none.
struct Stretch {
  TokenSpan tokens;
  std::int32_t level = kUnquoted;
};

/// The words of a stretch at most.
inline constexpr std::uint32_t most_words = 320;

/// The paragraphs with words, in order, cut where they are longer than most_words.
[[nodiscard]] std::vector<Stretch> paragraphs_of(const language::Document& document);

/// `tokens` in pieces of at most most_words, between sentences where possible.
[[nodiscard]] std::vector<TokenSpan> cut(const language::Document& document, TokenSpan tokens);

/// One for each token of the stretch. O(tokens).
[[nodiscard]] std::vector<WordFacts> word_facts(const MarkedWords& words, const Lexicon& lexicon,
                                                const Stretch& stretch);

/// The main word of a cue: the one whose head is outside of it, a verb before others.
[[nodiscard]] std::uint32_t anchor_of(const MarkedWords& words, TokenSpan cue);

/// One for each token of the stretch, which holds the cue. O(tokens * depth of the trees).
[[nodiscard]] std::vector<PairFacts> pair_facts(const MarkedWords& words, const CueSite& cue,
                                                const Stretch& stretch);

}  // namespace faultline::statements::detail
