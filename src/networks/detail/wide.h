#pragma once
// Loops over full columns.

#include <cstddef>
#include <cstdint>

// The same sums, four at once where the processor can. Each stays a sum in the same order, so that
// every processor gives the same bits (no fused products: that would be a third rounding). A
// sanitizer is not ready when the choice is made, and crashes.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define FAULTLINE_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define FAULTLINE_WIDE
#endif

namespace faultline::networks::detail {

inline constexpr std::size_t not_dense = SIZE_MAX;

/// Where a quarter of the rows stands in a column, going straight through all of them is faster.
[[nodiscard]] constexpr bool is_dense(std::size_t entries, std::size_t rows) {
  return entries >= 16 && entries >= rows / 4;
}

}  // namespace faultline::networks::detail
