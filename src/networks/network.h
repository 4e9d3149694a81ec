#pragma once
// A network as a value: labelled nodes and weighted edges, for whoever computes, searches, draws
// or writes one. Dense matrices and attributes of nodes stand beside it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace faultline::networks {

enum class Shape : std::uint8_t {
  OneMode,   // rows only, undirected: each pair once, from < to, no loops
  TwoMode,   // from a row to a column
  Directed,  // rows only, from -> to, no loops
};

struct Edge {
  std::uint32_t from{};  // place in Network::rows
  std::uint32_t to{};    // place in Network::rows, of TwoMode in Network::columns
  double weight{};       // may be negative, never NaN; 0 is no edge

  friend bool operator==(const Edge&, const Edge&) = default;
};

/// A further number of every edge: "congruence", "conflict", "statements" ...
struct EdgeAttribute {
  std::string name;
  std::vector<double> values;  // in the order of Network::edges

  friend bool operator==(const EdgeAttribute&, const EdgeAttribute&) = default;
};

struct Network {
  Shape shape = Shape::OneMode;
  std::string row_variable, column_variable;  // "organization", "concept"; empty: not of a study
  std::vector<std::string> rows;              // labels, distinct, in the order of the edges' ends
  std::vector<std::string> columns;           // of TwoMode only
  std::vector<Edge> edges;                    // sorted by (from, to), each pair once
  std::vector<EdgeAttribute> edge_attributes;
  std::int64_t statements = 0;  // that went in

  friend bool operator==(const Network&, const Network&) = default;
};

/// One of a series: the network of [start, stop], both included, that stands for `time`.
struct Slice {
  Instant time, start, stop;
  Network network;
};

/// A dense matrix, row by row.
struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<double> values;  // rows * columns

  [[nodiscard]] double& at(std::size_t row, std::size_t column) {
    return values[row * columns + column];
  }
  [[nodiscard]] double at(std::size_t row, std::size_t column) const {
    return values[row * columns + column];
  }
  friend bool operator==(const Matrix&, const Matrix&) = default;
};

/// The adjacency (TwoMode: incidence) matrix; of OneMode symmetric with an empty diagonal.
[[nodiscard]] Matrix matrix_of(const Network& network);

/// What is known of the nodes beside their labels: one row a node, in a network's order (rows,
/// then columns of TwoMode).
struct NodeAttribute {
  std::string name;
  bool is_number = false;
  std::vector<std::string> texts;              // of a text; "" for none
  std::vector<std::optional<double>> numbers;  // of a number

  friend bool operator==(const NodeAttribute&, const NodeAttribute&) = default;
};
struct NodeTable {
  std::vector<std::string> labels;
  std::vector<std::string> variables;  // which variable each is a value of: "person", "concept"
  std::vector<NodeAttribute> attributes;

  friend bool operator==(const NodeTable&, const NodeTable&) = default;
};

}  // namespace faultline::networks
