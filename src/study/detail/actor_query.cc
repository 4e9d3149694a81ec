#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

#include "study/detail/actor_rows.h"
#include "study/detail/columns.h"
#include "study/detail/conditions.h"
#include "study/detail/names.h"
#include "study/detail/queries.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

using Actors = std::map<std::string, ActorRow>;

/// Adds up `count_of` for each actor that `query`, which ends before its WHERE, gives with a
/// number.
Result<void> count(Connection& connection, std::string_view query, const Conditions& conditions,
                   std::string_view group, int ActorRow::* count_of, Actors& actors) {
  const sqlite::Visit visit = [&](const Row& row) -> Result<void> {
    const auto actor = actors.find(row.text(0));
    if (actor != actors.end()) actor->second.*count_of = static_cast<int>(row.integer(1));
    return {};
  };
  return connection.visit(fmt::format("{} WHERE {} GROUP BY {}", query, conditions.sql(), group),
                          conditions.values(), &visit);
}

Result<void> count_findings(Connection& connection, const Filter& filter, Actors& actors) {
  const auto said = statement_conditions(connection, filter);
  if (!said) return tl::unexpected(said.error());
  auto done = count(
      connection, "SELECT s.speaker, count(*) FROM statement s JOIN article a ON a.key = s.article",
      *said, "s.speaker", &ActorRow::statements, actors);
  if (!done) return done;
  const auto from = relation_conditions(connection, filter, "r.from_actor");
  if (!from) return tl::unexpected(from.error());
  done = count(connection,
               "SELECT r.from_actor, count(*) FROM relation r JOIN article a ON a.key = r.article",
               *from, "r.from_actor", &ActorRow::relations_from, actors);
  if (!done) return done;
  const auto to = relation_conditions(connection, filter, "r.to_actor");
  if (!to) return tl::unexpected(to.error());
  return count(connection,
               "SELECT r.to_actor, count(*) FROM relation r JOIN article a ON a.key = r.article",
               *to, "r.to_actor", &ActorRow::relations_to, actors);
}

/// The first and last day of the articles that speak of each actor; gives those they speak of.
Result<std::set<std::string>> find_articles(Connection& connection, const Filter& filter,
                                            Actors& actors) {
  const auto conditions = article_conditions(connection, filter);
  if (!conditions) return tl::unexpected(conditions.error());
  std::set<std::string> seen;
  const sqlite::Visit visit = [&](const Row& row) -> Result<void> {
    const auto actor = actors.find(row.text(0));
    if (actor == actors.end()) return {};
    seen.insert(actor->first);
    const auto first = day(connection, row, 1);
    if (!first) return tl::unexpected(first.error());
    const auto last = day(connection, row, 2);
    if (!last) return tl::unexpected(last.error());
    actor->second.first_seen = *first;
    actor->second.last_seen = *last;
    return {};
  };
  const auto done = connection.visit(
      fmt::format("SELECT m.actor, min(a.published), max(a.published) FROM cast_member m "
                  "JOIN article a ON a.key = m.article WHERE {} GROUP BY m.actor",
                  conditions->sql()),
      conditions->values(), &visit);
  if (!done) return tl::unexpected(done.error());
  return seen;
}

bool is_member(const actors::Actor& actor, const std::string& bloc) {
  return std::any_of(actor.blocs.begin(), actor.blocs.end(),
                     [&](const actors::Membership& membership) { return membership.bloc == bloc; });
}

}  // namespace

Result<std::vector<ActorRow>> actor_rows(Connection& connection, const Filter& filter) {
  if (const auto known = check_names(connection, filter); !known)
    return tl::unexpected(known.error());
  auto loaded = load_actors(connection, /*registered_only=*/false);
  if (!loaded) return tl::unexpected(loaded.error());
  Actors actors;
  for (auto& [id, actor] : *loaded) actors[id].actor = std::move(actor);

  // The filter's actor chooses among the rows; it is not what is counted, for a relation would
  // count for both its ends.
  Filter counted = filter;
  counted.actor.reset();
  if (const auto done = count_findings(connection, counted, actors); !done)
    return tl::unexpected(done.error());
  const auto seen = find_articles(connection, counted, actors);
  if (!seen) return tl::unexpected(seen.error());

  const bool asks_for_findings = filter.concept_name || filter.act || filter.cue_class ||
                                 filter.modality || filter.polarity || filter.venue ||
                                 filter.sign || filter.min_confidence;
  const bool asks_for_articles =
      filter.article || filter.outlet || filter.from || filter.to || filter.text;
  std::vector<ActorRow> rows;
  for (auto& [id, row] : actors) {
    if (filter.actor && id != *filter.actor) continue;
    if (filter.bloc && !is_member(row.actor, *filter.bloc)) continue;
    const bool is_found = row.statements + row.relations_from + row.relations_to > 0;
    if (asks_for_findings && !is_found) continue;
    if (asks_for_articles && !is_found && !seen->contains(id)) continue;
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const ActorRow& a, const ActorRow& b) {
    if (a.first_seen.has_value() != b.first_seen.has_value()) return a.first_seen.has_value();
    return a.first_seen && *a.first_seen < *b.first_seen;
  });
  if (filter.limit && static_cast<std::uint64_t>(*filter.limit) < rows.size())
    rows.resize(static_cast<std::size_t>(*filter.limit));
  return rows;
}

}  // namespace faultline::study::detail
