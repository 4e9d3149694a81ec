#pragma once
// The picture of a series of shares: bands above counts, a change with where it may lie, and named
// events.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/day.h"
#include "map/detail/picture.h"

namespace faultline::map::detail {

struct SeriesPoint {
  Day first;                                    // of the stretch
  std::int64_t inside = 0, outside = 0;         // criticisms
  std::optional<double> share;                  // none: a gap
  std::optional<double> low, high;              // of its band
  std::optional<double> curve_low, curve_high;  // of the band that holds for all points at once
};

struct SeriesChange {
  std::size_t place = 0;                                     // first point after it
  std::optional<std::pair<std::size_t, std::size_t>> range;  // where it may lie, both included
  std::string label;
  std::optional<double> before, after;  // shares
};

struct SeriesEvent {
  double place = 0;  // in points, 2.5 is the middle of the third
  std::string name;
};

/// A straight line over the shares, from the middle of one point to that of another.
struct SeriesLine {
  std::size_t first = 0, last = 0;  // points
  double begin = 0, end = 0;        // shares there; may lie outside 0 to 1, where nothing is drawn
};

struct SeriesPicture {
  std::string name;  // of the picture, for ids
  std::string title, description;
  std::string counts;  // what the counts are of: "how many criticisms a week"
  std::vector<SeriesPoint> points;
  std::optional<SeriesChange> change;
  std::vector<SeriesEvent> events;
  std::vector<SeriesLine> lines;
};

/// "7 Apr".
[[nodiscard]] std::string short_day(Day day);

[[nodiscard]] std::string draw_series(const SeriesPicture& series, const Frame& frame);

}  // namespace faultline::map::detail
