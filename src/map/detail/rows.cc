#include "map/detail/rows.h"

namespace faultline::map::detail {

Result<Rows> rows_of(const study::Study& study, const study::Filter& filter) {
  Rows rows;
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
      .map([&] { return std::move(rows); });
}

}  // namespace faultline::map::detail
