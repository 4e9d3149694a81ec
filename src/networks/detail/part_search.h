#pragma once
// The best split of one biconnected part, and what all its best splits have in common.

#include <cstdint>
#include <memory>
#include <vector>

#include "networks/detail/elimination.h"
#include "networks/detail/signed_graph.h"
#include "networks/frustration.h"

namespace faultline::networks::detail {

struct PartSplit {
  std::vector<std::int8_t> side;  // the best that was found
  std::int64_t cost = 0;
  std::int64_t lower_bound = 0;
  std::int64_t nodes = 0;                     // of the search tree
  std::shared_ptr<const Elimination> tables;  // the last ones that were needed; may be none

  [[nodiscard]] bool is_exact() const { return cost == lower_bound; }
};

/// When a search may end before the best split is proven, and where it begins.
struct Aim {
  std::int64_t reach = -1;  // a split that costs no more than this is good enough
  std::int64_t exceed = std::int64_t{1} << 40;  // so is a proof that all cost more than this
  std::vector<std::int8_t> start;               // a split to begin with; empty: look for one
};

/// The part is connected and has at least 2 vertices.
[[nodiscard]] PartSplit best_split(const SignedGraph& part, const FrustrationOptions& options,
                                   const Aim& aim = {});

/// One split of a graph out of those of its biconnected parts (as biconnected_parts() gives them):
/// vertices without links are on +1, and so is the first of each connected component.
[[nodiscard]] std::vector<std::int8_t> joined_sides(
    std::size_t vertices, const std::vector<std::vector<std::uint32_t>>& parts,
    const std::vector<PartSplit>& splits);

enum class Answer : std::uint8_t { Yes, No, Unknown };

/// Whether a split of any graph (connected or not) costs at most `limit`; if so, `side` is one.
struct Found {
  Answer answer = Answer::Unknown;
  std::vector<std::int8_t> side;
};
/// `start` is some split of it to begin with. Takes the nodes it looks at from `nodes_left`.
[[nodiscard]] Found split_within(const SignedGraph& graph, const std::vector<std::int8_t>& start,
                                 std::int64_t limit, const FrustrationOptions& options,
                                 std::int64_t& nodes_left);

/// What all best splits of a part have in common.
struct CommonPart {
  /// Per vertex the lowest of those it is bound to: on the same side in all best splits, or on
  /// opposite sides in all.
  std::vector<std::uint32_t> bound_to;
  /// Per vertex the lowest of those that it may be bound to; all others are proven not to be.
  std::vector<std::uint32_t> kind;
  std::int64_t splits = 0;
  bool all_counted = false;
};
[[nodiscard]] CommonPart common_part(const SignedGraph& part, const PartSplit& best,
                                     const FrustrationOptions& options, std::int64_t& nodes_left);

}  // namespace faultline::networks::detail
