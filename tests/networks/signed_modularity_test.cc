#include "networks/signed_modularity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <random>

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

/// The largest modularity of any partition, each tried.
double largest_modularity(const Network& network, std::vector<std::uint32_t> membership = {}) {
  if (membership.size() == node_count(network)) return signed_modularity(network, membership);
  std::uint32_t used = 0;
  for (const std::uint32_t community : membership) used = std::max(used, community + 1);
  double largest = -2;
  membership.push_back(0);
  for (std::uint32_t to = 0; to <= used; ++to) {
    membership.back() = to;
    largest = std::max(largest, largest_modularity(network, membership));
  }
  return largest;
}

TEST(MaximiseSignedModularity, OfNobodyIsEmptyAndExact) {
  const SignedCommunities found = maximise_signed_modularity(Network{});
  EXPECT_TRUE(found.membership.empty());
  EXPECT_TRUE(found.is_exact);
  EXPECT_TRUE(std::isnan(found.modularity));
}

TEST(MaximiseSignedModularity, LeavesNodesWithoutEdgesAlone) {
  Network network;
  network.rows = {"a", "b", "c", "d"};
  network.edges = {{1, 3, 2.0}};
  EXPECT_EQ(maximise_signed_modularity(network).membership,
            (std::vector<std::uint32_t>{0, 1, 2, 1}));
}

// 1 + 3 + 27 + 729 networks: every sign or none for every pair of up to four nodes.
TEST(MaximiseSignedModularity, FindsTheBestPartitionOfEverySignedNetworkOfUpToFour) {
  int tried = 0;
  for (std::uint32_t nodes = 1; nodes <= 4; ++nodes) {
    const std::uint32_t pairs = nodes * (nodes - 1) / 2;
    for (int code = 0, codes = static_cast<int>(std::pow(3, pairs)); code < codes; ++code) {
      Network network;
      network.rows.resize(nodes);
      int left = code;
      for (std::uint32_t i = 0; i < nodes; ++i) {
        for (std::uint32_t k = i + 1; k < nodes; ++k, left /= 3) {
          if (left % 3 != 0) network.edges.push_back({i, k, left % 3 == 1 ? 1.0 : -1.0});
        }
      }
      ++tried;
      if (network.edges.empty()) continue;
      const double best = largest_modularity(network);
      for (const std::size_t exact_up_to : {std::size_t{0}, std::size_t{9}}) {
        const auto found = maximise_signed_modularity(network, {.exact_up_to = exact_up_to});
        EXPECT_NEAR(found.modularity, best, 1e-12) << nodes << " nodes, network " << code;
        EXPECT_NEAR(signed_modularity(network, found.membership), best, 1e-12);
      }
    }
  }
  EXPECT_EQ(tried, 1 + 3 + 27 + 729);
}

RC_GTEST_PROP(MaximiseSignedModularity, FindsTheBestPartitionWithAndWithoutTryingAll, ()) {
  const Network network =
      random_network(*rc::gen::elementOf(std::vector<Shape>{Shape::OneMode, Shape::Directed}), 8);
  RC_PRE(!network.edges.empty());
  const double best = largest_modularity(network);
  const auto exact = maximise_signed_modularity(network);
  RC_ASSERT(exact.is_exact);
  RC_ASSERT(std::abs(exact.modularity - best) < 1e-12);
  const auto searched = maximise_signed_modularity(network, {.runs = 40, .exact_up_to = 0});
  RC_ASSERT(!searched.is_exact);
  RC_ASSERT(std::abs(searched.modularity - best) < 1e-12);
  RC_ASSERT(std::abs(searched.modularity - signed_modularity(network, searched.membership)) <
            1e-12);
}

RC_GTEST_PROP(MaximiseSignedModularity, IsTheSameOfANetworkAndOfItsTwoLayers, ()) {
  const Network network = random_network(Shape::OneMode, 12);
  Matrix positive = matrix_of(network), negative = positive;
  for (double& value : positive.values) value = std::max(value, 0.0);
  for (double& value : negative.values) value = std::max(-value, 0.0);
  const auto of_network = maximise_signed_modularity(network, {.seed = 5, .exact_up_to = 5});
  const auto of_layers =
      maximise_signed_modularity(positive, negative, {.seed = 5, .exact_up_to = 5});
  RC_ASSERT(of_network.membership == of_layers.membership);
  if (!network.edges.empty()) {
    RC_ASSERT(std::abs(signed_modularity(positive, negative, of_layers.membership) -
                       signed_modularity(network, of_layers.membership)) < 1e-12);
  }
}

// 0.4198: the largest of the karate club (Brandes et al. 2008).
TEST(MaximiseSignedModularity, FindsTheLargestOfTheKarateClub) {
  const auto found = maximise_signed_modularity(karate_club());
  EXPECT_NEAR(found.modularity, 0.4198, 5e-5);
  EXPECT_EQ(found.count, 4u);
  EXPECT_FALSE(found.is_exact);
}

TEST(MaximiseSignedModularity, FindsPlantedBlocs) {
  Network network;
  network.rows.resize(60);
  std::vector<std::uint32_t> planted;
  for (std::uint32_t i = 0; i < 60; ++i) planted.push_back(i % 3);
  std::mt19937_64 generator(4);
  for (std::uint32_t i = 0; i < 60; ++i) {
    for (std::uint32_t k = i + 1; k < 60; ++k) {
      const std::uint64_t chance = generator() % 100;
      if (chance < 30) {
        const bool fits = chance < 25;  // five in thirty go against the blocs
        network.edges.push_back({i, k, (i % 3 == k % 3) == fits ? 1.0 : -1.0});
      }
    }
  }
  EXPECT_EQ(maximise_signed_modularity(network).membership, planted);
}

TEST(Renumbered, CountsInTheOrderOfFirstNodes) {
  EXPECT_EQ(renumbered(std::vector<std::uint32_t>{7, 2, 7, 9}),
            (std::vector<std::uint32_t>{0, 1, 0, 2}));
}

}  // namespace
}  // namespace faultline::networks
