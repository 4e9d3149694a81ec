// A network for a terminal: what it is made of, its strongest edges, its nodes, its measures.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "cli/detail/layout.h"
#include "cli/detail/network_answer.h"

namespace faultline::cli {
namespace {

using networks::Network;
using networks::Shape;

constexpr std::size_t most_edges = 20;
constexpr std::size_t most_nodes = 20;
constexpr std::size_t most_attributes = 4;

std::string number(double value) {
  if (std::isnan(value)) return "-";
  if (value == std::floor(value) && std::abs(value) < 1e15) return fmt::format("{:.0f}", value);
  return fmt::format("{:.3f}", value);
}

/// The edges by size of weight, the heaviest first, equals in their order.
std::vector<std::size_t> heaviest(const Network& network) {
  std::vector<std::size_t> order(network.edges.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return std::abs(network.edges[left].weight) > std::abs(network.edges[right].weight);
  });
  if (order.size() > most_edges) order.resize(most_edges);
  return order;
}

Table edges_table(const Network& network) {
  Table table;
  const bool is_directed = network.shape != Shape::OneMode;
  table.headings = {
      {is_directed ? "from" : "one", 32}, {is_directed ? "to" : "other", 32}, {"weight", 10, true}};
  for (const auto& attribute : network.edge_attributes)
    table.headings.push_back({attribute.name, 10, true});
  const auto& ends = network.shape == Shape::TwoMode ? network.columns : network.rows;
  for (const std::size_t edge : heaviest(network)) {
    const auto& [from, to, weight] = network.edges[edge];
    Table::Row row{{printable(network.rows[from]), printable(ends[to]), number(weight)}, {}};
    for (const auto& attribute : network.edge_attributes)
      row.cells.push_back(number(attribute.values[edge]));
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// How heavy a node's edges are together.
std::vector<double> strengths(const Network& network, std::size_t nodes) {
  std::vector<double> strength(nodes, 0.0);
  const std::size_t shift = network.shape == Shape::TwoMode ? network.rows.size() : 0;
  for (const auto& edge : network.edges) {
    strength[edge.from] += std::abs(edge.weight);
    strength[shift + edge.to] += std::abs(edge.weight);
  }
  return strength;
}

std::string cell_of(const networks::NodeAttribute& attribute, std::size_t node) {
  if (!attribute.is_number) return printable(attribute.texts[node]);
  const auto& value = attribute.numbers[node];
  return value ? number(*value) : "-";
}

/// Whether a terminal has room for it: not ids and days of which files tell.
bool says_something(const networks::NodeAttribute& attribute) {
  for (const std::string_view name : {"id", "ID", "colour", "part_of", "first_seen", "last_seen"})
    if (attribute.name == name) return false;
  if (attribute.is_number)
    return std::any_of(attribute.numbers.begin(), attribute.numbers.end(),
                       [](const auto& value) { return value.has_value(); });
  return std::any_of(attribute.texts.begin(), attribute.texts.end(),
                     [](const std::string& text) { return !text.empty(); });
}

Table nodes_table(const Network& network, const networks::NodeTable& nodes) {
  Table table;
  table.headings = {{"node", 32}, {"strength", 10, true}};
  std::vector<const networks::NodeAttribute*> shown;
  // The last ones are what was computed; the first are what the study knows.
  for (auto attribute = nodes.attributes.rbegin();
       attribute != nodes.attributes.rend() && shown.size() < most_attributes; ++attribute)
    if (says_something(*attribute)) shown.insert(shown.begin(), &*attribute);
  for (const auto* attribute : shown)
    table.headings.push_back({attribute->name, 24, attribute->is_number});
  const auto strength = strengths(network, nodes.labels.size());
  std::vector<std::size_t> order(nodes.labels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return strength[left] > strength[right];
  });
  if (order.size() > most_nodes) order.resize(most_nodes);
  for (const std::size_t node : order) {
    Table::Row row{{printable(nodes.labels[node]), number(strength[node])}, {}};
    for (const auto* attribute : shown) row.cells.push_back(cell_of(*attribute, node));
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string heading(std::string_view what, std::size_t shown, std::size_t all) {
  return all > shown ? fmt::format("\n{} (the first {} of {})\n", what, shown,
                                   grouped(static_cast<std::int64_t>(all)))
                     : fmt::format("\n{}\n", what);
}

}  // namespace

std::string network_text(const NetworkJob& job, const NetworkAnswer& answer, int width,
                         bool colour) {
  const Network& network = answer.network;
  const auto columns = static_cast<std::size_t>(std::max(width, 40));
  std::string text = wrapped(network_title(job), columns, 0);
  const bool is_relations = job.request.mode == exchange::NetworkMode::Relations;
  text +=
      fmt::format("{}, {}, {}\n",
                  counted(static_cast<std::int64_t>(answer.nodes.labels.size()), "node", "nodes"),
                  counted(static_cast<std::int64_t>(network.edges.size()), "edge", "edges"),
                  counted(network.statements, is_relations ? "relation" : "statement",
                          is_relations ? "relations" : "statements"));
  if (!network.edges.empty()) {
    text += heading("Heaviest edges", most_edges, network.edges.size());
    text += set_table(edges_table(network), width, colour);
  }
  if (!answer.nodes.labels.empty()) {
    text += heading("Nodes", most_nodes, answer.nodes.labels.size());
    text += set_table(nodes_table(network, answer.nodes), width, colour);
  }
  if (!answer.findings.empty()) text += "\nMeasures\n";
  for (const Finding& finding : answer.findings) {
    const std::string of = finding.of.empty() ? "" : fmt::format(", {}", printable(finding.of));
    text += wrapped(fmt::format("{}{}: {}{}{}", finding.measure, of, number(finding.value),
                                finding.sentence.empty() ? "" : ". ", finding.sentence),
                    columns, 2);
  }
  return text;
}

}  // namespace faultline::cli
