#include "networks/networks.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace faultline::networks {
namespace {

/// The positions 0 .. values.size() - 1 ordered by `key`, equal keys in the order they came.
template <class Value, class Key>
std::vector<std::size_t> ordered(std::span<const Value> values, Key key) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return key(values[left]) < key(values[right]);
  });
  return order;
}

}  // namespace

std::vector<SignedEdge> signed_network(std::span<const SignedTie> ties) {
  std::vector<SignedEdge> edges;
  const auto order =
      ordered(ties, [](const SignedTie& tie) { return std::pair(tie.from, tie.to); });
  for (const std::size_t index : order) {
    const SignedTie& tie = ties[index];
    assert(tie.sign >= -1 && tie.sign <= 1);
    if (tie.from == tie.to) continue;
    if (edges.empty() || edges.back().from != tie.from || edges.back().to != tie.to) {
      edges.push_back({.from = tie.from, .to = tie.to, .evidence = {}});
    }
    SignedEdge& edge = edges.back();
    ++(tie.sign < 0 ? edge.negative : tie.sign > 0 ? edge.positive : edge.neutral);
    edge.evidence.push_back(tie.evidence);
  }
  return edges;
}

Result<Network> directed_network(std::span<const std::string> labels,
                                 std::span<const SignedEdge> edges, Aggregation aggregation,
                                 bool isolates) {
  if (aggregation == Aggregation::Combine)
    return failure(ErrorCode::Usage,
                   "Relations have no levels to combine; take subtract, congruence, conflict or "
                   "ignore.");
  Network network;
  network.shape = Shape::Directed;
  network.edge_attributes = {{"positive", {}}, {"negative", {}}, {"neutral", {}}};
  std::vector<bool> is_joined(labels.size(), isolates);
  for (const SignedEdge& edge : edges) {
    const int weight = aggregation == Aggregation::Subtract     ? edge.positive - edge.negative
                       : aggregation == Aggregation::Congruence ? edge.positive
                       : aggregation == Aggregation::Conflict
                           ? edge.negative
                           : edge.positive + edge.negative + edge.neutral;
    if (weight == 0) continue;
    is_joined[edge.from] = is_joined[edge.to] = true;
    network.edges.push_back({edge.from, edge.to, static_cast<double>(weight)});
    network.edge_attributes[0].values.push_back(edge.positive);
    network.edge_attributes[1].values.push_back(edge.negative);
    network.edge_attributes[2].values.push_back(edge.neutral);
    network.statements += edge.positive + edge.negative + edge.neutral;
  }
  std::vector<std::uint32_t> place(labels.size());
  for (std::size_t node = 0; node < labels.size(); ++node) {
    place[node] = static_cast<std::uint32_t>(network.rows.size());
    if (is_joined[node]) network.rows.push_back(labels[node]);
  }
  for (Edge& edge : network.edges) {
    edge.from = place[edge.from];
    edge.to = place[edge.to];
  }
  return network;
}

std::vector<AffiliationCell> affiliation_network(std::span<const Stance> stances) {
  std::vector<AffiliationCell> cells;
  const auto order = ordered(
      stances, [](const Stance& stance) { return std::pair(stance.actor, stance.concept_index); });
  for (const std::size_t index : order) {
    const Stance& stance = stances[index];
    assert(stance.agreement == 1 || stance.agreement == -1);
    if (cells.empty() || cells.back().actor != stance.actor ||
        cells.back().concept_index != stance.concept_index) {
      cells.push_back(
          {.actor = stance.actor, .concept_index = stance.concept_index, .evidence = {}});
    }
    AffiliationCell& cell = cells.back();
    ++(stance.agreement > 0 ? cell.agree : cell.disagree);
    cell.evidence.push_back(stance.evidence);
  }
  return cells;
}

}  // namespace faultline::networks
