#pragma once
// Sums of all pairs of rows, kept up to date as statements enter and leave: for windows of which
// most stays from one to the next.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "networks/detail/pair_rule.h"
#include "networks/detail/selection.h"

namespace faultline::networks::detail {

class SlidingPairs {
 public:
  /// Bytes that `rows` rows need.
  [[nodiscard]] static std::size_t memory_of(std::size_t rows, const PairRule& rule);

  /// Borrows both.
  SlidingPairs(const Cells& cells, const PairRule& rule);

  /// Counts statements [first, past) and no others. O(entering and leaving statements times the
  /// rows of their columns).
  void move_to(std::size_t first, std::size_t past);

  [[nodiscard]] const RowSums& row(std::size_t row) const { return rows_[row]; }
  /// Whether one < two share a column.
  [[nodiscard]] bool is_tied(std::size_t one, std::size_t two) const {
    const Sums& sums = sums_[one * rows_.size() + two];
    return sums.agree + sums.differ != 0;  // neither is ever negative
  }
  [[nodiscard]] PairSums pair(std::size_t one, std::size_t two) const {
    const std::size_t place = one * rows_.size() + two;
    return {sums_[place].agree, sums_[place].differ,
            joint_.empty() ? 0 : rows_[one].total + rows_[two].total - joint_[place]};
  }

 private:
  struct Entry {
    std::uint32_t cell, row, level;
    double count;
  };
  struct Sums {
    double agree = 0, differ = 0;
  };

  void change(std::uint32_t cell, double by);
  void change_pair(const Entry& own, double by, const Entry& other);

  const Cells* cells_;
  const PairRule* rule_;
  std::size_t first_ = 0, past_ = 0;
  std::vector<std::vector<Entry>> columns_;  // cells with a count, in any order
  std::vector<std::uint32_t> place_;         // per cell: where in its column, or none
  std::vector<RowSums> rows_;
  std::vector<Sums> sums_;     // rows * rows, above the diagonal
  std::vector<double> joint_;  // so too, of Jaccard
};

}  // namespace faultline::networks::detail
