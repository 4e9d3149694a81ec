#include "networks/embedding.h"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "networks/detail/matrix_checks.h"

namespace faultline::networks {
namespace {

/// Pairs of nodes (lower, higher) in the order of lower, then higher.
std::size_t pairs_of(std::size_t nodes) { return nodes < 2 ? 0 : nodes * (nodes - 1) / 2; }

/// Stress-1 of configurations of points against one set of distances, and its gradient.
class Stress {
 public:
  Stress(const Matrix& distances, std::size_t dimensions)
      : nodes_(distances.rows), dimensions_(dimensions), place_(pairs_of(nodes_)) {
    std::vector<double> given;
    given.reserve(place_.size());
    for (std::size_t a = 0; a < nodes_; ++a) {
      for (std::size_t b = a + 1; b < nodes_; ++b) given.push_back(distances.at(a, b));
    }
    order_.resize(given.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return given[a] < given[b]; });
    for (std::size_t at = 0; at < order_.size(); ++at) place_[order_[at]] = at;
    apart_.resize(order_.size());
    fitted_.resize(order_.size());
    sums_.resize(order_.size() + 1);
  }

  /// In per cent. `points`: all nodes' first coordinates, then all second ones.
  double operator()(const std::vector<double>& points) {
    measure(points);
    fit();
    misfit_ = 0.0;
    size_ = 0.0;
    for (std::size_t at = 0; at < apart_.size(); ++at) {
      const double off = apart_[at] - fitted_[at];
      misfit_ += off * off;
      size_ += apart_[at] * apart_[at];
    }
    return size_ > 0.0 ? 100.0 * std::sqrt(misfit_ / size_) : 0.0;
  }

  std::vector<double> gradient(const std::vector<double>& points) {
    const double stress = (*this)(points);
    std::vector<double> result(points.size(), 0.0);
    if (misfit_ == 0.0) return result;
    for (std::size_t node = 0; node < nodes_; ++node) {
      for (std::size_t axis = 0; axis < dimensions_; ++axis) {
        const double* coordinates = points.data() + axis * nodes_;
        double sum = 0.0;
        for (std::size_t other = 0; other < nodes_; ++other) {
          if (other == node) continue;
          const std::size_t at = place_[pair(std::min(node, other), std::max(node, other))];
          // Two points at one place pull in no direction.
          if (apart_[at] == 0.0) continue;
          const double pull = (apart_[at] - fitted_[at]) / misfit_ - apart_[at] / size_;
          sum += pull * ((coordinates[node] - coordinates[other]) / apart_[at]);
        }
        result[node + axis * nodes_] = sum * stress;
      }
    }
    return result;
  }

 private:
  [[nodiscard]] std::size_t pair(std::size_t low, std::size_t high) const {
    return nodes_ * low - low * (low + 1) / 2 + high - low - 1;
  }

  /// Distances of the points, in ascending order of the given ones.
  void measure(const std::vector<double>& points) {
    std::size_t at = 0;
    for (std::size_t a = 0; a < nodes_; ++a) {
      for (std::size_t b = a + 1; b < nodes_; ++b, ++at) {
        double sum = 0.0;
        for (std::size_t axis = 0; axis < dimensions_; ++axis) {
          const double off = points[a + axis * nodes_] - points[b + axis * nodes_];
          sum += off * off;
        }
        apart_[place_[at]] = std::sqrt(sum);
      }
    }
  }

  /// Isotonic regression: the slopes of the greatest convex minorant of the running sums.
  void fit() {
    const std::size_t count = apart_.size();
    sums_[0] = 0.0;
    for (std::size_t at = 0; at < count; ++at) sums_[at + 1] = sums_[at] + apart_[at];
    minorant_.clear();
    for (std::size_t at = 0; at <= count; ++at) {
      // A corner on or above the line from the one before it to this point is none.
      while (minorant_.size() >= 2 && slope(minorant_[minorant_.size() - 2], minorant_.back()) >=
                                          slope(minorant_.back(), at)) {
        minorant_.pop_back();
      }
      minorant_.push_back(at);
    }
    for (std::size_t corner = 0; corner + 1 < minorant_.size(); ++corner) {
      const double level = slope(minorant_[corner], minorant_[corner + 1]);
      for (std::size_t at = minorant_[corner]; at < minorant_[corner + 1]; ++at) {
        fitted_[at] = level;
      }
    }
  }

  [[nodiscard]] double slope(std::size_t from, std::size_t to) const {
    return (sums_[to] - sums_[from]) / static_cast<double>(to - from);
  }

  std::size_t nodes_, dimensions_;
  std::vector<std::size_t> place_, order_;     // of a pair in the order of given distances, back
  std::vector<double> apart_, fitted_, sums_;  // in that order
  std::vector<std::size_t> minorant_;
  double misfit_ = 0.0, size_ = 0.0;
};

/// The approximate inverse of the second derivatives; symmetric, the lower half is kept.
class InverseHessian {
 public:
  explicit InverseHessian(std::size_t size) : size_(size), values_(size * size, 0.0) {}

  void reset() {
    std::fill(values_.begin(), values_.end(), 0.0);
    for (std::size_t i = 0; i < size_; ++i) values_[i * size_ + i] = 1.0;
  }

  [[nodiscard]] std::vector<double> times(const std::vector<double>& vector) const {
    std::vector<double> result(size_, 0.0);
    for (std::size_t i = 0; i < size_; ++i) {
      double sum = 0.0;
      for (std::size_t j = 0; j <= i; ++j) sum += values_[i * size_ + j] * vector[j];
      for (std::size_t j = i + 1; j < size_; ++j) sum += values_[j * size_ + i] * vector[j];
      result[i] = sum;
    }
    return result;
  }

  /// Broyden, Fletcher, Goldfarb and Shanno's update for a step that changed the gradient so;
  /// `along`, their product, is above 0.
  void update(const std::vector<double>& step, const std::vector<double>& change, double along) {
    const std::vector<double> image = times(change);
    double curvature = 0.0;
    for (std::size_t i = 0; i < size_; ++i) curvature += image[i] * change[i];
    const double scale = 1.0 + curvature / along;
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        values_[i * size_ + j] +=
            (scale * step[i] * step[j] - step[i] * image[j] - image[i] * step[j]) / along;
      }
    }
  }

 private:
  std::size_t size_;
  std::vector<double> values_;
};

double product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// Descent by the variable metric method: a step along the estimated Newton direction, shortened
/// until it pays (Armijo), the metric built up from the gradients on the way.
class VariableMetric {
 public:
  VariableMetric(Stress& stress, std::vector<double> start, const NonmetricOptions& options)
      : stress_(stress),
        options_(options),
        at_(std::move(start)),
        value_(stress_(at_)),
        gradient_(stress_.gradient(at_)),
        metric_(at_.size()) {}

  void run() {
    int gradients = 1;
    int fresh_since = 1;  // how many gradients there were when the metric was last begun anew
    while (gradients < options_.rounds) {
      const bool is_fresh = fresh_since == gradients;
      if (is_fresh) metric_.reset();
      const Outcome outcome = step();
      if (outcome == Outcome::Stuck) {
        if (is_fresh) return;
        // Nothing gained with what was learned: once more along the gradient.
        fresh_since = gradients;
        continue;
      }
      ++gradients;
      const bool is_old = gradients - fresh_since > 2 * static_cast<int>(at_.size());
      if (outcome == Outcome::Bent || is_old) fresh_since = gradients;
    }
  }

  [[nodiscard]] const std::vector<double>& point() const { return at_; }
  [[nodiscard]] double value() const { return value_; }

 private:
  enum class Outcome { Moved, Bent, Stuck };  // Bent: the metric must be begun anew

  Outcome step() {
    std::vector<double> direction = metric_.times(gradient_);
    for (double& part : direction) part = -part;
    const double slope = product(direction, gradient_);
    if (!(slope < 0.0)) return Outcome::Stuck;
    constexpr double shorter = 0.2;
    constexpr double acceptable = 1e-4;
    constexpr double coarse = 10.0;  // a coordinate has moved if that shows beside this number
    std::vector<double> next(at_.size());
    double next_value = value_;
    for (double length = 1.0;; length *= shorter) {
      bool has_moved = false;
      for (std::size_t i = 0; i < at_.size(); ++i) {
        next[i] = at_[i] + length * direction[i];
        has_moved = has_moved || coarse + at_[i] != coarse + next[i];
      }
      if (!has_moved) return Outcome::Stuck;
      next_value = stress_(next);
      if (std::isfinite(next_value) && next_value <= value_ + slope * length * acceptable) {
        for (double& part : direction) part *= length;
        break;
      }
    }
    const bool is_worth_it =
        next_value > options_.small_stress &&
        std::abs(next_value - value_) > options_.tolerance * (value_ + options_.tolerance);
    at_ = std::move(next);
    value_ = next_value;
    if (!is_worth_it) return Outcome::Stuck;
    std::vector<double> change = stress_.gradient(at_);
    for (std::size_t i = 0; i < change.size(); ++i) {
      std::swap(change[i], gradient_[i]);
      change[i] = gradient_[i] - change[i];
    }
    const double along = product(direction, change);
    if (!(along > 0.0)) return Outcome::Bent;
    metric_.update(direction, change, along);
    return Outcome::Moved;
  }

  Stress& stress_;
  NonmetricOptions options_;
  std::vector<double> at_;
  double value_;
  std::vector<double> gradient_;
  InverseHessian metric_;
};

std::vector<double> by_axis(const Matrix& points) {
  std::vector<double> result;
  result.reserve(points.values.size());
  for (std::size_t axis = 0; axis < points.columns; ++axis) {
    for (std::size_t node = 0; node < points.rows; ++node) result.push_back(points.at(node, axis));
  }
  return result;
}

std::optional<Error> problem_of_points(const Matrix& distances, const Matrix& points) {
  if (auto problem = detail::problem_of_distances(distances)) return problem;
  if (points.rows != distances.rows || points.columns == 0) {
    return Error{.code = ErrorCode::Usage,
                 .message = fmt::format("{} nodes need as many points of at least one dimension, "
                                        "not {} points of {}.",
                                        distances.rows, points.rows, points.columns),
                 .where = {}};
  }
  return detail::problem_of_numbers(points);
}

}  // namespace

Result<Matrix> classical_scaling(const Matrix& distances, std::size_t dimensions) {
  if (auto problem = detail::problem_of_distances(distances)) return tl::unexpected(*problem);
  if (dimensions == 0) return failure(ErrorCode::Usage, "Scaling needs a dimension or more.");
  const std::size_t nodes = distances.rows;
  Matrix result{
      .rows = nodes, .columns = dimensions, .values = std::vector<double>(nodes * dimensions, 0.0)};
  if (nodes == 0) return result;
  const auto size = static_cast<Eigen::Index>(nodes);
  Eigen::MatrixXd squared = Eigen::MatrixXd::Zero(size, size);
  for (std::size_t a = 0; a < nodes; ++a) {
    for (std::size_t b = a + 1; b < nodes; ++b) {
      const double square = distances.at(a, b) * distances.at(a, b);
      squared(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b)) = square;
      squared(static_cast<Eigen::Index>(b), static_cast<Eigen::Index>(a)) = square;
    }
  }
  squared.rowwise() -= squared.colwise().mean().eval();
  squared.colwise() -= squared.rowwise().mean().eval();
  squared *= -0.5;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(squared);
  const Eigen::MatrixXd basis = Eigen::Tridiagonalization<Eigen::MatrixXd>(squared).matrixQ();
  for (std::size_t axis = 0; axis < std::min(dimensions, nodes); ++axis) {
    const Eigen::Index at = size - 1 - static_cast<Eigen::Index>(axis);  // ascending eigenvalues
    const double eigenvalue = solver.eigenvalues()(at);
    // Below what rounding leaves of zero there is no axis.
    if (!(eigenvalue > solver.eigenvalues()(size - 1) * 1e-14)) continue;
    Eigen::VectorXd vector = solver.eigenvectors().col(at);
    const Eigen::VectorXd reduced = basis.transpose() * vector;
    Eigen::Index largest = 0;
    reduced.cwiseAbs().maxCoeff(&largest);
    vector *= (reduced(largest) < 0.0 ? -1.0 : 1.0) * std::sqrt(eigenvalue);
    for (std::size_t node = 0; node < nodes; ++node) {
      result.at(node, axis) = vector(static_cast<Eigen::Index>(node));
    }
  }
  return result;
}

Result<double> stress_of(const Matrix& distances, const Matrix& points) {
  if (auto problem = problem_of_points(distances, points)) return tl::unexpected(*problem);
  return Stress(distances, points.columns)(by_axis(points));
}

Result<Embedding> nonmetric_scaling(const Matrix& distances, const Matrix& start,
                                    const NonmetricOptions& options) {
  if (auto problem = problem_of_points(distances, start)) return tl::unexpected(*problem);
  Stress stress(distances, start.columns);
  VariableMetric descent(stress, by_axis(start), options);
  descent.run();
  Embedding result{.points = start, .stress = descent.value()};
  for (std::size_t axis = 0; axis < start.columns; ++axis) {
    for (std::size_t node = 0; node < start.rows; ++node) {
      result.points.at(node, axis) = descent.point()[node + axis * start.rows];
    }
  }
  return result;
}

}  // namespace faultline::networks
