#pragma once
// How many statements fall into each cell, for windows that move.

#include <cstdint>
#include <vector>

#include "networks/detail/selection.h"

namespace faultline::networks::detail {

/// The cells with a count, sorted by (row, column, level).
struct Slab {
  std::vector<std::uint32_t> row, column, level, slot;
  std::vector<double> count;
  std::int64_t statements = 0;

  [[nodiscard]] std::size_t size() const { return count.size(); }
};

/// Calls `add` and `remove` with the numbers of statements that enter and leave when a window
/// [first, past) moves to [new_first, new_past), and moves it: each once, or none stays.
template <class Add, class Remove>
void move_window(std::size_t& first, std::size_t& past, std::size_t new_first, std::size_t new_past,
                 Add add, Remove remove) {
  if (new_first >= past || new_past <= first) {
    while (first < past) remove(first++);
    first = past = new_first;
  }
  while (new_first < first) add(--first);
  while (past < new_past) add(past++);
  while (first < new_first) remove(first++);
  while (new_past < past) remove(--past);
}

class Tally {
 public:
  /// Borrows `cells`.
  explicit Tally(const Cells& cells);

  /// Counts statements [first, past), from the window before by what enters and leaves.
  const Slab& count(std::size_t first, std::size_t past);

  /// Sums of the weights that `weight_of(number)` gives statements [first, past), in their order;
  /// those of weight 0 do not count.
  template <class Weight>
  const Slab& weigh(std::size_t first, std::size_t past, Weight weight_of);

 private:
  void clear();
  void mark(std::uint32_t cell) { marks_[cell / 64] |= std::uint64_t{1} << cell % 64; }
  const Slab& collect(std::int64_t statements);

  const Cells* cells_;
  std::vector<double> count_;         // per cell
  std::vector<std::uint64_t> marks_;  // a bit per cell: has had a count
  std::size_t first_ = 0, past_ = 0;  // what is counted
  Slab slab_;
};

template <class Weight>
const Slab& Tally::weigh(std::size_t first, std::size_t past, Weight weight_of) {
  clear();
  std::int64_t statements = 0;
  for (std::size_t number = first; number < past; ++number) {
    const double weight = weight_of(number);
    if (weight == 0) continue;
    const std::uint32_t cell = cells_->of_statement[number];
    count_[cell] += weight;
    mark(cell);
    ++statements;
  }
  return collect(statements);
}

}  // namespace faultline::networks::detail
