#include "map/detail/members.h"

#include <algorithm>

#include "map/detail/blocs.h"

namespace faultline::map::detail {
namespace {

/// Every row has a day, the statement's or the article's, or none at all.
template <class Row>
void widen(BlocRows& used, const Row& row, const std::optional<PartialDate>& said) {
  if (!row.day) {
    ++used.undated;
    return;
  }
  if (!is_known_to_the_week(said)) return;
  used.first = used.first ? std::min(*used.first, *row.day) : *row.day;
  used.last = used.last ? std::max(*used.last, *row.day) : *row.day;
}

}  // namespace

BlocRows rows_of_bloc(const Rows& rows, const std::string& bloc, double min_confidence,
                      Evidence& evidence) {
  const auto member = [&](const std::string& actor, const std::optional<Day>& day) {
    return is_member(rows.known, actor, bloc, day);
  };
  BlocRows used;
  used.bloc = bloc;
  used.watched = watched_time(rows.articles);
  for (const study::StatementRow& row : rows.statements) {
    if (!row.speaker || !member(*row.speaker, row.day)) continue;
    used.statements.push_back({&row, evidence.add(row)});
    widen(used, row, row.said);
  }
  for (const study::RelationRow& row : rows.relations) {
    if (!row.to) continue;  // nobody to stand on a map
    const bool from_member = member(row.from, row.day);
    const bool to_member = member(*row.to, row.day);
    if ((!from_member && !to_member) || row.from == *row.to) continue;
    if (row.confidence < min_confidence && !row.is_corrected) {
      ++used.unsure;
      continue;
    }
    used.relations.push_back({&row, from_member, to_member, evidence.add(row)});
    widen(used, row, row.said);
  }
  for (const study::CodingRow& row : rows.codings) {
    if (row.agreement == 0 || !member(row.actor, row.day)) continue;
    if (row.confidence < min_confidence) {
      ++used.unsure;
      continue;
    }
    used.codings.push_back({&row, evidence.add(row)});
    if (!row.day) ++used.undated;  // its statement widens the period
  }
  return used;
}

bool is_known_to_the_week(const std::optional<PartialDate>& said) {
  return !said || said->precision == Precision::ByDay || said->precision == Precision::ByWeek;
}

Watched watched_time(std::span<const study::ArticleRow> articles) {
  Watched watched;
  for (const study::ArticleRow& article : articles) {
    if (!article.published) continue;
    const Day begin = add_days(week_begin(*article.published), -7);
    watched.from = watched.from ? std::min(*watched.from, begin) : begin;
    watched.to = watched.to ? std::max(*watched.to, *article.published) : *article.published;
  }
  return watched;
}

Datedness datedness(const std::optional<Day>& day, const std::optional<PartialDate>& said,
                    const Watched& watched) {
  if (!day) return Datedness::Undated;
  if (!is_known_to_the_week(said)) return Datedness::Coarse;
  const bool is_before = watched.from && *day < *watched.from;
  const bool is_after = watched.to && *day > *watched.to;
  return is_before || is_after ? Datedness::Unwatched : Datedness::ToTheWeek;
}

}  // namespace faultline::map::detail
