#include "networks/detail/cycle_packing.h"

#include <algorithm>
#include <cstdlib>

namespace faultline::networks::detail {
namespace {

class Packing {
 public:
  Packing(const SignedGraph& graph, const std::vector<std::int8_t>& side, std::int64_t scale)
      : scale_(scale), arcs_(graph.size()), from_(graph.size()), step_(graph.size()) {
    for (std::uint32_t one = 0; one < graph.size(); ++one) {
      for (const Link& link : graph.links[one]) {
        if (link.to < one) continue;
        const bool is_frustrated = (link.weight > 0) != (side[one] == side[link.to]);
        const std::int64_t capacity = std::abs(link.weight) * scale;
        if (is_frustrated) {
          frustrated_.push_back({one, link.to, capacity});
          continue;
        }
        arcs_[one].push_back({link.to, capacities_.size()});
        arcs_[link.to].push_back({one, capacities_.size()});
        capacities_.push_back(capacity);
      }
    }
  }

  /// Cycles packed, in units of weight, rounded up: the index is a whole number.
  std::int64_t bound() {
    std::int64_t packed = 0;
    for (const std::size_t length :
         {std::size_t{2}, std::size_t{3}, std::size_t{4}, std::size_t{6}, arcs_.size()}) {
      packed += pack_up_to(length);
    }
    return (packed + scale_ - 1) / scale_;
  }

 private:
  struct Tie {
    std::uint32_t one{}, other{};
    std::int64_t left{};
  };
  struct Arc {
    std::uint32_t to{};
    std::size_t link{};
  };
  struct Step {
    std::uint32_t vertex{};
    std::size_t link{};
  };

  std::int64_t pack_up_to(std::size_t length) {
    std::int64_t packed = 0;
    for (bool any = true; any;) {
      any = false;
      // In turn, so that no frustrated tie takes all the paths.
      for (Tie& tie : frustrated_) {
        if (tie.left == 0 || !find_path(tie.one, tie.other, length)) continue;
        std::int64_t amount = tie.left;
        for (std::uint32_t at = tie.other; at != tie.one; at = from_[at].vertex) {
          amount = std::min(amount, capacities_[from_[at].link]);
        }
        if (scale_ > 1) amount = std::max<std::int64_t>(1, amount / scale_);
        for (std::uint32_t at = tie.other; at != tie.one; at = from_[at].vertex) {
          capacities_[from_[at].link] -= amount;
        }
        tie.left -= amount;
        packed += amount;
        any = true;
      }
    }
    return packed;
  }

  /// Breadth first along ties that the split satisfies and that have capacity left.
  bool find_path(std::uint32_t start, std::uint32_t goal, std::size_t length) {
    std::fill(step_.begin(), step_.end(), 0);
    queue_.assign(1, start);
    step_[start] = 1;
    for (std::size_t head = 0; head < queue_.size(); ++head) {
      const std::uint32_t at = queue_[head];
      if (step_[at] > length) return false;
      for (const Arc& arc : arcs_[at]) {
        if (step_[arc.to] != 0 || capacities_[arc.link] == 0) continue;
        step_[arc.to] = step_[at] + 1;
        from_[arc.to] = {at, arc.link};
        if (arc.to == goal) return true;
        queue_.push_back(arc.to);
      }
    }
    return false;
  }

  std::int64_t scale_;
  std::vector<Tie> frustrated_;
  std::vector<std::vector<Arc>> arcs_;
  std::vector<std::int64_t> capacities_;
  std::vector<Step> from_;
  std::vector<std::size_t> step_;  // 1 + distance from the start; 0: not reached
  std::vector<std::uint32_t> queue_;
};

}  // namespace

std::int64_t cycle_packing_bound(const SignedGraph& graph, const std::vector<std::int8_t>& side) {
  const std::int64_t whole = Packing(graph, side, 1).bound();
  if (whole == cost_of(graph, side)) return whole;
  return std::max(whole, Packing(graph, side, 4).bound());
}

}  // namespace faultline::networks::detail
