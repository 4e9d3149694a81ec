#pragma once
// What leaving out one cluster does: the acceleration of BCa intervals (Efron 1987, eq. 6.6).

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "inference/sums.h"

namespace faultline::inference {

struct RatioJackknife {
  std::vector<double> acceleration;   // of each ratio; 0 where it has no meaning
  std::vector<std::size_t> clusters;  // that add to each denominator
};
/// Leaves out every single unit of the table. O(entries).
[[nodiscard]] RatioJackknife jackknife_ratios(const SumTable& clusters,
                                              std::span<const Ratio> ratios);

/// Clusters dealt to groups of nearly equal size at random, or each to its own if they are few.
struct Groups {
  std::vector<std::uint32_t> of_cluster;
  std::size_t count = 0;
};
[[nodiscard]] Groups grouped(std::size_t clusters, std::size_t most_groups, std::uint64_t seed);

/// Values of a statistic without each group.
class Jackknife {
 public:
  Jackknife(std::size_t points, std::size_t groups)
      : points_(points), values_(points * groups), groups_(groups) {}
  [[nodiscard]] std::span<double> without(std::size_t group) {
    return std::span(values_).subspan(group * points_, points_);
  }
  /// Groups without which there is no value are left out.
  [[nodiscard]] std::vector<double> acceleration() const;

 private:
  std::size_t points_;
  std::vector<double> values_;
  std::size_t groups_;
};

}  // namespace faultline::inference
