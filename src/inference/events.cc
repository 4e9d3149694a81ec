#include "inference/events.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "inference/permutation.h"

namespace faultline::inference {
namespace {

/// A story with everything that it adds, on its first day.
struct Story {
  std::int32_t day = 0;
  std::uint32_t outlet = 0;
  double hits = 0, n = 0;
};

std::vector<Story> stories_of(std::span<const DatedCount> counts) {
  std::vector<std::size_t> order(counts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(counts[a].story, counts[a].day) < std::pair(counts[b].story, counts[b].day);
  });
  std::vector<Story> stories;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const DatedCount& count = counts[order[i]];
    if (i == 0 || count.story != counts[order[i - 1]].story) {
      stories.push_back({count.day, count.outlet, 0, 0});
    }
    stories.back().hits += count.hits;
    stories.back().n += count.n;
  }
  std::erase_if(stories, [](const Story& story) { return story.n <= 0; });
  std::stable_sort(stories.begin(), stories.end(),
                   [](const Story& a, const Story& b) { return a.day < b.day; });
  return stories;
}

bool is_within(const Story& story, std::int32_t from, std::int32_t to) {
  return from <= story.day && story.day < to;
}

Result<void> check(std::span<const DatedCount> counts, const EventOptions& options) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto [day, story, outlet, hits, n] = counts[i];
    if (std::isfinite(n) && hits >= 0 && hits <= n) continue;
    return failure(ErrorCode::Usage,
                   fmt::format("Story {} adds {} hits of {}: hits lie between 0 and their number.",
                               story, hits, n),
                   fmt::format("count {}", i));
  }
  if (options.days_before < 1 || options.days_after < 1 || options.placebo_step < 1 ||
      !(options.level > 0 && options.level < 1)) {
    return failure(
        ErrorCode::Usage,
        fmt::format("Windows of {} and {} days, a step of {} and a level of {} were asked "
                    "for; days are at least 1, the level lies between 0 and 1.",
                    options.days_before, options.days_after, options.placebo_step, options.level));
  }
  return {};
}

/// The stories of the two windows, those before first.
struct Windows {
  std::vector<Story> stories;
  std::size_t before = 0;
};

Windows windows_around(std::span<const Story> stories, std::int32_t day,
                       const EventOptions& options) {
  Windows windows;
  for (const Story& story : stories) {
    if (!is_within(story, day - options.days_before, day + options.days_after)) continue;
    windows.stories.push_back(story);
    windows.before += story.day < day ? 1 : 0;
  }
  return windows;
}

void compare(EventStudy& study, const Windows& windows, const EventOptions& options) {
  std::vector<std::vector<ClusterCount>> points(2);
  for (std::size_t i = 0; i < windows.stories.size(); ++i) {
    const Story& story = windows.stories[i];
    points[i < windows.before ? 0 : 1].push_back({story.hits, story.n});
  }
  RateOptions of_rates;
  of_rates.level = options.level;
  of_rates.minimum_n = options.minimum_n;
  const Correlation correlation = intracluster_correlation(points);
  study.before = clustered_rate(points[0], correlation, of_rates);
  study.after = clustered_rate(points[1], correlation, of_rates);
  study.difference = difference(study.before, study.after);
}

void permute(EventStudy& study, const Windows& windows, std::int32_t day,
             const EventOptions& options) {
  if (std::isnan(study.difference.value) || options.permutations < 1) return;
  const std::uint32_t weeks_before = weeks_of(options.days_before);
  std::vector<StoryCount> stories;
  stories.reserve(windows.stories.size());
  for (const Story& story : windows.stories) {
    stories.push_back({week_around(story.day - day, weeks_before),
                       options.within_outlets ? story.outlet : 0, story.hits, story.n});
  }
  study.permutation_p = difference_p(stories, weeks_before, options.permutations, options.seed);
  study.permutations = options.permutations;
}

/// Sums of all stories before each day of a span of days.
class DailySums {
 public:
  explicit DailySums(std::span<const Story> stories)
      : first_(stories.front().day), last_(stories.back().day) {
    const auto days = static_cast<std::size_t>(std::int64_t{last_} - first_) + 1;
    hits_.assign(days + 1, 0.0);
    n_.assign(days + 1, 0.0);
    for (const Story& story : stories) {
      const auto place = static_cast<std::size_t>(std::int64_t{story.day} - first_) + 1;
      hits_[place] += story.hits;
      n_[place] += story.n;
    }
    std::partial_sum(hits_.begin(), hits_.end(), hits_.begin());
    std::partial_sum(n_.begin(), n_.end(), n_.begin());
  }
  [[nodiscard]] std::int32_t first() const { return first_; }
  [[nodiscard]] std::int32_t last() const { return last_; }
  [[nodiscard]] ClusterCount between(std::int32_t from, std::int32_t to) const {
    const auto a = static_cast<std::size_t>(from - first_);
    const auto b = static_cast<std::size_t>(to - first_);
    return {hits_[b] - hits_[a], n_[b] - n_[a]};
  }

 private:
  std::int32_t first_, last_;
  std::vector<double> hits_, n_;
};

void add_placebos(EventStudy& study, std::span<const Story> stories, std::int32_t day,
                  const EventOptions& options) {
  if (stories.empty()) return;
  const DailySums sums(stories);
  const std::int64_t first = std::int64_t{sums.first()} + options.days_before;
  const std::int64_t last = std::int64_t{sums.last()} + 1 - options.days_after;
  const std::int64_t step = options.placebo_step;
  std::int64_t placebo = day;
  if (first < placebo) placebo -= (placebo - first) / step * step;
  while (placebo < first) placebo += step;
  for (; placebo <= last; placebo += step) {
    if (placebo + options.days_after > day && placebo - options.days_before < day) continue;
    const auto at = static_cast<std::int32_t>(placebo);
    const ClusterCount before = sums.between(at - options.days_before, at);
    const ClusterCount after = sums.between(at, at + options.days_after);
    const double least = std::max(options.minimum_n, 1.0);
    if (before.n < least || after.n < least) continue;
    study.placebos.push_back({at, after.hits / after.n - before.hits / before.n});
  }
  if (std::isnan(study.difference.value) || study.placebos.empty()) return;
  std::vector<double> sizes;
  sizes.reserve(study.placebos.size());
  for (const Placebo& of_day : study.placebos) sizes.push_back(std::abs(of_day.difference));
  study.placebo_p = permutation_p(std::abs(study.difference.value), sizes);
}

/// Stories by bin, and the standardised difference of two sides in any order of them.
class BinnedDifference {
 public:
  BinnedDifference(std::span<const StoryCount> stories, std::uint32_t first_after)
      : stories_(stories), first_after_(first_after) {
    double sum = 0;
    for (const StoryCount& story : stories) {
      bins_ = std::max<std::size_t>(bins_, story.bin + 1);
      sum += story.sum;
      size_ += story.size;
    }
    for (const StoryCount& story : stories) {
      const double excess = story.sum - sum / size_ * story.size;
      variance_ += excess * excess / size_;
    }
  }

  /// `order[i]` is the story at the place of story i; `bins` is for use here alone.
  [[nodiscard]] double in(std::span<const std::uint32_t> order, std::vector<Bin>& bins) const {
    bins.assign(bins_, Bin{});
    for (std::size_t i = 0; i < order.size(); ++i) {
      Bin& bin = bins[stories_[i].bin];
      bin.sum += stories_[order[i]].sum;
      bin.size += stories_[order[i]].size;
    }
    const auto all = std::span(bins);
    const auto [before, variance_before] = mean_of(all.first(first_after_));
    const auto [after, variance_after] = mean_of(all.subspan(first_after_));
    return (after - before) / std::sqrt(variance_before + variance_after);
  }

 private:
  /// The mean of a side and how uncertain bins make it.
  [[nodiscard]] std::pair<double, double> mean_of(std::span<const Bin> bins) const {
    double sum = 0, size = 0, held = 0;
    for (const Bin& bin : bins) {
      sum += bin.sum;
      size += bin.size;
      held += bin.size > 0 ? 1 : 0;
    }
    double squares = variance_ * size / held;
    for (const Bin& bin : bins) {
      const double excess = bin.sum - sum / size * bin.size;
      squares += excess * excess;
    }
    return {sum / size, squares / (size * size)};
  }

  std::span<const StoryCount> stories_;
  std::uint32_t first_after_;
  std::size_t bins_ = 0;
  double size_ = 0, variance_ = 0;  // of one thing, by stories
};

}  // namespace

std::uint32_t weeks_of(std::int32_t days) { return static_cast<std::uint32_t>(days + 6) / 7; }

std::uint32_t week_around(std::int32_t days_since, std::uint32_t weeks_before) {
  if (days_since >= 0) return weeks_before + static_cast<std::uint32_t>(days_since) / 7;
  return weeks_before - 1 - static_cast<std::uint32_t>(-days_since - 1) / 7;
}

double difference_p(std::span<const StoryCount> stories, std::uint32_t first_after,
                    int permutations, std::uint64_t seed) {
  std::vector<std::uint32_t> strata;
  double before = 0, after = 0;
  for (const StoryCount& story : stories) {
    strata.push_back(story.stratum);
    (story.bin < first_after ? before : after) += story.size;
  }
  if (before <= 0 || after <= 0) return not_known;
  const BinnedDifference difference(stories, first_after);
  NullOptions options;
  options.replicates = permutations;
  options.seed = seed;
  options.tail = Tail::Both;
  std::vector<Bin> bins;
  return permutation_test(
             strata, 1,
             [&](std::span<const std::uint32_t> order, std::span<double> value) {
               value[0] = difference.in(order, bins);
             },
             options)
      .p[0];
}

Result<EventStudy> event_study(std::span<const DatedCount> counts, std::int32_t day,
                               const EventOptions& options) {
  if (const auto fine = check(counts, options); !fine) return tl::unexpected(fine.error());
  const std::vector<Story> stories = stories_of(counts);
  const Windows windows = windows_around(stories, day, options);
  EventStudy study;
  compare(study, windows, options);
  permute(study, windows, day, options);
  add_placebos(study, stories, day, options);
  return study;
}

}  // namespace faultline::inference
