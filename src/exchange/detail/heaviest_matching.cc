#include "exchange/detail/heaviest_matching.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace faultline::exchange::detail {
namespace {

constexpr std::size_t none = SIZE_MAX;
using Weights = std::vector<std::vector<double>>;

/// Not more rows than columns; a cost is a weight with its sign turned.
class Matching {
 public:
  explicit Matching(const Weights& weights)
      : weights_(weights),
        row_price_(weights.size()),
        column_price_(weights.front().size()),
        column_of_(weights.size(), none),
        row_of_(weights.front().size(), none) {}

  double heaviest() {
    for (std::size_t row = 0; row < weights_.size(); ++row) add(row);
    double sum = 0;
    for (std::size_t row = 0; row < weights_.size(); ++row) sum += weights_[row][column_of_[row]];
    return sum;
  }

 private:
  /// Gives `start` a column by the cheapest path that alternates between free and given pairs.
  void add(std::size_t start) {
    const std::size_t columns = column_price_.size();
    std::vector<double> distance(columns, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> reached_from(columns, none);  // a row
    std::vector<bool> is_done(columns);
    double reached = 0;
    std::size_t last = none;
    for (std::size_t row = start; row != none; row = row_of_[last]) {
      std::size_t nearest = none;
      for (std::size_t column = 0; column < columns; ++column) {
        if (is_done[column]) continue;
        const double through =
            reached - weights_[row][column] - row_price_[row] - column_price_[column];
        if (through < distance[column]) {
          distance[column] = through;
          reached_from[column] = row;
        }
        if (nearest == none || distance[column] < distance[nearest]) nearest = column;
      }
      last = nearest;
      is_done[last] = true;
      reached = distance[last];
    }
    row_price_[start] += reached;
    for (std::size_t column = 0; column < columns; ++column) {
      if (!is_done[column]) continue;
      column_price_[column] -= reached - distance[column];
      if (row_of_[column] != none) row_price_[row_of_[column]] += reached - distance[column];
    }
    for (std::size_t column = last; column != none;) {
      const std::size_t row = reached_from[column];
      row_of_[column] = row;
      column = std::exchange(column_of_[row], column);
    }
  }

  const Weights& weights_;
  std::vector<double> row_price_;
  std::vector<double> column_price_;
  std::vector<std::size_t> column_of_;
  std::vector<std::size_t> row_of_;
};

}  // namespace

double heaviest_matching(const Weights& weights) {
  if (weights.empty() || weights.front().empty()) return 0;
  const std::size_t rows = weights.size();
  const std::size_t columns = weights.front().size();
  if (rows <= columns) return Matching(weights).heaviest();
  Weights turned(columns, std::vector<double>(rows));
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column)
      turned[column][row] = weights[row][column];
  return Matching(turned).heaviest();
}

}  // namespace faultline::exchange::detail
