#pragma once
// Quotations that no cue introduces: the speaker goes on.

#include <vector>

#include "statements/detail/candidates.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// Adds to the outermost statements of a document, in order of `anchor`, the quotations that are
/// none's: one that opens again at the beginning of the next paragraph goes to the statement that
/// it goes on from; another one becomes a statement without a cue, if it is a sentence of its own
/// and somebody spoke right before. O(tokens).
void add_floating(const MarkedWords& words, std::vector<Candidate>& candidates);

}  // namespace faultline::statements::detail
