#include "study/detail/actor_rows.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "study/detail/columns.h"
#include "study/detail/fingerprint.h"
#include "study/detail/identity.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;

/// Names, offices and blocs; `article` is none for the register's.
Result<void> insert_details(Connection& connection, const actors::Actor& actor,
                            std::optional<std::int64_t> article) {
  const auto first = [](const Period& period) {
    return period.from ? std::optional(period.from->first) : std::nullopt;
  };
  const auto last = [](const Period& period) {
    return period.to ? std::optional(last_day(*period.to)) : std::nullopt;
  };
  int number = 0;
  for (const auto& alias : actor.aliases) {
    auto done = connection.run(
        "INSERT INTO actor_alias (actor, article, number, alias) VALUES (?, ?, ?, ?)", actor.id,
        article, ++number, alias);
    if (!done) return done;
  }
  number = 0;
  for (const auto& role : actor.roles) {
    auto done = connection.run(
        "INSERT INTO actor_role (actor, article, number, title, from_date, to_date, first_day, "
        "last_day, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        actor.id, article, ++number, role.title, role.period.from, role.period.to,
        first(role.period), last(role.period), role.source);
    if (!done) return done;
  }
  number = 0;
  for (const auto& membership : actor.blocs) {
    auto done = connection.run(
        "INSERT INTO actor_bloc (actor, article, number, bloc, from_date, to_date, first_day, "
        "last_day, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        actor.id, article, ++number, membership.bloc, membership.period.from, membership.period.to,
        first(membership.period), last(membership.period), membership.source);
    if (!done) return done;
  }
  return {};
}

using Actors = std::map<std::string, actors::Actor>;

Result<Period> period_in(const Connection& connection, const sqlite::Row& row, int column) {
  Period period;
  const auto from = partial_date(connection, row, column);
  if (!from) return tl::unexpected(from.error());
  const auto to = partial_date(connection, row, column + 1);
  if (!to) return tl::unexpected(to.error());
  period.from = *from;
  period.to = *to;
  return period;
}

Result<void> load_details(Connection& connection, Actors& actors) {
  auto done = connection.each("SELECT actor, alias FROM v_aliases ORDER BY actor, number, alias",
                              [&](const sqlite::Row& row) -> Result<void> {
                                const auto actor = actors.find(row.text(0));
                                if (actor != actors.end())
                                  actor->second.aliases.push_back(row.text(1));
                                return {};
                              });
  if (!done) return done;
  // Several articles may give an actor the same office: it is named once, where it stood first.
  done = connection.each(
      "SELECT actor, title, from_date, to_date, source FROM v_roles ORDER BY actor, article, "
      "number",
      [&](const sqlite::Row& row) -> Result<void> {
        const auto actor = actors.find(row.text(0));
        if (actor == actors.end()) return {};
        auto period = period_in(connection, row, 2);
        if (!period) return tl::unexpected(period.error());
        actors::Role role{row.text(1), *period, row.text(4)};
        auto& roles = actor->second.roles;
        if (std::find(roles.begin(), roles.end(), role) == roles.end())
          roles.push_back(std::move(role));
        return {};
      });
  if (!done) return done;
  return connection.each(
      "SELECT actor, bloc, from_date, to_date, source FROM v_memberships "
      "ORDER BY actor, article, number",
      [&](const sqlite::Row& row) -> Result<void> {
        const auto actor = actors.find(row.text(0));
        if (actor == actors.end()) return {};
        auto period = period_in(connection, row, 2);
        if (!period) return tl::unexpected(period.error());
        actors::Membership membership{row.text(1), *period, row.text(4)};
        auto& blocs = actor->second.blocs;
        if (std::find(blocs.begin(), blocs.end(), membership) == blocs.end())
          blocs.push_back(std::move(membership));
        return {};
      });
}

}  // namespace

namespace {

/// Somebody whom the article does not name: his id is the article's own, so that two of them are
/// never taken for one.
Result<std::string> unnamed_id(Connection& connection, const actors::Actor& actor,
                               std::int64_t article) {
  const auto name = connection.text("SELECT id FROM article WHERE key = ?", article);
  if (!name) return tl::unexpected(name.error());
  const std::string wanted = actors::slug(actor.name + " in " + name->value_or(""));
  std::string id = wanted;
  for (int number = 2;; ++number) {
    const auto taken =
        connection.integer("SELECT 1 FROM cast_member WHERE linked = ?1 OR actor = ?1 LIMIT 1", id);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) return id;
    id = fmt::format("{}-{}", wanted, number);
  }
}

/// Names, offices and blocs that the article states, under the id by which it is linked.
Result<void> insert_stated(Connection& connection, const actors::Actor& actor,
                           const std::string& linked, std::int64_t article) {
  if (actor.aliases.empty() && actor.roles.empty() && actor.blocs.empty()) return {};
  const auto is_registered =
      connection.integer("SELECT is_registered FROM actor WHERE id = ?", linked);
  if (!is_registered) return tl::unexpected(is_registered.error());
  if (is_registered->value_or(0) != 0) return {};
  actors::Actor stated = actor;
  stated.id = linked;
  auto done = insert_details(connection, stated, article);
  if (linked == actor.id) return done;
  for (const char* table : {"actor_alias", "actor_role", "actor_bloc"})
    if (done)
      done = connection.run(
          fmt::format("UPDATE {} SET original_actor = ? WHERE article = ? AND actor = ?", table),
          actor.id, article, linked);
  return done;
}

}  // namespace

bool is_unnamed(const actors::Cast& cast, std::size_t index) {
  const auto& actor = cast.actors[index];
  if (actor.is_registered) return false;
  if (actor.is_unnamed) return true;
  if (actor.kind != actors::ActorKind::Group) return false;
  bool is_described = false;
  for (const auto& mention : cast.mentions) {
    if (mention.actor.value != index) continue;
    if (mention.kind == actors::MentionKind::Name) return false;
    is_described = true;
  }
  return is_described;
}

Result<void> insert_cast(Connection& connection, const actors::Cast& cast, std::int64_t article) {
  for (std::size_t i = 0; i < cast.actors.size(); ++i) {
    const auto& actor = cast.actors[i];
    const bool is_nameless = is_unnamed(cast, i);
    auto linked =
        is_nameless ? unnamed_id(connection, actor, article) : Result<std::string>(actor.id);
    if (!linked) return tl::unexpected(linked.error());
    // An actor that is there already keeps what the register or the first article said of him,
    // until all articles are linked.
    auto done = connection.run(
        "INSERT INTO actor (id, name, kind, part_of, pronoun, is_registered, is_unnamed) "
        "VALUES (?, ?, ?, ?, ?, 0, ?) ON CONFLICT (id) DO NOTHING",
        *linked, actor.name, actors::to_string(actor.kind), actor.part_of, actor.pronoun,
        is_nameless);
    if (!done) return done;
    done = connection.run(
        "INSERT INTO cast_member (article, machine_actor, number, name, kind, pronoun, is_unnamed, "
        "linked, actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        article, actor.id, i + 1, actor.name, actors::to_string(actor.kind), actor.pronoun,
        is_nameless, *linked, *linked);
    if (done) done = insert_stated(connection, actor, *linked, article);
    if (!done) return done;
  }
  return {};
}

Result<void> drop_unused(Connection& connection, std::span<const std::string> ids) {
  for (const auto& id : ids) {
    auto done = connection.run(
        "DELETE FROM actor WHERE id = ?1 AND NOT is_registered "
        "AND NOT EXISTS (SELECT 1 FROM cast_member WHERE actor = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM cast_member WHERE linked = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM decision_member WHERE actor = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM actor WHERE merged_into = ?1) "
        "AND NOT EXISTS (SELECT 1 FROM decision WHERE withdrawn_at IS NULL "
        "AND (actor = ?1 OR (other = ?1 AND kind IN ('merge', 'split', 'distinct')))) "
        "AND NOT EXISTS (SELECT 1 FROM correction WHERE value = ?1 "
        "AND field IN ('speaker', 'from', 'to'))",
        id);
    if (!done) return done;
  }
  return {};
}

Result<void> replace_register(Connection& connection, std::span<const actors::Actor> actors) {
  const std::string hash = fingerprint(actors);
  const auto former_hash = register_hash(connection);
  if (!former_hash) return tl::unexpected(former_hash.error());
  if (hash == *former_hash) return {};
  std::vector<std::string> former;
  auto done = connection.each("SELECT id FROM actor WHERE is_registered ORDER BY id",
                              [&](const sqlite::Row& row) -> Result<void> {
                                former.push_back(row.text(0));
                                return {};
                              });
  for (const char* table : {"actor_alias", "actor_role", "actor_bloc"})
    if (done)
      done = connection.run(
          fmt::format("DELETE FROM {} WHERE article IS NULL AND decision IS NULL", table));
  if (done) done = connection.run("UPDATE actor SET is_registered = 0 WHERE is_registered");
  for (const auto& actor : actors) {
    if (done)
      done = connection.run(
          "INSERT INTO actor (id, name, kind, part_of, pronoun, is_registered) "
          "VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
          "kind = excluded.kind, part_of = excluded.part_of, pronoun = excluded.pronoun, "
          "is_registered = 1",
          actor.id, actor.name, actors::to_string(actor.kind), actor.part_of, actor.pronoun);
    if (done) done = insert_details(connection, actor, std::nullopt);
  }
  if (done) done = drop_unused(connection, former);
  if (done) done = set_setting(connection, "register_hash", hash);
  return done;
}

Result<Actors> load_actors(Connection& connection, bool registered_only) {
  Actors actors;
  auto done = connection.each(
      "SELECT id, name, kind, part_of, pronoun, is_registered, is_unnamed FROM actor "
      "WHERE (is_registered OR NOT ?) AND merged_into IS NULL ORDER BY id",
      [&](const sqlite::Row& row) -> Result<void> {
        actors::Actor actor;
        actor.id = row.text(0);
        actor.name = row.text(1);
        const auto kind = actors::parse_actor_kind(row.text(2));
        if (!kind)
          return tl::unexpected(
              connection.damaged(fmt::format("\"{}\" is no kind of actor", row.text(2))));
        actor.kind = *kind;
        actor.part_of = row.text(3);
        actor.pronoun = row.text(4);
        actor.is_registered = row.integer(5) != 0;
        actor.is_unnamed = row.integer(6) != 0;
        actors.emplace(actor.id, std::move(actor));
        return {};
      },
      registered_only);
  if (done) done = load_details(connection, actors);
  if (!done) return tl::unexpected(done.error());
  return actors;
}

}  // namespace faultline::study::detail
