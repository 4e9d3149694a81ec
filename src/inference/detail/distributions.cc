#include "inference/detail/distributions.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace faultline::inference {
namespace {

/// Value of a polynomial whose coefficients stand from the highest power down.
template <std::size_t count>
double polynomial(const double (&coefficients)[count], double x) {
  double value = 0;
  for (const double coefficient : coefficients) value = value * x + coefficient;
  return value;
}

/// The continued fraction of the incomplete beta function, by Lentz's method.
double beta_fraction(double x, double a, double b) {
  constexpr double tiny = 1e-300;
  const auto away_from_zero = [](double value) { return std::abs(value) < tiny ? tiny : value; };
  double c = 1;
  double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
  double value = d;
  for (int m = 1; m < 10000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    value *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    value *= d * c;
    if (std::abs(d * c - 1) < 1e-15) break;
  }
  return value;
}

/// std::lgamma writes to a global variable, which threads must not; Stirling's series is enough.
double log_gamma(double x) {
  double shift = 0;
  while (x < 15) {
    shift += std::log(x);
    x += 1;
  }
  const double inverse = 1 / x;
  const double square = inverse * inverse;
  const double series =
      inverse *
      (1.0 / 12 -
       square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
  return (x - 0.5) * std::log(x) - x + 0.5 * std::log(2 * std::numbers::pi) + series - shift;
}

constexpr double as_good_as_normal = 1e7;

}  // namespace

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double p) {
  static constexpr double a[] = {
      2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
      13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608};
  static constexpr double b[] = {
      5226.495278852545925,  28729.085735721942674, 39307.89580009271061,  21213.794301586595867,
      5394.1960214247511077, 687.1870074920579083,  42.313330701600911252, 1};
  static constexpr double c[] = {7.7454501427834140764e-4, .0227238449892691845833,
                                 .24178072517745061177,    1.27045825245236838258,
                                 3.64784832476320460504,   5.7694972214606914055,
                                 4.6303378461565452959,    1.42343711074968357734};
  static constexpr double d[] = {1.05075007164441684324e-9, 5.475938084995344946e-4,
                                 .0151986665636164571966,   .14810397642748007459,
                                 .68976733498510000455,     1.6763848301838038494,
                                 2.05319162663775882187,    1};
  static constexpr double e[] = {2.01033439929228813265e-7, 2.71155556874348757815e-5,
                                 .0012426609473880784386,   .026532189526576123093,
                                 .29656057182850489123,     1.7848265399172913358,
                                 5.4637849111641143699,     6.6579046435011037772};
  static constexpr double f[] = {2.04426310338993978564e-15, 1.4215117583164458887e-7,
                                 1.8463183175100546818e-5,   7.868691311456132591e-4,
                                 .0148753612908506148525,    .13692988092273580531,
                                 .59983220655588793769,      1};
  if (p <= 0) return -std::numeric_limits<double>::infinity();
  if (p >= 1) return std::numeric_limits<double>::infinity();
  const double centred = p - 0.5;
  if (std::abs(centred) <= 0.425) {
    const double r = 0.180625 - centred * centred;
    return centred * polynomial(a, r) / polynomial(b, r);
  }
  const double r = std::sqrt(-std::log(centred < 0 ? p : 1 - p));
  const double value = r <= 5 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6)
                              : polynomial(e, r - 5) / polynomial(f, r - 5);
  return centred < 0 ? -value : value;
}

double beta_cdf(double x, double a, double b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front = std::exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * std::log(x) +
                                b * std::log1p(-x));
  // The fraction converges fast on this side of the mean only.
  return x < (a + 1) / (a + b + 2) ? front * beta_fraction(x, a, b) / a
                                   : 1 - front * beta_fraction(1 - x, b, a) / b;
}

double beta_quantile(double p, double a, double b) {
  double low = 0;
  double high = 1;
  for (int i = 0; i < 200 && high - low > 1e-14 * high; ++i) {
    const double middle = 0.5 * (low + high);
    (beta_cdf(middle, a, b) > p ? high : low) = middle;
  }
  return 0.5 * (low + high);
}

double student_cdf(double t, double freedom) {
  if (freedom >= as_good_as_normal) return normal_cdf(t);
  const double tail = 0.5 * beta_cdf(freedom / (freedom + t * t), freedom / 2, 0.5);
  return t < 0 ? tail : 1 - tail;
}

double student_quantile(double p, double freedom) {
  if (freedom >= as_good_as_normal || p <= 0 || p >= 1) return normal_quantile(p);
  if (p == 0.5) return 0;
  // In the lower half, where the distribution function loses no digits.
  const double lower = p < 0.5 ? p : 1 - p;
  double low = -1;
  while (student_cdf(low, freedom) > lower) low *= 2;
  double high = 0;
  for (int i = 0; i < 100 && high - low > 1e-14 * -low; ++i) {
    const double middle = 0.5 * (low + high);
    (student_cdf(middle, freedom) > lower ? high : low) = middle;
  }
  const double quantile = 0.5 * (low + high);
  return p < 0.5 ? quantile : -quantile;
}

double log_choose(double n, double k) {
  return log_gamma(n + 1) - log_gamma(k + 1) - log_gamma(n - k + 1);
}

}  // namespace faultline::inference
