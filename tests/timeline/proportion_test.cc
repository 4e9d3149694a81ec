#include "timeline/proportion.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace faultline::timeline {
namespace {

TEST(Proportion, OfNothingIsNone) { EXPECT_FALSE(proportion(0, 0)); }

struct Published {
  int hits, n;
  double low, high;
};

// The four examples of Newcombe (1998), table I, method 3: Wilson's score interval without
// continuity correction.
class WilsonInterval : public testing::TestWithParam<Published> {};

TEST_P(WilsonInterval, IsAsPublished) {
  const Published& expected = GetParam();
  const auto actual = proportion(expected.hits, expected.n);
  ASSERT_TRUE(actual);
  EXPECT_NEAR(actual->low, expected.low, 5e-5);
  EXPECT_NEAR(actual->high, expected.high, 5e-5);
  EXPECT_DOUBLE_EQ(actual->share, static_cast<double>(expected.hits) / expected.n);
}

INSTANTIATE_TEST_SUITE_P(Newcombe, WilsonInterval,
                         testing::Values(Published{81, 263, 0.2553, 0.3662},
                                         Published{15, 148, 0.0624, 0.1605},
                                         Published{0, 20, 0.0000, 0.1611},
                                         Published{1, 29, 0.0061, 0.1718}));

TEST(Proportion, OfAllOrNoneEndsExactlyAtOneOrZero) {
  EXPECT_EQ(proportion(7, 7)->high, 1.0);
  EXPECT_EQ(proportion(0, 7)->low, 0.0);
}

RC_GTEST_PROP(Proportion, SolvesTheScoreEquation, ()) {
  // Both ends are where (share - p) / sqrt(p (1 - p) / n) is the normal quantile.
  const int n = *rc::gen::inRange(1, 500);
  const int hits = *rc::gen::inRange(0, n + 1);
  const auto actual = *proportion(hits, n);
  RC_ASSERT(0 <= actual.low && actual.low <= actual.share);
  RC_ASSERT(actual.share <= actual.high && actual.high <= 1);
  for (const double end : {actual.low, actual.high}) {
    const double squared = (actual.share - end) * (actual.share - end) * n;
    RC_ASSERT(std::abs(squared - 3.841458820694124 * end * (1 - end)) < 1e-9 * n);
  }
}

}  // namespace
}  // namespace faultline::timeline
