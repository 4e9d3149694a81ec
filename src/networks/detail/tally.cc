#include "networks/detail/tally.h"

#include <bit>

namespace faultline::networks::detail {

Tally::Tally(const Cells& cells)
    : cells_(&cells), count_(cells.size()), marks_((cells.size() + 63) / 64) {}

const Slab& Tally::count(std::size_t first, std::size_t past) {
  const std::vector<std::uint32_t>& of_statement = cells_->of_statement;
  move_window(
      first_, past_, first, past,
      [&](std::size_t number) {
        const std::uint32_t cell = of_statement[number];
        count_[cell] += 1;
        mark(cell);
      },
      [&](std::size_t number) { count_[of_statement[number]] -= 1; });
  return collect(static_cast<std::int64_t>(past - first));
}

void Tally::clear() {
  for (std::size_t word = 0; word < marks_.size(); ++word) {
    for (std::uint64_t bits = marks_[word]; bits != 0; bits &= bits - 1) {
      count_[word * 64 + static_cast<std::size_t>(std::countr_zero(bits))] = 0;
    }
    marks_[word] = 0;
  }
  first_ = past_ = 0;
}

const Slab& Tally::collect(std::int64_t statements) {
  slab_.row.clear();
  slab_.column.clear();
  slab_.level.clear();
  slab_.slot.clear();
  slab_.count.clear();
  slab_.statements = statements;
  for (std::size_t word = 0; word < marks_.size(); ++word) {
    for (std::uint64_t bits = marks_[word]; bits != 0; bits &= bits - 1) {
      const std::uint64_t lowest = bits & -bits;
      const std::size_t cell = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      if (count_[cell] == 0) {  // all its statements have left
        marks_[word] ^= lowest;
        continue;
      }
      slab_.row.push_back(cells_->row[cell]);
      slab_.column.push_back(cells_->column[cell]);
      slab_.level.push_back(cells_->level[cell]);
      slab_.slot.push_back(cells_->slot[cell]);
      slab_.count.push_back(count_[cell]);
    }
  }
  return slab_;
}

}  // namespace faultline::networks::detail
