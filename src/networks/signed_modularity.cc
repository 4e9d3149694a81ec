#include "networks/signed_modularity.h"

#include <cassert>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "networks/detail/nodes.h"

namespace faultline::networks {

std::vector<std::uint32_t> renumbered(std::span<const std::uint32_t> membership) {
  std::unordered_map<std::uint32_t, std::uint32_t> number;
  std::vector<std::uint32_t> result;
  result.reserve(membership.size());
  for (const std::uint32_t community : membership) {
    const auto next = static_cast<std::uint32_t>(number.size());
    result.push_back(number.try_emplace(community, next).first->second);
  }
  return result;
}

double signed_modularity(const Network& network, std::span<const std::uint32_t> membership,
                         double resolution) {
  assert(membership.size() == node_count(network));
  const std::vector<std::uint32_t> community = renumbered(membership);
  std::vector<double> positive(community.size(), 0.0), negative(community.size(), 0.0);
  double inside = 0.0, all_positive = 0.0, all_negative = 0.0;
  for (const Edge& edge : network.edges) {
    const std::uint32_t from = community[edge.from];
    const std::uint32_t to = community[detail::end_of(network, edge)];
    if (from == to) inside += 2 * edge.weight;
    (edge.weight > 0 ? positive : negative)[from] += std::abs(edge.weight);
    (edge.weight > 0 ? positive : negative)[to] += std::abs(edge.weight);
    (edge.weight > 0 ? all_positive : all_negative) += 2 * std::abs(edge.weight);
  }
  if (all_positive + all_negative == 0) return std::numeric_limits<double>::quiet_NaN();
  double expected = 0.0;
  for (std::size_t number = 0; number < community.size(); ++number) {
    if (all_positive > 0) expected += positive[number] * positive[number] / all_positive;
    if (all_negative > 0) expected -= negative[number] * negative[number] / all_negative;
  }
  return (inside - resolution * expected) / (all_positive + all_negative);
}

}  // namespace faultline::networks
