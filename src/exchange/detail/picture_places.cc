// Which nodes and edges are drawn, and where.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include "exchange/detail/drawing.h"
#include "exchange/detail/picture_text.h"
#include "networks/graph_library.h"

namespace faultline::exchange::detail {
namespace {

constexpr std::size_t longest_column = 60;
constexpr double margin = 14;

/// Numbers of the edges, the heaviest first.
std::vector<std::size_t> by_weight(const networks::Network& network) {
  std::vector<std::size_t> order(network.edges.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return std::abs(network.edges[left].weight) > std::abs(network.edges[right].weight);
  });
  return order;
}

double width_for(std::size_t nodes) { return nodes <= 60 ? 960 : nodes <= 150 ? 1200 : 1500; }

double font_for(std::size_t nodes) { return nodes <= 40 ? 13 : nodes <= 120 ? 12 : 11; }

/// The drawn part as a network of its own, in which negative edges pull little: opponents are not
/// to be drawn side by side because they quarrel much. Heavy edges pull less than their weight, or
/// a few of them would press all others into one spot.
networks::Network skeleton(const Drawing& drawing) {
  constexpr double of_any = 0.35, of_conflict = 0.12;
  networks::Network skeleton;
  skeleton.rows.resize(drawing.nodes.size());
  for (const DrawnEdge& edge : drawing.edges) {
    const auto from = static_cast<std::uint32_t>(std::min(edge.from, edge.to));
    const auto to = static_cast<std::uint32_t>(std::max(edge.from, edge.to));
    const double share = std::sqrt(edge.weight / std::abs(drawing.edges.front().weight));
    const double pull = edge.weight < 0 ? of_conflict : of_any + (1 - of_any) * share;
    skeleton.edges.push_back({from, to, pull});
  }
  std::sort(skeleton.edges.begin(), skeleton.edges.end(), [](const auto& left, const auto& right) {
    return std::pair(left.from, left.to) < std::pair(right.from, right.to);
  });
  // Both directions of a pair pull together.
  std::vector<networks::Edge> pairs;
  for (const networks::Edge& edge : skeleton.edges) {
    if (!pairs.empty() && pairs.back().from == edge.from && pairs.back().to == edge.to)
      pairs.back().weight += edge.weight;
    else
      pairs.push_back(edge);
  }
  skeleton.edges = std::move(pairs);
  return skeleton;
}

/// Nodes that touch are moved away from each other: a layout knows points and not their sizes.
void push_apart(Drawing& drawing, double least_gap) {
  constexpr int most_rounds = 60;
  for (int round = 0; round < most_rounds; ++round) {
    bool is_pushed = false;
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
      for (std::size_t j = i + 1; j < drawing.nodes.size(); ++j) {
        DrawnNode& left = drawing.nodes[i];
        DrawnNode& right = drawing.nodes[j];
        const double wanted = left.radius + right.radius + least_gap;
        double dx = right.centre.x - left.centre.x, dy = right.centre.y - left.centre.y;
        double distance = std::hypot(dx, dy);
        if (distance >= wanted) continue;
        if (distance < 1e-6) {
          dx = 1;
          dy = 0;
          distance = 1;
        }
        const double push =
            (wanted - std::hypot(right.centre.x - left.centre.x, right.centre.y - left.centre.y)) /
            2 / distance;
        left.centre = {left.centre.x - dx * push, left.centre.y - dy * push};
        right.centre = {right.centre.x + dx * push, right.centre.y + dy * push};
        is_pushed = true;
      }
    }
    if (!is_pushed) return;
  }
}

/// Moves everything so that the nodes keep their distance from the edges of the picture, and sets
/// the picture's height.
void fit(Drawing& drawing, double side, double above) {
  double left = std::numeric_limits<double>::infinity(), top = left, right = -left, bottom = -left;
  for (const DrawnNode& node : drawing.nodes) {
    left = std::min(left, node.centre.x - node.radius);
    right = std::max(right, node.centre.x + node.radius);
    top = std::min(top, node.centre.y - node.radius);
    bottom = std::max(bottom, node.centre.y + node.radius);
  }
  const double shift = std::max(side, (drawing.width - (right - left)) / 2) - left;
  for (DrawnNode& node : drawing.nodes) {
    node.centre.x += shift;
    node.centre.y += above - top;
  }
  drawing.height = bottom - top + 2 * above;
}

/// How far to bend an edge to its right so that it keeps clear of the node that it would cross;
/// 0: it crosses none.
double bend_around(const Drawing& drawing, const DrawnEdge& edge) {
  constexpr double clearance = 4;
  const Spot begin = drawing.nodes[edge.from].centre, end = drawing.nodes[edge.to].centre;
  const double length = std::hypot(end.x - begin.x, end.y - begin.y);
  if (length == 0) return 0;
  const Spot along = {(end.x - begin.x) / length, (end.y - begin.y) / length};
  double bend = 0;
  for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
    if (i == edge.from || i == edge.to) continue;
    const DrawnNode& node = drawing.nodes[i];
    const Spot away = {node.centre.x - begin.x, node.centre.y - begin.y};
    const double share = (away.x * along.x + away.y * along.y) / length;
    if (share <= 0.05 || share >= 0.95) continue;
    // To the right of the edge, as y runs downwards.
    const double right = away.y * along.x - away.x * along.y;
    const double wanted = node.radius + clearance + edge.width / 2;
    if (std::abs(right) >= wanted) continue;
    // A quadratic curve lies 2 t (1 - t) of its control point's distance beside the line.
    const double reach = 2 * share * (1 - share);
    const double needed = (right > 0 ? right - wanted : right + wanted) / reach;
    if (std::abs(needed) > std::abs(bend)) bend = needed;
  }
  const double most = 0.3 * length;
  return std::clamp(bend, -most, most);
}

/// Straight lines; bent where they would cross a node, and each to its right where two directed
/// edges join the same two.
void set_courses(Drawing& drawing, bool is_directed) {
  std::set<std::pair<std::size_t, std::size_t>> ends;
  for (const DrawnEdge& edge : drawing.edges) ends.emplace(edge.from, edge.to);
  for (DrawnEdge& edge : drawing.edges) {
    const Spot begin = drawing.nodes[edge.from].centre, end = drawing.nodes[edge.to].centre;
    const double length = std::hypot(end.x - begin.x, end.y - begin.y);
    edge.course = {begin, end};
    const bool is_mutual = is_directed && ends.contains({edge.to, edge.from});
    const double bend = is_mutual ? 0.14 * length : bend_around(drawing, edge);
    if (bend == 0 || length == 0) continue;
    const Spot middle = {(begin.x + end.x) / 2 - (end.y - begin.y) * bend / length,
                         (begin.y + end.y) / 2 + (end.x - begin.x) * bend / length};
    edge.course = {begin, middle, end};
  }
}

/// Crowds in the middle are spread: each coordinate moves towards its place among all of them.
void spread(std::vector<networks::Point>& points) {
  constexpr double share = 0.6;
  const auto spread_one = [&points](double networks::Point::* coordinate) {
    std::vector<std::size_t> order(points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
      return points[left].*coordinate < points[right].*coordinate;
    });
    const double low = points[order.front()].*coordinate, high = points[order.back()].*coordinate;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
      const double even =
          low + (high - low) * static_cast<double>(rank) / static_cast<double>(order.size() - 1);
      double& value = points[order[rank]].*coordinate;
      value += share * (even - value);
    }
  };
  spread_one(&networks::Point::x);
  spread_one(&networks::Point::y);
}

Result<void> place_by_forces(Drawing& drawing, const networks::Network& network,
                             const PictureStyle& style) {
  constexpr std::size_t small = 60;  // up to which distances on paper may follow the network's
  constexpr double side = 78, above = 30;
  networks::LayoutOptions options;
  options.seed = style.seed;
  options.method = drawing.nodes.size() <= small ? networks::LayoutMethod::KamadaKawai
                                                 : networks::LayoutMethod::FruchtermanReingold;
  auto points = networks::layout(skeleton(drawing), options);
  if (!points) return tl::unexpected(points.error());
  if (points->size() > small) spread(*points);
  double extent = 0;
  for (const networks::Point& point : *points) extent = std::max(extent, point.x);
  constexpr double widest_unit = 150;
  const double unit =
      extent > 0 ? std::min(widest_unit, (drawing.width - 2 * side) / extent) : widest_unit;
  for (std::size_t i = 0; i < drawing.nodes.size(); ++i)
    drawing.nodes[i].centre = {(*points)[i].x * unit, (*points)[i].y * unit};
  push_apart(drawing, drawing.nodes.size() <= small ? 14 : 4);
  fit(drawing, side, above);
  set_courses(drawing, network.shape == networks::Shape::Directed);
  place_labels(drawing);
  return {};
}

/// The two columns of a two-mode network.
class Columns {
 public:
  Columns(Drawing& drawing, const networks::Network& network) : drawing_(drawing) {
    for (std::size_t node = 0; node < drawing.nodes.size(); ++node)
      columns_[drawing.nodes[node].listed < network.rows.size() ? 0 : 1].push_back(node);
  }

  void place() {
    set_rows();
    // Each column in turn is ordered by the mean place of those across (Sugiyama, Tagawa & Toda
    // 1981), which leaves fewer lines crossing.
    constexpr int sweeps = 12;
    for (int sweep = 0; sweep < sweeps; ++sweep) order(columns_[sweep % 2 == 0 ? 1 : 0]);
    set_places();
  }

 private:
  [[nodiscard]] double height_of(std::size_t node) const {
    const double line = drawing_.font * line_spacing;
    const DrawnNode& drawn = drawing_.nodes[node];
    return std::max(line * static_cast<double>(drawn.lines.size()), 2 * drawn.radius) + 8;
  }

  [[nodiscard]] double height_of(const std::vector<std::size_t>& column) const {
    double height = 0;
    for (const std::size_t node : column) height += height_of(node);
    return height;
  }

  /// The lower column is spread over the height of the higher one.
  void set_rows() {
    const double whole = std::max(height_of(columns_[0]), height_of(columns_[1]));
    for (const auto& column : columns_) {
      const double spare =
          column.empty() ? 0 : (whole - height_of(column)) / static_cast<double>(column.size());
      double y = margin;
      for (const std::size_t node : column) {
        const double height = height_of(node) + spare;
        drawing_.nodes[node].centre.y = y + height / 2;
        y += height;
      }
    }
    drawing_.height = whole + 2 * margin;
  }

  void order(std::vector<std::size_t>& column) {
    std::vector<double> mean(drawing_.nodes.size(), 0), weight(drawing_.nodes.size(), 0);
    for (const DrawnEdge& edge : drawing_.edges) {
      for (const auto& [own, other] : {std::pair(edge.from, edge.to), {edge.to, edge.from}}) {
        mean[own] += drawing_.nodes[other].centre.y * std::abs(edge.weight);
        weight[own] += std::abs(edge.weight);
      }
    }
    const auto wanted = [&](std::size_t node) {
      return weight[node] > 0 ? mean[node] / weight[node] : drawing_.nodes[node].centre.y;
    };
    std::stable_sort(column.begin(), column.end(), [&](std::size_t left, std::size_t right) {
      return wanted(left) < wanted(right);
    });
    set_rows();
  }

  [[nodiscard]] double widest(const std::vector<std::size_t>& column) const {
    double width = 0;
    for (const std::size_t node : column)
      for (const std::string& line : drawing_.nodes[node].lines)
        width = std::max(width, text_width(line) * drawing_.font);
    return width;
  }

  void set_places() {
    constexpr double gap = 8;
    double radius = 0;
    for (const DrawnNode& node : drawing_.nodes) radius = std::max(radius, node.radius);
    const double left = margin + widest(columns_[0]) + gap + radius;
    const double right = drawing_.width - margin - widest(columns_[1]) - gap - radius;
    for (std::size_t side = 0; side < 2; ++side) {
      for (const std::size_t number : columns_[side]) {
        DrawnNode& node = drawing_.nodes[number];
        node.centre.x = side == 0 ? left : right;
        const double lines = static_cast<double>(node.lines.size());
        const double top = node.centre.y - drawing_.font * line_spacing * lines / 2;
        const double x = node.centre.x + (side == 0 ? -1 : 1) * (radius + gap);
        node.label = DrawnNode::Label{{x, top + drawing_.font * 0.93}, side == 0 ? "end" : "start"};
      }
    }
    for (DrawnEdge& edge : drawing_.edges) {
      const Spot begin = drawing_.nodes[edge.from].centre, end = drawing_.nodes[edge.to].centre;
      const double bend = (end.x - begin.x) * 0.45;
      edge.course = {begin, {begin.x + bend, begin.y}, {end.x - bend, end.y}, end};
    }
  }

  Drawing& drawing_;
  std::vector<std::size_t> columns_[2];
};

}  // namespace

Spot point_of(const DrawnEdge& edge, double share) {
  // De Casteljau: lines between lines.
  std::vector<Spot> points = edge.course;
  for (std::size_t left = points.size(); left > 1; --left)
    for (std::size_t i = 0; i + 1 < left; ++i)
      points[i] = {points[i].x + (points[i + 1].x - points[i].x) * share,
                   points[i].y + (points[i + 1].y - points[i].y) * share};
  return points.front();
}

Drawing selection(const networks::Network& network, const PictureStyle& style) {
  Drawing drawing;
  const bool is_two_mode = network.shape == networks::Shape::TwoMode;
  const std::size_t all = network.rows.size() + (is_two_mode ? network.columns.size() : 0);
  std::vector<std::optional<std::size_t>> places(all);
  std::size_t used = 0;
  const auto take = [&](std::size_t node) {
    if (!places[node]) {
      places[node] = 0;
      ++used;
    }
  };
  std::vector<std::size_t> kept;
  for (const std::size_t number : by_weight(network)) {
    const networks::Edge& edge = network.edges[number];
    const std::size_t from = edge.from, to = second_end(network, edge);
    const std::size_t more = (places[from] ? 0u : 1u) + (places[to] ? 0u : 1u);
    const double weight = std::abs(edge.weight);
    if (weight == 0) continue;
    if (weight < style.least_weight || kept.size() >= style.most_edges ||
        used + more > style.most_nodes) {
      ++drawing.left_out.edges;
      drawing.left_out.heaviest = std::max(drawing.left_out.heaviest, weight);
      continue;
    }
    take(from);
    take(to);
    kept.push_back(number);
  }
  for (std::size_t node = 0; style.isolates && node < all && used < style.most_nodes; ++node)
    take(node);
  for (std::size_t node = 0; node < all; ++node) {
    if (!places[node]) continue;
    places[node] = drawing.nodes.size();
    drawing.nodes.emplace_back().listed = node;
  }
  drawing.left_out.nodes = all - drawing.nodes.size();
  for (const std::size_t number : kept) {
    const networks::Edge& edge = network.edges[number];
    DrawnEdge& drawn = drawing.edges.emplace_back();
    drawn.from = *places[edge.from];
    drawn.to = *places[second_end(network, edge)];
    drawn.weight = edge.weight;
    drawing.has_negative = drawing.has_negative || edge.weight < 0;
    ++drawing.nodes[drawn.from].degree;
    ++drawing.nodes[drawn.to].degree;
  }
  drawing.font = font_for(drawing.nodes.size());
  drawing.width = style.width > 0 ? style.width : width_for(drawing.nodes.size());
  return drawing;
}

Result<void> place(Drawing& drawing, const networks::Network& network, const NodeList& list,
                   const PictureStyle& style) {
  std::size_t rows = 0;
  for (const DrawnNode& node : drawing.nodes) rows += node.listed < network.rows.size() ? 1 : 0;
  const bool in_columns = network.shape == networks::Shape::TwoMode && rows <= longest_column &&
                          drawing.nodes.size() - rows <= longest_column;
  const bool is_small = drawing.nodes.size() <= 40;
  for (DrawnNode& node : drawing.nodes) {
    const std::string_view label = list.nodes[node.listed].label;
    node.lines = in_columns ? text_lines(label, 0.27 * drawing.width / drawing.font, 3)
                            : text_lines(label, is_small ? 13 : 11, is_small ? 3 : 2);
  }
  if (!in_columns) return place_by_forces(drawing, network, style);
  Columns(drawing, network).place();
  return {};
}

}  // namespace faultline::exchange::detail
