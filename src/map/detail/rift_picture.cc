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

/// The corrected share and its band, where there is one; else as read.
SeriesPoint point_of(const RiftAnswer& answer, std::size_t place) {
  const RiftBin& bin = answer.bins[place];
  SeriesPoint point;
  point.first = bin.point.first;
  point.inside = bin.point.counts.crit_in;
  point.outside = bin.point.counts.crit_out;
  const auto& interval =
      answer.correction ? answer.correction->bins[place].corrected.interval : bin.share.interval;
  point.share = if_known(answer.correction ? answer.correction->bins[place].corrected.value
                                           : bin.share.value);
  if (interval.known()) {
    point.low = interval.low;
    point.high = interval.high;
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
  if (answer.correction) series.title += ", shares corrected by a checked sample";
  series.description = answer.verdict;
  series.counts = "how many criticisms";
  for (std::size_t place = 0; place < answer.bins.size(); ++place)
    series.points.push_back(point_of(answer, place));
  if (shows_a_turn(answer)) {
    const RiftTurn& turn = *answer.turn;
    SeriesChange change;
    change.place = turn.bin;
    change.range = {turn.earliest, turn.latest};
    change.label = "change, " + timeline::bin_name(bin, turn.first);
    const CorrectedPart* part =
        answer.correction && answer.correction->turn ? &*answer.correction->turn : nullptr;
    change.before = if_known(part ? part->before.corrected.value : turn.before.value);
    change.after = if_known(part ? part->after.corrected.value : turn.after.value);
    series.change = std::move(change);
  }
  series.events = events_of(answer);
  return draw_series(series, frame);
}

}  // namespace faultline::map::detail
