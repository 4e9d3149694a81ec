#pragma once
// Logistic regression over few examples with many features.

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace faultline::positions::detail {

/// (feature, value), each feature once.
using SparseRow = std::vector<std::pair<std::uint32_t, double>>;

/// What is believed of a weight before any example: normal around `mean`.
struct Prior {
  double mean = 0;
  double precision = 1;  // 1 / variance, greater than 0
};

/// The weights of greatest posterior density of P(y = 1) = 1 / (1 + exp(-weights . row)): Newton's
/// method with conjugate gradients and a line search (Lin, Weng & Keerthi 2008). The objective is
/// convex, so the answer is the only one. `labels` are 0 or 1; every feature is less than
/// priors.size(). The means if there are no rows.
[[nodiscard]] std::vector<double> fit_logistic(std::span<const SparseRow> rows,
                                               std::span<const double> labels,
                                               std::span<const Prior> priors);

[[nodiscard]] double dot(const SparseRow& row, std::span<const double> weights);
[[nodiscard]] double logistic(double x);

}  // namespace faultline::positions::detail
