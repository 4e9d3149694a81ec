#pragma once
// Names that a question uses must be names that the study holds.

#include <string>
#include <string_view>

#include "base/result.h"
#include "study/rows.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// NotFound, naming the nearest, for an actor's id that the study does not hold.
[[nodiscard]] Result<void> require_actor(sqlite::Connection& connection, const std::string& id);

/// The same for a concept.
[[nodiscard]] Result<void> require_concept(sqlite::Connection& connection, const std::string& name);

/// NotFound, naming the nearest, for an article, outlet, actor, bloc or concept that the study does
/// not hold; Usage for a limit below 0.
[[nodiscard]] Result<void> check_names(sqlite::Connection& connection, const Filter& filter);

/// Malformed, with what is wrong, unless `words` is a query that the full-text index `table` takes.
[[nodiscard]] Result<void> check_words(sqlite::Connection& connection, std::string_view table,
                                       const std::string& words);

}  // namespace faultline::study::detail
