#include "llm/measure.h"

#include <gtest/gtest.h>

namespace faultline::llm {
namespace {

TEST(Measure, SaysNothingOfNothing) { EXPECT_TRUE(measure({}).empty()); }

TEST(Measure, GivesNoShareBelowTen) {
  const std::vector<Comparison> nine(9, {"pier", 1, 1});
  const auto measured = measure(nine);
  ASSERT_EQ(measured.size(), 2u);
  EXPECT_EQ(measured[0].concept_name, "pier");
  EXPECT_EQ(measured[0].n, 9);
  EXPECT_FALSE(measured[0].share);
}

TEST(Measure, GivesTheShareRightWithItsInterval) {
  std::vector<Comparison> all(8, {"pier", 1, 1});
  all.push_back({"pier", -1, 1});
  all.push_back({"pier", 0, 1});
  all.push_back({"toll", 0, 0});
  const auto measured = measure(all);
  ASSERT_EQ(measured.size(), 3u);
  ASSERT_TRUE(measured[0].share);
  EXPECT_EQ(measured[0].right, 8);
  // Wilson 1927, 8 of 10: 0.490 to 0.943.
  EXPECT_NEAR(measured[0].share->low, 0.4902, 0.001);
  EXPECT_NEAR(measured[0].share->high, 0.9433, 0.001);
  EXPECT_FALSE(measured[1].share);
  EXPECT_EQ(measured[2].concept_name, "");
  EXPECT_EQ(measured[2].n, 11);
  EXPECT_EQ(measured[2].right, 9);
}

}  // namespace
}  // namespace faultline::llm
