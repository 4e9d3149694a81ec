#include "inference/detail/corrector.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "inference/detail/compact.h"
#include "inference/detail/freedom.h"

namespace faultline::inference {
namespace {

bool is_possible(const Counts& counts, Figure figure) {
  if (figure == Figure::Events) return std::isfinite(counts.hits) && counts.hits >= 0;
  return std::isfinite(counts.n) && counts.hits >= 0 && counts.hits <= counts.n;
}

/// Where one passage of many holds all that was missed, its share alone makes the variance; that is
/// what rare things look like, and no sign of a single story. Bands cover as they say with it
/// (docs/validation.md).
constexpr double least_freedom = 4;

/// What a thing adds to the linearised ratio, but for the denominator.
double excess(Counts a, double ratio) { return a.hits - ratio * a.n; }

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

}  // namespace

Result<void> check_units(std::span<const LabelledUnit> units, std::size_t points, Figure figure) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const LabelledUnit& unit = units[i];
    const auto where = [&] { return fmt::format("unit {}", i); };
    if (unit.point >= points) {
      return failure(
          ErrorCode::Usage,
          fmt::format("A unit belongs to point {}, but there are {}.", unit.point, points),
          where());
    }
    if (!is_possible(unit.machine, figure) ||
        (unit.checked && !is_possible(*unit.checked, figure))) {
      return failure(
          ErrorCode::Usage,
          figure == Figure::Share
              ? "A unit's hits lie outside 0 to n, or n is not finite: that makes no rate."
              : "A unit's hits are below 0 or not finite: they are no count.",
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

SortedUnits sorted_units(std::span<const LabelledUnit> units, std::size_t points, Scope scope) {
  SortedUnits result;
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

double Linearised::variance() const {
  const auto stories = static_cast<double>(shares.size());
  double squares = 0;
  for (const StoryShare& share : shares) squares += share.value * share.value;
  return (stories > 1 ? squares * stories / (stories - 1) : squares) + extra_variance;
}

double Linearised::freedom() const {
  double squares = 0;
  double fourths = 0;
  for (const StoryShare& share : shares) {
    const double square = share.value * share.value;
    squares += square;
    fourths += square * square;
  }
  return std::max(least_freedom, freedom_of(squares, fourths, static_cast<double>(shares.size())));
}

Corrector::Corrector(std::span<const LabelledUnit> units, const SortedUnits& by, std::size_t point,
                     Population population)
    : units_(units), by_(by), of_point_(by.of_point[point]), population_(population) {
  for (const std::size_t i : of_point_) cells_.push_back(by.cell[i]);
  std::sort(cells_.begin(), cells_.end());
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (i == 0 || cells_[i] != cells_[i - 1]) size_.push_back(0);
    size_.back() += 1;
  }
  cells_.erase(std::unique(cells_.begin(), cells_.end()), cells_.end());
}

std::size_t Corrector::checked() const {
  std::size_t count = 0;
  for (const std::uint32_t cell : cells_) count += by_.checked_of_cell[cell].size();
  return count;
}

std::size_t Corrector::unchecked() const {
  return static_cast<std::size_t>(
      std::count_if(of_point_.begin(), of_point_.end(),
                    [&](std::size_t i) { return by_.checked_of_cell[by_.cell[i]].empty(); }));
}

Linearised Corrector::ratio(double reliance, double around) const {
  Linearised result;
  const std::vector<Cell> cells = means(reliance);
  Counts sum;
  for (const Cell& cell : cells) {
    if (cell.weight <= 0) return result;
  }
  for (const std::size_t i : of_point_) sum = sum + corrected(i, cells, reliance);
  if (sum.n <= 0) return result;
  result.value = sum.hits / sum.n;
  result.n = sum.n;
  const double ratio = std::isnan(around) ? result.value : around;
  const bool finite = population_ == Population::TheseUnits;
  for (const std::size_t i : of_point_) {
    const double value = finite ? 0 : excess(corrected(i, cells, reliance), ratio) / sum.n;
    result.shares.push_back({units_[i].story, value});
  }
  for (std::size_t place = 0; place < cells.size(); ++place) {
    add_checked(result, place, cells[place], reliance, size_[place] / sum.n, finite,
                [&](const Counts& counts) { return excess(counts, ratio); });
  }
  join(result.shares);
  return result;
}

double Corrector::best_reliance() const {
  // What a story adds is a + reliance * b.
  const Linearised full = ratio(1);
  if (std::isnan(full.value)) return 1;
  const Linearised none = ratio(0, full.value);
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

Linearised Corrector::total() const {
  Linearised result;
  const std::vector<Cell> cells = means(1);
  for (const Cell& cell : cells) {
    if (cell.weight <= 0) return result;
  }
  double hits = 0;
  for (const std::size_t i : of_point_) hits += corrected(i, cells, 1).hits;
  result.value = hits;
  result.n = 1;
  for (std::size_t place = 0; place < cells.size(); ++place) {
    add_checked(result, place, cells[place], 1, size_[place], true,
                [](const Counts& counts) { return counts.hits; });
  }
  join(result.shares);
  return result;
}

Counts Corrector::error(std::size_t unit, double reliance) const {
  return *units_[unit].checked - reliance * units_[unit].machine;
}

std::vector<Corrector::Cell> Corrector::means(double reliance) const {
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

Counts Corrector::corrected(std::size_t unit, std::span<const Cell> cells, double reliance) const {
  const auto place =
      std::lower_bound(cells_.begin(), cells_.end(), by_.cell[unit]) - cells_.begin();
  return reliance * units_[unit].machine + cells[static_cast<std::size_t>(place)].mean;
}

template <class Value>
void Corrector::add_checked(Linearised& result, std::size_t place, const Cell& cell,
                            double reliance, double share, bool finite, Value value) const {
  const auto& checked = by_.checked_of_cell[cells_[place]];
  const auto n = static_cast<double>(checked.size());
  // One fewer than n, as the mean is the sample's own.
  const double freedom = n > 1 ? std::sqrt(n / (n - 1)) : 1;
  // Where all units were checked, none can be odd unseen.
  bool alike = !std::all_of(checked.begin(), checked.end(),
                            [&](std::size_t i) { return units_[i].inclusion >= 1; });
  double worth = 0;
  double unseen = 0;
  for (const std::size_t i : checked) {
    const LabelledUnit& unit = units_[i];
    const double residual = value(error(i, reliance)) - value(cell.mean);
    alike &= std::abs(residual) < 1e-12;
    const double left = finite ? 1 - unit.inclusion : 1;
    const double weight = share / (cell.weight * unit.inclusion);
    result.shares.push_back({unit.story, freedom * std::sqrt(left) * weight * residual});
    worth += unit.worth * unit.worth / n;
    unseen += left / n;
  }
  if (!alike) return;
  const double odd = 1 / (n + 2);
  result.extra_variance += unseen * worth * share * share * odd * (1 - odd) / n;
}

}  // namespace faultline::inference
