#include "networks/ei_index.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "base/draw.h"

namespace faultline::networks {
namespace {

bool counts(const Edge& edge, Sign sign) {
  if (edge.weight == 0) return false;
  return sign == Sign::Both || (sign == Sign::Positive) == (edge.weight > 0);
}

EiCount count(std::span<const Edge> edges, std::span<const std::uint32_t> membership) {
  EiCount result;
  for (const Edge& edge : edges) {
    (membership[edge.from] == membership[edge.to] ? result.internal : result.external) +=
        edge.weight;
  }
  return result;
}

void count_ends(const Network& network, std::span<const Edge> edges,
                std::span<const std::uint32_t> membership, EiIndex& result) {
  std::uint32_t groups = 0;
  for (const std::uint32_t group : membership) groups = std::max(groups, group + 1);
  result.groups.resize(groups);
  result.nodes.resize(membership.size());
  for (const Edge& edge : edges) {
    const std::uint32_t from = membership[edge.from], to = membership[edge.to];
    const auto add = [&](EiCount& to_count) {
      (from == to ? to_count.internal : to_count.external) += edge.weight;
    };
    add(result.nodes[edge.from]);
    add(result.groups[from]);
    if (network.shape == Shape::Directed) continue;
    add(result.nodes[edge.to]);
    if (to != from) add(result.groups[to]);
  }
}

/// The most weight that edges of `places` pairs can have.
double heaviest(const std::vector<double>& descending, double places) {
  double sum = 0.0;
  for (std::size_t i = 0; i < descending.size() && static_cast<double>(i) < places; ++i)
    sum += descending[i];
  return sum;
}

void find_range(const Network& network, std::span<const Edge> edges,
                std::span<const std::uint32_t> membership, EiIndex& result) {
  std::vector<double> sizes(result.groups.size(), 0.0);
  for (const std::uint32_t group : membership) ++sizes[group];
  const auto nodes = static_cast<double>(membership.size());
  double inside = 0.0;
  for (const double size : sizes) inside += size * (size - 1);
  double across = nodes * (nodes - 1) - inside;
  if (network.shape != Shape::Directed) {
    inside /= 2;
    across /= 2;
  }
  std::vector<double> weights;
  double sum = 0.0;
  for (const Edge& edge : edges) {
    weights.push_back(edge.weight);
    sum += edge.weight;
  }
  std::sort(weights.begin(), weights.end(), std::greater<>());
  result.highest = 2 * heaviest(weights, across) / sum - 1;
  result.lowest = 1 - 2 * heaviest(weights, inside) / sum;
  const double range = result.highest - result.lowest;
  result.rescaled = range > 1e-12 ? 2 * (result.whole.index() - result.lowest) / range - 1
                                  : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

double EiCount::index() const {
  const double all = external + internal;
  return all > 0 ? (external - internal) / all : std::numeric_limits<double>::quiet_NaN();
}

Result<EiIndex> ei_index(const Network& network, std::span<const std::uint32_t> membership,
                         const EiOptions& options) {
  if (network.shape == Shape::TwoMode) {
    return failure(ErrorCode::Usage,
                   "The E-I index needs one kind of nodes; take a one-mode or directed network.");
  }
  if (membership.size() != network.rows.size()) {
    return failure(ErrorCode::Usage, "The E-I index needs one group for every node.");
  }
  if (options.permutations < 2) {
    return failure(ErrorCode::Usage, "The E-I index needs at least 2 permutations.");
  }
  std::vector<Edge> edges;
  for (const Edge& edge : network.edges) {
    if (!counts(edge, options.sign)) continue;
    edges.push_back({edge.from, edge.to, options.weighted ? std::abs(edge.weight) : 1.0});
  }
  if (edges.empty()) {
    return failure(ErrorCode::Usage,
                   "The network has no edge of the sign that the E-I index was "
                   "asked for.");
  }
  EiIndex result;
  result.whole = count(edges, membership);
  count_ends(network, edges, membership, result);
  find_range(network, edges, membership, result);

  std::mt19937_64 generator(options.seed);
  std::vector<std::uint32_t> permuted(membership.begin(), membership.end());
  std::vector<double> draws;
  for (int draw = 0; draw < options.permutations; ++draw) {
    shuffle(permuted, generator);
    draws.push_back(count(edges, permuted).index());
  }
  result.test = null_test(result.whole.index(), draws);
  return result;
}

}  // namespace faultline::networks
