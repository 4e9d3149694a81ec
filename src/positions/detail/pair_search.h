#pragma once
// Which pairs of actors a text puts beside each other.

#include <span>
#include <vector>

#include "actors/cast.h"
#include "language/document.h"
#include "positions/marked_pair.h"
#include "statements/statements.h"

namespace faultline::positions::detail {

/// Two places that may tell a relation, the earlier one first.
struct CandidatePair {
  PairEnd one;
  PairEnd other;
  bool is_across = false;  // a speaker, and somebody named in another sentence of his
};

/// Of each two actors in a sentence their nearest mentions, at most most_pairs a sentence, nearest
/// first; and each speaker with whom a sentence of his statement names, where it does not name him.
/// In order of the text. O(tokens + pairs).
[[nodiscard]] std::vector<CandidatePair> candidate_pairs(
    const language::Document& document, const actors::Cast& cast,
    std::span<const statements::Statement> statements);

inline constexpr std::size_t most_pairs = 8;

}  // namespace faultline::positions::detail
