#include <algorithm>
#include <cmath>
#include <limits>

#include "networks/detail/drawing.h"
#include "networks/detail/nodes.h"
#include "networks/graph_library.h"

namespace faultline::networks {
namespace {

constexpr double gap = 1.0;              // between components, in units of the drawing
constexpr double wider_than_high = 1.5;  // as pages and screens are

/// The smallest box around points is moved to (0, 0); its far corner is returned.
Point move_to_origin(std::vector<Point>& points) {
  Point low = points.front(), high = points.front();
  for (const Point& point : points) {
    low = {std::min(low.x, point.x), std::min(low.y, point.y)};
    high = {std::max(high.x, point.x), std::max(high.y, point.y)};
  }
  for (Point& point : points) point = {point.x - low.x, point.y - low.y};
  return {high.x - low.x, high.y - low.y};
}

/// Turns the points so that their largest variance lies along x (the first principal axis).
void turn_flat(std::vector<Point>& points) {
  const double count = static_cast<double>(points.size());
  Point mean;
  for (const Point& point : points) mean = {mean.x + point.x / count, mean.y + point.y / count};
  double xx = 0.0, xy = 0.0, yy = 0.0;
  for (const Point& point : points) {
    xx += (point.x - mean.x) * (point.x - mean.x);
    xy += (point.x - mean.x) * (point.y - mean.y);
    yy += (point.y - mean.y) * (point.y - mean.y);
  }
  const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
  const double along = std::cos(angle), across = std::sin(angle);
  for (Point& point : points) {
    point = {along * point.x + across * point.y, along * point.y - across * point.x};
  }
}

/// Makes the mean distance from a point to its nearest other one 1.
void scale_to_unit(std::vector<Point>& points) {
  double sum = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < points.size(); ++k) {
      if (k == i) continue;
      nearest = std::min(nearest, std::hypot(points[i].x - points[k].x, points[i].y - points[k].y));
    }
    sum += nearest;
  }
  const double mean = sum / static_cast<double>(points.size());
  if (!(mean > 0)) return;
  for (Point& point : points) point = {point.x / mean, point.y / mean};
}

/// The edges among `nodes`, numbered within it: |weight|, both directions added up, mean 1.
/// Their square root is taken, since a few very heavy edges would pull everything into one point.
std::vector<Edge> edges_among(const std::vector<std::vector<detail::Neighbour>>& joined,
                              const std::vector<std::uint32_t>& nodes) {
  std::vector<Edge> edges;
  double sum = 0.0;
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    for (const detail::Neighbour& neighbour : joined[nodes[i]]) {
      if (neighbour.node <= nodes[i]) continue;
      const auto place = std::lower_bound(nodes.begin(), nodes.end(), neighbour.node);
      edges.push_back(
          {i, static_cast<std::uint32_t>(place - nodes.begin()), std::sqrt(neighbour.weight)});
      sum += edges.back().weight;
    }
  }
  for (Edge& edge : edges) edge.weight *= static_cast<double>(edges.size()) / sum;
  return edges;
}

struct Box {
  std::vector<std::uint32_t> nodes;
  std::vector<Point> points;
  Point corner;
};

Box grid_of(std::vector<std::uint32_t> nodes) {
  Box box;
  const auto columns = static_cast<std::size_t>(
      std::ceil(std::sqrt(wider_than_high * static_cast<double>(nodes.size()))));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    box.points.push_back({static_cast<double>(i % columns), static_cast<double>(i / columns)});
  }
  box.nodes = std::move(nodes);
  box.corner = move_to_origin(box.points);
  return box;
}

/// Row by row from left to right, as text is set.
std::vector<Point> pack(const std::vector<Box>& boxes, std::size_t nodes) {
  double area = 0.0, widest = 0.0;
  for (const Box& box : boxes) {
    area += (box.corner.x + gap) * (box.corner.y + gap);
    widest = std::max(widest, box.corner.x + gap);
  }
  const double row_width = std::max(widest, std::sqrt(wider_than_high * area));
  std::vector<Point> points(nodes);
  double x = 0.0, y = 0.0, row_height = 0.0;
  for (const Box& box : boxes) {
    if (x > 0 && x + box.corner.x > row_width) {
      x = 0.0;
      y += row_height;
      row_height = 0.0;
    }
    for (std::size_t i = 0; i < box.nodes.size(); ++i) {
      points[box.nodes[i]] = {x + box.points[i].x, y + box.points[i].y};
    }
    x += box.corner.x + gap;
    row_height = std::max(row_height, box.corner.y + gap);
  }
  return points;
}

}  // namespace

Result<std::vector<Point>> layout(const Network& network, const LayoutOptions& options) {
  if (options.iterations < 1) {
    return failure(ErrorCode::Usage, "A layout needs at least 1 iteration.");
  }
  Network absolute = network;
  std::erase_if(absolute.edges, [](const Edge& edge) { return edge.weight == 0; });
  for (Edge& edge : absolute.edges) edge.weight = std::abs(edge.weight);
  const auto joined = detail::neighbours(absolute);
  std::vector<std::vector<std::uint32_t>> parts = detail::components(absolute);
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::vector<Box> boxes;
  std::vector<std::uint32_t> alone;
  for (std::vector<std::uint32_t>& part : parts) {
    if (part.size() == 1) {
      alone.push_back(part.front());
      continue;
    }
    Result<std::vector<Point>> drawn =
        detail::draw_connected(part.size(), edges_among(joined, part), options);
    if (!drawn) return tl::unexpected(drawn.error());
    Box box{.nodes = std::move(part), .points = std::move(*drawn), .corner = {}};
    turn_flat(box.points);
    scale_to_unit(box.points);
    box.corner = move_to_origin(box.points);
    boxes.push_back(std::move(box));
  }
  if (!alone.empty()) boxes.push_back(grid_of(std::move(alone)));
  return pack(boxes, node_count(network));
}

}  // namespace faultline::networks
