#include "inference/correction.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "inference/detail/compact.h"
#include "inference/detail/freedom.h"

namespace faultline::inference {
namespace {

/// Numerator and denominator of one thing; differences of Counts may be negative.
Counts operator+(Counts a, Counts b) { return {a.hits + b.hits, a.n + b.n}; }
Counts operator-(Counts a, Counts b) { return {a.hits - b.hits, a.n - b.n}; }
Counts operator*(double factor, Counts a) { return {factor * a.hits, factor * a.n}; }
/// What a thing adds to the linearised ratio, but for the denominator.
double excess(Counts a, double ratio) { return a.hits - ratio * a.n; }

bool is_possible(const Counts& counts) {
  return std::isfinite(counts.n) && counts.hits >= 0 && counts.hits <= counts.n;
}

Result<void> check(std::span<const LabelledUnit> units, std::size_t points) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const LabelledUnit& unit = units[i];
    const auto where = [&] { return fmt::format("unit {}", i); };
    if (unit.point >= points) {
      return failure(
          ErrorCode::Usage,
          fmt::format("A unit belongs to point {}, but there are {}.", unit.point, points),
          where());
    }
    if (!is_possible(unit.machine) || (unit.checked && !is_possible(*unit.checked))) {
      return failure(ErrorCode::Usage,
                     "A unit's hits lie outside 0 to n, or n is not finite: that makes no rate.",
                     where());
    }
    if (unit.checked && !(unit.inclusion > 0 && unit.inclusion <= 1)) {
      return failure(
          ErrorCode::Usage,
          fmt::format("A checked unit has the inclusion probability {}; give the one with "
                      "which it was drawn, greater than 0 and at most 1.",
                      unit.inclusion),
          where());
    }
  }
  return {};
}

/// Units by point, and the checked ones by cell: a stratum, or what a point has of it.
struct Sorted {
  std::vector<std::vector<std::size_t>> of_point;
  std::vector<std::uint32_t> cell;  // of each unit
  std::vector<std::vector<std::size_t>> checked_of_cell;
};

Sorted sorted(std::span<const LabelledUnit> units, std::size_t points, Scope scope) {
  Sorted result;
  result.of_point.resize(points);
  std::vector<std::uint32_t> strata;
  for (const LabelledUnit& unit : units) strata.push_back(unit.stratum);
  const Compact stratum = compact(strata, 0);
  for (std::size_t i = 0; i < units.size(); ++i) {
    result.of_point[units[i].point].push_back(i);
    const std::size_t cell = scope == Scope::Stratum
                                 ? stratum.number[i]
                                 : units[i].point * stratum.count + stratum.number[i];
    result.cell.push_back(static_cast<std::uint32_t>(cell));
    if (result.checked_of_cell.size() <= cell) result.checked_of_cell.resize(cell + 1);
    if (units[i].checked) result.checked_of_cell[cell].push_back(i);
  }
  return result;
}

/// What one story adds to the error of a ratio.
struct StoryShare {
  std::uint32_t story = 0;
  double value = 0;
};

/// A corrected ratio, and what makes its error: shares of stories, which sum to 0.
struct Linearised {
  double ratio = not_known;
  std::vector<StoryShare> shares;  // each story once, in order
  double extra_variance = 0;       // of cells whose checked units are all alike
};

void join(std::vector<StoryShare>& shares) {
  std::stable_sort(shares.begin(), shares.end(),
                   [](const StoryShare& a, const StoryShare& b) { return a.story < b.story; });
  std::size_t kept = 0;
  for (const StoryShare& share : shares) {
    if (kept > 0 && shares[kept - 1].story == share.story) {
      shares[kept - 1].value += share.value;
    } else {
      shares[kept++] = share;
    }
  }
  shares.resize(kept);
}

/// The corrected ratio of one point. Each unit counts as the machine's label, as far as that is
/// relied on, and the mean error of the checked units of its cell.
class Corrector {
 public:
  Corrector(std::span<const LabelledUnit> units, const Sorted& by, std::size_t point)
      : units_(units), by_(by), of_point_(by.of_point[point]) {
    for (const std::size_t i : of_point_) cells_.push_back(by.cell[i]);
    std::sort(cells_.begin(), cells_.end());
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (i == 0 || cells_[i] != cells_[i - 1]) {
        size_.push_back(0);
      }
      size_.back() += 1;
    }
    cells_.erase(std::unique(cells_.begin(), cells_.end()), cells_.end());
  }

  [[nodiscard]] std::span<const std::uint32_t> cells() const { return cells_; }

  /// Linearised around its own ratio, or `around` if that is a number. No ratio if a cell has no
  /// checked unit, or the corrected denominator is not greater than 0.
  [[nodiscard]] Linearised at(double reliance, double around = not_known) const {
    Linearised result;
    const std::vector<Cell> cells = means(reliance);
    Counts total;
    for (const Cell& cell : cells) {
      if (cell.weight <= 0) return result;
    }
    for (const std::size_t i : of_point_) total = total + corrected(i, cells, reliance);
    if (total.n <= 0) return result;
    result.ratio = total.hits / total.n;
    const double ratio = std::isnan(around) ? result.ratio : around;
    for (const std::size_t i : of_point_) {
      const double value = excess(corrected(i, cells, reliance), ratio) / total.n;
      result.shares.push_back({units_[i].story, value});
    }
    for (std::size_t place = 0; place < cells.size(); ++place) {
      add_checked(result, place, cells[place], reliance, ratio, size_[place] / total.n);
    }
    join(result.shares);
    return result;
  }

 private:
  struct Cell {
    Counts mean;  // error of its checked units
    double weight = 0;
  };

  [[nodiscard]] Counts error(std::size_t i, double reliance) const {
    return *units_[i].checked - reliance * units_[i].machine;
  }

  [[nodiscard]] std::vector<Cell> means(double reliance) const {
    std::vector<Cell> cells(cells_.size());
    for (std::size_t place = 0; place < cells.size(); ++place) {
      Cell& cell = cells[place];
      for (const std::size_t i : by_.checked_of_cell[cells_[place]]) {
        cell.mean = cell.mean + 1 / units_[i].inclusion * error(i, reliance);
        cell.weight += 1 / units_[i].inclusion;
      }
      if (cell.weight > 0) cell.mean = 1 / cell.weight * cell.mean;
    }
    return cells;
  }

  [[nodiscard]] Counts corrected(std::size_t i, std::span<const Cell> cells,
                                 double reliance) const {
    const auto place = std::lower_bound(cells_.begin(), cells_.end(), by_.cell[i]) - cells_.begin();
    return reliance * units_[i].machine + cells[static_cast<std::size_t>(place)].mean;
  }

  /// What the checked units of a cell add: `share` is how much of the ratio is corrected by it.
  void add_checked(Linearised& result, std::size_t place, const Cell& cell, double reliance,
                   double ratio, double share) const {
    const auto& checked = by_.checked_of_cell[cells_[place]];
    const auto n = static_cast<double>(checked.size());
    // One fewer than n, as the mean is the sample's own.
    const double freedom = n > 1 ? std::sqrt(n / (n - 1)) : 1;
    // Where all units were checked, none can be odd unseen.
    bool alike = !std::all_of(checked.begin(), checked.end(),
                              [&](std::size_t i) { return units_[i].inclusion >= 1; });
    for (const std::size_t i : checked) {
      const double residual = excess(error(i, reliance), ratio) - excess(cell.mean, ratio);
      alike &= std::abs(residual) < 1e-12;
      const double weight = share / (cell.weight * units_[i].inclusion);
      result.shares.push_back({units_[i].story, freedom * weight * residual});
    }
    if (!alike) return;
    const double odd = 1 / (n + 2);
    result.extra_variance += share * share * odd * (1 - odd) / n;
  }

  std::span<const LabelledUnit> units_;
  const Sorted& by_;
  std::span<const std::size_t> of_point_;
  std::vector<std::uint32_t> cells_;
  std::vector<double> size_;  // units of the point in each cell
};

/// The reliance with the least variance: what a story adds is a + reliance * b.
double best_reliance(const Corrector& corrector) {
  const Linearised full = corrector.at(1);
  if (std::isnan(full.ratio)) return 1;
  const Linearised none = corrector.at(0, full.ratio);
  double squares = 0;
  double products = 0;
  for (std::size_t i = 0; i < full.shares.size() && i < none.shares.size(); ++i) {
    const double slope = full.shares[i].value - none.shares[i].value;
    squares += slope * slope;
    products += slope * none.shares[i].value;
  }
  // Where strata tell the machine's label, its mean error makes up for any reliance.
  if (squares < 1e-24) return 1;
  return std::clamp(-products / squares, 0.0, 1.0);
}

Estimate estimate_of(const Linearised& linearised, double level) {
  Estimate estimate;
  if (std::isnan(linearised.ratio)) return estimate;
  estimate.value = std::clamp(linearised.ratio, 0.0, 1.0);
  estimate.clusters = linearised.shares.size();
  const auto n = static_cast<double>(estimate.clusters);
  if (n < 2) return estimate;
  double squares = 0;
  double fourths = 0;
  for (const StoryShare& share : linearised.shares) {
    const double square = share.value * share.value;
    squares += square;
    fourths += square * square;
  }
  const double variance = squares * n / (n - 1) + linearised.extra_variance;
  estimate.standard_error = std::sqrt(variance);
  if (variance <= 0) return estimate;
  const double freedom = freedom_of(squares, fourths, n);
  // At the ends the variance of a share is 0, though its estimate's is not: half a case away from
  // them.
  const double inside = std::clamp(estimate.value, 0.5 / n, 1 - 0.5 / n);
  estimate.interval = wilson(estimate.value, inside * (1 - inside) / variance, freedom, level);
  return estimate;
}

/// Machine's counts of a point by story.
std::vector<ClusterCount> story_counts(std::span<const LabelledUnit> units,
                                       std::vector<std::size_t> of_point) {
  std::stable_sort(of_point.begin(), of_point.end(),
                   [&](std::size_t a, std::size_t b) { return units[a].story < units[b].story; });
  std::vector<ClusterCount> counts;
  for (std::size_t i = 0; i < of_point.size(); ++i) {
    const LabelledUnit& unit = units[of_point[i]];
    if (i == 0 || unit.story != units[of_point[i - 1]].story) counts.push_back({});
    counts.back().hits += unit.machine.hits;
    counts.back().n += unit.machine.n;
  }
  return counts;
}

}  // namespace

Result<std::vector<CorrectedRate>> corrected_rates(std::span<const LabelledUnit> units,
                                                   std::size_t points,
                                                   const CorrectionOptions& options) {
  if (const auto fine = check(units, points); !fine) return tl::unexpected(fine.error());
  if (!(options.level > 0 && options.level < 1) || !(options.reliance <= 1)) {
    return failure(
        ErrorCode::Usage,
        fmt::format("A level of {} and a reliance of {} were asked for; the level lies "
                    "between 0 and 1, the reliance in [0, 1] or below 0 for the best one.",
                    options.level, options.reliance));
  }
  const Sorted by = sorted(units, points, options.scope);
  std::vector<std::vector<ClusterCount>> counts;
  for (const auto& of_point : by.of_point) counts.push_back(story_counts(units, of_point));
  const Correlation correlation = intracluster_correlation(counts);
  RateOptions of_rates;
  of_rates.level = options.level;
  std::vector<CorrectedRate> rates;
  for (std::size_t point = 0; point < points; ++point) {
    CorrectedRate rate;
    rate.machine = clustered_rate(counts[point], correlation, of_rates);
    const Corrector corrector(units, by, point);
    for (const std::uint32_t cell : corrector.cells()) {
      rate.checked += by.checked_of_cell[cell].size();
    }
    for (const std::size_t i : by.of_point[point]) {
      if (by.checked_of_cell[by.cell[i]].empty()) ++rate.unchecked;
    }
    rate.reliance = options.reliance < 0 ? best_reliance(corrector) : options.reliance;
    rate.corrected = estimate_of(corrector.at(rate.reliance), options.level);
    rates.push_back(rate);
  }
  return rates;
}

Result<std::vector<SumEntry>> corrected_entries(std::span<const LabelledUnit> units,
                                                std::size_t points) {
  if (const auto fine = check(units, points); !fine) return tl::unexpected(fine.error());
  std::vector<SumEntry> entries;
  for (const LabelledUnit& unit : units) {
    Counts counts = unit.machine;
    if (unit.checked) counts = counts + 1 / unit.inclusion * (*unit.checked - unit.machine);
    entries.push_back({unit.story, 2 * unit.point, counts.hits});
    entries.push_back({unit.story, 2 * unit.point + 1, counts.n});
  }
  return entries;
}

}  // namespace faultline::inference
