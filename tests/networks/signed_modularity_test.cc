#include "networks/signed_modularity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "karate_club.h"
#include "networks/graph_library.h"
#include "random_networks.h"

namespace faultline::networks {
namespace {

/// The formula as it stands in the paper, over all ordered pairs.
double plain_signed_modularity(const Network& network, const std::vector<std::uint32_t>& membership,
                               double resolution) {
  const std::size_t nodes = node_count(network);
  std::vector<std::vector<double>> positive(nodes, std::vector<double>(nodes, 0.0));
  auto negative = positive;
  for (const Edge& edge : network.edges) {
    const std::size_t to =
        network.shape == Shape::TwoMode ? network.rows.size() + edge.to : edge.to;
    auto& part = edge.weight > 0 ? positive : negative;
    part[edge.from][to] += std::abs(edge.weight);
    part[to][edge.from] += std::abs(edge.weight);
  }
  std::vector<double> plus(nodes, 0.0), minus(nodes, 0.0);
  double all_plus = 0, all_minus = 0;
  for (std::size_t i = 0; i < nodes; ++i) {
    for (std::size_t k = 0; k < nodes; ++k) {
      plus[i] += positive[i][k];
      minus[i] += negative[i][k];
    }
    all_plus += plus[i];
    all_minus += minus[i];
  }
  double sum = 0;
  for (std::size_t i = 0; i < nodes; ++i) {
    for (std::size_t k = 0; k < nodes; ++k) {
      if (membership[i] != membership[k]) continue;
      const double by_chance = (all_plus > 0 ? plus[i] * plus[k] / all_plus : 0) -
                               (all_minus > 0 ? minus[i] * minus[k] / all_minus : 0);
      sum += positive[i][k] - negative[i][k] - resolution * by_chance;
    }
  }
  return sum / (all_plus + all_minus);
}

TEST(SignedModularity, IsNoNumberWithoutEdges) {
  Network network;
  EXPECT_TRUE(std::isnan(signed_modularity(network, {})));
  network.rows = {"a", "b"};
  EXPECT_TRUE(std::isnan(signed_modularity(network, std::vector<std::uint32_t>{0, 1})));
}

// Newman 2004: the split that really happened has a modularity of 0.3715 without weights.
TEST(SignedModularity, IsNewmansWithoutNegativeEdges) {
  std::vector<std::uint32_t> split(34, 0);
  for (const std::uint32_t officer :
       {8, 9, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33})
    split[officer] = 1;
  split[8] = 1;
  EXPECT_NEAR(signed_modularity(karate_club(), split), 0.3715, 5e-5);
}

// Two friends and their common enemy: w+ = 1, w- = 2. Together {a, b}: inside 2, by chance
// 2*2/2 - 2*2/4 = 1; {c}: by chance -2*2/4 = -1; Q = (2 - 1 + 1) / 6 = 1/3.
TEST(SignedModularity, OfTwoFriendsAndTheirEnemyIsOneThird) {
  Network network;
  network.rows = {"a", "b", "c"};
  network.edges = {{0, 1, 1.0}, {0, 2, -1.0}, {1, 2, -1.0}};
  EXPECT_NEAR(signed_modularity(network, std::vector<std::uint32_t>{0, 0, 1}), 1.0 / 3, 1e-12);
}

RC_GTEST_PROP(SignedModularity, IsTheFormulaOfThePaper, ()) {
  const Network network = random_network(
      *rc::gen::elementOf(std::vector<Shape>{Shape::OneMode, Shape::TwoMode, Shape::Directed}));
  const auto membership = *rc::gen::container<std::vector<std::uint32_t>>(
      node_count(network), rc::gen::inRange<std::uint32_t>(0, 4));
  const double resolution = *rc::gen::inRange(0, 30) / 10.0;
  const double fast = signed_modularity(network, membership, resolution);
  const double plain = plain_signed_modularity(network, membership, resolution);
  if (network.edges.empty()) {
    RC_ASSERT(std::isnan(fast));
  } else {
    RC_ASSERT(std::abs(fast - plain) < 1e-12);
    if (resolution == 1.0) RC_ASSERT(std::abs(fast) <= 1 + 1e-12);
  }
}

TEST(Renumbered, CountsInTheOrderOfFirstNodes) {
  EXPECT_EQ(renumbered(std::vector<std::uint32_t>{7, 2, 7, 9}),
            (std::vector<std::uint32_t>{0, 1, 0, 2}));
}

}  // namespace
}  // namespace faultline::networks
