#include "networks/ei_index.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>

#include "base/draw.h"
#include "random_networks.h"

namespace faultline::networks {
namespace {

using Membership = std::vector<std::uint32_t>;

TEST(NullTestOfDraws, CountsTheObservationAmongThem) {
  const NullTest test = null_test(3, std::vector<double>{1, 2, 3, 4});
  EXPECT_EQ(test.mean, 2.5);
  EXPECT_NEAR(test.z, 0.5 / std::sqrt(5.0 / 3), 1e-12);
  EXPECT_EQ(test.p_high, 3.0 / 5);
  EXPECT_EQ(test.p_low, 4.0 / 5);
  EXPECT_EQ(test.p_two_sided(), 1);
  EXPECT_TRUE(std::isnan(null_test(1, std::vector<double>{1, 1}).z));
}

// a - b inside; a - c, b - c across: E = 2, I = 1.
TEST(ComputeEiIndex, OfATriangleOverTwoGroupsIsOneThird) {
  Network network;
  network.rows = {"a", "b", "c"};
  network.edges = {{0, 1, 5.0}, {0, 2, -1.0}, {1, 2, 1.0}};
  const auto found = ei_index(network, Membership{0, 0, 1});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->whole.index(), 1.0 / 3, 1e-12);
  EXPECT_EQ(found->nodes[0].index(), 0);
  EXPECT_EQ(found->nodes[2].index(), 1);
  EXPECT_NEAR(found->groups[0].index(), 1.0 / 3, 1e-12);
  EXPECT_EQ(found->groups[1].index(), 1);
  EXPECT_EQ(ei_index(network, Membership{0, 0, 1}, {.sign = Sign::Positive})->whole.index(), 0);
  EXPECT_EQ(ei_index(network, Membership{0, 0, 1}, {.sign = Sign::Negative})->whole.index(), 1);
  EXPECT_NEAR(ei_index(network, Membership{0, 0, 1}, {.weighted = true})->whole.index(),
              (2.0 - 5) / 7, 1e-12);
}

TEST(ComputeEiIndex, OfADirectedNetworkIsOfWhoSends) {
  Network network;
  network.shape = Shape::Directed;
  network.rows = {"a", "b", "c"};
  network.edges = {{0, 1, -1.0}, {0, 2, -1.0}, {2, 0, -1.0}};
  const auto found = ei_index(network, Membership{0, 0, 1});
  EXPECT_EQ(found->nodes[0].index(), 0);
  EXPECT_TRUE(std::isnan(found->nodes[1].index()));
  EXPECT_EQ(found->nodes[2].index(), 1);
}

TEST(ComputeEiIndex, RefusesWhatHasNoGroupsOrNoEdges) {
  Network network;
  network.rows = {"a", "b"};
  EXPECT_EQ(ei_index(network, Membership{0, 1}).error().code, ErrorCode::Usage);
  network.edges = {{0, 1, 1.0}};
  EXPECT_EQ(ei_index(network, Membership{0}).error().code, ErrorCode::Usage);
  EXPECT_EQ(ei_index(network, Membership{0, 1}, {.sign = Sign::Negative}).error().code,
            ErrorCode::Usage);
  EXPECT_EQ(ei_index(network, Membership{0, 1}, {.permutations = 1}).error().code,
            ErrorCode::Usage);
  network.shape = Shape::TwoMode;
  EXPECT_EQ(ei_index(network, Membership{0, 1}).error().code, ErrorCode::Usage);
}

RC_GTEST_PROP(ComputeEiIndex, LiesBetweenWhatAnyNetworkOfAsManyEdgesHas, ()) {
  Network network = random_network(Shape::OneMode, 5);
  RC_PRE(!network.edges.empty());
  Membership membership;
  for (std::size_t node = 0; node < network.rows.size(); ++node)
    membership.push_back(drawn<std::uint32_t>(0, 3));
  const auto found = ei_index(network, membership, {.permutations = 9});
  RC_ASSERT(found);
  std::vector<bool> is_across;
  for (std::size_t i = 0; i < membership.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) is_across.push_back(membership[i] != membership[k]);
  }
  double lowest = 2, highest = -2;
  for (std::uint32_t chosen = 0; chosen < 1u << is_across.size(); ++chosen) {
    if (std::popcount(chosen) != static_cast<int>(network.edges.size())) continue;
    EiCount count;
    for (std::size_t pair = 0; pair < is_across.size(); ++pair) {
      if (chosen >> pair & 1) (is_across[pair] ? count.external : count.internal) += 1;
    }
    lowest = std::min(lowest, count.index());
    highest = std::max(highest, count.index());
  }
  RC_ASSERT(std::abs(found->lowest - lowest) < 1e-12);
  RC_ASSERT(std::abs(found->highest - highest) < 1e-12);
  if (highest > lowest + 1e-12) {
    RC_ASSERT(found->rescaled >= -1 - 1e-12 && found->rescaled <= 1 + 1e-12);
  } else {
    RC_ASSERT(std::isnan(found->rescaled));
  }
}

// All 6! orders of the memberships give the exact mean and share.
TEST(ComputeEiIndex, HasThePermutationTestsExactValueWithinItsError) {
  Network network;
  network.rows = {"a", "b", "c", "d", "e", "f"};
  network.edges = {{0, 1, 1.0}, {0, 2, 1.0}, {1, 2, 1.0}, {2, 3, 1.0}, {3, 4, 1.0}, {4, 5, 1.0}};
  const Membership membership = {0, 0, 0, 1, 1, 1};
  const auto found = ei_index(network, membership, {.permutations = 20000, .seed = 3});
  std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5};
  double mean = 0;
  int low = 0;
  do {
    EiCount count;
    for (const Edge& edge : network.edges) {
      (membership[order[edge.from]] == membership[order[edge.to]] ? count.internal
                                                                  : count.external) += 1;
    }
    mean += count.index() / 720;
    if (count.index() <= found->whole.index() + 1e-12) ++low;
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_NEAR(found->test.mean, mean, 0.01);
  EXPECT_NEAR(found->test.p_low, low / 720.0, 0.01);
}

TEST(ComputeEiIndex, CallsRandomGroupsSignificantAsOftenAsItSays) {
  std::mt19937_64 generator(12);
  Network network;
  network.rows.resize(24);
  for (std::uint32_t i = 0; i < 24; ++i) {
    for (std::uint32_t k = i + 1; k < 24; ++k) {
      if (draw_below(generator, 4) == 0) network.edges.push_back({i, k, 1.0});
    }
  }
  Membership membership;
  for (std::uint32_t i = 0; i < 24; ++i) membership.push_back(i % 3);
  int significant = 0;
  for (int experiment = 0; experiment < 500; ++experiment) {
    shuffle(membership, generator);
    const auto found = ei_index(network, membership, {.permutations = 199, .seed = generator()});
    if (found->test.p_low <= 0.1) ++significant;
  }
  EXPECT_GT(significant, 25);  // about 50 are expected, with a deviation of 7
  EXPECT_LT(significant, 75);
}

}  // namespace
}  // namespace faultline::networks
