#include "networks/detail/part_search.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

#include "networks/detail/cycle_packing.h"
#include "networks/detail/tabu.h"

namespace faultline::networks::detail {
namespace {

/// Sizes of tables to try one after the other: small ones settle most networks at once.
std::vector<int> sizes_of_tables(const FrustrationOptions& options) {
  const int most = std::clamp(options.table_bits, 4, 24);
  std::vector<int> sizes;
  for (const int bits : {9, 13, 16, 18}) {
    if (bits < most) sizes.push_back(bits);
  }
  sizes.push_back(most);
  return sizes;
}

/// How long tables of some size are searched before larger ones are made: about as long as making
/// those takes.
std::int64_t patience_with(int bits, std::size_t vertices) {
  return (std::int64_t{1} << bits) * static_cast<std::int64_t>(vertices) / 8 + 1000;
}

bool is_reached(const PartSplit& split, const Aim& aim) {
  return split.is_exact() || split.cost <= aim.reach || split.lower_bound > aim.exceed;
}

/// Raises the bound from below, and lowers the one from above, until they meet or `most_nodes` were
/// looked at. A search whose limit is low is short and proves a bound; each next one goes a part of
/// the rest further.
void close_gap(PartSplit& split, const Elimination& tables, const Aim& aim,
               std::int64_t most_nodes) {
  split.lower_bound = std::max(split.lower_bound, tables.lower_bound());
  std::int64_t limit = split.lower_bound;
  while (!is_reached(split, aim) && most_nodes > 0) {
    limit = std::clamp(limit, split.lower_bound, std::min(split.cost - 1, aim.exceed));
    bool is_better = false;
    const auto outcome = tables.search(
        limit, most_nodes, [&](const std::vector<std::int8_t>& side, std::int64_t cost) {
          split.side = side;
          split.cost = cost;
          is_better = true;
          return false;
        });
    most_nodes -= outcome.nodes;
    split.nodes += outcome.nodes;
    if (is_better) continue;
    if (!outcome.is_complete) return;
    split.lower_bound =
        outcome.next_limit < 0 ? split.cost : std::min(split.cost, outcome.next_limit);
    limit = split.lower_bound + (split.cost - split.lower_bound) / 4;
  }
}

}  // namespace

PartSplit best_split(const SignedGraph& part, const FrustrationOptions& options, const Aim& aim) {
  PartSplit split;
  std::mt19937_64 generator(options.seed);
  split.side =
      aim.start.empty() ? tabu_split(part, generator) : tabu_split_from(part, aim.start, generator);
  split.cost = cost_of(part, split.side);
  split.lower_bound = cycle_packing_bound(part, split.side);
  const auto sizes = sizes_of_tables(options);
  for (const int bits : sizes) {
    if (is_reached(split, aim) || split.nodes >= options.most_nodes) break;
    split.tables = std::make_shared<const Elimination>(part, bits);
    const std::int64_t left = options.most_nodes - split.nodes;
    close_gap(split, *split.tables, aim,
              bits == sizes.back() ? left : std::min(left, patience_with(bits, part.size())));
  }
  return split;
}

std::vector<std::int8_t> joined_sides(std::size_t vertices,
                                      const std::vector<std::vector<std::uint32_t>>& parts,
                                      const std::vector<PartSplit>& splits) {
  std::vector<std::vector<std::uint32_t>> parts_of(vertices);
  for (std::uint32_t part = 0; part < parts.size(); ++part) {
    for (const std::uint32_t member : parts[part]) parts_of[member].push_back(part);
  }
  std::vector<std::int8_t> side(vertices, 0);
  std::vector<bool> is_placed(parts.size(), false);
  for (std::uint32_t first = 0; first < vertices; ++first) {
    if (side[first] != 0) continue;
    side[first] = 1;
    std::vector<std::uint32_t> queue{first};
    for (std::size_t head = 0; head < queue.size(); ++head) {
      const std::uint32_t at = queue[head];
      for (const std::uint32_t part : parts_of[at]) {
        if (is_placed[part]) continue;
        is_placed[part] = true;
        const auto& members = parts[part];
        const auto place = static_cast<std::size_t>(
            std::lower_bound(members.begin(), members.end(), at) - members.begin());
        const int turn = side[at] * splits[part].side[place];
        for (std::size_t index = 0; index < members.size(); ++index) {
          if (members[index] == at) continue;
          side[members[index]] = static_cast<std::int8_t>(turn * splits[part].side[index]);
          queue.push_back(members[index]);
        }
      }
    }
  }
  return side;
}

Found split_within(const SignedGraph& graph, const std::vector<std::int8_t>& start,
                   std::int64_t limit, const FrustrationOptions& options,
                   std::int64_t& nodes_left) {
  if (limit < 0) return {Answer::No, {}};
  auto parts = biconnected_parts(graph);
  // The largest comes last, when it is known what the others leave of the limit.
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& left, const auto& right) { return left.size() < right.size(); });
  std::vector<PartSplit> splits;
  std::int64_t least = 0, most = 0;
  for (const auto& part : parts) {
    FrustrationOptions with_rest = options;
    // One hard question must not leave nothing for the others.
    with_rest.most_nodes = nodes_left / 4;
    Aim aim;
    if (splits.size() + 1 == parts.size()) {
      aim.reach = limit - most;
      aim.exceed = limit - least;
    }
    for (const std::uint32_t member : part) aim.start.push_back(start[member]);
    splits.push_back(best_split(induced(graph, part), with_rest, aim));
    nodes_left -= std::min(nodes_left, splits.back().nodes);
    least += splits.back().lower_bound;
    most += splits.back().cost;
    if (least > limit) return {Answer::No, {}};
  }
  if (most > limit) return {Answer::Unknown, {}};
  return {Answer::Yes, joined_sides(graph.size(), parts, splits)};
}

namespace {

/// The vertices by the sides they take in all splits seen, mirror images being one.
class Kinds {
 public:
  explicit Kinds(const std::vector<std::int8_t>& reference)
      : reference_(reference), kind_(reference.size(), 0) {}

  void add(const std::vector<std::int8_t>& side) {
    // Two of a kind stay so if the split puts them to each other as the reference does.
    std::map<std::pair<std::uint32_t, int>, std::uint32_t> lowest;
    for (std::uint32_t vertex = 0; vertex < kind_.size(); ++vertex) {
      const std::pair key{kind_[vertex], side[vertex] * reference_[vertex]};
      kind_[vertex] = lowest.try_emplace(key, vertex).first->second;
    }
  }
  /// Per vertex the lowest one of its kind.
  [[nodiscard]] const std::vector<std::uint32_t>& all() const { return kind_; }

 private:
  const std::vector<std::int8_t>& reference_;
  std::vector<std::uint32_t> kind_;
};

/// Per vertex the lowest of those that it is proven to be bound to. What contradicts that two of a
/// kind are bound goes into `kinds`.
std::vector<std::uint32_t> proven_bonds(const SignedGraph& part, const PartSplit& best,
                                        const FrustrationOptions& options, std::int64_t& nodes_left,
                                        Kinds& kinds) {
  std::vector<std::uint32_t> bound_to(part.size());
  std::vector<std::uint32_t> heads;
  for (std::uint32_t vertex = 0; vertex < part.size(); ++vertex) {
    bound_to[vertex] = vertex;
    for (const std::uint32_t head : heads) {
      if (kinds.all()[head] != kinds.all()[vertex]) continue;
      // Bound to each other, unless a split as good puts them the other way.
      const int sign = -best.side[head] * best.side[vertex];
      const Merged other_way = merged(part, head, vertex, sign);
      Found found = split_within(other_way.graph, best.side, best.cost - other_way.constant,
                                 options, nodes_left);
      if (found.answer == Answer::Yes) {
        found.side[vertex] = static_cast<std::int8_t>(sign * found.side[head]);
        kinds.add(found.side);
      } else if (found.answer == Answer::No) {
        bound_to[vertex] = head;
        break;
      }
    }
    if (bound_to[vertex] == vertex) heads.push_back(vertex);
  }
  return bound_to;
}

}  // namespace

CommonPart common_part(const SignedGraph& part, const PartSplit& best,
                       const FrustrationOptions& options, std::int64_t& nodes_left) {
  CommonPart common;
  std::shared_ptr<const Elimination> tables = best.tables;
  if (!tables) {
    tables = std::make_shared<const Elimination>(part, sizes_of_tables(options).front());
  }
  Kinds kinds(best.side);
  bool are_more = false;
  const auto outcome = tables->search(best.cost, nodes_left,
                                      [&](const std::vector<std::int8_t>& side, std::int64_t) {
                                        are_more = common.splits == options.most_splits;
                                        if (are_more) return false;
                                        ++common.splits;
                                        kinds.add(side);
                                        return true;
                                      });
  nodes_left -= std::min(nodes_left, outcome.nodes);
  common.all_counted = outcome.is_complete && !are_more;
  if (common.all_counted) {
    common.bound_to = kinds.all();
  } else {
    common.splits = std::max<std::int64_t>(common.splits, 1);
    common.bound_to = proven_bonds(part, best, options, nodes_left, kinds);
  }
  common.kind = kinds.all();
  return common;
}

}  // namespace faultline::networks::detail
