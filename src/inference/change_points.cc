#include "inference/change_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "inference/detail/likelihood.h"

namespace faultline::inference {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Mirrored sums of logarithms differ by rounding, which must not prune a candidate.
constexpr double rounding = 1e-9;

Result<void> check(std::span<const Bin> bins, const PeltOptions& options) {
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (is_possible(bins[i], options.cost)) continue;
    return failure(
        ErrorCode::Usage,
        fmt::format("A bin with a sum of {} and a size of {} is impossible under this cost; "
                    "counts are finite, not negative, and hits at most all.",
                    bins[i].sum, bins[i].size),
        fmt::format("bin {}", i));
  }
  const bool penalty_fits = options.penalty_rule != Penalty::Given ||
                            (std::isfinite(options.penalty) && options.penalty >= 0);
  if (options.minimum_bins < 1 || !penalty_fits || !(options.dispersion >= 0) ||
      !std::isfinite(options.dispersion)) {
    return failure(
        ErrorCode::Usage,
        fmt::format("A shortest segment of {} bins, a penalty of {} and a dispersion of {} "
                    "were asked for; give at least 1, and numbers that are not negative.",
                    options.minimum_bins, options.penalty, options.dispersion));
  }
  return {};
}

/// The squared difference of two bins over what the model expects of it, given their total; NaN if
/// they could not differ.
double squared_difference(const HeldBin& a, const HeldBin& b, Cost cost) {
  const double difference = a.sum / a.size - b.sum / b.size;
  const double sum = a.sum + b.sum;
  const double size = a.size + b.size;
  double variance = 1;
  if (cost == Cost::Binomial) {
    const double share = sum / size;
    if (size <= 1) return not_known;
    variance = share * (1 - share) * size / (size - 1);  // as of draws without replacement
  } else if (cost == Cost::Poisson) {
    variance = sum / size;
  }
  if (!(variance > 0)) return not_known;
  return difference * difference / (variance * (1 / a.size + 1 / b.size));
}

/// Penalised costs of segments of held bins.
class Costs {
 public:
  Costs(std::span<const HeldBin> bins, const PeltOptions& options, double dispersion)
      : likelihood_(options.cost, bins),
        scale_(2 / dispersion),
        by_length_(options.penalty_rule == Penalty::Mbic),
        count_(static_cast<double>(bins.size())) {
    sums_.push_back(0);
    sizes_.push_back(0);
    for (const HeldBin& bin : bins) {
      sums_.push_back(sums_.back() + bin.sum);
      sizes_.push_back(sizes_.back() + bin.size);
      if (options.cost == Cost::Normal) squares_ += bin.sum * bin.sum / bin.size;
    }
  }

  /// -2 log likelihood over the dispersion, without what is the same for all segmentations.
  [[nodiscard]] double plain(std::size_t begin, std::size_t end) const {
    return -scale_ * likelihood_(sums_[end] - sums_[begin], sizes_[end] - sizes_[begin]);
  }
  [[nodiscard]] double of(std::size_t begin, std::size_t end) const {
    const double cost = plain(begin, end);
    return by_length_ ? cost + std::log(static_cast<double>(end - begin) / count_) : cost;
  }
  /// What is the same for all segmentations.
  [[nodiscard]] double common() const { return squares_ * scale_ / 2; }

 private:
  Likelihood likelihood_;
  double scale_;
  bool by_length_;
  double count_;
  double squares_ = 0;
  std::vector<double> sums_, sizes_;
};

double penalty_of(const PeltOptions& options, std::size_t bins) {
  const double log_bins = std::log(static_cast<double>(bins));
  switch (options.penalty_rule) {
    case Penalty::Bic:
      return 2 * log_bins;
    case Penalty::Mbic:
      return 3 * log_bins;
    case Penalty::Given:
      return options.penalty;
  }
  return options.penalty;
}

/// The first held bins of the later segments of the best segmentation. Splitting a segment never
/// raises costs: with the log of lengths too, log(a/T) + log(b/T) < log((a+b)/T) for every a + b <=
/// T. So a last change that is already worse than a later one stays worse; but the later one can
/// stand in for it only where a whole shortest segment follows.
std::vector<std::size_t> best_changes(const Costs& costs, std::size_t count, std::size_t shortest,
                                      double penalty) {
  struct Candidate {
    std::size_t change;
    std::size_t until;  // the first end for which it need not be looked at any more
  };
  std::vector<double> best(count + 1, infinity);
  std::vector<std::size_t> last(count + 1, 0);
  best[0] = -penalty;
  std::vector<Candidate> candidates;
  for (std::size_t end = shortest; end <= count; ++end) {
    const std::size_t newest = end - shortest;
    if (std::isfinite(best[newest])) candidates.push_back({newest, count + 1});
    for (const Candidate& candidate : candidates) {
      const double cost = best[candidate.change] + costs.of(candidate.change, end) + penalty;
      if (cost < best[end] - rounding) {
        best[end] = cost;
        last[end] = candidate.change;
      }
    }
    for (Candidate& candidate : candidates) {
      const double cost = best[candidate.change] + costs.of(candidate.change, end);
      if (cost > best[end] + rounding) {
        candidate.until = std::min(candidate.until, end + shortest);
      }
    }
    std::erase_if(candidates,
                  [&](const Candidate& candidate) { return candidate.until <= end + 1; });
  }
  std::vector<std::size_t> changes;
  for (std::size_t end = last[count]; end > 0; end = last[end]) changes.push_back(end);
  std::reverse(changes.begin(), changes.end());
  return changes;
}

Segment segment_of(std::span<const Bin> bins, std::size_t begin, std::size_t end) {
  Segment segment{begin, end};
  for (std::size_t i = begin; i < end; ++i) {
    segment.sum += bins[i].sum;
    segment.size += bins[i].size;
  }
  if (segment.size > 0) segment.rate = segment.sum / segment.size;
  return segment;
}

}  // namespace

double dispersion(std::span<const Bin> bins, Cost cost) {
  constexpr std::size_t fewest = 3;
  const std::vector<HeldBin> held = held_bins(bins);
  double sum = 0;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i + 1 < held.size(); ++i) {
    const double squared = squared_difference(held[i], held[i + 1], cost);
    if (std::isnan(squared)) continue;
    sum += squared;
    ++pairs;
  }
  if (pairs < fewest) return 1;
  const double mean = sum / static_cast<double>(pairs);
  if (cost == Cost::Normal) return mean > 0 ? mean : 1;
  return std::max(1.0, mean);
}

Result<Segmentation> pelt(std::span<const Bin> bins, const PeltOptions& options) {
  if (const auto fine = check(bins, options); !fine) return tl::unexpected(fine.error());
  Segmentation result;
  if (bins.empty()) return result;
  const std::vector<HeldBin> held = held_bins(bins);
  result.dispersion = options.dispersion > 0 ? options.dispersion : dispersion(bins, options.cost);
  const std::size_t count = held.size();
  std::vector<std::size_t> changes;
  if (count > 0) {
    result.penalty = penalty_of(options, count);
    const Costs costs(held, options, result.dispersion);
    if (count >= 2 * options.minimum_bins) {
      changes = best_changes(costs, count, options.minimum_bins, result.penalty);
    }
    result.cost = costs.common();
    result.penalised = costs.common() + result.penalty * static_cast<double>(changes.size());
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= changes.size(); ++i) {
      const std::size_t end = i < changes.size() ? changes[i] : count;
      result.cost += costs.plain(begin, end);
      result.penalised += costs.of(begin, end);
      begin = end;
    }
  }
  std::size_t begin = 0;
  for (const std::size_t change : changes) {
    result.segments.push_back(segment_of(bins, begin, held[change].index));
    begin = held[change].index;
  }
  result.segments.push_back(segment_of(bins, begin, bins.size()));
  return result;
}

}  // namespace faultline::inference
