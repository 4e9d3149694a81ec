#pragma once
// On which day a statement was made, as far as the text says.

#include <span>
#include <vector>

#include "language/dates.h"
#include "statements/detail/selection.h"
#include "statements/statements.h"

namespace faultline::statements::detail {

/// Sets `said`, after the speakers are named. A statement's day is the date that hangs on its cue,
/// on an occasion of the cue ("speaking at a rally on Monday", "in a letter of May 3") or on a
/// clause that the cue goes on from; never one of the content, of a relative clause or of another
/// event ("after the vote on Monday"). Whoever goes on speaking in the same or the next sentence
/// of the paragraph has the same day, unless the text points to another. O(statements * dates of
/// the sentence * tokens of the sentence).
void date_statements(const MarkedWords& words, std::span<const Chosen> chosen,
                     std::span<const language::DateMention> dates,
                     std::vector<Statement>& statements);

}  // namespace faultline::statements::detail
