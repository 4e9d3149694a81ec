#include "networks/dna/detail/one_mode.h"

#include <algorithm>

namespace faultline::networks::dna::detail {
namespace {

/// One number a row and column, where the weights allow it.
struct Side {
  std::uint32_t row{};
  double value{};
};

std::vector<Side> sides_of(std::span<const Cell> column, const std::vector<double>& side) {
  std::vector<Side> result;
  for (const Cell& cell : column) {
    if (result.empty() || result.back().row != cell.row) result.push_back({cell.row, 0});
    result.back().value += side[cell.level] * cell.value;
  }
  return result;
}

void add_sparse(const std::vector<Side>& sides, bool diagonal, Matrix& sum) {
  for (std::size_t i = 0; i < sides.size(); ++i) {
    double* row = &sum.at(sides[i].row, 0);
    for (std::size_t k = diagonal ? i : i + 1; k < sides.size(); ++k)
      row[sides[k].row] += sides[i].value * sides[k].value;
  }
}

constexpr std::size_t at_once = 4;

/// Four columns at a time, so that each row of the sum passes through the cache a fourth as often.
void add_dense(const std::vector<double>& columns, std::size_t n, bool diagonal, Matrix& sum) {
  const double* __restrict a = columns.data();
  const double* __restrict b = a + n;
  const double* __restrict c = b + n;
  const double* __restrict d = c + n;
  for (std::size_t i = 0; i < n; ++i) {
    const double ai = a[i], bi = b[i], ci = c[i], di = d[i];
    if (ai == 0 && bi == 0 && ci == 0 && di == 0) continue;
    double* __restrict row = &sum.at(i, 0);
    for (std::size_t k = diagonal ? i : i + 1; k < n; ++k)
      row[k] += (ai * a[k] + bi * b[k]) + (ci * c[k] + di * d[k]);
  }
}

// A column that this share of the rows have is as fast without their numbers.
constexpr std::size_t dense_from = 4;

void add_by_side(const Cells& cells, const LevelWeights& weights, bool diagonal, Scratch& scratch,
                 Matrix& sum) {
  const std::size_t n = cells.rows.size();
  scratch.dense.assign(at_once * n, 0);
  std::size_t waiting = 0;
  each_column(cells.cells, [&](std::span<const Cell> column) {
    const std::vector<Side> sides = sides_of(column, weights.side);
    if (sides.size() * dense_from < n) {
      add_sparse(sides, diagonal, sum);
      return;
    }
    for (const Side& side : sides) scratch.dense[waiting * n + side.row] = side.value;
    if (++waiting < at_once) return;
    add_dense(scratch.dense, n, diagonal, sum);
    scratch.dense.assign(at_once * n, 0);
    waiting = 0;
  });
  if (waiting > 0) add_dense(scratch.dense, n, diagonal, sum);
}

void add_by_level(const Cells& cells, const LevelWeights& weights, bool diagonal, Scratch& scratch,
                  Matrix& sum) {
  std::vector<double>& similar = scratch.similar;
  each_column(cells.cells, [&](std::span<const Cell> column) {
    for (std::size_t begin = 0, end = 0; begin < column.size(); begin = end) {
      similar.assign(cells.levels, 0);
      for (; end < column.size() && column[end].row == column[begin].row; ++end)
        for (std::size_t level = 0; level < cells.levels; ++level)
          similar[level] += column[end].value * weights(column[end].level, level);
      double* row = &sum.at(column[begin].row, 0);
      for (std::size_t k = diagonal ? begin : end; k < column.size(); ++k)
        row[column[k].row] += similar[column[k].level] * column[k].value;
    }
  });
}

}  // namespace

void add_products(const Cells& cells, const LevelWeights& weights, bool diagonal, Scratch& scratch,
                  Matrix& sum) {
  if (!weights.side.empty())
    add_by_side(cells, weights, diagonal, scratch, sum);
  else
    add_by_level(cells, weights, diagonal, scratch, sum);
}

void mirror(Matrix& matrix) {
  constexpr std::size_t block = 32;  // both blocks stay in the first cache
  const std::size_t n = matrix.rows;
  for (std::size_t top = 0; top < n; top += block)
    for (std::size_t left = top; left < n; left += block)
      for (std::size_t i = top; i < std::min(top + block, n); ++i)
        for (std::size_t k = std::max(left, i + 1); k < std::min(left + block, n); ++k)
          matrix.at(k, i) = matrix.at(i, k);
}

}  // namespace faultline::networks::dna::detail
