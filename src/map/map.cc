#include "map/map.h"

#include "map/detail/audited_bloc.h"
#include "map/detail/rows.h"

namespace faultline::map {

Result<BlocMap> map_of(const study::Study& study, const MapOptions& options) {
  study::Filter filter;
  filter.from = options.from;
  filter.to = options.to;
  filter.outlet = options.outlet;
  filter.by_principal = options.by_principal;
  const auto rows = detail::rows_of(study, filter);
  if (!rows) return tl::unexpected(rows.error());
  const BlocQuery query = detail::query_of(options);
  return detail::map_of_rows(
      *rows, options, [&](study::ArticleId article) { return study.text_of(article); },
      [&](const std::string& bloc) { return detail::audited_bloc(study, *rows, query, bloc); });
}

}  // namespace faultline::map
