#include "networks/detail/slices.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "networks/detail/calendar.h"

namespace faultline::networks::detail {
namespace {

constexpr std::int64_t most_months = std::int64_t{12} * 9'999;  // of the years that dates have

}  // namespace

Slices::Slices(const Plan& plan, std::span<const Instant> times)
    : window_(*plan.settings.window), from_(plan.from), to_(plan.to), times_(times) {}

bool Slices::is_calendar() const {
  return window_.unit == TimeUnit::Months || window_.unit == TimeUnit::Years;
}

Instant Slices::after(std::int64_t units) const {
  if (!is_calendar()) return Instant{from_.seconds + units * seconds_of(window_.unit)};
  return months_after(from_, window_.unit == TimeUnit::Years ? units * 12 : units);
}

bool Slices::fits(std::int64_t number) const {
  const std::int64_t end = number * window_.step + window_.width;
  if (is_calendar() && end > most_months / (window_.unit == TimeUnit::Years ? 12 : 1)) return false;
  return after(end).seconds - 1 <= to_.seconds;
}

std::int64_t Slices::estimate() const {
  const std::int64_t seconds = to_.seconds - from_.seconds + 1;
  std::int64_t units = 0;
  if (is_calendar()) {
    units = month_number(to_) - month_number(from_) + 1;
    if (window_.unit == TimeUnit::Years) units = units / 12 + 1;
  } else {
    units = seconds / seconds_of(window_.unit);
  }
  return units < window_.width ? 0 : (units - window_.width) / window_.step + 1;
}

Result<Slices> Slices::of(const Plan& plan, std::span<const Instant> times) {
  Slices slices(plan, times);
  const Window& window = slices.window_;
  if (window.unit == TimeUnit::Events) {
    const auto width = static_cast<std::size_t>(window.width);
    if (times.empty()) return slices;
    if (times.size() < width) {
      return failure(ErrorCode::Usage,
                     fmt::format("The window has {} events, and only {} statements count.",
                                 window.width, times.size()));
    }
    slices.size_ = (times.size() - width) / static_cast<std::size_t>(window.step) + 1;
    return slices;
  }
  if (plan.to < plan.from) return slices;
  if (!slices.fits(0)) {
    return failure(
        ErrorCode::Usage,
        fmt::format("A window of {} {} is longer than the range, {} to {}.", window.width,
                    name_of(window.unit), to_string(plan.from), to_string(plan.to)));
  }
  std::int64_t count = std::max<std::int64_t>(slices.estimate(), 1);
  while (!slices.fits(count - 1)) --count;
  while (slices.fits(count)) ++count;
  slices.size_ = static_cast<std::size_t>(count);
  return slices;
}

Place Slices::at(std::size_t number) const {
  Place place;
  if (window_.unit == TimeUnit::Events) {
    const auto width = static_cast<std::size_t>(window_.width);
    place.first = number * static_cast<std::size_t>(window_.step);
    place.past = place.first + width;
    place.start = times_[place.first];
    place.stop = times_[place.past - 1];
    place.time = times_[place.first + width / 2];
    place.middle = static_cast<double>(place.first) + (static_cast<double>(width) - 1) / 2;
    place.half_width = static_cast<double>(width) / 2;
  } else {
    const std::int64_t units = static_cast<std::int64_t>(number) * window_.step;
    place.start = after(units);
    const std::int64_t seconds = after(units + window_.width).seconds - place.start.seconds;
    place.stop = Instant{place.start.seconds + seconds - 1};
    place.time = Instant{place.start.seconds + seconds / 2};
    const auto first = std::lower_bound(times_.begin(), times_.end(), place.start);
    place.first = static_cast<std::size_t>(first - times_.begin());
    place.past = static_cast<std::size_t>(std::upper_bound(first, times_.end(), place.stop) -
                                          times_.begin());
    place.middle = static_cast<double>(place.time.seconds);
    place.half_width = static_cast<double>(seconds) / 2;
  }
  if (window_.kernel == Kernel::Gaussian) {
    place.start = from_;
    place.stop = to_;
    place.first = 0;
    place.past = times_.size();
  }
  return place;
}

double Slices::weight(const Place& place, std::size_t number) const {
  const double where = window_.unit == TimeUnit::Events
                           ? static_cast<double>(number)
                           : static_cast<double>(times_[number].seconds);
  return density(window_.kernel, (where - place.middle) / place.half_width);
}

double density(Kernel kernel, double x) {
  switch (kernel) {
    case Kernel::Window:
      return 1;
    case Kernel::Uniform:
      return std::abs(x) <= 1 ? 0.5 : 0;
    case Kernel::Triangular:
      return std::max(0.0, 1 - std::abs(x));
    case Kernel::Epanechnikov:
      return std::max(0.0, 0.75 * (1 - x * x));
    case Kernel::Gaussian:
      break;
  }
  if (std::abs(x) > 21) return 0;  // products of two would lose their digits
  return std::exp(-x * x / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

}  // namespace faultline::networks::detail
