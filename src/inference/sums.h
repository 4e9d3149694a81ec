#pragma once
// Counts of resampled units as a sparse table, for all measures that are functions of sums: shares,
// rates, net support, Rice indices, and series of them.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/result.h"

namespace faultline::inference {

/// `value` is added to the sum of `cell` as often as `unit` is drawn. What a cell means is the
/// caller's matter, e.g. "criticism inside the bloc in week 12".
struct SumEntry {
  std::uint32_t unit = 0;
  std::uint32_t cell = 0;
  double value = 0;
};

/// Units (rows) by cells, by rows. Immutable. 12 bytes an entry and 4 a unit.
class SumTable {
 public:
  /// Entries of one unit and cell are added up; those that sum to 0 are left out. Usage if an entry
  /// names a unit or cell beyond the numbers given, or holds a value that is not finite; `where`
  /// says which. O(entries log entries).
  [[nodiscard]] static Result<SumTable> create(std::size_t units, std::size_t cells,
                                               std::vector<SumEntry> entries);

  [[nodiscard]] std::size_t units() const { return begin_.size() - 1; }
  [[nodiscard]] std::size_t cells() const { return cells_; }
  [[nodiscard]] std::size_t entries() const { return values_.size(); }
  [[nodiscard]] std::span<const std::uint32_t> cells_of(std::size_t unit) const {
    return {cell_.data() + begin_[unit], begin_[unit + 1] - begin_[unit]};
  }
  [[nodiscard]] std::span<const double> values_of(std::size_t unit) const {
    return {values_.data() + begin_[unit], begin_[unit + 1] - begin_[unit]};
  }

  /// The sum of each cell with every unit counted `weights[unit]` times; `sums` has a place for
  /// each cell.
  void add_up(std::span<const std::uint32_t> weights, std::span<double> sums) const;
  /// With every unit counted once.
  [[nodiscard]] std::vector<double> totals() const;

 private:
  SumTable() = default;
  std::size_t cells_ = 0;
  std::vector<std::uint32_t> begin_;  // where a unit's entries begin; one more than units
  std::vector<std::uint32_t> cell_;
  std::vector<double> values_;
};

/// sums[numerator] / sums[denominator]; NaN if the denominator is 0.
struct Ratio {
  std::uint32_t numerator = 0;
  std::uint32_t denominator = 0;

  friend bool operator==(const Ratio&, const Ratio&) = default;
};

/// Any other function of the sums: writes `points` values. Called from several threads at once.
struct SumStatistic {
  std::size_t points = 0;
  std::function<void(std::span<const double> sums, std::span<double> values)> evaluate;
};

/// The ratios as a statistic: one point each.
[[nodiscard]] SumStatistic statistic_of(std::vector<Ratio> ratios);

}  // namespace faultline::inference
