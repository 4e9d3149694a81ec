#pragma once
// As many draws with replacement as there are things.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

#include "base/draw.h"

namespace faultline::inference {

/// `count` draws among the `count` (1 to 2^32 - 1) places of `times`, every place equally likely
/// each time; how often each was drawn. Two draws out of one random word (Lemire 2019), as a
/// bootstrap spends its time here.
inline void draw_many(std::mt19937_64& generator, std::size_t count,
                      std::span<std::uint32_t> times) {
  std::fill(times.begin(), times.end(), 0U);
  const auto bound = static_cast<std::uint32_t>(count);
  const std::uint32_t unfair = (0U - bound) % bound;
  std::size_t drawn = 0;
  while (drawn < count) {
    const std::uint64_t word = generator();
    for (const std::uint32_t half :
         {static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(word >> 32U)}) {
      const std::uint64_t product = std::uint64_t{half} * bound;
      if (static_cast<std::uint32_t>(product) < unfair || drawn == count) continue;
      ++times[product >> 32U];
      ++drawn;
    }
  }
}

}  // namespace faultline::inference
