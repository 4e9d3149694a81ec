#pragma once
// People's decisions about actors: kept, listed, taken back.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "study/decisions.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// Study::decide() and undo_decision(), in a transaction of the caller. `now` is the time to be
/// written beside it.
[[nodiscard]] Result<DecisionRow> add_decision(sqlite::Connection& connection,
                                               const ActorDecision& decision, std::string_view now);
[[nodiscard]] Result<DecisionRow> withdraw_decision(sqlite::Connection& connection,
                                                    std::optional<DecisionId> key,
                                                    std::string_view now);
/// Newest first; about `actor` and those merged into him, or all.
[[nodiscard]] Result<std::vector<DecisionRow>> decision_rows(
    sqlite::Connection& connection, const std::optional<std::string>& actor);

}  // namespace faultline::study::detail
