#pragma once
// Random numbers that are the same on every machine.

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>

namespace faultline {

/// A number below `bound`, which is not 0, every one equally likely.
/// std::uniform_int_distribution and std::shuffle give other numbers with other standard libraries,
/// and results must not.
[[nodiscard]] inline std::uint64_t draw_below(std::mt19937_64& generator, std::uint64_t bound) {
  const std::uint64_t remainder = (std::mt19937_64::max() % bound + 1) % bound;
  std::uint64_t drawn = generator();
  while (drawn > std::mt19937_64::max() - remainder) drawn = generator();
  return drawn % bound;
}

/// Puts the values of a vector into an order drawn from all of them, each equally likely.
template <class Values>
void shuffle(Values& values, std::mt19937_64& generator) {
  for (std::size_t left = values.size(); left > 1; --left)
    std::swap(values[left - 1], values[draw_below(generator, left)]);
}

}  // namespace faultline
