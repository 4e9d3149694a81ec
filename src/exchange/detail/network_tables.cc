// CSV and JSON.

#include <cmath>
#include <map>

#include "base/instant.h"
#include "exchange/detail/network_writers.h"
#include "text/csv.h"

namespace faultline::exchange::detail {
namespace {

std::string cell(std::string_view text) { return text::csv_cell(text, /*for_spreadsheets=*/true); }

std::string_view shape_word(networks::Shape shape) {
  switch (shape) {
    case networks::Shape::OneMode:
      return "one-mode";
    case networks::Shape::TwoMode:
      return "two-mode";
    case networks::Shape::Directed:
      return "directed";
  }
  return {};
}

}  // namespace

EdgeColumns::EdgeColumns(const networks::Network& network) : names(edge_column_names(network)) {
  for (const networks::EdgeAttribute& attribute : network.edge_attributes)
    attributes.push_back(&attribute);
}

std::optional<double> EdgeColumns::at(std::size_t column, std::size_t edge) const {
  const std::vector<double>& values = attributes[column]->values;
  if (edge >= values.size() || !std::isfinite(values[edge])) return std::nullopt;
  return values[edge];
}

std::string slice_prefix(std::size_t number, const networks::Slice& slice) {
  return fmt::format("{},{},{},{},", number, to_string(slice.time), to_string(slice.start),
                     to_string(slice.stop));
}

void put_edge_header(Sink& out, bool is_series, std::span<const std::string> further) {
  if (is_series) out.put("slice,time,start,stop,");
  out.put("source,target,source_label,target_label,type,value,weight,sign");
  for (const std::string& name : further) out.put(',').put(cell(name));
  out.put("\r\n");
}

void put_edge_rows(Sink& out, std::string_view prefix, const networks::Network& network,
                   std::span<const std::string> further) {
  const NodeList list = node_list(network, TableRows(nullptr));
  const EdgeColumns columns(network);
  std::vector<std::string> labels;
  labels.reserve(list.nodes.size());
  for (const ListedNode& node : list.nodes) labels.push_back(cell(node.label));
  // A slice of a series may lack a column that others have.
  std::vector<std::optional<std::size_t>> places;
  for (const std::string& name : further) {
    std::optional<std::size_t> place;
    for (std::size_t i = 0; i < columns.names.size(); ++i)
      if (columns.names[i] == name) place = i;
    places.push_back(place);
  }
  const std::string_view type =
      network.shape == networks::Shape::Directed ? ",directed," : ",undirected,";
  for (std::size_t i = 0; i < network.edges.size(); ++i) {
    const networks::Edge& edge = network.edges[i];
    const std::size_t from = edge.from, to = second_end(network, edge);
    out.put(prefix).put(list.nodes[from].id).put(',').put(list.nodes[to].id).put(',');
    out.put(labels[from]).put(',').put(labels[to]).put(type);
    out.number(edge.weight).put(',').number(std::abs(edge.weight)).put(',');
    out.number(sign_of(edge.weight));
    for (const std::optional<std::size_t>& place : places) {
      out.put(',');
      if (!place) continue;
      if (const auto value = columns.at(*place, i)) out.number(*value);
    }
    out.put("\r\n");
  }
}

void write_edges_csv(Sink& out, const networks::Network& network) {
  const std::vector<std::string> further = edge_column_names(network);
  put_edge_header(out, /*is_series=*/false, further);
  put_edge_rows(out, "", network, further);
}

void write_matrix_csv(Sink& out, const networks::Network& network) {
  const bool is_two_mode = network.shape == networks::Shape::TwoMode;
  const std::vector<std::string>& columns = is_two_mode ? network.columns : network.rows;
  // A first cell that is empty would make some readers count one column less.
  out.put(cell(network.row_variable.empty() ? "label" : network.row_variable));
  for (const std::string& label : columns) out.put(',').put(cell(label));
  out.put("\r\n");
  put_matrix(out, network, ',', "\r\n", [&](std::size_t row) {
    const std::string label = cell(network.rows[row]);
    // A line with nothing on it would be no row.
    out.put(columns.empty() && label.empty() ? "\"\"" : label);
    if (!columns.empty()) out.put(',');
  });
}

void write_nodes_csv(Sink& out, const NodeList& list) {
  out.put("id,label,variable");
  if (list.is_two_mode) out.put(",bipartite");
  for (const NodeColumn& column : list.columns) out.put(',').put(cell(column.name));
  out.put("\r\n");
  for (const ListedNode& node : list.nodes) {
    out.put(node.id).put(',').put(cell(node.label)).put(',').put(cell(node.variable));
    if (list.is_two_mode) out.put(node.is_column ? ",1" : ",0");
    for (const NodeColumn& column : list.columns) {
      out.put(',');
      if (!column.attribute->is_number)
        out.put(cell(column.text(node)));
      else if (const auto number = column.number(node))
        out.number(*number);
    }
    out.put("\r\n");
  }
}

namespace {

/// {"name": "value"}; a name that stands several times has a list.
void put_json_settings(Sink& out, const NetworkNotes& notes) {
  std::vector<std::string_view> names;
  std::map<std::string_view, std::vector<std::string_view>> values;
  for (const NetworkSetting& setting : notes.settings) {
    if (!values.contains(setting.name)) names.push_back(setting.name);
    values[setting.name].push_back(setting.value);
  }
  out.put('{');
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::vector<std::string_view>& all = values[names[i]];
    out.put(i > 0 ? ", " : "").json(names[i]).put(": ");
    if (all.size() > 1) out.put('[');
    for (std::size_t j = 0; j < all.size(); ++j) out.put(j > 0 ? ", " : "").json(all[j]);
    if (all.size() > 1) out.put(']');
  }
  out.put('}');
}

void put_json_node(Sink& out, const NodeList& list, const ListedNode& node) {
  out.put("{\"id\": ").json(node.id).put(", \"label\": ").json(node.label);
  out.put(", \"variable\": ").json(node.variable);
  if (list.is_two_mode) out.put(", \"bipartite\": ").put(node.is_column ? '1' : '0');
  for (const NodeColumn& column : list.columns) {
    out.put(", ").json(column.name).put(": ");
    if (!column.attribute->is_number)
      out.json(column.text(node));
    else if (const auto number = column.number(node))
      out.number(*number);
    else
      out.put("null");
  }
  out.put('}');
}

void put_json_edge(Sink& out, const networks::Network& network, const NodeList& list,
                   const EdgeColumns& columns, std::size_t number) {
  const networks::Edge& edge = network.edges[number];
  out.put("{\"source\": ").json(list.nodes[edge.from].id);
  out.put(", \"target\": ").json(list.nodes[second_end(network, edge)].id);
  out.put(", \"value\": ").number(edge.weight);
  out.put(", \"weight\": ").number(std::abs(edge.weight));
  out.put(", \"sign\": ").number(sign_of(edge.weight));
  for (std::size_t column = 0; column < columns.names.size(); ++column) {
    out.put(", ").json(columns.names[column]).put(": ");
    if (const auto value = columns.at(column, number))
      out.number(*value);
    else
      out.put("null");
  }
  out.put('}');
}

}  // namespace

void put_json_members(Sink& out, const networks::Network& network, const NetworkNotes& notes,
                      const NodeList& list, bool on_one_line) {
  const std::string_view gap = on_one_line ? ", " : ",\n ";
  const std::string_view line = on_one_line ? "" : "\n  ";
  out.put("\"title\": ").json(notes.title).put(gap).put("\"settings\": ");
  put_json_settings(out, notes);
  out.put(gap).put("\"shape\": ").json(shape_word(network.shape));
  const bool is_directed = network.shape == networks::Shape::Directed;
  out.put(gap).put("\"directed\": ").put(is_directed ? "true" : "false");
  out.put(gap).put("\"multigraph\": false");
  out.put(gap).put("\"row_variable\": ").json(network.row_variable);
  if (list.is_two_mode) out.put(gap).put("\"column_variable\": ").json(network.column_variable);
  out.put(gap).put("\"statements\": ").number(network.statements);
  out.put(gap).put("\"nodes\": [");
  for (std::size_t i = 0; i < list.nodes.size(); ++i) {
    out.put(i == 0 ? "" : on_one_line ? ", " : ",").put(line);
    put_json_node(out, list, list.nodes[i]);
  }
  out.put(']').put(gap).put("\"edges\": [");
  const EdgeColumns columns(network);
  for (std::size_t i = 0; i < network.edges.size(); ++i) {
    out.put(i == 0 ? "" : on_one_line ? ", " : ",").put(line);
    put_json_edge(out, network, list, columns, i);
  }
  out.put(']');
}

void write_json(Sink& out, const networks::Network& network, const NetworkNotes& notes,
                const NodeList& list) {
  out.put('{');
  put_json_members(out, network, notes, list, /*on_one_line=*/false);
  out.put("}\n");
}

}  // namespace faultline::exchange::detail
