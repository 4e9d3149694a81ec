#pragma once

#include <algorithm>

namespace faultline::inference {

/// Degrees of freedom of a variance that is the sum of squares of `n` contributions: 2 / (its
/// squared coefficient of variation), with the contributions' own kurtosis (after Satterthwaite
/// 1946), less one for the mean. n - 1 or so where they are normal, few where few contributions
/// make the whole.
[[nodiscard]] inline double freedom_of(double squares, double fourths, double n) {
  if (fourths <= 0) return std::max(1.0, n - 1);
  const double effective = squares * squares / fourths;  // n if all are of one size
  if (effective >= n * (1 - 1e-9)) return 1e9;
  return std::max(1.0, 2 * effective * n / (n - effective) - 1);
}

}  // namespace faultline::inference
