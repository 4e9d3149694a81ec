// GraphML and static GEXF.

#include <array>
#include <cmath>

#include "exchange/detail/network_writers.h"

namespace faultline::exchange::detail {
namespace {

std::string_view edge_type(const networks::Network& network) {
  return network.shape == networks::Shape::Directed ? "directed" : "undirected";
}

void put_key(Sink& out, std::string_view id, std::string_view owner, std::string_view name,
             std::string_view type) {
  out.put(" <key id=\"").put(id).put("\" for=\"").put(owner).put("\" attr.name=\"").xml(name);
  out.put("\" attr.type=\"").put(type).put("\"/>\n");
}

/// The settings under names that no two of them share.
std::vector<std::string> setting_names(const NetworkNotes& notes) {
  constexpr std::array<std::string_view, 2> reserved = {"name", "statements"};
  std::vector<std::string_view> names;
  for (const NetworkSetting& setting : notes.settings) names.push_back(setting.name);
  return distinct_names(names, reserved);
}

void put_graphml_keys(Sink& out, const NodeList& list, const EdgeColumns& edges,
                      const NetworkNotes& notes) {
  put_key(out, "title", "graph", "name", "string");
  put_key(out, "statements", "graph", "statements", "long");
  const std::vector<std::string> settings = setting_names(notes);
  for (std::size_t i = 0; i < settings.size(); ++i)
    put_key(out, fmt::format("setting{}", i), "graph", settings[i], "string");
  put_key(out, "label", "node", "label", "string");
  put_key(out, "variable", "node", "variable", "string");
  if (list.is_two_mode) put_key(out, "bipartite", "node", "bipartite", "int");
  for (std::size_t i = 0; i < list.columns.size(); ++i)
    put_key(out, fmt::format("node{}", i), "node", list.columns[i].name,
            list.columns[i].attribute->is_number ? "double" : "string");
  put_key(out, "weight", "edge", "weight", "double");
  put_key(out, "sign", "edge", "sign", "int");
  put_key(out, "value", "edge", "value", "double");
  for (std::size_t i = 0; i < edges.names.size(); ++i)
    put_key(out, fmt::format("edge{}", i), "edge", edges.names[i], "double");
}

void put_graphml_node(Sink& out, const NodeList& list, const ListedNode& node) {
  out.put("  <node id=\"").put(node.id).put("\"><data key=\"label\">").xml(node.label);
  out.put("</data><data key=\"variable\">").xml(node.variable).put("</data>");
  if (list.is_two_mode)
    out.put("<data key=\"bipartite\">").put(node.is_column ? '1' : '0').put("</data>");
  for (std::size_t i = 0; i < list.columns.size(); ++i) {
    const NodeColumn& column = list.columns[i];
    const std::optional<double> number = column.number(node);
    if (column.attribute->is_number && !number) continue;
    out.put("<data key=\"node").number(i).put("\">");
    if (number)
      out.number(*number);
    else
      out.xml(column.text(node));
    out.put("</data>");
  }
  out.put("</node>\n");
}

}  // namespace

void write_graphml(Sink& out, const networks::Network& network, const NetworkNotes& notes,
                   const NodeList& list) {
  out.put(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
      "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
  const EdgeColumns columns(network);
  put_graphml_keys(out, list, columns, notes);
  out.put(" <graph id=\"network\" edgedefault=\"").put(edge_type(network)).put("\">\n");
  out.put("  <data key=\"title\">").xml(notes.title).put("</data>\n");
  out.put("  <data key=\"statements\">").number(network.statements).put("</data>\n");
  for (std::size_t i = 0; i < notes.settings.size(); ++i) {
    out.put("  <data key=\"setting").number(i).put("\">").xml(notes.settings[i].value);
    out.put("</data>\n");
  }
  for (const ListedNode& node : list.nodes) put_graphml_node(out, list, node);
  for (std::size_t i = 0; i < network.edges.size(); ++i) {
    const networks::Edge& edge = network.edges[i];
    out.put("  <edge source=\"").put(list.nodes[edge.from].id).put("\" target=\"");
    out.put(list.nodes[second_end(network, edge)].id).put("\"><data key=\"weight\">");
    out.number(std::abs(edge.weight)).put("</data><data key=\"sign\">");
    out.number(sign_of(edge.weight)).put("</data><data key=\"value\">").number(edge.weight);
    out.put("</data>");
    for (std::size_t column = 0; column < columns.names.size(); ++column) {
      const auto value = columns.at(column, i);
      if (!value) continue;
      out.put("<data key=\"edge").number(column).put("\">").number(*value).put("</data>");
    }
    out.put("</edge>\n");
  }
  out.put(" </graph>\n</graphml>\n");
}

std::string description(const NetworkNotes& notes) {
  std::string text = notes.title;
  for (const NetworkSetting& setting : notes.settings)
    text += fmt::format("{}{}: {}", text.empty() ? "" : "\n", setting.name, setting.value);
  return text;
}

void put_gexf_begin(Sink& out, std::string_view description) {
  out.put(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
      " <meta><creator>Faultline</creator><description>");
  out.xml(description).put("</description></meta>\n");
}

void put_gexf_node_attributes(Sink& out, const NodeList& list) {
  const auto put = [&out](std::string_view id, std::string_view title, std::string_view type) {
    out.put("   <attribute id=\"").put(id).put("\" title=\"").xml(title);
    out.put("\" type=\"").put(type).put("\"/>\n");
  };
  out.put("  <attributes class=\"node\" mode=\"static\">\n");
  put("variable", "variable", "string");
  if (list.is_two_mode) put("bipartite", "bipartite", "integer");
  for (std::size_t i = 0; i < list.columns.size(); ++i)
    put(fmt::format("node{}", i), list.columns[i].name,
        list.columns[i].attribute->is_number ? "double" : "string");
  out.put("  </attributes>\n");
}

void put_gexf_node_values(Sink& out, const NodeList& list, const ListedNode& node) {
  out.put("<attvalue for=\"variable\" value=\"").xml(node.variable).put("\"/>");
  if (list.is_two_mode)
    out.put("<attvalue for=\"bipartite\" value=\"").put(node.is_column ? '1' : '0').put("\"/>");
  for (std::size_t i = 0; i < list.columns.size(); ++i) {
    const NodeColumn& column = list.columns[i];
    const std::optional<double> number = column.number(node);
    if (column.attribute->is_number && !number) continue;
    out.put("<attvalue for=\"node").number(i).put("\" value=\"");
    if (number)
      out.number(*number);
    else
      out.xml(column.text(node));
    out.put("\"/>");
  }
}

void write_gexf(Sink& out, const networks::Network& network, const NetworkNotes& notes,
                const NodeList& list) {
  put_gexf_begin(out, description(notes));
  out.put(" <graph mode=\"static\" defaultedgetype=\"").put(edge_type(network)).put("\">\n");
  put_gexf_node_attributes(out, list);
  const EdgeColumns columns(network);
  out.put(
      "  <attributes class=\"edge\" mode=\"static\">\n"
      "   <attribute id=\"sign\" title=\"sign\" type=\"integer\"/>\n"
      "   <attribute id=\"value\" title=\"value\" type=\"double\"/>\n");
  for (std::size_t i = 0; i < columns.names.size(); ++i) {
    out.put("   <attribute id=\"edge").number(i).put("\" title=\"").xml(columns.names[i]);
    out.put("\" type=\"double\"/>\n");
  }
  out.put("  </attributes>\n  <nodes>\n");
  for (const ListedNode& node : list.nodes) {
    out.put("   <node id=\"").put(node.id).put("\" label=\"").xml(node.label);
    out.put("\"><attvalues>");
    put_gexf_node_values(out, list, node);
    out.put("</attvalues></node>\n");
  }
  out.put("  </nodes>\n  <edges>\n");
  for (std::size_t i = 0; i < network.edges.size(); ++i) {
    const networks::Edge& edge = network.edges[i];
    out.put("   <edge id=\"").number(i).put("\" source=\"").put(list.nodes[edge.from].id);
    out.put("\" target=\"").put(list.nodes[second_end(network, edge)].id).put("\" weight=\"");
    out.number(std::abs(edge.weight)).put("\"><attvalues><attvalue for=\"sign\" value=\"");
    out.number(sign_of(edge.weight)).put("\"/><attvalue for=\"value\" value=\"");
    out.number(edge.weight).put("\"/>");
    for (std::size_t column = 0; column < columns.names.size(); ++column) {
      const auto value = columns.at(column, i);
      if (!value) continue;
      out.put("<attvalue for=\"edge").number(column).put("\" value=\"").number(*value);
      out.put("\"/>");
    }
    out.put("</attvalues></edge>\n");
  }
  out.put("  </edges>\n </graph>\n</gexf>\n");
}

}  // namespace faultline::exchange::detail
