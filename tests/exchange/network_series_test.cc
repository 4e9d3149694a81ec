#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "exchange/foreign_readers.h"
#include "exchange/network_files.h"
#include "exchange/sample_networks.h"

namespace faultline::exchange {
namespace {

using networks::Network;
using networks::Shape;
using networks::Slice;

Instant at(const std::string& iso) { return *parse_instant(iso); }

std::string written(SeriesFormat format, const std::vector<Slice>& slices,
                    const NetworkNotes& notes = {}) {
  std::ostringstream out;
  write_series(out, format, slices, notes);
  return out.str();
}

/// March and April as two months that adjoin; the Tide Board falls out with the union in April.
std::vector<Slice> months() {
  Network march = harbour();
  march.edges = {{0, 1, 1}, {1, 2, 0.5}};
  march.edge_attributes.clear();
  Network april = harbour();
  april.rows = {"Harbour Union", "Tide Board"};
  april.edges = {{0, 1, -2}};
  april.edge_attributes.clear();
  return {{at("2031-03-15"), at("2031-03-01"), at("2031-03-31T23:59:59"), march},
          {at("2031-04-15"), at("2031-04-01"), at("2031-04-30T23:59:59"), april}};
}

TEST(WriteSeries, ListsEdgesOfAllSlicesInTheLongForm) {
  EXPECT_EQ(
      written(SeriesFormat::Csv, {months()[1]}),
      "slice,time,start,stop,source,target,source_label,target_label,type,value,weight,sign\r\n"
      "1,2031-04-15T00:00:00,2031-04-01T00:00:00,2031-04-30T23:59:59,"
      "organization:Harbour_Union,organization:Tide_Board,Harbour Union,Tide Board,"
      "undirected,-2,2,-1\r\n");
}

TEST(WriteSeries, WritesASliceOnEachLineOfJson) {
  const networks::NodeTable table = harbour_table();
  std::istringstream lines(written(SeriesFormat::JsonLines, months(), harbour_notes(table)));
  std::string first, second, third;
  std::getline(lines, first);
  std::getline(lines, second);
  EXPECT_FALSE(std::getline(lines, third));
  const auto json = nlohmann::json::parse(second);
  EXPECT_EQ(json["slice"], 2);
  EXPECT_EQ(json["time"], "2031-04-15T00:00:00");
  EXPECT_EQ(json["stop"], "2031-04-30T23:59:59");
  EXPECT_EQ(json["settings"]["aggregation"], "subtract");
  EXPECT_EQ(json["nodes"][1]["type"], "state");
  EXPECT_EQ(json["edges"][0]["value"], -2);
}

TEST(WriteSeries, KeepsTheOrderAndTheColumnsOfAnySlice) {
  auto slices = months();
  slices[1].network.edge_attributes = {{"conflict", {4}}};
  const auto rows = read_csv(written(SeriesFormat::Csv, slices));
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].back(), "conflict");
  EXPECT_EQ(rows[1].back(), "");
  EXPECT_EQ(rows[3].back(), "4");
}

TEST(WriteSeries, WritesNothingButTheFrameOfNoSlices) {
  EXPECT_EQ(written(SeriesFormat::JsonLines, {}), "");
  EXPECT_EQ(read_csv(written(SeriesFormat::Csv, {})).size(), 1u);
  const Element file = XmlReader(written(SeriesFormat::Gexf, {})).read();
  EXPECT_TRUE(file.only("graph").only("nodes").children.empty());
}

TEST(SeriesFolder, HasSlicesWithoutEdgesToo) {
  auto slices = months();
  slices[0].network.edges.clear();
  const NetworkNotes notes;
  const auto files = series_folder(slices, notes);
  ASSERT_EQ(files.size(), 4u);
  std::ostringstream out;
  files[2].write(out);
  EXPECT_EQ(files[2].name, "slices.csv");
  EXPECT_EQ(out.str(),
            "slice,time,start,stop,statements,nodes,edges\r\n"
            "1,2031-03-15T00:00:00,2031-03-01T00:00:00,2031-03-31T23:59:59,11,3,0\r\n"
            "2,2031-04-15T00:00:00,2031-04-01T00:00:00,2031-04-30T23:59:59,11,2,1\r\n");
  std::ostringstream nodes;
  files[1].write(nodes);
  EXPECT_EQ(read_csv(nodes.str()).size(), 4u);
}

TEST(DynamicGexf, WritesDaysOfWholeDaysAndJoinsWhatGoesOn) {
  const std::string file = written(SeriesFormat::Gexf, months());
  const Element graph = XmlReader(file).read().only("graph");
  EXPECT_EQ(graph.at("timeformat"), "date");
  EXPECT_EQ(graph.at("start"), "2031-03-01");
  EXPECT_EQ(graph.at("end"), "2031-04-30");
  const auto edges = graph.only("edges").all("edge");
  ASSERT_EQ(edges.size(), 2u);
  // The tie between the two first nodes is in both months, whatever their order in each.
  const auto spells = edges[0]->only("spells").all("spell");
  ASSERT_EQ(spells.size(), 1u);
  EXPECT_EQ(spells[0]->at("start"), "2031-03-01");
  EXPECT_EQ(spells[0]->at("end"), "2031-04-30");
  std::vector<std::string> values;
  for (const Element* value : edges[0]->only("attvalues").all("attvalue"))
    values.push_back(value->at("for") + " " + value->at("value") + " " + value->at("start") + " " +
                     value->at("end"));
  EXPECT_EQ(values, (std::vector<std::string>{
                        "weight 1 2031-03-01 2031-03-31", "weight 2 2031-04-01 2031-04-30",
                        "sign 1 2031-03-01 2031-03-31", "sign -1 2031-04-01 2031-04-30",
                        "value 1 2031-03-01 2031-03-31", "value -2 2031-04-01 2031-04-30"}));
}

TEST(DynamicGexf, ShowsAnOverlappingSliceUntilTheNextOne) {
  auto slices = months();
  slices[0].stop = at("2031-04-10T23:59:59");
  const Element graph = XmlReader(written(SeriesFormat::Gexf, slices)).read().only("graph");
  EXPECT_EQ(graph.at("timeformat"), "date");
  EXPECT_EQ(graph.at("start"), "2031-03-15");
  EXPECT_EQ(graph.at("end"), "2031-05-15");
  slices[0].time = at("2031-03-15T12:00:00");
  const Element to_the_second = XmlReader(written(SeriesFormat::Gexf, slices)).read().only("graph");
  EXPECT_EQ(to_the_second.at("timeformat"), "dateTime");
  EXPECT_EQ(to_the_second.at("start"), "2031-03-15T12:00:00");
  EXPECT_EQ(to_the_second.at("end"), "2031-05-15T11:59:59");
}

TEST(DynamicGexf, GivesTimesThatAreWholeDaysApartAsDays) {
  auto slices = months();
  slices[0].stop = at("2031-04-10T23:59:59");
  slices[0].time = at("2031-03-15T03:18:47");
  slices[1].time = at("2031-03-22T03:18:47");
  const Element graph = XmlReader(written(SeriesFormat::Gexf, slices)).read().only("graph");
  EXPECT_EQ(graph.at("timeformat"), "date");
  EXPECT_EQ(graph.at("start"), "2031-03-15");
  EXPECT_EQ(graph.at("end"), "2031-03-28");
}

TEST(DynamicGexf, NumbersSlicesThatHaveTheSameTime) {
  auto slices = months();
  slices[1].time = slices[0].time;
  slices[1].start = slices[0].start;
  const Element file = XmlReader(written(SeriesFormat::Gexf, slices)).read();
  EXPECT_EQ(file.only("graph").at("timeformat"), "double");
  EXPECT_EQ(file.only("graph").at("end"), "2");
  EXPECT_NE(file.only("meta").only("description").text.find("2 2031-03-15T00:00:00."),
            std::string::npos);
}

/// Slices over one set of labels, as windows of a study are.
std::vector<Slice> drawn_slices() {
  const std::vector<std::string> all = drawn::labels(6);
  const Shape shape = *rc::gen::element(Shape::OneMode, Shape::TwoMode, Shape::Directed);
  const auto some_of = [&all] {
    std::vector<std::string> some;
    for (const std::string& label : all)
      if (*rc::gen::inRange(0, 4) > 0) some.push_back(label);
    drawn::shuffle(some);
    return some;
  };
  std::vector<Slice> slices(static_cast<std::size_t>(*rc::gen::inRange(0, 5)));
  Instant time = at("2031-01-01");
  for (Slice& slice : slices) {
    slice.network.shape = shape;
    slice.network.row_variable = "person";
    slice.network.column_variable = shape == Shape::TwoMode ? "person" : "";
    slice.network.rows = some_of();
    if (shape == Shape::TwoMode) slice.network.columns = some_of();
    drawn::add_edges(slice.network);
    // So that some values stay the same from slice to slice.
    for (networks::Edge& edge : slice.network.edges)
      if (*rc::gen::arbitrary<bool>()) edge.weight = 1;
    slice.time = time;
    slice.start = {time.seconds - *rc::gen::inRange(0, 5)};
    slice.stop = {time.seconds + *rc::gen::inRange(0, 5)};
    time.seconds += *rc::gen::inRange(0, 9);
  }
  return slices;
}

/// What a file tells of an edge at a moment, in the order of time: value by number of the slice or
/// by second.
struct Interval {
  double begin, end;
  std::string value;
};

double moment(const Element& graph, const std::string& word) {
  if (graph.at("timeformat") == "double") return std::stod(word);
  const auto instant = parse_instant(word);
  if (!instant) throw std::runtime_error("no time: " + word);
  return static_cast<double>(instant->seconds);
}

RC_GTEST_PROP(DynamicGexf, TellsEverySliceAndNeverOverlaps, ()) {
  const std::vector<Slice> slices = drawn_slices();
  const Element file = XmlReader(written(SeriesFormat::Gexf, slices)).read();
  const Element& graph = file.only("graph");
  std::map<std::string, std::string> labels;
  for (const Element* node : graph.only("nodes").all("node"))
    RC_ASSERT(labels.emplace(node->at("id"), node->at("label")).second);
  // All intervals of all elements: closed, none touching the next of its kind.
  std::map<std::pair<std::string, std::string>, std::vector<Interval>> values, spells;
  const auto in_order = [&](std::vector<Interval>& known, const Element& element,
                            const std::string& value) {
    const Interval interval{moment(graph, element.at("start")), moment(graph, element.at("end")),
                            value};
    RC_ASSERT(interval.begin <= interval.end);
    const bool is_behind = known.empty() || known.back().end < interval.begin;
    RC_ASSERT(is_behind);
    known.push_back(interval);
  };
  for (const Element* edge : graph.only("edges").all("edge")) {
    const std::pair ends(edge->at("source"), edge->at("target"));
    RC_ASSERT(!spells.contains(ends));
    for (const Element* value : edge->only("attvalues").all("attvalue"))
      if (value->at("for") == "value") in_order(values[ends], *value, value->at("value"));
    for (const Element* spell : edge->only("spells").all("spell"))
      in_order(spells[ends], *spell, "");
  }
  // At each slice's time every edge of it, and no other, has its value.
  const bool is_numbered = !slices.empty() && graph.at("timeformat") == "double";
  bool are_apart = true;
  for (std::size_t i = 1; i < slices.size(); ++i)
    are_apart = are_apart && slices[i - 1].stop < slices[i].start;
  for (std::size_t i = 0; i < slices.size(); ++i) {
    const Network& network = slices[i].network;
    const double now = is_numbered ? static_cast<double>(i + 1)
                       : are_apart ? static_cast<double>(slices[i].start.seconds)
                                   : static_cast<double>(slices[i].time.seconds);
    std::map<std::pair<std::string, std::string>, double> expected, found;
    for (const networks::Edge& edge : network.edges) {
      const bool is_two_mode = network.shape == Shape::TwoMode;
      const std::string from = node_id("person", network.rows[edge.from]);
      const std::string to = is_two_mode ? node_id("person", network.columns[edge.to], true)
                                         : node_id("person", network.rows[edge.to]);
      const bool is_swapped = network.shape == Shape::OneMode && from > to;
      expected[is_swapped ? std::pair(to, from) : std::pair(from, to)] = edge.weight;
    }
    for (const auto& [ends, intervals] : values)
      for (const Interval& interval : intervals)
        if (interval.begin <= now && now <= interval.end) {
          const bool is_swapped = network.shape == Shape::OneMode && ends.first > ends.second;
          found[is_swapped ? std::pair(ends.second, ends.first) : ends] = std::stod(interval.value);
        }
    RC_ASSERT(found == expected);
  }
}

}  // namespace
}  // namespace faultline::exchange
