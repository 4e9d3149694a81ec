#pragma once
// "The council's call for calm", "her warning that ...": statements whose cue is a noun, with the
// speaker as its owner.

#include <vector>

#include "statements/detail/candidates.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// Adds those whose noun is in no cue yet, anywhere in `candidates`. By the tree: the owner is the
/// source, what the noun leads to with its own word ("that", "to", "for", "of") the content.
/// O(tokens).
void add_possessed(const MarkedWords& words, std::vector<Candidate>& candidates);

}  // namespace faultline::statements::detail
