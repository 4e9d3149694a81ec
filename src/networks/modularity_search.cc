#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <random>

#include "base/draw.h"
#include "networks/detail/nodes.h"
#include "networks/signed_modularity.h"

namespace faultline::networks {
namespace {

constexpr double least_gain = 1e-12;  // relative to the total weight: below it, rounding decides

/// A signed network whose nodes may be communities of a finer one.
struct Level {
  std::vector<std::vector<detail::Neighbour>> joined;  // positive minus negative weight, no loops
  std::vector<double> inside;                          // weight within a node, both directions
  std::vector<double> positive, negative;              // strengths, loops included
};

/// Totals and resolution, the same on all levels.
struct Chance {
  double positive = 0.0, negative = 0.0, resolution = 1.0;

  /// Expected weight, both signs, between strengths.
  [[nodiscard]] double between(double positive_a, double negative_a, double positive_b,
                               double negative_b) const {
    double expected = 0.0;
    if (positive > 0) expected += positive_a * positive_b / positive;
    if (negative > 0) expected -= negative_a * negative_b / negative;
    return resolution * expected;
  }
};

/// A partition of a level's nodes, with what a move needs.
struct Partition {
  std::vector<std::uint32_t> community;    // per node
  std::vector<double> positive, negative;  // strengths per community
  std::vector<std::uint32_t> size;

  explicit Partition(const Level& level)
      : community(level.joined.size()),
        positive(level.positive),
        negative(level.negative),
        size(level.joined.size(), 1) {
    for (std::uint32_t node = 0; node < community.size(); ++node) community[node] = node;
  }

  void put(const Level& level, std::uint32_t node, std::uint32_t to) {
    positive[to] += level.positive[node];
    negative[to] += level.negative[node];
    ++size[to];
    community[node] = to;
  }
  void take_out(const Level& level, std::uint32_t node) {
    const std::uint32_t from = community[node];
    positive[from] -= level.positive[node];
    negative[from] -= level.negative[node];
    --size[from];
    if (size[from] == 0) positive[from] = negative[from] = 0.0;  // no crumbs of rounding
  }
};

/// Moves each node to the community where it adds most, as long as anything gains. True: some did.
bool move_nodes(const Level& level, const Chance& chance, std::mt19937_64& generator,
                Partition& partition) {
  const auto nodes = static_cast<std::uint32_t>(level.joined.size());
  std::vector<std::uint32_t> order(nodes);
  for (std::uint32_t node = 0; node < nodes; ++node) order[node] = node;
  std::vector<double> weight_to(nodes, 0.0);
  const double threshold = least_gain * (chance.positive + chance.negative);
  bool any = false;
  for (bool moved = true; moved;) {
    moved = false;
    shuffle(order, generator);
    for (const std::uint32_t node : order) {
      for (const detail::Neighbour& other : level.joined[node])
        weight_to[partition.community[other.node]] += other.weight;
      const std::uint32_t old = partition.community[node];
      partition.take_out(level, node);
      const auto value = [&](std::uint32_t to) {
        return weight_to[to] - chance.between(level.positive[node], level.negative[node],
                                              partition.positive[to], partition.negative[to]);
      };
      std::uint32_t best = old;
      double best_value = value(old);
      bool tried_empty = partition.size[old] == 0;
      for (std::uint32_t to = 0; to < nodes; ++to) {
        if (partition.size[to] == 0) {
          if (tried_empty) continue;  // one empty community is as good as another
          tried_empty = true;
        }
        const double here = value(to);
        if (here > best_value + threshold) {
          best = to;
          best_value = here;
        }
      }
      partition.put(level, node, best);
      if (best != old) moved = any = true;
      for (const detail::Neighbour& other : level.joined[node])
        weight_to[partition.community[other.node]] = 0.0;
      weight_to[old] = weight_to[best] = 0.0;
    }
  }
  return any;
}

/// The level whose nodes are the communities of `membership`, which is numbered 0 .. count-1.
Level aggregate(const Level& level, const std::vector<std::uint32_t>& membership) {
  std::uint32_t count = 0;
  for (const std::uint32_t community : membership) count = std::max(count, community + 1);
  Level result;
  result.joined.resize(count);
  result.inside.resize(count);
  result.positive.resize(count);
  result.negative.resize(count);
  std::vector<std::vector<std::uint32_t>> members(count);
  for (std::uint32_t node = 0; node < membership.size(); ++node)
    members[membership[node]].push_back(node);
  std::vector<double> weight(count, 0.0);
  for (std::uint32_t community = 0; community < count; ++community) {
    std::vector<std::uint32_t> touched;
    for (const std::uint32_t node : members[community]) {
      result.positive[community] += level.positive[node];
      result.negative[community] += level.negative[node];
      result.inside[community] += level.inside[node];
      for (const detail::Neighbour& other : level.joined[node]) {
        const std::uint32_t to = membership[other.node];
        if (to == community) {
          result.inside[community] += other.weight;
        } else {
          touched.push_back(to);
          weight[to] += other.weight;
        }
      }
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    for (const std::uint32_t to : touched) {
      result.joined[community].push_back({to, weight[to]});
      weight[to] = 0.0;
    }
  }
  return result;
}

/// Q times the total weight.
double value_of(const Level& level, const Chance& chance,
                const std::vector<std::uint32_t>& membership) {
  const Level top = aggregate(level, renumbered(membership));
  double value = 0.0;
  for (std::size_t community = 0; community < top.inside.size(); ++community) {
    value +=
        top.inside[community] - chance.between(top.positive[community], top.negative[community],
                                               top.positive[community], top.negative[community]);
  }
  return value;
}

/// Everybody alone, or a partition drawn at random, its number of communities first.
std::vector<std::uint32_t> start_of(std::size_t nodes, bool alone, std::mt19937_64& generator) {
  std::vector<std::uint32_t> membership(nodes);
  const std::uint64_t communities = 1 + draw_below(generator, nodes);
  for (std::uint32_t node = 0; node < nodes; ++node)
    membership[node] =
        alone ? node : static_cast<std::uint32_t>(draw_below(generator, communities));
  return renumbered(membership);
}

std::vector<std::uint32_t> search_from(std::vector<std::uint32_t> membership, const Level& nodes,
                                       const Chance& chance, std::mt19937_64& generator) {
  for (bool gained = true; gained;) {
    // Single nodes first, from the partition so far.
    Partition partition(nodes);
    for (std::uint32_t node = 0; node < membership.size(); ++node) {
      partition.take_out(nodes, node);
      partition.put(nodes, node, membership[node]);
    }
    gained = move_nodes(nodes, chance, generator, partition);
    membership = renumbered(partition.community);
    // Then communities as wholes, until they stay.
    for (bool merged = true; merged;) {
      const Level coarse = aggregate(nodes, membership);
      Partition communities(coarse);
      merged = move_nodes(coarse, chance, generator, communities);
      if (!merged) break;
      gained = true;
      for (std::uint32_t& community : membership) community = communities.community[community];
      membership = renumbered(membership);
    }
  }
  return membership;
}

/// Tries every partition, as restricted growth strings in lexicographic order.
class AllPartitions {
 public:
  AllPartitions(const Level& level, const Chance& chance) : level_(level), chance_(chance) {
    community_.resize(level.joined.size());
    weight_.assign(level.joined.size(), std::vector<double>(level.joined.size(), 0.0));
    for (std::size_t node = 0; node < level.joined.size(); ++node) {
      for (const detail::Neighbour& other : level.joined[node])
        weight_[node][other.node] = other.weight;
      for (std::size_t other = 0; other < level.joined.size(); ++other)
        weight_[node][other] -= chance_.between(level_.positive[node], level_.negative[node],
                                                level_.positive[other], level_.negative[other]);
    }
    place(0, 0, 0.0);
  }
  [[nodiscard]] const std::vector<std::uint32_t>& best() const { return best_; }

 private:
  void place(std::size_t node, std::uint32_t used, double value) {
    if (node == community_.size()) {
      if (best_.empty() || value > best_value_) {
        best_ = community_;
        best_value_ = value + least_gain * (chance_.positive + chance_.negative);
      }
      return;
    }
    for (std::uint32_t to = 0; to <= used; ++to) {
      community_[node] = to;
      double gain = 0.0;
      for (std::size_t other = 0; other < node; ++other) {
        if (community_[other] == to) gain += weight_[node][other];
      }
      place(node + 1, std::max(used, to + 1), value + gain);
    }
  }

  const Level& level_;
  const Chance& chance_;
  std::vector<std::vector<double>> weight_;  // above what is expected
  std::vector<std::uint32_t> community_, best_;
  double best_value_ = 0.0;
};

SignedCommunities maximise(const Level& whole, const SignedModularityOptions& options) {
  assert(options.runs >= 1 && options.exact_up_to <= 11);
  const std::size_t nodes = whole.joined.size();
  Chance chance{.resolution = options.resolution};
  // Who has no ties would belong anywhere: only the others are searched.
  std::vector<std::uint32_t> tied, place(nodes, 0);
  for (std::uint32_t node = 0; node < nodes; ++node) {
    chance.positive += whole.positive[node];
    chance.negative += whole.negative[node];
    if (whole.positive[node] + whole.negative[node] == 0) continue;
    place[node] = static_cast<std::uint32_t>(tied.size());
    tied.push_back(node);
  }
  Level level;
  for (const std::uint32_t node : tied) {
    level.joined.push_back(whole.joined[node]);
    for (detail::Neighbour& other : level.joined.back()) other.node = place[other.node];
    level.positive.push_back(whole.positive[node]);
    level.negative.push_back(whole.negative[node]);
    level.inside.push_back(0.0);
  }

  SignedCommunities result;
  std::vector<std::uint32_t> best;
  if (tied.size() <= options.exact_up_to) {
    best = AllPartitions(level, chance).best();
    result.is_exact = true;
  } else {
    std::mt19937_64 generator(options.seed);
    double best_value = -std::numeric_limits<double>::infinity();
    for (int run = 0; run < options.runs; ++run) {
      // Nodes that start alone lead to good partitions on most networks; on some only others do.
      std::vector<std::uint32_t> found =
          search_from(start_of(tied.size(), run % 2 == 0, generator), level, chance, generator);
      const double value = value_of(level, chance, found);
      if (value > best_value + least_gain * (chance.positive + chance.negative)) {
        best = std::move(found);
        best_value = value;
      }
    }
  }
  std::vector<std::uint32_t> membership(nodes);
  for (std::uint32_t node = 0; node < nodes; ++node)
    membership[node] = static_cast<std::uint32_t>(nodes) + node;  // alone
  for (std::size_t i = 0; i < tied.size(); ++i) membership[tied[i]] = best[i];
  result.membership = renumbered(membership);
  for (const std::uint32_t community : result.membership)
    result.count = std::max(result.count, community + 1);
  const double total = chance.positive + chance.negative;
  result.modularity =
      total > 0 ? value_of(level, chance, best) / total : std::numeric_limits<double>::quiet_NaN();
  return result;
}

Level level_of(const Matrix& positive, const Matrix& negative) {
  assert(positive.rows == positive.columns && negative.rows == positive.rows &&
         negative.columns == positive.rows);
  Level level;
  level.joined.resize(positive.rows);
  level.inside.assign(positive.rows, 0.0);
  level.positive.assign(positive.rows, 0.0);
  level.negative.assign(positive.rows, 0.0);
  for (std::size_t i = 0; i < positive.rows; ++i) {
    for (std::size_t k = 0; k < positive.rows; ++k) {
      if (i == k) continue;
      level.positive[i] += positive.at(i, k);
      level.negative[i] += negative.at(i, k);
      const double weight = positive.at(i, k) - negative.at(i, k);
      if (weight != 0) level.joined[i].push_back({static_cast<std::uint32_t>(k), weight});
    }
  }
  return level;
}

}  // namespace

SignedCommunities maximise_signed_modularity(const Network& network,
                                             const SignedModularityOptions& options) {
  Level level;
  level.joined = detail::neighbours(network);
  level.inside.assign(level.joined.size(), 0.0);
  level.positive.assign(level.joined.size(), 0.0);
  level.negative.assign(level.joined.size(), 0.0);
  for (const Edge& edge : network.edges) {
    std::vector<double>& strength = edge.weight > 0 ? level.positive : level.negative;
    strength[edge.from] += std::abs(edge.weight);
    strength[detail::end_of(network, edge)] += std::abs(edge.weight);
  }
  return maximise(level, options);
}

SignedCommunities maximise_signed_modularity(const Matrix& positive, const Matrix& negative,
                                             const SignedModularityOptions& options) {
  return maximise(level_of(positive, negative), options);
}

double signed_modularity(const Matrix& positive, const Matrix& negative,
                         std::span<const std::uint32_t> membership, double resolution) {
  const Level level = level_of(positive, negative);
  assert(membership.size() == level.joined.size());
  Chance chance{.resolution = resolution};
  for (const double strength : level.positive) chance.positive += strength;
  for (const double strength : level.negative) chance.negative += strength;
  const double total = chance.positive + chance.negative;
  if (total == 0) return std::numeric_limits<double>::quiet_NaN();
  return value_of(level, chance, {membership.begin(), membership.end()}) / total;
}

}  // namespace faultline::networks
