#include "map/detail/series_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "map/detail/wording.h"

namespace faultline::map::detail {
namespace {

constexpr double title_y = 22;

/// The two panels, one above the other, over the same bins.
struct Panels {
  const SeriesPicture& series;
  double left, right;
  double share_top, share_bottom;
  double count_top, count_bottom;
  std::int64_t most = 0;  // criticisms in a bin

  [[nodiscard]] double step() const {
    return (right - left) / static_cast<double>(series.points.size());
  }
  [[nodiscard]] double begin(std::size_t place) const {
    return left + step() * static_cast<double>(place);
  }
  [[nodiscard]] double middle(std::size_t place) const { return begin(place) + step() / 2; }
  [[nodiscard]] double share_y(double share) const {
    return share_bottom - share * (share_bottom - share_top);
  }
  [[nodiscard]] double count_height(std::int64_t count) const {
    return (count_bottom - count_top) * static_cast<double>(count) /
           static_cast<double>(std::max<std::int64_t>(1, most));
  }
};

Panels panels_of(const SeriesPicture& series, const Frame& frame) {
  // Names of changes and events have lines of their own, so that they cover no point.
  const double names = (series.change ? 14 : 0) + (series.events.empty() ? 0 : 14);
  const double top = title_y + 12 + names;
  Panels panels{series, 48, frame.width() - 8, top, top + (frame.is_narrow ? 130 : 160), 0, 0, 0};
  panels.count_top = panels.share_bottom + 34;
  panels.count_bottom = panels.count_top + (frame.is_narrow ? 60 : 76);
  for (const SeriesPoint& point : series.points)
    panels.most = std::max(panels.most, point.inside + point.outside);
  return panels;
}

std::string horizontal(const Panels& panels, double y, std::string_view css_class) {
  return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n", css_class, panels.left,
                     y, panels.right);
}

std::string legend_of(const SeriesPicture& series, bool is_narrow) {
  std::string legend = is_narrow
                           ? "Share that stays inside, 95 % interval"
                           : "Share of members’ criticism that stays inside, with 95 % interval";
  if (std::any_of(series.points.begin(), series.points.end(),
                  [](const SeriesPoint& point) { return point.curve_low.has_value(); }))
    legend += is_narrow ? "; whiskers: all" : "; whiskers: for all stretches at once";
  return legend;
}

std::string axes(const Panels& panels, bool is_narrow) {
  std::string svg;
  svg += svg_text(panels.left, title_y, "start", "legend", legend_of(panels.series, is_narrow));
  for (const int percent : {0, 25, 50, 75, 100}) {
    const double y = panels.share_y(percent / 100.0);
    svg += horizontal(panels, y, percent == 0 ? "axis" : "grid");
    if (percent % 50 == 0) {
      svg += svg_text(panels.left - 6, y + 4, "end", "tick", fmt::format("{} %", percent));
    }
  }
  const double key_y = panels.count_top - 17;
  svg += fmt::format(
      "<rect class=\"bar inside\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"11\" height=\"11\"/>\n",
      panels.left, key_y);
  svg += svg_text(panels.left + 16, key_y + 10, "start", "legend", "of members");
  svg += fmt::format(
      "<rect class=\"bar outside\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"11\" height=\"11\"/>\n",
      panels.left + 112, key_y);
  svg += svg_text(panels.left + 128, key_y + 10, "start", "legend",
                  is_narrow ? "of others, criticisms" : "of others: " + panels.series.counts);
  svg += horizontal(panels, panels.count_bottom, "axis");
  svg += svg_text(panels.left - 6, panels.count_bottom + 4, "end", "tick", "0");
  svg += svg_text(panels.left - 6, panels.count_top + 4, "end", "tick",
                  fmt::format("{}", panels.most));
  svg += horizontal(panels, panels.count_top, "grid");
  return svg;
}

std::string time_labels(const Panels& panels) {
  constexpr double room = 52;
  const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(room / panels.step())));
  std::string svg;
  std::optional<std::chrono::year> year;
  for (std::size_t place = 0; place < panels.series.points.size(); place += every) {
    const double x = panels.middle(place);
    if (x > panels.right - room / 3) break;
    const Day first = panels.series.points[place].first;
    svg += fmt::format("<path class=\"axis\" d=\"M{:.1f} {:.1f}v4\"/>\n", x, panels.count_bottom);
    // A label at the edge is moved in so that nothing of it is cut.
    const double label_x = std::max(x, room / 2);
    svg += svg_text(label_x, panels.count_bottom + 17, "middle", "tick", short_day(first));
    if (year != first.year()) {
      year = first.year();
      svg += svg_text(label_x, panels.count_bottom + 31, "middle", "tick",
                      fmt::format("{}", static_cast<int>(*year)));
    }
  }
  return svg;
}

std::string bars(const Panels& panels) {
  const double width = std::max(0.8, std::min(28.0, panels.step() * 0.7));
  std::string svg;
  for (std::size_t place = 0; place < panels.series.points.size(); ++place) {
    const double inside = panels.count_height(panels.series.points[place].inside);
    const double outside = panels.count_height(panels.series.points[place].outside);
    const auto bar = [&](std::string_view kind, double top, double height) {
      if (height <= 0) return;
      svg += fmt::format(
          "<rect class=\"bar {}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
          kind, panels.middle(place) - width / 2, top, width, height);
    };
    bar("inside", panels.count_bottom - inside, inside);
    bar("outside", panels.count_bottom - inside - outside, outside);
  }
  return svg;
}

/// The band of the whole curve, as a line with ends that stand out of the point's own band.
std::string whisker(const Panels& panels, const SeriesPoint& point, double x, double width) {
  if (!point.curve_low || !point.curve_high) return {};
  const double low = panels.share_y(*point.curve_low), high = panels.share_y(*point.curve_high);
  return fmt::format(
      "<path class=\"whisker\" d=\"M{0:.1f} {2:.1f}V{3:.1f}M{1:.1f} {2:.1f}h{4:.1f}M{1:.1f} "
      "{3:.1f}h{4:.1f}\"/>\n",
      x, x - width / 2, low, high, width);
}

std::string shares(const Panels& panels) {
  const auto& series = panels.series.points;
  const double band = std::max(1.0, std::min(14.0, panels.step() * 0.5));
  const double radius = std::clamp(panels.step() * 0.2, 1.5, 4.5);
  std::string bands, lines, points;
  for (std::size_t place = 0; place < series.size(); ++place) {
    const SeriesPoint& point = series[place];
    if (!point.share) continue;
    const double x = panels.middle(place), y = panels.share_y(*point.share);
    bands += whisker(panels, point, x, band);
    if (point.low && point.high)
      bands += fmt::format(
          "<rect class=\"band\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
          x - band / 2, panels.share_y(*point.high), band,
          panels.share_y(*point.low) - panels.share_y(*point.high));
    // Only neighbours are joined: a line over a gap would draw what nobody saw.
    if (place > 0 && series[place - 1].share)
      lines +=
          fmt::format("<path class=\"course\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>\n",
                      panels.middle(place - 1), panels.share_y(*series[place - 1].share), x, y);
    points += fmt::format("<circle class=\"point\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>\n", x,
                          y, radius);
  }
  return bands + lines + points;
}

/// Where the change may lie, and its line, behind everything else.
std::string change_ground(const Panels& panels) {
  const auto& change = panels.series.change;
  if (!change) return {};
  std::string svg;
  if (change->range) {
    const double from = panels.begin(change->range->first);
    const double to = panels.begin(change->range->second + 1);
    svg += fmt::format(
        "<rect class=\"span\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
        from, panels.share_top, to - from, panels.count_bottom - panels.share_top);
  }
  return svg + fmt::format("<path class=\"onset\" d=\"M{:.1f} {:.1f}V{:.1f}\"/>\n",
                           panels.begin(change->place), panels.share_top - 14, panels.count_bottom);
}

std::string change_marks(const Panels& panels) {
  const auto& change = panels.series.change;
  if (!change) return {};
  const double x = panels.begin(change->place);
  const bool is_right = x > (panels.left + panels.right) / 2;
  std::string svg = svg_text(is_right ? x - 6 : x + 6, panels.share_top - 6,
                             is_right ? "end" : "start", "mark", change->label);
  const auto level = [&](double from, double to, std::optional<double> share, bool is_before) {
    if (!share) return;
    const double y = panels.share_y(*share);
    svg += fmt::format("<path class=\"level\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n", from, y, to);
    svg += svg_text(is_before ? from + 3 : to - 3, y - 5, is_before ? "start" : "end", "mark",
                    fmt::format("{}: {}", is_before ? "before" : "after", percent(*share)));
  };
  level(panels.left, x, change->before, true);
  level(x, panels.right, change->after, false);
  return svg;
}

double event_y(const Panels& panels) { return panels.share_top - (panels.series.change ? 20 : 6); }

/// The days of events, behind everything else.
std::string event_ground(const Panels& panels) {
  std::string svg;
  for (const SeriesEvent& event : panels.series.events)
    svg += fmt::format("<path class=\"level\" d=\"M{:.1f} {:.1f}V{:.1f}\"/>\n",
                       panels.left + panels.step() * event.place, event_y(panels) + 3,
                       panels.count_bottom);
  return svg;
}

std::string event_marks(const Panels& panels) {
  std::string svg;
  const double y = event_y(panels);
  for (const SeriesEvent& event : panels.series.events) {
    const double x = panels.left + panels.step() * event.place;
    const bool is_right = x > (panels.left + panels.right) / 2;
    svg += svg_text(is_right ? x - 4 : x + 4, y, is_right ? "end" : "start", "mark", event.name);
  }
  return svg;
}

/// The part of each line that lies between 0 and 1.
std::string trend_lines(const Panels& panels) {
  std::string svg;
  for (const SeriesLine& line : panels.series.lines) {
    const double rise = line.end - line.begin;
    double from = 0, to = 1;  // of the way from the first point to the last
    for (const double edge : {0.0, 1.0}) {
      const double at = (edge - line.begin) / rise;
      const bool leaves = (edge == 0) == (rise < 0);
      if (rise != 0) (leaves ? to : from) = leaves ? std::min(to, at) : std::max(from, at);
    }
    if (rise == 0 ? line.begin < 0 || line.begin > 1 : from > to) continue;
    const auto x = [&](double way) {
      return panels.middle(line.first) +
             way * (panels.middle(line.last) - panels.middle(line.first));
    };
    svg += fmt::format("<path class=\"trend\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>\n", x(from),
                       panels.share_y(line.begin + from * rise), x(to),
                       panels.share_y(line.begin + to * rise));
  }
  return svg;
}

}  // namespace

std::string short_day(Day day) {
  constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{} {}", static_cast<unsigned>(day.day()),
                     months[static_cast<unsigned>(day.month()) - 1]);
}

std::string draw_series(const SeriesPicture& series, const Frame& frame) {
  const Panels panels = panels_of(series, frame);
  if (panels.most == 0) {
    const std::string_view nothing = "No dated criticism by members was found.";
    return svg_begin(frame, series.name, 60, series.title, nothing) +
           svg_text(frame.width() / 2, 34, "middle", "legend", nothing) + "</svg>\n";
  }
  std::string svg =
      svg_begin(frame, series.name, panels.count_bottom + 38, series.title, series.description);
  svg += change_ground(panels) + event_ground(panels) + axes(panels, frame.is_narrow) +
         time_labels(panels) + bars(panels);
  return svg + shares(panels) + trend_lines(panels) + event_marks(panels) + change_marks(panels) +
         "</svg>\n";
}

}  // namespace faultline::map::detail
