#include "networks/difference.h"

#include <cmath>
#include <map>
#include <string>
#include <unordered_map>

#include "networks/detail/nodes.h"

namespace faultline::networks {
namespace {

using Ends = std::pair<std::uint32_t, std::uint32_t>;
struct Weights {
  double before = 0.0, after = 0.0;
};

/// Adds the labels that are not yet there; returns each label's place.
std::vector<std::uint32_t> places_in(std::vector<std::string>& labels,
                                     const std::vector<std::string>& added) {
  std::unordered_map<std::string, std::uint32_t> known;
  for (std::uint32_t i = 0; i < labels.size(); ++i) known.emplace(labels[i], i);
  std::vector<std::uint32_t> result;
  for (const std::string& label : added) {
    const auto [place, is_new] =
        known.try_emplace(label, static_cast<std::uint32_t>(labels.size()));
    if (is_new) labels.push_back(label);
    result.push_back(place->second);
  }
  return result;
}

/// Places of a network's nodes in the union.
struct Places {
  std::vector<std::uint32_t> rows, columns;

  Places(Network& all, const Network& part)
      : rows(places_in(all.rows, part.rows)), columns(places_in(all.columns, part.columns)) {}

  [[nodiscard]] Ends of(const Network& part, const Edge& edge) const {
    const std::uint32_t from = rows[edge.from];
    const std::uint32_t to = part.shape == Shape::TwoMode ? columns[edge.to] : rows[edge.to];
    // The union's order may turn a pair around.
    return part.shape == Shape::OneMode ? Ends(std::min(from, to), std::max(from, to))
                                        : Ends(from, to);
  }
};

EdgeChange change_of(const Weights& weights) {
  if (weights.before == 0) return EdgeChange::Appeared;
  if (weights.after == 0) return EdgeChange::Vanished;
  if ((weights.before > 0) != (weights.after > 0)) return EdgeChange::ChangedSign;
  return std::abs(weights.after) > std::abs(weights.before) ? EdgeChange::Grew : EdgeChange::Fell;
}

std::vector<bool> presence(const Places& places, const Network& all) {
  std::vector<bool> present(node_count(all), false);
  for (const std::uint32_t row : places.rows) present[row] = true;
  for (const std::uint32_t column : places.columns) present[all.rows.size() + column] = true;
  return present;
}

NodeAttribute number_column(std::string name, std::size_t nodes, std::optional<double> value) {
  return {.name = std::move(name),
          .is_number = true,
          .texts = {},
          .numbers = std::vector<std::optional<double>>(nodes, value)};
}

/// The sums per node of the weights in one period.
NodeAttribute strengths(std::string name, const Network& all, const std::map<Ends, Weights>& edges,
                        double Weights::* weight, const std::vector<bool>& present) {
  NodeAttribute result = number_column(std::move(name), present.size(), std::nullopt);
  for (std::size_t node = 0; node < present.size(); ++node) {
    if (present[node]) result.numbers[node] = 0.0;
  }
  for (const auto& [ends, weights] : edges) {
    if (weights.*weight == 0) continue;
    *result.numbers[ends.first] += weights.*weight;
    *result.numbers[detail::end_of(all, {ends.first, ends.second, 0.0})] += weights.*weight;
  }
  return result;
}

void describe_nodes(const std::map<Ends, Weights>& edges, const std::vector<bool>& was,
                    const std::vector<bool>& is, NetworkDifference& result) {
  const Network& all = result.network;
  result.nodes.push_back(strengths("before", all, edges, &Weights::before, was));
  result.nodes.push_back(strengths("after", all, edges, &Weights::after, is));
  NodeAttribute change = number_column("change", was.size(), 0.0);
  for (std::size_t node = 0; node < was.size(); ++node) {
    change.numbers[node] =
        result.nodes[1].numbers[node].value_or(0.0) - result.nodes[0].numbers[node].value_or(0.0);
  }
  result.nodes.push_back(std::move(change));
  for (const char* name : {"appeared", "vanished", "changed_sign", "grew", "fell"})
    result.nodes.push_back(number_column(name, was.size(), 0.0));
  for (std::size_t i = 0; i < all.edges.size(); ++i) {
    NodeAttribute& kind = result.nodes[3 + static_cast<std::size_t>(result.changes[i])];
    ++*kind.numbers[all.edges[i].from];
    ++*kind.numbers[detail::end_of(all, all.edges[i])];
  }
}

}  // namespace

std::string_view name_of(EdgeChange change) {
  switch (change) {
    case EdgeChange::Appeared:
      return "appeared";
    case EdgeChange::Vanished:
      return "vanished";
    case EdgeChange::ChangedSign:
      return "changed sign";
    case EdgeChange::Grew:
      return "grew";
    case EdgeChange::Fell:
      return "fell";
  }
  return "";
}

Result<NetworkDifference> network_difference(const Network& before, const Network& after,
                                             double tolerance) {
  if (before.shape != after.shape || before.row_variable != after.row_variable ||
      before.column_variable != after.column_variable) {
    return failure(ErrorCode::Usage,
                   "Only networks of the same shape and the same variables can be compared.");
  }
  NetworkDifference result;
  Network& all = result.network;
  all.shape = before.shape;
  all.row_variable = before.row_variable;
  all.column_variable = before.column_variable;
  all.statements = before.statements + after.statements;
  const Places places_before(all, before), places_after(all, after);
  std::map<Ends, Weights> edges;
  for (const Edge& edge : before.edges) edges[places_before.of(before, edge)].before = edge.weight;
  for (const Edge& edge : after.edges) edges[places_after.of(after, edge)].after = edge.weight;

  all.edge_attributes = {{"before", {}}, {"after", {}}};
  for (const auto& [ends, weights] : edges) {
    const double difference = weights.after - weights.before;
    if (std::abs(difference) <= tolerance) {
      ++result.unchanged;
      continue;
    }
    all.edges.push_back({ends.first, ends.second, difference});
    all.edge_attributes[0].values.push_back(weights.before);
    all.edge_attributes[1].values.push_back(weights.after);
    result.changes.push_back(change_of(weights));
  }
  describe_nodes(edges, presence(places_before, all), presence(places_after, all), result);
  return result;
}

}  // namespace faultline::networks
