#pragma once
// Series over weeks, and what they say about a rift. Pure functions.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/day.h"

namespace faultline::timeline {

/// One relation as a series counts it. Membership is that of the day itself.
struct DatedTie {
  Day day;
  int sign{};                // -1, 0, +1
  bool from_member = false;  // the acting side belonged to the bloc on `day`
  bool to_member = false;
  std::size_t evidence{};  // the caller's number
};

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

/// One ISO week of a bloc.
struct RiftWeek {
  Day monday;
  int crit_in = 0;            // members' negative relations to members
  int crit_out = 0;           // members' negative relations to others
  int supp_in = 0;            // members' positive relations to members
  int crit_from_outside = 0;  // others' negative relations to members
  /// crit_in / (crit_in + crit_out); none below `minimum_n` relations: a gap, not a point.
  std::optional<Proportion> in_bloc_criticism;
  // The ties behind each count, in their order.
  std::vector<std::size_t> evidence;  // of crit_in
  std::vector<std::size_t> evidence_out, evidence_support, evidence_from_outside;

  friend bool operator==(const RiftWeek&, const RiftWeek&) = default;
};

struct RiftOptions {
  int minimum_n = 3;  // fewer criticisms in a week than this give no share
};

/// Every ISO week from the first to the last tie, empty weeks included. O(ties log ties).
[[nodiscard]] std::vector<RiftWeek> rift_weeks(std::span<const DatedTie> ties,
                                               const RiftOptions& options = {});

/// The week at which the in-bloc share of criticism rises most.
struct Onset {
  Day monday;                       // first week of the later stretch that holds criticism
  Proportion before, after;         // in-bloc criticism in the two stretches
  double log_likelihood_ratio = 0;  // of two binomial stretches against one
  double p_value = 0;  // by permutation of the weeks' order, seeded; the maximum over all cuts
  int permutations = 0;

  friend bool operator==(const Onset&, const Onset&) = default;
};

/// The single best cut of the series into two stretches (largest binomial likelihood ratio, the
/// earliest of equal ones), if the share rises there. None with fewer than 4 weeks that hold
/// criticism by members, or with no rise. Weeks without such criticism bear on nothing; `minimum_n`
/// plays no part. p is (1 + orders of the weeks whose best cut, of a rise or a fall, is as good) /
/// (1 + permutations). `seed` decides the orders and nothing else. O(weeks * permutations).
[[nodiscard]] std::optional<Onset> onset(std::span<const RiftWeek> weeks, int permutations = 2000,
                                         std::uint64_t seed = 1);

}  // namespace faultline::timeline
