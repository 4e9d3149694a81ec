#include "networks/clustering.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "networks/detail/matrix_checks.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Matrix empty_matrix(std::size_t rows, std::size_t columns) {
  return {.rows = rows, .columns = columns, .values = std::vector<double>(rows * columns, 0.0)};
}

}  // namespace

std::size_t count_of(const Groups& groups) {
  std::vector<std::uint32_t> sorted = groups;
  std::sort(sorted.begin(), sorted.end());
  return static_cast<std::size_t>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
}

Result<Matrix> jaccard_distances(const Matrix& profiles) {
  if (auto problem = detail::problem_of_numbers(profiles)) return tl::unexpected(*problem);
  Matrix result = empty_matrix(profiles.rows, profiles.rows);
  for (std::size_t a = 0; a < profiles.rows; ++a) {
    for (std::size_t b = a + 1; b < profiles.rows; ++b) {
      int both = 0;
      int either = 0;
      for (std::size_t column = 0; column < profiles.columns; ++column) {
        const bool in_a = profiles.at(a, column) > 0.0;
        const bool in_b = profiles.at(b, column) > 0.0;
        both += in_a && in_b ? 1 : 0;
        either += in_a || in_b ? 1 : 0;
      }
      const double shared = either == 0 ? 0.0 : static_cast<double>(both) / either;
      result.at(a, b) = result.at(b, a) = 1.0 - shared;
    }
  }
  return result;
}

Result<Matrix> euclidean_distances(const Matrix& profiles) {
  if (auto problem = detail::problem_of_numbers(profiles)) return tl::unexpected(*problem);
  Matrix result = empty_matrix(profiles.rows, profiles.rows);
  for (std::size_t a = 0; a < profiles.rows; ++a) {
    for (std::size_t b = a + 1; b < profiles.rows; ++b) {
      double sum = 0.0;
      for (std::size_t column = 0; column < profiles.columns; ++column) {
        const double apart = profiles.at(a, column) - profiles.at(b, column);
        sum += apart * apart;
      }
      result.at(a, b) = result.at(b, a) = std::sqrt(sum);
    }
  }
  return result;
}

Result<Matrix> equivalence_distances(const Matrix& ties) {
  if (auto problem = detail::problem_of_square(ties)) return tl::unexpected(*problem);
  Matrix result = empty_matrix(ties.rows, ties.rows);
  for (std::size_t a = 0; a < ties.rows; ++a) {
    for (std::size_t b = a + 1; b < ties.rows; ++b) {
      double sum = 0.0;
      for (std::size_t other = 0; other < ties.rows; ++other) {
        if (other == a || other == b) continue;
        const double out = ties.at(a, other) - ties.at(b, other);
        const double in = ties.at(other, a) - ties.at(other, b);
        sum += out * out + in * in;
      }
      result.at(a, b) = result.at(b, a) = std::sqrt(sum);
    }
  }
  return result;
}

Matrix column_correlations(const Matrix& values) {
  const auto rows = static_cast<long double>(values.rows);
  // Column by column, and in the wider type, for convergence by iteration magnifies rounding.
  std::vector<long double> centred(values.values.size());
  std::vector<double> spread(values.columns, 0.0);
  for (std::size_t column = 0; column < values.columns; ++column) {
    long double sum = 0.0L;
    for (std::size_t row = 0; row < values.rows; ++row) sum += values.at(row, column);
    const long double mean = sum / rows;
    long double rest = 0.0L;  // what rounding left of the mean
    for (std::size_t row = 0; row < values.rows; ++row) rest += values.at(row, column) - mean;
    const auto exact = static_cast<double>(mean + rest / rows);
    long double squares = 0.0L;
    for (std::size_t row = 0; row < values.rows; ++row) {
      long double& cell = centred[column * values.rows + row];
      cell = values.at(row, column) - static_cast<long double>(exact);
      squares += cell * cell;
    }
    spread[column] = std::sqrt(static_cast<double>(squares / (rows - 1.0L)));
  }
  Matrix result = empty_matrix(values.columns, values.columns);
  // Several columns at once, since each sum waits for itself.
  constexpr std::size_t at_once = 4;
  for (std::size_t a = 0; a < values.columns; ++a) {
    result.at(a, a) = 1.0;
    const long double* one = centred.data() + a * values.rows;
    for (std::size_t first = 0; first < a; first += at_once) {
      std::array<long double, at_once> products{};
      std::array<const long double*, at_once> others{};
      for (std::size_t i = 0; i < at_once; ++i) {
        others[i] = centred.data() + std::min(first + i, a) * values.rows;
      }
      for (std::size_t row = 0; row < values.rows; ++row) {
        for (std::size_t i = 0; i < at_once; ++i) products[i] += one[row] * others[i][row];
      }
      for (std::size_t i = 0; i < at_once && first + i < a; ++i) {
        const std::size_t other = first + i;
        const double scale = spread[a] * spread[other];
        const double together = static_cast<double>(products[i] / (rows - 1.0L));
        result.at(a, other) = result.at(other, a) =
            scale > 0.0 ? std::clamp(together / scale, -1.0, 1.0) : nan;
      }
    }
  }
  return result;
}

Result<double> modularity(const Matrix& ties, const Groups& groups) {
  if (auto problem = detail::problem_of_distances(ties)) return tl::unexpected(*problem);
  if (auto problem = detail::problem_of_groups(ties, groups.size())) {
    return tl::unexpected(*problem);
  }
  std::uint32_t largest = 0;
  for (const std::uint32_t group : groups) largest = std::max(largest, group);
  std::vector<double> from(std::size_t{largest} + 1, 0.0);
  std::vector<double> to = from;
  std::vector<double> inside = from;
  double total = 0.0;
  for (std::size_t a = 0; a < ties.rows; ++a) {
    for (std::size_t b = a + 1; b < ties.rows; ++b) {
      const double weight = ties.at(a, b);
      total += weight;
      from[groups[a]] += weight;
      to[groups[b]] += weight;
      if (groups[a] == groups[b]) inside[groups[a]] += 2.0 * weight;
    }
  }
  if (total == 0.0) return nan;
  // In this order, as igraph adds them up: rounding decides between cuts that are equally good.
  const double share = 1.0 / (2.0 * total);
  double result = 0.0;
  for (std::size_t group = 0; group < inside.size(); ++group) {
    const double strength = (from[group] + to[group]) * share;
    result += inside[group] * share;
    result -= strength * strength;
  }
  return result;
}

Result<double> dunn_index(const Matrix& distances, const Groups& groups) {
  if (auto problem = detail::problem_of_distances(distances)) return tl::unexpected(*problem);
  if (auto problem = detail::problem_of_groups(distances, groups.size())) {
    return tl::unexpected(*problem);
  }
  if (count_of(groups) < 2) return nan;
  double apart = std::numeric_limits<double>::infinity();
  double widest = 0.0;
  for (std::size_t a = 0; a < groups.size(); ++a) {
    for (std::size_t b = a + 1; b < groups.size(); ++b) {
      if (groups[a] == groups[b]) {
        widest = std::max(widest, distances.at(a, b));
      } else {
        apart = std::min(apart, distances.at(a, b));
      }
    }
  }
  // 0/0: groups that nothing tells apart, which is no separation at all.
  if (widest == 0.0) return apart == 0.0 ? 0.0 : std::numeric_limits<double>::infinity();
  return apart / widest;
}

Result<double> silhouette_width(const Matrix& distances, const Groups& groups) {
  if (auto problem = detail::problem_of_distances(distances)) return tl::unexpected(*problem);
  if (auto problem = detail::problem_of_groups(distances, groups.size())) {
    return tl::unexpected(*problem);
  }
  const Groups numbered = renumbered(groups);
  const std::size_t k = count_of(numbered);
  if (k < 2) return nan;
  std::vector<double> members(k, 0.0);
  for (const std::uint32_t group : numbered) members[group] += 1.0;
  double sum = 0.0;
  for (std::size_t node = 0; node < numbered.size(); ++node) {
    if (members[numbered[node]] < 2.0) continue;
    std::vector<double> mean(k, 0.0);
    for (std::size_t other = 0; other < numbered.size(); ++other) {
      if (other != node) mean[numbered[other]] += distances.at(node, other);
    }
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t group = 0; group < k; ++group) {
      if (group != numbered[node]) nearest = std::min(nearest, mean[group] / members[group]);
    }
    const double own = mean[numbered[node]] / (members[numbered[node]] - 1.0);
    const double larger = std::max(own, nearest);
    sum += larger == 0.0 ? 0.0 : (nearest - own) / larger;
  }
  return sum / static_cast<double>(numbered.size());
}

}  // namespace faultline::networks
