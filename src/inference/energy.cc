#include "inference/energy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/draw.h"
#include "inference/detail/parallel.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

constexpr double rounding = 1e-9;

/// Distances between observations, to the power alpha.
class Distances {
 public:
  Distances(std::span<const double> rows, std::size_t dimensions, double alpha)
      : count_(rows.size() / dimensions), values_(count_ * count_, 0.0) {
    for (std::size_t i = 0; i < count_; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        double squares = 0;
        for (std::size_t k = 0; k < dimensions; ++k) {
          const double difference = rows[i * dimensions + k] - rows[j * dimensions + k];
          squares += difference * difference;
        }
        values_[i * count_ + j] = values_[j * count_ + i] = std::pow(squares, alpha / 2);
      }
    }
  }

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] double operator()(std::size_t i, std::size_t j) const {
    return values_[i * count_ + j];
  }

 private:
  std::size_t count_;
  std::vector<double> values_;
};

struct Split {
  std::size_t change = 0;
  double statistic = -std::numeric_limits<double>::infinity();
};

/// The best split of one segment, whose observations stand in `order`. Sums of distances over
/// rectangles come from sums over the corners (an integral image), so that each pair of ends costs
/// O(1).
class SplitSearch {
 public:
  SplitSearch(const Distances& distances, std::size_t minimum)
      : distances_(distances), minimum_(minimum) {}

  Split operator()(std::span<const std::uint32_t> order) {
    const std::size_t count = order.size();
    if (count < 2 * minimum_) return {};
    fill(order);
    Split best;
    for (std::size_t change = minimum_; change + minimum_ <= count; ++change) {
      for (std::size_t end = change + minimum_; end <= count; ++end) {
        const double statistic = scaled_distance(change, end);
        if (statistic > best.statistic + rounding || std::isinf(best.statistic)) {
          best = {change, statistic};
        }
      }
    }
    return best;
  }

 private:
  void fill(std::span<const std::uint32_t> order) {
    width_ = order.size() + 1;
    corner_.assign(width_ * width_, 0.0);
    for (std::size_t i = 0; i < order.size(); ++i) {
      double of_row = 0;
      for (std::size_t j = 0; j < order.size(); ++j) {
        of_row += distances_(order[i], order[j]);
        corner_[(i + 1) * width_ + j + 1] = corner_[i * width_ + j + 1] + of_row;
      }
    }
  }
  [[nodiscard]] double corner(std::size_t row, std::size_t column) const {
    return corner_[row * width_ + column];
  }

  /// Matteson & James 2014, eq. 5 to 7, for [0, change) and [change, end).
  [[nodiscard]] double scaled_distance(std::size_t change, std::size_t end) const {
    const auto m = static_cast<double>(change);
    const auto n = static_cast<double>(end - change);
    const double first = corner(change, change);  // each pair twice
    const double across = corner(change, end) - first;
    const double second = corner(end, end) - first - 2 * across;
    const double distance = 2 * across / (m * n) - first / (m * (m - 1)) - second / (n * (n - 1));
    return m * n / (m + n) * distance;
  }

  const Distances& distances_;
  std::size_t minimum_;
  std::size_t width_ = 0;
  std::vector<double> corner_;
};

/// The best split over all segments, whose ends are `borders`.
struct BestSplit {
  std::size_t change = 0;  // index of all
  double statistic = -std::numeric_limits<double>::infinity();
};

BestSplit best_split(SplitSearch& search, std::span<const std::uint32_t> order,
                     std::span<const std::size_t> borders) {
  BestSplit best;
  for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
    const Split split = search(order.subspan(borders[i], borders[i + 1] - borders[i]));
    if (split.statistic > best.statistic) best = {borders[i] + split.change, split.statistic};
  }
  return best;
}

Result<void> check(std::span<const double> rows, std::size_t dimensions,
                   const EnergyOptions& options) {
  constexpr std::size_t most = 5000;  // observations: their distances fill 200 MB
  if (dimensions == 0 || rows.size() % dimensions != 0 || rows.size() / dimensions > most) {
    return failure(ErrorCode::Usage,
                   fmt::format("{} values are no rows of {}; give whole rows, at most {} of them.",
                               rows.size(), dimensions, most));
  }
  if (!std::all_of(rows.begin(), rows.end(), [](double value) { return std::isfinite(value); })) {
    return failure(ErrorCode::Usage,
                   "A value is not finite; leave out bins that have no value before asking.");
  }
  if (!(options.alpha > 0 && options.alpha <= 2) || options.minimum_size < 2 ||
      options.permutations < 1) {
    return failure(
        ErrorCode::Usage,
        fmt::format("alpha = {}, segments of {} and {} permutations were asked for; alpha "
                    "lies in (0, 2], segments have 2 or more, permutations are 1 or more.",
                    options.alpha, options.minimum_size, options.permutations));
  }
  return {};
}

/// p of a statistic among those of the observations shuffled within the segments.
double p_of(double observed, const Distances& distances, std::span<const std::size_t> borders,
            std::size_t step, const EnergyOptions& options) {
  const auto draws = static_cast<std::size_t>(options.permutations);
  const std::uint64_t seed = derived_seed(options.seed, step);
  std::vector<char> as_great(draws);
  in_parallel(draws, options.threads, [&] {
    return [&, search = SplitSearch(distances, options.minimum_size),
            order = std::vector<std::uint32_t>(distances.count())](std::size_t draw) mutable {
      std::mt19937_64 generator = stream(seed, draw);
      std::iota(order.begin(), order.end(), 0U);
      for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
        std::span<std::uint32_t> part(order.data() + borders[i], borders[i + 1] - borders[i]);
        shuffle(part, generator);
      }
      const double statistic = best_split(search, order, borders).statistic;
      as_great[draw] = statistic >= observed - rounding * std::abs(observed) ? 1 : 0;
    };
  });
  const auto count = std::count(as_great.begin(), as_great.end(), 1);
  return (1.0 + static_cast<double>(count)) / (1.0 + static_cast<double>(draws));
}

}  // namespace

Result<std::vector<EnergyChange>> energy_changes(std::span<const double> rows,
                                                 std::size_t dimensions,
                                                 const EnergyOptions& options) {
  if (const auto fine = check(rows, dimensions, options); !fine) {
    return tl::unexpected(fine.error());
  }
  const Distances distances(rows, dimensions, options.alpha);
  std::vector<std::uint32_t> order(distances.count());
  std::iota(order.begin(), order.end(), 0U);
  SplitSearch search(distances, options.minimum_size);
  std::vector<std::size_t> borders = {0, distances.count()};
  std::vector<EnergyChange> changes;
  while (true) {
    const BestSplit best = best_split(search, order, borders);
    if (std::isinf(best.statistic)) break;  // no segment is long enough
    const double p = p_of(best.statistic, distances, borders, changes.size(), options);
    changes.push_back({best.change, best.statistic, p});
    if (p > options.significance) break;
    borders.insert(std::upper_bound(borders.begin(), borders.end(), best.change), best.change);
  }
  return changes;
}

}  // namespace faultline::inference
