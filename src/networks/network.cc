#include "networks/network.h"

namespace faultline::networks {

Matrix matrix_of(const Network& network) {
  Matrix matrix;
  matrix.rows = network.rows.size();
  matrix.columns = network.shape == Shape::TwoMode ? network.columns.size() : matrix.rows;
  matrix.values.assign(matrix.rows * matrix.columns, 0.0);
  for (const Edge& edge : network.edges) {
    matrix.at(edge.from, edge.to) = edge.weight;
    if (network.shape == Shape::OneMode) matrix.at(edge.to, edge.from) = edge.weight;
  }
  return matrix;
}

}  // namespace faultline::networks
