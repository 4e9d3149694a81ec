#pragma once
// The nodes of a network or of a whole series with their ids and what is known of them, in the
// form that every writer needs.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "networks/network.h"

namespace faultline::exchange::detail {

/// Where the attributes of a node stand in a table. Borrows the table.
class TableRows {
 public:
  explicit TableRows(const networks::NodeTable* table);

  /// `guess` is tried first: tables mostly have their network's order.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view variable, std::string_view label,
                                                std::size_t guess) const;
  [[nodiscard]] const networks::NodeTable* table() const { return table_; }

 private:
  [[nodiscard]] bool is_row_of(std::size_t row, std::string_view variable,
                               std::string_view label) const;

  const networks::NodeTable* table_;
  std::unordered_multimap<std::string_view, std::size_t> rows_;  // by label
};

struct ListedNode {
  std::string id;  // distinct in its list
  std::string_view label;
  std::string_view variable;
  bool is_column = false;
  std::optional<std::size_t> row;  // in the table of nodes
};

/// An attribute under a name that no other column of the nodes has.
struct NodeColumn {
  std::string name;
  const networks::NodeAttribute* attribute = nullptr;

  /// Empty, none: not known. A number that is not finite is not known.
  [[nodiscard]] std::string_view text(const ListedNode& node) const;
  [[nodiscard]] std::optional<double> number(const ListedNode& node) const;
};

/// Borrows the labels and the table.
struct NodeList {
  std::vector<ListedNode> nodes;  // of one network: its rows, then its columns
  std::vector<NodeColumn> columns;
  bool is_two_mode = false;
};

[[nodiscard]] NodeList node_list(const networks::Network& network, const TableRows& rows);

/// The nodes of all slices in the order in which they first occur, and for each slice the places
/// of its rows and columns in that list.
struct SeriesNodes {
  NodeList list;
  std::vector<std::vector<std::uint32_t>> places;
};
[[nodiscard]] SeriesNodes series_nodes(std::span<const networks::Slice> slices,
                                       const TableRows& rows);

/// Where an edge's second end stands among rows and columns.
[[nodiscard]] inline std::size_t second_end(const networks::Network& network,
                                            const networks::Edge& edge) {
  const bool is_two_mode = network.shape == networks::Shape::TwoMode;
  return (is_two_mode ? network.rows.size() : 0) + edge.to;
}

/// Names for further columns: those of `names`, told apart by " (2)", " (3)" ... from `reserved`
/// and from each other, where case does not tell apart; "attribute" for an empty one.
[[nodiscard]] std::vector<std::string> distinct_names(std::span<const std::string_view> names,
                                                      std::span<const std::string_view> reserved);

/// The names of the edges' further attributes, distinct from the columns that every edge has.
[[nodiscard]] std::vector<std::string> edge_column_names(const networks::Network& network);
[[nodiscard]] std::vector<std::string> edge_column_names(std::span<const std::string> names);

}  // namespace faultline::exchange::detail
