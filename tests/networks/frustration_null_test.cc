#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/draw.h"
#include "networks/frustration.h"

namespace faultline::networks {
namespace {

SignedPair pair(std::uint32_t first, std::uint32_t second, int sign) {
  return {first, second, sign > 0 ? 1 : 0, sign < 0 ? 1 : 0};
}

/// Two camps, friends inside and enemies across, but for some ties.
std::vector<SignedPair> camps(std::uint32_t actors, std::size_t ties, std::uint64_t noise_percent,
                              std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::set<std::pair<std::uint32_t, std::uint32_t>> used;
  std::vector<SignedPair> pairs;
  while (pairs.size() < ties) {
    const auto one = static_cast<std::uint32_t>(draw_below(generator, actors));
    const auto other = static_cast<std::uint32_t>(draw_below(generator, actors));
    if (one >= other || !used.insert({one, other}).second) continue;
    const bool is_noise = draw_below(generator, 100) < noise_percent;
    pairs.push_back(pair(one, other, (one % 2 == other % 2) != is_noise ? 1 : -1));
  }
  return pairs;
}

TEST(FrustrationTest, FindsTwoCampsFarFromChance) {
  const auto test = frustration_test(20, camps(20, 70, 5, 3), {.networks = 99});
  EXPECT_TRUE(test.is_exact);
  EXPECT_LT(test.z, -3);
  EXPECT_DOUBLE_EQ(test.p_value, 0.01);
  EXPECT_EQ(test.networks, 99);
  EXPECT_EQ(test.not_exact, 0);
  EXPECT_GT(test.swapped, 0.1);
}

TEST(FrustrationTest, IsTheSameEachTimeForOneSeedAndOtherForAnother) {
  const auto pairs = camps(12, 30, 30, 1);
  const auto one = frustration_test(12, pairs, {.networks = 40, .seed = 5});
  EXPECT_EQ(one.indices, frustration_test(12, pairs, {.networks = 40, .seed = 5}).indices);
  EXPECT_NE(one.indices, frustration_test(12, pairs, {.networks = 40, .seed = 6}).indices);
}

TEST(FrustrationTest, CannotCompareWhereNothingCanBeSwapped) {
  const std::vector<SignedPair> triangle = {pair(0, 1, 1), pair(1, 2, 1), pair(0, 2, -1)};
  const auto test = frustration_test(3, triangle, {.networks = 20});
  EXPECT_EQ(test.observed, 1);
  EXPECT_TRUE(std::isnan(test.z));
  EXPECT_EQ(test.p_value, 1);
  EXPECT_EQ(test.swapped, 0);
}

TEST(FrustrationTest, OfNoTiesComparesNothing) {
  const auto test = frustration_test(3, {}, {.networks = 10});
  EXPECT_EQ(test.observed, 0);
  EXPECT_EQ(test.p_value, 1);
}

TEST(FrustrationTest, DoesNotMoveWhatHasNoFreePair) {
  const std::vector<SignedPair> square = {pair(0, 1, 1), pair(1, 2, 1),  pair(2, 3, 1),
                                          pair(0, 3, 1), pair(0, 2, -1), pair(1, 3, -1)};
  EXPECT_EQ(frustration_test(4, square, {.networks = 20}).swapped, 0);
}

TEST(FrustrationTest, MakesEveryNetworkOfTheSameDegreesEquallyLikely) {
  const std::vector<SignedPair> ring = {pair(0, 1, -1), pair(1, 2, -1), pair(2, 3, -1),
                                        pair(3, 4, -1), pair(4, 5, -1), pair(0, 5, -1)};
  // 2-regular graphs on 6 labelled actors: 60 hexagons (index 0) and 10 pairs of triangles (index
  // 2).
  const auto test = frustration_test(6, ring, {.networks = 4000, .swaps_a_pair = 20});
  std::map<std::int64_t, int> count;
  for (const std::int64_t index : test.indices) ++count[index];
  EXPECT_EQ(count.size(), 2U);
  // 571 expected, standard deviation 22.
  EXPECT_NEAR(count[2], 4000.0 * 10 / 70, 4 * 22);
  EXPECT_EQ(count[0] + count[2], 4000);
}

TEST(FrustrationTest, HasUniformPValuesForNetworksThatAreItsOwnNull) {
  // Networks without camps: the share of p-values up to 0.25 is about a quarter (discreteness makes
  // them larger, never smaller).
  int small = 0;
  constexpr int runs = 60;
  for (std::uint64_t run = 0; run < runs; ++run) {
    const auto test =
        frustration_test(14, camps(14, 45, 50, 100 + run), {.networks = 39, .seed = run});
    if (test.p_value <= 0.25) ++small;
  }
  EXPECT_LE(small, 0.25 * runs + 3 * std::sqrt(0.25 * 0.75 * runs));
  EXPECT_GT(small, 0);
}

}  // namespace
}  // namespace faultline::networks
