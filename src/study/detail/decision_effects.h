#pragma once
// What each kind of decision needs, and what it writes beside its own row.

#include <cstdint>
#include <string>

#include "base/result.h"
#include "study/decisions.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// The decision as it is kept: actors by the ids that hold now, a free id for a split; or why it
/// makes no sense.
[[nodiscard]] Result<ActorDecision> checked(sqlite::Connection& connection, ActorDecision decision);

/// Writes what belongs to the checked decision with this key: which appearances it settles, new
/// actors, facts.
[[nodiscard]] Result<void> write_effects(sqlite::Connection& connection,
                                         const ActorDecision& decision, std::int64_t key);

/// Removes what write_effects() wrote, but for a split's new actor, whom rows may still name.
[[nodiscard]] Result<void> remove_effects(sqlite::Connection& connection,
                                          const DecisionRow& decision);

}  // namespace faultline::study::detail
