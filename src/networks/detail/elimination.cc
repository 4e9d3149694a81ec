#include "networks/detail/elimination.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <limits>

namespace faultline::networks::detail {
namespace {

/// Cost of a pair whose ends are together (false) or apart (true).
std::int32_t pair_cost(std::int32_t weight, bool apart) {
  if (weight > 0) return apart ? weight : 0;
  return apart ? 0 : -weight;
}

/// Adjacency as rows of bits, for counting the links that an elimination would add.
class FillGraph {
 public:
  FillGraph(const SignedGraph& graph, std::uint32_t without)
      : words_((graph.size() + 63) / 64), rows_(graph.size() * words_, 0) {
    for (std::uint32_t one = 0; one < graph.size(); ++one) {
      if (one == without) continue;
      for (const Link& link : graph.links[one]) {
        if (link.to != without) set(one, link.to);
      }
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> neighbours(std::uint32_t vertex) const {
    std::vector<std::uint32_t> found;
    for (std::size_t word = 0; word < words_; ++word) {
      for (std::uint64_t bits = row(vertex)[word]; bits != 0; bits &= bits - 1) {
        found.push_back(static_cast<std::uint32_t>(word * 64) +
                        static_cast<std::uint32_t>(std::countr_zero(bits)));
      }
    }
    return found;
  }

  [[nodiscard]] std::size_t missing_among(const std::vector<std::uint32_t>& neighbours,
                                          std::uint32_t vertex) const {
    std::size_t missing = 0;
    for (const std::uint32_t neighbour : neighbours) {
      for (std::size_t word = 0; word < words_; ++word) {
        missing +=
            static_cast<std::size_t>(std::popcount(row(vertex)[word] & ~row(neighbour)[word]));
      }
    }
    return missing - neighbours.size();  // nobody is its own neighbour
  }

  void eliminate(std::uint32_t vertex, const std::vector<std::uint32_t>& neighbours) {
    for (const std::uint32_t neighbour : neighbours) {
      for (std::size_t word = 0; word < words_; ++word) row(neighbour)[word] |= row(vertex)[word];
      clear(neighbour, neighbour);
      clear(neighbour, vertex);
    }
  }

 private:
  [[nodiscard]] const std::uint64_t* row(std::uint32_t vertex) const {
    return rows_.data() + vertex * words_;
  }
  std::uint64_t* row(std::uint32_t vertex) { return rows_.data() + vertex * words_; }
  void set(std::uint32_t one, std::uint32_t other) {
    row(one)[other / 64] |= std::uint64_t{1} << (other % 64);
  }
  void clear(std::uint32_t one, std::uint32_t other) {
    row(one)[other / 64] &= ~(std::uint64_t{1} << (other % 64));
  }

  std::size_t words_;
  std::vector<std::uint64_t> rows_;
};

std::vector<std::uint32_t> joined(const std::vector<std::uint32_t>& one,
                                  const std::vector<std::uint32_t>& other) {
  std::vector<std::uint32_t> both;
  std::set_union(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
  return both;
}

/// Where the entries of one table lie for each assignment of a larger scope: the sum of what the
/// lower and the upper half of the assignment's bits contribute.
struct Projection {
  std::vector<std::uint32_t> low, high;

  Projection(const std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& to,
             std::size_t low_bits) {
    std::vector<std::uint32_t> bit_of(from.size(), 0);
    for (std::size_t index = 0; index < from.size(); ++index) {
      const auto found = std::lower_bound(to.begin(), to.end(), from[index]);
      if (found != to.end() && *found == from[index]) {
        // Bit 0 of the table belongs to the vertex that is eliminated now.
        bit_of[index] = std::uint32_t{2} << (found - to.begin());
      }
    }
    low = sums(bit_of, 0, low_bits);
    high = sums(bit_of, low_bits, from.size());
  }

 private:
  static std::vector<std::uint32_t> sums(const std::vector<std::uint32_t>& bit_of,
                                         std::size_t begin, std::size_t end) {
    std::vector<std::uint32_t> all(std::size_t{1} << (end - begin), 0);
    for (std::size_t value = 1; value < all.size(); ++value) {
      const auto lowest = static_cast<std::size_t>(std::countr_zero(value));
      all[value] = all[value & (value - 1)] + bit_of[begin + lowest];
    }
    return all;
  }
};

}  // namespace

Elimination::Elimination(const SignedGraph& graph, int bits) {
  assert(graph.size() >= 2 && total_weight(graph) < (std::int64_t{1} << 30));
  choose_order(graph);
  constexpr std::size_t most_entries = std::size_t{1} << 25;
  std::vector<std::vector<MiniBucket>> minis;
  while (plan(bits, minis) > most_entries && bits > 0) --bits;
  fill(minis);
}

void Elimination::choose_order(const SignedGraph& graph) {
  for (std::uint32_t vertex = 1; vertex < graph.size(); ++vertex) {
    // Whom most are tied to is the best one to fix: no table mentions it any more.
    if (graph.links[vertex].size() > graph.links[fixed_].size()) fixed_ = vertex;
  }
  FillGraph fill(graph, fixed_);
  std::vector<std::uint32_t> left;
  for (std::uint32_t vertex = 0; vertex < graph.size(); ++vertex) {
    if (vertex != fixed_) left.push_back(vertex);
  }
  std::vector<std::uint32_t> position(graph.size(), 0);
  while (!left.empty()) {
    std::size_t best = 0, least = std::numeric_limits<std::size_t>::max();
    std::vector<std::uint32_t> around_best;
    for (std::size_t index = 0; index < left.size(); ++index) {
      auto around = fill.neighbours(left[index]);
      // Fill first, then few neighbours, then the lower number.
      const std::size_t price =
          fill.missing_among(around, left[index]) * graph.size() + around.size();
      if (price >= least) continue;
      best = index;
      least = price;
      around_best = std::move(around);
    }
    position[left[best]] = static_cast<std::uint32_t>(vertex_at_.size());
    vertex_at_.push_back(left[best]);
    fill.eliminate(left[best], around_best);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(best));
  }
  buckets_.resize(vertex_at_.size());
  for (std::uint32_t at = 0; at < vertex_at_.size(); ++at) {
    for (const Link& link : graph.links[vertex_at_[at]]) {
      const auto weight = static_cast<std::int32_t>(link.weight);
      if (link.to == fixed_) {
        buckets_[at].field = weight;
      } else if (position[link.to] > at) {
        buckets_[at].pairs.push_back({position[link.to], weight});
      }
    }
    std::sort(buckets_[at].pairs.begin(), buckets_[at].pairs.end(),
              [](const Pair& left_pair, const Pair& right_pair) {
                return left_pair.position < right_pair.position;
              });
  }
}

/// Shares each bucket among as few mini-buckets as the tables' size allows; the sum of the tables'
/// entries.
std::size_t Elimination::plan(int bits, std::vector<std::vector<MiniBucket>>& minis) const {
  const auto most = static_cast<std::size_t>(bits);
  minis.assign(buckets_.size(), {});
  std::vector<std::vector<std::uint32_t>> scopes;  // of the tables, in the order of their making
  std::vector<std::vector<std::uint32_t>> incoming(buckets_.size());
  std::size_t entries = 0;
  for (std::uint32_t at = 0; at < buckets_.size(); ++at) {
    std::vector<MiniBucket>& parts = minis[at];
    const auto put = [&](const std::vector<std::uint32_t>& scope) -> MiniBucket& {
      for (MiniBucket& part : parts) {
        auto both = joined(part.scope, scope);
        if (both.size() > std::max(most, scope.size())) continue;
        part.scope = std::move(both);
        return part;
      }
      parts.push_back({.scope = scope, .incoming = {}, .pairs = {}});
      return parts.back();
    };
    auto& tables = incoming[at];
    std::stable_sort(tables.begin(), tables.end(), [&](std::uint32_t left, std::uint32_t right) {
      return scopes[left].size() > scopes[right].size();
    });
    for (const std::uint32_t table : tables) {
      put({scopes[table].begin() + 1, scopes[table].end()}).incoming.push_back(table);
    }
    for (const Pair& pair : buckets_[at].pairs) put({pair.position}).pairs.push_back(pair);
    if (parts.empty()) parts.push_back({});
    parts.front().has_field = true;
    for (const MiniBucket& part : parts) {
      const auto number = static_cast<std::uint32_t>(scopes.size());
      if (!part.scope.empty()) incoming[part.scope.front()].push_back(number);
      scopes.push_back(part.scope);
      entries += std::size_t{1} << part.scope.size();
    }
  }
  return entries;
}

void Elimination::fill(const std::vector<std::vector<MiniBucket>>& minis) {
  for (std::uint32_t at = 0; at < buckets_.size(); ++at) {
    if (minis[at].size() > 1) is_exact_ = false;
    for (const MiniBucket& mini : minis[at]) {
      const auto number = static_cast<std::uint32_t>(tables_.size());
      Table table{mini.scope, {}};
      fill_table(mini, mini.has_field ? buckets_[at].field : 0, table);
      if (mini.scope.empty()) {
        lower_bound_ += table.values.front();
      } else {
        buckets_[mini.scope.front()].incoming.push_back(number);
      }
      buckets_[at].outgoing.push_back(number);
      tables_.push_back(std::move(table));
    }
  }
}

void Elimination::fill_table(const MiniBucket& mini, std::int32_t field, Table& table) const {
  const std::size_t low_bits = mini.scope.size() / 2;
  std::vector<Projection> projections;
  projections.reserve(mini.incoming.size());
  for (const std::uint32_t number : mini.incoming) {
    const auto& scope = tables_[number].scope;
    projections.emplace_back(mini.scope, std::vector<std::uint32_t>(scope.begin() + 1, scope.end()),
                             low_bits);
  }
  // What the pairs cost if the vertex is on +1 (first) and on -1 (second), for each half.
  std::vector<std::int32_t> weight_of(mini.scope.size(), 0);
  for (const Pair& pair : mini.pairs) {
    const auto found = std::lower_bound(mini.scope.begin(), mini.scope.end(), pair.position);
    weight_of[static_cast<std::size_t>(found - mini.scope.begin())] = pair.weight;
  }
  const auto costs = [&](std::size_t begin, std::size_t end, bool on_other_side) {
    std::vector<std::int32_t> all(std::size_t{1} << (end - begin), 0);
    for (std::size_t value = 0; value < all.size(); ++value) {
      for (std::size_t bit = begin; bit < end; ++bit) {
        all[value] +=
            pair_cost(weight_of[bit], (((value >> (bit - begin)) & 1) != 0) != on_other_side);
      }
    }
    return all;
  };
  const std::size_t size = mini.scope.size();
  const auto low_plus = costs(0, low_bits, false), low_minus = costs(0, low_bits, true);
  const auto high_plus = costs(low_bits, size, false), high_minus = costs(low_bits, size, true);
  table.values.resize(std::size_t{1} << size);
  std::size_t entry = 0;
  for (std::size_t high = 0; high < high_plus.size(); ++high) {
    const std::int32_t plus_base = high_plus[high] + pair_cost(field, false);
    const std::int32_t minus_base = high_minus[high] + pair_cost(field, true);
    for (std::size_t low = 0; low < low_plus.size(); ++low, ++entry) {
      std::int32_t plus = plus_base + low_plus[low], minus = minus_base + low_minus[low];
      for (std::size_t index = 0; index < projections.size(); ++index) {
        const Projection& projection = projections[index];
        const std::int32_t* const pair = tables_[mini.incoming[index]].values.data() +
                                         projection.low[low] + projection.high[high];
        plus += pair[0];
        minus += pair[1];
      }
      table.values[entry] = std::min(plus, minus);
    }
  }
}

/// Assigns the vertices in the order opposite to their elimination, the better side first. The
/// bound of a partial assignment is what it costs plus what the tables say of the rest.
class Elimination::Search {
 public:
  Search(const Elimination& of, std::int64_t limit, std::int64_t most_nodes, const Visit& visit)
      : of_(of),
        limit_(limit),
        most_nodes_(most_nodes),
        visit_(visit),
        is_minus_(of.buckets_.size(), 0),
        side_(of.buckets_.size() + 1, 1) {}

  Outcome run() {
    if (of_.lower_bound_ > limit_) {
      note_above(of_.lower_bound_);
      outcome_.is_complete = true;
      return outcome_;
    }
    struct Level {
      std::int64_t bounds[2]{};
      int tried = 0;
      bool minus_first = false;
    };
    // Levels count from the vertex eliminated last.
    std::vector<Level> levels;
    const std::size_t depth = of_.buckets_.size();
    const auto open_level = [&](std::int64_t bound) {
      const std::size_t at = depth - 1 - levels.size();
      Level level;
      bounds_of(at, bound, level.bounds);
      level.minus_first = level.bounds[1] < level.bounds[0];
      levels.push_back(level);
    };
    open_level(of_.lower_bound_);
    while (!levels.empty()) {
      Level& level = levels.back();
      if (level.tried == 2) {
        levels.pop_back();
        continue;
      }
      const bool is_minus = (level.tried == 0) == level.minus_first;
      ++level.tried;
      const std::int64_t bound = level.bounds[is_minus ? 1 : 0];
      if (bound > limit_) {
        note_above(bound);
        continue;
      }
      if (outcome_.nodes == most_nodes_) return outcome_;
      ++outcome_.nodes;
      is_minus_[depth - levels.size()] = is_minus ? 1 : 0;
      if (levels.size() < depth) {
        open_level(bound);
      } else if (!visit_(sides(), bound)) {
        break;
      }
    }
    outcome_.is_complete = true;
    return outcome_;
  }

 private:
  void note_above(std::int64_t bound) {
    if (outcome_.next_limit < 0 || bound < outcome_.next_limit) outcome_.next_limit = bound;
  }

  [[nodiscard]] std::int32_t entry(std::uint32_t number, bool first_is_minus,
                                   std::size_t skip) const {
    const Table& table = of_.tables_[number];
    std::size_t index = skip == 1 && first_is_minus ? 1 : 0;
    for (std::size_t bit = skip; bit < table.scope.size(); ++bit) {
      index |= static_cast<std::size_t>(is_minus_[table.scope[bit]]) << bit;
    }
    return table.values[index];
  }

  void bounds_of(std::size_t at, std::int64_t bound, std::int64_t (&bounds)[2]) const {
    const Bucket& bucket = of_.buckets_[at];
    for (const std::uint32_t number : bucket.outgoing) bound -= entry(number, false, 0);
    for (const bool is_minus : {false, true}) {
      std::int64_t sum = bound + pair_cost(bucket.field, is_minus);
      for (const Pair& pair : bucket.pairs) {
        sum += pair_cost(pair.weight, (is_minus_[pair.position] != 0) != is_minus);
      }
      for (const std::uint32_t number : bucket.incoming) sum += entry(number, is_minus, 1);
      bounds[is_minus ? 1 : 0] = sum;
    }
  }

  const std::vector<std::int8_t>& sides() {
    for (std::size_t at = 0; at < is_minus_.size(); ++at) {
      side_[of_.vertex_at_[at]] = is_minus_[at] != 0 ? -1 : 1;
    }
    return side_;
  }

  const Elimination& of_;
  std::int64_t limit_, most_nodes_;
  const Visit& visit_;
  std::vector<std::uint8_t> is_minus_;  // per position
  std::vector<std::int8_t> side_;       // per vertex; the fixed one stays on +1
  Outcome outcome_;
};

Elimination::Outcome Elimination::search(std::int64_t limit, std::int64_t most_nodes,
                                         const Visit& visit) const {
  return Search(*this, limit, most_nodes, visit).run();
}

}  // namespace faultline::networks::detail
