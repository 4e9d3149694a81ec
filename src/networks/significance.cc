#include "networks/significance.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace faultline::networks {

std::vector<double> benjamini_hochberg(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.size());
  double smallest = 1.0;
  for (std::size_t rank = p.size(); rank > 0; --rank) {
    const std::size_t place = order[rank - 1];
    smallest =
        std::min(smallest, p[place] * static_cast<double>(p.size()) / static_cast<double>(rank));
    adjusted[place] = smallest;
  }
  return adjusted;
}

NullTest null_test(double observed, std::span<const double> draws) {
  assert(draws.size() >= 2);
  NullTest test;
  test.observed = observed;
  test.draws = static_cast<int>(draws.size());
  const double count = static_cast<double>(draws.size());
  for (const double draw : draws) test.mean += draw / count;
  double squares = 0.0;
  int high = 0, low = 0;
  for (const double draw : draws) {
    squares += (draw - test.mean) * (draw - test.mean);
    // Sums taken in another order differ in their last digits and are no difference.
    const double slack = 1e-9 * std::max(std::abs(observed), std::abs(draw));
    if (draw >= observed - slack) ++high;
    if (draw <= observed + slack) ++low;
  }
  test.deviation = std::sqrt(squares / (count - 1));
  const double rounding = 1e-12 * std::max(1.0, std::abs(test.mean));
  test.z = test.deviation > rounding ? (observed - test.mean) / test.deviation
                                     : std::numeric_limits<double>::quiet_NaN();
  test.p_high = permutation_p(high, test.draws);
  test.p_low = permutation_p(low, test.draws);
  return test;
}

}  // namespace faultline::networks
