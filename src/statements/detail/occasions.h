#pragma once
// Where something is said: interviews, rallies, letters, channels.

#include <cstdint>
#include <span>
#include <vector>

#include "base/ordinal.h"
#include "language/dates.h"
#include "statements/detail/candidates.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// Whether the noun is something held, written or broadcast in which people speak: "interview",
/// "rally", "letter", "briefing".
[[nodiscard]] bool is_occasion(const MarkedWords& words, std::uint32_t index);

/// The noun phrases that tell where the candidate's words were spoken or written, without their
/// preposition and without a date at their end: "state television", "a rally in Ohio". Outside the
/// content and the source, in order; empty where the text does not say. Not whom they were spoken
/// to ("told The Gull"). O(tokens of the sentence).
[[nodiscard]] std::vector<TokenSpan> venues_of(const MarkedWords& words, const Candidate& candidate,
                                               std::span<const language::DateMention> dates);

}  // namespace faultline::statements::detail
