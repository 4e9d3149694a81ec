#include "exchange/network_files.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "exchange/foreign_readers.h"
#include "exchange/sample_networks.h"
#include "text/markup.h"

namespace faultline::exchange {
namespace {

using networks::Network;
using networks::Shape;

std::string written(NetworkFormat format, const Network& network, const NetworkNotes& notes) {
  std::ostringstream out;
  EXPECT_TRUE(write_network(out, format, network, notes));
  return out.str();
}

std::string written(NetworkFormat format) {
  const networks::NodeTable table = harbour_table();
  return written(format, harbour(), harbour_notes(table));
}

TEST(WriteNetwork, ListsEdgesWithBothEndsAndThreeNumbers) {
  EXPECT_EQ(written(NetworkFormat::Edges),
            "source,target,source_label,target_label,type,value,weight,sign,conflict\r\n"
            "organization:Tide_Board,organization:Harbour_Union,Tide Board,Harbour Union,"
            "undirected,-2,2,-1,3\r\n"
            "organization:Harbour_Union,organization:Free_Port_Ltd.19c046c13bc0,Harbour Union,"
            "\"\"\"Free Port\"\", Ltd\",undirected,0.5,0.5,1,0\r\n");
}

TEST(WriteNetwork, WritesASymmetricMatrix) {
  EXPECT_EQ(written(NetworkFormat::Matrix),
            "organization,Tide Board,Harbour Union,\"\"\"Free Port\"\", Ltd\"\r\n"
            "Tide Board,0,-2,0\r\n"
            "Harbour Union,-2,0,0.5\r\n"
            "\"\"\"Free Port\"\", Ltd\",0,0.5,0\r\n");
}

TEST(WriteNetwork, ListsNodesInTheNetworksOrderWithAllAttributes) {
  EXPECT_EQ(written(NetworkFormat::Nodes),
            "id,label,variable,type,members\r\n"
            "organization:Tide_Board,Tide Board,organization,state,\r\n"
            "organization:Harbour_Union,Harbour Union,organization,union,1200\r\n"
            "organization:Free_Port_Ltd.19c046c13bc0,\"\"\"Free Port\"\", Ltd\",organization,"
            "firm & sons,2.5\r\n");
}

TEST(WriteNetwork, WritesOneJsonObjectWithSettingsNodesAndEdges) {
  EXPECT_EQ(written(NetworkFormat::Json),
            R"json({"title": "The harbour",
 "settings": {"aggregation": "subtract", "from": "2031-03-01"},
 "shape": "one-mode",
 "directed": false,
 "multigraph": false,
 "row_variable": "organization",
 "statements": 11,
 "nodes": [
  {"id": "organization:Tide_Board", "label": "Tide Board", "variable": "organization", "type": "state", "members": null},
  {"id": "organization:Harbour_Union", "label": "Harbour Union", "variable": "organization", "type": "union", "members": 1200},
  {"id": "organization:Free_Port_Ltd.19c046c13bc0", "label": "\"Free Port\", Ltd", "variable": "organization", "type": "firm & sons", "members": 2.5}],
 "edges": [
  {"source": "organization:Tide_Board", "target": "organization:Harbour_Union", "value": -2, "weight": 2, "sign": -1, "conflict": 3},
  {"source": "organization:Harbour_Union", "target": "organization:Free_Port_Ltd.19c046c13bc0", "value": 0.5, "weight": 0.5, "sign": 1, "conflict": 0}]}
)json");
}

TEST(WriteNetwork, DeclaresEveryKeyOfGraphMl) {
  EXPECT_EQ(written(NetworkFormat::GraphMl),
            R"xml(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
 <key id="title" for="graph" attr.name="name" attr.type="string"/>
 <key id="statements" for="graph" attr.name="statements" attr.type="long"/>
 <key id="setting0" for="graph" attr.name="aggregation" attr.type="string"/>
 <key id="setting1" for="graph" attr.name="from" attr.type="string"/>
 <key id="label" for="node" attr.name="label" attr.type="string"/>
 <key id="variable" for="node" attr.name="variable" attr.type="string"/>
 <key id="node0" for="node" attr.name="type" attr.type="string"/>
 <key id="node1" for="node" attr.name="members" attr.type="double"/>
 <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
 <key id="sign" for="edge" attr.name="sign" attr.type="int"/>
 <key id="value" for="edge" attr.name="value" attr.type="double"/>
 <key id="edge0" for="edge" attr.name="conflict" attr.type="double"/>
 <graph id="network" edgedefault="undirected">
  <data key="title">The harbour</data>
  <data key="statements">11</data>
  <data key="setting0">subtract</data>
  <data key="setting1">2031-03-01</data>
  <node id="organization:Tide_Board"><data key="label">Tide Board</data><data key="variable">organization</data><data key="node0">state</data></node>
  <node id="organization:Harbour_Union"><data key="label">Harbour Union</data><data key="variable">organization</data><data key="node0">union</data><data key="node1">1200</data></node>
  <node id="organization:Free_Port_Ltd.19c046c13bc0"><data key="label">&quot;Free Port&quot;, Ltd</data><data key="variable">organization</data><data key="node0">firm &amp; sons</data><data key="node1">2.5</data></node>
  <edge source="organization:Tide_Board" target="organization:Harbour_Union"><data key="weight">2</data><data key="sign">-1</data><data key="value">-2</data><data key="edge0">3</data></edge>
  <edge source="organization:Harbour_Union" target="organization:Free_Port_Ltd.19c046c13bc0"><data key="weight">0.5</data><data key="sign">1</data><data key="value">0.5</data><data key="edge0">0</data></edge>
 </graph>
</graphml>
)xml");
}

TEST(WriteNetwork, WritesGexfWithoutNegativeWeights) {
  EXPECT_EQ(written(NetworkFormat::Gexf),
            R"xml(<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
 <meta><creator>Faultline</creator><description>The harbour&#10;aggregation: subtract&#10;from: 2031-03-01</description></meta>
 <graph mode="static" defaultedgetype="undirected">
  <attributes class="node" mode="static">
   <attribute id="variable" title="variable" type="string"/>
   <attribute id="node0" title="type" type="string"/>
   <attribute id="node1" title="members" type="double"/>
  </attributes>
  <attributes class="edge" mode="static">
   <attribute id="sign" title="sign" type="integer"/>
   <attribute id="value" title="value" type="double"/>
   <attribute id="edge0" title="conflict" type="double"/>
  </attributes>
  <nodes>
   <node id="organization:Tide_Board" label="Tide Board"><attvalues><attvalue for="variable" value="organization"/><attvalue for="node0" value="state"/></attvalues></node>
   <node id="organization:Harbour_Union" label="Harbour Union"><attvalues><attvalue for="variable" value="organization"/><attvalue for="node0" value="union"/><attvalue for="node1" value="1200"/></attvalues></node>
   <node id="organization:Free_Port_Ltd.19c046c13bc0" label="&quot;Free Port&quot;, Ltd"><attvalues><attvalue for="variable" value="organization"/><attvalue for="node0" value="firm &amp; sons"/><attvalue for="node1" value="2.5"/></attvalues></node>
  </nodes>
  <edges>
   <edge id="0" source="organization:Tide_Board" target="organization:Harbour_Union" weight="2"><attvalues><attvalue for="sign" value="-1"/><attvalue for="value" value="-2"/><attvalue for="edge0" value="3"/></attvalues></edge>
   <edge id="1" source="organization:Harbour_Union" target="organization:Free_Port_Ltd.19c046c13bc0" weight="0.5"><attvalues><attvalue for="sign" value="1"/><attvalue for="value" value="0.5"/><attvalue for="edge0" value="0"/></attvalues></edge>
  </edges>
 </graph>
</gexf>
)xml");
}

TEST(WriteNetwork, WritesUcinetAsMatrixAndAsEdges) {
  EXPECT_EQ(written(NetworkFormat::Dl),
            "dl n=3\nformat=fullmatrix\nlabels:\n\"Tide Board\"\n\"Harbour Union\"\n"
            "\"'Free Port', Ltd\"\ndata:\n0 -2 0\n-2 0 0.5\n0 0.5 0\n");
  EXPECT_EQ(written(NetworkFormat::DlEdges),
            "dl n=3\nformat=edgelist1\nlabels:\n\"Tide Board\"\n\"Harbour Union\"\n"
            "\"'Free Port', Ltd\"\ndata:\n1 2 -2\n2 1 -2\n2 3 0.5\n3 2 0.5\n");
  EXPECT_EQ(written(NetworkFormat::Dl, harbour_concepts(), {}),
            "dl nr=2 nc=3\nformat=fullmatrix\nrow labels:\n\"Tide Board\"\n\"Harbour Union\"\n"
            "column labels:\n\"sea wall\"\n\"Harbour Union\"\n\"tolls\"\ndata:\n1 0 0\n-1 0 2\n");
}

TEST(WriteNetwork, WritesPajekWithSettingsAsComments) {
  EXPECT_EQ(written(NetworkFormat::Pajek),
            "*Network The harbour\n% aggregation: subtract\n% from: 2031-03-01\n*Vertices 3\n"
            "1 \"Tide Board\"\n2 \"Harbour Union\"\n3 \"'Free Port', Ltd\"\n*Edges\n1 2 -2\n"
            "2 3 0.5\n");
  EXPECT_EQ(written(NetworkFormat::Pajek, harbour_concepts(), {}),
            "*Network -\n*Vertices 5 2\n1 \"Tide Board\"\n2 \"Harbour Union\"\n3 \"sea wall\"\n"
            "4 \"Harbour Union\"\n5 \"tolls\"\n*Edges\n1 3 1\n2 3 -1\n2 5 2\n");
}

TEST(WriteNetwork, WritesAnEmptyNetworkInEveryFormat) {
  for (const NetworkFormat format : network_formats) {
    EXPECT_FALSE(written(format, Network{}, {}).empty()) << word_for(format);
  }
}

TEST(WriteNetwork, RefusesAMatrixThatNobodyCanRead) {
  Network network;
  for (int i = 0; i < 20'001; ++i) network.rows.push_back(std::to_string(i));
  for (const NetworkFormat format : {NetworkFormat::Matrix, NetworkFormat::Dl}) {
    std::ostringstream out;
    const auto result = write_network(out, format, network, {});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Unsupported);
    EXPECT_EQ(out.str(), "");
  }
}

TEST(WriteSettings, GuardsAgainstFormulas) {
  std::ostringstream out;
  write_settings(out, {"=1+1", {{"exclude", "a,b"}}, nullptr});
  EXPECT_EQ(out.str(), "setting,value\r\ntitle,'=1+1\r\nexclude,\"a,b\"\r\n");
}

TEST(NodeId, IsMadeOfVariableAndLabelAlone) {
  EXPECT_EQ(node_id("organization", "Tide Board"), "organization:Tide_Board");
  EXPECT_EQ(node_id("", "Tide Board"), "Tide_Board");
  EXPECT_EQ(node_id("person", "Ann Lee", true), "person-2:Ann_Lee");
}

TEST(NodeId, TellsLabelsApartThatLookAlike) {
  EXPECT_NE(node_id("", "Tide Board"), node_id("", "Tide  Board"));
  EXPECT_NE(node_id("", "Tide Board"), node_id("", " Tide Board"));
  EXPECT_NE(node_id("", "Tide Board"), node_id("", "Tide_Board"));
  EXPECT_NE(node_id("", "EPA"), node_id("", "Epa"));
  EXPECT_NE(node_id("", "Ж"), node_id("", "漢"));
  EXPECT_NE(node_id("", ""), node_id("", " "));
}

RC_GTEST_PROP(NodeId, IsANameTokenOfXml, ()) {
  const std::string id = node_id(*drawn::label(), *drawn::label(), *rc::gen::arbitrary<bool>());
  RC_ASSERT(!id.empty());
  RC_ASSERT(
      id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:") ==
      std::string::npos);
}

TEST(LossesIn, SaysWhatAFormatCannotHold) {
  const networks::NodeTable table = harbour_table();
  Network network = harbour();
  EXPECT_TRUE(losses_in(NetworkFormat::GraphMl, network, harbour_notes(table)).empty());
  EXPECT_EQ(losses_in(NetworkFormat::Dl, network, harbour_notes(table)).size(), 3u);
  network.rows[0] = "a\x01";
  const auto losses = losses_in(NetworkFormat::GraphMl, network, harbour_notes(table));
  ASSERT_EQ(losses.size(), 1u);
  EXPECT_EQ(losses[0],
            "1 label or attribute has control characters, which XML cannot hold; they are written "
            "as their pictures (␀, ␁ ...).");
}

TEST(LossesIn, WarnsOfNodesThatShareALabel) {
  const auto losses = losses_in(NetworkFormat::Pajek, harbour_concepts(), {});
  ASSERT_EQ(losses.size(), 1u);
  EXPECT_EQ(losses[0],
            "1 node has the same label as another node; programs that know nodes by their labels "
            "take the two for one.");
}

TEST(NetworkFormat, HasAWordAndAnEnding) {
  for (const NetworkFormat format : network_formats)
    EXPECT_EQ(network_format_named(word_for(format)), format);
  EXPECT_EQ(network_format_named("xls"), std::nullopt);
  EXPECT_EQ(network_format_of_file("a.b/c.GraphML"), NetworkFormat::GraphMl);
  EXPECT_EQ(network_format_of_file("net"), std::nullopt);
}

TEST(NetworkFolder, HoldsEdgesNodesAndSettings) {
  const networks::NodeTable table = harbour_table();
  const Network network = harbour();
  const NetworkNotes notes = harbour_notes(table);
  const auto files = network_folder(network, notes);
  ASSERT_EQ(files.size(), 3u);
  std::vector<std::string> names, contents;
  for (const FolderFile& file : files) {
    std::ostringstream out;
    file.write(out);
    names.push_back(file.name);
    contents.push_back(out.str());
  }
  EXPECT_EQ(names, (std::vector<std::string>{"edges.csv", "nodes.csv", "settings.csv"}));
  EXPECT_EQ(contents[0], written(NetworkFormat::Edges));
  EXPECT_EQ(contents[1], written(NetworkFormat::Nodes));
}

// What was written, read back by plain readers, is what was given.

std::vector<std::string> all_labels(const Network& network) {
  std::vector<std::string> labels = network.rows;
  labels.insert(labels.end(), network.columns.begin(), network.columns.end());
  return labels;
}

std::size_t second_place(const Network& network, const networks::Edge& edge) {
  return (network.shape == Shape::TwoMode ? network.rows.size() : 0) + edge.to;
}

/// XML's gaps filled as documented, everything else exact.
std::string as_in_xml(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r') {
      result += "\xE2\x90";
      result += static_cast<char>(0x80 + byte);
    } else if (text.compare(i, 3, "\xEF\xBF\xBF") == 0 || text.compare(i, 3, "\xEF\xBF\xBE") == 0) {
      result += "\xEF\xBF\xBD";
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

double number(const std::string& text) { return std::stod(text); }

struct Drawn {
  Network network = drawn::network();
  networks::NodeTable table = drawn::table_for(network);
  NetworkNotes notes = drawn::notes_with(table);

  [[nodiscard]] std::optional<std::size_t> row(std::size_t place) const {
    const bool is_column = place >= network.rows.size();
    return row_of(table, is_column ? network.column_variable : network.row_variable,
                  all_labels(network)[place]);
  }
};

RC_GTEST_PROP(WrittenNetwork, ReadsBackFromCsv, ()) {
  const Drawn given;
  const auto unguarded = [](const std::string& cell) {
    return std::string(text::without_guard(cell));
  };
  const auto nodes = read_csv(written(NetworkFormat::Nodes, given.network, given.notes));
  const auto labels = all_labels(given.network);
  RC_ASSERT(nodes.size() == labels.size() + 1);
  std::map<std::string, std::size_t> places;
  const std::size_t first = given.network.shape == Shape::TwoMode ? 4 : 3;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto& row = nodes[i + 1];
    RC_ASSERT(row.size() == nodes[0].size());
    RC_ASSERT(places.emplace(row[0], i).second);
    RC_ASSERT(unguarded(row[1]) == labels[i]);
    const auto found = given.row(i);
    RC_ASSERT(found.has_value());
    RC_ASSERT(unguarded(row[first]) == given.table.attributes[0].texts[*found]);
    const auto age = given.table.attributes[1].numbers[*found];
    RC_ASSERT(row[first + 1].empty() == !age.has_value());
    if (age) RC_ASSERT(number(row[first + 1]) == *age);
  }
  const auto edges = read_csv(written(NetworkFormat::Edges, given.network, given.notes));
  RC_ASSERT(edges.size() == given.network.edges.size() + 1);
  for (std::size_t i = 0; i < given.network.edges.size(); ++i) {
    const auto& row = edges[i + 1];
    const networks::Edge& edge = given.network.edges[i];
    RC_ASSERT(places.at(row[0]) == edge.from);
    RC_ASSERT(places.at(row[1]) == second_place(given.network, edge));
    RC_ASSERT(number(row[5]) == edge.weight);
    RC_ASSERT(number(row[6]) * number(row[7]) == edge.weight);
    for (std::size_t j = 0; j < given.network.edge_attributes.size(); ++j)
      RC_ASSERT(number(row[8 + j]) == given.network.edge_attributes[j].values[i]);
  }
  const auto matrix = read_csv(written(NetworkFormat::Matrix, given.network, given.notes));
  const networks::Matrix expected = networks::matrix_of(given.network);
  RC_ASSERT(matrix.size() == expected.rows + 1);
  for (std::size_t row = 0; row < expected.rows; ++row)
    for (std::size_t column = 0; column < expected.columns; ++column)
      RC_ASSERT(number(matrix[row + 1][column + 1]) == expected.at(row, column));
}

RC_GTEST_PROP(WrittenNetwork, ReadsBackFromJson, ()) {
  const Drawn given;
  const auto json = nlohmann::json::parse(written(NetworkFormat::Json, given.network, given.notes));
  RC_ASSERT(json["title"] == given.notes.title);
  std::map<std::string, std::size_t> counts;
  for (const NetworkSetting& setting : given.notes.settings) {
    const auto& value = json["settings"][setting.name];
    RC_ASSERT((value.is_array() ? value[counts[setting.name]] : value) == setting.value);
    ++counts[setting.name];
  }
  const auto labels = all_labels(given.network);
  RC_ASSERT(json["nodes"].size() == labels.size());
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    RC_ASSERT(json["nodes"][i]["label"] == labels[i]);
    RC_ASSERT(places.emplace(json["nodes"][i]["id"], i).second);
  }
  RC_ASSERT(json["edges"].size() == given.network.edges.size());
  for (std::size_t i = 0; i < given.network.edges.size(); ++i) {
    const networks::Edge& edge = given.network.edges[i];
    RC_ASSERT(places.at(json["edges"][i]["source"]) == edge.from);
    RC_ASSERT(places.at(json["edges"][i]["target"]) == second_place(given.network, edge));
    RC_ASSERT(json["edges"][i]["value"] == edge.weight);
  }
}

RC_GTEST_PROP(WrittenNetwork, ReadsBackFromGraphMl, ()) {
  const Drawn given;
  const Element file =
      XmlReader(written(NetworkFormat::GraphMl, given.network, given.notes)).read();
  std::map<std::string, std::string> names;  // key -> owner and name
  std::set<std::string> distinct;
  for (const Element* key : file.all("key")) {
    const std::string name = key->at("for") + " " + key->at("attr.name");
    RC_ASSERT(names.emplace(key->at("id"), name).second);
    RC_ASSERT(distinct.insert(name).second);
  }
  const Element& graph = file.only("graph");
  const auto data_of = [&](const Element& owner) {
    std::map<std::string, std::string> data;
    for (const Element* value : owner.all("data"))
      RC_ASSERT(data.emplace(names.at(value->at("key")), value->text).second);
    return data;
  };
  RC_ASSERT(data_of(graph).at("graph name") == as_in_xml(given.notes.title));
  RC_ASSERT(data_of(graph).size() == 2 + given.notes.settings.size());
  const auto labels = all_labels(given.network);
  std::map<std::string, std::size_t> places;
  const auto nodes = graph.all("node");
  RC_ASSERT(nodes.size() == labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    RC_ASSERT(places.emplace(nodes[i]->at("id"), i).second);
    const auto data = data_of(*nodes[i]);
    RC_ASSERT(data.at("node label") == as_in_xml(labels[i]));
    const auto age = given.table.attributes[1].numbers[*given.row(i)];
    RC_ASSERT(data.contains("node age") == age.has_value());
    if (age) RC_ASSERT(number(data.at("node age")) == *age);
  }
  const auto edges = graph.all("edge");
  RC_ASSERT(edges.size() == given.network.edges.size());
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const networks::Edge& edge = given.network.edges[i];
    RC_ASSERT(places.at(edges[i]->at("source")) == edge.from);
    RC_ASSERT(places.at(edges[i]->at("target")) == second_place(given.network, edge));
    const auto data = data_of(*edges[i]);
    RC_ASSERT(number(data.at("edge weight")) >= 0);
    RC_ASSERT(number(data.at("edge weight")) * number(data.at("edge sign")) == edge.weight);
    RC_ASSERT(number(data.at("edge value")) == edge.weight);
  }
}

RC_GTEST_PROP(WrittenNetwork, ReadsBackFromGexf, ()) {
  const Drawn given;
  const Element file = XmlReader(written(NetworkFormat::Gexf, given.network, given.notes)).read();
  const Element& graph = file.only("graph");
  const auto labels = all_labels(given.network);
  std::map<std::string, std::size_t> places;
  const auto nodes = graph.only("nodes").all("node");
  RC_ASSERT(nodes.size() == labels.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    RC_ASSERT(places.emplace(nodes[i]->at("id"), i).second);
    RC_ASSERT(nodes[i]->at("label") == as_in_xml(labels[i]));
  }
  const auto edges = graph.only("edges").all("edge");
  RC_ASSERT(edges.size() == given.network.edges.size());
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const networks::Edge& edge = given.network.edges[i];
    RC_ASSERT(places.at(edges[i]->at("source")) == edge.from);
    RC_ASSERT(places.at(edges[i]->at("target")) == second_place(given.network, edge));
    RC_ASSERT(number(edges[i]->at("weight")) == std::abs(edge.weight));
  }
}

RC_GTEST_PROP(WrittenNetwork, ReadsBackFromPajekAndUcinet, ()) {
  const Drawn given;
  const bool is_two_mode = given.network.shape == Shape::TwoMode;
  const auto as_plain = [](const std::string& label) {
    std::string plain;
    for (const char c : label) {
      const auto byte = static_cast<unsigned char>(c);
      plain += c == '"' ? '\'' : byte < 0x20 || byte == 0x7F ? ' ' : c;
    }
    if (plain.empty()) return std::string("-");
    if (plain.back() == '\\') plain.back() = '/';
    return plain;
  };
  std::vector<std::string> labels;
  for (const std::string& label : all_labels(given.network)) labels.push_back(as_plain(label));
  std::vector<PlainNetwork::Tie> once, both;
  for (const networks::Edge& edge : given.network.edges) {
    once.push_back({edge.from, second_place(given.network, edge), edge.weight});
    both.push_back({edge.from, edge.to, edge.weight});
    if (given.network.shape == Shape::OneMode) both.push_back({edge.to, edge.from, edge.weight});
  }
  std::sort(both.begin(), both.end());

  const PlainNetwork pajek = read_pajek(written(NetworkFormat::Pajek, given.network, given.notes));
  RC_ASSERT(pajek.labels == labels);
  RC_ASSERT(pajek.rows == given.network.rows.size());
  RC_ASSERT(pajek.ties == once);
  RC_ASSERT(pajek.has_arcs == (given.network.shape == Shape::Directed));
  RC_ASSERT(pajek.comments.size() == 1 + given.notes.settings.size());

  for (const NetworkFormat format : {NetworkFormat::Dl, NetworkFormat::DlEdges}) {
    PlainNetwork dl = read_dl(written(format, given.network, given.notes));
    RC_ASSERT(dl.labels == labels);
    RC_ASSERT(dl.rows == given.network.rows.size());
    RC_ASSERT(dl.columns == (is_two_mode ? given.network.columns.size() : 0u));
    std::sort(dl.ties.begin(), dl.ties.end());
    RC_ASSERT(dl.ties == both);
  }
}

}  // namespace
}  // namespace faultline::exchange
