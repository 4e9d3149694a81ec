#pragma once
// All matrices of some settings: one of the whole range, or one after another of windows.

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.h"
#include "networks/dna/weights.h"

namespace faultline::networks::dna {

/// Takes one matrix; what it refers to is overwritten afterwards.
using TakeMatrix = std::function<void(const LabelledMatrix&)>;

/// Hands over all matrices in the order of time, one at a time; returns how many. At most some
/// matrices per thread are held at once; the same bytes for any `settings.threads`.
///
/// No window: one of all kept statements. Units of time: half-width h = size / 2 whole units, **so
/// an even size is one unit wider than asked**; midpoints from exactly `start` on, each one unit
/// after the last (**months: of the clamped day, so the 31st drifts to the 28th**), as long as
/// [t - h, t + h] lies inside [start, stop]; windows without statements are not left out. Events:
/// every kept statement with h before and after it; **of tied times** as many as there is room for
/// are drawn (here with `settings.seed`, in DNA without), so one may count twice. Kernels: see
/// kernels.h.
///
/// Unsupported, as matrix_of(), and for windows of time where start and stop are equal (DNA divides
/// by zero).
[[nodiscard]] Result<std::int64_t> each_matrix(const Selection& selection, const TakeMatrix& take);

/// The same as a list: for series that fit in memory.
[[nodiscard]] Result<std::vector<LabelledMatrix>> all_matrices(const Selection& selection);

/// `instant` moved by `count` units (not Events). Months and years keep the day of the month, or
/// take the month's last.
[[nodiscard]] Instant moved(Instant instant, TimeUnit unit, int count);

/// A stretch of time and what it stands for.
struct TimeSpan {
  Instant time, start, stop;

  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};
/// The windows of [start, stop] by the rule above.
[[nodiscard]] std::vector<TimeSpan> moving_windows(Instant start, Instant stop, TimeUnit unit,
                                                   int size);

}  // namespace faultline::networks::dna
