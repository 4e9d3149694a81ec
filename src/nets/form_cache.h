#pragma once
// What was computed for words that were read before, so that "the" is computed once.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "nets/packed_matrix.h"

namespace faultline::nets {

/// Rows of numbers by key, in a fixed amount of memory: two places for each key, of which the one
/// used longer ago is overwritten. What is kept never changes a result. Not for several threads.
class FormCache {
 public:
  /// Forgets everything if `owner` or `width` is another one than before.
  void belong_to(std::uint64_t owner, std::size_t width) {
    if (owner == owner_ && width == width_) return;
    owner_ = owner;
    width_ = width;
    keys_.assign(rows, 0);
    values_.assign(rows * width, 0.0F);
    is_second_newer_.assign(rows / 2, 0);
  }

  /// The row of `key`, made by `make(row)` if it is not there. Good until the next call.
  template <class Make>
  const float* find(std::uint64_t key, const Make& make) {
    key = std::max<std::uint64_t>(key, 1);  // 0: an empty place
    const std::size_t pair = static_cast<std::size_t>(key >> 32) % (rows / 2);
    for (std::size_t place = 2 * pair; place < 2 * pair + 2; ++place) {
      if (keys_[place] == key) {
        is_second_newer_[pair] = static_cast<std::uint8_t>(place - 2 * pair);
        return &values_[place * width_];
      }
    }
    const std::size_t place = 2 * pair + (is_second_newer_[pair] == 0 ? 1 : 0);
    make(&values_[place * width_]);
    keys_[place] = key;
    is_second_newer_[pair] = static_cast<std::uint8_t>(place - 2 * pair);
    return &values_[place * width_];
  }

 private:
  static constexpr std::size_t rows = 4096;

  std::uint64_t owner_ = 0;
  std::size_t width_ = 0;
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint8_t> is_second_newer_;  // by pair of places
  AlignedVector<float> values_;
};

}  // namespace faultline::nets
