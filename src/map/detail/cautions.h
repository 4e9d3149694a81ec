#pragma once
// What the figures of a map cannot show.

#include <string>
#include <vector>

#include "map/detail/members.h"
#include "map/map.h"

namespace faultline::map::detail {

/// Whole sentences, the gravest first. `map` is complete but for its citations' numbers.
[[nodiscard]] std::vector<std::string> cautions_of(const BlocMap& map, const BlocRows& used,
                                                   const Rows& rows, const MapOptions& options);

}  // namespace faultline::map::detail
