#pragma once
// What the networks pass over: nouns with their owners ("the council's call for calm", "her warning
// that ...") and verbs of taking sides where statements seldom stand ("leaders who call for a
// retreat", "saw them endorse the plan").

#include <vector>

#include "statements/detail/candidates.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// Adds those whose noun or verb is in no cue yet, anywhere in `candidates`. By the tree: the
/// owner, or the subject, who may be that of "saw", is the source; what the noun leads to with its
/// own word
/// ("that", "to", "for", "of"), or the verb's object or clause, the content. O(tokens).
void add_owners_and_sides(const MarkedWords& words, std::vector<Candidate>& candidates);

}  // namespace faultline::statements::detail
