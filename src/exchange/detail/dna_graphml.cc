// The dialect of GraphML that visone reads, as DNA writes it.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <unordered_map>

#include "exchange/detail/dna_export.h"
#include "exchange/detail/dna_text.h"

namespace faultline::exchange::detail {
namespace {

namespace dna = networks::dna;

/// Text of an element or attribute, trimmed as DNA's pretty printer does; beyond U+FFFF as a
/// number.
std::string xml(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' ||
                           text.front() == '\r'))
    text.remove_prefix(1);
  while (!text.empty() &&
         (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r'))
    text.remove_suffix(1);
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '&') {
      result += "&amp;";
    } else if (byte == '<') {
      result += "&lt;";
    } else if (byte == '>') {
      result += "&gt;";
    } else if (byte == '"') {
      result += "&quot;";
    } else if (byte >= 0xF0 && i + 3 < text.size()) {
      std::uint32_t point = byte & 0x07U;
      for (int k = 0; k < 3; ++k) point = point << 6U | (static_cast<unsigned>(text[++i]) & 0x3FU);
      result += fmt::format("&#x{:x};", point);
    } else if (byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r') {
      result += static_cast<char>(byte);  // XML has no other control characters
    }
  }
  return result;
}

std::string data(std::string_view key, std::string_view text) {
  const std::string value = xml(text);
  return value.empty() ? fmt::format("      <data key=\"{}\" />\r\n", xml(key))
                       : fmt::format("      <data key=\"{}\">{}</data>\r\n", xml(key), value);
}

/// One variable's entities by value.
class Nodes {
 public:
  Nodes(const EntityTable& table, std::string variable)
      : table_(table), variable_(std::move(variable)) {
    for (std::size_t i = 0; i < table.values.size(); ++i) place_.emplace(table.values[i], i);
  }
  [[nodiscard]] std::int64_t id(const std::string& label) const {
    const auto found = place_.find(label);
    return found == place_.end() || table_.ids.empty() ? 0 : table_.ids[found->second];
  }
  [[nodiscard]] std::string colour(const std::string& label) const {
    const auto found = place_.find(label);
    return found == place_.end() || table_.colours.empty() ? "#000000"
                                                           : table_.colours[found->second];
  }
  [[nodiscard]] std::string attribute(const std::string& name, const std::string& label) const {
    const auto found = place_.find(label);
    if (found == place_.end()) return {};
    for (const networks::NodeAttribute& attribute : table_.attributes)
      if (attribute.name == name && !attribute.is_number) return attribute.texts[found->second];
    return {};
  }
  [[nodiscard]] const std::string& variable() const { return variable_; }

 private:
  const EntityTable& table_;
  std::string variable_;
  std::unordered_map<std::string, std::size_t> place_;
};

void write_node(std::ostream& out, const std::string& label, const Nodes& nodes,
                const std::set<std::string>& attributes, std::int64_t frequency, double angle,
                std::string_view shape) {
  out << fmt::format("    <node id=\"n{}\">\r\n", nodes.id(label));
  out << data("id", std::to_string(nodes.id(label))) << data("name", label);
  for (const std::string& name : attributes) out << data(name, nodes.attribute(name, label));
  out << data("variable", nodes.variable()) << data("frequency", std::to_string(frequency));
  constexpr double radius = 300;
  out << "      <data key=\"d0\">\r\n        <visone:shapeNode>\r\n          <y:ShapeNode>\r\n"
      << fmt::format(
             "            <y:Geometry height=\"20.0\" width=\"20.0\" x=\"{:.3f}\" y=\"{:.3f}\" "
             "/>\r\n",
             radius * (1 + std::cos(angle)), radius * (1 + std::sin(angle)))
      << fmt::format("            <y:Fill color=\"{}\" transparent=\"false\" />\r\n",
                     nodes.colour(label))
      << "            <y:BorderStyle color=\"#000000\" type=\"line\" width=\"1.0\" />\r\n"
      << "            <y:NodeLabel alignment=\"center\" autoSizePolicy=\"content\" "
         "backgroundColor=\"#FFFFFF\" fontFamily=\"Dialog\" fontSize=\"12\" fontStyle=\"plain\" "
         "hasLineColor=\"false\" height=\"19.0\" modelName=\"eight_pos\" modelPosition=\"n\" "
         "textColor=\"#000000\" visible=\"true\">"
      << xml(label)
      << fmt::format("</y:NodeLabel>\r\n            <y:Shape type=\"{}\" />\r\n", shape)
      << "          </y:ShapeNode>\r\n        </visone:shapeNode>\r\n      </data>\r\n    "
         "</node>\r\n";
}

std::string edge_colour(const dna::Settings& settings, double weight) {
  switch (settings.aggregation) {
    case dna::Aggregation::Subtract:
      return weight < 0 ? "#ff0000" : "#00ff00";
    case dna::Aggregation::Combine:
      return weight == 1 ? "#00ff00" : weight == 2 ? "#ff0000" : "#0000ff";
    case dna::Aggregation::Congruence:
      return "#00ff00";
    case dna::Aggregation::Conflict:
      return "#ff0000";
    default:
      return "#000000";
  }
}

void write_edge(std::ostream& out, std::int64_t from, std::int64_t to, double weight,
                const std::string& colour) {
  out << fmt::format("    <edge source=\"n{}\" target=\"n{}\">\r\n", from, to)
      << data("weight", java_number(weight))
      << "      <data key=\"e0\">\r\n        <visone:polyLineEdge>\r\n          "
         "<y:PolyLineEdge>\r\n"
      << fmt::format("            <y:LineStyle color=\"{}\" type=\"line\" width=\"2.0\" />\r\n",
                     colour)
      << "          </y:PolyLineEdge>\r\n        </visone:polyLineEdge>\r\n      </data>\r\n"
         "    </edge>\r\n";
}

void write_head(std::ostream& out, const std::set<std::string>& attributes, std::size_t nodes,
                std::size_t edges) {
  out << "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"
         "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
         "xmlns:visone=\"http://visone.info/xmlns\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
         "xmlns:y=\"http://www.yworks.com/xml/graphml\" "
         "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns/graphml "
         "http://www.yworks.com/xml/schema/graphml/1.0/ygraphml.xsd \">\r\n"
         "  <!-- data schema -->\r\n"
         "  <key for=\"node\" id=\"d0\" yfiles.type=\"nodegraphics\" />\r\n"
         "  <key for=\"edge\" id=\"e0\" yfiles.type=\"edgegraphics\" />\r\n"
         "  <key for=\"graph\" id=\"prop\" visone.type=\"properties\" />\r\n";
  const auto key = [&](std::string_view name, std::string_view of, std::string_view type) {
    out << fmt::format("  <key id=\"{0}\" for=\"{1}\" attr.name=\"{0}\" attr.type=\"{2}\" />\r\n",
                       xml(name), of, type);
  };
  key("id", "node", "string");
  key("name", "node", "string");
  for (const std::string& name : attributes) key(name, "node", "string");
  key("variable", "node", "string");
  key("frequency", "node", "int");
  key("weight", "edge", "double");
  out << fmt::format(
      "  <graph edgedefault=\"undirected\" id=\"DNA\" parse.edges=\"{}\" parse.nodes=\"{}\" "
      "parse.order=\"free\">\r\n",
      edges, nodes);
  out << "    <data key=\"prop\">\r\n      <visone:labelAttribute edgeLabel=\"weight\" "
         "nodeLabel=\"name\" />\r\n    </data>\r\n    <!-- nodes -->\r\n";
}

std::vector<std::int64_t> frequencies(const Selection& selection, const dna::Axis& axis,
                                      const std::vector<std::string>& labels) {
  std::vector<std::int64_t> counts(axis.labels.size(), 0);
  for (const std::uint32_t place : selection.kept)
    ++counts[static_cast<std::size_t>(axis.places[place])];
  std::unordered_map<std::string_view, std::int64_t> by_label;
  for (std::size_t i = 0; i < counts.size(); ++i) by_label[axis.labels[i]] = counts[i];
  std::vector<std::int64_t> result;
  for (const std::string& label : labels) result.push_back(by_label[label]);
  return result;
}

}  // namespace

void write_export_graphml(std::ostream& out, const LabelledMatrix& matrix,
                          const Selection& selection, const EntityTable& rows,
                          const EntityTable* columns) {
  std::set<std::string> attributes;
  for (const EntityTable* table : {&rows, columns})
    if (table != nullptr)
      for (const networks::NodeAttribute& attribute : table->attributes)
        attributes.insert(attribute.name);
  const Nodes row_nodes(rows, selection.settings.variable1);
  const Nodes column_nodes(columns == nullptr ? rows : *columns, selection.settings.variable2);
  const std::size_t n = matrix.values.rows;
  const std::size_t m = columns == nullptr ? 0 : matrix.values.columns;
  const bool is_one_mode = columns == nullptr;
  write_head(out, attributes, n + m, is_one_mode ? (n == 0 ? 0 : n * (n - 1) / 2) : n * m);
  const double step = 2 * std::numbers::pi / static_cast<double>(std::max<std::size_t>(n + m, 1));
  const auto of_rows = frequencies(selection, selection.row_labels, matrix.rows);
  for (std::size_t i = 0; i < n; ++i)
    write_node(out, matrix.rows[i], row_nodes, attributes, of_rows[i],
               step * static_cast<double>(i), "ellipse");
  if (!is_one_mode) {
    const auto of_columns = frequencies(selection, selection.column_labels, matrix.columns);
    for (std::size_t i = 0; i < m; ++i)
      write_node(out, matrix.columns[i], column_nodes, attributes, of_columns[i],
                 step * static_cast<double>(n + i), "roundrectangle");
  }
  out << "    <!-- edges -->\r\n";
  const Nodes& targets = is_one_mode ? row_nodes : column_nodes;
  const auto& target_labels = is_one_mode ? matrix.rows : matrix.columns;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = is_one_mode ? i + 1 : 0; k < target_labels.size(); ++k)
      if (const double weight = matrix.values.at(i, k); weight != 0)
        write_edge(out, row_nodes.id(matrix.rows[i]), targets.id(target_labels[k]), weight,
                   edge_colour(selection.settings, weight));
  out << "  </graph>\r\n</graphml>\r\n";
}

}  // namespace faultline::exchange::detail
