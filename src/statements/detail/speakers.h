#pragma once
// Who speaks.

#include <span>
#include <vector>

#include "actors/cast.h"
#include "statements/detail/selection.h"
#include "statements/statements.h"

namespace faultline::statements::detail {

/// Sets `speaker`: the actor that the source is about; for "who" the actor before it, for "I" the
/// speaker of the statement around it, for a quotation without a cue the one it goes on from.
void name_speakers(const MarkedWords& words, std::span<const Chosen> chosen,
                   const actors::Cast& cast, std::vector<Statement>& statements);

}  // namespace faultline::statements::detail
