#include "networks/dna/weights.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "networks/dna/detail/cells.h"
#include "networks/dna/detail/matrices.h"
#include "networks/dna/detail/one_mode.h"

namespace faultline::networks::dna {
namespace detail {
namespace {

double ratio(double above, double below) { return below == 0 ? 0 : above / below; }

std::vector<double> totals_of(const Cells& cells, bool by_row) {
  std::vector<double> totals(by_row ? cells.rows.size() : cells.columns.size(), 0.0);
  for (const Cell& cell : cells.cells) totals[by_row ? cell.row : cell.column] += cell.value;
  return totals;
}

// ---- one-mode

LevelWeights level_weights(const Levels& levels, Aggregation aggregation) {
  LevelWeights weights;
  weights.position.assign(levels.size(), 0);
  if (aggregation == Aggregation::Ignore) {
    weights.side.assign(levels.size(), 1);
    return weights;
  }
  for (std::size_t level = 0; level < levels.size(); ++level)
    weights.position[level] = levels.numbers[level];
  const double range = weights.position.back() - weights.position.front();
  switch (aggregation) {
    case Aggregation::Conflict:
      weights.at_equal = 0;
      weights.per_distance = 1 / range;
      break;
    case Aggregation::Subtract:
      weights.per_distance = -2 / range;
      // For and against: (1 - 2 d) is the product of two signs.
      if (levels.kind == QualifierKind::Boolean) weights.side = {-1, 1};
      break;
    default:
      weights.per_distance = -1 / range;
      break;
  }
  return weights;
}

/// Conflict of texts: a statement whose level the other row does not have on that column.
void add_missing(const Cells& cells, const std::vector<double>& totals, double factor,
                 Scratch& scratch, Matrix& sum) {
  for (std::size_t i = 0; i < sum.rows; ++i)
    for (std::size_t k = i + 1; k < sum.rows; ++k) sum.at(i, k) += factor * (totals[i] + totals[k]);
  add_where_both(cells, scratch, [factor](double a, double b) { return -factor * (a + b); }, sum);
}

void add_texts(const Cells& cells, Aggregation aggregation, const std::vector<double>& totals,
               Scratch& scratch, Matrix& sum) {
  if (aggregation != Aggregation::Conflict)
    add_where_both(cells, scratch, [](double a, double b) { return a * b; }, sum);
  if (aggregation != Aggregation::Congruence)
    add_missing(cells, totals, aggregation == Aggregation::Conflict ? 1 : -1, scratch, sum);
}

void normalise_one_mode(const Cells& cells, Normalisation normalisation,
                        const std::vector<double>& totals, Scratch& scratch, Matrix& sum) {
  if (normalisation == Normalisation::None) return;
  Matrix below;
  if (normalisation == Normalisation::Jaccard) {
    below = {sum.rows, sum.columns, std::vector<double>(sum.values.size(), 0.0)};
    add_missing(cells, totals, 1, scratch, below);
    add_where_both(cells, scratch, [](double a, double b) { return a * b; }, below);
  }
  for (std::size_t i = 0; i < sum.rows; ++i)
    for (std::size_t k = i + 1; k < sum.rows; ++k) {
      const double denominator = normalisation == Normalisation::Average
                                     ? (totals[i] + totals[k]) / 2
                                 : normalisation == Normalisation::Cosine ? totals[i] * totals[k]
                                                                          : below.at(i, k);
      sum.at(i, k) = ratio(sum.at(i, k), denominator);
    }
}

bool is_range_zero(const Levels& levels, Aggregation aggregation) {
  return aggregation != Aggregation::Ignore && levels.kind == QualifierKind::Integer &&
         levels.size() == 1;
}

}  // namespace

void one_mode(const Selection& selection, Aggregation aggregation, const Cells& cells,
              Scratch& scratch, Matrix& sum) {
  const Levels& levels = selection.levels;
  const std::vector<double> totals = totals_of(cells, true);
  if (cells.cells.empty()) return;
  if (is_range_zero(levels, aggregation)) {
    for (std::size_t i = 0; i < sum.rows; ++i)
      for (std::size_t k = i + 1; k < sum.rows; ++k)
        sum.at(i, k) = std::numeric_limits<double>::quiet_NaN();
  } else if (aggregation != Aggregation::Ignore && !levels.are_numbers()) {
    add_texts(cells, aggregation, totals, scratch, sum);
  } else {
    add_products(cells, level_weights(levels, aggregation), false, scratch, sum);
  }
  normalise_one_mode(cells, selection.settings.normalisation, totals, scratch, sum);
  mirror(sum);
}

namespace {

// ---- two-mode

/// Places of a document variable's levels among those that occur here: the only levels that differ
/// from matrix to matrix, and only `combine` tells.
std::vector<std::uint32_t> occurring_levels(const Cells& cells, bool renumber) {
  std::vector<std::uint32_t> place(cells.levels, 0);
  for (const Cell& cell : cells.cells) place[cell.level] = 1;
  std::uint32_t next = 0;
  for (std::uint32_t& level : place) {
    const bool counts = !renumber || level != 0;
    level = next;
    if (counts) ++next;
  }
  place.push_back(next);  // how many
  return place;
}

void add_two_mode(const Selection& selection, Aggregation aggregation, const Cells& cells,
                  Matrix& sum) {
  const Levels& levels = selection.levels;
  if (aggregation == Aggregation::Combine) {
    const auto place = occurring_levels(cells, levels.kind == QualifierKind::Document);
    const auto count = static_cast<int>(place.back());
    for (const Cell& cell : cells.cells)
      sum.at(cell.row, cell.column) +=
          std::ldexp(1.0, count - 1 - static_cast<int>(place[cell.level]));
    return;
  }
  const bool is_signed = aggregation == Aggregation::Subtract && levels.are_numbers();
  for (const Cell& cell : cells.cells) {
    double factor = 1;
    if (is_signed)
      factor = levels.kind == QualifierKind::Boolean ? (cell.level == 0 ? -1 : 1)
                                                     : levels.numbers[cell.level];
    sum.at(cell.row, cell.column) += factor * cell.value;
  }
}

/// Divides rows (`activity`) or columns (`prominence`).
void normalise_two_mode(Aggregation aggregation, bool by_row, const Cells& cells, Matrix& sum) {
  std::vector<double> below;
  if (aggregation == Aggregation::Subtract) {
    below = totals_of(cells, by_row);
  } else {
    below.assign(by_row ? sum.rows : sum.columns, 0.0);
    for (std::size_t i = 0; i < sum.rows; ++i)
      for (std::size_t j = 0; j < sum.columns; ++j)
        below[by_row ? i : j] += aggregation == Aggregation::Ignore
                                     ? sum.at(i, j)
                                     : static_cast<double>(sum.at(i, j) > 0);
  }
  for (std::size_t i = 0; i < sum.rows; ++i)
    for (std::size_t j = 0; j < sum.columns; ++j)
      sum.at(i, j) = ratio(sum.at(i, j), below[by_row ? i : j]);
}

/// DNA takes the count of *row* j as the denominator of *column* j, dividing as it goes.
Result<void> combine_by_prominence(Matrix& sum) {
  if (sum.rows == 0 || sum.columns == 0) return {};
  if (sum.rows != sum.columns) {
    const std::size_t index = std::min(sum.rows, sum.columns);
    return failure(
        ErrorCode::Unsupported,
        fmt::format("DNA fails here: \"combine\" with \"prominence\" counts along the wrong index "
                    "of a {} x {} matrix (index {} out of bounds for length {}). Take another "
                    "normalisation.",
                    sum.rows, sum.columns, index, index));
  }
  for (std::size_t j = 0; j < sum.columns; ++j) {
    double below = 0;
    for (std::size_t i = 0; i < sum.rows; ++i) below += static_cast<double>(sum.at(j, i) > 0);
    for (std::size_t i = 0; i < sum.rows; ++i) sum.at(i, j) = ratio(sum.at(i, j), below);
  }
  return {};
}

Result<void> two_mode(const Selection& selection, Aggregation aggregation, const Cells& cells,
                      Matrix& sum) {
  add_two_mode(selection, aggregation, cells, sum);
  const Normalisation normalisation = selection.settings.normalisation;
  if (normalisation == Normalisation::None) return {};
  if (aggregation == Aggregation::Combine && normalisation == Normalisation::Prominence)
    return combine_by_prominence(sum);
  normalise_two_mode(aggregation, normalisation == Normalisation::Activity, cells, sum);
  return {};
}

std::vector<std::string> labels_of(const Axis& axis, const std::vector<std::uint32_t>& places) {
  std::vector<std::string> labels;
  labels.reserve(places.size());
  for (const std::uint32_t place : places) labels.push_back(axis.labels[place]);
  return labels;
}

}  // namespace

void label(const Selection& selection, const Cells& cells, LabelledMatrix& result) {
  const bool is_one_mode = selection.settings.type == NetworkType::OneMode;
  result.rows = labels_of(selection.row_labels, cells.rows);
  result.columns = is_one_mode ? result.rows : labels_of(selection.column_labels, cells.columns);
  result.values.rows = result.rows.size();
  result.values.columns = result.columns.size();
  result.values.values.assign(result.rows.size() * result.columns.size(), 0.0);
}

Result<void> fill(const Selection& selection, Aggregation aggregation,
                  std::span<const std::uint32_t> places, Scratch& scratch, LabelledMatrix& result) {
  const Cells& cells = count_cells(selection, places, scratch);
  label(selection, cells, result);
  result.statements = static_cast<std::int64_t>(places.size());
  if (selection.settings.type == NetworkType::TwoMode)
    return two_mode(selection, aggregation, cells, result.values);
  one_mode(selection, aggregation, cells, scratch, result.values);
  return {};
}

}  // namespace detail

Result<LabelledMatrix> matrix_of(const Selection& selection,
                                 std::span<const std::uint32_t> places) {
  if (selection.settings.aggregation == Aggregation::CongruenceAndConflict)
    return failure(ErrorCode::Usage, "\"congruence & conflict\" is two matrices, not one.");
  detail::Scratch scratch;
  LabelledMatrix result;
  result.time = result.start = selection.start;
  result.stop = selection.stop;
  if (auto done = detail::fill(selection, selection.settings.aggregation, places, scratch, result);
      !done)
    return tl::unexpected(done.error());
  return result;
}

bool has_integer_weights(const Settings& settings) {
  return settings.normalisation == Normalisation::None && settings.kernel == Kernel::Window;
}

}  // namespace faultline::networks::dna
