#pragma once
// Words of reporting that report nothing.

#include <cstdint>

#include "base/ordinal.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// Whether the word of reporting at `anchor`, with its `cue`, plainly tells of something else than
/// speech, thought or will: "claimed expenses", "the figures speak for themselves", "needless to
/// say", "a noted economist", "called the police". Only clear cases by the words beside it and the
/// tree; false where neither says so. What PolNeAR counts as an attribution (claims of victory and
/// of responsibility, rulings, votes for somebody) is none of them. O(tokens of the sentence).
[[nodiscard]] bool is_no_speech(const MarkedWords& words, std::uint32_t anchor, TokenSpan cue);

}  // namespace faultline::statements::detail
