#pragma once
// Every index of a bloc against what chance gives.

#include <vector>

#include "map/referee_report.h"

namespace faultline::map::detail {

/// The change, the in-bloc share, net support, cohesion, states over time, the frustration index,
/// wedge issues and named events, with p corrected for their number. An index that the data cannot
/// give has no row.
[[nodiscard]] std::vector<IndexTest> index_tests(const BlocData& data, const RiftAnswer& rift,
                                                 const FactionAnswer& factions,
                                                 const PhaseAnswer& phases,
                                                 const RiftOptions& options);

}  // namespace faultline::map::detail
