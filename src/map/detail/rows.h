#pragma once
// What the map is made from: a study's rows, so that tests make maps without a study.

#include <functional>
#include <string>
#include <vector>

#include "actors/register.h"
#include "base/result.h"
#include "map/bloc_data.h"
#include "map/map.h"
#include "study/rows.h"
#include "study/study.h"

namespace faultline::map::detail {

/// Rows in the study's order (by day, undated last), already restricted to the period and outlet.
struct Rows {
  actors::Register known;
  study::Totals totals;
  std::vector<study::ArticleRow> articles;
  std::vector<study::StatementRow> statements;
  std::vector<study::RelationRow> relations;  // of any confidence
  std::vector<study::CodingRow> codings;      // of any confidence
};

/// All rows that `filter` wants, and the study's articles. Fails as the study's queries do.
[[nodiscard]] Result<Rows> rows_of(const study::Study& study, const study::Filter& filter);

/// The stored text of an article, to cite from.
using TextOf = std::function<Result<std::string>(study::ArticleId)>;

/// map_of without the study: a pure function of the rows and texts. Fails as map_of does, and
/// where `text_of` fails.
[[nodiscard]] Result<BlocMap> map_of_rows(const Rows& rows, const MapOptions& options,
                                          const TextOf& text_of);

/// bloc_data without the study; of `query`, period and outlet are those of the rows already.
[[nodiscard]] Result<BlocData> bloc_data_of_rows(const Rows& rows, const BlocQuery& query);

}  // namespace faultline::map::detail
