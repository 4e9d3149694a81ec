#include "positions/detail/logistic.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace faultline::positions::detail {
namespace {

using Vector = std::vector<double>;

constexpr int kNewtonSteps = 50;
constexpr int kGradientSteps = 200;
constexpr double kSmall = 1e-8;

double product(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// log(1 + exp(x)) without overflow.
double softplus(double x) { return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x)); }

class Objective {
 public:
  Objective(std::span<const SparseRow> rows, std::span<const double> labels,
            std::span<const Prior> priors)
      : rows_(rows), labels_(labels), priors_(priors) {}

  /// The negative log posterior, up to a constant.
  [[nodiscard]] double at(const Vector& weights) const {
    double sum = 0;
    for (std::size_t j = 0; j < weights.size(); ++j) {
      const double off = weights[j] - priors_[j].mean;
      sum += 0.5 * priors_[j].precision * off * off;
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double x = dot(rows_[i], weights);
      sum += softplus(x) - labels_[i] * x;
    }
    return sum;
  }

  /// The gradient; leaves the rows' curvatures in `curvature`.
  [[nodiscard]] Vector gradient(const Vector& weights, Vector& curvature) const {
    Vector gradient(weights.size());
    for (std::size_t j = 0; j < weights.size(); ++j)
      gradient[j] = priors_[j].precision * (weights[j] - priors_[j].mean);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double p = logistic(dot(rows_[i], weights));
      curvature[i] = p * (1 - p);
      for (const auto& [feature, value] : rows_[i]) gradient[feature] += (p - labels_[i]) * value;
    }
    return gradient;
  }

  [[nodiscard]] Vector hessian_times(const Vector& direction, const Vector& curvature) const {
    Vector out(direction.size());
    for (std::size_t j = 0; j < direction.size(); ++j) out[j] = priors_[j].precision * direction[j];
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double x = curvature[i] * dot(rows_[i], direction);
      for (const auto& [feature, value] : rows_[i]) out[feature] += x * value;
    }
    return out;
  }

  /// Solves H x = -g by conjugate gradients.
  [[nodiscard]] Vector newton_direction(const Vector& gradient, const Vector& curvature) const {
    Vector x(gradient.size()), residual(gradient.size());
    for (std::size_t j = 0; j < gradient.size(); ++j) residual[j] = -gradient[j];
    Vector direction = residual;
    double norm = product(residual, residual);
    const double enough = norm * 1e-6;
    for (int step = 0; step < kGradientSteps && norm > enough && norm > 0; ++step) {
      const Vector image = hessian_times(direction, curvature);
      const double length = norm / product(direction, image);
      for (std::size_t j = 0; j < x.size(); ++j) {
        x[j] += length * direction[j];
        residual[j] -= length * image[j];
      }
      const double next = product(residual, residual);
      for (std::size_t j = 0; j < x.size(); ++j)
        direction[j] = residual[j] + next / norm * direction[j];
      norm = next;
    }
    return x;
  }

 private:
  std::span<const SparseRow> rows_;
  std::span<const double> labels_;
  std::span<const Prior> priors_;
};

}  // namespace

double dot(const SparseRow& row, std::span<const double> weights) {
  double sum = 0;
  for (const auto& [feature, value] : row) sum += weights[feature] * value;
  return sum;
}

double logistic(double x) {
  return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

std::vector<double> fit_logistic(std::span<const SparseRow> rows, std::span<const double> labels,
                                 std::span<const Prior> priors) {
  assert(rows.size() == labels.size());
  Vector weights(priors.size());
  for (std::size_t j = 0; j < priors.size(); ++j) weights[j] = priors[j].mean;
  if (rows.empty()) return weights;
  const Objective objective(rows, labels, priors);
  Vector curvature(rows.size());
  double now = objective.at(weights);
  for (int step = 0; step < kNewtonSteps; ++step) {
    const Vector gradient = objective.gradient(weights, curvature);
    const Vector direction = objective.newton_direction(gradient, curvature);
    const double slope = product(gradient, direction);
    if (slope > -kSmall) break;
    double length = 1;
    Vector next(weights.size());
    double then = now;
    for (; length > kSmall; length /= 2) {
      for (std::size_t j = 0; j < weights.size(); ++j) next[j] = weights[j] + length * direction[j];
      then = objective.at(next);
      if (then <= now + 1e-4 * length * slope) break;
    }
    if (length <= kSmall) break;
    weights = std::move(next);
    const bool is_done = now - then < kSmall * (1 + std::abs(now));
    now = then;
    if (is_done) break;
  }
  return weights;
}

}  // namespace faultline::positions::detail
