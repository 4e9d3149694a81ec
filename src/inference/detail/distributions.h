#pragma once
// Distribution functions that the standard library lacks.

namespace faultline::inference {

[[nodiscard]] double normal_cdf(double z);
/// 0 < p < 1; infinite at the ends. Relative error about 1e-15 (Wichura 1988, AS 241).
[[nodiscard]] double normal_quantile(double p);
/// Regularised incomplete beta function I_x(a, b); a, b > 0, 0 <= x <= 1. Absolute error about
/// 1e-13.
[[nodiscard]] double beta_cdf(double x, double a, double b);
/// The x with I_x(a, b) = p, 0 < p < 1.
[[nodiscard]] double beta_quantile(double p, double a, double b);
/// Student's t with `freedom` > 0 degrees, not necessarily whole; the normal one from 1e7 on.
[[nodiscard]] double student_cdf(double t, double freedom);
[[nodiscard]] double student_quantile(double p, double freedom);
/// Natural logarithm of the binomial coefficient.
[[nodiscard]] double log_choose(double n, double k);

}  // namespace faultline::inference
