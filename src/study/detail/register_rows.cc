#include "study/detail/register_rows.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "study/detail/columns.h"

namespace faultline::study::detail {
namespace {

using actors::Actor;
using sqlite::Connection;
using sqlite::Row;

/// Finds actors by id. Rows come by actor, as they were written, so that the one wanted is nearly
/// always the last one found or the next.
class Places {
 public:
  explicit Places(std::vector<Actor>& actors) : actors_(actors) {}

  Actor* find(std::string_view id) {
    for (std::size_t step = 0; step < 2 && last_ + step < actors_.size(); ++step) {
      if (actors_[last_ + step].id != id) continue;
      last_ += step;
      return &actors_[last_];
    }
    const auto found = std::lower_bound(
        actors_.begin(), actors_.end(), id,
        [](const Actor& actor, std::string_view wanted) { return actor.id < wanted; });
    if (found == actors_.end() || found->id != id) return nullptr;
    last_ = static_cast<std::size_t>(found - actors_.begin());
    return &*found;
  }

 private:
  std::vector<Actor>& actors_;  // by id
  std::size_t last_ = 0;
};

Result<Period> period_in(const Connection& connection, const Row& row, int column) {
  const auto from = partial_date(connection, row, column);
  if (!from) return tl::unexpected(from.error());
  const auto to = partial_date(connection, row, column + 1);
  if (!to) return tl::unexpected(to.error());
  return Period{*from, *to};
}

template <class Fact>
void add_once(std::vector<Fact>& facts, Fact fact) {
  if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(std::move(fact));
}

Result<void> load_names(Connection& connection, std::vector<Actor>& actors) {
  return connection.each(
      "SELECT id, name, kind, part_of, pronoun FROM actor WHERE is_registered AND merged_into IS "
      "NULL ORDER BY id",
      [&](const Row& row) -> Result<void> {
        const auto kind = actors::parse_actor_kind(row.text(2));
        if (!kind)
          return tl::unexpected(
              connection.damaged(fmt::format("\"{}\" is no kind of actor", row.text(2))));
        Actor& actor = actors.emplace_back();
        actor.id = row.text(0);
        actor.name = row.text(1);
        actor.kind = *kind;
        actor.part_of = row.text(3);
        actor.pronoun = row.text(4);
        actor.is_registered = true;
        return {};
      });
}

/// `columns` of the rows of `table` that the register or a person has written, whose first one is
/// the actor; in the order in which they were written, for the register's that of actor and number.
template <class Add>
Result<void> load_facts(Connection& connection, std::string_view table, std::string_view columns,
                        std::vector<Actor>& actors, Add add) {
  Places places(actors);
  return connection.each(
      fmt::format("SELECT actor, {} FROM {} NOT INDEXED "
                  "WHERE (article IS NULL OR decision IS NOT NULL) AND is_valid ORDER BY rowid",
                  columns, table),
      [&](const Row& row) -> Result<void> {
        Actor* const actor = places.find(row.text(0));
        return actor == nullptr ? Result<void>() : add(*actor, row);
      });
}

}  // namespace

Result<std::vector<Actor>> load_register(Connection& connection) {
  std::vector<Actor> actors;
  const auto count = connection.integer("SELECT count(*) FROM actor WHERE is_registered");
  if (!count) return tl::unexpected(count.error());
  actors.reserve(static_cast<std::size_t>(count->value_or(0)));
  auto done = load_names(connection, actors);
  if (done)
    done = load_facts(connection, "actor_alias", "alias", actors,
                      [](Actor& actor, const Row& row) -> Result<void> {
                        add_once(actor.aliases, row.text(1));
                        return {};
                      });
  if (done)
    done = load_facts(connection, "actor_role", "title, from_date, to_date, source", actors,
                      [&](Actor& actor, const Row& row) -> Result<void> {
                        const auto period = period_in(connection, row, 2);
                        if (!period) return tl::unexpected(period.error());
                        add_once(actor.roles, actors::Role{row.text(1), *period, row.text(4)});
                        return {};
                      });
  if (done)
    done =
        load_facts(connection, "actor_bloc", "bloc, from_date, to_date, source", actors,
                   [&](Actor& actor, const Row& row) -> Result<void> {
                     const auto period = period_in(connection, row, 2);
                     if (!period) return tl::unexpected(period.error());
                     add_once(actor.blocs, actors::Membership{row.text(1), *period, row.text(4)});
                     return {};
                   });
  if (!done) return tl::unexpected(done.error());
  // Lists grew by doubling; a register stays in memory for as long as articles are read.
  for (Actor& actor : actors) {
    actor.aliases.shrink_to_fit();
    actor.roles.shrink_to_fit();
    actor.blocs.shrink_to_fit();
  }
  return actors;
}

}  // namespace faultline::study::detail
