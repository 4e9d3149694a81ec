#pragma once
// Actors, their names, offices and blocs as rows: those of the register, and those that only the
// articles speak of.

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "actors/cast.h"
#include "actors/register.h"
#include "base/result.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// Whether the article does not name that actor of its cast: "some MPs". It has only descriptions
/// of a group, or says so.
[[nodiscard]] bool is_unnamed(const actors::Cast& cast, std::size_t index);

/// The actors of one article. What the register says of an actor is not repeated.
[[nodiscard]] Result<void> insert_cast(sqlite::Connection& connection, const actors::Cast& cast,
                                       std::int64_t article);

/// Removes those of `ids` that no register, article or correction speaks of any more.
[[nodiscard]] Result<void> drop_unused(sqlite::Connection& connection,
                                       std::span<const std::string> ids);

/// Study::set_register() and known_actors(), in a transaction of the caller.
[[nodiscard]] Result<void> replace_register(sqlite::Connection& connection,
                                            std::span<const actors::Actor> actors);

/// Actors with all that holds about them, by id.
[[nodiscard]] Result<std::map<std::string, actors::Actor>> load_actors(
    sqlite::Connection& connection, bool registered_only);

}  // namespace faultline::study::detail
