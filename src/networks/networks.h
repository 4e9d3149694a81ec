#pragma once
// Networks as pure functions of observations: no database, no clock, no random state.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "networks/network.h"
#include "networks/settings.h"

namespace faultline::networks {

/// One observed relation between two actors, numbered by the caller (0 .. n-1).
struct SignedTie {
  std::uint32_t from{};
  std::uint32_t to{};
  int sign{};              // -1, 0, +1
  std::size_t evidence{};  // the caller's number for the relation, returned in the network
};

/// All ties between one ordered pair.
struct SignedEdge {
  std::uint32_t from{};
  std::uint32_t to{};
  int negative = 0;                   // how many ties have sign -1
  int positive = 0;                   // +1
  int neutral = 0;                    // 0
  std::vector<std::size_t> evidence;  // in the order of the ties

  friend bool operator==(const SignedEdge&, const SignedEdge&) = default;
};

/// The directed signed network actor -> actor, edges sorted by (from, to). Self-ties are left out.
/// O(ties log ties).
[[nodiscard]] std::vector<SignedEdge> signed_network(std::span<const SignedTie> ties);

/// The same as a Directed network of those labels, whose nodes are numbered as in `edges`: weight
/// is positive - negative (Subtract), the positive (Congruence) or negative (Conflict) ties, or all
/// of them (Ignore). Pairs of weight 0 are no edges, nor do nodes stay that none joins, unless
/// `isolates`. Edge attributes "positive", "negative", "neutral"; `statements` is how many ties
/// stand behind the edges. Usage for Combine. O(edges + labels).
[[nodiscard]] Result<Network> directed_network(std::span<const std::string> labels,
                                               std::span<const SignedEdge> edges,
                                               Aggregation aggregation, bool isolates = false);

/// One actor's stand in one statement.
struct Stance {
  std::uint32_t actor{};
  std::uint32_t concept_index{};
  int agreement{};  // +1 or -1
  std::size_t evidence{};
};

/// One actor's stands on one concept.
struct AffiliationCell {
  std::uint32_t actor{};
  std::uint32_t concept_index{};
  int agree = 0;
  int disagree = 0;
  std::vector<std::size_t> evidence;

  /// Discourse networks' "subtract" (Leifeld 2017): agree - disagree.
  [[nodiscard]] int net() const { return agree - disagree; }
  friend bool operator==(const AffiliationCell&, const AffiliationCell&) = default;
};

/// The two-mode network actor x concept, cells sorted by (actor, concept). O(stances log stances).
[[nodiscard]] std::vector<AffiliationCell> affiliation_network(std::span<const Stance> stances);

}  // namespace faultline::networks
