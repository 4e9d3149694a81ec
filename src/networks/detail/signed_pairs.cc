// Compiled with -O3, as pairs.cc.
#include "networks/detail/signed_pairs.h"

#include <algorithm>

#include "networks/detail/wide.h"

namespace faultline::networks::detail {
namespace {

FAULTLINE_WIDE void add_both(double* __restrict all, const double* __restrict other_all,
                             double own_all, double* __restrict net,
                             const double* __restrict other_net, double own_net,
                             std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) {
    all[k] += own_all * other_all[k];
    net[k] += own_net * other_net[k];
  }
}

}  // namespace

void SignedPairs::arrange(const Slab& slab, const ActiveRows& active) {
  by_row_.clear();
  row_begin_.clear();
  column_begin_.assign(std::size_t{cells_->columns} + 1, 0);
  for (std::size_t one = 0; one < active.size(); ++one) {
    row_begin_.push_back(by_row_.size());
    for (std::size_t cell = active.first_cell[one]; cell < active.first_cell[one + 1]; ++cell) {
      const double count = slab.count[cell];
      if (by_row_.size() == row_begin_.back() || by_row_.back().column != slab.column[cell]) {
        by_row_.push_back({static_cast<std::uint32_t>(one), slab.column[cell], 0, 0});
        ++column_begin_[slab.column[cell] + 1];
      }
      by_row_.back().all += count;
      by_row_.back().net += slab.level[cell] == 0 ? -count : count;
    }
  }
  row_begin_.push_back(by_row_.size());
  for (std::size_t j = 0; j < cells_->columns; ++j) column_begin_[j + 1] += column_begin_[j];
  cursor_.assign(column_begin_.begin(), column_begin_.end() - 1);
  by_column_.resize(by_row_.size());
  for (const Entry& entry : by_row_) by_column_[cursor_[entry.column]++] = entry;
  cursor_.assign(column_begin_.begin(), column_begin_.end() - 1);
  fill_dense(active.size());
  all_.assign(active.size(), 0);
  net_.assign(active.size(), 0);
  sums_.resize(active.size());
  touched_.clear();
}

void SignedPairs::fill_dense(std::size_t rows) {
  dense_begin_.assign(cells_->columns, not_dense);
  dense_all_.clear();
  dense_net_.clear();
  for (std::size_t j = 0; j < cells_->columns; ++j) {
    if (!is_dense(column_begin_[j + 1] - column_begin_[j], rows)) continue;
    dense_begin_[j] = dense_all_.size();
    dense_all_.resize(dense_all_.size() + rows, 0.0);
    dense_net_.resize(dense_net_.size() + rows, 0.0);
    for (std::size_t e = column_begin_[j]; e < column_begin_[j + 1]; ++e) {
      dense_all_[dense_begin_[j] + by_column_[e].row] = by_column_[e].all;
      dense_net_[dense_begin_[j] + by_column_[e].row] = by_column_[e].net;
    }
  }
}

void SignedPairs::add(const Entry& own, std::size_t rows) {
  const std::size_t next = std::size_t{own.row} + 1;
  if (dense_begin_[own.column] != not_dense) {
    all_touched_ = true;
    const std::size_t at = dense_begin_[own.column] + next;
    add_both(all_.data() + next, dense_all_.data() + at, own.all, net_.data() + next,
             dense_net_.data() + at, own.net, rows - next);
    return;
  }
  std::size_t& cursor = cursor_[own.column];
  while (cursor < column_begin_[own.column + 1] && by_column_[cursor].row <= own.row) ++cursor;
  for (std::size_t e = cursor; e < column_begin_[own.column + 1]; ++e) {
    const Entry& other = by_column_[e];
    if (all_[other.row] == 0) touched_.push_back(other.row);
    all_[other.row] += own.all * other.all;
    net_[other.row] += own.net * other.net;
  }
}

void SignedPairs::collect(std::size_t one, std::size_t rows) {
  if (all_touched_) {
    touched_.clear();
    for (std::size_t k = one + 1; k < rows; ++k) {
      if (all_[k] != 0) touched_.push_back(static_cast<std::uint32_t>(k));
    }
  } else {
    std::sort(touched_.begin(), touched_.end());
  }
  for (const std::uint32_t k : touched_) {
    sums_[k] = {(all_[k] + net_[k]) / 2, (all_[k] - net_[k]) / 2, 0};
    all_[k] = net_[k] = 0;
  }
}

void SignedPairs::for_each_row(const Slab& slab, const ActiveRows& active,
                               const std::function<void(const Pairs::Row&)>& row) {
  arrange(slab, active);
  for (std::size_t one = 0; one < active.size(); ++one) {
    all_touched_ = false;
    for (std::size_t e = row_begin_[one]; e < row_begin_[one + 1]; ++e) {
      add(by_row_[e], active.size());
    }
    collect(one, active.size());
    row({one, touched_, sums_.data()});
    touched_.clear();
  }
}

}  // namespace faultline::networks::detail
