#pragma once
// Counts of statements by column, row and level: the sparse array that weights are made of.

#include <cstdint>
#include <span>
#include <vector>

#include "networks/dna/selection.h"

namespace faultline::networks::dna::detail {

/// `value` statements (or their kernel weights) by one row on one column with one level.
struct Cell {
  std::uint32_t column{}, row{}, level{};
  double value{};
};

/// Labels that a matrix has, and its cells by their places, sorted by (column, row, level).
struct Cells {
  std::vector<std::uint32_t> rows, columns;  // places in the axes, rising
  std::vector<Cell> cells;
  std::size_t levels = 1;
};

/// What is used again from one matrix to the next, so that nothing is allocated anew.
struct Scratch {
  std::vector<std::int32_t> row_place, column_place;
  std::vector<std::uint32_t> counts;
  std::vector<std::uint64_t> keys;
  std::vector<double> similar, totals, dense;
  Cells cells;
};

/// Counts `places`; the result is `scratch.cells`.
const Cells& count_cells(const Selection& selection, std::span<const std::uint32_t> places,
                         Scratch& scratch);

/// One column's cells.
template <class Visit>
void each_column(const std::vector<Cell>& cells, Visit visit) {
  for (std::size_t begin = 0, end = 0; begin < cells.size(); begin = end) {
    while (end < cells.size() && cells[end].column == cells[begin].column) ++end;
    visit(std::span<const Cell>(cells).subspan(begin, end - begin));
  }
}

}  // namespace faultline::networks::dna::detail
