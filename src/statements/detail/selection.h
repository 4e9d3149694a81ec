#pragma once
// From candidates to statements: which are kept, which stand inside which, and the quotations that
// go on without a cue.

#include <optional>
#include <vector>

#include "statements/detail/candidates.h"

namespace faultline::statements::detail {

/// A kept candidate. `outer` and `continues` are places in the vector that holds it.
struct Chosen {
  Candidate candidate;
  std::optional<std::size_t> outer;      // the statement in whose content this one's cue stands
  std::optional<std::size_t> continues;  // whose speaker a quotation without a cue goes on with
};

/// Keeps what is likely enough (scores set), settles who is inside whom, then gives every quotation
/// that nobody claimed to the statement it goes on from. In order of the first token, an outer one
/// before those in it. O(candidates + tokens).
[[nodiscard]] std::vector<Chosen> select(const MarkedWords& words,
                                         std::vector<Candidate> candidates);

}  // namespace faultline::statements::detail
