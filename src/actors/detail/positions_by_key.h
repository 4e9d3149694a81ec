#pragma once
// Which actors go with a word: a table from hashes to lists of positions in the register, in flat
// arrays.

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace faultline::actors::detail {

/// Immutable. Lists are in ascending order, without repetitions.
class PositionsByKey {
 public:
  using Pair = std::pair<std::uint64_t, std::uint32_t>;  // the hash of a key, a position

  PositionsByKey() = default;
  explicit PositionsByKey(std::vector<Pair> pairs);

  /// Those that go with the key of this hash. O(log keys).
  [[nodiscard]] std::span<const std::uint32_t> find(std::uint64_t key) const;

 private:
  std::vector<std::uint64_t> keys_;   // ascending
  std::vector<std::uint32_t> first_;  // by key, and one more
  std::vector<std::uint32_t> positions_;
};

}  // namespace faultline::actors::detail
