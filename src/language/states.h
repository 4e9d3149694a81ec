#pragma once
// What the encoder knows of each word in its sentence, for rooms that learn from it.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ordinal.h"

namespace faultline::language {

/// One row of `width` bytes for each token of a Document: 64 stands for 0, 1 for the least and 127
/// for the greatest value, evenly between. First the upper layer's units, then the lower one's
/// (from -1 to 1; of each layer the first half was read from left to right, the second from right
/// to left), then the word's own vector, which knows nothing of its neighbours. The same text and
/// model give the same bytes on every machine; another model gives other ones (Engine::version
/// tells which).
struct States {
  std::size_t width = 0;
  std::vector<std::uint8_t> rows;

  [[nodiscard]] std::span<const std::uint8_t> of(TokenIndex token) const {
    return std::span(rows).subspan(token.value * width, width);
  }
};

}  // namespace faultline::language
