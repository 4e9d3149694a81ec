#include "map/map.h"

#include "map/detail/rows.h"

namespace faultline::map {

Result<BlocMap> map_of(const study::Study& study, const MapOptions& options) {
  study::Filter filter;
  filter.from = options.from;
  filter.to = options.to;
  filter.outlet = options.outlet;
  filter.by_principal = options.by_principal;
  detail::Rows rows;
  const auto fetch = [](auto result, auto& into) -> Result<void> {
    if (!result) return tl::unexpected(result.error());
    into = std::move(*result);
    return {};
  };
  return fetch(study.known_actors(), rows.known)
      .and_then([&] { return fetch(study.totals(), rows.totals); })
      .and_then([&] { return fetch(study.articles(), rows.articles); })
      .and_then([&] { return fetch(study.statements(filter), rows.statements); })
      .and_then([&] { return fetch(study.relations(filter), rows.relations); })
      .and_then([&] { return fetch(study.codings(filter), rows.codings); })
      .and_then([&] {
        return detail::map_of_rows(
            rows, options, [&](study::ArticleId article) { return study.text_of(article); });
      });
}

}  // namespace faultline::map
