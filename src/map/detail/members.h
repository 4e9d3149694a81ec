#pragma once
// The rows that concern one bloc, with membership taken on the day of each.

#include <optional>
#include <string>
#include <vector>

#include "map/detail/evidence.h"
#include "map/detail/rows.h"

namespace faultline::map::detail {

struct UsedStatement {
  const study::StatementRow* row = nullptr;
  int evidence = 0;
};

struct UsedRelation {
  const study::RelationRow* row = nullptr;
  bool from_member = false;
  bool to_member = false;
  int evidence = 0;

  [[nodiscard]] bool is_inside() const { return from_member && to_member; }
};

struct UsedCoding {
  const study::CodingRow* row = nullptr;
  int evidence = 0;
};

/// Statements and stands of members, relations from or to them, and what had to be left out.
struct BlocRows {
  std::string bloc;
  std::vector<UsedStatement> statements;
  std::vector<UsedRelation> relations;
  std::vector<UsedCoding> codings;
  std::optional<Day> first, last;  // days of those rows
  int unsure = 0;                  // relations and codings below the least confidence
  int undated = 0;                 // of the above rows
};

[[nodiscard]] BlocRows rows_of_bloc(const Rows& rows, const std::string& bloc,
                                    double min_confidence, Evidence& evidence);

/// Whether the day of a relation is known to the week, so that a weekly series may hold it.
[[nodiscard]] bool has_week(const study::RelationRow& row);

}  // namespace faultline::map::detail
