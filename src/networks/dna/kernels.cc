#include "networks/dna/kernels.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>
#include <unordered_map>

#include "networks/dna/detail/in_order.h"
#include "networks/dna/detail/kernel_series.h"
#include "networks/dna/detail/one_mode.h"
#include "networks/dna/labels.h"

namespace faultline::networks::dna {
namespace detail {
namespace {

/// Levels that occur, by their order as texts: the place of each in it.
std::vector<std::size_t> ranks_as_text(const Levels& levels, const Cells& cells,
                                       std::size_t& occurring) {
  std::vector<std::pair<std::string, std::size_t>> texts;
  std::vector<char> occurs(cells.levels, 0);
  for (const Cell& cell : cells.cells) occurs[cell.level] = 1;
  for (std::size_t level = 0; level < cells.levels; ++level) {
    if (occurs[level] == 0) continue;
    texts.emplace_back(levels.kind == QualifierKind::None ? std::string()
                       : levels.are_numbers()             ? std::to_string(levels.numbers[level])
                                                          : levels.texts[level],
                       level);
  }
  std::sort(texts.begin(), texts.end(),
            [](const auto& a, const auto& b) { return precedes(a.first, b.first); });
  std::vector<std::size_t> ranks(cells.levels, 0);
  for (std::size_t rank = 0; rank < texts.size(); ++rank) ranks[texts[rank].second] = rank;
  occurring = texts.size();
  return ranks;
}

LevelWeights pair_weights(const Settings& settings, const Levels& levels,
                          const std::vector<std::size_t>& ranks, std::size_t occurring) {
  LevelWeights weights;
  weights.position.assign(ranks.begin(), ranks.end());
  // Texts agree with any other text, as do all levels where the qualifier is ignored.
  if (settings.aggregation == Aggregation::Ignore || !levels.are_numbers()) {
    weights.at_equal = settings.aggregation == Aggregation::Conflict ? 0 : 1;
    if (weights.at_equal == 1) weights.side.assign(ranks.size(), 1);
    return weights;
  }
  // One level: 0 / 0, as in DNA, which makes every pair NaN.
  const double range = static_cast<double>(occurring) - 1;
  const double step = range == 0 ? std::numeric_limits<double>::quiet_NaN() : 1 / range;
  weights.at_equal = settings.aggregation == Aggregation::Conflict ? 0 : 1;
  weights.per_distance = settings.aggregation == Aggregation::Conflict   ? step
                         : settings.aggregation == Aggregation::Subtract ? -2 * step
                                                                         : -step;
  if (settings.aggregation == Aggregation::Subtract && occurring == 2)
    for (const std::size_t rank : ranks) weights.side.push_back(rank == 0 ? -1 : 1);
  return weights;
}

/// For every i <= k the sum of 2 / (n_i + n_k) over columns and levels that one of them has.
Matrix average_factors(const Cells& cells, Scratch& scratch) {
  const std::size_t n = cells.rows.size();
  Matrix factors{n, n, std::vector<double>(n * n, 0.0)};
  std::vector<double> alone(n, 0);
  std::vector<double> own(n, 0);
  for (const Cell& cell : cells.cells) {
    alone[cell.row] += 2 / cell.value;
    own[cell.row] += 1 / cell.value;
  }
  for (std::size_t i = 0; i < n; ++i) {
    factors.at(i, i) = own[i];
    for (std::size_t k = i + 1; k < n; ++k) factors.at(i, k) = alone[i] + alone[k];
  }
  add_where_both(
      cells, scratch, [](double a, double b) { return 2 / (a + b) - 2 / a - 2 / b; }, factors);
  return factors;
}

}  // namespace

KernelSeries::KernelSeries(const Selection& selection) : selection_(selection) {
  Scratch scratch;
  whole_ = count_cells(selection, selection.kept, scratch);
  std::size_t occurring = 0;
  ranks_ = ranks_as_text(selection.levels, whole_, occurring);
  weights_ = pair_weights(selection.settings, selection.levels, ranks_, occurring);
  if (selection.settings.type == NetworkType::OneMode &&
      selection.settings.normalisation != Normalisation::None)
    factors_ = average_factors(whole_, scratch);
  std::unordered_map<std::uint64_t, std::uint32_t> slot_of;
  const auto key = [&](std::uint64_t column, std::uint64_t row, std::uint64_t level) {
    return (column * selection.row_labels.labels.size() + row) * whole_.levels + level;
  };
  for (std::uint32_t slot = 0; slot < whole_.cells.size(); ++slot) {
    const Cell& cell = whole_.cells[slot];
    slot_of[key(whole_.columns[cell.column], whole_.rows[cell.row], cell.level)] = slot;
  }
  for (const std::uint32_t place : selection.kept) {
    times_.push_back(selection.times[place]);
    slots_.push_back(
        slot_of.at(key(static_cast<std::uint64_t>(selection.column_labels.places[place]),
                       static_cast<std::uint64_t>(selection.row_labels.places[place]),
                       static_cast<std::uint64_t>(selection.levels.places[place]))));
  }
}

std::vector<TimeSpan> KernelSeries::windows() const {
  const Settings& s = selection_.settings;
  std::vector<TimeSpan> result;
  if (times_.empty() || !s.window || *s.window == TimeUnit::Seconds ||
      *s.window == TimeUnit::Events)
    return result;
  const int half = (s.window_size + 1) / 2;
  const Instant begin = std::max(selection_.start, times_.front());
  const Instant end = std::min(selection_.stop, times_.back());
  const Instant first = s.indent ? moved(begin, *s.window, half) : begin;
  const Instant last = s.indent ? moved(end, *s.window, -half) : end;
  for (Instant middle = first; middle <= last; middle = moved(middle, *s.window, 1)) {
    const bool is_whole = s.kernel == Kernel::Gaussian;
    result.push_back({middle, is_whole ? begin : std::max(begin, moved(middle, *s.window, -half)),
                      is_whole ? end : std::min(end, moved(middle, *s.window, half))});
  }
  return result;
}

const Cells& KernelSeries::weighted_cells(const TimeSpan& window, bool take_root,
                                          Scratch& scratch) const {
  const Settings& s = selection_.settings;
  const auto width = static_cast<double>(2 * ((s.window_size + 1) / 2));
  const auto begin = std::lower_bound(times_.begin(), times_.end(), window.start);
  const auto end = std::upper_bound(begin, times_.end(), window.stop);
  scratch.totals.assign(whole_.cells.size(), -1);  // below 0: none in the window
  for (auto time = begin; time < end; ++time) {
    const auto units = static_cast<double>(whole_units(*time, window.time, *s.window));
    double weight = kernel_weight(s.kernel, 2 * units / width);
    if (take_root) weight = std::sqrt(weight);
    double& sum = scratch.totals[slots_[static_cast<std::size_t>(time - times_.begin())]];
    sum = std::max(sum, 0.0) + weight;
  }
  scratch.cells.cells.clear();
  scratch.cells.levels = whole_.levels;
  scratch.cells.rows = whole_.rows;
  scratch.cells.columns = whole_.columns;
  for (std::size_t slot = 0; slot < whole_.cells.size(); ++slot) {
    if (scratch.totals[slot] < 0) continue;
    scratch.cells.cells.push_back(whole_.cells[slot]);
    scratch.cells.cells.back().value = scratch.totals[slot];
  }
  return scratch.cells;
}

void KernelSeries::one_mode(const TimeSpan& window, Scratch& scratch, Matrix& sum) const {
  const Cells& cells = weighted_cells(window, true, scratch);
  if (!cells.cells.empty()) add_products(cells, weights_, true, scratch, sum);
  if (!factors_.values.empty())
    for (std::size_t i = 0; i < sum.rows; ++i)
      for (std::size_t k = i; k < sum.columns; ++k) sum.at(i, k) *= factors_.at(i, k);
  mirror(sum);
}

void KernelSeries::two_mode(const TimeSpan& window, Scratch& scratch, Matrix& sum) const {
  const Levels& levels = selection_.levels;
  const bool is_signed =
      selection_.settings.aggregation != Aggregation::Ignore && levels.are_numbers();
  for (const Cell& cell : weighted_cells(window, false, scratch).cells) {
    const auto rank = static_cast<double>(ranks_[cell.level]);
    const double factor = !is_signed                              ? 1
                          : levels.kind == QualifierKind::Boolean ? (rank == 0 ? -1 : 1)
                                                                  : rank;
    sum.at(cell.row, cell.column) += factor * cell.value;
  }
}

void KernelSeries::fill(const TimeSpan& window, Scratch& scratch, LabelledMatrix& result) const {
  label(selection_, whole_, result);
  result.time = window.time;
  result.start = window.start;
  result.stop = window.stop;
  result.statements = 0;
  if (selection_.settings.type == NetworkType::TwoMode)
    two_mode(window, scratch, result.values);
  else
    one_mode(window, scratch, result.values);
}

}  // namespace detail

double kernel_weight(Kernel kernel, double x) {
  switch (kernel) {
    case Kernel::Uniform:
      return std::abs(x) <= 1 ? 0.5 : 0;
    case Kernel::Epanechnikov:
      return std::abs(x) <= 1 ? 0.75 * (1 - x) * (1 - x) : 0;
    case Kernel::Triangular:
      return std::abs(x) <= 1 ? std::abs(1 - x) : 0;
    case Kernel::Gaussian:
      return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
    case Kernel::Window:
      break;
  }
  return 1;
}

std::int64_t whole_units(Instant from, Instant to, TimeUnit unit) {
  const std::int64_t seconds = to.seconds - from.seconds;
  switch (unit) {
    case TimeUnit::Minutes:
      return seconds / 60;
    case TimeUnit::Hours:
      return seconds / 3'600;
    case TimeUnit::Days:
      return seconds / seconds_per_day;
    case TimeUnit::Weeks:
      return seconds / seconds_per_day / 7;
    case TimeUnit::Months:
    case TimeUnit::Years: {
      // A month is whole when the day of the month is reached: months count 32 "days" each.
      const auto day_number = [](Instant instant) {
        const Day day = day_of(instant);
        return (static_cast<std::int64_t>(static_cast<int>(day.year())) * 12 +
                static_cast<unsigned>(day.month())) *
                   32 +
               static_cast<unsigned>(day.day());
      };
      const std::int64_t months = (day_number(to) - day_number(from)) / 32;
      return unit == TimeUnit::Months ? months : months / 12;
    }
    case TimeUnit::Seconds:
    case TimeUnit::Events:
      break;
  }
  return seconds;
}

Result<std::int64_t> each_kernel_matrix(const Selection& selection, const TakeMatrix& take) {
  const detail::KernelSeries series(selection);
  const auto windows = series.windows();
  auto done = detail::in_order(
      windows.size(), selection.settings.threads, take,
      [&](std::size_t i, detail::Scratch& scratch, LabelledMatrix& result) -> Result<void> {
        series.fill(windows[i], scratch, result);
        return {};
      });
  if (!done) return tl::unexpected(done.error());
  return static_cast<std::int64_t>(windows.size());
}

}  // namespace faultline::networks::dna
