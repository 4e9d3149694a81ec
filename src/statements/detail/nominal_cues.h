#pragma once
// Cues that are no verbs: "the minister’s call for", "was confident that", "according to", "LEE:".

#include <vector>

#include "statements/detail/candidates.h"

namespace faultline::statements::detail {

/// Fills `candidate`, whose anchor is a noun or an adjective of the table. False: no content.
[[nodiscard]] bool nominal_candidate(const MarkedWords& words, const Lexicon& lexicon,
                                     Candidate& candidate);

/// Fills `candidate`, whose anchor is the "according" of "according to".
[[nodiscard]] bool according_to(const MarkedWords& words, Candidate& candidate);

/// A transcript's "NAME:" at the beginning of a paragraph: all of the paragraph is what NAME says.
void add_label(const MarkedWords& words, TokenSpan first_sentence,
               const language::Paragraph& paragraph, std::vector<Candidate>& out);

}  // namespace faultline::statements::detail
