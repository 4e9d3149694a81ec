#include "map/map.h"

#include "map/detail/audited_bloc.h"
#include "map/detail/rows.h"

namespace faultline::map {

Result<BlocMap> map_of(const study::Study& study, const MapOptions& options) {
  const BlocQuery query = detail::query_of(options);
  const auto rows = detail::rows_of(study, detail::filter_of(query));
  if (!rows) return tl::unexpected(rows.error());
  return detail::map_of_rows(
      *rows, options, [&](study::ArticleId article) { return study.text_of(article); },
      [&](const std::string& bloc) { return detail::audited_bloc(study, *rows, query, bloc); });
}

}  // namespace faultline::map
