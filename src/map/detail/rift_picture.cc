#include <fmt/format.h>

#include <cmath>
#include <utility>

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
SeriesPoint point_of(const RiftAnswer& answer, std::size_t place, Bands bands) {
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
  if (bands == Bands::AndWholeCurve && !answer.correction && bin.whole_curve.known()) {
    point.curve_low = bin.whole_curve.low;
    point.curve_high = bin.whole_curve.high;
  }
  return point;
}

/// The bin that holds `day`; none: it lies outside the series.
std::optional<std::size_t> bin_of(const RiftAnswer& answer, Day day) {
  for (std::size_t place = 0; place < answer.bins.size(); ++place) {
    const auto& point = answer.bins[place].point;
    if (!(day < point.first) && !(point.last < day)) return place;
  }
  return std::nullopt;
}

/// At the place of its day; none outside the series.
std::optional<SeriesEvent> mark_of(const RiftAnswer& answer, const NamedEvent& event) {
  const auto place = bin_of(answer, event.day);
  if (!place) return std::nullopt;
  const auto& point = answer.bins[*place].point;
  const double days = days_between(point.first, point.last) + 1;
  return SeriesEvent{static_cast<double>(*place) + days_between(point.first, event.day) / days,
                     event.name};
}

/// The change that is shown, corrected where the shares are.
std::optional<SeriesChange> change_of(const RiftAnswer& answer, timeline::Bin bin) {
  const auto marked = [&](const auto& turn, double before, double after) {
    SeriesChange change;
    change.place = turn.bin;
    change.range = {turn.earliest, turn.latest};
    change.label = "change, " + timeline::bin_name(bin, turn.first);
    change.before = if_known(before);
    change.after = if_known(after);
    return std::optional(std::move(change));
  };
  if (answer.correction) {
    if (!shows_a_turn(*answer.correction)) return std::nullopt;
    const CorrectedTurn& turn = *answer.correction->turn;
    return marked(turn, turn.part.before.corrected.value, turn.part.after.corrected.value);
  }
  if (!shows_a_turn(answer)) return std::nullopt;
  return marked(*answer.turn, answer.turn->before.value, answer.turn->after.value);
}

SeriesPicture series_of(const RiftAnswer& answer, std::string name, Bands bands) {
  SeriesPicture series;
  series.name = std::move(name);
  series.title = "Criticism inside " + answer.bloc;
  if (answer.correction) series.title += ", shares corrected by a checked sample";
  series.description = answer.verdict;
  series.counts = "how many criticisms";
  for (std::size_t place = 0; place < answer.bins.size(); ++place)
    series.points.push_back(point_of(answer, place, bands));
  return series;
}

}  // namespace

std::string rift_picture(const RiftAnswer& answer, timeline::Bin bin, const Frame& frame,
                         Bands bands) {
  SeriesPicture series = series_of(answer, "rift", bands);
  series.change = change_of(answer, bin);
  for (const EventAnswer& event : answer.events)
    if (auto mark = mark_of(answer, event.event)) series.events.push_back(std::move(*mark));
  return draw_series(series, frame);
}

std::string event_picture(const RiftAnswer& answer, const EventAnswer& event, std::size_t number,
                          const Frame& frame) {
  SeriesPicture series = series_of(answer, fmt::format("event-{}", number), Bands::OfEachBin);
  const auto& lines = *event.lines;
  series.title += ", before and after “" + event.event.name + "”";
  series.description = fmt::format(
      "Lines through the stretches that hold criticism: a step of {:+.2f} at the event, "
      "and a slope that changes by {:+.2f} a stretch.",
      lines.level_change.value, lines.slope_change.value);
  if (auto mark = mark_of(answer, event.event)) series.events.push_back(std::move(*mark));
  const auto first = bin_of(answer, event.event.day);
  if (!first || *first == 0) return draw_series(series, frame);
  const auto line = [&](std::size_t from, std::size_t to, double level, double slope) {
    const auto share = [&](std::size_t place) {
      return level + slope * (static_cast<double>(place) - static_cast<double>(*first));
    };
    series.lines.push_back({from, to, share(from), share(to)});
  };
  line(0, *first - 1, lines.level.value, lines.slope.value);
  line(*first, answer.bins.size() - 1, lines.level.value + lines.level_change.value,
       lines.slope.value + lines.slope_change.value);
  return draw_series(series, frame);
}

}  // namespace faultline::map::detail
