#pragma once
// What each story adds to a signed network, and stories drawn anew.

#include <random>
#include <span>
#include <vector>

#include "networks/factions.h"

namespace faultline::networks::detail {

/// Neutral ties and those of an actor with itself count for nothing.
[[nodiscard]] inline bool is_signed(const FactionTie& tie) {
  return tie.sign != 0 && tie.from != tie.to;
}

[[nodiscard]] std::vector<SignedPair> pairs_of(std::span<const FactionTie> ties);

struct Stories {
  struct Share {
    std::size_t pair = 0;  // place in `pairs`
    std::int64_t positive = 0, negative = 0;
  };
  std::vector<SignedPair> pairs;           // of all ties
  std::vector<std::vector<Share>> shares;  // per story, in the order of the stories' numbers
};
/// `pairs` are those of `ties`.
[[nodiscard]] Stories stories_of(std::span<const FactionTie> ties, std::vector<SignedPair> pairs);

/// As many stories as there are, with replacement: the pairs, of which some may have no weight.
[[nodiscard]] std::vector<SignedPair> drawn(const Stories& stories, std::mt19937_64& generator);

}  // namespace faultline::networks::detail
