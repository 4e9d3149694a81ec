#pragma once
// One function per format of network_files.h; docs/formats.md says what each writes.

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "exchange/detail/node_list.h"
#include "exchange/detail/sink.h"
#include "exchange/network_files.h"

namespace faultline::exchange::detail {

void write_edges_csv(Sink& out, const networks::Network& network);
void write_matrix_csv(Sink& out, const networks::Network& network);
void write_nodes_csv(Sink& out, const NodeList& list);
void write_json(Sink& out, const networks::Network& network, const NetworkNotes& notes,
                const NodeList& list);

void write_graphml(Sink& out, const networks::Network& network, const NetworkNotes& notes,
                   const NodeList& list);
void write_gexf(Sink& out, const networks::Network& network, const NetworkNotes& notes,
                const NodeList& list);
void write_gexf_series(Sink& out, std::span<const networks::Slice> slices,
                       const NetworkNotes& notes);

void write_dl(Sink& out, const networks::Network& network);
void write_dl_edges(Sink& out, const networks::Network& network);
void write_pajek(Sink& out, const networks::Network& network, const NetworkNotes& notes);

/// A label as DL and Pajek can hold it between quotation marks: a mark becomes an apostrophe, a
/// control character or line end a blank, nothing a hyphen, a backslash at the end a slash (some
/// readers would take it for an escape).
[[nodiscard]] std::string plain_label(std::string_view label);

// The parts that single networks and series share.

/// "value", "weight", "sign" and the further numbers of one edge: the absolute weight where a
/// format wants none below 0.
struct EdgeColumns {
  std::vector<std::string> names;  // of the further ones
  std::vector<const networks::EdgeAttribute*> attributes;

  explicit EdgeColumns(const networks::Network& network);
  /// The value of a further column; none where it is not known or no finite number.
  [[nodiscard]] std::optional<double> at(std::size_t column, std::size_t edge) const;
};

[[nodiscard]] inline int sign_of(double value) { return value < 0 ? -1 : value > 0 ? 1 : 0; }

/// The full matrix, row by row: `begin_row` writes what stands before the cells, which `separator`
/// parts, `end_row` what stands behind. Memory O(edges + columns).
template <class BeginRow>
void put_matrix(Sink& out, const networks::Network& network, char separator,
                std::string_view end_row, BeginRow begin_row);

/// What stands before an edge's own cells in the long form: "3,2031-03-04T00:00:00,...,".
void put_edge_header(Sink& out, bool is_series, std::span<const std::string> further);
void put_edge_rows(Sink& out, std::string_view prefix, const networks::Network& network,
                   std::span<const std::string> further);
[[nodiscard]] std::string slice_prefix(std::size_t number, const networks::Slice& slice);

/// Members of the JSON object from "title" on, without braces; on one line, or with nodes and edges
/// on lines of their own.
void put_json_members(Sink& out, const networks::Network& network, const NetworkNotes& notes,
                      const NodeList& list, bool on_one_line);

/// Title, settings and further lines as one text for readers: "title\nname: value\n...".
[[nodiscard]] std::string description(const NetworkNotes& notes);

/// Declares the static attributes of nodes, and writes those of one.
void put_gexf_node_attributes(Sink& out, const NodeList& list);
void put_gexf_node_values(Sink& out, const NodeList& list, const ListedNode& node);
void put_gexf_begin(Sink& out, std::string_view description);

template <class BeginRow>
void put_matrix(Sink& out, const networks::Network& network, char separator,
                std::string_view end_row, BeginRow begin_row) {
  using Cell = std::pair<std::uint32_t, double>;
  const bool is_two_mode = network.shape == networks::Shape::TwoMode;
  const std::size_t columns = is_two_mode ? network.columns.size() : network.rows.size();
  std::vector<std::vector<Cell>> rows(network.rows.size());
  for (const networks::Edge& edge : network.edges) {
    rows[edge.from].emplace_back(edge.to, edge.weight);
    if (network.shape == networks::Shape::OneMode)
      rows[edge.to].emplace_back(edge.from, edge.weight);
  }
  std::vector<double> cells(columns, 0.0);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const auto& [column, weight] : rows[row]) cells[column] = weight;
    begin_row(row);
    for (std::size_t column = 0; column < columns; ++column) {
      if (column > 0) out.put(separator);
      out.number(cells[column]);
    }
    out.put(end_row);
    for (const auto& [column, weight] : rows[row]) cells[column] = 0.0;
  }
}

}  // namespace faultline::exchange::detail
