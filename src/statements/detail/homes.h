#pragma once
// Whose time and place are a cue's own: the clauses that it goes on from.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// A predicate whose circumstances are those of a cue, and how many clauses lie between.
struct Home {
  std::uint32_t predicate = 0;
  std::uint32_t distance = 0;
};

/// The cue at `anchor` itself, the verb of a noun ("issued a call"), participles that tell the
/// occasion ("Speaking at a rally, he said"), and upwards the clauses that it goes on from
/// ("condemned it, saying that"); never a relative clause or what somebody else does. Of a cue
/// without a tree only itself. O(tokens of the sentence).
[[nodiscard]] std::vector<Home> homes_of(const MarkedWords& words, std::uint32_t anchor);

[[nodiscard]] std::optional<std::uint32_t> distance_to(std::span<const Home> homes,
                                                       std::uint32_t predicate);

/// A verb, or a noun or adjective with "is".
[[nodiscard]] bool is_predicate(const MarkedWords& words, std::uint32_t index);

/// "-ing", or a past participle.
[[nodiscard]] bool is_participle(const MarkedWords& words, std::uint32_t index);

}  // namespace faultline::statements::detail
