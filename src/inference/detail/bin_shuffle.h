#pragma once
// Orders of bins, or of the stories in them, in which nothing changes but at one cut.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include "base/draw.h"
#include "inference/detail/likelihood.h"

namespace faultline::inference {

/// Whole bins change places, blocks of them staying together.
class BinShuffle {
 public:
  static constexpr bool keeps_bins = true;

  BinShuffle(std::span<const HeldBin> held, std::size_t block)
      : held_(held), block_(std::max<std::size_t>(1, block)) {}

  /// Draws orders with everything before bin `cut` staying before it.
  [[nodiscard]] auto within(std::size_t cut) const {
    return [this, before = blocks(0, cut), after = blocks(cut, held_.size()),
            moved = std::vector<Range>{}](std::mt19937_64& generator,
                                          std::vector<HeldBin>& order) mutable {
      order.clear();
      for (const auto* part : {&before, &after}) {
        moved = *part;  // not the last draw's order: a draw depends on its generator alone
        shuffle(moved, generator);
        for (const auto& [begin, end] : moved) {
          const auto bins = held_.subspan(begin, end - begin);
          order.insert(order.end(), bins.begin(), bins.end());
        }
      }
    };
  }

 private:
  using Range = std::pair<std::size_t, std::size_t>;
  [[nodiscard]] std::vector<Range> blocks(std::size_t begin, std::size_t end) const {
    std::vector<Range> ranges;
    for (; begin < end; begin += block_) ranges.emplace_back(begin, std::min(end, begin + block_));
    return ranges;
  }

  std::span<const HeldBin> held_;
  std::size_t block_;
};

/// Stories change places with others of their stratum; bins keep their numbers of stories.
class StoryShuffle {
 public:
  static constexpr bool keeps_bins = false;

  StoryShuffle(std::span<const StoryCount> stories, std::span<const HeldBin> held) : held_(held) {
    std::vector<std::uint32_t> place;
    for (std::uint32_t i = 0; i < held.size(); ++i) {
      place.resize(held[i].index, 0);
      place.push_back(i);
    }
    for (const StoryCount& story : stories) {
      if (story.size <= 0) continue;
      stories_.push_back(story);
      stories_.back().bin = place[story.bin];
    }
    std::stable_sort(stories_.begin(), stories_.end(),
                     [](const StoryCount& a, const StoryCount& b) {
                       return std::pair(a.stratum, a.bin) < std::pair(b.stratum, b.bin);
                     });
  }

  [[nodiscard]] auto within(std::size_t cut) const {
    // Stretches of stories that may change places.
    std::vector<std::size_t> borders = {0};
    for (std::size_t i = 1; i < stories_.size(); ++i) {
      const StoryCount& last = stories_[i - 1];
      const StoryCount& next = stories_[i];
      if (last.stratum != next.stratum || (last.bin < cut && next.bin >= cut)) borders.push_back(i);
    }
    borders.push_back(stories_.size());
    return [this, borders = std::move(borders), moved = stories_](
               std::mt19937_64& generator, std::vector<HeldBin>& order) mutable {
      order.assign(held_.begin(), held_.end());
      moved = stories_;  // not the last draw's order: a draw depends on its generator alone
      for (HeldBin& bin : order) bin.sum = bin.size = 0;
      for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
        std::span<StoryCount> part(moved.data() + borders[i], borders[i + 1] - borders[i]);
        shuffle(part, generator);
      }
      for (std::size_t i = 0; i < moved.size(); ++i) {
        HeldBin& bin = order[stories_[i].bin];
        bin.sum += moved[i].sum;
        bin.size += moved[i].size;
      }
    };
  }

 private:
  std::span<const HeldBin> held_;
  std::vector<StoryCount> stories_;
};

}  // namespace faultline::inference
