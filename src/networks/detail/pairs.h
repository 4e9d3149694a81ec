#pragma once
// All pairs of rows that share a column, by going through the columns of each row.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "networks/detail/pair_rule.h"
#include "networks/detail/tally.h"

namespace faultline::networks::detail {

/// The rows of a slab that have a count, ascending, and what is known of each.
struct ActiveRows {
  std::vector<std::uint32_t> row;
  std::vector<std::size_t> first_cell;  // in the slab; one more at the end
  std::vector<RowSums> sums;

  [[nodiscard]] std::size_t size() const { return row.size(); }
};

class Pairs {
 public:
  /// Borrows both.
  Pairs(const Cells& cells, const PairRule& rule);

  /// The active rows of `slab`, with sums of themselves if the rule needs them.
  const ActiveRows& rows_of(const Slab& slab);

  /// One row's pairs with those after it.
  struct Row {
    std::size_t one;                        // number of the active row
    std::span<const std::uint32_t> others;  // ascending numbers of active rows
    const PairSums* sums;                   // of pair (one, k) at [k]
  };
  /// Calls `row` for each active row of the slab that rows_of was last called with, in order.
  /// `are_counts`: the counts are whole numbers, so that sums of them are exact.
  void for_each_row(const Slab& slab, bool are_counts, const std::function<void(const Row&)>& row);

 private:
  struct Entry {
    std::uint32_t row;  // number of the active row
    double count;
  };

  void arrange(const Slab& slab);
  void add_cell(std::size_t one, std::uint32_t column, std::uint32_t level, std::uint32_t slot,
                double count, bool with_joint);
  void add_slot(std::size_t one, std::uint32_t slot, double count, PairSums factors,
                bool with_joint);
  void set_joint_exactly(const Slab& slab, std::size_t one);
  void collect_touched(std::size_t one);

  const Cells* cells_;
  const PairRule* rule_;
  ActiveRows active_;
  std::vector<std::size_t> slot_begin_, cursor_;  // per slot: its entries, those still ahead
  std::vector<Entry> entries_;                    // slot by slot, rows ascending
  std::vector<std::size_t> dense_begin_;          // per slot: where in dense_, or none
  std::vector<double> dense_;                     // counts of every active row
  std::vector<double> agree_, differ_, joint_;    // per active row
  std::vector<std::uint32_t> touched_;
  bool all_touched_ = false;
  std::vector<PairSums> sums_;  // per active row, of the touched ones
};

}  // namespace faultline::networks::detail
