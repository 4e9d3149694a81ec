#include <algorithm>
#include <cassert>
#include <cmath>

#include "networks/backbone.h"

namespace faultline::networks {
namespace {

constexpr int most_sweeps = 2000;
constexpr double close_enough = 1e-9;
// Two of them multiplied are still far from the end of the numbers.
constexpr double largest_logarithm = 300.0;

/// Fitness of one kind of node (rows or columns), by sign; 0 for who has no cell of it.
struct Fitness {
  std::vector<double> positive, negative;
};
struct Degrees {
  std::vector<double> positive, negative;
};

struct Expected {
  double positive = 0.0, negative = 0.0;
  double positive_variance = 0.0, negative_variance = 0.0, covariance = 0.0;
};

Expected expected(double positive, double negative, const Fitness& others) {
  Expected sums;
  for (std::size_t j = 0; j < others.positive.size(); ++j) {
    const double up = positive * others.positive[j], down = negative * others.negative[j];
    const double p = up / (1 + up + down), n = down / (1 + up + down);
    sums.positive += p;
    sums.negative += n;
    sums.positive_variance += p * (1 - p);
    sums.negative_variance += n * (1 - n);
    sums.covariance -= p * n;
  }
  return sums;
}

double bounded_step(double logarithm, double step) {
  return std::clamp(logarithm + std::clamp(step, -3.0, 3.0), -largest_logarithm, largest_logarithm);
}

/// The fitness of one node that gives its degrees, by Newton's method on logarithms: the likelihood
/// is concave in them. Where nothing finite gives them, as for a row that is all positive, they
/// grow until the difference is too small to matter.
void solve(double positive_degree, double negative_degree, const Fitness& others, double& positive,
           double& negative) {
  double log_positive = positive > 0 ? std::log(positive) : 0.0;
  double log_negative = negative > 0 ? std::log(negative) : 0.0;
  for (int step = 0; step < 60; ++step) {
    const Expected sums = expected(positive, negative, others);
    const double up = positive > 0 ? positive_degree - sums.positive : 0.0;
    const double down = negative > 0 ? negative_degree - sums.negative : 0.0;
    if (std::abs(up) + std::abs(down) < close_enough / 100) return;
    // A tiny ridge keeps the equations solvable where probabilities have reached 0 or 1.
    const double a = sums.positive_variance + 1e-15, c = sums.negative_variance + 1e-15;
    const double b = positive > 0 && negative > 0 ? sums.covariance : 0.0;
    const double determinant = std::max(a * c - b * b, 1e-30);
    const double old_positive = log_positive, old_negative = log_negative;
    if (positive > 0) {
      log_positive = bounded_step(log_positive, (c * up - b * down) / determinant);
      positive = std::exp(log_positive);
    }
    if (negative > 0) {
      log_negative = bounded_step(log_negative, (a * down - b * up) / determinant);
      negative = std::exp(log_negative);
    }
    if (old_positive == log_positive && old_negative == log_negative) return;
  }
}

double solve_all(const Degrees& degrees, const Fitness& others, Fitness& fitness) {
  double largest_error = 0.0;
  for (std::size_t i = 0; i < fitness.positive.size(); ++i) {
    const Expected before = expected(fitness.positive[i], fitness.negative[i], others);
    largest_error = std::max({largest_error, std::abs(before.positive - degrees.positive[i]),
                              std::abs(before.negative - degrees.negative[i])});
    solve(degrees.positive[i], degrees.negative[i], others, fitness.positive[i],
          fitness.negative[i]);
  }
  return largest_error;
}

Fitness start(const Degrees& degrees) {
  Fitness fitness{degrees.positive, degrees.negative};
  for (double& value : fitness.positive) value = value > 0 ? 1.0 : 0.0;
  for (double& value : fitness.negative) value = value > 0 ? 1.0 : 0.0;
  return fitness;
}

double largest_error_of(const CellProbabilities& cells, const Degrees& rows,
                        const Degrees& columns) {
  double largest = 0.0;
  const auto compare = [&](const Matrix& matrix, const std::vector<double>& of_rows,
                           const std::vector<double>& of_columns) {
    std::vector<double> row(matrix.rows, 0.0), column(matrix.columns, 0.0);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
      for (std::size_t j = 0; j < matrix.columns; ++j) {
        row[i] += matrix.at(i, j);
        column[j] += matrix.at(i, j);
      }
    }
    for (std::size_t i = 0; i < row.size(); ++i)
      largest = std::max(largest, std::abs(row[i] - of_rows[i]));
    for (std::size_t j = 0; j < column.size(); ++j)
      largest = std::max(largest, std::abs(column[j] - of_columns[j]));
  };
  compare(cells.positive, rows.positive, columns.positive);
  compare(cells.negative, rows.negative, columns.negative);
  return largest;
}

}  // namespace

CellProbabilities cell_probabilities(const Network& two_mode) {
  assert(two_mode.shape == Shape::TwoMode);
  const std::size_t rows = two_mode.rows.size(), columns = two_mode.columns.size();
  Degrees of_rows{std::vector<double>(rows, 0.0), std::vector<double>(rows, 0.0)};
  Degrees of_columns{std::vector<double>(columns, 0.0), std::vector<double>(columns, 0.0)};
  for (const Edge& edge : two_mode.edges) {
    if (edge.weight == 0) continue;
    ++(edge.weight > 0 ? of_rows.positive : of_rows.negative)[edge.from];
    ++(edge.weight > 0 ? of_columns.positive : of_columns.negative)[edge.to];
  }
  Fitness row = start(of_rows), column = start(of_columns);
  for (int sweep = 0; sweep < most_sweeps; ++sweep) {
    const double error = solve_all(of_rows, column, row);
    solve_all(of_columns, row, column);
    if (sweep > 0 && error < close_enough) break;
  }
  CellProbabilities cells{{rows, columns, std::vector<double>(rows * columns)},
                          {rows, columns, std::vector<double>(rows * columns)},
                          0.0};
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      const double up = row.positive[i] * column.positive[j];
      const double down = row.negative[i] * column.negative[j];
      cells.positive.at(i, j) = up / (1 + up + down);
      cells.negative.at(i, j) = down / (1 + up + down);
    }
  }
  cells.largest_error = largest_error_of(cells, of_rows, of_columns);
  return cells;
}

}  // namespace faultline::networks
