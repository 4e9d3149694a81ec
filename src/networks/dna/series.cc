#include "networks/dna/series.h"

#include <algorithm>
#include <chrono>
#include <span>

#include "networks/dna/detail/event_windows.h"
#include "networks/dna/detail/in_order.h"
#include "networks/dna/kernels.h"

namespace faultline::networks::dna {
namespace {

std::int64_t seconds_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::Seconds:
      return 1;
    case TimeUnit::Minutes:
      return 60;
    case TimeUnit::Hours:
      return 3'600;
    case TimeUnit::Weeks:
      return 7 * seconds_per_day;
    default:
      return seconds_per_day;
  }
}

Result<std::int64_t> each_window(const Selection& selection, const TakeMatrix& take) {
  const Settings& s = selection.settings;
  if (selection.start == selection.stop)
    return failure(ErrorCode::Unsupported,
                   "DNA fails here: windows of a range that begins and ends at the same second "
                   "make it divide by zero. Take a longer range.");
  const auto windows = moving_windows(selection.start, selection.stop, *s.window, s.window_size);
  std::vector<Instant> times;
  times.reserve(selection.kept.size());
  for (const std::uint32_t place : selection.kept) times.push_back(selection.times[place]);
  const std::span<const std::uint32_t> kept = selection.kept;
  auto done = detail::in_order(
      windows.size(), s.threads, take,
      [&](std::size_t i, detail::Scratch& scratch, LabelledMatrix& result) {
        const auto begin = std::lower_bound(times.begin(), times.end(), windows[i].start);
        const auto end = std::upper_bound(begin, times.end(), windows[i].stop);
        result.time = windows[i].time;
        result.start = windows[i].start;
        result.stop = windows[i].stop;
        return detail::fill(selection, s.aggregation,
                            kept.subspan(static_cast<std::size_t>(begin - times.begin()),
                                         static_cast<std::size_t>(end - begin)),
                            scratch, result);
      });
  if (!done) return tl::unexpected(done.error());
  return static_cast<std::int64_t>(windows.size());
}

Result<std::int64_t> each_event(const Selection& selection, const TakeMatrix& take) {
  const Settings& s = selection.settings;
  const detail::EventWindows windows(selection);
  const bool is_double = s.aggregation == Aggregation::CongruenceAndConflict;
  const std::size_t count = windows.count() * (is_double ? 2 : 1);
  auto done = detail::in_order(
      count, s.threads, take, [&](std::size_t i, detail::Scratch& scratch, LabelledMatrix& result) {
        const auto places = windows.statements(is_double ? i / 2 : i);
        const std::uint32_t middle = windows.middle(is_double ? i / 2 : i);
        result.time = selection.times[middle];
        result.start = selection.times[places.front()];
        result.stop = selection.times[places.back()];
        const Aggregation aggregation = !is_double   ? s.aggregation
                                        : i % 2 == 0 ? Aggregation::Congruence
                                                     : Aggregation::Conflict;
        return detail::fill(selection, aggregation, places, scratch, result);
      });
  if (!done) return tl::unexpected(done.error());
  return static_cast<std::int64_t>(count);
}

}  // namespace

Instant moved(Instant instant, TimeUnit unit, int count) {
  if (unit != TimeUnit::Months && unit != TimeUnit::Years)
    return {instant.seconds + seconds_of(unit) * count};
  using namespace std::chrono;
  const Day day = day_of(instant);
  const year_month month = year_month(day.year(), day.month()) +
                           (unit == TimeUnit::Years ? months(12) * count : months(1) * count);
  const Day last = month / std::chrono::last;
  const Day result = month / std::min(day.day(), last.day());
  return {start_of(result).seconds + second_of_day(instant)};
}

std::vector<TimeSpan> moving_windows(Instant start, Instant stop, TimeUnit unit, int size) {
  std::vector<TimeSpan> windows;
  const int half = size / 2;
  for (Instant middle = start; middle <= stop; middle = moved(middle, unit, 1)) {
    const Instant first = moved(middle, unit, -half);
    const Instant last = moved(middle, unit, half);
    if (first >= start && last <= stop) windows.push_back({middle, first, last});
  }
  return windows;
}

Result<std::int64_t> each_matrix(const Selection& selection, const TakeMatrix& take) {
  const Settings& s = selection.settings;
  if (!s.window) {
    const auto matrix = matrix_of(selection, selection.kept);
    if (!matrix) return tl::unexpected(matrix.error());
    take(*matrix);
    return 1;
  }
  if (s.kernel != Kernel::Window) return each_kernel_matrix(selection, take);
  return *s.window == TimeUnit::Events ? each_event(selection, take) : each_window(selection, take);
}

Result<std::vector<LabelledMatrix>> all_matrices(const Selection& selection) {
  std::vector<LabelledMatrix> result;
  auto done =
      each_matrix(selection, [&](const LabelledMatrix& matrix) { result.push_back(matrix); });
  if (!done) return tl::unexpected(done.error());
  return result;
}

}  // namespace faultline::networks::dna
