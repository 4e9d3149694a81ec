#pragma once
// How a predicate is meant: denied, merely tried, possible, taken back.

#include <cstdint>
#include <optional>

#include "positions/detail/roles.h"
#include "positions/detail/tree.h"

namespace faultline::positions::detail {

/// What stands over a word that acts. The tokens say where, for the reasons.
struct Mood {
  std::optional<std::uint32_t> negation;     // "not", "refused to", "without"
  std::optional<std::uint32_t> refusal;      // the same, as an act of its own: "refused to"
  std::optional<std::uint32_t> attempt;      // "tried to", "plans to"
  std::optional<std::uint32_t> possibility;  // "could", "if", "whether"
  std::optional<std::uint32_t> intention;    // "would", "will"
  std::optional<std::uint32_t> obligation;   // "should", "must"
  std::optional<std::uint32_t> denial;       // "denied that"
  std::optional<std::uint32_t> retraction;   // "apologised for calling"
  std::optional<std::uint32_t> threat;       // "threatened to"
  std::optional<std::uint32_t> allegation;   // "accused of attacking"
};

/// Reads the words at and over `predicate`, up to where somebody speaks. O(depth * dependents).
[[nodiscard]] Mood mood_of(const Tree& tree, std::uint32_t predicate);

/// "not", "never", "no longer", "hardly".
[[nodiscard]] bool is_negation(const Tree& tree, std::uint32_t token);

}  // namespace faultline::positions::detail
