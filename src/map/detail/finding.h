#pragma once
// The series of a map with the sentences behind its counts, and what all of it amounts to.
// Citations in what these functions return are still indices of Evidence, not numbers.

#include <vector>

#include "map/detail/members.h"
#include "map/map.h"

namespace faultline::map::detail {

/// The bins of `rift`, each with its surest `limit` rows of every kind.
[[nodiscard]] std::vector<Week> weeks_of(const RiftAnswer& rift, const BlocRows& used,
                                         const Evidence& evidence, std::size_t limit);

/// "United until 2031-W14; split since 2031-W15 [...], p = ..., n = .... Sides: ...", because of
/// the criticism inside in the more divided stretch; or that no change is shown, or cannot be. The
/// bloc is not named. Of `map`, series, people and lists are there already.
[[nodiscard]] Finding finding_of_map(const BlocMap& map, const RiftOptions& options,
                                     const BlocRows& used, const Evidence& evidence,
                                     std::size_t limit);

}  // namespace faultline::map::detail
