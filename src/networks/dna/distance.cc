#include "networks/dna/distance.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace faultline::networks::dna {
namespace {

void scale(Matrix& matrix) {
  const double sum = std::accumulate(matrix.values.begin(), matrix.values.end(), 0.0);
  if (sum == 0) return;
  for (double& value : matrix.values) value /= sum;
}

/// Java's sum of a stream of doubles (Kahan 1965, with the last compensation taken off): the nested
/// backbone compares losses to the last bit.
double compensated_sum(std::span<const double> values) {
  double sum = 0;
  double compensation = 0;
  for (const double value : values) {
    const double corrected = value - compensation;
    const double next = sum + corrected;
    compensation = (next - sum) - corrected;
    sum = next;
  }
  return sum - compensation;
}

}  // namespace

std::vector<double> spectrum(const Matrix& matrix) {
  std::vector<double> sums(matrix.rows, 0.0);
  for (std::size_t i = 0; i < matrix.rows; ++i)
    for (std::size_t k = 0; k < matrix.columns; ++k) sums[i] += std::max(matrix.at(i, k), 0.0);
  std::sort(sums.begin(), sums.end(), std::greater<>());
  const double total = compensated_sum(sums);
  if (total != 0)
    for (double& sum : sums) sum /= total;
  return sums;
}

double spectral_distance(std::span<const double> a, std::span<const double> b) {
  double distance = 0;
  for (std::size_t i = 0; i < a.size(); ++i) distance += std::abs(a[i] - b[i]);
  return distance;
}

Result<Distances> distances(std::vector<LabelledMatrix> matrices, DistanceMethod method,
                            bool scale_to_one) {
  Distances result;
  const std::size_t n = matrices.size();
  result.values = {n, n, std::vector<double>(n * n, 0.0)};
  std::vector<std::vector<double>> features;
  for (LabelledMatrix& matrix : matrices) {
    if (matrix.rows != matrices.front().rows || matrix.columns != matrices.front().columns)
      return failure(ErrorCode::Usage,
                     "Matrices with different labels have no distance; ask for isolates, so that "
                     "all have the labels of the whole range.");
    if (scale_to_one) scale(matrix.values);
    features.push_back(method == DistanceMethod::Spectral ? spectrum(matrix.values)
                                                          : matrix.values.values);
    result.times.push_back(matrix.time);
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = i + 1; k < n; ++k)
      result.values.at(i, k) = result.values.at(k, i) = spectral_distance(features[i], features[k]);
  result.normalised = std::move(matrices);
  return result;
}

}  // namespace faultline::networks::dna
