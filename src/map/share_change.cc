#include "map/share_change.h"

#include <algorithm>
#include <vector>

namespace faultline::map {
namespace {

constexpr std::ptrdiff_t bins_to_date = 4, bins_to_shuffle = 20;

}  // namespace

Result<std::optional<ShareChange>> share_change(std::span<const inference::StoryCount> stories,
                                                std::size_t bins, inference::Cost cost,
                                                const ChangeOptions& options) {
  std::optional<ShareChange> none;
  std::vector<inference::Bin> sums(bins);
  for (const auto& story : stories) {
    if (story.bin >= bins) continue;  // which is said below
    sums[story.bin].sum += story.sum;
    sums[story.bin].size += story.size;
  }
  const auto holding = std::count_if(sums.begin(), sums.end(),
                                     [](const inference::Bin& bin) { return bin.size > 0; });
  if (holding < bins_to_date) return none;
  inference::DateOptions dates;
  dates.level = options.level;
  dates.permutations = options.permutations;
  dates.seed = options.seed;
  dates.threads = options.threads;
  inference::NoChangeOptions test;
  test.alternative = inference::Alternative::OneChange;
  test.permutations = options.permutations;
  test.seed = options.seed;
  test.threads = options.threads;
  test.minimum_bins = 1;
  ShareChange change;
  if (holding >= bins_to_shuffle) {
    const auto date = inference::date_of_change(sums, cost, dates);
    if (!date) return none;
    const auto no_change = inference::test_of_no_change(sums, cost, test);
    return std::optional(ShareChange{*date, no_change.p, no_change.permutations, Shuffled::Bins});
  }
  const auto date = inference::date_of_change(stories, bins, cost, dates);
  if (!date) return tl::unexpected(date.error());
  if (!*date) return none;
  const auto no_change = inference::test_of_no_change(stories, bins, cost, test);
  if (!no_change) return tl::unexpected(no_change.error());
  return std::optional(
      ShareChange{**date, no_change->p, no_change->permutations, Shuffled::StoriesWithinOutlets});
}

}  // namespace faultline::map
