#pragma once
// The tables and lists of the report page. Each function gives whole elements.

#include <string>
#include <string_view>
#include <vector>

#include "map/map.h"

namespace faultline::map::detail {

/// The finding with links to the sentences that it rests on.
[[nodiscard]] std::string finding_sentences(const BlocMap& map);
[[nodiscard]] std::string sides_list(const BlocMap& map);
[[nodiscard]] std::string people_table(const BlocMap& map);
[[nodiscard]] std::string stand_table(const Stand& stand);

/// `name` is the table's id and, with a number, that of its rows.
struct TieTable {
  std::string_view name;
  std::string_view caption;
  int sign = -1;
};
[[nodiscard]] std::string tie_table(const BlocMap& map, const std::vector<Attack>& list,
                                    const TieTable& table);

[[nodiscard]] std::string weeks_table(const BlocMap& map);
[[nodiscard]] std::string evidence_list(const BlocMap& map);

}  // namespace faultline::map::detail
