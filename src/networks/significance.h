#pragma once
// What tests against random networks have in common.

#include <span>
#include <vector>

namespace faultline::networks {

/// An observed index against its values in random networks.
struct NullTest {
  double observed = 0.0;
  double mean = 0.0, deviation = 0.0;  // of the draws; deviation with R - 1
  double z = 0.0;                      // (observed - mean) / deviation; NaN where that is 0
  double p_high = 1.0;                 // share of draws as high, inference::permutation_p
  double p_low = 1.0;                  // as low
  int draws = 0;                       // at least 2

  [[nodiscard]] double p_two_sided() const {
    const double smaller = p_high < p_low ? p_high : p_low;
    return smaller < 0.5 ? 2 * smaller : 1.0;
  }
};

/// Values that differ by less than 1e-9 of their size count as equal. At least 2 draws.
[[nodiscard]] NullTest null_test(double observed, std::span<const double> draws);

}  // namespace faultline::networks
