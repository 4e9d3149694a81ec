#pragma once
// Before and after a day that was named beforehand.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "inference/change_points.h"
#include "inference/intervals.h"
#include "inference/rates.h"

namespace faultline::inference {

/// What one story of one outlet adds on one day.
struct DatedCount {
  std::int32_t day = 0;  // any numbering of days, e.g. since 1970-01-01
  std::uint32_t story = 0;
  std::uint32_t outlet = 0;
  double hits = 0, n = 0;  // 0 <= hits <= n
};

struct EventOptions {
  std::int32_t days_before = 90,
               days_after = 90;  // the windows; the event's day belongs to `after`
  double minimum_n = 10;         // in each window, for the event and for a placebo day
  /// Days from one placebo day to the next, counted from the event's day. Neighbouring windows
  /// share most of their days; a step of a week is as good and faster.
  std::int32_t placebo_step = 7;
  int permutations = 999;
  std::uint64_t seed = 1;
  double level = 0.95;
  /// Stories are shuffled between before and after within their outlet (the first that printed
  /// them).
  bool within_outlets = true;
};

/// A day at which nothing was named, and the difference there.
struct Placebo {
  std::int32_t day = 0;
  double difference = not_known;
};

struct EventStudy {
  Rate before, after;
  Estimate difference;               // after minus before; interval: Method::Mover
  double permutation_p = not_known;  // of a difference either way: difference_p() by weeks
  int permutations = 0;
  std::vector<Placebo> placebos;  // windows with enough n that do not cross the event's day
  double placebo_p =
      not_known;  // (1 + placebos with a difference as great either way) / (1 + placebos)
};

/// The difference of two rates around `day`. A story counts as a whole on the first day on which it
/// stands in `counts`, so that none is on both sides. Usage if a count is impossible or an option
/// is out of range. Values are NaN where a window holds less than `minimum_n`. The permutation asks
/// whether stories differ more than by chance and than weeks do anyway; a rate that drifts over
/// many weeks differs at any day, and this is what the placebo days show. O(counts log counts +
/// stories * permutations + days).
[[nodiscard]] Result<EventStudy> event_study(std::span<const DatedCount> counts, std::int32_t day,
                                             const EventOptions& options = {});

/// The place of a day among whole weeks that are counted from a named day in both directions, of
/// which `weeks_before` lie before it; `days_since` is negative before the day.
[[nodiscard]] std::uint32_t week_around(std::int32_t days_since, std::uint32_t weeks_before);
/// How many such weeks hold `days` on one side.
[[nodiscard]] std::uint32_t weeks_of(std::int32_t days);

/// The p of no difference between the stories of bins below `first_after` and those from it on,
/// either way: their sums over sizes, stories shuffled within strata. The difference is taken over
/// its standard error by how much bins vary on either side, one bin more varying by chance, so
/// that bins which vary more than their stories make them are no difference: exact where stories
/// change places freely, near its level where weeks wander (docs/validation.md). NaN if a side has
/// none. O(stories * permutations).
[[nodiscard]] double difference_p(std::span<const StoryCount> stories, std::uint32_t first_after,
                                  int permutations, std::uint64_t seed);

/// Level and slope before, and their changes at an event, of a binned rate: weighted least squares
/// with errors that allow for autocorrelation (Newey & West 1987; Student's t with bins - 4
/// degrees).
struct InterruptedSeries {
  Estimate level;         // of the old line at the event
  Estimate slope;         // of the old line, per bin
  Estimate level_change;  // step at the event
  Estimate slope_change;  // per bin
  std::size_t bins = 0;   // that hold something
  std::size_t lag = 0;    // of the Bartlett kernel: floor(4 (bins / 100)^(2/9))
};

struct RateBin {
  double hits = 0, n = 0;
};

/// `event` is the first bin after it. NaN throughout with fewer than 3 bins that hold something on
/// either side. Usage if a bin is impossible or there is no bin `event`.
[[nodiscard]] Result<InterruptedSeries> interrupted_series(std::span<const RateBin> bins,
                                                           std::size_t event, double level = 0.95);

}  // namespace faultline::inference
