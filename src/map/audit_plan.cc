#include "map/audit_plan.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "base/draw.h"
#include "inference/correction.h"
#include "inference/streams.h"
#include "map/detail/audit_units.h"
#include "map/detail/blocs.h"
#include "map/detail/passage_units.h"
#include "map/detail/rows.h"

namespace faultline::map {
namespace {

using detail::StratumKey;

study::Filter filter_of(const BlocQuery& query) {
  study::Filter filter;
  filter.from = query.from;
  filter.to = query.to;
  filter.outlet = query.outlet;
  filter.min_confidence = query.min_confidence;
  return filter;
}

/// "" where the study knows no bloc and none is asked for.
Result<std::string> bloc_of(const study::Study& study, const BlocQuery& query) {
  detail::Rows rows;
  auto known = study.known_actors();
  if (!known) return tl::unexpected(known.error());
  rows.known = std::move(*known);
  if (!query.bloc && detail::blocs_of(rows.known).empty()) return std::string();
  auto statements = study.statements();
  if (!statements) return tl::unexpected(statements.error());
  rows.statements = std::move(*statements);
  return detail::chosen_bloc(rows, query.bloc);
}

/// Relations on which a person has spoken: what they say is known and need not be drawn.
Result<std::vector<study::RelationRow>> unspoken(const study::Study& study,
                                                 const study::Filter& filter) {
  auto rows = study.machine_relations(filter);
  if (!rows) return rows;
  const auto held = study.relations();
  if (!held) return tl::unexpected(held.error());
  std::set<study::RelationId> untouched;
  for (const auto& row : *held)
    if (!row.is_corrected) untouched.insert(row.key);
  std::erase_if(*rows, [&](const study::RelationRow& row) {
    return !row.to || !untouched.contains(row.key);
  });
  return rows;
}

/// Units drawn of the strata that their keys make; `plan` is told of strata, bloc and seed.
struct Drawn {
  detail::Strata strata;
  std::vector<inference::AuditDraw> draws;
};
template <class Plan>
Drawn draw_into(Plan& plan, const std::vector<StratumKey>& keys, const AuditQuery& query,
                const std::string& bloc) {
  Drawn drawn;
  drawn.strata = detail::strata_at_most(keys, std::max<std::size_t>(1, query.n / 5));
  plan.bloc = bloc;
  plan.seed = query.seed;
  for (const auto& name : drawn.strata.names) plan.strata.push_back({name, 0});
  for (const auto stratum : drawn.strata.of_unit) ++plan.strata[stratum].units;
  inference::AuditOptions options;
  options.n = query.n;
  options.seed = static_cast<std::uint64_t>(query.seed);
  drawn.draws = inference::plan_audit(drawn.strata.of_unit, options);
  return drawn;
}

/// The articles of the frame of which no passage was read yet.
Result<std::vector<detail::FramedArticle>> unread(const study::Study& study,
                                                  const AuditQuery& query,
                                                  const std::string& bloc) {
  const auto known = study.known_actors();
  if (!known) return tl::unexpected(known.error());
  const auto found = study.machine_relations(filter_of(query.rows));
  if (!found) return tl::unexpected(found.error());
  auto framed = detail::passage_frame(study, *known, *found, query.rows, bloc, query.period);
  if (!framed) return framed;
  const auto passages = study.passages();
  if (!passages) return tl::unexpected(passages.error());
  std::set<study::ArticleId> read;
  for (const auto& row : *passages)
    if (row.answered_at && row.is_current) read.insert(row.article);
  std::erase_if(*framed, [&](const auto& article) { return read.contains(article.article); });
  return framed;
}

}  // namespace

Result<study::AuditPlan> audit_plan(const study::Study& study, const AuditQuery& query) {
  if (query.n == 0) return failure(ErrorCode::Usage, "A sample has one relation or more.", "--n");
  const auto bloc = bloc_of(study, query.rows);
  if (!bloc) return tl::unexpected(bloc.error());
  const auto known = study.known_actors();
  if (!known) return tl::unexpected(known.error());
  const auto rows = unspoken(study, filter_of(query.rows));
  if (!rows) return tl::unexpected(rows.error());
  std::vector<StratumKey> keys;
  for (const auto& row : *rows) {
    const auto view = detail::view_of(row);
    keys.push_back(
        detail::key_of(view, detail::position_of(view, *known, *bloc), row.outlet, query.period));
  }
  study::AuditPlan plan;
  plan.frame = detail::frame_of(query.rows);
  const auto [strata, draws] = draw_into(plan, keys, query, *bloc);
  for (const auto& draw : draws)
    plan.items.push_back({(*rows)[draw.unit].key, strata.of_unit[draw.unit], draw.inclusion});
  if (plan.items.empty())
    return failure(ErrorCode::Usage,
                   fmt::format("There is nothing to draw: of {}, the study holds none on which no "
                               "person has spoken yet.",
                               plan.frame));
  return plan;
}

Result<study::PassagePlan> passage_plan(const study::Study& study, const AuditQuery& query) {
  if (query.n == 0) return failure(ErrorCode::Usage, "A sample has one passage or more.", "--n");
  const auto bloc = bloc_of(study, query.rows);
  if (!bloc) return tl::unexpected(bloc.error());
  const auto framed = unread(study, query, *bloc);
  if (!framed) return tl::unexpected(framed.error());
  std::vector<StratumKey> keys;
  for (const auto& article : *framed) keys.push_back(article.key);
  study::PassagePlan plan;
  plan.frame = detail::passage_frame_words(query.rows, *bloc);
  plan.min_confidence = query.rows.min_confidence;
  const auto [strata, draws] = draw_into(plan, keys, query, *bloc);
  for (const auto& draw : draws) {
    const auto article = (*framed)[draw.unit].article;
    auto text = study.text_of(article);
    if (!text) return tl::unexpected(text.error());
    const auto passages = detail::passages_of(*text);
    if (passages.empty()) continue;
    // A stream of its own for each article, so that one more of them changes no other's part.
    auto generator = inference::stream(static_cast<std::uint64_t>(query.seed),
                                       static_cast<std::uint64_t>(article));
    const auto part = static_cast<std::size_t>(draw_below(generator, passages.size()));
    plan.items.push_back({article, strata.of_unit[draw.unit], draw.inclusion,
                          static_cast<int>(part) + 1, static_cast<int>(passages.size()),
                          passages[part]});
  }
  if (plan.items.empty())
    return failure(ErrorCode::Usage,
                   fmt::format("There is nothing to draw: the study holds no {} that nobody has "
                               "read for an audit yet.",
                               plan.frame));
  return plan;
}

}  // namespace faultline::map
