#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "map/detail/blocs.h"
#include "map/detail/cautions.h"
#include "map/detail/people.h"
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

std::vector<timeline::RiftWeek> weeks_of(const BlocRows& used, const Evidence& evidence,
                                         std::size_t limit) {
  std::vector<timeline::DatedTie> ties;
  for (const UsedRelation& relation : used.relations) {
    if (datedness(relation.row->day, relation.row->said, used.watched) != Datedness::ToTheWeek)
      continue;
    ties.push_back({*relation.row->day, relation.row->sign, relation.from_member,
                    relation.to_member, static_cast<std::size_t>(relation.evidence)});
  }
  std::vector<timeline::RiftWeek> weeks = timeline::rift_weeks(ties);
  for (timeline::RiftWeek& week : weeks) {
    for (auto* indices : {&week.evidence, &week.evidence_out, &week.evidence_support,
                          &week.evidence_from_outside}) {
      const auto kept = evidence.surest({indices->begin(), indices->end()}, limit);
      indices->assign(kept.begin(), kept.end());
    }
  }
  return weeks;
}

/// Calls `visit(figure, is_printed)` for the citations of every figure, in the order in which the
/// terminal prints the figures; is_printed is false for those that only the page shows.
template <class Visit>
void for_each_figure(BlocMap& map, Visit visit) {
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
  for (timeline::RiftWeek& week : map.weeks) {
    visit(week.evidence, true);
    visit(week.evidence_out, false);
    visit(week.evidence_support, false);
    visit(week.evidence_from_outside, false);
  }
}

/// Replaces the indices of evidence by numbers: first what the terminal prints, then the rest.
void number_citations(BlocMap& map, Evidence& evidence) {
  for_each_figure(map, [&](auto& figure, bool is_printed) {
    for (std::size_t place = 0; is_printed && place < figure.size() && place < printed_citations;
         ++place) {
      evidence.number(static_cast<int>(figure[place]));
    }
  });
  for_each_figure(map, [&](auto& figure, bool) {
    std::set<int> seen;
    auto kept = figure.begin();
    for (const auto index : figure) {
      const int number = evidence.number(static_cast<int>(index));
      if (!seen.insert(number).second) continue;
      using Number = std::decay_t<decltype(index)>;
      *kept++ = static_cast<Number>(number);
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

Result<BlocMap> map_of_rows(const Rows& rows, const MapOptions& options, const TextOf& text_of) {
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
  map.sides = sides_of(used, map.people);
  map.stands = stands_of(used, evidence, limit);
  map.inside = attacks_of(used, Direction::Inside, -1, rows.known, evidence, limit);
  map.outside = attacks_of(used, Direction::Outward, -1, rows.known, evidence, limit);
  map.from_outside = attacks_of(used, Direction::Inward, -1, rows.known, evidence, limit);
  map.support = attacks_of(used, Direction::Inside, +1, rows.known, evidence, limit);
  map.weeks = weeks_of(used, evidence, limit);
  map.onset = timeline::onset(map.weeks, options.permutations, options.seed);
  map.cautions = cautions_of(map, used, rows, options);
  map.provenance = provenance_of(options);
  number_citations(map, evidence);
  Result<std::vector<Citation>> citations = evidence.citations(text_of);
  if (!citations) return tl::unexpected(citations.error());
  map.citations = std::move(*citations);
  return map;
}

}  // namespace faultline::map::detail
