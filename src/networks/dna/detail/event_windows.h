#pragma once
// Windows of so many statements before and after each one, with DNA's way of drawing among ties.

#include <cstdint>
#include <vector>

#include "networks/dna/selection.h"

namespace faultline::networks::dna::detail {

class EventWindows {
 public:
  /// Keeps a reference to `selection`.
  explicit EventWindows(const Selection& selection);

  [[nodiscard]] std::size_t count() const;
  /// The statement that window i stands for, as a place among the candidates.
  [[nodiscard]] std::uint32_t middle(std::size_t i) const;
  /// Drawn ones first and last: 2 h + 1 places among the candidates. Depends on the seed and i.
  [[nodiscard]] std::vector<std::uint32_t> statements(std::size_t i) const;

 private:
  [[nodiscard]] Instant time(std::size_t index) const;
  void draw(std::size_t bound, std::size_t count, std::uint64_t seed,
            std::vector<std::uint32_t>& into) const;

  const Selection& selection_;
  std::size_t half_;
};

}  // namespace faultline::networks::dna::detail
