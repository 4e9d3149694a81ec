#pragma once
// Which phrases mean the same: the ranker's choices one after the other, from left to right.

#include <cstdint>
#include <optional>
#include <vector>

#include "actors/detail/ranker.h"

namespace faultline::actors::detail {

/// What a phrase was found to go back to.
struct Link {
  std::uint32_t antecedent = 0;  // an earlier phrase
  float confidence = 0;          // that the phrase belongs to that one's chain, 0..1
};

struct Chains {
  std::vector<std::optional<Link>> links;  // by phrase; none: the first of its chain
  std::vector<std::uint32_t> chain;        // by phrase; numbered in order of first phrases
  // By phrase: what the first of a chain would go back to if it had to; none for others.
  std::vector<std::optional<Link>> likeliest;
};

/// Which phrases are looked back from.
enum class LookBack : std::uint8_t {
  All,
  Actors  // not from things that are no actors ("the storm"), which nobody asks for: half the time
};

/// Greedy, with what no chain may hold (Lee et al., CL 2013, the sieves' constraints): "he" and
/// "she", the names of two, "I" of two speakers. O(phrases * candidates).
[[nodiscard]] Chains link_phrases(std::span<const PhraseFacts> facts, Ranking& ranking,
                                  LookBack from = LookBack::All);

}  // namespace faultline::actors::detail
