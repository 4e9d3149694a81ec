#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "map/detail/markup.h"
#include "map/detail/picture.h"
#include "map/detail/wording.h"

namespace faultline::map::detail {
namespace {

using timeline::RiftWeek;

/// "7 Apr".
std::string short_day(Day day) {
  constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{} {}", static_cast<unsigned>(day.day()),
                     months[static_cast<unsigned>(day.month()) - 1]);
}

constexpr double title_y = 22;

/// The two panels, one above the other, over the same weeks.
struct Panels {
  const BlocMap& map;
  double left, right;
  double share_top, share_bottom;
  double count_top, count_bottom;
  int most = 0;  // criticisms in a week

  [[nodiscard]] double step() const {
    return (right - left) / static_cast<double>(map.weeks.size());
  }
  [[nodiscard]] double begin(std::size_t week) const {
    return left + step() * static_cast<double>(week);
  }
  [[nodiscard]] double middle(std::size_t week) const { return begin(week) + step() / 2; }
  [[nodiscard]] double share_y(double share) const {
    return share_bottom - share * (share_bottom - share_top);
  }
  [[nodiscard]] double count_height(int count) const {
    return (count_bottom - count_top) * count / std::max(1, most);
  }
};

Panels panels_of(const BlocMap& map, const Frame& frame) {
  // The name of the change has a line of its own, so that it covers no point.
  const double top = shows_a_change(map) ? title_y + 26 : title_y + 12;
  Panels panels{map, 42, frame.width() - 8, top, top + (frame.is_narrow ? 130 : 160), 0, 0, 0};
  panels.count_top = panels.share_bottom + 34;
  panels.count_bottom = panels.count_top + (frame.is_narrow ? 60 : 76);
  for (const RiftWeek& week : map.weeks) {
    panels.most = std::max(panels.most, week.crit_in + week.crit_out);
  }
  return panels;
}

std::string horizontal(const Panels& panels, double y, std::string_view css_class) {
  return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n", css_class, panels.left,
                     y, panels.right);
}

std::string axes(const Panels& panels, bool is_narrow) {
  std::string svg;
  svg += svg_text(panels.left, title_y, "start", "legend",
                  is_narrow ? "Share that stays inside, 95 % interval"
                            : "Share of members’ criticism that stays inside, with 95 % interval");
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
                  is_narrow ? "of others, criticisms" : "of others: how many criticisms a week");
  svg += horizontal(panels, panels.count_bottom, "axis");
  svg += svg_text(panels.left - 6, panels.count_bottom + 4, "end", "tick", "0");
  svg += svg_text(panels.left - 6, panels.count_top + 4, "end", "tick",
                  fmt::format("{}", panels.most));
  svg += horizontal(panels, panels.count_top, "grid");
  return svg;
}

std::string week_labels(const Panels& panels) {
  constexpr double room = 52;
  const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(room / panels.step())));
  std::string svg;
  std::optional<std::chrono::year> year;
  for (std::size_t week = 0; week < panels.map.weeks.size(); week += every) {
    const double x = panels.middle(week);
    if (x > panels.right - room / 3) break;
    const Day monday = panels.map.weeks[week].monday;
    svg += fmt::format("<path class=\"axis\" d=\"M{:.1f} {:.1f}v4\"/>\n", x, panels.count_bottom);
    // A label at the edge is moved in so that nothing of it is cut.
    const double label_x = std::max(x, room / 2);
    svg += svg_text(label_x, panels.count_bottom + 17, "middle", "tick", short_day(monday));
    if (year != monday.year()) {
      year = monday.year();
      svg += svg_text(label_x, panels.count_bottom + 31, "middle", "tick",
                      fmt::format("{}", static_cast<int>(*year)));
    }
  }
  return svg;
}

std::string bars(const Panels& panels) {
  const double width = std::max(0.8, std::min(28.0, panels.step() * 0.7));
  std::string svg;
  for (std::size_t index = 0; index < panels.map.weeks.size(); ++index) {
    const RiftWeek& week = panels.map.weeks[index];
    const double inside = panels.count_height(week.crit_in);
    const double outside = panels.count_height(week.crit_out);
    const auto bar = [&](std::string_view kind, double top, double height) {
      if (height <= 0) return;
      svg += fmt::format(
          "<rect class=\"bar {}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
          kind, panels.middle(index) - width / 2, top, width, height);
    };
    bar("inside", panels.count_bottom - inside, inside);
    bar("outside", panels.count_bottom - inside - outside, outside);
  }
  return svg;
}

std::string shares(const Panels& panels) {
  const auto& weeks = panels.map.weeks;
  const double band = std::max(1.0, std::min(14.0, panels.step() * 0.5));
  const double radius = std::clamp(panels.step() * 0.2, 1.5, 4.5);
  std::string bands, lines, points;
  for (std::size_t index = 0; index < weeks.size(); ++index) {
    const auto& share = weeks[index].in_bloc_criticism;
    if (!share) continue;
    const double x = panels.middle(index), y = panels.share_y(share->share);
    bands += fmt::format(
        "<rect class=\"band\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
        x - band / 2, panels.share_y(share->high), band,
        panels.share_y(share->low) - panels.share_y(share->high));
    // Only neighbouring weeks are joined: a line over a gap would draw what nobody saw.
    if (index > 0 && weeks[index - 1].in_bloc_criticism) {
      lines += fmt::format("<path class=\"course\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>\n",
                           panels.middle(index - 1),
                           panels.share_y(weeks[index - 1].in_bloc_criticism->share), x, y);
    }
    points += fmt::format("<circle class=\"point\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>\n", x,
                          y, radius);
  }
  return bands + lines + points;
}

/// Where the change begins; none where chance brings as good a one.
std::optional<double> onset_x(const Panels& panels) {
  if (!shows_a_change(panels.map)) return std::nullopt;
  const auto& weeks = panels.map.weeks;
  const auto found = std::find_if(weeks.begin(), weeks.end(), [&](const RiftWeek& week) {
    return week.monday == panels.map.onset->monday;
  });
  if (found == weeks.end()) return std::nullopt;
  return panels.begin(static_cast<std::size_t>(found - weeks.begin()));
}

std::string onset_line(const Panels& panels) {
  const auto x = onset_x(panels);
  if (!x) return {};
  return fmt::format("<path class=\"onset\" d=\"M{:.1f} {:.1f}V{:.1f}\"/>\n", *x,
                     panels.share_top - 14, panels.count_bottom);
}

std::string onset_marks(const Panels& panels) {
  const auto place = onset_x(panels);
  if (!place) return {};
  const double x = *place;
  const timeline::Onset& onset = *panels.map.onset;
  std::string svg;
  const bool is_right = x > (panels.left + panels.right) / 2;
  svg += svg_text(is_right ? x - 6 : x + 6, panels.share_top - 6, is_right ? "end" : "start",
                  "mark", "change, week of " + short_day(onset.monday));
  const auto level = [&](double from, double to, const timeline::Proportion& share,
                         bool is_before) {
    const double y = panels.share_y(share.share);
    svg += fmt::format("<path class=\"level\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n", from, y, to);
    svg += svg_text(is_before ? from + 3 : to - 3, y - 5, is_before ? "start" : "end", "mark",
                    fmt::format("{}: {}", is_before ? "before" : "after", percent(share.share)));
  };
  level(panels.left, x, onset.before, true);
  level(x, panels.right, onset.after, false);
  return svg;
}

}  // namespace

std::string timeline_picture(const BlocMap& map, const Frame& frame) {
  const std::string title = "Criticism inside " + map.bloc + ", week by week";
  const Panels panels = panels_of(map, frame);
  if (panels.most == 0) {
    const std::string_view nothing = "No dated criticism by members was found.";
    return svg_begin(frame, "timeline", 60, title, nothing) +
           svg_text(frame.width() / 2, 34, "middle", "legend", nothing) + "</svg>\n";
  }
  std::string svg = svg_begin(frame, "timeline", panels.count_bottom + 38, title,
                              finding(map) + " The table of weeks holds every figure.");
  svg += onset_line(panels) + axes(panels, frame.is_narrow) + week_labels(panels) + bars(panels);
  return svg + shares(panels) + onset_marks(panels) + "</svg>\n";
}

}  // namespace faultline::map::detail
