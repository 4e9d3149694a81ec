#pragma once
// What follows from people's decisions about actors and from the machine's links: who each member
// of each cast is, and everything that hangs on it. All of it is worked out anew from what was read
// and decided, so that what is taken back leaves no trace.

#include <cstdint>
#include <set>
#include <span>
#include <string>

#include "base/result.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

using ActorIds = std::set<std::string>;

/// Whom `id` stands for now: the actor into whom it was merged; of an id that articles used and
/// that the machine has linked away, the actor who has it; else itself. Unchanged if unknown.
[[nodiscard]] Result<std::string> holder_of(sqlite::Connection& connection, const std::string& id);

/// In SQL, the same for the actor whose id is the parameter; NULL for NULL and unknown ids.
[[nodiscard]] std::string_view holder_sql();

/// After one article's cast was stored: who its members are.
[[nodiscard]] Result<void> settle_article(sqlite::Connection& connection, std::int64_t article);

/// Takes everything back that decisions do to the rows of actors themselves: names, confirmations
/// and facts taken out. To be called before these rows are written by anything else.
[[nodiscard]] Result<void> lift_decisions(sqlite::Connection& connection);

/// The opposite: applies what is in force, and then settles all casts and facts that have to do
/// with `touched`, or with anybody if that is null.
[[nodiscard]] Result<void> settle(sqlite::Connection& connection, const ActorIds* touched);

/// Whom an appearance would be without merges: settled by a person, else as linked. `c` is the
/// member of a cast.
[[nodiscard]] std::string_view base_sql();

/// Of the register and of what people say about registered actors: articles read with another are
/// outdated.
[[nodiscard]] Result<std::string> knowledge_hash(sqlite::Connection& connection);

}  // namespace faultline::study::detail
