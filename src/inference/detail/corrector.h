#pragma once
// The arithmetic of correction: strata of checked units, corrected sums, and what each story adds
// to their error.

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "inference/correction.h"

namespace faultline::inference {

/// Numerator and denominator of one thing; differences may be negative.
[[nodiscard]] inline Counts operator+(Counts a, Counts b) { return {a.hits + b.hits, a.n + b.n}; }
[[nodiscard]] inline Counts operator-(Counts a, Counts b) { return {a.hits - b.hits, a.n - b.n}; }
[[nodiscard]] inline Counts operator*(double factor, Counts a) {
  return {factor * a.hits, factor * a.n};
}

enum class Figure : std::uint8_t {
  Share,   // hits of n
  Events,  // hits, of which there may be more than n
};

/// Usage if a unit names a point beyond `points`, is checked without a probability, or holds counts
/// that cannot be.
[[nodiscard]] Result<void> check_units(std::span<const LabelledUnit> units, std::size_t points,
                                       Figure figure);

/// Units by point, and the checked ones by cell: a stratum, or what a point has of it.
struct SortedUnits {
  std::vector<std::vector<std::size_t>> of_point;
  std::vector<std::uint32_t> cell;  // of each unit
  std::vector<std::vector<std::size_t>> checked_of_cell;
};
[[nodiscard]] SortedUnits sorted_units(std::span<const LabelledUnit> units, std::size_t points,
                                       Scope scope);

/// What one story adds to the error of a figure.
struct StoryShare {
  std::uint32_t story = 0;
  double value = 0;
};

/// A corrected figure, and what makes its error.
struct Linearised {
  double value = not_known;
  double n = 0;                    // the corrected denominator
  std::vector<StoryShare> shares;  // each story once, in order
  double extra_variance = 0;       // of cells whose checked units are all alike

  [[nodiscard]] double variance() const;
  [[nodiscard]] double freedom() const;
};

/// The corrected figures of one point. Each unit counts as the machine's label, as far as that is
/// relied on, and the mean error of the checked units of its cell.
class Corrector {
 public:
  Corrector(std::span<const LabelledUnit> units, const SortedUnits& by, std::size_t point,
            Population population = Population::Stories);

  [[nodiscard]] std::size_t checked() const;    // units that its cells rest on
  [[nodiscard]] std::size_t unchecked() const;  // of its units, those of cells with none

  /// hits / n, linearised around its own value, or `around` if that is a number; shares sum to 0.
  /// No value if a cell has no checked unit, or the corrected denominator is not greater than 0.
  [[nodiscard]] Linearised ratio(double reliance, double around = not_known) const;
  /// The reliance with which the ratio varies least.
  [[nodiscard]] double best_reliance() const;
  /// The sum of hits; shares hold the error of the checked units alone. No value if a cell has no
  /// checked unit.
  [[nodiscard]] Linearised total() const;

 private:
  struct Cell {
    Counts mean;  // error of its checked units
    double weight = 0;
  };

  [[nodiscard]] Counts error(std::size_t unit, double reliance) const;
  [[nodiscard]] std::vector<Cell> means(double reliance) const;
  [[nodiscard]] Counts corrected(std::size_t unit, std::span<const Cell> cells,
                                 double reliance) const;
  /// What the checked units of a cell add: `share` is how much of the figure is corrected by it,
  /// `value` what an error counts for in it. Without the part of the units that were checked where
  /// the population is `finite`.
  template <class Value>
  void add_checked(Linearised& result, std::size_t place, const Cell& cell, double reliance,
                   double share, bool finite, Value value) const;

  std::span<const LabelledUnit> units_;
  const SortedUnits& by_;
  std::span<const std::size_t> of_point_;
  Population population_;
  std::vector<std::uint32_t> cells_;
  std::vector<double> size_;  // units of the point in each cell
};

}  // namespace faultline::inference
