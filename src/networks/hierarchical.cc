#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "networks/clustering.h"
#include "networks/detail/matrix_checks.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Clusters on their way into each other. One is known by its first node; `distance` is kept above
/// the diagonal only.
class Agglomeration {
 public:
  Agglomeration(const Matrix& distances, Linkage linkage)
      : linkage_(linkage),
        distance_(distances),
        size_(distances.rows, 1.0),
        is_alive_(distances.rows, true),
        nearest_(distances.rows, 0),
        nearest_distance_(distances.rows, infinity) {
    // Ward's recurrence holds for squared distances.
    if (linkage_ == Linkage::Ward) {
      for (double& value : distance_.values) value *= value;
    }
    for (std::size_t node = 0; node + 1 < distance_.rows; ++node) look_for_nearest(node);
  }

  struct Pair {
    std::size_t low{}, high{};
    double height{};
  };

  /// Joins the two nearest clusters.
  Pair join_nearest() {
    Pair pair{.height = infinity};
    for (std::size_t i = 0; i + 1 < distance_.rows; ++i) {
      if (is_alive_[i] && nearest_distance_[i] < pair.height) {
        pair = {.low = i, .high = nearest_[i], .height = nearest_distance_[i]};
      }
    }
    is_alive_[pair.high] = false;
    update_distances(pair);
    size_[pair.low] += size_[pair.high];
    update_neighbours(pair);
    if (linkage_ == Linkage::Ward) pair.height = std::sqrt(std::max(pair.height, 0.0));
    return pair;
  }

 private:
  double& between(std::size_t a, std::size_t b) {
    return a < b ? distance_.at(a, b) : distance_.at(b, a);
  }

  // The order of operations is part of the contract: rounding decides between near-equals.
  [[nodiscard]] double joined(double low, double high, double apart, const Pair& pair,
                              std::size_t other) const {
    switch (linkage_) {
      case Linkage::Single:
        return std::min(low, high);
      case Linkage::Complete:
        return std::max(low, high);
      case Linkage::Average:
        return (size_[pair.low] * low + size_[pair.high] * high) /
               (size_[pair.low] + size_[pair.high]);
      case Linkage::Ward:
        break;
    }
    return ((size_[pair.low] + size_[other]) * low + (size_[pair.high] + size_[other]) * high -
            size_[other] * apart) /
           (size_[pair.low] + size_[pair.high] + size_[other]);
  }

  void update_distances(const Pair& pair) {
    const double apart = between(pair.low, pair.high);
    nearest_distance_[pair.low] = infinity;
    for (std::size_t other = 0; other < distance_.rows; ++other) {
      if (!is_alive_[other] || other == pair.low) continue;
      double& distance = between(pair.low, other);
      distance = joined(distance, between(pair.high, other), apart, pair, other);
      if (pair.low < other) {
        if (distance < nearest_distance_[pair.low]) {
          nearest_distance_[pair.low] = distance;
          nearest_[pair.low] = other;
        }
      } else if (distance < nearest_distance_[other]) {
        nearest_distance_[other] = distance;
        nearest_[other] = pair.low;
      }
    }
  }

  // A cluster knows its nearest among those of higher number. Whose nearest was joined looks again.
  void update_neighbours(const Pair& pair) {
    for (std::size_t i = 0; i + 1 < distance_.rows; ++i) {
      if (is_alive_[i] && (nearest_[i] == pair.low || nearest_[i] == pair.high)) {
        look_for_nearest(i);
      }
    }
  }

  void look_for_nearest(std::size_t node) {
    nearest_distance_[node] = infinity;
    for (std::size_t other = node + 1; other < distance_.rows; ++other) {
      if (is_alive_[other] && distance_.at(node, other) < nearest_distance_[node]) {
        nearest_distance_[node] = distance_.at(node, other);
        nearest_[node] = other;
      }
    }
  }

  Linkage linkage_;
  Matrix distance_;
  std::vector<double> size_;
  std::vector<bool> is_alive_;
  std::vector<std::size_t> nearest_;
  std::vector<double> nearest_distance_;
};

}  // namespace

Result<Hierarchy> hierarchy(const Matrix& distances, Linkage linkage) {
  if (auto problem = detail::problem_of_distances(distances)) return tl::unexpected(*problem);
  Hierarchy result{.nodes = distances.rows, .merges = {}};
  if (distances.rows < 2) return result;
  Agglomeration agglomeration(distances, linkage);
  std::vector<std::uint32_t> name(distances.rows);
  std::iota(name.begin(), name.end(), 0U);
  for (std::size_t step = 0; step + 1 < distances.rows; ++step) {
    const auto pair = agglomeration.join_nearest();
    const auto [first, second] = std::minmax(name[pair.low], name[pair.high]);
    result.merges.push_back({.first = first, .second = second, .height = pair.height});
    name[pair.low] = static_cast<std::uint32_t>(distances.rows + step);
  }
  return result;
}

Result<Groups> cut(const Hierarchy& hierarchy, std::size_t k) {
  const std::size_t nodes = hierarchy.nodes;
  const std::size_t fewest = nodes - hierarchy.merges.size();
  if (k == 0 || k > nodes || k < fewest) {
    return failure(
        ErrorCode::Usage,
        fmt::format("{} nodes cannot be cut into {} groups here; choose between {} and {}.", nodes,
                    k, std::max<std::size_t>(fewest, 1), nodes));
  }
  // Every node and every merge points to the merge it goes into, as long as it is below the cut.
  const std::size_t steps = nodes - k;
  std::vector<std::uint32_t> above(nodes + steps);
  std::iota(above.begin(), above.end(), 0U);
  for (std::size_t step = 0; step < steps; ++step) {
    const Merge& merge = hierarchy.merges[step];
    above[merge.first] = above[merge.second] = static_cast<std::uint32_t>(nodes + step);
  }
  for (std::size_t at = above.size(); at-- > 0;) above[at] = above[above[at]];
  return renumbered(Groups(above.begin(), above.begin() + static_cast<std::ptrdiff_t>(nodes)));
}

}  // namespace faultline::networks
