#pragma once
// What changed between two periods: which relations and stands appeared, vanished or turned, and
// how much each adds to the change of the bloc's in-bloc criticism.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "timeline/proportion.h"
#include "timeline/rift.h"

namespace faultline::timeline {

struct DayRange {
  Day first, last;  // both included
};

enum class Turn : std::uint8_t {
  Appeared,   // none before
  Vanished,   // none after
  Turned,     // net sign of before and after differ, neither being 0
  Grew,       // same sign, more criticism after
  Shrank,     // same sign, less
  Unchanged,  // as much criticism; other signs may have changed
};

/// One pair whose first is a member, as it was in both periods.
struct PairChange {
  std::uint32_t from{}, to{};
  bool inside = false;  // both are members; a pair whose second one changed sides has two entries
  int negative_before = 0, positive_before = 0;
  int negative_after = 0, positive_after = 0;
  Turn turn = Turn::Unchanged;
  /// Its part of the change of the share: all pairs' add up to it. Entries outside the bloc take
  /// part too, by the denominator. 0 where one period has no criticism.
  double contribution = 0;
  std::vector<std::size_t> evidence_before, evidence_after;  // of its signed ties, in order

  friend bool operator==(const PairChange&, const PairChange&) = default;
};

/// One actor's stand on one concept.
struct StanceChange {
  std::uint32_t actor{}, concept_index{};
  int for_before = 0, against_before = 0, for_after = 0, against_after = 0;
  Turn turn = Turn::Unchanged;  // of the net stand; Grew, Shrank: by number of statements
  std::vector<std::size_t> evidence_before, evidence_after;

  friend bool operator==(const StanceChange&, const StanceChange&) = default;
};

struct RiftChange {
  RiftCounts before, after;
  std::optional<Proportion> share_before, share_after;  // none for 0 criticisms
  std::optional<double> difference;                     // after - before; none if one is none
  std::vector<PairChange> pairs;  // largest |contribution| first, then by (from, to, outside)
  struct OfActor {
    std::uint32_t actor{};
    double contribution = 0;  // sum of its pairs', as the one who criticises
    friend bool operator==(const OfActor&, const OfActor&) = default;
  };
  std::vector<OfActor> actors;        // largest first
  std::vector<StanceChange> stances;  // turned first, then appeared, vanished, others; then by
                                      // number of statements
};

/// With a_i, b_i a pair's criticism before and after, A, B all members' criticism and r the share
/// of the mean of both periods, a pair inside adds (b_i/B - a_i/A) (1 - r), one outside
/// -(b_i/B - a_i/A) r, where r = (share before + share after) / 2: each pair's change of weight
/// times how far its kind stands from the average (a shift-share decomposition; the sum is exact).
/// Rows outside both periods are not seen; periods may not overlap for the sum to mean anything,
/// but nothing breaks. O(rows log rows).
[[nodiscard]] RiftChange what_changed(const RiftRows& rows, DayRange before, DayRange after);

}  // namespace faultline::timeline
