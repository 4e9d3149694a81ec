#pragma once
// Who speaks, and on which day.

#include <span>
#include <vector>

#include "actors/cast.h"
#include "language/dates.h"
#include "statements/detail/selection.h"
#include "statements/statements.h"

namespace faultline::statements::detail {

/// Sets `speaker`: the actor that the source is about; for "who" the actor before it, for "I" the
/// speaker of the statement around it, for a quotation without a cue the one it goes on from.
void name_speakers(const MarkedWords& words, std::span<const Chosen> chosen,
                   const actors::Cast& cast, std::vector<Statement>& statements);

/// Sets `said` from a date beside the cue, outside the content; a statement whose speaker goes on
/// in the same sentence has it too.
void date_statements(const MarkedWords& words, std::span<const Chosen> chosen,
                     std::span<const language::DateMention> dates,
                     std::vector<Statement>& statements);

}  // namespace faultline::statements::detail
