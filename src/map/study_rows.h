#pragma once
// The rows of a study that a map or a report is made from.

#include <vector>

#include "actors/register.h"
#include "study/rows.h"

namespace faultline::map {

/// Rows in the study's order (by day, undated last), already restricted to the period and outlet.
struct StudyRows {
  actors::Register known;
  study::Totals totals;
  std::vector<study::ArticleRow> articles;
  std::vector<study::StatementRow> statements;
  std::vector<study::RelationRow> relations;  // of any confidence
  std::vector<study::CodingRow> codings;      // of any confidence
};

}  // namespace faultline::map
