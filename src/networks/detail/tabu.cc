#include "networks/detail/tabu.h"

#include <algorithm>
#include <cstddef>

#include "base/draw.h"

namespace faultline::networks::detail {
namespace {

/// The sides that the strongest ties of each actor to those before it ask for.
std::vector<std::int8_t> sides_along_ties(const SignedGraph& graph, std::size_t start) {
  std::vector<std::int64_t> pull(graph.size(), 0);
  std::vector<std::int8_t> side(graph.size(), 0);
  std::vector<bool> is_reached(graph.size(), false);
  std::size_t next = start;
  for (std::size_t placed = 0; placed < graph.size(); ++placed) {
    side[next] = pull[next] < 0 ? -1 : 1;
    for (const Link& link : graph.links[next]) {
      pull[link.to] += link.weight * side[next];
      is_reached[link.to] = true;
    }
    std::size_t best = graph.size();
    for (std::size_t vertex = 0; vertex < graph.size(); ++vertex) {
      if (side[vertex] != 0 || !is_reached[vertex]) continue;
      if (best == graph.size() || std::abs(pull[vertex]) > std::abs(pull[best])) best = vertex;
    }
    if (best == graph.size()) {
      best = 0;
      while (best < graph.size() && side[best] != 0) ++best;
    }
    next = best;
  }
  return side;
}

class Tabu {
 public:
  Tabu(const SignedGraph& graph, std::mt19937_64& generator)
      : graph_(graph), generator_(generator) {}

  void start_from(std::vector<std::int8_t> side) {
    side_ = std::move(side);
    cost_ = cost_of(graph_, side_);
    loss_.assign(graph_.size(), 0);
    free_from_.assign(graph_.size(), 0);
    for (std::size_t vertex = 0; vertex < graph_.size(); ++vertex) {
      for (const Link& link : graph_.links[vertex]) {
        loss_[vertex] += link.weight * side_[vertex] * side_[link.to];
      }
    }
    keep_if_better();
  }

  /// Moves the best actor that did not move lately, until nothing gets better for a while.
  void search() {
    const std::size_t patience = 10 * graph_.size() + 100;
    std::size_t since = 0;
    for (std::size_t step = 1; since < patience && best_cost_ > 0; ++step, ++since) {
      std::size_t best = graph_.size();
      for (std::size_t vertex = 0; vertex < graph_.size(); ++vertex) {
        const bool is_allowed = free_from_[vertex] <= step || cost_ + loss_[vertex] < best_cost_;
        if (is_allowed && (best == graph_.size() || loss_[vertex] < loss_[best])) best = vertex;
      }
      if (best == graph_.size()) continue;
      move(best);
      free_from_[best] = step + 4 + draw_below(generator_, graph_.size() / 4 + 2);
      if (keep_if_better()) since = 0;
    }
  }

  /// Goes on from the best split with some actors moved.
  void shake() {
    std::vector<std::int8_t> side = best_;
    for (std::int8_t& one : side) {
      if (draw_below(generator_, 4) == 0) one = static_cast<std::int8_t>(-one);
    }
    start_from(std::move(side));
  }

  [[nodiscard]] const std::vector<std::int8_t>& best() const { return best_; }

 private:
  void move(std::size_t vertex) {
    cost_ += loss_[vertex];
    side_[vertex] = static_cast<std::int8_t>(-side_[vertex]);
    loss_[vertex] = -loss_[vertex];
    for (const Link& link : graph_.links[vertex]) {
      loss_[link.to] += 2 * link.weight * side_[vertex] * side_[link.to];
    }
  }

  bool keep_if_better() {
    if (!best_.empty() && cost_ >= best_cost_) return false;
    best_ = side_;
    best_cost_ = cost_;
    return true;
  }

  const SignedGraph& graph_;
  std::mt19937_64& generator_;
  std::vector<std::int8_t> side_, best_;
  std::int64_t cost_ = 0, best_cost_ = 0;
  std::vector<std::int64_t> loss_;  // by how much the cost grows if the vertex moves
  std::vector<std::size_t> free_from_;
};

}  // namespace

std::vector<std::int8_t> tabu_split(const SignedGraph& graph, std::mt19937_64& generator) {
  if (graph.size() == 0) return {};
  std::size_t start = 0;
  for (std::size_t vertex = 1; vertex < graph.size(); ++vertex) {
    if (graph.links[vertex].size() > graph.links[start].size()) start = vertex;
  }
  Tabu tabu(graph, generator);
  tabu.start_from(sides_along_ties(graph, start));
  tabu.search();
  constexpr int shakes = 5;
  for (int shake = 0; shake < shakes; ++shake) {
    tabu.shake();
    tabu.search();
  }
  return tabu.best();
}

std::vector<std::int8_t> tabu_split_from(const SignedGraph& graph, std::vector<std::int8_t> side,
                                         std::mt19937_64& generator) {
  Tabu tabu(graph, generator);
  tabu.start_from(std::move(side));
  tabu.search();
  return tabu.best();
}

}  // namespace faultline::networks::detail
