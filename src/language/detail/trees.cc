#include "language/detail/trees.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace faultline::language::detail {
namespace {

constexpr double limit_of_scores = 1e6;

double finite(float score) {
  if (!(score > -limit_of_scores)) return -limit_of_scores;  // not a number, too
  return std::min<double>(score, limit_of_scores);
}

// One root, and every word reaches it.
bool is_tree(const std::vector<std::uint16_t>& heads) {
  const std::size_t words = heads.size();
  if (std::count(heads.begin(), heads.end(), 0) != 1) return false;
  thread_local std::vector<std::uint16_t> seen;  // by which word's climb
  seen.assign(words + 1, 0);
  for (std::size_t word = 1; word <= words; ++word) {
    for (std::size_t at = word; at != 0 && seen[at] != word; at = heads[at - 1]) {
      if (seen[at] != 0) break;  // an earlier climb came from here to the root
      seen[at] = static_cast<std::uint16_t>(word);
      const std::size_t next = heads[at - 1];
      if (next != 0 && seen[next] == word) return false;
    }
  }
  return true;
}

// Grows a path of best arcs backwards, contracts each cycle as it closes, and takes the contracted
// nodes apart again at the end.
class Contraction {
 public:
  Contraction(const float* scores, std::size_t stride, std::size_t words)
      : nodes_(words + 1), place_(2 * nodes_), parent_(2 * nodes_, none), arcs_(2 * nodes_) {
    scores_.resize(nodes_ * nodes_);
    targets_.resize(nodes_ * nodes_);
    // So low that a tree with two words under the root is never the best.
    double least = 0;
    double most = 0;
    for (std::size_t word = 1; word < nodes_; ++word) {
      for (std::size_t head = 0; head < nodes_; ++head) {
        const double score = finite(scores[word * stride + head]);
        least = std::min(least, score);
        most = std::max(most, score);
        scores_[word * nodes_ + head] = score;
        targets_[word * nodes_ + head] = static_cast<std::uint16_t>(word);
      }
    }
    const double penalty = (most - least + 1) * static_cast<double>(nodes_);
    for (std::size_t word = 1; word < nodes_; ++word) scores_[word * nodes_] -= penalty;
    group_.resize(nodes_);
    for (std::size_t i = 0; i < nodes_; ++i) {
      group_[i] = i;
      place_[i] = i;
    }
  }

  void find(std::vector<std::uint16_t>& heads) {
    std::vector<char> is_done(2 * nodes_);
    std::vector<char> is_on_path(2 * nodes_);
    is_done[0] = 1;
    std::vector<std::size_t> path;
    for (std::size_t word = 1; word < nodes_; ++word) {
      if (is_done[group_[word]]) continue;
      path.assign(1, group_[word]);
      is_on_path[path.front()] = 1;
      for (;;) {
        const std::size_t before = choose_arc(path.back());
        if (is_done[before]) break;
        if (is_on_path[before]) {
          const auto cycle = std::find(path.begin(), path.end(), before);
          const std::size_t whole = contract(&*cycle, static_cast<std::size_t>(path.end() - cycle));
          path.erase(cycle, path.end());
          path.push_back(whole);
        } else {
          path.push_back(before);
        }
        is_on_path[path.back()] = 1;
      }
      for (const std::size_t node : path) is_done[node] = 1;
    }
    expand(heads);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Arc {
    std::size_t from = 0;
    std::size_t to = 0;
    double score = 0;
  };

  // Takes the best arc into `node` from outside; the node it comes from.
  std::size_t choose_arc(std::size_t node) {
    const double* const row = &scores_[place_[node] * nodes_];
    std::size_t best = none;
    for (std::size_t from = 0; from < nodes_; ++from) {
      if (group_[from] != node && (best == none || row[from] > row[best])) best = from;
    }
    arcs_[node] = {best, targets_[place_[node] * nodes_ + best], row[best]};
    return group_[best];
  }

  std::size_t contract(const std::size_t* cycle, std::size_t count) {
    const std::size_t whole = next_++;
    const std::size_t place = place_[cycle[0]];
    place_[whole] = place;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t part = cycle[i];
      parent_[part] = whole;
      for (std::size_t from = 0; from < nodes_; ++from) {
        const double score = scores_[place_[part] * nodes_ + from] - arcs_[part].score;
        double& known = scores_[place * nodes_ + from];
        if (i == 0 || score > known) {
          known = score;
          targets_[place * nodes_ + from] = targets_[place_[part] * nodes_ + from];
        }
      }
    }
    for (std::size_t& group : group_) {
      if (parent_[group] == whole) group = whole;
    }
    return whole;
  }

  // A contracted node's arc goes to one of its parts; the others keep those of the cycle.
  void expand(std::vector<std::uint16_t>& heads) {
    for (std::size_t whole = next_; whole-- > nodes_;) {
      std::size_t part = arcs_[whole].to;
      while (parent_[part] != whole) part = parent_[part];
      arcs_[part] = arcs_[whole];
    }
    for (std::size_t word = 1; word < nodes_; ++word) {
      heads[word - 1] = static_cast<std::uint16_t>(arcs_[word].from);
    }
  }

  std::size_t nodes_;                   // words and the root
  std::size_t next_ = nodes_;           // the name of the next contracted node
  std::vector<double> scores_;          // [place][from], as seen from the node at that place
  std::vector<std::uint16_t> targets_;  // [place][from]: which word the arc goes to
  std::vector<std::size_t> group_;      // of each word, the outermost node it is in
  std::vector<std::size_t> place_;      // of each node
  std::vector<std::size_t> parent_;     // of each node
  std::vector<Arc> arcs_;               // into each node
};

}  // namespace

void make_tree(const float* scores, std::size_t stride, std::vector<std::uint16_t>& heads) {
  if (!heads.empty() && !is_tree(heads)) Contraction(scores, stride, heads.size()).find(heads);
}

}  // namespace faultline::language::detail
