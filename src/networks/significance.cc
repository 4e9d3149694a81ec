#include "networks/significance.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "inference/permutation.h"

namespace faultline::networks {

NullTest null_test(double observed, std::span<const double> draws) {
  assert(draws.size() >= 2);
  NullTest test;
  test.observed = observed;
  test.draws = static_cast<int>(draws.size());
  const double count = static_cast<double>(draws.size());
  for (const double draw : draws) test.mean += draw / count;
  double squares = 0.0;
  for (const double draw : draws) squares += (draw - test.mean) * (draw - test.mean);
  test.deviation = std::sqrt(squares / (count - 1));
  const double rounding = 1e-12 * std::max(1.0, std::abs(test.mean));
  test.z = test.deviation > rounding ? (observed - test.mean) / test.deviation
                                     : std::numeric_limits<double>::quiet_NaN();
  test.p_high = inference::permutation_p(observed, draws, inference::Tail::Upper);
  test.p_low = inference::permutation_p(observed, draws, inference::Tail::Lower);
  return test;
}

}  // namespace faultline::networks
