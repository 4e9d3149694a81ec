// Where labels stand: each tries places around its node and takes the one that covers least, in
// several rounds, since the first come take what the last need.

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "exchange/detail/drawing.h"
#include "exchange/detail/picture_text.h"

namespace faultline::exchange::detail {
namespace {

constexpr int rounds = 4;

struct Candidate {
  DrawnNode::Label label;
  Area area;
  double cost = 0;  // what it costs of itself: right before left, near before far
};

struct Segment {
  Spot begin, end;
  std::size_t from, to;
};

/// The part of the line from `begin` to `end` inside the area, as a length (Liang & Barsky 1984).
double length_inside(const Segment& line, const Area& area) {
  const double dx = line.end.x - line.begin.x, dy = line.end.y - line.begin.y;
  double first = 0, last = 1;
  const auto clip = [&](double slope, double distance) {
    if (slope == 0) return distance >= 0;
    const double at = distance / slope;
    if (slope < 0) first = std::max(first, at);
    if (slope > 0) last = std::min(last, at);
    return first < last;
  };
  if (!clip(-dx, line.begin.x - area.left) || !clip(dx, area.right - line.begin.x) ||
      !clip(-dy, line.begin.y - area.top) || !clip(dy, area.bottom - line.begin.y))
    return 0;
  return (last - first) * std::hypot(dx, dy);
}

std::vector<Segment> segments_of(const Drawing& drawing) {
  std::vector<Segment> segments;
  for (const DrawnEdge& edge : drawing.edges) {
    const int steps = edge.course.size() == 2 ? 1 : 6;
    for (int step = 0; step < steps; ++step)
      segments.push_back({point_of(edge, static_cast<double>(step) / steps),
                          point_of(edge, static_cast<double>(step + 1) / steps), edge.from,
                          edge.to});
  }
  return segments;
}

std::vector<Candidate> candidates_of(const DrawnNode& node, double font) {
  double width = 0;
  for (const std::string& line : node.lines) width = std::max(width, text_width(line) * font);
  const double line = font * line_spacing;
  const double height = line * static_cast<double>(node.lines.size());
  // Right, left, below, above, then the corners: the order in which eyes look for a name.
  constexpr std::array<std::array<int, 2>, 8> sides = {
      {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, -1}, {1, 1}, {-1, -1}, {-1, 1}}};
  std::vector<Candidate> candidates;
  for (const double gap : {3.0, 9.0, 18.0}) {
    for (std::size_t i = 0; i < sides.size(); ++i) {
      const auto [across, down] = sides[i];
      const double reach = (node.radius + gap) * (across != 0 && down != 0 ? 0.75 : 1.0);
      const double x = node.centre.x + across * reach;
      const double middle = node.centre.y + down * (reach + height / 2);
      Candidate candidate;
      candidate.label.anchor = across > 0 ? "start" : across < 0 ? "end" : "middle";
      candidate.area.left = across > 0 ? x : across < 0 ? x - width : x - width / 2;
      candidate.area.right = candidate.area.left + width;
      candidate.area.top = middle - height / 2;
      candidate.area.bottom = middle + height / 2;
      candidate.label.base = {x, candidate.area.top + font * 0.93};
      candidate.cost = static_cast<double>(i) * 4 + gap * 3;
      candidates.push_back(candidate);
    }
  }
  return candidates;
}

class Places {
 public:
  explicit Places(Drawing& drawing) : drawing_(drawing), segments_(segments_of(drawing)) {
    for (const DrawnNode& node : drawing.nodes) {
      candidates_.push_back(candidates_of(node, drawing.font));
      const double reach = node.radius + 1;
      bodies_.push_back({node.centre.x - reach, node.centre.y - reach, node.centre.x + reach,
                         node.centre.y + reach});
    }
    chosen_.resize(drawing.nodes.size());
    order_.resize(drawing.nodes.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(), [&](std::size_t left, std::size_t right) {
      return drawing.nodes[left].degree > drawing.nodes[right].degree;
    });
    // What lies under a label without other labels stays the same in every round.
    for (std::size_t node = 0; node < candidates_.size(); ++node)
      for (Candidate& candidate : candidates_[node]) candidate.cost += ground_cost(node, candidate);
  }

  void choose() {
    for (int round = 0; round < rounds; ++round)
      for (const std::size_t node : order_) choose(node);
  }

  /// Labels that cover others are taken away, those of the nodes with the fewest edges first.
  void take_away() {
    for (auto node = order_.rbegin(); node != order_.rend(); ++node) {
      const Area& area = chosen_[*node]->area;
      const double whole = (area.right - area.left) * (area.bottom - area.top);
      if (label_overlap(*node, area) <= 0.05 * whole) continue;
      chosen_[*node].reset();
      ++drawing_.left_out.labels;
    }
  }

  void keep() {
    for (std::size_t node = 0; node < chosen_.size(); ++node)
      if (chosen_[node]) drawing_.nodes[node].label = chosen_[node]->label;
  }

 private:
  double ground_cost(std::size_t node, const Candidate& candidate) const {
    const Area& area = candidate.area;
    const Area page = {4, 4, drawing_.width - 4, drawing_.height - 4};
    const double whole = (area.right - area.left) * (area.bottom - area.top);
    double cost = 40 * (whole - area.shared_with(page));
    for (std::size_t other = 0; other < bodies_.size(); ++other)
      if (other != node) cost += 3 * area.shared_with(bodies_[other]);
    for (const Segment& segment : segments_) {
      const double length = length_inside(segment, area);
      if (length > 0) cost += 6 + 0.4 * length;
    }
    return cost;
  }

  double label_overlap(std::size_t node, const Area& area) const {
    double shared = 0;
    for (std::size_t other = 0; other < chosen_.size(); ++other)
      if (other != node && chosen_[other]) shared += area.shared_with(chosen_[other]->area);
    return shared;
  }

  void choose(std::size_t node) {
    std::optional<double> least;
    std::optional<Candidate> best;
    for (const Candidate& candidate : candidates_[node]) {
      const double cost = candidate.cost + 8 * label_overlap(node, candidate.area);
      if (least && cost >= *least) continue;
      least = cost;
      best = candidate;
    }
    chosen_[node] = best;
  }

  Drawing& drawing_;
  std::vector<Segment> segments_;
  std::vector<std::vector<Candidate>> candidates_;
  std::vector<Area> bodies_;
  std::vector<std::optional<Candidate>> chosen_;
  std::vector<std::size_t> order_;
};

}  // namespace

void place_labels(Drawing& drawing) {
  constexpr std::size_t few = 25;  // so few that every name is wanted
  Places places(drawing);
  places.choose();
  if (drawing.nodes.size() > few) places.take_away();
  places.keep();
}

}  // namespace faultline::exchange::detail
