#include "study/detail/decision_effects.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "study/detail/names.h"
#include "study/detail/nearest.h"
#include "study/detail/settling.h"
#include "text/text.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;
using Kind = ActorDecision::Kind;

/// What is known of an actor's row.
struct Person {
  std::string id, name, kind;
  bool is_registered = false, is_unnamed = false;
};

Result<Person> person(Connection& connection, const std::string& id) {
  if (const auto known = require_actor(connection, id); !known)
    return tl::unexpected(known.error());
  const auto holder = holder_of(connection, id);
  if (!holder) return tl::unexpected(holder.error());
  Person found;
  const auto done = connection.each(
      "SELECT id, name, kind, is_registered, is_unnamed FROM actor WHERE id = ?",
      [&](const Row& row) -> Result<void> {
        found = {row.text(0), row.text(1), row.text(2), row.integer(3) != 0, row.integer(4) != 0};
        return {};
      },
      *holder);
  if (!done) return tl::unexpected(done.error());
  return found;
}

tl::unexpected<Error> refused(std::string message) {
  return failure(ErrorCode::Usage, std::move(message));
}

struct Facts {
  std::string_view table, column, what;
};
std::optional<Facts> facts_of(Kind kind) {
  switch (kind) {
    case Kind::AddAlias:
    case Kind::RemoveAlias:
      return Facts{"actor_alias", "alias", "alias"};
    case Kind::AddRole:
    case Kind::RemoveRole:
      return Facts{"actor_role", "title", "role"};
    case Kind::AddBloc:
    case Kind::RemoveBloc:
      return Facts{"actor_bloc", "bloc", "bloc"};
    default:
      return std::nullopt;
  }
}

Result<std::vector<std::string>> column(Connection& connection, const std::string& sql,
                                        const std::string& id) {
  std::vector<std::string> values;
  const auto done = connection.each(
      sql,
      [&](const Row& row) -> Result<void> {
        values.push_back(row.text(0));
        return {};
      },
      id);
  if (!done) return tl::unexpected(done.error());
  return values;
}

Result<void> check_pair(Connection& connection, ActorDecision& decision) {
  auto one = person(connection, decision.actor);
  if (!one) return tl::unexpected(one.error());
  auto other = person(connection, decision.other);
  if (!other) return tl::unexpected(other.error());
  const bool is_merge = decision.kind == Kind::Merge;
  if (one->id == other->id)
    return refused(is_merge
                       ? fmt::format("\"{}\" and \"{}\" are one actor already.", decision.actor,
                                     decision.other)
                       : fmt::format("\"{}\" and \"{}\" are one actor now; `split {} --read-as {}` "
                                     "takes them apart.",
                                     decision.actor, decision.other, one->id,
                                     decision.actor == one->id ? decision.other : decision.actor));
  // The register's id stays.
  if (is_merge && one->is_registered && !other->is_registered) std::swap(*one, *other);
  const bool are_unlike = (one->kind == "person") != (other->kind == "person");
  if (is_merge && are_unlike && !decision.is_forced)
    return refused(
        fmt::format("\"{}\" is a {} and \"{}\" a {}; give --force if they are one all "
                    "the same.",
                    one->id, one->kind, other->id, other->kind));
  if (is_merge && one->is_registered && other->is_registered && !decision.is_forced)
    return refused(
        fmt::format("\"{}\" and \"{}\" are both in the register; give --force if they "
                    "are one all the same, or take one of them out of it.",
                    one->id, other->id));
  decision.actor = one->id;
  decision.other = other->id;
  return {};
}

/// The appearances that a split moves, as (article, machine_actor).
struct Member {
  std::int64_t article;
  std::string machine_actor, name, kind, pronoun;
};
Result<std::vector<Member>> members_of(Connection& connection, const ActorDecision& decision) {
  std::vector<Member> members;
  const auto done = connection.each(
      "SELECT c.article, c.machine_actor, c.name, c.kind, c.pronoun, a.id FROM cast_member c "
      "JOIN article a ON a.key = c.article WHERE c.actor = ? ORDER BY c.article, c.number",
      [&](const Row& row) -> Result<void> {
        const auto& wanted = decision.articles;
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), row.text(5)) == wanted.end())
          return {};
        if (!decision.read_as.empty() && decision.read_as != row.text(1) &&
            text::fold_name(decision.read_as) != text::fold_name(row.text(2)))
          return {};
        members.push_back({row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4)});
        return {};
      },
      decision.actor);
  if (!done) return tl::unexpected(done.error());
  return members;
}

/// The name that most of them have; the first of equals.
std::string common_name(const std::vector<Member>& members) {
  std::map<std::string, int> counts;
  for (const auto& member : members) ++counts[member.name];
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string() : most->first;
}

Result<std::string> free_actor_id(Connection& connection, const std::string& wanted) {
  std::string id = wanted;
  for (int number = 2;; ++number) {
    // Ids of undone decisions are not given again either: the history still names them.
    const auto taken = connection.integer(
        "SELECT 1 FROM actor WHERE id = ?1 UNION ALL SELECT 1 FROM cast_member WHERE machine_actor "
        "= ?1 UNION ALL SELECT 1 FROM decision WHERE kind = 'split' AND other = ?1 LIMIT 1",
        id);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) return id;
    id = fmt::format("{}-{}", wanted, number);
  }
}

Result<void> check_split(Connection& connection, ActorDecision& decision) {
  const auto one = person(connection, decision.actor);
  if (!one) return tl::unexpected(one.error());
  decision.actor = one->id;
  if (decision.articles.empty() && decision.read_as.empty())
    return refused("Say what is about somebody else: articles, or how they name him.");
  for (const auto& article : decision.articles) {
    Filter filter;
    filter.article = article;
    if (auto known = check_names(connection, filter); !known) return known;
  }
  const auto members = members_of(connection, decision);
  if (!members) return tl::unexpected(members.error());
  if (members->empty())
    return failure(ErrorCode::NotFound,
                   fmt::format("No such article speaks of \"{}\"; `faultline actors STUDY show {}` "
                               "lists those that do.",
                               one->id, one->id),
                   one->id);
  const auto all = connection.integer("SELECT count(*) FROM cast_member WHERE actor = ?", one->id);
  if (!all) return tl::unexpected(all.error());
  if (!one->is_registered && all->value_or(0) == std::ssize(*members))
    return refused(
        fmt::format("That is all that is said of \"{}\"; nothing would be left of "
                    "him. `rename` gives him another name.",
                    one->id));
  const std::string wanted =
      decision.other.empty() ? actors::slug(common_name(*members)) : decision.other;
  auto id = free_actor_id(connection, wanted);
  if (!id) return tl::unexpected(id.error());
  if (!decision.other.empty() && (*id != wanted || actors::slug(wanted) != wanted))
    return refused(
        *id != wanted
            ? fmt::format("The id \"{}\" is taken; \"{}\" is free.", wanted, *id)
            : fmt::format("\"{}\" is no id; \"{}\" is one.", wanted, actors::slug(wanted)));
  decision.other = std::move(*id);
  return {};
}

Result<void> check_fact(Connection& connection, ActorDecision& decision, const Facts& facts) {
  decision.value = text::fold_space(decision.value);
  if (decision.value.empty()) return refused(fmt::format("The {} is empty.", facts.what));
  const auto& [from, to] = decision.period;
  if (from && to && last_day(*to) < from->first)
    return refused(fmt::format("The {} would end on {}, before it begins on {}.", facts.what,
                               to_string(*to), to_string(*from)));
  const auto known =
      column(connection,
             fmt::format("SELECT DISTINCT {} FROM {} WHERE actor = ? AND is_valid ORDER BY 1",
                         facts.column, facts.table),
             decision.actor);
  if (!known) return tl::unexpected(known.error());
  const bool is_there = std::find(known->begin(), known->end(), decision.value) != known->end();
  const bool is_removal = decision.kind == Kind::RemoveAlias || decision.kind == Kind::RemoveRole ||
                          decision.kind == Kind::RemoveBloc;
  if (decision.kind == Kind::AddAlias && is_there)
    return refused(fmt::format("\"{}\" is called \"{}\" already.", decision.actor, decision.value));
  if (is_removal && !is_there) {
    auto error = unknown_name(facts.what, decision.value, *known,
                              fmt::format("\"{}\" has none", decision.actor));
    return tl::unexpected(std::move(error));
  }
  return {};
}

Result<void> check_one(Connection& connection, ActorDecision& decision) {
  const auto one = person(connection, decision.actor);
  if (!one) return tl::unexpected(one.error());
  decision.actor = one->id;
  decision.other.clear();
  if (decision.kind == Kind::Confirm) {
    if (one->is_registered)
      return refused(fmt::format("\"{}\" is in the register already.", one->id));
    if (one->is_unnamed)
      return refused(
          fmt::format("\"{}\" is not named by its article, so that nobody could be "
                      "found by it; merge it into whom it means.",
                      one->id));
    return {};
  }
  if (const auto facts = facts_of(decision.kind)) return check_fact(connection, decision, *facts);
  decision.value = text::fold_space(decision.value);
  if (decision.value.empty()) return refused("The new name is empty.");
  if (decision.value == one->name)
    return refused(fmt::format("\"{}\" is called \"{}\" already.", one->id, one->name));
  return {};
}

/// The appearances that are `id` now, merges aside, stay his whatever the machine thinks later.
Result<void> settle_on(Connection& connection, std::int64_t key, const std::string& id) {
  return connection.run(
      fmt::format("INSERT INTO decision_member (decision, article, machine_actor, actor) "
                  "SELECT ?1, x.article, x.machine_actor, x.base FROM (SELECT c.article, "
                  "c.machine_actor, {} AS base FROM cast_member c WHERE c.actor = "
                  "(SELECT coalesce(merged_into, id) FROM actor WHERE id = ?2)) x "
                  "WHERE x.base = ?2",
                  base_sql()),
      key, id);
}

/// Behind the facts of register and articles.
constexpr std::int64_t last_number = 1'000'000;

Result<void> add_alias(Connection& connection, std::int64_t key, const std::string& id,
                       std::string_view alias) {
  return connection.run(
      "INSERT INTO actor_alias (actor, number, alias, decision) VALUES (?, ?, ?, ?)", id,
      last_number + key, alias, key);
}

Result<void> write_split(Connection& connection, const ActorDecision& decision, std::int64_t key) {
  const auto members = members_of(connection, decision);
  if (!members) return tl::unexpected(members.error());
  auto done = connection.run(
      "INSERT INTO actor (id, name, kind, part_of, pronoun, is_registered) "
      "VALUES (?, ?, ?, '', ?, 0)",
      decision.other, common_name(*members), members->front().kind, members->front().pronoun);
  for (const auto& member : *members)
    if (done)
      done = connection.run(
          "INSERT INTO decision_member (decision, article, machine_actor, actor) "
          "VALUES (?, ?, ?, ?)",
          key, member.article, member.machine_actor, decision.other);
  // What is left stays what it is, or the machine would give it to the new actor of that name.
  return done ? settle_on(connection, key, decision.actor) : done;
}

/// What the articles state of him becomes the register's, with the articles as its source.
Result<void> write_confirmation(Connection& connection, const std::string& id, std::int64_t key) {
  auto done = connection.run(
      "INSERT INTO actor_alias (actor, number, alias, decision) "
      "SELECT ?1, ?2, alias, ?3 FROM (SELECT alias FROM actor_alias WHERE actor = ?1 AND is_valid "
      "AND decision IS NULL UNION SELECT name FROM cast_member WHERE actor = ?1) "
      "WHERE alias <> (SELECT name FROM actor WHERE id = ?1) ORDER BY alias",
      id, last_number + key, key);
  for (const auto& [table, column] : {std::pair{"actor_role", "title"}, {"actor_bloc", "bloc"}})
    if (done)
      done = connection.run(
          fmt::format(
              "INSERT INTO {0} (actor, number, {1}, from_date, to_date, first_day, last_day, "
              "source, decision) "
              "SELECT ?1, ?2, {1}, from_date, to_date, first_day, last_day, "
              "'article ' || group_concat(article_id, '; '), ?3 FROM "
              "(SELECT f.{1}, f.from_date, f.to_date, f.first_day, f.last_day, a.id AS article_id, "
              "min(f.rowid) AS place FROM {0} f JOIN article a ON a.key = f.article "
              "WHERE f.actor = ?1 AND f.is_valid AND f.decision IS NULL "
              "GROUP BY f.{1}, f.from_date, f.to_date, a.id ORDER BY a.id) "
              "GROUP BY {1}, from_date, to_date ORDER BY min(place)",
              table, column),
          id, last_number + key, key);
  return done;
}

Result<void> write_fact(Connection& connection, const ActorDecision& decision, std::int64_t key) {
  if (decision.kind == Kind::AddAlias)
    return add_alias(connection, key, decision.actor, decision.value);
  const auto facts = facts_of(decision.kind);
  const auto& [from, to] = decision.period;
  return connection.run(
      fmt::format("INSERT INTO {} (actor, number, {}, from_date, to_date, first_day, last_day, "
                  "source, decision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  facts->table, facts->column),
      decision.actor, last_number + key, decision.value, from, to,
      from ? std::optional(from->first) : std::nullopt,
      to ? std::optional(last_day(*to)) : std::nullopt, decision.source, key);
}

}  // namespace

Result<ActorDecision> checked(Connection& connection, ActorDecision decision) {
  Result<void> sound;
  switch (decision.kind) {
    case Kind::Merge:
    case Kind::Distinct:
      sound = check_pair(connection, decision);
      break;
    case Kind::Split:
      sound = check_split(connection, decision);
      break;
    default:
      sound = check_one(connection, decision);
  }
  if (!sound) return tl::unexpected(sound.error());
  return decision;
}

Result<void> write_effects(Connection& connection, const ActorDecision& decision,
                           std::int64_t key) {
  if (decision.kind == Kind::Split) return write_split(connection, decision, key);
  auto done = settle_on(connection, key, decision.actor);
  switch (decision.kind) {
    case Kind::Merge: {
      if (done) done = settle_on(connection, key, decision.other);
      const auto name = connection.text(
          "SELECT a.name FROM actor a, actor b WHERE a.id = ? AND b.id = ? AND a.name <> b.name "
          "AND NOT EXISTS (SELECT 1 FROM v_aliases v WHERE v.actor = b.id AND v.alias = a.name)",
          decision.actor, decision.other);
      if (!name) return tl::unexpected(name.error());
      if (done && *name) done = add_alias(connection, key, decision.other, **name);
      return done;
    }
    case Kind::Distinct:
      return done ? settle_on(connection, key, decision.other) : done;
    case Kind::Confirm:
      return done ? write_confirmation(connection, decision.actor, key) : done;
    case Kind::Rename: {
      const auto name = connection.text("SELECT name FROM actor WHERE id = ?", decision.actor);
      if (!name) return tl::unexpected(name.error());
      return done ? add_alias(connection, key, decision.actor, name->value_or("")) : done;
    }
    case Kind::AddAlias:
    case Kind::AddRole:
    case Kind::AddBloc:
      return done ? write_fact(connection, decision, key) : done;
    default:
      return done;
  }
}

Result<void> remove_effects(Connection& connection, const DecisionRow& decision) {
  const auto key = static_cast<std::int64_t>(decision.key);
  auto done = connection.run("DELETE FROM decision_member WHERE decision = ?", key);
  for (const char* table : {"actor_alias", "actor_role", "actor_bloc"})
    if (done) done = connection.run(fmt::format("DELETE FROM {} WHERE decision = ?", table), key);
  // The machine may have found more of the new actor since.
  if (done && decision.kind == Kind::Split)
    done = connection.run("UPDATE cast_member SET linked = ? WHERE linked = ?", decision.actor,
                          decision.other);
  return done;
}

}  // namespace faultline::study::detail
