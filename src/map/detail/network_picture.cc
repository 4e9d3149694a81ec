#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "map/detail/markup.h"
#include "map/detail/picture.h"
#include "map/detail/plain_text.h"
#include "map/detail/wording.h"

namespace faultline::map::detail {
namespace {

constexpr std::size_t most_rows = 30;  // per column
constexpr std::size_t most_lines = 120;
constexpr std::size_t crowd = 40;  // from so many lines on a single tie's has no number

struct Point {
  double x = 0, y = 0;
};

struct Node {
  const Person* person = nullptr;
  int column = 0;  // 0 left, 1 right
  double y = 0;
};

/// All ties of one sign between two members, in both directions.
struct Line {
  std::size_t first = 0, second = 0;  // nodes, first < second
  bool is_negative = false;
  int forward = 0, backward = 0;  // first -> second, second -> first
  Point begin, end;

  [[nodiscard]] int count() const { return forward + backward; }
};

/// Where things stand in one frame.
struct Layout {
  double width = 0, label = 0, row = 0, top = 0;

  [[nodiscard]] double left() const { return label; }
  [[nodiscard]] double right() const { return width - label; }
  [[nodiscard]] double x_of(const Node& node) const { return node.column == 0 ? left() : right(); }
};

Layout layout_of(const Frame& frame) {
  return {frame.width(), frame.is_narrow ? 120.0 : 262.0, frame.is_narrow ? 38.0 : 42.0,
          frame.is_narrow ? 70.0 : 56.0};
}

std::vector<Node> nodes_of(const BlocMap& map) {
  std::vector<Node> nodes;
  const bool is_split = std::any_of(map.people.begin(), map.people.end(),
                                    [](const Person& person) { return person.side < 0; });
  std::array<std::size_t, 2> rows = {0, 0};
  for (const Person& person : map.people) {
    if (person.side == 0) continue;
    // Where nobody stands on the other side, the columns are only two halves of one list.
    const int column = is_split ? (person.side > 0 ? 0 : 1) : (rows[0] <= rows[1] ? 0 : 1);
    std::size_t& used = rows[static_cast<std::size_t>(column)];
    if (used == most_rows) continue;
    ++used;
    nodes.push_back({&person, column, 0});
  }
  return nodes;
}

std::vector<Line> lines_of(const BlocMap& map, const std::vector<Node>& nodes) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t index = 0; index < nodes.size(); ++index) {
    places.emplace(nodes[index].person->id, index);
  }
  std::map<std::tuple<std::size_t, std::size_t, bool>, Line> lines;
  const auto add = [&](const Attack& tie, bool is_negative) {
    const auto from = places.find(tie.from), to = places.find(tie.to);
    if (from == places.end() || to == places.end()) return;
    const bool is_forward = from->second < to->second;
    const std::size_t first = std::min(from->second, to->second);
    const std::size_t second = std::max(from->second, to->second);
    Line& line = lines[{first, second, is_negative}];
    line.first = first;
    line.second = second;
    line.is_negative = is_negative;
    (is_forward ? line.forward : line.backward) += is_negative ? tie.negative : tie.positive;
  };
  for (const Attack& tie : map.inside) add(tie, true);
  for (const Attack& tie : map.support) add(tie, false);
  std::vector<Line> result;
  result.reserve(lines.size());
  for (auto& [key, line] : lines) result.push_back(line);
  std::stable_sort(result.begin(), result.end(), [](const Line& left, const Line& right) {
    return left.count() > right.count();
  });
  if (result.size() > most_lines) result.resize(most_lines);
  return result;
}

/// Puts who are tied to each other opposite each other: each column in turn is ordered by the mean
/// place of those across (Sugiyama, Tagawa & Toda 1981), which leaves fewer lines crossing.
void place_rows(std::vector<Node>& nodes, const std::vector<Line>& lines, const Layout& layout) {
  std::array<std::vector<std::size_t>, 2> columns;
  for (std::size_t index = 0; index < nodes.size(); ++index) {
    columns[static_cast<std::size_t>(nodes[index].column)].push_back(index);
  }
  const auto set_rows = [&](const std::vector<std::size_t>& column) {
    // The shorter column stands in the middle of the longer one's height.
    const double longest = static_cast<double>(std::max(columns[0].size(), columns[1].size()));
    const double shift = (longest - static_cast<double>(column.size())) / 2;
    for (std::size_t row = 0; row < column.size(); ++row) {
      nodes[column[row]].y = layout.top + (static_cast<double>(row) + shift + 0.5) * layout.row;
    }
  };
  for (const auto& column : columns) set_rows(column);
  constexpr int sweeps = 6;
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    auto& column = columns[sweep % 2 == 0 ? 1 : 0];
    std::vector<double> mean(nodes.size(), 0), weight(nodes.size(), 0);
    for (const Line& line : lines) {
      if (nodes[line.first].column == nodes[line.second].column) continue;
      for (const auto& [own, other] :
           {std::pair(line.first, line.second), std::pair(line.second, line.first)}) {
        mean[own] += nodes[other].y * line.count();
        weight[own] += line.count();
      }
    }
    const auto wanted = [&](std::size_t node) {
      return weight[node] > 0 ? mean[node] / weight[node] : nodes[node].y;
    };
    std::stable_sort(column.begin(), column.end(), [&](std::size_t left, std::size_t right) {
      return wanted(left) < wanted(right);
    });
    set_rows(column);
  }
}

/// Spreads the ends of a node's lines over its bar, in the order in which they cross least: those
/// to nodes above it in the same column, those across, those to nodes below it.
void place_ends(const std::vector<Node>& nodes, std::vector<Line>& lines, const Layout& layout) {
  for (std::size_t node = 0; node < nodes.size(); ++node) {
    std::vector<std::pair<std::tuple<int, double, bool>, Point*>> ends;
    for (Line& line : lines) {
      if (line.first != node && line.second != node) continue;
      const Node& own = nodes[node];
      const Node& other = nodes[line.first == node ? line.second : line.first];
      Point* end = line.first == node ? &line.begin : &line.end;
      const double distance = std::abs(other.y - own.y);
      std::tuple<int, double, bool> key{0, other.y, line.is_negative};
      if (own.column == other.column) {
        key = other.y < own.y ? std::tuple(-1, distance, line.is_negative)
                              : std::tuple(1, -distance, !line.is_negative);
      }
      ends.emplace_back(key, end);
    }
    std::stable_sort(ends.begin(), ends.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    const double height = layout.row - 12;
    for (std::size_t index = 0; index < ends.size(); ++index) {
      const double share = (static_cast<double>(index) + 0.5) / static_cast<double>(ends.size());
      const double inner = nodes[node].column == 0 ? 5 : -5;
      *ends[index].second = {layout.x_of(nodes[node]) + inner,
                             nodes[node].y + (share - 0.5) * height};
    }
  }
}

/// A cubic curve that leaves and reaches its nodes horizontally.
struct Curve {
  std::array<Point, 4> points;

  [[nodiscard]] Point at(double t) const {
    const double u = 1 - t;
    const double weights[] = {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
    Point point;
    for (std::size_t index = 0; index < 4; ++index) {
      point.x += weights[index] * points[index].x;
      point.y += weights[index] * points[index].y;
    }
    return point;
  }
};

Curve curve_of(const Line& line, const std::vector<Node>& nodes, const Layout& layout) {
  const double space = layout.right() - layout.left();
  const auto inward = [&](std::size_t node, double by) {
    return nodes[node].column == 0 ? by : -by;
  };
  double bend = space * 0.45;
  if (nodes[line.first].column == nodes[line.second].column) {
    bend = std::min(space * 0.6, 44 + 0.36 * std::abs(line.begin.y - line.end.y));
  }
  return {{line.begin, Point{line.begin.x + inward(line.first, bend), line.begin.y},
           Point{line.end.x + inward(line.second, bend), line.end.y}, line.end}};
}

std::string arrow(Point tip, bool points_left, double size, std::string_view css_class) {
  const double back = points_left ? tip.x + size * 1.5 : tip.x - size * 1.5;
  return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}V{:.1f}Z\"/>\n", css_class,
                     tip.x, tip.y, back, tip.y - size * 0.7, tip.y + size * 0.7);
}

/// A place on the curve where the sign stands on no other sign, if there is one.
std::optional<Point> free_place(const Curve& curve, const std::vector<Point>& taken) {
  constexpr double apart_x = 26, apart_y = 17;
  for (const double t : {0.5, 0.42, 0.58, 0.35, 0.65, 0.3, 0.7}) {
    const Point point = curve.at(t);
    const bool is_free = std::none_of(taken.begin(), taken.end(), [&](Point other) {
      return std::abs(point.x - other.x) < apart_x && std::abs(point.y - other.y) < apart_y;
    });
    if (is_free) return point;
  }
  return std::nullopt;
}

std::string drawn_lines(const std::vector<Line>& lines, const std::vector<Node>& nodes,
                        const Layout& layout) {
  std::string strokes, signs;
  std::vector<Point> taken;
  for (const Line& line : lines) {
    const Curve curve = curve_of(line, nodes, layout);
    const auto& points = curve.points;
    const double thickness = std::min(5.0, 0.8 + 0.8 * std::sqrt(line.count()));
    const std::string_view kind = line.is_negative ? "negative" : "positive";
    strokes += fmt::format(
        "<path class=\"tie {}\" stroke-width=\"{:.1f}\" d=\"M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} "
        "{:.1f} {:.1f} {:.1f}\"/>\n",
        kind, thickness, points[0].x, points[0].y, points[1].x, points[1].y, points[2].x,
        points[2].y, points[3].x, points[3].y);
    const std::string head = fmt::format("head {}", kind);
    const double size = 4 + thickness;
    if (line.forward > 0) strokes += arrow(line.end, nodes[line.second].column == 0, size, head);
    if (line.backward > 0) strokes += arrow(line.begin, nodes[line.first].column == 0, size, head);
    // A single tie is told by its colour and dashes where there is no room for its number.
    const auto free = free_place(curve, taken);
    if (line.count() == 1 && (!free || lines.size() > crowd)) continue;
    const Point place = free.value_or(curve.at(0.5));
    taken.push_back(place);
    const std::string label = fmt::format("{}{}", line.is_negative ? "−" : "+", line.count());
    const double width = 8 + 6.5 * static_cast<double>(columns(label));
    signs += fmt::format(
        "<rect class=\"sign {}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"15\" "
        "rx=\"7.5\"/>\n",
        kind, place.x - width / 2, place.y - 7.5, width);
    signs += svg_text(place.x, place.y + 4, "middle", fmt::format("count {}", kind), label);
  }
  return strokes + signs;
}

/// A long name in two lines of a narrow picture, broken at a blank.
std::pair<std::string, std::string> two_lines(const std::string& name, std::size_t width) {
  const std::string lines = wrapped(name, width);
  const std::size_t end = lines.find('\n');
  const std::string first = lines.substr(0, end);
  std::string rest = end == std::string::npos ? "" : lines.substr(end + 1);
  std::replace(rest.begin(), rest.end(), '\n', ' ');
  if (!rest.empty()) rest.pop_back();
  return {first, shortened(rest, width)};
}

std::string drawn_node(const Node& node, const Layout& layout, bool is_narrow) {
  const Person& person = *node.person;
  const double height = layout.row - 10;
  const double x = layout.x_of(node);
  const bool is_left = node.column == 0;
  const double label_x = is_left ? x - 10 : x + 10;
  const std::string_view anchor = is_left ? "end" : "start";
  const std::string name = person.name + (is_placed(person) ? "" : " (?)");
  std::string svg = fmt::format("<g><title>{}</title>\n",
                                escaped(person.role.empty() ? name : name + ", " + person.role));
  svg += fmt::format(
      "<rect class=\"node\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"10\" height=\"{:.1f}\" rx=\"2\"/>\n",
      x - 5, node.y - height / 2, height);
  if (is_narrow) {
    const auto [first, second] = two_lines(name, 13);
    svg += svg_text(label_x, second.empty() ? node.y + 4 : node.y - 3, anchor, "name", first);
    if (!second.empty()) svg += svg_text(label_x, node.y + 11, anchor, "name", second);
  } else {
    const bool has_role = !person.role.empty();
    svg +=
        svg_text(label_x, has_role ? node.y - 2 : node.y + 5, anchor, "name", shortened(name, 29));
    if (has_role) svg += svg_text(label_x, node.y + 14, anchor, "role", shortened(person.role, 34));
  }
  return svg + "</g>\n";
}

std::string legend(bool is_narrow) {
  const auto sample = [](double x, double y, std::string_view kind, std::string_view sign,
                         std::string_view words) {
    std::string svg = fmt::format(
        "<path class=\"tie {}\" stroke-width=\"2\" d=\"M{:.1f} {:.1f}h34\"/>\n", kind, x, y);
    svg += arrow({x + 40, y}, false, 6, fmt::format("head {}", kind));
    svg += svg_text(x + 48, y + 4, "start", "legend", fmt::format("{} {}", sign, words));
    return svg;
  };
  const double second_x = is_narrow ? 8 : 240;
  const double second_y = is_narrow ? 34 : 14;
  std::string svg = sample(8, 14, "negative", "−", "criticism, how often");
  svg += sample(second_x, second_y, "positive", "+", "support, how often");
  return svg;
}

std::string names_of(const BlocMap& map, int side) {
  std::vector<std::string> names;
  for (const Person& person : map.people) {
    if (person.side == side) names.push_back(with_doubt(person));
  }
  return listed(names);
}

std::string description_of(const BlocMap& map, bool is_split) {
  std::string text;
  if (is_split) {
    text = fmt::format("Side A: {}. Side B: {}. ", names_of(map, +1), names_of(map, -1));
  } else {
    text = fmt::format("All on one side: {}. ", names_of(map, +1));
  }
  return text + fit_of_sides(map) + ". The tables of attacks and of support hold every line.";
}

}  // namespace

std::string network_picture(const BlocMap& map, const Frame& frame) {
  const std::string title = "Who criticises and who backs whom inside " + map.bloc;
  const Layout layout = layout_of(frame);
  std::vector<Node> nodes = nodes_of(map);
  if (nodes.empty()) {
    std::string svg = svg_begin(frame, "network", 60, title, "No tie between members was found.");
    return svg +
           svg_text(frame.width() / 2, 34, "middle", "legend",
                    "No tie between members was found.") +
           "</svg>\n";
  }
  std::vector<Line> lines = lines_of(map, nodes);
  place_rows(nodes, lines, layout);
  place_ends(nodes, lines, layout);
  double bottom = 0;
  for (const Node& node : nodes) bottom = std::max(bottom, node.y + layout.row / 2);
  const bool is_split = std::any_of(nodes.begin(), nodes.end(),
                                    [](const Node& node) { return node.person->side < 0; });
  std::string svg = svg_begin(frame, "network", bottom + 8, title, description_of(map, is_split));
  svg += legend(frame.is_narrow);
  if (is_split) {
    const double y = layout.top - 8;
    svg += svg_text(layout.left() + 5, y, "end", "side", "Side A");
    svg += svg_text(layout.right() - 5, y, "start", "side", "Side B");
  }
  svg += drawn_lines(lines, nodes, layout);
  for (const Node& node : nodes) svg += drawn_node(node, layout, frame.is_narrow);
  return svg + "</svg>\n";
}

}  // namespace faultline::map::detail
