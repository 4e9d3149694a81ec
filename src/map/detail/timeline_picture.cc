#include <algorithm>

#include "map/detail/picture.h"
#include "map/detail/series_picture.h"
#include "map/detail/wording.h"

namespace faultline::map::detail {
namespace {

using timeline::RiftWeek;

/// The change, if chance seldom brings as good a one.
std::optional<SeriesChange> change_of(const BlocMap& map) {
  if (!shows_a_change(map)) return std::nullopt;
  const auto found = std::find_if(map.weeks.begin(), map.weeks.end(), [&](const RiftWeek& week) {
    return week.monday == map.onset->monday;
  });
  if (found == map.weeks.end()) return std::nullopt;
  SeriesChange change;
  change.place = static_cast<std::size_t>(found - map.weeks.begin());
  change.label = "change, week of " + short_day(map.onset->monday);
  change.before = map.onset->before.share;
  change.after = map.onset->after.share;
  return change;
}

}  // namespace

std::string timeline_picture(const BlocMap& map, const Frame& frame) {
  SeriesPicture series;
  series.name = "timeline";
  series.title = "Criticism inside " + map.bloc + ", week by week";
  series.description = finding(map) + " The table of weeks holds every figure.";
  series.counts = "how many criticisms a week";
  for (const RiftWeek& week : map.weeks) {
    SeriesPoint point;
    point.first = week.monday;
    point.inside = week.crit_in;
    point.outside = week.crit_out;
    if (week.in_bloc_criticism) {
      point.share = week.in_bloc_criticism->share;
      point.low = week.in_bloc_criticism->low;
      point.high = week.in_bloc_criticism->high;
    }
    series.points.push_back(point);
  }
  series.change = change_of(map);
  return draw_series(series, frame);
}

}  // namespace faultline::map::detail
