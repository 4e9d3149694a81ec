#pragma once
// The order of statements, and which stand inside which.

#include <optional>
#include <vector>

#include "statements/detail/candidates.h"

namespace faultline::statements::detail {

/// `outer` and `continues` are places in the vector that holds it.
struct Chosen {
  Candidate candidate;
  std::optional<std::size_t> outer;      // the statement in whose content this one's cue stands
  std::optional<std::size_t> continues;  // whose speaker a quotation without a cue goes on with
};

/// In order of the first token, an outer one before those in it; `outer` is the narrowest one.
/// O(candidates * depth).
[[nodiscard]] std::vector<Chosen> arrange(std::vector<Candidate> candidates);

}  // namespace faultline::statements::detail
