#pragma once
// Registers as files: CSV in, TOML and CSV out. TOML is read by Register::parse.

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/register.h"
#include "base/result.h"

namespace faultline::actors {

/// What a table of actors says, and all that is wrong with it.
struct ReadActors {
  std::vector<Actor> actors;    // sorted by id; only those about which nothing is wrong
  std::vector<Error> problems;  // in the order of the rows, each with "name:line" and the remedy
};

/// CSV as in docs/formats.md, in one of two forms: a row for each fact (columns actor, fact, value,
/// from, to, source) or a row for each actor (column name, others as wanted). Which one it is tells
/// the header. Commas, semicolons or tabs; columns in any order. O(bytes).
[[nodiscard]] ReadActors read_actors_csv(std::string_view csv, const std::string& name);

/// The files that are read again as the same actors, which must be valid; in their order.
void write_actors_toml(std::ostream& out, std::span<const Actor> actors);
/// A row for each fact; cells that a spreadsheet would compute are guarded by an apostrophe.
void write_actors_csv(std::ostream& out, std::span<const Actor> actors);

/// `first` with what `second` knows beyond it. Actors are the same if their ids are; names, roles
/// and memberships of the second are added unless they are there already, and single values (name,
/// kind, part_of, pronoun) of the first stay unless they are empty. Sorted by id.
[[nodiscard]] std::vector<Actor> joined_actors(std::vector<Actor> first, std::vector<Actor> second);

/// Adds what is not there yet: to `actor.aliases` (unless it is the name), `roles` or `blocs`.
void add_alias(Actor& actor, std::string alias);
void add_role(Actor& actor, Role role);
void add_membership(Actor& actor, Membership membership);

}  // namespace faultline::actors
