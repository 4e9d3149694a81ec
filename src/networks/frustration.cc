#include "networks/frustration.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

#include "networks/detail/part_search.h"
#include "networks/detail/signed_graph.h"
#include "networks/detail/tidy_pairs.h"

namespace faultline::networks {
namespace {

using detail::SignedGraph;

/// Disjoint sets whose name is their lowest member.
class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }

  std::uint32_t lowest(std::uint32_t member) {
    while (parent_[member] != member) member = parent_[member] = parent_[parent_[member]];
    return member;
  }
  void join(std::uint32_t one, std::uint32_t other) {
    one = lowest(one);
    other = lowest(other);
    parent_[std::max(one, other)] = std::min(one, other);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

/// What is known of how two actors stand to each other in all optimal splits.
enum class Bond : std::uint8_t { Fixed, Unknown, Free };

struct Solved {
  std::vector<std::vector<std::uint32_t>> parts;
  std::vector<detail::PartSplit> splits;
  std::vector<detail::CommonPart> common;  // empty if not asked for, or not exact
};

std::vector<bool> with_ties(std::size_t actors, std::span<const SignedPair> pairs) {
  std::vector<bool> has(actors, false);
  for (const SignedPair& pair : pairs) {
    if (pair.first == pair.second || pair.positive + pair.negative == 0) continue;
    has[pair.first] = has[pair.second] = true;
  }
  return has;
}

/// Lowest actor of each one's connected component. Two with as much criticism as support have no
/// net weight and are joined all the same.
std::vector<std::uint32_t> groups_of(std::size_t actors, std::span<const SignedPair> pairs) {
  Sets sets(actors);
  for (const SignedPair& pair : pairs) {
    if (pair.positive + pair.negative > 0) sets.join(pair.first, pair.second);
  }
  std::vector<std::uint32_t> group(actors);
  for (std::uint32_t actor = 0; actor < actors; ++actor) group[actor] = sets.lowest(actor);
  return group;
}

SignedGraph net_graph(std::size_t actors, std::span<const SignedPair> pairs) {
  std::vector<detail::NetWeight> weights;
  for (const SignedPair& pair : pairs) {
    if (pair.first != pair.second) {
      weights.push_back({pair.first, pair.second, pair.positive - pair.negative});
    }
  }
  return detail::graph_of(actors, std::move(weights));
}

Solved solve_parts(const SignedGraph& graph, const FrustrationOptions& options,
                   Frustration& result) {
  Solved solved;
  solved.parts = detail::biconnected_parts(graph);
  bool is_exact = true;
  for (const auto& members : solved.parts) {
    const SignedGraph part = detail::induced(graph, members);
    detail::PartSplit split = detail::best_split(part, options);
    result.search_nodes += split.nodes;
    is_exact = is_exact && split.is_exact();
    if (is_exact && options.common_part) {
      std::int64_t nodes_left = options.most_nodes;
      solved.common.push_back(detail::common_part(part, split, options, nodes_left));
      result.search_nodes += options.most_nodes - nodes_left;
    }
    // One part's tables at a time: they may take 128 MiB.
    split.tables.reset();
    solved.splits.push_back(std::move(split));
  }
  if (!is_exact) solved.common.clear();
  return solved;
}

/// Blocks of actors whose sides relative to each other are fixed. Parts meet in single actors, so
/// that bonds of one part bear on another through these alone.
void set_blocks(const Solved& solved, Frustration& result) {
  Sets sets(result.side.size());
  for (std::size_t index = 0; index < solved.common.size(); ++index) {
    const auto& members = solved.parts[index];
    for (std::size_t place = 0; place < members.size(); ++place) {
      sets.join(members[place], members[solved.common[index].bound_to[place]]);
    }
  }
  for (std::uint32_t actor = 0; actor < result.block.size(); ++actor) {
    result.block[actor] = sets.lowest(actor);
  }
}

/// How each actor stands to `core`: along the parts between them, each turns on its own.
void set_standings(const Solved& solved, std::uint32_t core, Frustration& result) {
  const std::size_t actors = result.side.size();
  std::vector<std::vector<std::uint32_t>> parts_of(actors);
  for (std::uint32_t part = 0; part < solved.parts.size(); ++part) {
    for (const std::uint32_t member : solved.parts[part]) parts_of[member].push_back(part);
  }
  std::vector<Bond> bond(actors, Bond::Free);
  std::vector<bool> is_reached(actors, false), is_passed(solved.parts.size(), false);
  std::vector<std::uint32_t> queue{core};
  is_reached[core] = true;
  bond[core] = Bond::Fixed;
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const std::uint32_t at = queue[head];
    for (const std::uint32_t part : parts_of[at]) {
      if (is_passed[part]) continue;
      is_passed[part] = true;
      const auto& members = solved.parts[part];
      const auto& common = solved.common[part];
      const auto from = static_cast<std::size_t>(
          std::lower_bound(members.begin(), members.end(), at) - members.begin());
      for (std::size_t to = 0; to < members.size(); ++to) {
        if (is_reached[members[to]]) continue;
        const Bond inside = common.bound_to[from] == common.bound_to[to] ? Bond::Fixed
                            : common.kind[from] == common.kind[to]       ? Bond::Unknown
                                                                         : Bond::Free;
        bond[members[to]] = std::max(bond[at], inside);
        is_reached[members[to]] = true;
        queue.push_back(members[to]);
      }
    }
  }
  for (std::uint32_t actor = 0; actor < actors; ++actor) {
    if (result.group[actor] != result.group[core] || result.side[actor] == 0) continue;
    result.standing[actor] = bond[actor] == Bond::Fixed     ? Standing::Placed
                             : bond[actor] == Bond::Unknown ? Standing::Unknown
                                                            : Standing::Open;
  }
}

/// An actor of the largest block of each group, in the order of the groups' lowest actors.
std::vector<std::uint32_t> cores_of(const Frustration& result) {
  std::vector<std::size_t> size(result.side.size(), 0);
  for (const std::uint32_t block : result.block) ++size[block];
  std::vector<std::uint32_t> cores;
  std::vector<std::uint32_t> core_of(result.side.size(), 0);
  for (std::uint32_t actor = 0; actor < result.side.size(); ++actor) {
    if (result.side[actor] == 0) continue;
    const std::uint32_t group = result.group[actor];
    const bool is_first = group == actor;
    if (is_first || size[result.block[actor]] > size[result.block[core_of[group]]]) {
      core_of[group] = actor;
    }
  }
  for (std::uint32_t actor = 0; actor < result.side.size(); ++actor) {
    if (result.side[actor] != 0 && result.group[actor] == actor) cores.push_back(core_of[actor]);
  }
  return cores;
}

void count_splits(const Solved& solved, Frustration& result) {
  result.optimal_splits = 1;
  result.all_splits_counted = true;
  Sets joined(result.side.size());  // by net weights
  for (std::size_t index = 0; index < solved.parts.size(); ++index) {
    for (const std::uint32_t member : solved.parts[index]) {
      joined.join(member, solved.parts[index].front());
    }
    result.optimal_splits *= static_cast<double>(solved.common[index].splits);
    result.all_splits_counted = result.all_splits_counted && solved.common[index].all_counted;
  }
  // What only balanced pairs join to the rest of its group may be turned around freely.
  for (std::uint32_t actor = 0; actor < result.side.size(); ++actor) {
    if (result.side[actor] != 0 && joined.lowest(actor) == actor && result.group[actor] != actor) {
      result.optimal_splits *= 2;
    }
  }
}

/// Of all optimal splits of one group the one that keeps low actors on +1, the lower one first.
/// Whole blocks are asked, not single actors, and merged once their side is settled.
void settle_order(const SignedGraph& graph, std::uint32_t group, const FrustrationOptions& options,
                  Frustration& result) {
  const auto actors = static_cast<std::uint32_t>(result.side.size());
  std::vector<std::uint32_t> members;
  for (std::uint32_t actor = group; actor < actors; ++actor) {
    if (result.side[actor] != 0 && result.group[actor] == group) members.push_back(actor);
  }
  const bool is_one_block = std::all_of(members.begin(), members.end(), [&](std::uint32_t actor) {
    return result.block[actor] == group;
  });
  if (is_one_block) return;
  SignedGraph rest = detail::induced(graph, members);
  std::vector<std::int8_t> side;
  std::vector<std::uint32_t> head;  // per member the place of its block's lowest one
  for (const std::uint32_t member : members) {
    side.push_back(static_cast<std::int8_t>(result.side[member]));
    head.push_back(static_cast<std::uint32_t>(
        std::lower_bound(members.begin(), members.end(), result.block[member]) - members.begin()));
  }
  std::int64_t limit = detail::cost_of(rest, side);
  const auto merge = [&](std::uint32_t into, std::uint32_t vertex, int sign) {
    detail::Merged next = detail::merged(rest, into, vertex, sign);
    rest = std::move(next.graph);
    limit -= next.constant;
  };
  std::vector<int> turn;  // of a member to its block's head
  for (std::uint32_t place = 0; place < members.size(); ++place) {
    turn.push_back(side[place] * side[head[place]]);
    if (head[place] != place) merge(head[place], place, turn.back());
  }
  std::int64_t nodes_left = options.most_nodes;
  for (std::uint32_t place = 1; place < members.size(); ++place) {
    if (head[place] != place) continue;
    if (side[place] < 0) {
      const detail::Merged kept = detail::merged(rest, 0, place, 1);
      const auto found =
          detail::split_within(kept.graph, side, limit - kept.constant, options, nodes_left);
      if (found.answer == detail::Answer::Yes) {
        for (std::uint32_t other = 0; other < members.size(); ++other) {
          // Settled blocks have no links of their own any more and stay as they are.
          if (head[other] == other && other > place) {
            side[other] = static_cast<std::int8_t>(found.side[other] * found.side[0]);
          }
        }
        side[place] = 1;
      }
    }
    merge(0, place, side[place]);
  }
  for (std::uint32_t place = 0; place < members.size(); ++place) {
    result.side[members[place]] = side[head[place]] * turn[place];
  }
}

/// The weight of ties that go against a split; ties with an actor on side 0 do not count.
std::int64_t frustrated_weight(std::span<const SignedPair> pairs, std::span<const int> side) {
  std::int64_t weight = 0;
  for (const SignedPair& pair : pairs) {
    if (pair.first == pair.second || side[pair.first] == 0 || side[pair.second] == 0) continue;
    weight += side[pair.first] == side[pair.second] ? pair.negative : pair.positive;
  }
  return weight;
}

}  // namespace

double Frustration::balance() const {
  if (total == 0) return std::numeric_limits<double>::quiet_NaN();
  return 1.0 - 2.0 * static_cast<double>(frustrated) / static_cast<double>(total);
}

std::vector<SignedPair> signed_pairs(std::span<const SignedEdge> edges) {
  std::vector<SignedPair> pairs;
  for (const SignedEdge& edge : edges) {
    pairs.push_back({edge.from, edge.to, edge.positive, edge.negative});
  }
  return detail::tidied(std::move(pairs));
}

Frustration frustration(std::size_t actors, std::span<const SignedPair> pairs,
                        const FrustrationOptions& options) {
  Frustration result;
  result.side.assign(actors, 0);
  result.block.resize(actors);
  std::iota(result.block.begin(), result.block.end(), 0U);
  result.standing.assign(actors, Standing::NoTies);
  result.group = groups_of(actors, pairs);
  const auto has_ties = with_ties(actors, pairs);
  const SignedGraph graph = net_graph(actors, pairs);
  const Solved solved = solve_parts(graph, options, result);
  const auto side = detail::joined_sides(actors, solved.parts, solved.splits);
  std::int64_t gap = 0;
  for (const detail::PartSplit& split : solved.splits) gap += split.cost - split.lower_bound;
  for (std::uint32_t actor = 0; actor < actors; ++actor) {
    if (!has_ties[actor]) continue;
    result.side[actor] = side[actor] < 0 ? -1 : 1;
    result.standing[actor] = Standing::Unknown;
  }
  if (!solved.common.empty() || (gap == 0 && options.common_part)) {
    set_blocks(solved, result);
    for (const std::uint32_t core : cores_of(result)) {
      settle_order(graph, result.group[core], options, result);
      set_standings(solved, core, result);
    }
    count_splits(solved, result);
  }
  // The lowest actor of a group is on +1, also where only balanced pairs join others to it.
  std::vector<int> turn(actors, 1);
  for (std::uint32_t actor = 0; actor < actors; ++actor) {
    if (result.group[actor] == actor) turn[actor] = result.side[actor] < 0 ? -1 : 1;
    result.side[actor] *= turn[result.group[actor]];
  }
  for (const SignedPair& pair : pairs) {
    if (pair.first != pair.second) result.total += pair.positive + pair.negative;
  }
  assert(result.total < (std::int64_t{1} << 30));
  result.frustrated = frustrated_weight(pairs, result.side);
  result.lower_bound = result.frustrated - gap;
  return result;
}

}  // namespace faultline::networks
