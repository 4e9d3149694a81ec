#include "map/detail/members.h"

#include <algorithm>

#include "map/detail/blocs.h"

namespace faultline::map::detail {
namespace {

void widen(BlocRows& used, const std::optional<Day>& day) {
  if (!day) {
    ++used.undated;
    return;
  }
  used.first = used.first ? std::min(*used.first, *day) : *day;
  used.last = used.last ? std::max(*used.last, *day) : *day;
}

}  // namespace

BlocRows rows_of_bloc(const Rows& rows, const std::string& bloc, double min_confidence,
                      Evidence& evidence) {
  const auto member = [&](const std::string& actor, const std::optional<Day>& day) {
    return is_member(rows.known, actor, bloc, day);
  };
  BlocRows used;
  used.bloc = bloc;
  for (const study::StatementRow& row : rows.statements) {
    if (!row.speaker || !member(*row.speaker, row.day)) continue;
    used.statements.push_back({&row, evidence.add(row)});
    widen(used, row.day);
  }
  for (const study::RelationRow& row : rows.relations) {
    const bool from_member = member(row.from, row.day);
    const bool to_member = member(row.to, row.day);
    if ((!from_member && !to_member) || row.from == row.to) continue;
    if (row.confidence < min_confidence && !row.is_corrected) {
      ++used.unsure;
      continue;
    }
    used.relations.push_back({&row, from_member, to_member, evidence.add(row)});
    widen(used, row.day);
  }
  for (const study::CodingRow& row : rows.codings) {
    if (row.agreement == 0 || !member(row.actor, row.day)) continue;
    if (row.confidence < min_confidence) {
      ++used.unsure;
      continue;
    }
    used.codings.push_back({&row, evidence.add(row)});
    widen(used, row.day);
  }
  return used;
}

bool has_week(const study::RelationRow& row) {
  if (!row.day) return false;
  return !row.said || row.said->precision == Precision::ByDay ||
         row.said->precision == Precision::ByWeek;
}

}  // namespace faultline::map::detail
