#pragma once
// A share and how far chance may have moved it.

#include <optional>

namespace faultline::timeline {

/// A share with its 95 % Wilson score interval (Wilson 1927; Brown, Cai & DasGupta 2001, eq. 4).
struct Proportion {
  int hits = 0;
  int n = 0;
  double share = 0;  // hits / n
  double low = 0, high = 0;

  friend bool operator==(const Proportion&, const Proportion&) = default;
};
/// None when n is 0: 0/0 is no share.
[[nodiscard]] std::optional<Proportion> proportion(int hits, int n);

}  // namespace faultline::timeline
