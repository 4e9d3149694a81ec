#pragma once
// Tests and dates of changes in a rate that a checked sample corrects: machine's errors that come
// or go with time are no change, and the checks' own noise is part of the null.

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "inference/change_points.h"
#include "inference/correction.h"

namespace faultline::inference {

/// What each story adds to a corrected rate at each point, less what it would add at one rate for
/// all points: `sum` is that excess, in deviations of one thing, `size` the machine's n (at least
/// 1), `stratum` that of its story. For `test_of_no_change` and `date_of_change` with Cost::Normal,
/// and for `difference_p`.
///
/// A unit counts as the machine's label and its stratum's mean error, and, where it was checked,
/// what its own error exceeds that mean by, over its inclusion probability: pseudo-outcomes without
/// bias at every point (design-based supervised learning; Egami, Hinck, Stewart & Wei 2023), even
/// if errors of a stratum differ between points. Stories change places as wholes, so the few
/// checked ones carry their noise along.
///
/// Empty where a stratum has nothing checked or the corrected n is not greater than 0. Usage as of
/// corrected_rates(), or if a story has no stratum. O(units log units).
[[nodiscard]] Result<std::vector<StoryCount>> corrected_counts(
    std::span<const LabelledUnit> units, std::span<const std::uint32_t> stratum_of_story,
    std::size_t points);

}  // namespace faultline::inference
