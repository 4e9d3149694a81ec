#pragma once
// The greatest change of a share over the stretches of a series: whether there is one, and when.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "base/result.h"
#include "inference/change_points.h"

namespace faultline::map {

/// What changes places in the test and the date of a change.
enum class Shuffled : std::uint8_t {
  StoriesWithinOutlets,  // so that another mix of outlets is no change
  Bins,                  // whole, where there are enough of them
};

struct ChangeOptions {
  int permutations = 999;
  std::uint64_t seed = 1;
  int threads = 1;      // changes no figure
  double level = 0.95;  // of the date
};

struct ShareChange {
  inference::ChangePoint at;
  double p = inference::not_known;  // of no change at all, over all cuts
  int permutations = 0;
  Shuffled shuffled = Shuffled::StoriesWithinOutlets;
};

/// From 20 bins that hold something on whole bins are shuffled, which allows for any weeks that
/// vary more than their stories make them; with fewer that would reject hardly anything, and
/// stories are, within their strata (their outlets), against what varies between bins all the same.
/// None with fewer than four bins that hold something. Fails as inference::date_of_change().
[[nodiscard]] Result<std::optional<ShareChange>> share_change(
    std::span<const inference::StoryCount> stories, std::size_t bins, inference::Cost cost,
    const ChangeOptions& options = {});

}  // namespace faultline::map
