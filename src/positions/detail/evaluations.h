#pragma once
// What is said of somebody without a verb of judgement: "X is a liar", "X has failed", "X's lies",
// "X must resign".

#include <cstdint>
#include <optional>

#include "positions/detail/tree.h"

namespace faultline::positions::detail {

/// Blame or praise, and the words that it lies in.
struct Judgement {
  int sign = 0;  // -1, +1
  TokenSpan words;
};

/// What `predicate` and its modifiers say of somebody, negation counted: "a liar", "not fit".
[[nodiscard]] std::optional<Judgement> judgement_of(const Tree& tree, std::uint32_t predicate);

/// "to resign", "to step down": somebody is to go.
[[nodiscard]] bool is_going(const Tree& tree, std::uint32_t verb);

}  // namespace faultline::positions::detail
