#include "networks/difference.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <map>

#include "random_networks.h"

namespace faultline::networks {
namespace {

using Numbers = std::vector<std::optional<double>>;

Network pair_of(const std::string& a, const std::string& b, double weight) {
  Network network;
  network.rows = {a, b};
  network.edges = {{0, 1, weight}};
  return network;
}

TEST(CompareNetworks, OfNobodyIsEmpty) {
  const auto found = network_difference({}, {});
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->network.edges.empty());
  EXPECT_EQ(found->nodes.size(), 8u);
}

TEST(CompareNetworks, RefusesOtherShapesAndVariables) {
  Network directed;
  directed.shape = Shape::Directed;
  EXPECT_EQ(network_difference({}, directed).error().code, ErrorCode::Usage);
  Network people;
  people.row_variable = "person";
  EXPECT_EQ(network_difference({}, people).error().code, ErrorCode::Usage);
}

TEST(CompareNetworks, NamesEveryKindOfChange) {
  const auto change = [](double before, double after) {
    const auto found = network_difference(pair_of("a", "b", before), pair_of("a", "b", after));
    return found->changes.empty() ? std::string("unchanged")
                                  : std::string(name_of(found->changes[0]));
  };
  EXPECT_EQ(change(1, 1), "unchanged");
  EXPECT_EQ(change(1, 2), "grew");
  EXPECT_EQ(change(-1, -2), "grew");
  EXPECT_EQ(change(2, 1), "fell");
  EXPECT_EQ(change(-2, -1), "fell");
  EXPECT_EQ(change(1, -1), "changed sign");
}

TEST(CompareNetworks, FindsNodesByTheirLabelsInAnyOrder) {
  const auto found = network_difference(pair_of("a", "b", 2), pair_of("c", "a", -1));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->network.rows, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(found->network.edges, (std::vector<Edge>{{0, 1, -2.0}, {0, 2, -1.0}}));
  EXPECT_EQ(found->changes, (std::vector<EdgeChange>{EdgeChange::Vanished, EdgeChange::Appeared}));
  EXPECT_EQ(found->network.edge_attributes[0], (EdgeAttribute{"before", {2, 0}}));
  EXPECT_EQ(found->network.edge_attributes[1], (EdgeAttribute{"after", {0, -1}}));
  EXPECT_EQ(found->nodes[0].numbers, (Numbers{2, 2, std::nullopt}));
  EXPECT_EQ(found->nodes[1].numbers, (Numbers{-1, std::nullopt, -1}));
  EXPECT_EQ(found->nodes[2].numbers, (Numbers{-3, -2, -1}));
  EXPECT_EQ(found->nodes[3].numbers, (Numbers{1, 0, 1}));
  EXPECT_EQ(found->nodes[4].numbers, (Numbers{1, 1, 0}));
}

using ByLabels = std::map<std::pair<std::string, std::string>, double>;

ByLabels by_labels(const Network& network) {
  ByLabels weights;
  for (const Edge& edge : network.edges) {
    std::string from = network.rows[edge.from];
    std::string to =
        network.shape == Shape::TwoMode ? network.columns[edge.to] : network.rows[edge.to];
    if (network.shape == Shape::OneMode && to < from) std::swap(from, to);
    weights[{from, to}] = edge.weight;
  }
  return weights;
}

RC_GTEST_PROP(CompareNetworks, IsTheDifferenceByLabelsOfAnyTwo, ()) {
  const Shape shape =
      *rc::gen::elementOf(std::vector<Shape>{Shape::OneMode, Shape::TwoMode, Shape::Directed});
  const Network before = random_network(shape);
  Network after = random_network(shape);
  std::reverse(after.rows.begin(), after.rows.end());
  const auto found = network_difference(before, after);
  RC_ASSERT(found);
  ByLabels expected = by_labels(after);
  for (const auto& [ends, weight] : by_labels(before)) expected[ends] -= weight;
  const std::size_t pairs = expected.size();
  std::erase_if(expected, [](const auto& pair) { return pair.second == 0; });
  RC_ASSERT(by_labels(found->network) == expected);
  RC_ASSERT(found->unchanged == pairs - expected.size());
  for (std::size_t i = 0; i < found->network.edges.size(); ++i) {
    RC_ASSERT(found->network.edges[i].weight == found->network.edge_attributes[1].values[i] -
                                                    found->network.edge_attributes[0].values[i]);
  }
  RC_ASSERT(std::is_sorted(found->network.edges.begin(), found->network.edges.end(),
                           [](const Edge& a, const Edge& b) {
                             return std::pair(a.from, a.to) < std::pair(b.from, b.to);
                           }));
}

}  // namespace
}  // namespace faultline::networks
