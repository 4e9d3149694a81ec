#pragma once
// From the networks' findings to candidates: what a reader would mark first, then what stands
// inside of that, found by reading each content by itself.

#include <vector>

#include "language/states.h"
#include "statements/detail/candidates.h"
#include "statements/detail/lexicon.h"
#include "statements/detail/marked_words.h"
#include "statements/detail/network.h"

namespace faultline::statements::detail {

/// In order of `anchor`. Candidates of one level hold no cue of each other; those of the next level
/// stand in the content of one of this. O(tokens * levels).
[[nodiscard]] std::vector<Candidate> find_candidates(const Network& network,
                                                     const MarkedWords& words,
                                                     const Lexicon& lexicon,
                                                     const language::States& states);

}  // namespace faultline::statements::detail
