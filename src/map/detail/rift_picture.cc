#include <cmath>

#include "map/detail/picture.h"
#include "map/detail/rift_verdict.h"
#include "map/detail/series_picture.h"
#include "map/rift_answer.h"

namespace faultline::map::detail {
namespace {

std::optional<double> if_known(double value) {
  return std::isnan(value) ? std::nullopt : std::optional(value);
}

SeriesPoint point_of(const RiftBin& bin) {
  SeriesPoint point;
  point.first = bin.point.first;
  point.inside = bin.point.counts.crit_in;
  point.outside = bin.point.counts.crit_out;
  point.share = if_known(bin.share.value);
  if (bin.share.interval.known()) {
    point.low = bin.share.interval.low;
    point.high = bin.share.interval.high;
  }
  return point;
}

/// Events inside the series, at the place of their day.
std::vector<SeriesEvent> events_of(const RiftAnswer& answer) {
  std::vector<SeriesEvent> events;
  for (const EventAnswer& event : answer.events)
    for (std::size_t place = 0; place < answer.bins.size(); ++place) {
      const auto& point = answer.bins[place].point;
      if (event.event.day < point.first || point.last < event.event.day) continue;
      const double days = days_between(point.first, point.last) + 1;
      events.push_back(
          {static_cast<double>(place) + days_between(point.first, event.event.day) / days,
           event.event.name});
    }
  return events;
}

}  // namespace

std::string rift_picture(const RiftAnswer& answer, timeline::Bin bin, const Frame& frame) {
  SeriesPicture series;
  series.name = "rift";
  series.title = "Criticism inside " + answer.bloc;
  series.description = answer.verdict;
  series.counts = "how many criticisms";
  for (const RiftBin& point : answer.bins) series.points.push_back(point_of(point));
  if (shows_a_turn(answer)) {
    const RiftTurn& turn = *answer.turn;
    SeriesChange change;
    change.place = turn.bin;
    change.range = {turn.earliest, turn.latest};
    change.label = "change, " + timeline::bin_name(bin, turn.first);
    change.before = if_known(turn.before.value);
    change.after = if_known(turn.after.value);
    series.change = std::move(change);
  }
  series.events = events_of(answer);
  return draw_series(series, frame);
}

}  // namespace faultline::map::detail
