#pragma once
// Speakers who are named without a verb: a transcript's "NAME:", a reader's “…” — Name,
// a headline's "...: Name".

#include <cstdint>
#include <vector>

#include "statements/detail/candidates.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

struct Labels {
  std::vector<Candidate>
      found;  // at most one for each paragraph, in order; their cues are the marks
  std::vector<std::uint32_t> refused;  // colons of datelines, in order: "LINDHAVEN:"
};

/// O(tokens).
[[nodiscard]] Labels find_labels(const MarkedWords& words);

}  // namespace faultline::statements::detail
