#pragma once
// Matrices for the tests of clusterings and embeddings.

#include <rapidcheck.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "networks/network.h"

namespace faultline::networks::testing {

inline Matrix matrix(std::size_t rows, std::size_t columns, std::vector<double> values) {
  return {.rows = rows, .columns = columns, .values = std::move(values)};
}

/// Five nodes, two near each other and two more.
inline Matrix five() {
  return matrix(5, 5,
                {0, 2, 6, 10, 9, 2, 0, 5, 9, 8, 6, 5, 0, 4, 5, 10, 9, 4, 0, 3, 9, 8, 5, 3, 0});
}

/// Six nodes in a ring: neighbours at 1, all others at 2, so that nearly every pair is a tie.
inline Matrix ring_of_six() {
  Matrix result = matrix(6, 6, std::vector<double>(36, 2.0));
  for (std::size_t node = 0; node < 6; ++node) {
    const std::size_t next = (node + 1) % 6;
    result.at(node, node) = 0.0;
    result.at(node, next) = result.at(next, node) = 1.0;
  }
  return result;
}

/// Symmetric distances of `least` to `most` nodes; half of the time few values, so that ties
/// abound.
inline rc::Gen<Matrix> any_distances(int least, int most) {
  return rc::gen::exec([least, most] {
    const auto nodes = static_cast<std::size_t>(*rc::gen::inRange(least, most + 1));
    const int values = *rc::gen::element(4, 100'000);
    Matrix result = matrix(nodes, nodes, std::vector<double>(nodes * nodes, 0.0));
    for (std::size_t a = 0; a < nodes; ++a) {
      for (std::size_t b = a + 1; b < nodes; ++b) {
        const double value = *rc::gen::inRange(1, values + 1);
        result.at(a, b) = result.at(b, a) = value / values;
      }
    }
    return result;
  });
}

/// Node order[i] of the old becomes node i.
inline Matrix reordered(const Matrix& matrix, const std::vector<std::size_t>& order) {
  Matrix result = matrix;
  for (std::size_t a = 0; a < order.size(); ++a) {
    for (std::size_t b = 0; b < order.size(); ++b) result.at(a, b) = matrix.at(order[a], order[b]);
  }
  return result;
}

}  // namespace faultline::networks::testing
