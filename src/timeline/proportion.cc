#include "timeline/proportion.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace faultline::timeline {

std::optional<Proportion> proportion(int hits, int n) {
  assert(hits >= 0 && hits <= n);
  if (n <= 0) return std::nullopt;
  constexpr double z = 1.959963984540054;  // the normal distribution's 97.5 % point
  const double count = n;
  const double share = hits / count;
  const double scale = 1 + z * z / count;
  const double centre = (share + z * z / (2 * count)) / scale;
  const double half =
      z / scale * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
  Proportion result{.hits = hits, .n = n, .share = share};
  // At the ends the bounds are 0 and 1 exactly, which rounding would miss by an ulp.
  result.low = hits == 0 ? 0.0 : std::max(0.0, centre - half);
  result.high = hits == n ? 1.0 : std::min(1.0, centre + half);
  return result;
}

}  // namespace faultline::timeline
