#pragma once
// "Leaders who call for a retreat", "saw them endorse the plan": verbs of taking sides that stand
// where statements seldom do.

#include <vector>

#include "statements/detail/candidates.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// Adds those whose verb is in no cue yet, anywhere in `candidates`. By the tree: the subject, who
/// may be that of "saw", is the source; the verb's object or clause the content. O(tokens).
void add_stances(const MarkedWords& words, std::vector<Candidate>& candidates);

}  // namespace faultline::statements::detail
