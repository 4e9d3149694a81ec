#pragma once
// Networks to write: a small one for readers, and drawn ones with labels that break careless
// writers.

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "exchange/network_files.h"
#include "networks/network.h"

namespace faultline::exchange {

/// Three organisations; Tide Board and Harbour Union stand against each other.
inline networks::Network harbour() {
  networks::Network network;
  network.row_variable = "organization";
  network.rows = {"Tide Board", "Harbour Union", "\"Free Port\", Ltd"};
  network.edges = {{0, 1, -2}, {1, 2, 0.5}};
  network.edge_attributes = {{"conflict", {3, 0}}};
  network.statements = 11;
  return network;
}

/// Two of them and what they speak of.
inline networks::Network harbour_concepts() {
  networks::Network network;
  network.shape = networks::Shape::TwoMode;
  network.row_variable = "organization";
  network.column_variable = "concept";
  network.rows = {"Tide Board", "Harbour Union"};
  network.columns = {"sea wall", "Harbour Union", "tolls"};
  network.edges = {{0, 0, 1}, {1, 0, -1}, {1, 2, 2}};
  network.statements = 4;
  return network;
}

inline networks::NodeTable harbour_table() {
  networks::NodeTable table;
  // In another order than the network's, and with one who is not in it.
  table.labels = {"Harbour Union", "Tide Board", "Nobody", "\"Free Port\", Ltd"};
  table.variables.assign(4, "organization");
  table.attributes = {{"type", false, {"union", "state", "", "firm & sons"}, {}},
                      {"members", true, {}, {1200, std::nullopt, 1, 2.5}}};
  return table;
}

inline NetworkNotes harbour_notes(const networks::NodeTable& table) {
  return {"The harbour", {{"aggregation", "subtract"}, {"from", "2031-03-01"}}, &table};
}

namespace drawn {

/// Pieces of which labels are made.
inline const std::vector<std::string>& pieces() {
  static const std::vector<std::string> all = {"Tide",
                                               " ",
                                               "Board",
                                               "\"",
                                               "'",
                                               ",",
                                               ";",
                                               "\n",
                                               "\r\n",
                                               "\t",
                                               "\x01",
                                               "\x1F",
                                               "<",
                                               ">",
                                               "&",
                                               "&amp;",
                                               "]]>",
                                               "--",
                                               "=",
                                               "+1",
                                               "-",
                                               "@",
                                               "é",
                                               "Ж",
                                               "漢",
                                               "\U0001F30A",
                                               "\xEF\xBF\xBF",
                                               "%",
                                               "*Edges",
                                               "\\",
                                               "\xE2\x80\xAE",
                                               "a",
                                               "A",
                                               "_",
                                               ".",
                                               "1e5",
                                               "data:",
                                               "\x7F",
                                               "\xC2\x85",
                                               "#"};
  return all;
}

inline rc::Gen<std::string> label() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces())),
                      [](const std::vector<std::string>& parts) {
                        std::string text;
                        for (std::size_t i = 0; i < std::min<std::size_t>(parts.size(), 7); ++i)
                          text += parts[i];
                        return text;
                      });
}

inline std::vector<std::string> labels(int most) {
  const auto some = *rc::gen::container<std::vector<std::string>>(
      static_cast<std::size_t>(*rc::gen::inRange(0, most + 1)), label());
  std::set<std::string> seen;
  std::vector<std::string> distinct;
  for (const std::string& text : some)
    if (seen.insert(text).second) distinct.push_back(text);
  return distinct;
}

template <class Value>
void shuffle(std::vector<Value>& values) {
  for (std::size_t left = values.size(); left > 1; --left)
    std::swap(values[left - 1], values[*rc::gen::inRange<std::size_t>(0, left)]);
}

/// Whole, broken, tiny, huge; never 0.
inline double weight() {
  const int whole = *rc::gen::inRange(1, 50);
  double value = whole;
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      value = whole / 7.0;
      break;
    case 1:
      value = whole * 1e-9 / 3;
      break;
    case 2:
      value = whole * 1e20 / 3;
      break;
    default:
      break;
  }
  return *rc::gen::arbitrary<bool>() ? value : -value;
}

inline void add_edges(networks::Network& network) {
  const bool is_two_mode = network.shape == networks::Shape::TwoMode;
  const std::size_t ends = is_two_mode ? network.columns.size() : network.rows.size();
  for (std::uint32_t from = 0; from < network.rows.size(); ++from) {
    for (std::uint32_t to = 0; to < ends; ++to) {
      if (!is_two_mode && from == to) continue;
      if (network.shape == networks::Shape::OneMode && from > to) continue;
      if (*rc::gen::inRange(0, 3) == 0) network.edges.push_back({from, to, weight()});
    }
  }
}

inline networks::Network network() {
  networks::Network network;
  network.shape = *rc::gen::element(networks::Shape::OneMode, networks::Shape::TwoMode,
                                    networks::Shape::Directed);
  network.row_variable = *rc::gen::element<std::string>("organization", "person", "", "my \"own\"");
  network.rows = labels(8);
  if (network.shape == networks::Shape::TwoMode) {
    network.column_variable = *rc::gen::element<std::string>("concept", "person", "");
    network.columns = labels(6);
  }
  add_edges(network);
  for (const char* name : {"conflict", "weight", "a<b"}) {
    if (*rc::gen::arbitrary<bool>()) continue;
    networks::EdgeAttribute attribute{name, {}};
    for (std::size_t i = 0; i < network.edges.size(); ++i) attribute.values.push_back(weight());
    network.edge_attributes.push_back(attribute);
  }
  network.statements = *rc::gen::inRange(0, 1000);
  return network;
}

/// What is known of a network's nodes, in an order of its own.
inline networks::NodeTable table_for(const networks::Network& network) {
  networks::NodeTable table;
  const auto add_all = [&](const std::vector<std::string>& labels, const std::string& variable) {
    for (const std::string& text : labels) {
      table.labels.push_back(text);
      table.variables.push_back(variable);
    }
  };
  add_all(network.columns, network.column_variable);
  add_all(network.rows, network.row_variable);
  networks::NodeAttribute words{
      *rc::gen::element<std::string>("type", "Label", "", "x\"y"), false, {}, {}};
  networks::NodeAttribute numbers{"age", true, {}, {}};
  for (std::size_t i = 0; i < table.labels.size(); ++i) {
    words.texts.push_back(*label());
    numbers.numbers.push_back(*rc::gen::arbitrary<bool>() ? std::optional(weight()) : std::nullopt);
  }
  table.attributes = {words, numbers};
  return table;
}

inline NetworkNotes notes_with(const networks::NodeTable& table) {
  NetworkNotes notes{*label(), {}, &table};
  const auto count = static_cast<std::size_t>(*rc::gen::inRange(0, 4));
  for (std::size_t i = 0; i < count; ++i)
    notes.settings.push_back(
        {*rc::gen::element<std::string>("from", "exclude", "name", "-->"), *label()});
  return notes;
}

}  // namespace drawn

/// The row of the table that speaks of a node; plainly, as the contract has it.
inline std::optional<std::size_t> row_of(const networks::NodeTable& table,
                                         const std::string& variable, const std::string& label) {
  for (std::size_t row = 0; row < table.labels.size(); ++row)
    if (table.labels[row] == label && (variable.empty() || table.variables[row] == variable))
      return row;
  return std::nullopt;
}

}  // namespace faultline::exchange
