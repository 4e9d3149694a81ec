// Compiled with -O3: the loops over dense slots take most of the time of a large network.
#include "networks/detail/pairs.h"

#include <algorithm>

#include "networks/detail/wide.h"

namespace faultline::networks::detail {
namespace {

FAULTLINE_WIDE void add_scaled(double* __restrict to, const double* __restrict from, double factor,
                               std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) to[k] += factor * from[k];
}

FAULTLINE_WIDE void add_joint(double* __restrict to, const double* __restrict other, double own,
                              std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) {
    to[k] += other[k] > 0 ? PairRule::joint(own, other[k]) : 0.0;
  }
}

}  // namespace

Pairs::Pairs(const Cells& cells, const PairRule& rule) : cells_(&cells), rule_(&rule) {}

const ActiveRows& Pairs::rows_of(const Slab& slab) {
  active_.row.clear();
  active_.first_cell.clear();
  active_.sums.clear();
  for (std::size_t cell = 0; cell < slab.size(); ++cell) {
    if (active_.row.empty() || active_.row.back() != slab.row[cell]) {
      active_.row.push_back(slab.row[cell]);
      active_.first_cell.push_back(cell);
      active_.sums.emplace_back();
    }
    RowSums& sums = active_.sums.back();
    sums.total += slab.count[cell];
    if (!rule_->needs_self()) continue;
    // Cells of one column stand together.
    for (std::size_t other = cell + 1; other-- > active_.first_cell.back();) {
      if (slab.column[other] != slab.column[cell]) break;
      const double product = slab.count[cell] * slab.count[other] * (other == cell ? 1 : 2);
      sums.agree += product * rule_->agreement(slab.level[cell], slab.level[other]);
      sums.differ += product * rule_->difference(slab.level[cell], slab.level[other]);
    }
  }
  active_.first_cell.push_back(slab.size());
  return active_;
}

void Pairs::arrange(const Slab& slab) {
  const std::size_t rows = active_.size();
  slot_begin_.assign(cells_->slots() + 1, 0);
  for (const std::uint32_t slot : slab.slot) ++slot_begin_[slot + 1];
  for (std::size_t slot = 0; slot < cells_->slots(); ++slot)
    slot_begin_[slot + 1] += slot_begin_[slot];
  cursor_.assign(slot_begin_.begin(), slot_begin_.end() - 1);
  entries_.resize(slab.size());
  for (std::size_t one = 0; one < rows; ++one) {
    for (std::size_t cell = active_.first_cell[one]; cell < active_.first_cell[one + 1]; ++cell) {
      entries_[cursor_[slab.slot[cell]]++] = {static_cast<std::uint32_t>(one), slab.count[cell]};
    }
  }
  cursor_.assign(slot_begin_.begin(), slot_begin_.end() - 1);
  dense_begin_.assign(cells_->slots(), not_dense);
  dense_.clear();
  for (std::size_t slot = 0; slot < cells_->slots(); ++slot) {
    if (!is_dense(slot_begin_[slot + 1] - slot_begin_[slot], rows)) continue;
    dense_begin_[slot] = dense_.size();
    dense_.resize(dense_.size() + rows, 0.0);
    for (std::size_t e = slot_begin_[slot]; e < slot_begin_[slot + 1]; ++e) {
      dense_[dense_begin_[slot] + entries_[e].row] = entries_[e].count;
    }
  }
  agree_.assign(rows, 0);
  differ_.assign(rows, 0);
  joint_.assign(rows, 0);
  sums_.resize(rows);
  touched_.clear();
}

void Pairs::add_slot(std::size_t one, std::uint32_t slot, double count, PairSums factors,
                     bool with_joint) {
  if (dense_begin_[slot] != not_dense) {
    all_touched_ = true;
    const std::size_t ahead = active_.size() - one - 1;
    const double* other = dense_.data() + dense_begin_[slot] + one + 1;
    if (factors.agree != 0)
      add_scaled(agree_.data() + one + 1, other, count * factors.agree, ahead);
    if (factors.differ != 0)
      add_scaled(differ_.data() + one + 1, other, count * factors.differ, ahead);
    if (with_joint) add_joint(joint_.data() + one + 1, other, count, ahead);
    return;
  }
  std::size_t& cursor = cursor_[slot];
  while (cursor < slot_begin_[slot + 1] && entries_[cursor].row <= one) ++cursor;
  for (std::size_t e = cursor; e < slot_begin_[slot + 1]; ++e) {
    const auto [row, other] = entries_[e];
    if (agree_[row] == 0 && differ_[row] == 0) touched_.push_back(row);
    agree_[row] += count * factors.agree * other;
    differ_[row] += count * factors.differ * other;
    if (with_joint) joint_[row] += PairRule::joint(count, other);
  }
}

void Pairs::add_cell(std::size_t one, std::uint32_t column, std::uint32_t level, std::uint32_t slot,
                     double count, bool with_joint) {
  for (std::uint32_t s = cells_->column_slots[column]; s < cells_->column_slots[column + 1]; ++s) {
    const std::uint32_t other = cells_->slot_level[s];
    add_slot(one, s, count,
             {.agree = rule_->agreement(level, other), .differ = rule_->difference(level, other)},
             with_joint && s == slot);
  }
}

/// By going through both rows' cells: of weights, total - joint would lose every digit where the
/// denominator is much smaller than both.
void Pairs::set_joint_exactly(const Slab& slab, std::size_t one) {
  for (const std::uint32_t two : touched_) {
    std::size_t a = active_.first_cell[one];
    std::size_t b = active_.first_cell[two];
    double denominator = 0;
    while (a < active_.first_cell[one + 1] && b < active_.first_cell[two + 1]) {
      if (slab.slot[a] < slab.slot[b]) {
        denominator += slab.count[a++];
      } else if (slab.slot[b] < slab.slot[a]) {
        denominator += slab.count[b++];
      } else {
        denominator += slab.count[a++] * slab.count[b++];
      }
    }
    while (a < active_.first_cell[one + 1]) denominator += slab.count[a++];
    while (b < active_.first_cell[two + 1]) denominator += slab.count[b++];
    sums_[two].denominator = denominator;
  }
}

void Pairs::collect_touched(std::size_t one) {
  if (all_touched_) {
    touched_.clear();
    for (std::size_t k = one + 1; k < active_.size(); ++k) {
      if (agree_[k] != 0 || differ_[k] != 0) touched_.push_back(static_cast<std::uint32_t>(k));
    }
  } else {
    std::sort(touched_.begin(), touched_.end());
  }
  const double total = active_.sums[one].total;
  for (const std::uint32_t k : touched_) {
    sums_[k] = {agree_[k], differ_[k], total + active_.sums[k].total - joint_[k]};
    agree_[k] = differ_[k] = joint_[k] = 0;
  }
}

void Pairs::for_each_row(const Slab& slab, bool are_counts,
                         const std::function<void(const Row&)>& row) {
  arrange(slab);
  const bool with_joint = rule_->needs_joint() && are_counts;
  for (std::size_t one = 0; one < active_.size(); ++one) {
    all_touched_ = false;
    for (std::size_t cell = active_.first_cell[one]; cell < active_.first_cell[one + 1]; ++cell) {
      add_cell(one, slab.column[cell], slab.level[cell], slab.slot[cell], slab.count[cell],
               with_joint);
    }
    collect_touched(one);
    if (rule_->needs_joint() && !are_counts) set_joint_exactly(slab, one);
    row({one, touched_, sums_.data()});
    touched_.clear();
  }
}

}  // namespace faultline::networks::detail
