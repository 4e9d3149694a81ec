#pragma once
// The rest of the robustness grid: windows, kernels and normalisations of the curve, and what
// starts the search for sides.

#include "map/referee_report.h"

namespace faultline::map::detail {

/// The smoothed in-bloc share after the change less that before, as means over the curve: half the
/// window (2, 4, 8 weeks) by kernel (uniform, triangular, Epanechnikov) by what the criticism
/// inside is divided by (all criticism, all signed relations inside). For looking: no interval.
/// Empty without a change.
[[nodiscard]] Result<inference::Multiverse> course_grid(const BlocData& data,
                                                        const RiftAnswer& rift,
                                                        const RefereeOptions& options);

/// How far the two sides agree with those shown (adjusted Rand index over the actors of both): five
/// seeds of the search by least confidence by what a story counts (each relation; once a pair).
/// `widest` as of rift_grid.
[[nodiscard]] Result<inference::Multiverse> parting_grid(const BlocData& widest,
                                                         const BlocData& data,
                                                         const FactionAnswer& shown,
                                                         const RefereeOptions& options);

}  // namespace faultline::map::detail
