#pragma once
// Where the windows of a series lie, computed one by one: a series by the second has millions.

#include <cstddef>
#include <span>

#include "networks/detail/plan.h"

namespace faultline::networks::detail {

/// The place of one slice, and its statements as numbers [first, past) of those that count.
struct Place {
  Instant time, start, stop;
  std::size_t first = 0, past = 0;
  double middle = 0;      // of a kernel: where x = 0, in seconds, of events in ranks
  double half_width = 1;  // of a kernel: where x = 1
};

class Slices {
 public:
  /// `times`: of the counted statements, in order; borrowed. Usage if the window is longer than
  /// the range, or has more events than there are statements (of none: there are no slices).
  [[nodiscard]] static Result<Slices> of(const Plan& plan, std::span<const Instant> times);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Place at(std::size_t number) const;
  /// How much counted statement `number` of a place counts there.
  [[nodiscard]] double weight(const Place& place, std::size_t number) const;

 private:
  Slices(const Plan& plan, std::span<const Instant> times);

  [[nodiscard]] bool is_calendar() const;
  /// The second on which `units` units since the range began are over.
  [[nodiscard]] Instant after(std::int64_t units) const;
  [[nodiscard]] bool fits(std::int64_t number) const;
  [[nodiscard]] std::int64_t estimate() const;

  Window window_;
  Instant from_, to_;
  std::span<const Instant> times_;
  std::size_t size_ = 0;
};

/// The density of distance `x`, in half-widths, by `kernel`; of Window 1. 0 beyond 21 of a
/// Gaussian, where it is below 1e-100.
[[nodiscard]] double density(Kernel kernel, double x);

}  // namespace faultline::networks::detail
