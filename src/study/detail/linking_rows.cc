#include "study/detail/linking_rows.h"

#include <fmt/core.h>

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "actors/linking.h"
#include "study/detail/actor_rows.h"
#include "study/detail/columns.h"
#include "study/detail/identity.h"
#include "study/detail/names.h"
#include "study/detail/settling.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

/// The casts of all articles as the linking wants them, and where each member stands.
struct Casts {
  struct Place {
    std::int64_t article{};
    std::string linked;
    bool is_settled = false;  // by a person
  };
  std::vector<actors::Appearance> appearances;
  std::vector<Place> places;
  std::unordered_map<std::string, std::size_t> by_place;

  static std::string key(std::int64_t article, std::string_view machine_actor) {
    return fmt::format("{} {}", article, machine_actor);
  }
};

Result<void> load_members(Connection& connection, Casts& casts) {
  return connection.each(
      "SELECT c.article, a.id, a.outlet, a.published, c.machine_actor, c.name, c.kind, c.pronoun, "
      "c.is_unnamed, c.linked, "
      "(SELECT m.actor FROM decision_member m WHERE m.article = c.article "
      "AND m.machine_actor = c.machine_actor ORDER BY m.decision DESC LIMIT 1), "
      "(SELECT r.is_registered FROM actor r WHERE r.id = c.machine_actor) "
      "FROM cast_member c JOIN article a ON a.key = c.article ORDER BY c.article, c.number",
      [&](const Row& row) -> Result<void> {
        actors::Appearance made;
        made.article = row.text(1);
        made.outlet = row.text(2);
        const auto published = day(connection, row, 3);
        if (!published) return tl::unexpected(published.error());
        made.day = *published;
        made.id = row.text(4);
        made.name = row.text(5);
        const auto kind = actors::parse_actor_kind(row.text(6));
        if (!kind)
          return tl::unexpected(
              connection.damaged(fmt::format("\"{}\" is no kind of actor", row.text(6))));
        made.kind = *kind;
        made.pronoun = row.text(7);
        made.is_unnamed = row.integer(8) != 0;
        const auto settled = row.optional_text(10);
        if (settled)
          made.anchor = *settled;
        else if (row.integer(11) != 0)
          made.anchor = made.id;
        casts.by_place.emplace(Casts::key(row.integer(0), made.id), casts.appearances.size());
        casts.places.push_back({row.integer(0), row.text(9), settled.has_value()});
        casts.appearances.push_back(std::move(made));
        return {};
      });
}

Result<void> load_stated(Connection& connection, Casts& casts) {
  const auto into = [&](const char* sql, std::vector<std::string> actors::Appearance::* field) {
    return connection.each(sql, [&](const Row& row) -> Result<void> {
      const auto at = casts.by_place.find(Casts::key(row.integer(0), row.text(1)));
      if (at != casts.by_place.end()) (casts.appearances[at->second].*field).push_back(row.text(2));
      return {};
    });
  };
  auto done = into(
      "SELECT article, coalesce(original_actor, actor), title FROM actor_role "
      "WHERE article IS NOT NULL ORDER BY article, number",
      &actors::Appearance::titles);
  // Number 0: names that the last linking gathered.
  if (done)
    done = into(
        "SELECT article, coalesce(original_actor, actor), alias FROM actor_alias "
        "WHERE article IS NOT NULL AND number > 0 ORDER BY article, number",
        &actors::Appearance::aliases);
  return done;
}

/// Rows for all actors whom the links name; what the register says of one is not touched.
Result<void> write_actors(Connection& connection, const actors::Links& links) {
  for (const auto& actor : links.actors) {
    const auto done = connection.run(
        "INSERT INTO actor (id, name, kind, part_of, pronoun, is_registered, is_unnamed) "
        "VALUES (?1, ?2, ?3, '', ?4, 0, ?5) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
        "kind = excluded.kind, pronoun = excluded.pronoun, is_unnamed = excluded.is_unnamed "
        "WHERE NOT is_registered AND (name, kind, pronoun, is_unnamed) <> "
        "(excluded.name, excluded.kind, excluded.pronoun, excluded.is_unnamed)",
        actor.id, actor.name, actors::to_string(actor.kind), actor.pronoun, actor.is_unnamed);
    if (!done) return done;
  }
  return {};
}

Result<void> write_links(Connection& connection, const Casts& casts, const actors::Links& links) {
  for (std::size_t i = 0; i < casts.places.size(); ++i) {
    const auto& id = links.actors[links.actor_of[i]].id;
    if (casts.places[i].is_settled || casts.places[i].linked == id) continue;
    const auto done =
        connection.run("UPDATE cast_member SET linked = ? WHERE article = ? AND machine_actor = ?",
                       id, casts.places[i].article, casts.appearances[i].id);
    if (!done) return done;
  }
  return {};
}

/// Those that a person may decide come first, so that they are numbered from 1.
Result<void> write_proposals(Connection& connection, const actors::Links& links) {
  auto done = connection.run("DELETE FROM link");
  std::int64_t number = 0;
  for (const bool is_joined : {false, true})
    for (const auto& proposal : links.proposals) {
      if (proposal.is_joined != is_joined) continue;
      ++number;
      if (done)
        done = connection.run(
            "INSERT INTO link (number, actor, other, probability, is_joined) "
            "VALUES (?, ?, ?, ?, ?)",
            number, proposal.one, proposal.other, proposal.probability, is_joined);
      int place = 0;
      for (const auto& reason : proposal.reasons)
        if (done)
          done = connection.run(
              "INSERT INTO link_reason (link, number, reason, weight) VALUES (?, ?, ?, ?)", number,
              ++place, reason.text, reason.weight);
    }
  return done;
}

/// Every name under which an actor appears is an alias of his, from the first article that has it.
Result<void> write_names(Connection& connection) {
  auto done = connection.run("DELETE FROM actor_alias WHERE number = 0 AND decision IS NULL");
  if (done)
    done = connection.run(
        "INSERT INTO actor_alias (actor, article, number, alias, original_actor) "
        "SELECT actor, article, 0, name, nullif(machine_actor, actor) FROM ("
        "SELECT c.actor, c.article, c.name, c.machine_actor, row_number() OVER ("
        "PARTITION BY c.actor, c.name ORDER BY a.published IS NULL, a.published, a.outlet, a.id, "
        "c.number) AS place FROM cast_member c JOIN article a ON a.key = c.article "
        "JOIN actor p ON p.id = c.actor "
        "WHERE c.name <> p.name AND NOT p.is_registered) WHERE place = 1 ORDER BY actor, name");
  return done;
}

Result<void> drop_all_unused(Connection& connection) {
  std::vector<std::string> ids;
  const auto found = connection.each(
      "SELECT id FROM actor WHERE NOT is_registered "
      "AND id NOT IN (SELECT actor FROM cast_member) AND id NOT IN (SELECT linked FROM "
      "cast_member)",
      [&](const Row& row) -> Result<void> {
        ids.push_back(row.text(0));
        return {};
      });
  if (!found) return found;
  return drop_unused(connection, ids);
}

}  // namespace

Result<LinkingSummary> link_all(Connection& connection) {
  Casts casts;
  auto done = load_members(connection, casts);
  if (done) done = load_stated(connection, casts);
  if (!done) return tl::unexpected(done.error());
  auto loaded = load_actors(connection, /*registered_only=*/true);
  if (!loaded) return tl::unexpected(loaded.error());
  std::vector<actors::Actor> known;
  for (auto& [id, actor] : *loaded) known.push_back(std::move(actor));
  const auto links = actors::link_actors(casts.appearances, known);

  done = lift_decisions(connection);
  if (done) done = write_actors(connection, links);
  if (done) done = write_links(connection, casts, links);
  if (done) done = settle(connection, nullptr);
  if (done) done = write_names(connection);
  if (done) done = write_proposals(connection, links);
  if (done) done = drop_all_unused(connection);
  if (done) done = set_setting(connection, "links", "fresh");
  if (!done) return tl::unexpected(done.error());
  LinkingSummary summary;
  summary.appearances = std::ssize(casts.appearances);
  for (const auto& proposal : links.proposals) summary.joined += proposal.is_joined ? 1 : 0;
  const auto actors = connection.integer("SELECT count(DISTINCT actor) FROM cast_member");
  if (!actors) return tl::unexpected(actors.error());
  summary.actors = actors->value_or(0);
  const auto open = connection.integer("SELECT count(*) FROM v_proposals");
  if (!open) return tl::unexpected(open.error());
  summary.proposals = open->value_or(0);
  return summary;
}

Result<std::vector<ProposalRow>> proposal_rows(Connection& connection, const Filter& filter,
                                               bool with_joined) {
  if (const auto known = check_names(connection, filter); !known)
    return tl::unexpected(known.error());
  std::vector<ProposalRow> rows;
  const std::string joined =
      with_joined
          ? " UNION ALL SELECT l.number, l.actor, p.name, l.other, l.other, l.probability, 1 "
            "FROM link l JOIN actor p ON p.id = l.actor WHERE l.is_joined"
          : "";
  auto done = connection.each(
      fmt::format("SELECT x.*, (SELECT count(DISTINCT article) FROM cast_member WHERE actor = "
                  "x.actor), (SELECT count(DISTINCT article) FROM cast_member WHERE actor = "
                  "x.other) FROM (SELECT number, actor, actor_name, other, other_name, "
                  "probability, 0 FROM v_proposals{}) x "
                  "WHERE (?1 IS NULL OR x.actor = ?1 OR x.other = ?1) AND x.probability >= ?2 "
                  "ORDER BY x.number LIMIT ?3",
                  joined),
      [&](const Row& row) -> Result<void> {
        ProposalRow made;
        made.number = row.integer(0);
        made.actor = row.text(1);
        made.actor_name = row.text(2);
        made.other = row.text(3);
        made.other_name = row.text(4);
        made.probability = row.real(5);
        made.is_joined = row.integer(6) != 0;
        made.actor_articles = static_cast<int>(row.integer(7));
        made.other_articles = static_cast<int>(row.integer(8));
        rows.push_back(std::move(made));
        return {};
      },
      filter.actor, filter.min_confidence.value_or(0), filter.limit.value_or(-1));
  for (auto& row : rows)
    if (done)
      done = connection.each(
          "SELECT reason, weight FROM link_reason WHERE link = ? ORDER BY number",
          [&](const Row& reason) -> Result<void> {
            row.reasons.emplace_back(reason.text(0), reason.real(1));
            return {};
          },
          row.number);
  if (!done) return tl::unexpected(done.error());
  return rows;
}

}  // namespace faultline::study::detail
