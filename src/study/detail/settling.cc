#include "study/detail/settling.h"

#include <fmt/core.h>

#include <map>
#include <vector>

#include "study/detail/corrections.h"
#include "study/detail/fingerprint.h"
#include "study/detail/identity.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

struct FactTable {
  std::string_view table, value, removal;
  bool is_dated;
};
constexpr FactTable fact_tables[] = {{"actor_alias", "alias", "remove-alias", false},
                                     {"actor_role", "title", "remove-role", true},
                                     {"actor_bloc", "bloc", "remove-bloc", true}};

/// Gives every merged actor whom he is merged into at last, and adds those whom that changed.
Result<void> settle_merges(Connection& connection, ActorIds& changed) {
  std::map<std::string, std::string> into;
  auto done = connection.each(
      "SELECT actor, other FROM decision WHERE kind = 'merge' AND withdrawn_at IS NULL ORDER BY "
      "key",
      [&](const Row& row) -> Result<void> {
        into[row.text(0)] = row.text(1);
        return {};
      });
  if (!done) return done;
  std::map<std::string, std::string> last;
  for (const auto& [from, to] : into) {
    std::string end = to;
    // Decisions make no circles; a file that was written by others might.
    for (std::size_t steps = 0; into.contains(end) && steps < into.size(); ++steps)
      end = into.at(end);
    if (end != from) last[from] = end;
  }
  std::map<std::string, std::string> former;
  done = connection.each("SELECT id, merged_into FROM actor WHERE merged_into IS NOT NULL",
                         [&](const Row& row) -> Result<void> {
                           former[row.text(0)] = row.text(1);
                           return {};
                         });
  const auto note = [&](const std::string& from, const std::string& to) {
    changed.insert(from);
    changed.insert(to);
  };
  for (const auto& [from, to] : former) {
    const auto now = last.find(from);
    if (now != last.end() && now->second == to) continue;
    note(from, to);
    if (done) done = connection.run("UPDATE actor SET merged_into = NULL WHERE id = ?", from);
  }
  for (const auto& [from, to] : last) {
    const auto before = former.find(from);
    if (before != former.end() && before->second == to) continue;
    note(from, to);
    if (done)
      done = connection.run(
          "UPDATE actor SET merged_into = ?2 WHERE id = ?1 AND EXISTS "
          "(SELECT 1 FROM actor WHERE id = ?2)",
          from, to);
  }
  return done;
}

/// The members of casts that `condition` chooses get the actor they stand for; gives the articles
/// in which that changed anything.
Result<std::set<std::int64_t>> settle_members(Connection& connection, std::string_view condition,
                                              std::span<const sqlite::Value> values) {
  struct Change {
    std::int64_t article;
    std::string machine_actor, actor;
  };
  std::vector<Change> changes;
  const sqlite::Visit visit = [&](const Row& row) -> Result<void> {
    changes.push_back({row.integer(0), row.text(1), row.text(2)});
    return {};
  };
  const auto found = connection.visit(
      fmt::format("SELECT x.article, x.machine_actor, coalesce(a.merged_into, a.id) FROM "
                  "(SELECT c.article, c.machine_actor, c.actor, {} AS base FROM cast_member c "
                  "WHERE {}) x JOIN actor a ON a.id = x.base "
                  "WHERE x.actor <> coalesce(a.merged_into, a.id)",
                  base_sql(), condition),
      values, &visit);
  if (!found) return tl::unexpected(found.error());
  std::set<std::int64_t> articles;
  for (const auto& change : changes) {
    articles.insert(change.article);
    const auto done =
        connection.run("UPDATE cast_member SET actor = ? WHERE article = ? AND machine_actor = ?",
                       change.actor, change.article, change.machine_actor);
    if (!done) return tl::unexpected(done.error());
  }
  return articles;
}

/// Facts that an article states go where its cast went.
Result<void> settle_stated(Connection& connection, std::int64_t article) {
  for (const auto& facts : fact_tables) {
    const auto done = connection.run(
        fmt::format("UPDATE {} AS f SET actor = c.actor, "
                    "original_actor = nullif(c.machine_actor, c.actor) FROM cast_member c "
                    "WHERE f.article = ?1 AND c.article = ?1 "
                    "AND c.machine_actor = coalesce(f.original_actor, f.actor) "
                    "AND f.actor <> c.actor",
                    facts.table),
        article);
    if (!done) return done;
  }
  return {};
}

/// Facts of the register and of people go with whom they are said of.
Result<void> settle_known(Connection& connection, const ActorIds& touched) {
  for (const auto& id : touched)
    for (const auto& facts : fact_tables) {
      const auto done = connection.run(
          fmt::format("UPDATE {} AS f SET actor = coalesce(a.merged_into, a.id), "
                      "original_actor = nullif(a.id, coalesce(a.merged_into, a.id)) FROM actor a "
                      "WHERE f.actor = ? AND f.article IS NULL "
                      "AND a.id = coalesce(f.original_actor, f.actor) "
                      "AND f.actor <> coalesce(a.merged_into, a.id)",
                      facts.table),
          id);
      if (!done) return done;
    }
  return {};
}

/// Facts that a person has taken out.
Result<void> settle_removals(Connection& connection) {
  struct Removal {
    std::string actor, value;
    std::optional<std::string> from, to;
  };
  for (const auto& facts : fact_tables) {
    std::vector<Removal> removals;
    auto done = connection.each(
        "SELECT actor, value, from_date, to_date FROM decision "
        "WHERE kind = ? AND withdrawn_at IS NULL",
        [&](const Row& row) -> Result<void> {
          removals.push_back(
              {row.text(0), row.text(1), row.optional_text(2), row.optional_text(3)});
          return {};
        },
        facts.removal);
    for (const auto& removal : removals) {
      if (!done) return done;
      const auto holder = holder_of(connection, removal.actor);
      if (!holder) return tl::unexpected(holder.error());
      const std::string sql = fmt::format(
          "UPDATE {} SET is_valid = 0 WHERE actor = ?1 AND {} = ?2{}", facts.table, facts.value,
          facts.is_dated ? " AND ((?3 IS NULL AND ?4 IS NULL) OR (from_date IS ?3 AND "
                           "to_date IS ?4))"
                         : " AND ?3 IS NULL AND ?4 IS NULL");
      done = connection.run(sql, *holder, removal.value, removal.from, removal.to);
    }
    if (!done) return done;
  }
  return {};
}

Result<void> apply_names(Connection& connection) {
  std::map<std::string, std::string> names;  // the last one of each
  auto done = connection.each(
      "SELECT actor, value FROM decision WHERE kind = 'rename' AND withdrawn_at IS NULL "
      "ORDER BY key",
      [&](const Row& row) -> Result<void> {
        names[row.text(0)] = row.text(1);
        return {};
      });
  for (const auto& [id, name] : names)
    if (done)
      done = connection.run(
          "UPDATE actor SET machine_name = name, name = ?2 WHERE id = ?1 AND name <> ?2", id, name);
  if (done)
    done = connection.run(
        "UPDATE actor SET is_registered = 1, is_confirmed = 1 WHERE NOT is_registered AND id IN "
        "(SELECT actor FROM decision WHERE kind = 'confirm' AND withdrawn_at IS NULL)");
  return done;
}

/// A digest of all that people say about registered actors; empty for nothing.
Result<void> note_knowledge(Connection& connection) {
  Fingerprint print;
  bool is_empty = true;
  auto done = connection.each(
      "SELECT d.kind, d.actor, d.other, d.value, d.from_date, d.to_date, d.source FROM decision d "
      "WHERE d.withdrawn_at IS NULL AND d.kind NOT IN ('split', 'distinct') AND EXISTS "
      "(SELECT 1 FROM actor a WHERE a.is_registered AND (a.id = d.actor OR a.id = d.other)) "
      "ORDER BY d.key",
      [&](const Row& row) -> Result<void> {
        is_empty = false;
        for (int column = 0; column < 7; ++column) print.add_optional(row.optional_text(column));
        return {};
      });
  if (!done) return done;
  if (is_empty) return connection.run("DELETE FROM setting WHERE name = 'people_hash'");
  return set_setting(connection, "people_hash", print.hex());
}

/// Articles in which a person names one of `touched` (null: anybody) as speaker or at an end.
Result<void> add_corrected(Connection& connection, const ActorIds* touched,
                           std::set<std::int64_t>& articles) {
  return connection.each(
      "SELECT article, value FROM correction WHERE is_in_force = 1 "
      "AND field IN ('speaker', 'from', 'to')",
      [&](const Row& row) -> Result<void> {
        if (touched == nullptr || touched->contains(row.text(1))) articles.insert(row.integer(0));
        return {};
      });
}

}  // namespace

std::string_view base_sql() {
  return "coalesce((SELECT m.actor FROM decision_member m WHERE m.article = c.article "
         "AND m.machine_actor = c.machine_actor ORDER BY m.decision DESC LIMIT 1), c.linked)";
}

std::string_view holder_sql() {
  return "(SELECT coalesce(h.merged_into, CASE WHEN h.is_registered "
         "OR EXISTS (SELECT 1 FROM cast_member k WHERE k.actor = h.id) THEN NULL "
         "ELSE (SELECT min(k.actor) FROM cast_member k WHERE k.machine_actor = h.id "
         "GROUP BY k.machine_actor HAVING count(DISTINCT k.actor) = 1) END, h.id) "
         "FROM actor h WHERE h.id = ?)";
}

Result<std::string> holder_of(Connection& connection, const std::string& id) {
  const auto holder = connection.text(fmt::format("SELECT {}", holder_sql()), id);
  if (!holder) return tl::unexpected(holder.error());
  if (*holder) return **holder;
  // An id of the articles that the machine has linked away.
  const auto linked = connection.text(
      "SELECT min(actor) FROM cast_member WHERE machine_actor = ? "
      "GROUP BY machine_actor HAVING count(DISTINCT actor) = 1",
      id);
  if (!linked) return tl::unexpected(linked.error());
  return linked->value_or(id);
}

Result<void> settle_article(Connection& connection, std::int64_t article) {
  const sqlite::Value values[] = {article};
  const auto changed = settle_members(connection, "c.article = ?", values);
  if (!changed) return tl::unexpected(changed.error());
  auto done = settle_stated(connection, article);
  const auto removed = connection.integer(
      "SELECT 1 FROM decision WHERE kind IN ('remove-alias', 'remove-role', 'remove-bloc') "
      "AND withdrawn_at IS NULL LIMIT 1");
  if (!removed) return tl::unexpected(removed.error());
  if (done && *removed) done = settle_removals(connection);
  return done;
}

Result<void> lift_decisions(Connection& connection) {
  auto done = connection.run(
      "UPDATE actor SET name = machine_name, machine_name = NULL WHERE machine_name IS NOT NULL");
  if (done)
    done = connection.run(
        "UPDATE actor SET is_registered = 0, is_confirmed = 0 WHERE is_confirmed = 1");
  for (const auto& facts : fact_tables)
    if (done)
      done =
          connection.run(fmt::format("UPDATE {} SET is_valid = 1 WHERE is_valid = 0", facts.table));
  return done;
}

Result<void> settle(Connection& connection, const ActorIds* touched) {
  auto done = apply_names(connection);
  ActorIds ids;
  if (touched != nullptr) ids = *touched;
  if (done) done = settle_merges(connection, ids);
  if (!done) return done;
  std::set<std::int64_t> articles;
  if (touched == nullptr) {
    auto changed = settle_members(connection, "1", {});
    if (!changed) return tl::unexpected(changed.error());
    articles = std::move(*changed);
    // The register may have been written anew, with what it says of those who are merged.
    done = connection.each("SELECT id FROM actor WHERE merged_into IS NOT NULL",
                           [&](const Row& row) -> Result<void> {
                             ids.insert(row.text(0));
                             return {};
                           });
    if (!done) return done;
  } else {
    for (const auto& id : ids) {
      const sqlite::Value values[] = {sqlite::to_value(id), sqlite::to_value(id),
                                      sqlite::to_value(id)};
      const auto changed = settle_members(
          connection,
          "(c.actor = ? OR c.linked = ? OR (c.article, c.machine_actor) IN "
          "(SELECT n.article, n.machine_actor FROM decision_member n WHERE n.actor = ?))",
          values);
      if (!changed) return tl::unexpected(changed.error());
      articles.insert(changed->begin(), changed->end());
    }
  }
  done = settle_known(connection, ids);
  if (done) done = add_corrected(connection, touched == nullptr ? nullptr : &ids, articles);
  for (const std::int64_t article : articles) {
    if (done) done = settle_stated(connection, article);
    if (done) done = apply_corrections(connection, article);
  }
  if (done) done = settle_removals(connection);
  if (done) done = note_knowledge(connection);
  return done;
}

Result<std::string> knowledge_hash(Connection& connection) {
  auto hash = register_hash(connection);
  if (!hash) return hash;
  const auto people = setting(connection, "people_hash");
  if (!people) return tl::unexpected(people.error());
  if (people->empty()) return hash;
  return Fingerprint().add(std::string_view(*hash)).add(std::string_view(*people)).hex();
}

}  // namespace faultline::study::detail
