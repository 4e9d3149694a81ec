#pragma once
// How alike two partitions of the same nodes are.

#include <cstdint>
#include <span>

namespace faultline::networks {

/// Adjusted Rand index (Hubert & Arabie 1985, eq. 5): 1 for the same partition, 0 what chance
/// gives, below 0 for less. 1 where both are all in one or all apart (0/0). Numbers of parts are
/// arbitrary. NaN for no nodes. The spans have the same length. O(n log n).
[[nodiscard]] double adjusted_rand_index(std::span<const std::uint32_t> one,
                                         std::span<const std::uint32_t> other);

/// Variation of information in nats (Meila 2007): H(one | other) + H(other | one). 0 for the same
/// partition, at most ln n. NaN for no nodes. O(n log n).
[[nodiscard]] double variation_of_information(std::span<const std::uint32_t> one,
                                              std::span<const std::uint32_t> other);

}  // namespace faultline::networks
