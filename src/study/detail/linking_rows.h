#pragma once
// The machine's joining of actors across articles, out of the tables and into them.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "study/decisions.h"
#include "study/rows.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// Study::link_actors(), in a transaction of the caller.
[[nodiscard]] Result<LinkingSummary> link_all(sqlite::Connection& connection);

/// Study::proposals(); `with_joined` also gives what the machine has joined.
[[nodiscard]] Result<std::vector<ProposalRow>> proposal_rows(sqlite::Connection& connection,
                                                             const Filter& filter,
                                                             bool with_joined = false);

}  // namespace faultline::study::detail
