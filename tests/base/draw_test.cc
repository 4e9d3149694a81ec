#include "base/draw.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace faultline {
namespace {

TEST(DrawBelow, GivesEveryNumberBelowAndNoOther) {
  std::mt19937_64 generator(1);
  std::array<int, 3> counts{};
  for (int i = 0; i < 3000; ++i) ++counts.at(draw_below(generator, counts.size()));
  for (const int count : counts) EXPECT_NEAR(count, 1000, 120);
  EXPECT_EQ(draw_below(generator, 1), 0u);
}

// By the standard the 10,000th number of a std::mt19937_64 is 9981545732273789042.
TEST(DrawBelow, IsTheSameOnEveryMachine) {
  std::mt19937_64 generator;
  generator.discard(9999);
  EXPECT_EQ(draw_below(generator, 1000), 42u);
}

TEST(Shuffle, KeepsEveryValueAndFollowsItsSeed) {
  const std::vector<int> sorted = {1, 2, 3, 4, 5, 6, 7, 8};
  auto drawn = sorted;
  std::mt19937_64 generator(7);
  shuffle(drawn, generator);
  EXPECT_NE(drawn, sorted);
  auto again = sorted;
  std::mt19937_64 same(7);
  shuffle(again, same);
  EXPECT_EQ(again, drawn);
  std::sort(drawn.begin(), drawn.end());
  EXPECT_EQ(drawn, sorted);
  std::vector<int> none;
  shuffle(none, generator);
}

}  // namespace
}  // namespace faultline
