#pragma once
// All pairs of rows where a qualifier has two levels, from fewer sums: with the counts of a row on
// a column all = for + against and net = for - against, the sum of all * all over the columns is
// congruence + conflict, and that of net * net is congruence - conflict.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "networks/detail/pairs.h"

namespace faultline::networks::detail {

class SignedPairs {
 public:
  /// Borrows `cells`.
  explicit SignedPairs(const Cells& cells) : cells_(&cells) {}

  /// As Pairs::for_each_row, of whole counts and a rule that is_of_signs(); `active`: of the slab.
  void for_each_row(const Slab& slab, const ActiveRows& active,
                    const std::function<void(const Pairs::Row&)>& row);

 private:
  struct Entry {
    std::uint32_t row, column;
    double all, net;
  };

  void arrange(const Slab& slab, const ActiveRows& active);
  void fill_dense(std::size_t rows);
  void add(const Entry& own, std::size_t rows);
  void collect(std::size_t one, std::size_t rows);

  const Cells* cells_;
  std::vector<Entry> by_row_, by_column_;
  std::vector<std::size_t> row_begin_, column_begin_, cursor_;
  std::vector<std::size_t> dense_begin_;  // per column: where in the next two, or none
  std::vector<double> dense_all_, dense_net_;
  std::vector<double> all_, net_;  // per active row
  std::vector<std::uint32_t> touched_;
  bool all_touched_ = false;
  std::vector<PairSums> sums_;
};

}  // namespace faultline::networks::detail
