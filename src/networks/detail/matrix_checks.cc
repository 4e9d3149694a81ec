#include "networks/detail/matrix_checks.h"

#include <fmt/format.h>

#include <cmath>

namespace faultline::networks::detail {
namespace {

Error at_cell(const Matrix& matrix, std::size_t cell, const char* problem) {
  return {.code = ErrorCode::Malformed,
          .message = fmt::format("The matrix has {} where a finite number of its kind must stand.",
                                 problem),
          .where = fmt::format("row {}, column {}", cell / matrix.columns + 1,
                               cell % matrix.columns + 1)};
}

}  // namespace

std::optional<Error> problem_of_numbers(const Matrix& matrix) {
  for (std::size_t cell = 0; cell < matrix.values.size(); ++cell) {
    if (!std::isfinite(matrix.values[cell])) {
      return at_cell(matrix, cell, std::isnan(matrix.values[cell]) ? "NaN" : "infinity");
    }
  }
  return std::nullopt;
}

std::optional<Error> problem_of_square(const Matrix& matrix) {
  if (matrix.rows != matrix.columns) {
    return Error{.code = ErrorCode::Usage,
                 .message = fmt::format("A square matrix is needed, this one has {} rows and {} "
                                        "columns.",
                                        matrix.rows, matrix.columns),
                 .where = {}};
  }
  return problem_of_numbers(matrix);
}

std::optional<Error> problem_of_distances(const Matrix& matrix) {
  if (auto problem = problem_of_square(matrix)) return problem;
  for (std::size_t cell = 0; cell < matrix.values.size(); ++cell) {
    if (matrix.values[cell] < 0.0) return at_cell(matrix, cell, "a negative number");
  }
  return std::nullopt;
}

std::optional<Error> problem_of_groups(const Matrix& matrix, std::size_t groups) {
  if (groups == matrix.rows) return std::nullopt;
  return Error{.code = ErrorCode::Usage,
               .message = fmt::format("{} nodes have {} group numbers.", matrix.rows, groups),
               .where = {}};
}

}  // namespace faultline::networks::detail
