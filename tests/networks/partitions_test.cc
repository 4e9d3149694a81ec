#include "networks/partitions.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "karate_club.h"
#include "random_networks.h"

namespace faultline::networks {
namespace {

using Membership = std::vector<std::uint32_t>;

Membership drawn_membership(std::size_t nodes) {
  Membership membership;
  for (std::size_t node = 0; node < nodes; ++node) membership.push_back(drawn<std::uint32_t>(0, 4));
  return membership;
}

/// Hubert & Arabie's index from the four counts of pairs.
double plain_rand(const Membership& a, const Membership& b) {
  double both = 0, only_a = 0, only_b = 0, none = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const bool in_a = a[i] == a[k], in_b = b[i] == b[k];
      (in_a && in_b ? both : in_a ? only_a : in_b ? only_b : none) += 1;
    }
  }
  const double below = (both + only_a) * (only_a + none) + (both + only_b) * (only_b + none);
  return below == 0 ? 1.0 : 2 * (both * none - only_a * only_b) / below;
}

TEST(AdjustedRandIndex, IsOneWherePartitionsCannotDiffer) {
  EXPECT_EQ(adjusted_rand_index({}, {}), 1);
  EXPECT_EQ(adjusted_rand_index(Membership{0}, Membership{3}), 1);
  EXPECT_EQ(adjusted_rand_index(Membership{0, 1, 2}, Membership{2, 1, 0}), 1);
}

RC_GTEST_PROP(AdjustedRandIndex, IsThatOfTheCountsOfPairs, ()) {
  const auto nodes = drawn<std::size_t>(0, 12);
  const Membership a = drawn_membership(nodes), b = drawn_membership(nodes);
  RC_ASSERT(std::abs(adjusted_rand_index(a, b) - plain_rand(a, b)) < 1e-12);
  RC_ASSERT(adjusted_rand_index(a, renumbered(a)) == 1);
}

// Two halves against two other halves of four nodes: each tells nothing of the other, so 1 + 1
// bits.
TEST(VariationOfInformation, OfIndependentHalvesIsTwoBits) {
  EXPECT_NEAR(variation_of_information(Membership{0, 0, 1, 1}, Membership{0, 1, 0, 1}), 2, 1e-12);
  EXPECT_NEAR(variation_of_information(Membership{0, 0, 1, 1}, Membership{0, 0, 0, 0}), 1, 1e-12);
}

RC_GTEST_PROP(VariationOfInformation, IsAMetric, ()) {
  const auto nodes = drawn<std::size_t>(1, 12);
  const Membership a = drawn_membership(nodes), b = drawn_membership(nodes),
                   c = drawn_membership(nodes);
  RC_ASSERT(variation_of_information(a, renumbered(a)) < 1e-12);
  RC_ASSERT(std::abs(variation_of_information(a, b) - variation_of_information(b, a)) < 1e-12);
  RC_ASSERT(variation_of_information(a, c) <=
            variation_of_information(a, b) + variation_of_information(b, c) + 1e-12);
  RC_ASSERT(variation_of_information(a, b) <= std::log2(static_cast<double>(nodes)) + 1e-12);
}

TEST(FindConsensus, RefusesOneRunAndAThresholdAboveOne) {
  EXPECT_EQ(consensus({}, finder_of(SignedModularityOptions{}), {.runs = 1}).error().code,
            ErrorCode::Usage);
  EXPECT_EQ(consensus({}, finder_of(SignedModularityOptions{}), {.threshold = 1.5}).error().code,
            ErrorCode::Usage);
}

TEST(FindConsensus, PassesAnErrorOfTheFinderOn) {
  Network network;
  network.rows = {"a", "b"};
  network.edges = {{0, 1, -1.0}};
  const auto found =
      consensus(network, finder_of(CommunityOptions{.method = CommunityMethod::Louvain}));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::Usage);
}

TEST(FindConsensus, OfRunsThatAgreeIsTheirPartitionAfterOneRound) {
  Network network;  // two pairs of friends
  network.rows = {"a", "b", "c", "d"};
  network.edges = {{0, 2, 1.0}, {1, 3, 1.0}};
  const auto found = consensus(network, finder_of(SignedModularityOptions{}));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->membership, (Membership{0, 1, 0, 1}));
  EXPECT_EQ(found->rounds, 1);
  EXPECT_TRUE(found->converged);
  EXPECT_EQ(found->mean_ari, 1);
  EXPECT_EQ(found->mean_vi, 0);
  EXPECT_EQ(found->certainty, (std::vector<double>{1, 1, 1, 1}));
}

// A node between two cliques goes with either, so that runs differ and its certainty is low.
TEST(FindConsensus, TellsWhoSitsBetween) {
  Network network;
  network.rows.resize(9);
  for (std::uint32_t i = 0; i < 8; ++i) {
    for (std::uint32_t k = i + 1; k < 8; ++k) {
      if ((i < 4) == (k < 4)) network.edges.push_back({i, k, 1.0});
    }
    network.edges.push_back({i, 8, 1.0});
  }
  std::sort(network.edges.begin(), network.edges.end(), [](const Edge& a, const Edge& b) {
    return std::pair(a.from, a.to) < std::pair(b.from, b.to);
  });
  const auto found = consensus(network, finder_of(SignedModularityOptions{.exact_up_to = 0}));
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->converged);
  EXPECT_LT(found->mean_ari, 1);
  EXPECT_GT(found->mean_vi, 0);
  EXPECT_EQ(found->membership[0], found->membership[3]);
  EXPECT_EQ(found->membership[4], found->membership[7]);
  EXPECT_NE(found->membership[0], found->membership[4]);
  for (std::size_t node = 0; node < 8; ++node)
    EXPECT_GT(found->certainty[node], found->certainty[8]);
}

TEST(FindConsensus, ConvergesOnTheKarateClubAndIsTheSameAgain) {
  const Finder finder = finder_of(CommunityOptions{.method = CommunityMethod::Louvain});
  const auto once = consensus(karate_club(), finder, {.runs = 30, .seed = 2});
  const auto again = consensus(karate_club(), finder, {.runs = 30, .seed = 2});
  ASSERT_TRUE(once);
  EXPECT_TRUE(once->converged);
  EXPECT_GT(once->rounds, 1);
  EXPECT_EQ(once->membership, again->membership);
  EXPECT_EQ(once->together, again->together);
}

// Label propagation wavers on any network in one piece.
TEST(FindConsensus, SaysWhereRunsDoNotAgreeInTheEnd) {
  const Finder finder = finder_of(CommunityOptions{.method = CommunityMethod::LabelPropagation});
  const auto found = consensus(karate_club(), finder, {.runs = 30, .rounds = 3, .seed = 2});
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->converged);
  EXPECT_EQ(found->rounds, 3);
  EXPECT_EQ(found->membership.size(), 34u);
}

}  // namespace
}  // namespace faultline::networks
