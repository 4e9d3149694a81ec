#pragma once
// Sums over pairs of rows with a common column.

#include <vector>

#include "networks/dna/detail/cells.h"
#include "networks/network.h"

namespace faultline::networks::dna::detail {

/// How much a statement with one level and one with another count together:
/// at_equal + per_distance * |position[q] - position[r]|.
struct LevelWeights {
  std::vector<double> position;  // per level; where distances do not count, all may be 0
  double at_equal = 1;
  double per_distance = 0;
  /// Not empty: the weight is side[q] * side[r], so that a column needs one number a row.
  std::vector<double> side;

  [[nodiscard]] double operator()(std::size_t q, std::size_t r) const {
    const double distance = position[q] - position[r];
    return at_equal + per_distance * (distance < 0 ? -distance : distance);
  }
};

/// Adds for every i <= k (i < k without `diagonal`) the sum over columns and levels q, r of
/// n[i][q] n[k][r] weights(q, r) to `sum` (rows x rows, upper triangle).
void add_products(const Cells& cells, const LevelWeights& weights, bool diagonal, Scratch& scratch,
                  Matrix& sum);

/// Adds for every i < k the sum of at_both(n[i][j][q], n[k][j][q]) over columns and levels where
/// both have some.
template <class AtBoth>
void add_where_both(const Cells& cells, Scratch& scratch, AtBoth at_both, Matrix& sum) {
  scratch.similar.assign(cells.levels, 0);
  each_column(cells.cells, [&](std::span<const Cell> column) {
    for (std::size_t begin = 0, end = 0; begin < column.size(); begin = end) {
      while (end < column.size() && column[end].row == column[begin].row) ++end;
      for (std::size_t i = begin; i < end; ++i) scratch.similar[column[i].level] = column[i].value;
      double* row = &sum.at(column[begin].row, 0);
      for (std::size_t k = end; k < column.size(); ++k)
        if (const double own = scratch.similar[column[k].level]; own > 0)
          row[column[k].row] += at_both(own, column[k].value);
      for (std::size_t i = begin; i < end; ++i) scratch.similar[column[i].level] = 0;
    }
  });
}

/// Copies the upper triangle to the lower one.
void mirror(Matrix& matrix);

}  // namespace faultline::networks::dna::detail
