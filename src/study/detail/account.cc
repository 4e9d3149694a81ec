#include "study/detail/account.h"

#include <fmt/core.h>

#include "study/detail/columns.h"
#include "study/detail/decisions.h"
#include "study/detail/linking_rows.h"
#include "study/detail/names.h"
#include "study/detail/queries.h"
#include "study/detail/settling.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

Result<void> add_names(Connection& connection, ActorAccount& account) {
  const auto& id = account.row.actor.id;
  auto done = connection.each(
      "SELECT c.machine_actor, c.name, count(*), max(EXISTS (SELECT 1 FROM decision_member m "
      "WHERE m.article = c.article AND m.machine_actor = c.machine_actor)) "
      "FROM cast_member c WHERE c.actor = ? GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
      [&](const Row& row) -> Result<void> {
        account.read_as.push_back(
            {row.text(0), row.text(1), static_cast<int>(row.integer(2)), row.integer(3) != 0});
        return {};
      },
      id);
  if (done)
    done = connection.each(
        "SELECT id FROM actor WHERE merged_into = ? ORDER BY id",
        [&](const Row& row) -> Result<void> {
          account.merged.push_back(row.text(0));
          return {};
        },
        id);
  if (done)
    done = connection.each(
        "SELECT is_confirmed, machine_name FROM actor WHERE id = ?",
        [&](const Row& row) -> Result<void> {
          account.is_confirmed = row.integer(0) != 0;
          account.machine_name = row.optional_text(1);
          return {};
        },
        id);
  return done;
}

Result<void> add_facts(Connection& connection, ActorAccount& account) {
  const auto& id = account.row.actor.id;
  struct Table {
    const char* what;
    const char* query;
  };
  static constexpr Table tables[] = {
      {"alias",
       "SELECT f.alias, NULL, NULL, '', a.id, f.decision, f.original_actor, f.is_valid, f.article "
       "IS NULL FROM actor_alias f LEFT JOIN article a ON a.key = f.article WHERE f.actor = ? "
       "ORDER BY f.article, f.number, f.alias"},
      {"role",
       "SELECT f.title, f.from_date, f.to_date, f.source, a.id, f.decision, f.original_actor, "
       "f.is_valid, f.article IS NULL FROM actor_role f LEFT JOIN article a ON a.key = f.article "
       "WHERE f.actor = ? ORDER BY f.article, f.number"},
      {"bloc",
       "SELECT f.bloc, f.from_date, f.to_date, f.source, a.id, f.decision, f.original_actor, "
       "f.is_valid, f.article IS NULL FROM actor_bloc f LEFT JOIN article a ON a.key = f.article "
       "WHERE f.actor = ? ORDER BY f.article, f.number"}};
  for (const auto& [what, query] : tables) {
    const auto done = connection.each(
        query,
        [&](const Row& row) -> Result<void> {
          FactRow fact;
          fact.what = what;
          fact.value = row.text(0);
          const auto from = partial_date(connection, row, 1);
          if (!from) return tl::unexpected(from.error());
          const auto to = partial_date(connection, row, 2);
          if (!to) return tl::unexpected(to.error());
          fact.period = {*from, *to};
          fact.source = row.text(3);
          fact.article = row.optional_text(4);
          if (const auto decision = row.optional_integer(5)) fact.decision = DecisionId{*decision};
          fact.said_of = row.text(6);
          fact.holds = row.integer(7) != 0 &&
                       (fact.decision || (row.integer(8) != 0) == account.row.actor.is_registered);
          account.facts.push_back(std::move(fact));
          return {};
        },
        id);
    if (!done) return done;
  }
  return {};
}

Result<void> add_mentions(Connection& connection, ActorAccount& account,
                          std::optional<std::int64_t> limit) {
  const auto& id = account.row.actor.id;
  const auto all = connection.integer(
      "SELECT count(*) FROM cast_member c JOIN mention m ON m.article = c.article "
      "AND m.machine_actor = c.machine_actor WHERE c.actor = ?",
      id);
  if (!all) return tl::unexpected(all.error());
  account.all_mentions = all->value_or(0);
  return connection.each(
      "SELECT a.key, a.id, a.outlet, a.published, m.kind, m.begin_byte, m.end_byte, "
      "substr(a.text, m.begin_char + 1, m.end_char - m.begin_char), m.machine_actor, m.confidence "
      "FROM cast_member c JOIN mention m ON m.article = c.article "
      "AND m.machine_actor = c.machine_actor JOIN article a ON a.key = c.article "
      "WHERE c.actor = ? ORDER BY a.published IS NULL, a.published, a.key, m.begin_byte, m.number "
      "LIMIT ?",
      [&](const Row& row) -> Result<void> {
        MentionRow mention;
        mention.article = ArticleId{row.integer(0)};
        mention.article_id = row.text(1);
        mention.outlet = row.optional_text(2);
        const auto published = day(connection, row, 3);
        if (!published) return tl::unexpected(published.error());
        mention.published = *published;
        mention.kind = row.text(4);
        const auto span = byte_span(connection, row, 5);
        if (!span) return tl::unexpected(span.error());
        mention.span = *span;
        mention.words = row.text(7);
        mention.machine_actor = row.text(8);
        mention.confidence = row.real(9);
        account.mentions.push_back(std::move(mention));
        return {};
      },
      id, limit.value_or(-1));
}

}  // namespace

Result<ActorAccount> account_of(Connection& connection, const std::string& actor,
                                std::optional<std::int64_t> mentions) {
  if (const auto known = require_actor(connection, actor); !known)
    return tl::unexpected(known.error());
  const auto holder = holder_of(connection, actor);
  if (!holder) return tl::unexpected(holder.error());
  Filter filter;
  filter.actor = *holder;
  auto rows = actor_rows(connection, filter);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return tl::unexpected(connection.damaged("an actor is not listed"));
  ActorAccount account;
  account.row = std::move(rows->front());
  auto done = add_names(connection, account);
  if (done) done = add_facts(connection, account);
  if (done) done = add_mentions(connection, account, mentions);
  if (!done) return tl::unexpected(done.error());
  auto proposals = proposal_rows(connection, filter, /*with_joined=*/true);
  if (!proposals) return tl::unexpected(proposals.error());
  account.proposals = std::move(*proposals);
  auto decisions = decision_rows(connection, *holder);
  if (!decisions) return tl::unexpected(decisions.error());
  account.decisions = std::move(*decisions);
  return account;
}

}  // namespace faultline::study::detail
