#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "networks/clustering.h"
#include "networks/detail/matrix_checks.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Nearest {
  double first = infinity, second = infinity;  // distances to the two nearest medoids
};

class Partition {
 public:
  Partition(const Matrix& distances, std::size_t k)
      : distance_(distances), is_medoid_(distances.rows, false), nearest_(distances.rows) {
    // Symmetric from what stands above the diagonal.
    for (std::size_t a = 0; a < distance_.rows; ++a) {
      distance_.at(a, a) = 0.0;
      for (std::size_t b = a + 1; b < distance_.rows; ++b) distance_.at(b, a) = distance_.at(a, b);
    }
    build(k);
    while (swap_best()) {
    }
  }

  [[nodiscard]] Medoids result() const {
    const std::size_t nodes = distance_.rows;
    Medoids result;
    std::vector<std::uint32_t> medoid_of(nodes, 0);
    for (std::size_t node = 0; node < nodes; ++node) {
      // A medoid stands for itself, also where another lies at the same place.
      if (is_medoid_[node]) {
        medoid_of[node] = static_cast<std::uint32_t>(node);
        continue;
      }
      double least = infinity;
      for (std::size_t medoid = 0; medoid < nodes; ++medoid) {
        if (is_medoid_[medoid] && distance_.at(medoid, node) < least) {
          least = distance_.at(medoid, node);
          medoid_of[node] = static_cast<std::uint32_t>(medoid);
        }
      }
      result.cost += least;
    }
    result.groups = renumbered(medoid_of);
    result.medoids.resize(count_of(result.groups));
    for (std::size_t node = 0; node < nodes; ++node) {
      result.medoids[result.groups[node]] = medoid_of[node];
    }
    return result;
  }

 private:
  // The first medoid is nearest to all, each next one brings the nodes nearest to it the most.
  void build(std::size_t k) {
    const std::size_t nodes = distance_.rows;
    // Stands for "no medoid yet": farther than any distance, and finite, so that gains compare.
    double farthest = 0.0;
    for (const double value : distance_.values) farthest = std::max(farthest, value);
    std::vector<double> to_medoid(nodes, farthest * 1.1 + 1.0);
    for (std::size_t count = 0; count < k; ++count) {
      double most = 0.0;
      std::size_t best = 0;
      for (std::size_t candidate = 0; candidate < nodes; ++candidate) {
        if (is_medoid_[candidate]) continue;
        double gain = 0.0;
        for (std::size_t node = 0; node < nodes; ++node) {
          const double closer = to_medoid[node] - distance_.at(candidate, node);
          if (closer > 0.0) gain += closer;
        }
        if (gain >= most) {
          most = gain;
          best = candidate;
        }
      }
      is_medoid_[best] = true;
      for (std::size_t node = 0; node < nodes; ++node) {
        to_medoid[node] = std::min(to_medoid[node], distance_.at(best, node));
      }
    }
    cost_ = 0.0;
    for (const double value : to_medoid) cost_ += value;
  }

  void find_nearest() {
    for (std::size_t node = 0; node < distance_.rows; ++node) {
      Nearest& nearest = nearest_[node] = {};
      for (std::size_t medoid = 0; medoid < distance_.rows; ++medoid) {
        if (!is_medoid_[medoid]) continue;
        const double distance = distance_.at(medoid, node);
        if (distance < nearest.first) {
          nearest.second = nearest.first;
          nearest.first = distance;
        } else if (distance < nearest.second) {
          nearest.second = distance;
        }
      }
    }
  }

  /// By how much the cost changes when `candidate` takes the place of `medoid`.
  [[nodiscard]] double change(std::size_t candidate, std::size_t medoid) const {
    double sum = 0.0;
    for (std::size_t node = 0; node < distance_.rows; ++node) {
      const Nearest& nearest = nearest_[node];
      const double distance = distance_.at(candidate, node);
      if (distance_.at(medoid, node) == nearest.first) {
        sum += std::min(nearest.second, distance) - nearest.first;
      } else if (distance < nearest.first) {
        sum += distance - nearest.first;
      }
    }
    return sum;
  }

  bool swap_best() {
    find_nearest();
    double best = 1.0;
    std::size_t in = 0;
    std::size_t out = 0;
    for (std::size_t candidate = 0; candidate < distance_.rows; ++candidate) {
      if (is_medoid_[candidate]) continue;
      for (std::size_t medoid = 0; medoid < distance_.rows; ++medoid) {
        if (!is_medoid_[medoid]) continue;
        const double by = change(candidate, medoid);
        if (by < best) {
          best = by;
          in = candidate;
          out = medoid;
        }
      }
    }
    // What is smaller than rounding would swap back and forth for ever.
    if (!(best < -16.0 * std::numeric_limits<double>::epsilon() * std::abs(cost_))) return false;
    is_medoid_[in] = true;
    is_medoid_[out] = false;
    cost_ += best;
    return true;
  }

  Matrix distance_;
  std::vector<bool> is_medoid_;
  std::vector<Nearest> nearest_;
  double cost_ = 0.0;
};

}  // namespace

Result<Medoids> partition_around_medoids(const Matrix& distances, std::size_t k) {
  if (auto problem = detail::problem_of_distances(distances)) return tl::unexpected(*problem);
  if (k == 0 || k >= distances.rows) {
    return failure(ErrorCode::Usage,
                   fmt::format("{} nodes cannot have {} medoids: from 1 to one less than nodes.",
                               distances.rows, k));
  }
  return Partition(distances, k).result();
}

}  // namespace faultline::networks
