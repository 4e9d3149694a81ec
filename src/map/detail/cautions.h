#pragma once
// What the figures of a map cannot show.

#include <string>
#include <vector>

#include "map/detail/members.h"
#include "map/map.h"

namespace faultline::map::detail {

/// Whole sentences, the gravest first. `map` is complete but for its citations' numbers;
/// `of_the_change` are change_cautions() of its series.
[[nodiscard]] std::vector<std::string> cautions_of(const BlocMap& map, const BlocRows& used,
                                                   const Rows& rows, const MapOptions& options,
                                                   const std::vector<std::string>& of_the_change);

}  // namespace faultline::map::detail
