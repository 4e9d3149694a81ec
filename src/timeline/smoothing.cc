#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>

#include "timeline/detail/bin_places.h"
#include "timeline/rift.h"

namespace faultline::timeline {
namespace {

double weight_at(Smoother smoother, double x) {
  switch (smoother) {
    case Smoother::Uniform:
      return 1;
    case Smoother::Triangular:
      return 1 - std::abs(x);
    case Smoother::Epanechnikov:
      return 1 - x * x;
  }
  assert(false);
  return 0;
}

struct Weighed {
  double hits = 0, sum = 0, squares = 0;
  std::int64_t rows = 0;

  void add(double weight, std::int64_t of_hits, std::int64_t others) {
    const auto count = static_cast<double>(of_hits + others);
    hits += weight * static_cast<double>(of_hits);
    sum += weight * count;
    squares += weight * weight * count;
    rows += of_hits + others;
  }
};

SmoothPoint point_at(const std::vector<RiftCounts>& days, std::int64_t middle,
                     const SmoothOptions& options) {
  const std::int64_t half = options.half_width;
  Weighed criticism, inside;
  const std::int64_t first = std::max<std::int64_t>(0, middle - half);
  const std::int64_t last =
      std::min<std::int64_t>(static_cast<std::int64_t>(days.size()) - 1, middle + half);
  for (std::int64_t day = first; day <= last; ++day) {
    const double weight =
        weight_at(options.smoother, static_cast<double>(day - middle) / static_cast<double>(half));
    if (weight <= 0) continue;
    const RiftCounts& counts = days[static_cast<std::size_t>(day)];
    criticism.add(weight, counts.crit_in, counts.crit_out);
    inside.add(weight, counts.crit_in, counts.supp_in);
  }
  SmoothPoint point;
  point.rows = criticism.rows;
  point.inside_rows = inside.rows;
  if (criticism.rows > 0) point.effective_n = criticism.sum * criticism.sum / criticism.squares;
  const std::int64_t least = std::max(1, options.rule.minimum_n);
  if (criticism.rows >= least) point.criticism = criticism.hits / criticism.sum;
  if (inside.rows >= least) point.net_support = 1 - 2 * inside.hits / inside.sum;
  return point;
}

}  // namespace

std::vector<SmoothPoint> smoothed_rift(std::span<const RiftTie> ties,
                                       const SmoothOptions& options) {
  assert(options.half_width >= 1 && options.step >= 1);
  std::vector<SmoothPoint> points;
  const auto bins = detail::bins_of({ties, {}, {}}, {.bin = Bin::ByDay});
  if (!bins) return points;
  std::vector<RiftCounts> days(bins->first_days().size());
  for (const RiftTie& tie : ties) detail::count_tie(tie, days[bins->place(tie.day)]);
  for (std::size_t middle = 0; middle < days.size();
       middle += static_cast<std::size_t>(options.step)) {
    points.push_back(point_at(days, static_cast<std::int64_t>(middle), options));
    points.back().middle = bins->first_days()[middle];
  }
  return points;
}

}  // namespace faultline::timeline
