#include "sketch_table.h"

#include <algorithm>
#include <stdexcept>

namespace faultline::networks {
namespace {

std::int32_t number_of(std::vector<std::string>& labels, const std::string& label) {
  auto found = std::find(labels.begin(), labels.end(), label);
  if (found == labels.end()) found = labels.insert(labels.end(), label);
  return static_cast<std::int32_t>(found - labels.begin());
}

std::size_t place_of(const std::vector<std::string>& labels, std::string_view label) {
  const auto found = std::find(labels.begin(), labels.end(), label);
  if (found == labels.end()) throw std::out_of_range("no node " + std::string(label));
  return static_cast<std::size_t>(found - labels.begin());
}

const Edge* find_edge(const Network& network, std::string_view one, std::string_view two) {
  const bool two_mode = network.shape == Shape::TwoMode;
  std::size_t from = place_of(network.rows, one);
  std::size_t to = place_of(two_mode ? network.columns : network.rows, two);
  if (!two_mode && to < from) std::swap(from, to);
  const auto found =
      std::find_if(network.edges.begin(), network.edges.end(),
                   [&](const Edge& edge) { return edge.from == from && edge.to == to; });
  return found == network.edges.end() ? nullptr : &*found;
}

}  // namespace

StatementTable table_of(const std::vector<Said>& said) {
  StatementTable table;
  Variable organization{"organization", VariableKind::ShortText, false, {}, {}};
  Variable about{"concept", VariableKind::ShortText, false, {}, {}};
  Variable agreement{"agreement", VariableKind::Boolean, false, {}, {}};
  Variable intensity{"intensity", VariableKind::Integer, false, {}, {}};
  Variable frame{"frame", VariableKind::ShortText, false, {}, {}};
  Variable note{"note", VariableKind::LongText, false, {}, {}};
  Variable outlet{"outlet", VariableKind::ShortText, true, {}, {}};
  for (std::size_t i = 0; i < said.size(); ++i) {
    const Said& one = said[i];
    const auto number = static_cast<std::int64_t>(i);
    table.id.push_back(number + 1);
    table.document.push_back(one.document < 0 ? 1000 + number : one.document);
    table.time.push_back(parse_instant(one.time).value());
    table.begin.push_back(static_cast<std::int32_t>(i) * 10);
    table.end.push_back(static_cast<std::int32_t>(i) * 10 + 8);
    organization.values.push_back(number_of(organization.labels, one.organization));
    about.values.push_back(number_of(about.labels, one.concept_name));
    agreement.values.push_back(one.agrees ? 1 : 0);
    intensity.values.push_back(one.intensity);
    frame.values.push_back(number_of(frame.labels, one.frame));
    note.values.push_back(number_of(note.labels, ""));
    outlet.values.push_back(number_of(outlet.labels, one.outlet));
  }
  table.variables = {organization, about, agreement, intensity, frame, note, outlet};
  if (!said.empty()) {
    table.first_document = *std::min_element(table.time.begin(), table.time.end());
    table.last_document = *std::max_element(table.time.begin(), table.time.end());
  }
  return table;
}

double weight(const Network& network, std::string_view one, std::string_view two) {
  const Edge* edge = find_edge(network, one, two);
  return edge == nullptr ? 0 : edge->weight;
}

double attribute(const Network& network, std::string_view name, std::string_view one,
                 std::string_view two) {
  const Edge* edge = find_edge(network, one, two);
  if (edge == nullptr) return 0;
  for (const EdgeAttribute& attribute : network.edge_attributes) {
    if (attribute.name == name) {
      return attribute.values[static_cast<std::size_t>(edge - network.edges.data())];
    }
  }
  throw std::out_of_range("no attribute " + std::string(name));
}

}  // namespace faultline::networks
