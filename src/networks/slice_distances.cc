#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <thread>

#include "networks/concept_backbone.h"
#include "networks/detail/matrix_checks.h"
#include "networks/phases.h"

namespace faultline::networks {
namespace {

using Labels = std::vector<std::string>;

std::map<std::string, std::size_t> places_of(const Labels& labels) {
  std::map<std::string, std::size_t> places;
  for (std::size_t at = 0; at < labels.size(); ++at) places.emplace(labels[at], at);
  return places;
}

std::optional<Error> problem_of_labels(const SliceMatrix& slice) {
  const bool fits = slice.rows.size() == slice.values.rows &&
                    slice.columns.size() == slice.values.columns &&
                    slice.values.values.size() == slice.values.rows * slice.values.columns;
  const bool distinct =
      std::set(slice.rows.begin(), slice.rows.end()).size() == slice.rows.size() &&
      std::set(slice.columns.begin(), slice.columns.end()).size() == slice.columns.size();
  if (fits && distinct) return std::nullopt;
  return Error{.code = ErrorCode::Usage,
               .message = fits ? "A label stands twice among the rows or columns of a slice."
                               : "A slice has other numbers of labels than rows and columns.",
               .where = to_string(slice.time)};
}

SliceMatrix on_labels(const SliceMatrix& slice, const Labels& rows, const Labels& columns) {
  SliceMatrix result{.time = slice.time, .rows = rows, .columns = columns, .values = {}};
  result.values = {.rows = rows.size(),
                   .columns = columns.size(),
                   .values = std::vector<double>(rows.size() * columns.size(), 0.0)};
  const auto row_places = places_of(rows);
  const auto column_places = places_of(columns);
  std::vector<std::size_t> column_to;
  for (const std::string& column : slice.columns) column_to.push_back(column_places.at(column));
  for (std::size_t row = 0; row < slice.rows.size(); ++row) {
    const std::size_t row_to = row_places.at(slice.rows[row]);
    for (std::size_t column = 0; column < slice.columns.size(); ++column) {
      result.values.at(row_to, column_to[column]) = slice.values.at(row, column);
    }
  }
  return result;
}

void scale_to_one(Matrix& matrix) {
  double sum = 0.0;
  for (const double value : matrix.values) sum += std::abs(value);
  if (sum == 0.0) return;
  for (double& value : matrix.values) value /= sum;
}

/// Calls `work(i)` for 0 .. count-1, each on one thread.
template <class Work>
void spread(std::size_t count, int threads, const Work& work) {
  const auto workers = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(threads, 1)), 1,
                                               std::max<std::size_t>(count, 1));
  std::vector<std::jthread> others;
  const auto share = [&](std::size_t worker) {
    for (std::size_t i = worker; i < count; i += workers) work(i);
  };
  for (std::size_t worker = 1; worker < workers; ++worker) others.emplace_back(share, worker);
  share(0);
}

double apart(std::span<const double> a, std::span<const double> b, SliceMeasure measure) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double off = a[i] - b[i];
    sum += measure == SliceMeasure::Spectral ? off * off : std::abs(off);
  }
  return measure == SliceMeasure::Spectral ? std::sqrt(sum) : sum;
}

}  // namespace

std::vector<SliceMatrix> slice_matrices(std::span<const Slice> slices) {
  std::vector<SliceMatrix> result;
  for (const Slice& slice : slices) {
    const Network& network = slice.network;
    result.push_back({.time = slice.time,
                      .rows = network.rows,
                      .columns = network.shape == Shape::TwoMode ? network.columns : network.rows,
                      .values = matrix_of(network)});
  }
  return result;
}

Result<std::vector<SliceMatrix>> aligned(std::span<const SliceMatrix> slices) {
  std::set<std::string> rows;
  std::set<std::string> columns;
  for (const SliceMatrix& slice : slices) {
    if (auto problem = problem_of_labels(slice)) return tl::unexpected(*problem);
    rows.insert(slice.rows.begin(), slice.rows.end());
    columns.insert(slice.columns.begin(), slice.columns.end());
  }
  const Labels all_rows(rows.begin(), rows.end());
  const Labels all_columns(columns.begin(), columns.end());
  std::vector<SliceMatrix> result;
  result.reserve(slices.size());
  for (const SliceMatrix& slice : slices) result.push_back(on_labels(slice, all_rows, all_columns));
  return result;
}

Result<Matrix> slice_distances(std::span<const SliceMatrix> slices,
                               const SliceDistanceOptions& options) {
  auto common = aligned(slices);
  if (!common) return tl::unexpected(common.error());
  for (SliceMatrix& slice : *common) {
    if (auto problem = detail::problem_of_numbers(slice.values)) {
      problem->where = fmt::format("slice of {}, {}", to_string(slice.time), problem->where);
      return tl::unexpected(*problem);
    }
    if (options.measure == SliceMeasure::Spectral && slice.rows != slice.columns) {
      return failure(ErrorCode::Usage,
                     "Two-mode networks have no Laplacian; take the absolute difference, or "
                     "one-mode networks.");
    }
    if (options.scale_to_one) scale_to_one(slice.values);
  }
  if (options.measure == SliceMeasure::Spectral) {
    spread(common->size(), options.threads, [&](std::size_t i) {
      Matrix& values = (*common)[i].values;
      values = {.rows = 1, .columns = values.rows, .values = laplacian_spectrum(values)};
    });
  }
  const std::size_t count = common->size();
  Matrix result{.rows = count, .columns = count, .values = std::vector<double>(count * count, 0.0)};
  spread(count, options.threads, [&](std::size_t i) {
    for (std::size_t k = i + 1; k < count; ++k) {
      result.at(i, k) = result.at(k, i) =
          apart((*common)[i].values.values, (*common)[k].values.values, options.measure);
    }
  });
  return result;
}

}  // namespace faultline::networks
