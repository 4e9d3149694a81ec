#include "networks/detail/signed_graph.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <tuple>

namespace faultline::networks::detail {

SignedGraph graph_of(std::size_t vertices, std::vector<NetWeight> weights) {
  for (NetWeight& weight : weights) {
    if (weight.one > weight.other) std::swap(weight.one, weight.other);
  }
  std::sort(weights.begin(), weights.end(), [](const NetWeight& left, const NetWeight& right) {
    return std::tie(left.one, left.other) < std::tie(right.one, right.other);
  });
  SignedGraph graph;
  graph.links.resize(vertices);
  for (std::size_t first = 0; first < weights.size();) {
    const NetWeight& pair = weights[first];
    assert(pair.one < pair.other && pair.other < vertices);
    std::int64_t sum = 0;
    for (; first < weights.size() && weights[first].one == pair.one &&
           weights[first].other == pair.other;
         ++first) {
      sum += weights[first].weight;
    }
    if (sum == 0) continue;
    graph.links[pair.one].push_back({pair.other, sum});
    graph.links[pair.other].push_back({pair.one, sum});
  }
  for (auto& links : graph.links) {
    std::sort(links.begin(), links.end(),
              [](const Link& left, const Link& right) { return left.to < right.to; });
  }
  return graph;
}

SignedGraph induced(const SignedGraph& graph, const std::vector<std::uint32_t>& members) {
  constexpr std::uint32_t nowhere = UINT32_MAX;
  std::vector<std::uint32_t> place(graph.size(), nowhere);
  for (std::size_t index = 0; index < members.size(); ++index) {
    place[members[index]] = static_cast<std::uint32_t>(index);
  }
  SignedGraph part;
  part.links.resize(members.size());
  for (std::size_t index = 0; index < members.size(); ++index) {
    for (const Link& link : graph.links[members[index]]) {
      if (place[link.to] != nowhere) part.links[index].push_back({place[link.to], link.weight});
    }
  }
  return part;
}

namespace {

/// Hopcroft & Tarjan (1973), without recursion: chains of thousands of actors are no danger.
class PartFinder {
 public:
  explicit PartFinder(const SignedGraph& graph)
      : graph_(graph), depth_(graph.size(), 0), low_(graph.size(), 0) {}

  std::vector<std::vector<std::uint32_t>> find() {
    for (std::uint32_t root = 0; root < graph_.size(); ++root) {
      if (depth_[root] == 0 && !graph_.links[root].empty()) search_from(root);
    }
    std::sort(parts_.begin(), parts_.end());
    return std::move(parts_);
  }

 private:
  struct Frame {
    std::uint32_t vertex{};
    std::size_t next = 0;
  };

  void search_from(std::uint32_t root) {
    std::vector<Frame> frames;
    enter(root, frames);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const std::uint32_t vertex = frame.vertex;
      if (frame.next < graph_.links[vertex].size()) {
        const std::uint32_t to = graph_.links[vertex][frame.next++].to;
        if (depth_[to] == 0) {
          enter(to, frames);
        } else {
          low_[vertex] = std::min(low_[vertex], depth_[to]);
        }
        continue;
      }
      frames.pop_back();
      if (frames.empty()) break;
      const std::uint32_t parent = frames.back().vertex;
      low_[parent] = std::min(low_[parent], low_[vertex]);
      if (low_[vertex] >= depth_[parent]) close_part(parent, vertex);
    }
    stack_.clear();
  }

  void enter(std::uint32_t vertex, std::vector<Frame>& frames) {
    frames.push_back({vertex});
    stack_.push_back(vertex);
    depth_[vertex] = low_[vertex] = frames.size();
  }

  void close_part(std::uint32_t parent, std::uint32_t child) {
    std::vector<std::uint32_t> part{parent};
    std::uint32_t top{};
    do {
      top = stack_.back();
      stack_.pop_back();
      part.push_back(top);
    } while (top != child);
    std::sort(part.begin(), part.end());
    parts_.push_back(std::move(part));
  }

  const SignedGraph& graph_;
  std::vector<std::size_t> depth_, low_;  // depth from 1; 0: not reached
  std::vector<std::uint32_t> stack_;
  std::vector<std::vector<std::uint32_t>> parts_;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> biconnected_parts(const SignedGraph& graph) {
  return PartFinder(graph).find();
}

std::int64_t total_weight(const SignedGraph& graph) {
  std::int64_t twice = 0;
  for (const auto& links : graph.links) {
    for (const Link& link : links) twice += std::abs(link.weight);
  }
  return twice / 2;
}

std::int64_t cost_of(const SignedGraph& graph, const std::vector<std::int8_t>& side) {
  std::int64_t twice = 0;
  for (std::size_t vertex = 0; vertex < graph.size(); ++vertex) {
    for (const Link& link : graph.links[vertex]) {
      const bool is_against = (link.weight > 0) != (side[vertex] == side[link.to]);
      if (is_against) twice += std::abs(link.weight);
    }
  }
  return twice / 2;
}

Merged merged(const SignedGraph& graph, std::uint32_t into, std::uint32_t vertex, int sign) {
  assert(into != vertex);
  std::vector<NetWeight> weights;
  std::int64_t own = 0;  // the weight between the two, which is settled now
  for (std::uint32_t one = 0; one < graph.size(); ++one) {
    for (const Link& link : graph.links[one]) {
      if (link.to < one) continue;
      std::uint32_t from = one, to = link.to;
      std::int64_t weight = link.weight;
      if (from == vertex || to == vertex) {
        if (from == into || to == into) {
          own = weight * sign;
          continue;
        }
        (from == vertex ? from : to) = into;
        weight *= sign;
      }
      weights.push_back({from, to, weight});
    }
  }
  const std::int64_t before = total_weight(graph);
  Merged result{graph_of(graph.size(), std::move(weights)), 0};
  // Of opposite weights that now lie on one pair, the smaller one is frustrated in every split.
  result.constant =
      (before - std::abs(own) - total_weight(result.graph)) / 2 + (own < 0 ? -own : 0);
  return result;
}

}  // namespace faultline::networks::detail
