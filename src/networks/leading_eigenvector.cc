#include "networks/detail/leading_eigenvector.h"

#include <Eigen/Dense>
#include <cmath>

#include "networks/detail/nodes.h"

namespace faultline::networks::detail {
namespace {

constexpr double as_good_as_zero = 1e-8;

using Members = std::vector<std::uint32_t>;

/// The modularity matrix of a community's members, each row made to add up to 0 within it.
Eigen::MatrixXd generalised_modularity(const Members& members, const Eigen::MatrixXd& weights,
                                       const Eigen::VectorXd& strengths) {
  const auto size = static_cast<Eigen::Index>(members.size());
  Eigen::MatrixXd matrix(size, size);
  for (Eigen::Index i = 0; i < size; ++i) {
    for (Eigen::Index k = 0; k < size; ++k) {
      const std::uint32_t one = members[static_cast<std::size_t>(i)];
      const std::uint32_t other = members[static_cast<std::size_t>(k)];
      matrix(i, k) = weights(one, other) - strengths(one) * strengths(other) / strengths.sum();
    }
  }
  const Eigen::VectorXd sums = matrix.rowwise().sum();
  matrix.diagonal() -= sums;
  return matrix;
}

/// +1 and -1 for the two parts; empty if there is no split that adds modularity.
Eigen::VectorXd split(const Eigen::MatrixXd& matrix) {
  const Eigen::Index size = matrix.rows();
  if (size < 3) return {};
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
  const double largest = solver.eigenvalues()(size - 1);
  if (largest < as_good_as_zero || largest - solver.eigenvalues()(size - 2) < as_good_as_zero)
    return {};
  Eigen::VectorXd sides = solver.eigenvectors().col(size - 1);
  double first = 0.0;
  for (Eigen::Index i = 0; i < size && first == 0; ++i) {
    if (std::abs(sides(i)) >= as_good_as_zero) first = sides(i);
  }
  // An eigenvector's sign is nobody's choice: the first member is on the positive side.
  for (Eigen::Index i = 0; i < size; ++i)
    sides(i) = sides(i) * first < 0 && std::abs(sides(i)) >= as_good_as_zero ? -1.0 : 1.0;
  if (sides.dot(matrix * sides) <= as_good_as_zero) return {};
  return sides;
}

}  // namespace

std::vector<std::uint32_t> leading_eigenvector(std::size_t nodes, std::span<const Edge> edges) {
  const auto size = static_cast<Eigen::Index>(nodes);
  Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(size, size);
  Network network;
  network.rows.resize(nodes);
  network.edges.assign(edges.begin(), edges.end());
  for (const Edge& edge : edges) {
    weights(edge.from, edge.to) += edge.weight;
    weights(edge.to, edge.from) += edge.weight;
  }
  const Eigen::VectorXd strengths = weights.rowwise().sum();
  std::vector<Members> left = components(network);
  std::vector<std::uint32_t> membership(nodes);
  for (std::uint32_t next = 0; !left.empty();) {
    const Members members = std::move(left.back());
    left.pop_back();
    const Eigen::VectorXd sides = split(generalised_modularity(members, weights, strengths));
    if (sides.size() == 0) {
      for (const std::uint32_t node : members) membership[node] = next;
      ++next;
      continue;
    }
    Members parts[2];
    for (std::size_t i = 0; i < members.size(); ++i)
      parts[sides(static_cast<Eigen::Index>(i)) < 0].push_back(members[i]);
    left.push_back(std::move(parts[0]));
    left.push_back(std::move(parts[1]));
  }
  return membership;
}

}  // namespace faultline::networks::detail
