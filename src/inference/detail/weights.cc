#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "base/draw.h"
#include "inference/bootstrap.h"
#include "inference/detail/compact.h"
#include "inference/detail/draw_many.h"

namespace faultline::inference {
namespace {

/// Numbers 0, 1, 2 ... for the pairs of outlet and story, ordered by both.
struct Pieces {
  std::vector<std::uint32_t> of_unit;
  std::vector<std::uint32_t> begin;  // of each outlet's pieces; one more than outlets
};

Pieces pieces_of(std::span<const std::uint32_t> outlet, std::span<const std::uint32_t> story,
                 std::size_t outlets) {
  std::vector<std::uint32_t> order(outlet.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto key = [&](std::uint32_t unit) { return std::pair(outlet[unit], story[unit]); };
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  Pieces pieces;
  pieces.of_unit.resize(outlet.size());
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && key(order[i]) != key(order[i - 1])) ++count;
    while (pieces.begin.size() <= outlet[order[i]]) pieces.begin.push_back(count);
    pieces.of_unit[order[i]] = count;
  }
  pieces.begin.resize(outlets + 1, count + 1);
  return pieces;
}

}  // namespace

Result<WeightDrawer> WeightDrawer::create(const Design& design, Resampling resampling) {
  const auto fits = [&](const std::vector<std::uint32_t>& list) {
    return list.empty() || list.size() == design.units;
  };
  if (design.units == 0) {
    return failure(ErrorCode::Usage, "There is nothing to draw from: the design has no unit.");
  }
  if (!fits(design.story) || !fits(design.outlet)) {
    return failure(
        ErrorCode::Usage,
        fmt::format("The design has {} units, but stories of {} and outlets of {}; give one "
                    "for each unit, or none at all.",
                    design.units, design.story.size(), design.outlet.size()));
  }
  WeightDrawer drawer;
  drawer.resampling_ = resampling;
  drawer.units_ = design.units;
  const Compact stories = compact(design.story, design.units);
  Compact outlets = compact(design.outlet, 1);
  if (design.outlet.empty()) outlets.number.assign(design.units, 0);
  drawer.stories_ = stories.count;
  const bool by_story = resampling == Resampling::Stories;
  drawer.cluster_ = by_story ? stories.number : outlets.number;
  drawer.clusters_ = by_story ? stories.count : outlets.count;
  // Distinct and in order: cluster and unit have the same number.
  drawer.every_unit_alone_ = drawer.clusters_ == design.units &&
                             std::is_sorted(drawer.cluster_.begin(), drawer.cluster_.end());
  if (resampling == Resampling::OutletsAndStories) drawer.story_ = stories.number;
  if (resampling == Resampling::OutletsThenStories) {
    Pieces pieces = pieces_of(outlets.number, stories.number, outlets.count);
    drawer.piece_of_unit_ = std::move(pieces.of_unit);
    drawer.outlet_begin_ = std::move(pieces.begin);
  }
  return drawer;
}

void WeightDrawer::draw(std::mt19937_64& generator, std::span<std::uint32_t> weights) const {
  assert(weights.size() == units_);
  const bool one_stage = resampling_ == Resampling::Stories || resampling_ == Resampling::Outlets;
  if (one_stage && every_unit_alone_) return draw_many(generator, clusters_, weights);
  std::vector<std::uint32_t> of_cluster(clusters_);
  draw_many(generator, clusters_, of_cluster);
  if (resampling_ == Resampling::OutletsThenStories) {
    std::vector<std::uint32_t> of_piece(outlet_begin_.back(), 0);
    for (std::size_t outlet = 0; outlet < clusters_; ++outlet) {
      const std::uint32_t first = outlet_begin_[outlet];
      const std::uint32_t count = outlet_begin_[outlet + 1] - first;
      // An outlet that was drawn twice has its stories drawn twice, each time anew.
      for (std::uint64_t i = 0; i < std::uint64_t{of_cluster[outlet]} * count; ++i) {
        ++of_piece[first + draw_below(generator, count)];
      }
    }
    for (std::size_t unit = 0; unit < units_; ++unit)
      weights[unit] = of_piece[piece_of_unit_[unit]];
    return;
  }
  for (std::size_t unit = 0; unit < units_; ++unit) weights[unit] = of_cluster[cluster_[unit]];
  if (resampling_ == Resampling::OutletsAndStories) {
    std::vector<std::uint32_t> of_story(stories_);
    draw_many(generator, stories_, of_story);
    for (std::size_t unit = 0; unit < units_; ++unit) weights[unit] *= of_story[story_[unit]];
  }
}

}  // namespace faultline::inference
