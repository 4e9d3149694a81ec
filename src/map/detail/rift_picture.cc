// The series of a rift as a picture: shares with their bands above counts, the change with the
// interval of its date, and events that somebody named.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "map/detail/markup.h"
#include "map/detail/picture.h"
#include "map/rift_answer.h"

namespace faultline::map::detail {
namespace {

/// "7 Apr".
std::string short_day(Day day) {
  constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{} {}", static_cast<unsigned>(day.day()),
                     months[static_cast<unsigned>(day.month()) - 1]);
}

constexpr double title_y = 22;

/// The two panels, one above the other, over the same bins.
struct Panels {
  const RiftAnswer& answer;
  timeline::Bin bin;
  double left, right;
  double share_top, share_bottom;
  double count_top, count_bottom;
  std::int64_t most = 0;  // criticisms in a bin

  [[nodiscard]] double step() const {
    return (right - left) / static_cast<double>(answer.bins.size());
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

/// Whether the change is more than chance brings.
bool shows_a_turn(const RiftAnswer& answer) { return answer.turn && answer.turn->p < 0.05; }

Panels panels_of(const RiftAnswer& answer, timeline::Bin bin, const Frame& frame) {
  // Names of changes and events have lines of their own, so that they cover no point.
  const double names = (shows_a_turn(answer) ? 14 : 0) + (answer.events.empty() ? 0 : 14);
  const double top = title_y + 12 + names;
  Panels panels{answer, bin, 42, frame.width() - 8, top, top + (frame.is_narrow ? 130 : 160),
                0,      0,   0};
  panels.count_top = panels.share_bottom + 34;
  panels.count_bottom = panels.count_top + (frame.is_narrow ? 60 : 76);
  for (const RiftBin& point : answer.bins)
    panels.most = std::max(panels.most, point.point.counts.crit_in + point.point.counts.crit_out);
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
                  is_narrow ? "of others, criticisms" : "of others: how many criticisms");
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
  for (std::size_t place = 0; place < panels.answer.bins.size(); place += every) {
    const double x = panels.middle(place);
    if (x > panels.right - room / 3) break;
    const Day first = panels.answer.bins[place].point.first;
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
  for (std::size_t place = 0; place < panels.answer.bins.size(); ++place) {
    const timeline::RiftCounts& counts = panels.answer.bins[place].point.counts;
    const double inside = panels.count_height(counts.crit_in);
    const double outside = panels.count_height(counts.crit_out);
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

std::string shares(const Panels& panels) {
  const auto& bins = panels.answer.bins;
  const double band = std::max(1.0, std::min(14.0, panels.step() * 0.5));
  const double radius = std::clamp(panels.step() * 0.2, 1.5, 4.5);
  std::string bands, lines, points;
  for (std::size_t place = 0; place < bins.size(); ++place) {
    const inference::Rate& share = bins[place].share;
    if (std::isnan(share.value)) continue;
    const double x = panels.middle(place), y = panels.share_y(share.value);
    if (share.interval.known())
      bands += fmt::format(
          "<rect class=\"band\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n",
          x - band / 2, panels.share_y(share.interval.high), band,
          panels.share_y(share.interval.low) - panels.share_y(share.interval.high));
    // Only neighbouring bins are joined: a line over a gap would draw what nobody saw.
    if (place > 0 && !std::isnan(bins[place - 1].share.value))
      lines +=
          fmt::format("<path class=\"course\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>\n",
                      panels.middle(place - 1), panels.share_y(bins[place - 1].share.value), x, y);
    points += fmt::format("<circle class=\"point\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>\n", x,
                          y, radius);
  }
  return bands + lines + points;
}

/// The bins in which the change may lie, behind everything else.
std::string turn_ground(const Panels& panels) {
  if (!shows_a_turn(panels.answer)) return {};
  const RiftTurn& turn = *panels.answer.turn;
  const double from = panels.begin(turn.earliest), to = panels.begin(turn.latest + 1);
  return fmt::format(
             "<rect class=\"span\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
             "height=\"{:.1f}\"/>\n",
             from, panels.share_top, to - from, panels.count_bottom - panels.share_top) +
         fmt::format("<path class=\"onset\" d=\"M{:.1f} {:.1f}V{:.1f}\"/>\n",
                     panels.begin(turn.bin), panels.share_top - 14, panels.count_bottom);
}

std::string turn_marks(const Panels& panels) {
  if (!shows_a_turn(panels.answer)) return {};
  const RiftTurn& turn = *panels.answer.turn;
  const double x = panels.begin(turn.bin);
  std::string svg;
  const bool is_right = x > (panels.left + panels.right) / 2;
  svg += svg_text(is_right ? x - 6 : x + 6, panels.share_top - 6, is_right ? "end" : "start",
                  "mark", "change, " + timeline::bin_name(panels.bin, turn.first));
  const auto level = [&](double from, double to, const inference::Rate& share, bool is_before) {
    if (std::isnan(share.value)) return;
    const double y = panels.share_y(share.value);
    svg += fmt::format("<path class=\"level\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n", from, y, to);
    svg += svg_text(is_before ? from + 3 : to - 3, y - 5, is_before ? "start" : "end", "mark",
                    fmt::format("{}: {:.0f} %", is_before ? "before" : "after", 100 * share.value));
  };
  level(panels.left, x, turn.before, true);
  level(x, panels.right, turn.after, false);
  return svg;
}

std::string event_marks(const Panels& panels) {
  std::string svg;
  const double y = shows_a_turn(panels.answer) ? panels.share_top - 20 : panels.share_top - 6;
  for (const EventAnswer& event : panels.answer.events) {
    const auto& bins = panels.answer.bins;
    for (std::size_t place = 0; place < bins.size(); ++place) {
      const auto& point = bins[place].point;
      if (event.event.day < point.first || point.last < event.event.day) continue;
      const double days = days_between(point.first, point.last) + 1;
      const double x =
          panels.begin(place) + panels.step() * days_between(point.first, event.event.day) / days;
      svg += fmt::format("<path class=\"level\" d=\"M{:.1f} {:.1f}V{:.1f}\"/>\n", x, y + 3,
                         panels.count_bottom);
      const bool is_right = x > (panels.left + panels.right) / 2;
      svg += svg_text(is_right ? x - 4 : x + 4, y, is_right ? "end" : "start", "mark",
                      event.event.name);
    }
  }
  return svg;
}

}  // namespace

std::string rift_picture(const RiftAnswer& answer, timeline::Bin bin, const Frame& frame) {
  const std::string title = "Criticism inside " + answer.bloc;
  if (answer.counts.crit_in + answer.counts.crit_out == 0) {
    const std::string_view nothing = "No dated criticism by members was found.";
    return svg_begin(frame, "rift", 60, title, nothing) +
           svg_text(frame.width() / 2, 34, "middle", "legend", nothing) + "</svg>\n";
  }
  const Panels panels = panels_of(answer, bin, frame);
  std::string svg = svg_begin(frame, "rift", panels.count_bottom + 38, title, answer.verdict);
  svg += turn_ground(panels) + axes(panels, frame.is_narrow) + time_labels(panels) + bars(panels);
  return svg + shares(panels) + event_marks(panels) + turn_marks(panels) + "</svg>\n";
}

}  // namespace faultline::map::detail
