#pragma once
// The log likelihood of bins with one rate, as a function of their sums.

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "inference/change_points.h"

namespace faultline::inference {

/// A bin that holds something, and where it stands among all.
struct HeldBin {
  double sum = 0, size = 0;
  std::size_t index = 0;
};

[[nodiscard]] inline bool is_possible(const Bin& bin, Cost cost) {
  if (!std::isfinite(bin.sum) || !std::isfinite(bin.size) || bin.size < 0) return false;
  if (cost == Cost::Normal) return bin.size > 0 || bin.sum == 0;
  if (bin.sum < 0 || (bin.size == 0 && bin.sum > 0)) return false;
  return cost != Cost::Binomial || bin.sum <= bin.size;
}

[[nodiscard]] inline std::vector<HeldBin> held_bins(std::span<const Bin> bins) {
  std::vector<HeldBin> held;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (bins[i].size > 0) held.push_back({bins[i].sum, bins[i].size, i});
  }
  return held;
}

/// Largest log likelihood of `sum` in `size`, without what does not depend on the segmentation. For
/// Normal with variance 1. Looks logarithms up where all counts are whole numbers.
class Likelihood {
 public:
  Likelihood(Cost cost, std::span<const HeldBin> bins) : cost_(cost) {
    constexpr double largest_table = 1 << 20;
    double sum = 0;
    double size = 0;
    bool whole = cost != Cost::Normal;
    for (const HeldBin& bin : bins) {
      whole &= bin.sum == std::floor(bin.sum) && bin.size == std::floor(bin.size);
      sum += bin.sum;
      size += bin.size;
    }
    const double largest = cost == Cost::Poisson ? sum : size;
    if (!whole || largest > largest_table) return;
    table_.assign(static_cast<std::size_t>(largest) + 1, 0.0);
    for (std::size_t count = 2; count < table_.size(); ++count) {
      table_[count] = static_cast<double>(count) * std::log(static_cast<double>(count));
    }
  }

  [[nodiscard]] double operator()(double sum, double size) const {
    if (size <= 0) return 0;
    switch (cost_) {
      case Cost::Binomial:
        return entropy(sum) + entropy(size - sum) - entropy(size);
      case Cost::Poisson:
        return entropy(sum) - sum * std::log(size);
      case Cost::Normal:
        return sum * sum / (2 * size);
    }
    return 0;
  }

 private:
  /// x log x, 0 for 0; differences of sums may lie below 0 by rounding.
  [[nodiscard]] double entropy(double x) const {
    if (!table_.empty()) return table_[static_cast<std::size_t>(x)];
    return x > 0 ? x * std::log(x) : 0;
  }

  Cost cost_;
  std::vector<double> table_;
};

}  // namespace faultline::inference
