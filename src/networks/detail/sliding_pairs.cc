#include "networks/detail/sliding_pairs.h"

#include <algorithm>

#include "networks/detail/tally.h"

namespace faultline::networks::detail {

std::size_t SlidingPairs::memory_of(std::size_t rows, const PairRule& rule) {
  return rows * rows * (sizeof(Sums) + (rule.needs_joint() ? sizeof(double) : 0));
}

SlidingPairs::SlidingPairs(const Cells& cells, const PairRule& rule)
    : cells_(&cells),
      rule_(&rule),
      columns_(cells.columns),
      place_(cells.size(), ValueIndex::none),
      rows_(cells.rows) {
  const std::size_t pairs = std::size_t{cells.rows} * cells.rows;
  sums_.resize(pairs);
  if (rule.needs_joint()) joint_.resize(pairs);
}

void SlidingPairs::move_to(std::size_t first, std::size_t past) {
  move_window(
      first_, past_, first, past,
      [&](std::size_t number) { change(cells_->of_statement[number], 1); },
      [&](std::size_t number) { change(cells_->of_statement[number], -1); });
}

/// The pair of a row's changed cell, before the change, with another row's cell of the same column.
void SlidingPairs::change_pair(const Entry& own, double by, const Entry& other) {
  const std::size_t place = own.row < other.row ? std::size_t{own.row} * rows_.size() + other.row
                                                : std::size_t{other.row} * rows_.size() + own.row;
  const double product = by * other.count;
  sums_[place].agree += product * rule_->agreement(own.level, other.level);
  sums_[place].differ += product * rule_->difference(own.level, other.level);
  if (joint_.empty() || own.level != other.level) return;
  const double before = own.count == 0 ? 0 : PairRule::joint(own.count, other.count);
  const double after = own.count + by == 0 ? 0 : PairRule::joint(own.count + by, other.count);
  joint_[place] += after - before;
}

void SlidingPairs::change(std::uint32_t cell, double by) {
  std::vector<Entry>& column = columns_[cells_->column[cell]];
  if (place_[cell] == ValueIndex::none) {
    place_[cell] = static_cast<std::uint32_t>(column.size());
    column.push_back({cell, cells_->row[cell], cells_->level[cell], 0});
  }
  const Entry own = column[place_[cell]];
  RowSums& row = rows_[own.row];
  row.total += by;
  for (const Entry& other : column) {
    if (other.row != own.row) {
      change_pair(own, by, other);
    } else if (rule_->needs_self()) {
      // (a + by)^2 - a^2 with itself, twice by b with the row's other levels.
      const double product = other.cell == cell ? by * (2 * own.count + by) : 2 * by * other.count;
      row.agree += product * rule_->agreement(own.level, other.level);
      row.differ += product * rule_->difference(own.level, other.level);
    }
  }
  column[place_[cell]].count += by;
  if (column[place_[cell]].count != 0) return;
  column[place_[cell]] = column.back();
  place_[column.back().cell] = place_[cell];
  column.pop_back();
  place_[cell] = ValueIndex::none;
}

}  // namespace faultline::networks::detail
