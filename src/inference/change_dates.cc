#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/draw.h"
#include "inference/change_points.h"
#include "inference/detail/bin_shuffle.h"
#include "inference/detail/distributions.h"
#include "inference/detail/likelihood.h"
#include "inference/detail/parallel.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

/// Ratios that differ by less are equal: the same logarithms were added up in another order.
constexpr double rounding = 1e-9;

/// Sums of the first bins: one more of each than there are bins.
struct Prefix {
  std::vector<double> sum, size;

  void fill(std::span<const HeldBin> bins) {
    sum.assign(1, 0.0);
    size.assign(1, 0.0);
    for (const HeldBin& bin : bins) {
      sum.push_back(sum.back() + bin.sum);
      size.push_back(size.back() + bin.size);
    }
  }
  [[nodiscard]] std::size_t bins() const { return sum.size() - 1; }
};

struct Cut {
  std::size_t begin = 0, end = 0;  // the stretch that differs
  double ratio = -1;
};

/// The log likelihood of two rates: one for the stretch [begin, end), one for the rest.
double two_rates(const Prefix& prefix, const Likelihood& likelihood, std::size_t begin,
                 std::size_t end) {
  const double sum = prefix.sum[end] - prefix.sum[begin];
  const double size = prefix.size[end] - prefix.size[begin];
  return likelihood(sum, size) + likelihood(prefix.sum.back() - sum, prefix.size.back() - size);
}

Cut best_stretch(const Prefix& prefix, const Likelihood& likelihood, Alternative alternative,
                 std::size_t shortest) {
  const std::size_t count = prefix.bins();
  const double one_rate = likelihood(prefix.sum.back(), prefix.size.back());
  Cut best;
  for (std::size_t begin = 0; begin + shortest <= count; ++begin) {
    const bool to_the_end = alternative == Alternative::OneChange;
    for (std::size_t end = to_the_end ? count : begin + shortest; end <= count; ++end) {
      if (count - (end - begin) < shortest) break;
      const double ratio = two_rates(prefix, likelihood, begin, end) - one_rate;
      if (ratio > best.ratio + rounding) best = {begin, end, ratio};
    }
  }
  return best;
}

/// A gain in log likelihood as the tests see it, of bins of which so much is `explained`: where
/// stories are shuffled, over what is left unexplained, as in an F statistic. The one to add is
/// what two bins would leave by chance; it keeps few bins that happen to be alike from deciding.
template <class Shuffle>
double statistic(double gain, double explained, std::span<const HeldBin> bins,
                 const Likelihood& likelihood) {
  if constexpr (Shuffle::keeps_bins) return gain;
  double own_rates = 0;  // a rate for each bin
  for (const HeldBin& bin : bins) own_rates += likelihood(bin.sum, bin.size);
  return gain / (1 + std::max(0.0, own_rates - explained));
}

/// How much better the best cut of `bins` fits than the one before bin `cut`.
template <class Shuffle>
double excess(std::span<const HeldBin> bins, const Prefix& prefix, const Likelihood& likelihood,
              std::size_t shortest, std::size_t cut) {
  const std::size_t count = prefix.bins();
  double best = two_rates(prefix, likelihood, cut, count);
  const double of_cut = best;
  for (std::size_t at = shortest; at + shortest <= count; ++at) {
    best = std::max(best, two_rates(prefix, likelihood, at, count));
  }
  return statistic<Shuffle>(best - of_cut, best, bins, likelihood);
}

/// How much better the best cut of `bins` fits than one rate.
template <class Shuffle>
double gain(std::span<const HeldBin> bins, const Prefix& prefix, const Likelihood& likelihood,
            const Cut& best) {
  const double one_rate = likelihood(prefix.sum.back(), prefix.size.back());
  return statistic<Shuffle>(best.ratio, one_rate + best.ratio, bins, likelihood);
}

/// Whether orders of the two stretches are often as far from the cut between them as the observed
/// one.
template <class Shuffle>
bool is_kept(const Shuffle& shuffled, const Likelihood& likelihood, const DateOptions& options,
             std::size_t cut, double observed) {
  const int draws = std::max(1, options.permutations);
  // Kept as soon as p = (1 + as_great) / (1 + draws) is sure to be greater than 1 - level.
  const double most = (1 - options.level) * (1 + draws) + rounding;
  std::mt19937_64 generator = stream(options.seed, cut);
  auto shuffle_within = shuffled.within(cut);
  std::vector<HeldBin> order;
  Prefix prefix;
  int as_great = 0;
  for (int i = 0; i < draws && 1 + as_great <= most; ++i) {
    shuffle_within(generator, order);
    prefix.fill(order);
    if (excess<Shuffle>(order, prefix, likelihood, options.minimum_bins, cut) >=
        observed - rounding)
      ++as_great;
  }
  return 1 + as_great > most;
}

Segment segment_of(std::span<const HeldBin> held, std::size_t begin, std::size_t end,
                   std::size_t first, std::size_t last) {
  Segment segment{begin, end};
  for (std::size_t i = first; i < last; ++i) {
    segment.sum += held[i].sum;
    segment.size += held[i].size;
  }
  if (segment.size > 0) segment.rate = segment.sum / segment.size;
  return segment;
}

/// The date by whatever is shuffled; `bins` of which some hold nothing.
template <class Shuffle>
std::optional<ChangePoint> dated(std::span<const HeldBin> held, const Shuffle& shuffled,
                                 std::size_t bins, Cost cost, DateOptions options) {
  options.minimum_bins = std::max<std::size_t>(1, options.minimum_bins);
  const std::size_t shortest = options.minimum_bins;
  if (held.size() < 2 * shortest) return std::nullopt;
  const Likelihood likelihood(cost, held);
  Prefix prefix;
  prefix.fill(held);
  const Cut best = best_stretch(prefix, likelihood, Alternative::OneChange, shortest);
  const std::size_t cuts = held.size() - 2 * shortest + 1;
  std::vector<char> kept(cuts);
  in_parallel(cuts, options.threads, [&] {
    return [&](std::size_t i) {
      const std::size_t cut = shortest + i;
      const double observed = excess<Shuffle>(held, prefix, likelihood, shortest, cut);
      kept[i] = is_kept(shuffled, likelihood, options, cut, observed) ? 1 : 0;
    };
  });
  kept[best.begin - shortest] = 1;  // however low the level
  const auto first = std::find(kept.begin(), kept.end(), 1) - kept.begin();
  const auto from_end = std::find(kept.rbegin(), kept.rend(), 1) - kept.rbegin();
  const std::size_t first_cut = shortest + static_cast<std::size_t>(first);
  const std::size_t last_cut = shortest + cuts - 1 - static_cast<std::size_t>(from_end);
  ChangePoint change;
  change.bin = held[best.begin].index;
  change.earliest = held[first_cut - 1].index + 1;
  change.latest = held[last_cut].index;
  change.before = segment_of(held, 0, change.bin, 0, best.begin);
  change.after = segment_of(held, change.bin, bins, best.begin, held.size());
  change.log_likelihood_ratio = best.ratio;
  return change;
}

/// The test by whatever is shuffled.
template <class Shuffle>
NoChangeTest tested(std::span<const HeldBin> held, const Shuffle& shuffled, std::size_t bins,
                    Cost cost, const NoChangeOptions& options) {
  NoChangeTest result;
  const std::size_t shortest = std::max<std::size_t>(1, options.minimum_bins);
  if (held.size() < 2 * shortest) return result;
  const Likelihood likelihood(cost, held);
  Prefix prefix;
  prefix.fill(held);
  const Cut best = best_stretch(prefix, likelihood, options.alternative, shortest);
  result.begin = held[best.begin].index;
  result.end = best.end == held.size() ? bins : held[best.end].index;
  result.log_likelihood_ratio = best.ratio;
  result.permutations = std::max(1, options.permutations);
  const double observed = gain<Shuffle>(held, prefix, likelihood, best);
  const auto draws = static_cast<std::size_t>(result.permutations);
  std::vector<char> as_great(draws);
  in_parallel(draws, options.threads, [&] {
    return [&, shuffle_all = shuffled.within(0), order = std::vector<HeldBin>{},
            of_draw = Prefix{}](std::size_t draw) mutable {
      std::mt19937_64 generator = stream(options.seed, draw);
      shuffle_all(generator, order);
      of_draw.fill(order);
      const Cut cut = best_stretch(of_draw, likelihood, options.alternative, shortest);
      as_great[draw] =
          gain<Shuffle>(order, of_draw, likelihood, cut) >= observed - rounding ? 1 : 0;
    };
  });
  const auto count = std::count(as_great.begin(), as_great.end(), 1);
  result.p = (1.0 + static_cast<double>(count)) / (1.0 + static_cast<double>(draws));
  return result;
}

Result<void> check(std::span<const StoryCount> stories, std::size_t bins, Cost cost) {
  for (std::size_t i = 0; i < stories.size(); ++i) {
    const StoryCount& story = stories[i];
    if (story.bin < bins && is_possible({story.sum, story.size}, cost)) continue;
    return failure(
        ErrorCode::Usage,
        fmt::format("A story adds {} of {} to bin {} of {}; counts are finite, not negative, "
                    "hits at most all, and the bin must be there.",
                    story.sum, story.size, story.bin, bins),
        fmt::format("story {}", i));
  }
  return {};
}

std::vector<Bin> bins_of(std::span<const StoryCount> stories, std::size_t count) {
  std::vector<Bin> bins(count);
  for (const StoryCount& story : stories) {
    bins[story.bin].sum += story.sum;
    bins[story.bin].size += story.size;
  }
  return bins;
}

}  // namespace

std::optional<ChangePoint> date_of_change(std::span<const Bin> bins, Cost cost,
                                          const DateOptions& options) {
  const std::vector<HeldBin> held = held_bins(bins);
  return dated(held, BinShuffle(held, 1), bins.size(), cost, options);
}

Result<std::optional<ChangePoint>> date_of_change(std::span<const StoryCount> stories,
                                                  std::size_t bins, Cost cost,
                                                  const DateOptions& options) {
  if (const auto fine = check(stories, bins, cost); !fine) return tl::unexpected(fine.error());
  const std::vector<HeldBin> held = held_bins(bins_of(stories, bins));
  return dated(held, StoryShuffle(stories, held), bins, cost, options);
}

double level_after_search(double level, std::span<const Bin> bins, std::size_t earliest,
                          std::size_t latest) {
  double first = 0, last = 0, all = 0;
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    all += bins[bin].size;
    first += bin < earliest ? bins[bin].size : 0;
    last += bin < latest ? bins[bin].size : 0;
  }
  first /= all;
  last /= all;
  const double span = std::log(last * (1 - first) / (first * (1 - last)));
  const auto beyond = [&](double z) {
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    return 2 * normal_cdf(-z) + density * std::max(0.0, z - 1 / z) * span;
  };
  double low = normal_quantile((1 + level) / 2);
  double high = low + 10;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (beyond(middle) > 1 - level ? low : high) = middle;
  }
  return 1 - 2 * normal_cdf(-low);
}

std::vector<ChangePoint> date_changes(std::span<const Bin> bins, const Segmentation& segmentation,
                                      Cost cost, const DateOptions& options) {
  std::vector<ChangePoint> changes;
  for (std::size_t i = 0; i + 1 < segmentation.segments.size(); ++i) {
    const std::size_t begin = segmentation.segments[i].begin;
    const std::size_t end = segmentation.segments[i + 1].end;
    DateOptions of_change = options;
    of_change.seed = derived_seed(options.seed, i);
    auto change = date_of_change(bins.subspan(begin, end - begin), cost, of_change);
    if (!change) continue;
    for (std::size_t* place :
         {&change->bin, &change->earliest, &change->latest, &change->before.begin,
          &change->before.end, &change->after.begin, &change->after.end}) {
      *place += begin;
    }
    changes.push_back(*change);
  }
  return changes;
}

NoChangeTest test_of_no_change(std::span<const Bin> bins, Cost cost,
                               const NoChangeOptions& options) {
  const std::vector<HeldBin> held = held_bins(bins);
  return tested(held, BinShuffle(held, options.block), bins.size(), cost, options);
}

Result<NoChangeTest> test_of_no_change(std::span<const StoryCount> stories, std::size_t bins,
                                       Cost cost, const NoChangeOptions& options) {
  if (const auto fine = check(stories, bins, cost); !fine) return tl::unexpected(fine.error());
  const std::vector<HeldBin> held = held_bins(bins_of(stories, bins));
  return tested(held, StoryShuffle(stories, held), bins, cost, options);
}

}  // namespace faultline::inference
