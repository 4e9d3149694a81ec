#pragma once
// Which statements count, and the cells that they fall into.

#include <cstdint>
#include <vector>

#include "networks/detail/plan.h"
#include "networks/detail/value_index.h"

namespace faultline::networks::detail {

struct Selection {
  std::vector<std::uint32_t> statements;  // rows of the table
  /// Values of the counted statements; with isolates of all in the range.
  ValueIndex rows, columns;
};

/// What counts, by the rules of networks/discourse.h; in order if `ordered` (or if duplicates are
/// left out, which needs it). O(n) expected, where times are in order or differ.
[[nodiscard]] Selection select(const StatementTable& table, const Plan& plan, bool ordered);

/// The (row, column, level) triples that occur, sorted, and that of each counted statement. A slot
/// is a (column, level) pair that occurs; they are numbered in their order.
struct Cells {
  std::vector<std::uint32_t> row, column, level, slot;
  std::vector<std::uint32_t> of_statement;  // in the order of Selection::statements
  std::vector<std::uint32_t> slot_level;    // per slot
  std::vector<std::uint32_t> column_slots;  // slots of column j: [j] to [j + 1]
  std::uint32_t rows = 0, columns = 0;      // how many of each there are

  [[nodiscard]] std::size_t size() const { return row.size(); }
  [[nodiscard]] std::size_t slots() const { return slot_level.size(); }
};

/// Unsupported if rows * columns * levels is no 64-bit number. O(n) expected.
[[nodiscard]] Result<Cells> cells_of(const Plan& plan, const Selection& selection);

}  // namespace faultline::networks::detail
