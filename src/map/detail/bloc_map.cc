#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "map/detail/audited_bloc.h"
#include "map/detail/blocs.h"
#include "map/detail/cautions.h"
#include "map/detail/finding.h"
#include "map/detail/people.h"
#include "map/detail/rift_verdict.h"
#include "map/detail/rows.h"

namespace faultline::map::detail {
namespace {

void count_material(BlocMap& map, const BlocRows& used, const Rows& rows) {
  std::set<study::ArticleId> articles;
  for (const UsedStatement& statement : used.statements) articles.insert(statement.row->article);
  for (const UsedRelation& relation : used.relations) articles.insert(relation.row->article);
  map.articles = static_cast<int>(articles.size());
  map.statements = static_cast<int>(used.statements.size());
  std::map<std::string, int> outlets;
  for (const study::ArticleRow& row : rows.articles) {
    if (articles.contains(row.key)) ++outlets[row.outlet.value_or("outlet not known")];
  }
  map.outlets.assign(outlets.begin(), outlets.end());
  std::stable_sort(map.outlets.begin(), map.outlets.end(),
                   [](const auto& left, const auto& right) { return left.second > right.second; });
}

/// Calls `visit(figure, is_printed)` for the citations of every figure, in the order in which the
/// terminal prints the figures; is_printed is false for those that only the page shows.
template <class Visit>
void for_each_figure(BlocMap& map, Visit visit) {
  visit(map.finding.citations, true);
  for (std::size_t index = 0; index < map.people.size(); ++index) {
    visit(map.people[index].citations, index < printed_people);
  }
  for (Stand& stand : map.stands) {
    for (auto* sides : {&stand.agree, &stand.disagree, &stand.divided}) {
      for (Stand::Side& side : *sides) visit(side.citations, true);
    }
  }
  for (auto* attacks : {&map.inside, &map.outside, &map.from_outside, &map.support}) {
    for (std::size_t index = 0; index < attacks->size(); ++index) {
      visit((*attacks)[index].citations, index < printed_pairs);
    }
  }
  for (Week& week : map.weeks) {
    visit(week.inside, true);
    visit(week.outside, false);
    visit(week.support, false);
    visit(week.from_outside, false);
  }
}

RiftOptions rift_options(const MapOptions& options) {
  RiftOptions rift;
  rift.permutations = options.permutations;
  rift.replicates = options.replicates;
  rift.seed = options.seed;
  rift.threads = options.threads;
  rift.events = options.events;
  return rift;
}

/// What `faultline factions` asks for, unless less is asked of the map. Somebody waits for it, so
/// the more ties there are, the fewer draws are made; the split is the same.
FactionAsk sides_options(const MapOptions& options, std::size_t ties) {
  constexpr double few_ties = 150;
  constexpr std::size_t too_many_for_chance = 1000;
  constexpr int least_resamples = 50, least_networks = 40;  // p can still fall below 0.05
  const double share =
      std::min(1.0, few_ties / static_cast<double>(std::max<std::size_t>(ties, 1)));
  const auto cut = [&](int draws, int least) {
    return std::max(static_cast<int>(draws * share), least);
  };
  FactionAsk sides;
  sides.resamples = std::min(cut(sides.resamples, least_resamples), options.replicates);
  sides.null_networks = std::min(cut(sides.null_networks, least_networks), options.permutations);
  if (ties > too_many_for_chance) sides.null_networks = 0;
  sides.seed = options.seed;
  return sides;
}

/// The sides, the series, what it amounts to, and what it cannot show.
Result<void> answer_bloc(BlocMap& map, const Rows& rows, const BlocRows& used,
                         const Evidence& evidence, const MapOptions& options,
                         const AuditsOf& audits_of) {
  BlocQuery query = query_of(options);
  query.bloc = map.bloc;
  auto data = bloc_data_of_rows(rows, query);
  if (!data) return tl::unexpected(data.error());
  if (audits_of) {
    auto audited = audits_of(map.bloc);
    if (!audited) return tl::unexpected(audited.error());
    data->audited = std::move(*audited);
    if (data->audited) add_exposures(*data->audited, *data);
  }
  const FactionAsk ask = sides_options(options, data->ties_inside().size());
  map.sides = sides_of(bloc_sides(*data, ask), *data, map.people);
  const RiftOptions asked = rift_options(options);
  auto rift = rift_answer(*data, asked);
  if (!rift) return tl::unexpected(rift.error());
  map.rift = std::move(*rift);
  map.weeks = weeks_of(map.rift, used, evidence, options.citations_per_figure);
  map.finding = finding_of_map(map, asked, used, evidence, options.citations_per_figure);
  map.cautions = cautions_of(map, used, rows, options, change_cautions(map.rift, *data, asked));
  return {};
}

/// Replaces the indices of evidence by numbers: first what the terminal prints, then the rest.
void number_citations(BlocMap& map, Evidence& evidence) {
  for_each_figure(map, [&](auto& figure, bool is_printed) {
    for (std::size_t place = 0; is_printed && place < figure.size() && place < printed_citations;
         ++place) {
      evidence.number(figure[place]);
    }
  });
  for_each_figure(map, [&](auto& figure, bool) {
    std::set<int> seen;
    auto kept = figure.begin();
    for (const int index : figure) {
      const int number = evidence.number(index);
      if (seen.insert(number).second) *kept++ = number;
    }
    figure.erase(kept, figure.end());
    // The surest few stay in front; among them and after them numbers go up.
    const auto front =
        figure.begin() + static_cast<std::ptrdiff_t>(std::min(figure.size(), printed_citations));
    std::sort(figure.begin(), front);
    std::sort(front, figure.end());
  });
}

std::string provenance_of(const MapOptions& options) {
  std::string line = fmt::format(
      "faultline {}; seed {}, {} permutations; confidence at least {:.2f}; at most {} citations "
      "per "
      "figure",
      FAULTLINE_VERSION, options.seed, options.permutations, options.min_confidence,
      options.citations_per_figure);
  if (options.from) line += "; from " + to_string(*options.from);
  if (options.to) line += "; to " + to_string(*options.to);
  if (options.outlet) line += "; according to " + *options.outlet;
  return line;
}

}  // namespace

Result<BlocMap> map_of_rows(const Rows& rows, const MapOptions& options, const TextOf& text_of,
                            const AuditsOf& audits_of) {
  const Result<std::string> bloc = chosen_bloc(rows, options.bloc);
  if (!bloc) return tl::unexpected(bloc.error());
  Evidence evidence(rows);
  const BlocRows used = rows_of_bloc(rows, *bloc, options.min_confidence, evidence);
  const std::size_t limit = options.citations_per_figure;
  BlocMap map;
  map.bloc = *bloc;
  map.first = used.first;
  map.last = used.last;
  map.totals = rows.totals;
  count_material(map, used, rows);
  map.people = people_of(used, rows.known, evidence, limit);
  map.stands = stands_of(used, evidence, limit);
  map.inside = attacks_of(used, Direction::Inside, -1, rows.known, evidence, limit);
  map.outside = attacks_of(used, Direction::Outward, -1, rows.known, evidence, limit);
  map.from_outside = attacks_of(used, Direction::Inward, -1, rows.known, evidence, limit);
  map.support = attacks_of(used, Direction::Inside, +1, rows.known, evidence, limit);
  if (auto answered = answer_bloc(map, rows, used, evidence, options, audits_of); !answered)
    return tl::unexpected(answered.error());
  map.provenance = provenance_of(options);
  number_citations(map, evidence);
  Result<std::vector<Citation>> citations = evidence.citations(text_of);
  if (!citations) return tl::unexpected(citations.error());
  map.citations = std::move(*citations);
  return map;
}

}  // namespace faultline::map::detail
