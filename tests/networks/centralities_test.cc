#include "networks/centralities.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <map>

#include "random_networks.h"

namespace faultline::networks {
namespace {

using Numbers = std::vector<std::optional<double>>;

Numbers column(const std::vector<NodeAttribute>& columns, const std::string& name) {
  for (const NodeAttribute& attribute : columns) {
    if (attribute.name == name) return attribute.numbers;
  }
  ADD_FAILURE() << "no column " << name;
  return {};
}

TEST(NodeCentralities, KeepBackingAndCriticismApart) {
  Network network;
  network.shape = Shape::Directed;
  network.rows = {"a", "b", "c"};
  network.edges = {{0, 1, 2.0}, {0, 2, -3.0}, {1, 2, -1.0}};
  const auto found = centralities(network);
  ASSERT_TRUE(found);
  EXPECT_EQ(column(*found, "in_degree"), (Numbers{0, 1, 2}));
  EXPECT_EQ(column(*found, "out_strength"), (Numbers{-1, -1, 0}));
  EXPECT_EQ(column(*found, "in_negative_strength"), (Numbers{0, 0, 4}));
  EXPECT_EQ(column(*found, "out_negative_degree"), (Numbers{1, 1, 0}));
  EXPECT_EQ(column(*found, "in_positive_strength"), (Numbers{0, 2, 0}));
  EXPECT_EQ(column(*found, "out_closeness"), (Numbers{2.0, std::nullopt, std::nullopt}));
  EXPECT_GT(column(*found, "negative_pagerank")[2], column(*found, "negative_pagerank")[1]);
}

TEST(NodeCentralities, HaveNoColumnsBySignWhereThereIsOneSign) {
  Network network;
  network.rows = {"a", "b"};
  network.edges = {{0, 1, 2.0}};
  const auto found = centralities(network);
  ASSERT_TRUE(found);
  for (const NodeAttribute& attribute : *found) {
    EXPECT_EQ(attribute.name.find("negative"), std::string::npos);
    EXPECT_TRUE(attribute.is_number);
  }
  EXPECT_EQ(column(*found, "degree"), (Numbers{1, 1}));
}

RC_GTEST_PROP(NodeCentralities, HaveDegreesAndStrengthsThatAddUp, ()) {
  const Network network =
      random_network(*rc::gen::elementOf(std::vector<Shape>{Shape::OneMode, Shape::TwoMode}));
  const auto found = centralities(network);
  RC_ASSERT(found);
  std::vector<double> degree(network.rows.size() + network.columns.size(), 0.0), strength = degree;
  for (const Edge& edge : network.edges) {
    const std::size_t to =
        network.shape == Shape::TwoMode ? network.rows.size() + edge.to : edge.to;
    for (const std::size_t end : {std::size_t{edge.from}, to}) {
      ++degree[end];
      strength[end] += edge.weight;
    }
  }
  RC_ASSERT(column(*found, "degree") == Numbers(degree.begin(), degree.end()));
  RC_ASSERT(column(*found, "strength") == Numbers(strength.begin(), strength.end()));
  for (const NodeAttribute& attribute : *found)
    RC_ASSERT(attribute.numbers.size() == degree.size());
}

TEST(ComputeReciprocity, IsOfDirectedNetworksOnly) {
  EXPECT_EQ(reciprocity({}).error().code, ErrorCode::Usage);
  Network nobody;
  nobody.shape = Shape::Directed;
  EXPECT_TRUE(std::isnan(reciprocity(nobody)->share));
}

// a -> b is returned in kind, a -> c with criticism, b -> c not: four of five edges are returned.
TEST(ComputeReciprocity, SaysWithWhichSignTiesAreReturned) {
  Network network;
  network.shape = Shape::Directed;
  network.rows = {"a", "b", "c"};
  network.edges = {{0, 1, 1.0}, {0, 2, 1.0}, {1, 0, 1.0}, {1, 2, -1.0}, {2, 0, -1.0}};
  const auto found = reciprocity(network);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->edges, 5);
  EXPECT_NEAR(found->share, 0.8, 1e-12);
  EXPECT_NEAR(found->beyond_chance, (0.8 - 5.0 / 6) / (1 - 5.0 / 6), 1e-12);
  EXPECT_NEAR(found->positive_by_positive, 2.0 / 3, 1e-12);
  EXPECT_NEAR(found->positive_by_negative, 1.0 / 3, 1e-12);
  EXPECT_NEAR(found->negative_by_negative, 0, 1e-12);
  EXPECT_NEAR(found->negative_by_positive, 0.5, 1e-12);
}

RC_GTEST_PROP(ComputeReciprocity, CountsPairsAsAPlainTableDoes, ()) {
  const Network network = random_network(Shape::Directed);
  RC_PRE(!network.edges.empty());
  const Matrix weight = matrix_of(network);
  int returned = 0;
  for (const Edge& edge : network.edges) returned += weight.at(edge.to, edge.from) != 0;
  const double share = static_cast<double>(returned) / static_cast<double>(network.edges.size());
  RC_ASSERT(std::abs(reciprocity(network)->share - share) < 1e-12);
}

}  // namespace
}  // namespace faultline::networks
