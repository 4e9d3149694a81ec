#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "inference/detail/distributions.h"
#include "inference/events.h"

namespace faultline::inference {
namespace {

constexpr std::size_t terms = 4;  // level, slope, change of level, change of slope
using Row = std::array<double, terms>;
using Square = std::array<Row, terms>;

struct Observation {
  Row x{};
  double rate = 0, weight = 0;
};

/// The inverse by Gauss-Jordan with pivots; columns of very different size were scaled by the
/// caller.
Square inverse(Square matrix) {
  Square result{};
  for (std::size_t i = 0; i < terms; ++i) result[i][i] = 1;
  for (std::size_t column = 0; column < terms; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column; row < terms; ++row) {
      if (std::abs(matrix[row][column]) > std::abs(matrix[pivot][column])) pivot = row;
    }
    std::swap(matrix[column], matrix[pivot]);
    std::swap(result[column], result[pivot]);
    const double scale = 1 / matrix[column][column];
    for (std::size_t i = 0; i < terms; ++i) {
      matrix[column][i] *= scale;
      result[column][i] *= scale;
    }
    for (std::size_t row = 0; row < terms; ++row) {
      if (row == column) continue;
      const double factor = matrix[row][column];
      for (std::size_t i = 0; i < terms; ++i) {
        matrix[row][i] -= factor * matrix[column][i];
        result[row][i] -= factor * result[column][i];
      }
    }
  }
  return result;
}

Row product(const Square& matrix, const Row& vector) {
  Row result{};
  for (std::size_t i = 0; i < terms; ++i) {
    for (std::size_t j = 0; j < terms; ++j) result[i] += matrix[i][j] * vector[j];
  }
  return result;
}

/// Sum of outer products of scores `lag` apart, both ways round.
void add_autocovariance(Square& sum, std::span<const Row> scores, std::size_t lag, double weight) {
  for (std::size_t t = lag; t < scores.size(); ++t) {
    for (std::size_t i = 0; i < terms; ++i) {
      for (std::size_t j = 0; j < terms; ++j) {
        const double both =
            lag == 0 ? scores[t][i] * scores[t][j]
                     : scores[t][i] * scores[t - lag][j] + scores[t - lag][i] * scores[t][j];
        sum[i][j] += weight * both;
      }
    }
  }
}

std::vector<Observation> observations_of(std::span<const RateBin> bins, std::size_t event) {
  std::vector<Observation> observations;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (bins[i].n <= 0) continue;
    const double time = static_cast<double>(i) - static_cast<double>(event);
    const double since = i >= event ? 1 : 0;
    observations.push_back({{1, time, since, since * time}, bins[i].hits / bins[i].n, bins[i].n});
  }
  return observations;
}

/// Coefficients and their covariance (Newey & West 1987) with the factor n / (n - 4) for few bins.
std::pair<Row, Square> regression(std::span<const Observation> observations, std::size_t lag) {
  Square moments{};
  Row right{};
  for (const Observation& observation : observations) {
    for (std::size_t i = 0; i < terms; ++i) {
      right[i] += observation.weight * observation.x[i] * observation.rate;
      for (std::size_t j = 0; j < terms; ++j) {
        moments[i][j] += observation.weight * observation.x[i] * observation.x[j];
      }
    }
  }
  const Square bread = inverse(moments);
  const Row coefficients = product(bread, right);
  std::vector<Row> scores;
  for (const Observation& observation : observations) {
    double residual = observation.rate;
    for (std::size_t i = 0; i < terms; ++i) residual -= coefficients[i] * observation.x[i];
    Row score{};
    for (std::size_t i = 0; i < terms; ++i) {
      score[i] = observation.weight * residual * observation.x[i];
    }
    scores.push_back(score);
  }
  Square meat{};
  for (std::size_t distance = 0; distance <= lag; ++distance) {
    const double weight = 1 - static_cast<double>(distance) / static_cast<double>(lag + 1);
    add_autocovariance(meat, scores, distance, weight);
  }
  const auto n = static_cast<double>(observations.size());
  Square covariance{};
  for (std::size_t j = 0; j < terms; ++j) {
    const Row half = product(meat, bread[j]);  // the bread is symmetric
    const Row column = product(bread, half);
    for (std::size_t i = 0; i < terms; ++i) covariance[i][j] = column[i] * n / (n - terms);
  }
  return {coefficients, covariance};
}

Estimate estimate_of(double value, double variance, double freedom, double level) {
  Estimate estimate;
  estimate.value = value;
  estimate.standard_error = std::sqrt(std::max(0.0, variance));
  const double half = student_quantile((1 + level) / 2, freedom) * estimate.standard_error;
  estimate.interval = {value - half, value + half, Method::Linear};
  return estimate;
}

}  // namespace

Result<InterruptedSeries> interrupted_series(std::span<const RateBin> bins, std::size_t event,
                                             double level) {
  constexpr std::size_t fewest = 3;  // a line and one more, on either side
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (std::isfinite(bins[i].hits) && std::isfinite(bins[i].n) && bins[i].n >= 0) continue;
    return failure(ErrorCode::Usage,
                   fmt::format("A bin holds {} of {}: counts are finite and not negative.",
                               bins[i].hits, bins[i].n),
                   fmt::format("bin {}", i));
  }
  if (event >= bins.size() || !(level > 0 && level < 1)) {
    return failure(
        ErrorCode::Usage,
        fmt::format("The event is bin {} of {}, and the level {}; it must be one of the bins, "
                    "and the level between 0 and 1.",
                    event, bins.size(), level));
  }
  const std::vector<Observation> observations = observations_of(bins, event);
  InterruptedSeries series;
  series.bins = observations.size();
  const auto after = static_cast<std::size_t>(
      std::count_if(observations.begin(), observations.end(),
                    [](const Observation& observation) { return observation.x[2] == 1; }));
  if (after < fewest || observations.size() - after < fewest) return series;
  const auto n = static_cast<double>(observations.size());
  series.lag = static_cast<std::size_t>(std::floor(4 * std::pow(n / 100, 2.0 / 9)));
  const auto [coefficients, covariance] = regression(observations, series.lag);
  const std::array<Estimate*, terms> places = {&series.level, &series.slope, &series.level_change,
                                               &series.slope_change};
  for (std::size_t i = 0; i < terms; ++i) {
    *places[i] = estimate_of(coefficients[i], covariance[i][i], n - terms, level);
    places[i]->clusters = observations.size();
  }
  return series;
}

}  // namespace faultline::inference
