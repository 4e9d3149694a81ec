#include "exchange/network_picture.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "exchange/detail/drawing.h"
#include "exchange/detail/picture_text.h"
#include "exchange/foreign_readers.h"
#include "exchange/sample_networks.h"

namespace faultline::exchange {
namespace {

using networks::Network;
using networks::Shape;

std::string drawn(const Network& network, const PictureStyle& style = {},
                  const NetworkNotes& notes = {}) {
  const auto svg = to_svg(network, notes, style);
  EXPECT_TRUE(svg) << svg.error().message;
  // The reader of tests wants a declaration, which a picture need not have.
  return svg ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + *svg : "";
}

/// A ring of that many nodes; every third tie is a conflict.
Network ring(std::uint32_t nodes) {
  Network network;
  for (std::uint32_t i = 0; i < nodes; ++i) network.rows.push_back("node " + std::to_string(i));
  for (std::uint32_t i = 0; i + 1 < nodes; ++i)
    network.edges.push_back({i, i + 1, i % 3 == 0 ? -2.0 : 1.0 + i});
  return network;
}

TEST(NetworkPicture, SaysThatThereIsNothing) {
  EXPECT_NE(drawn(Network{}).find("No tie to draw."), std::string::npos);
  Network lonely;
  lonely.rows = {"one"};
  EXPECT_NE(drawn(lonely).find("No tie to draw."), std::string::npos);
  EXPECT_NE(drawn(lonely, {.isolates = true}).find(">one</text>"), std::string::npos);
}

TEST(NetworkPicture, IsTheSameForTheSameSeed) { EXPECT_EQ(drawn(ring(12)), drawn(ring(12))); }

TEST(NetworkPicture, TellsItsTitleItsTiesAndItsSettings) {
  const networks::NodeTable table = harbour_table();
  const Element svg = XmlReader(drawn(harbour(), {}, harbour_notes(table))).read();
  EXPECT_EQ(svg.only("title").text, "The harbour");
  EXPECT_EQ(svg.at("role"), "img");
  EXPECT_EQ(svg.only("desc").text,
            "3 nodes and 2 ties from 11 statements. Heaviest ties: Tide Board and Harbour Union, "
            "-2; Harbour Union and \"Free Port\", Ltd, 0.5. Settings: aggregation: subtract; from: "
            "2031-03-01.");
}

TEST(NetworkPicture, DashesConflictAndNothingElse) {
  const std::string svg = drawn(harbour());
  EXPECT_NE(svg.find("<path class=\"tie negative\" stroke-width=\"6.5\" stroke-opacity=\"0.90\" "
                     "stroke-dasharray="),
            std::string::npos);
  Network agreed = harbour();
  for (networks::Edge& edge : agreed.edges) edge.weight = std::abs(edge.weight);
  EXPECT_EQ(drawn(agreed).find("stroke-dasharray"), std::string::npos);
}

TEST(NetworkPicture, PointsDirectedTiesAtTheirTarget) {
  Network network = harbour();
  network.shape = Shape::Directed;
  EXPECT_NE(drawn(network).find("<path class=\"head negative\""), std::string::npos);
  EXPECT_EQ(drawn(harbour()).find("class=\"head"), std::string::npos);
}

TEST(NetworkPicture, SaysWhatItLeavesOut) {
  const std::string svg = drawn(ring(10), {.most_edges = 3});
  EXPECT_NE(svg.find("Not drawn: 6 lighter ties of a weight up to 5."), std::string::npos);
  EXPECT_NE(svg.find("5 nodes that none of these ties reaches are not drawn."), std::string::npos);
  EXPECT_NE(drawn(ring(10), {.least_weight = 4}).find("Not drawn: 5 lighter ties"),
            std::string::npos);
}

TEST(NetworkPicture, RefusesAttributesThatThereAreNot) {
  const networks::NodeTable table = harbour_table();
  const auto unknown = to_svg(harbour(), harbour_notes(table), {.colour_by = "camp"});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::Usage);
  EXPECT_EQ(unknown.error().message,
            "There is no attribute “camp” of the nodes; there are: type, members.");
  const auto words = to_svg(harbour(), harbour_notes(table), {.size_by = "type"});
  ASSERT_FALSE(words);
  EXPECT_EQ(words.error().message, "The attribute “type” is no number; sizes need one.");
}

TEST(NetworkPicture, GivesClassesAColourAndAnOutline) {
  const networks::NodeTable table = harbour_table();
  const std::string svg = drawn(harbour(), {.colour_by = "type"}, harbour_notes(table));
  for (const char* words :
       {">firm &amp; sons (1)</text>", ">state (1)</text>", ">union (1)</text>"})
    EXPECT_NE(svg.find(words), std::string::npos) << words;
  EXPECT_NE(svg.find("<polygon class=\"node\" fill=\"#e69f00\""), std::string::npos);
}

TEST(TextLines, BreaksAtBlanksAndHyphensAndShortens) {
  EXPECT_EQ(detail::text_lines("Ministry of Ports and Fisheries", 12, 3),
            (std::vector<std::string>{"Ministry of Ports", "and Fisheries"}));
  EXPECT_EQ(detail::text_lines("Ministry of Ports and Fisheries", 8, 2),
            (std::vector<std::string>{"Ministry of", "Ports and Fi…"}));
  EXPECT_EQ(detail::text_lines(" a\n\tb ", 9, 2), std::vector<std::string>{"a b"});
  EXPECT_EQ(detail::text_lines("", 9, 2), std::vector<std::string>{""});
  EXPECT_EQ(detail::text_lines("漢字漢字漢字", 2.2, 2), (std::vector<std::string>{"漢字", "漢…"}));
}

TEST(InShort, WritesNumbersForReaders) {
  EXPECT_EQ(detail::in_short(18350.2), "18,350");
  EXPECT_EQ(detail::in_short(-1234567), "-1,234,567");
  EXPECT_EQ(detail::in_short(12), "12");
  EXPECT_EQ(detail::in_short(1.0 / 3), "0.333");
  EXPECT_EQ(detail::in_short(0), "0");
  EXPECT_EQ(detail::in_short(2.5e-7), "2.5e-07");
}

RC_GTEST_PROP(NetworkPicture, IsWellFormedForEveryNetwork, ()) {
  const Network network = drawn::network();
  const networks::NodeTable table = drawn::table_for(network);
  PictureStyle style;
  style.isolates = *rc::gen::arbitrary<bool>();
  style.most_edges = *rc::gen::inRange<std::size_t>(0, 9);
  style.colour_by = *rc::gen::element<std::string>("", "age");
  style.size_by = *rc::gen::element<std::string>("", "age");
  const Element svg = XmlReader(drawn(network, style, drawn::notes_with(table))).read();
  RC_ASSERT(svg.name == "svg");
}

RC_GTEST_PROP(NetworkPicture, KeepsNodesApartAndLabelsFromEachOther, ()) {
  const auto nodes = *rc::gen::inRange<std::uint32_t>(30, 90);
  Network network = ring(nodes);
  for (std::uint32_t i = 0; i + 7 < nodes; ++i)
    if (*rc::gen::inRange(0, 3) == 0) network.edges.push_back({i, i + 7, 1.0});
  const PictureStyle style;
  const detail::NodeList list = detail::node_list(network, detail::TableRows(nullptr));
  detail::Drawing drawing = detail::selection(network, style);
  RC_ASSERT(detail::set_look(drawing, list, style).has_value());
  RC_ASSERT(detail::place(drawing, network, list, style).has_value());
  std::vector<detail::Area> labels;
  for (const detail::DrawnNode& node : drawing.nodes) {
    RC_ASSERT(node.centre.x >= 0 && node.centre.x <= drawing.width);
    RC_ASSERT(node.centre.y >= 0 && node.centre.y <= drawing.height);
    for (const detail::DrawnNode& other : drawing.nodes) {
      if (&other == &node) continue;
      const double apart =
          std::hypot(node.centre.x - other.centre.x, node.centre.y - other.centre.y);
      RC_ASSERT(apart > 0.8 * (node.radius + other.radius));
    }
    if (!node.label) continue;
    const double width = detail::text_width(node.lines.front()) * drawing.font;
    const double left = node.label->anchor == "start" ? node.label->base.x
                        : node.label->anchor == "end" ? node.label->base.x - width
                                                      : node.label->base.x - width / 2;
    labels.push_back({left, node.label->base.y - drawing.font * 0.93, left + width,
                      node.label->base.y + drawing.font * 0.27});
  }
  RC_ASSERT(labels.size() + drawing.left_out.labels == drawing.nodes.size());
  for (std::size_t i = 0; i < labels.size(); ++i)
    for (std::size_t j = i + 1; j < labels.size(); ++j)
      RC_ASSERT(labels[i].shared_with(labels[j]) <
                0.06 * (labels[i].right - labels[i].left) * drawing.font * 1.2);
}

}  // namespace
}  // namespace faultline::exchange
