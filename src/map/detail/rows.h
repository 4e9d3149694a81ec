#pragma once
// What the map is made from: a study's rows, so that tests make maps without a study.

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "map/bloc_data.h"
#include "map/map.h"
#include "map/study_rows.h"
#include "study/study.h"

namespace faultline::map::detail {

using Rows = StudyRows;

/// All rows that `filter` wants, and the study's articles. Fails as the study's queries do.
[[nodiscard]] Result<Rows> rows_of(const study::Study& study, const study::Filter& filter);

/// Which rows a map is of; the bloc as it was asked for.
[[nodiscard]] inline BlocQuery query_of(const MapOptions& options) {
  BlocQuery query;
  query.bloc = options.bloc;
  query.from = options.from;
  query.to = options.to;
  query.outlet = options.outlet;
  query.min_confidence = options.min_confidence;
  query.by_principal = options.by_principal;
  return query;
}

/// The period, outlet and speakers of a query.
[[nodiscard]] inline study::Filter filter_of(const BlocQuery& query) {
  study::Filter filter;
  filter.from = query.from;
  filter.to = query.to;
  filter.outlet = query.outlet;
  filter.by_principal = query.by_principal;
  return filter;
}

/// The stored text of an article, to cite from.
using TextOf = std::function<Result<std::string>(study::ArticleId)>;

/// What people have checked of a bloc; none: nothing.
using AuditsOf = std::function<Result<std::optional<AuditedBloc>>(const std::string& bloc)>;

/// map_of without the study: a pure function of the rows, texts and audits. Fails as map_of does,
/// and where `text_of` or `audits_of` fails.
[[nodiscard]] Result<BlocMap> map_of_rows(const Rows& rows, const MapOptions& options,
                                          const TextOf& text_of, const AuditsOf& audits_of = {});

/// bloc_data without the study; of `query`, period and outlet are those of the rows already.
[[nodiscard]] Result<BlocData> bloc_data_of_rows(const Rows& rows, const BlocQuery& query);

}  // namespace faultline::map::detail
