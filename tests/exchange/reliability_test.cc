#include "exchange/reliability.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace faultline::exchange {
namespace {

/// `right` of `count` predictions of one confidence.
std::vector<Judged> judged(double confidence, std::size_t right, std::size_t count) {
  std::vector<Judged> result(count, {confidence, false});
  for (std::size_t i = 0; i < right; ++i) result[i].is_right = true;
  return result;
}

std::vector<Judged> joined(std::vector<Judged> one, const std::vector<Judged>& two) {
  one.insert(one.end(), two.begin(), two.end());
  return one;
}

TEST(Reliability, IsPerfectOfNothing) {
  const auto result = reliability({});
  EXPECT_EQ(result.count, 0U);
  EXPECT_EQ(result.error_equal_mass, 0);
  EXPECT_EQ(result.error_equal_width, 0);
  EXPECT_TRUE(result.equal_mass.empty());
  ASSERT_EQ(result.equal_width.size(), 10U);
  EXPECT_EQ(result.equal_width[9].count, 0U);
}

TEST(Reliability, PutsTheEdgeOfABinIntoTheUpperOneAndOneIntoTheLast) {
  const auto result = reliability({{0, false}, {0.1, true}, {0.95, true}, {1, true}});
  EXPECT_EQ(result.equal_width[0].count, 1U);
  EXPECT_EQ(result.equal_width[1].count, 1U);
  EXPECT_EQ(result.equal_width[9].count, 2U);
  EXPECT_EQ(result.equal_width[9].right, 2U);
  EXPECT_DOUBLE_EQ(result.equal_width[9].mean_confidence, 0.975);
}

TEST(Reliability, SumsTheDistancesOfBinsByTheirSize) {
  // 100 predictions of 0.9 of which 80 are right, 100 of 0.3 of which 40 are: off by 0.1 each.
  const auto result = reliability(joined(judged(0.9, 80, 100), judged(0.3, 40, 100)));
  EXPECT_NEAR(result.error_equal_width, 0.1, 1e-12);
  EXPECT_EQ(result.count, 200U);
  ASSERT_EQ(result.equal_mass.size(), 10U);
  for (const auto& bin : result.equal_mass) EXPECT_EQ(bin.count, 20U);
  EXPECT_EQ(result.equal_mass[0].from, 0.3);
  EXPECT_EQ(result.equal_mass[9].to, 0.9);
}

TEST(Reliability, HasAsManyBinsOfEqualMassAsPredictionsIfThoseAreFew) {
  const auto result = reliability({{0.2, true}, {0.8, false}, {0.5, true}});
  ASSERT_EQ(result.equal_mass.size(), 3U);
  EXPECT_EQ(result.equal_mass[1].mean_confidence, 0.5);
  EXPECT_NEAR(result.error_equal_mass, (0.8 + 0.5 + 0.8) / 3, 1e-12);
}

TEST(WilsonInterval, IsThatOfThePublishedFormula) {
  const auto none = wilson_interval(0, 0);
  EXPECT_EQ(none.low, 0);
  EXPECT_EQ(none.high, 1);
  const auto half = wilson_interval(5, 10);
  EXPECT_NEAR(half.low, 0.2366, 1e-4);
  EXPECT_NEAR(half.high, 0.7634, 1e-4);
  EXPECT_DOUBLE_EQ(wilson_interval(10, 10).high, 1);
  EXPECT_NEAR(wilson_interval(0, 10).low, 0, 1e-12);
}

TEST(ReliabilityPicture, SaysInWordsWhatItShows) {
  const auto svg = to_svg(reliability(judged(0.9, 80, 100)));
  for (const char* part :
       {"role=\"img\"", "aria-labelledby=\"reliability-title reliability-desc\"",
        "<title id=\"reliability-title\">", "<desc id=\"reliability-desc\">100 predictions",
        "0.90 1.00 (n 10)", "</svg>\n"})
    EXPECT_NE(svg.find(part), std::string::npos) << part;
  std::size_t points = 0;
  for (auto at = svg.find("<circle"); at != std::string::npos; at = svg.find("<circle", at + 1))
    ++points;
  EXPECT_EQ(points, 10U);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
  EXPECT_NE(to_svg(reliability({})).find("</svg>"), std::string::npos);
}

}  // namespace
}  // namespace faultline::exchange
