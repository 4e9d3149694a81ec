#pragma once
// Bucket elimination for the best split, and the search that its tables guide.

#include <cstdint>
#include <functional>
#include <vector>

#include "networks/detail/signed_graph.h"

namespace faultline::networks::detail {

/// Tables of a connected graph of at least 2 vertices. One vertex is fixed on +1; the others are
/// eliminated one after the other (least fill first), each leaving a table of what it costs at
/// least for every assignment of those it was tied to. Where a table would have more than 2^bits
/// entries, the costs are shared among smaller tables (mini-buckets), whose sum bounds the cost
/// from below. Total weight below 2^30.
class Elimination {
 public:
  /// `bits` in 0 .. 24; less are taken if all tables together would have more than 2^25 entries
  /// (128 MiB).
  Elimination(const SignedGraph& graph, int bits);

  /// No cost was shared out: lower_bound() is the least cost.
  [[nodiscard]] bool is_exact() const { return is_exact_; }
  [[nodiscard]] std::int64_t lower_bound() const { return lower_bound_; }

  struct Outcome {
    bool is_complete = false;      // every split within the limit was visited, or `visit` said stop
    std::int64_t nodes = 0;        // of the search tree, looked at
    std::int64_t next_limit = -1;  // least bound above the limit that was met; -1: none
  };
  /// Calls `visit` with the side of every vertex (-1, +1) and the cost of every split that costs at
  /// most `limit`, until it returns false or `most_nodes` were looked at.
  using Visit = std::function<bool(const std::vector<std::int8_t>& side, std::int64_t cost)>;
  Outcome search(std::int64_t limit, std::int64_t most_nodes, const Visit& visit) const;

 private:
  struct Pair {
    std::uint32_t position{};  // of the later vertex
    std::int32_t weight{};
  };
  /// What is added up in one bucket or a part of it.
  struct MiniBucket {
    std::vector<std::uint32_t> scope;     // later positions, ascending
    std::vector<std::uint32_t> incoming;  // tables, by number
    std::vector<Pair> pairs;
    bool has_field = false;
  };
  struct Table {
    std::vector<std::uint32_t> scope;  // positions, ascending: bit 0 is the first
    std::vector<std::int32_t> values;
  };
  struct Bucket {
    std::int32_t field = 0;  // weight to the fixed vertex
    std::vector<Pair> pairs;
    std::vector<std::uint32_t> incoming, outgoing;
  };
  class Search;

  void choose_order(const SignedGraph& graph);
  std::size_t plan(int bits, std::vector<std::vector<MiniBucket>>& minis) const;
  void fill(const std::vector<std::vector<MiniBucket>>& minis);
  void fill_table(const MiniBucket& mini, std::int32_t field, Table& table) const;

  std::uint32_t fixed_ = 0;
  std::vector<std::uint32_t> vertex_at_;  // per position
  std::vector<Bucket> buckets_;
  std::vector<Table> tables_;
  std::int64_t lower_bound_ = 0;
  bool is_exact_ = true;
};

}  // namespace faultline::networks::detail
