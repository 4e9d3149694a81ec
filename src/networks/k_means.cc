#include "networks/detail/k_means.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "networks/clustering.h"
#include "networks/detail/matrix_checks.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int rounds = 10;                       // of optimal transfers, as R has it
constexpr std::size_t quick_steps_a_point = 50;  // of quick transfers, likewise

/// The algorithm's names, with Hartigan & Wong's in brackets.
class HartiganWong {
 public:
  HartiganWong(const Matrix& points, const Matrix& centres)
      : points_(points),
        centres_(centres),
        own_(points.rows, 0),
        second_(points.rows, 0),
        loss_(points.rows, 0.0),
        clusters_(centres.rows) {}

  /// False: a centre without any point.
  bool run() {
    for (std::size_t point = 0; point < points_.rows; ++point) find_two_nearest(point);
    average_centres();
    for (const Cluster& cluster : clusters_) {
      if (cluster.size == 0.0) return false;
    }
    for (Cluster& cluster : clusters_) cluster.set_factors();
    for (int round = 0; round < rounds; ++round) {
      transfer_optimally();
      if (without_transfer_ == points_.rows || !transfer_quickly() || clusters_.size() == 2) break;
      for (Cluster& cluster : clusters_) cluster.changed_at = 0;
    }
    average_centres();
    return true;
  }

  [[nodiscard]] KMeans result() const {
    KMeans result{.groups = renumbered(own_), .centres = centres_, .within = 0.0};
    for (std::size_t point = 0; point < points_.rows; ++point) {
      result.within += squared(point, own_[point], infinity);
      for (std::size_t column = 0; column < centres_.columns; ++column) {
        result.centres.at(result.groups[point], column) = centres_.at(own_[point], column);
      }
    }
    return result;
  }

 private:
  struct Cluster {
    double size = 0.0;
    double without = 0.0;  // [AN1] size / (size - 1): what losing a point saves
    double with = 0.0;     // [AN2] size / (size + 1): what gaining one costs
    // [NCP] Of optimal transfers: -1 at first, the point last moved, 0 for none; of quick ones the
    // step up to which the change counts.
    std::ptrdiff_t changed_at = -1;
    bool in_quick = true;         // [ITRAN] changed by a quick transfer
    std::ptrdiff_t live_until{};  // [LIVE] the point up to which it is in the live set

    void set_factors() {
      with = size / (size + 1.0);
      without = size > 1.0 ? size / (size - 1.0) : infinity;
    }
  };

  /// Squared distance, or some number >= `enough` if it is that.
  [[nodiscard]] double squared(std::size_t point, std::size_t cluster, double enough) const {
    double sum = 0.0;
    for (std::size_t column = 0; column < points_.columns; ++column) {
      const double apart = points_.at(point, column) - centres_.at(cluster, column);
      sum += apart * apart;
      if (sum >= enough) break;
    }
    return sum;
  }

  void find_two_nearest(std::size_t point) {
    double first = squared(point, 0, infinity);
    double second = squared(point, 1, infinity);
    std::uint32_t own = 0;
    std::uint32_t next = 1;
    if (first > second) {
      std::swap(first, second);
      std::swap(own, next);
    }
    for (std::uint32_t cluster = 2; cluster < clusters_.size(); ++cluster) {
      const double distance = squared(point, cluster, second);
      if (distance >= second) continue;
      if (distance >= first) {
        second = distance;
        next = cluster;
      } else {
        second = first;
        next = own;
        first = distance;
        own = cluster;
      }
    }
    own_[point] = own;
    second_[point] = next;
  }

  void average_centres() {
    std::fill(centres_.values.begin(), centres_.values.end(), 0.0);
    for (Cluster& cluster : clusters_) cluster.size = 0.0;
    for (std::size_t point = 0; point < points_.rows; ++point) {
      clusters_[own_[point]].size += 1.0;
      for (std::size_t column = 0; column < points_.columns; ++column) {
        centres_.at(own_[point], column) += points_.at(point, column);
      }
    }
    for (std::size_t cluster = 0; cluster < clusters_.size(); ++cluster) {
      if (clusters_[cluster].size == 0.0) continue;
      for (std::size_t column = 0; column < points_.columns; ++column) {
        centres_.at(cluster, column) /= clusters_[cluster].size;
      }
    }
  }

  void move(std::size_t point, std::uint32_t from, std::uint32_t to) {
    const double left = clusters_[from].size;
    const double right = clusters_[to].size;
    for (std::size_t column = 0; column < points_.columns; ++column) {
      double& old_centre = centres_.at(from, column);
      double& new_centre = centres_.at(to, column);
      old_centre = (old_centre * left - points_.at(point, column)) / (left - 1.0);
      new_centre = (new_centre * right + points_.at(point, column)) / (right + 1.0);
    }
    clusters_[from].size = left - 1.0;
    clusters_[to].size = right + 1.0;
    clusters_[from].set_factors();
    clusters_[to].set_factors();
    own_[point] = to;
    second_[point] = from;
  }

  // Each point goes to the cluster that grows least by it, if its own shrinks by more [OPTRA].
  void transfer_optimally() {
    const auto count = static_cast<std::ptrdiff_t>(points_.rows);
    for (Cluster& cluster : clusters_) {
      if (cluster.in_quick) cluster.live_until = count + 1;
    }
    for (std::size_t point = 0; point < points_.rows; ++point) {
      ++without_transfer_;
      if (clusters_[own_[point]].size != 1.0) offer_everywhere(point);
      if (without_transfer_ == points_.rows) return;
    }
    for (Cluster& cluster : clusters_) {
      cluster.in_quick = false;
      cluster.live_until -= count;
    }
  }

  void offer_everywhere(std::size_t point) {
    const auto place = static_cast<std::ptrdiff_t>(point) + 1;
    const std::uint32_t own = own_[point];
    if (clusters_[own].changed_at != 0) {
      loss_[point] = squared(point, own, infinity) * clusters_[own].without;
    }
    const std::uint32_t known = second_[point];
    std::uint32_t best = known;
    double least = squared(point, known, infinity) * clusters_[known].with;
    for (std::uint32_t other = 0; other < clusters_.size(); ++other) {
      // Of two clusters that have not changed since, the answer is known.
      const bool is_settled =
          place >= clusters_[own].live_until && place >= clusters_[other].live_until;
      if (is_settled || other == own || other == known) continue;
      const double enough = least / clusters_[other].with;
      const double distance = squared(point, other, enough);
      if (distance >= enough) continue;
      least = distance * clusters_[other].with;
      best = other;
    }
    if (least >= loss_[point]) {
      second_[point] = best;
      return;
    }
    without_transfer_ = 0;
    for (const std::uint32_t cluster : {own, best}) {
      clusters_[cluster].live_until = static_cast<std::ptrdiff_t>(points_.rows) + place;
      clusters_[cluster].changed_at = place;
    }
    move(point, own, best);
  }

  // Points change between their nearest and second nearest cluster [QTRAN]. False: no end in sight.
  bool transfer_quickly() {
    const auto count = static_cast<std::ptrdiff_t>(points_.rows);
    const auto most_steps = count * static_cast<std::ptrdiff_t>(quick_steps_a_point);
    std::ptrdiff_t unchanged = 0;
    std::ptrdiff_t step = 0;
    while (true) {
      for (std::size_t point = 0; point < points_.rows; ++point) {
        ++unchanged;
        if (++step >= most_steps) return false;
        if (offer_to_second(point, step)) unchanged = 0;
        if (unchanged == count) return true;
      }
    }
  }

  bool offer_to_second(std::size_t point, std::ptrdiff_t step) {
    const std::uint32_t own = own_[point];
    const std::uint32_t other = second_[point];
    if (clusters_[own].size == 1.0) return false;
    if (step <= clusters_[own].changed_at) {
      loss_[point] = squared(point, own, infinity) * clusters_[own].without;
    }
    if (step >= clusters_[own].changed_at && step >= clusters_[other].changed_at) return false;
    const double enough = loss_[point] / clusters_[other].with;
    if (squared(point, other, enough) >= enough) return false;
    without_transfer_ = 0;
    for (const std::uint32_t cluster : {own, other}) {
      clusters_[cluster].in_quick = true;
      clusters_[cluster].changed_at = step + static_cast<std::ptrdiff_t>(points_.rows);
    }
    move(point, own, other);
    return true;
  }

  const Matrix& points_;
  Matrix centres_;
  Groups own_, second_;       // [IC1], [IC2]
  std::vector<double> loss_;  // [D] what the own cluster would shrink by
  std::vector<Cluster> clusters_;
  std::size_t without_transfer_ = 0;  // [INDX]
};

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers on every machine.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}

  std::uint64_t below(std::uint64_t bound) {
    const std::uint64_t fair = std::numeric_limits<std::uint64_t>::max() / bound * bound;
    std::uint64_t draw = next();
    while (draw >= fair) draw = next();
    return draw % bound;
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

std::vector<std::size_t> distinct_rows(const Matrix& points) {
  std::set<std::vector<double>> seen;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < points.rows; ++row) {
    const auto begin = points.values.begin() + static_cast<std::ptrdiff_t>(row * points.columns);
    const std::vector<double> values(begin, begin + static_cast<std::ptrdiff_t>(points.columns));
    if (seen.insert(values).second) rows.push_back(row);
  }
  return rows;
}

Matrix rows_of(const Matrix& points, const std::vector<std::size_t>& rows, std::size_t count) {
  Matrix result{.rows = count, .columns = points.columns, .values = {}};
  for (std::size_t at = 0; at < count; ++at) {
    const auto begin =
        points.values.begin() + static_cast<std::ptrdiff_t>(rows[at] * points.columns);
    result.values.insert(result.values.end(), begin,
                         begin + static_cast<std::ptrdiff_t>(points.columns));
  }
  return result;
}

KMeans one_group(const Matrix& points) {
  KMeans result{.groups = Groups(points.rows, 0),
                .centres = {.rows = 1,
                            .columns = points.columns,
                            .values = std::vector<double>(points.columns, 0.0)},
                .within = 0.0};
  for (std::size_t cell = 0; cell < points.values.size(); ++cell) {
    result.centres.values[cell % points.columns] +=
        points.values[cell] / static_cast<double>(points.rows);
  }
  for (std::size_t cell = 0; cell < points.values.size(); ++cell) {
    const double apart = points.values[cell] - result.centres.values[cell % points.columns];
    result.within += apart * apart;
  }
  return result;
}

}  // namespace

Result<KMeans> detail::k_means_from(const Matrix& points, const Matrix& centres) {
  if (auto problem = problem_of_numbers(points)) return tl::unexpected(*problem);
  if (auto problem = problem_of_numbers(centres)) return tl::unexpected(*problem);
  if (centres.rows < 2 || centres.rows >= points.rows || centres.columns != points.columns) {
    return failure(ErrorCode::Usage,
                   fmt::format("{} points cannot have {} centres: from 2 to one less than points, "
                               "with as many columns.",
                               points.rows, centres.rows));
  }
  HartiganWong algorithm(points, centres);
  if (!algorithm.run()) {
    return failure(ErrorCode::Usage,
                   "One of the centres is the nearest of no point; start with "
                   "others.");
  }
  return algorithm.result();
}

Result<KMeans> k_means(const Matrix& points, std::size_t k, std::uint64_t seed, int starts) {
  if (auto problem = detail::problem_of_numbers(points)) return tl::unexpected(*problem);
  if (k == 1 && points.rows > 0) return one_group(points);
  std::vector<std::size_t> rows = distinct_rows(points);
  if (k == 0 || k >= points.rows || k > rows.size() || starts < 1) {
    return failure(ErrorCode::Usage,
                   fmt::format("{} points, {} of them distinct, cannot have {} k-means clusters: "
                               "fewer than points and not more than distinct ones.",
                               points.rows, rows.size(), k));
  }
  Draws draws(seed);
  Result<KMeans> best = failure(ErrorCode::Usage, "No start gave every centre a point.");
  for (int start = 0; start < starts; ++start) {
    for (std::size_t at = 0; at < k; ++at) {
      std::swap(rows[at], rows[at + draws.below(rows.size() - at)]);
    }
    Result<KMeans> next = detail::k_means_from(points, rows_of(points, rows, k));
    if (next && (!best || next->within < best->within)) best = std::move(next);
  }
  return best;
}

}  // namespace faultline::networks
