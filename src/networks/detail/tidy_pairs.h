#pragma once
// Lists of signed pairs.

#include <vector>

#include "networks/frustration.h"

namespace faultline::networks::detail {

/// Sorted, lower actor first, each pair once with the sum of its weights; without pairs of an actor
/// with itself and without weight.
[[nodiscard]] std::vector<SignedPair> tidied(std::vector<SignedPair> pairs);

}  // namespace faultline::networks::detail
