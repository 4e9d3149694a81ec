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

void find_watched_time(BlocRows& used, const Rows& rows) {
  for (const study::ArticleRow& article : rows.articles) {
    if (!article.published) continue;
    const Day begin = add_days(week_begin(*article.published), -7);
    used.watched_from = used.watched_from ? std::min(*used.watched_from, begin) : begin;
    used.watched_to =
        used.watched_to ? std::max(*used.watched_to, *article.published) : *article.published;
  }
}

}  // namespace

BlocRows rows_of_bloc(const Rows& rows, const std::string& bloc, double min_confidence,
                      Evidence& evidence) {
  const auto member = [&](const std::string& actor, const std::optional<Day>& day) {
    return is_member(rows.known, actor, bloc, day);
  };
  BlocRows used;
  used.bloc = bloc;
  find_watched_time(used, rows);
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

Datedness datedness(const study::RelationRow& row, const BlocRows& used) {
  if (!row.day) return Datedness::Undated;
  if (!is_known_to_the_week(row.said)) return Datedness::Coarse;
  const bool is_before = used.watched_from && *row.day < *used.watched_from;
  const bool is_after = used.watched_to && *row.day > *used.watched_to;
  return is_before || is_after ? Datedness::Unwatched : Datedness::ToTheWeek;
}

}  // namespace faultline::map::detail
