#pragma once
// Discourse networks by their published definitions (Leifeld 2017, Discourse network analysis, in:
// Oxford Handbook of Political Networks; formulas, edge cases and what other programs do instead:
// docs/methods.md, "Discourse networks"). Pure functions: same table and settings, same bytes, for
// any number of threads.
//
// What counts, in this order: statements of the range, both ends included; without those that an
// exclusion leaves out; without those that have a blank where the network needs a value (variable
// 1 or 2, a text qualifier that is used); without duplicates, of which the first in the order of
// (time, document, begin, end, id) stays. Windows are cut afterwards.
//
// Settings that contradict themselves or name what is not there are errors of code Usage or
// NotFound that say what there is; nothing is replaced silently. No statements, or one row only,
// are no error: the network has no edges, and a series has its slices, with empty networks.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "networks/network.h"
#include "networks/settings.h"
#include "networks/statement_table.h"

namespace faultline::networks {

/// Whether `settings` make sense for `table`, without computing anything: what the functions below
/// check first. O(statements) where a scale must be known, else O(1).
[[nodiscard]] Result<void> check_settings(const StatementTable& table,
                                          const NetworkSettings& settings);

/// The network of the whole range (settings.window is not looked at). Labels in the order of their
/// bytes, of integers in that of numbers; `column_variable` is empty for OneMode. Weights are
/// finite; a quotient 0/0 is no edge. Edge attributes: OneMode "congruence" and "conflict" (before
/// normalisation) where the aggregation uses the qualifier; TwoMode "statements" (their number).
/// O(n) for n statements of the table, and of OneMode the sum over columns of (rows there)^2 / 2.
[[nodiscard]] Result<Network> network_of(const StatementTable& table,
                                         const NetworkSettings& settings);

/// One network for each place of settings.window (which must be set), in order of time, given to
/// `slice` one after the other on the calling thread; its error ends the series and is returned.
///
/// Time units: slice k holds [from + k step, from + k step + width), so exactly `width` units, also
/// of even width; `start` and `stop` are its first and last second and `time` is start + (its
/// seconds / 2, rounded down). Months and years count from `from` with its day of the month, cut to
/// the month's length (31 January, 28 February, 31 March). Only slices wholly inside the range.
/// Events: slice k holds the `width` statements from number k step on, in the order above, which
/// decides between equal times; `time` is that of number width / 2 (rounded down) of them.
/// A kernel weighs each statement by its distance from `time` in half-widths (of events: from the
/// window's middle rank), and counts become sums of weights; of a Gaussian `start` and `stop` are
/// the whole range. Usage if the window is longer than the range or has more events than there are.
/// O(statements that enter and leave, and the edges of each slice); memory of a few slices.
[[nodiscard]] Result<void> for_each_slice(const StatementTable& table,
                                          const NetworkSettings& settings,
                                          const std::function<Result<void>(const Slice&)>& slice);

/// How many slices for_each_slice gives. Usage as there.
[[nodiscard]] Result<std::size_t> count_slices(const StatementTable& table,
                                               const NetworkSettings& settings);

/// Rows of the table that count, in order: the event list, and what network_of counts.
[[nodiscard]] Result<std::vector<std::size_t>> counted_statements(const StatementTable& table,
                                                                  const NetworkSettings& settings);

/// Rows of the table behind one cell, in order. TwoMode: statements by `row` on `other` (a value of
/// variable 2). OneMode: statements by either of the two for which the other has a statement on the
/// same column that the aggregation counts (ignore, subtract: any; congruence: not wholly
/// different; conflict: not the same). `slice`: only of that slice of the series, counted from 0.
/// NotFound for a label that no counted statement has.
[[nodiscard]] Result<std::vector<std::size_t>> statements_behind(
    const StatementTable& table, const NetworkSettings& settings, std::string_view row,
    std::string_view other, std::optional<std::size_t> slice = std::nullopt);

/// How often each value of variable 1 stands with each level of the qualifier.
struct BarCounts {
  std::string variable, qualifier;   // qualifier: empty for none
  std::vector<std::string> values;   // of the variable, in the order of labels above
  std::vector<std::string> levels;   // ascending; without a qualifier one, ""
  std::vector<std::int64_t> counts;  // values.size() * levels.size(), value by value
  std::int64_t statements = 0;

  [[nodiscard]] std::int64_t at(std::size_t value, std::size_t level) const {
    return counts[value * levels.size() + level];
  }
  friend bool operator==(const BarCounts&, const BarCounts&) = default;
};

/// Counts for a bar plot, by settings' variable1, qualifier, range, exclusions, duplicates (same
/// value and level; variable 2 is not looked at) and isolates; the rest is not looked at. O(n).
[[nodiscard]] Result<BarCounts> bar_counts(const StatementTable& table,
                                           const NetworkSettings& settings);

/// Values in settings.exclusions that no statement of the table has: perhaps misspelt. Not an
/// error, as one settings file may serve many studies; unknown variables are, elsewhere.
[[nodiscard]] std::vector<Exclusion> exclusions_without_effect(const StatementTable& table,
                                                               const NetworkSettings& settings);

}  // namespace faultline::networks
