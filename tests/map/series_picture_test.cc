// Straight lines over the shares are drawn where there are shares: between 0 and 1.

#include "map/detail/series_picture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstdio>

namespace faultline::map::detail {
namespace {

SeriesPicture five_weeks() {
  SeriesPicture series;
  series.name = "five";
  for (int week = 0; week < 5; ++week) {
    SeriesPoint point;
    point.first = add_days(*parse_day("2031-03-03"), 7 * week);
    point.outside = 1;
    point.share = 0;
    series.points.push_back(point);
  }
  return series;
}

/// x, y of the beginning and the end of the one line; none: nothing is drawn.
std::optional<std::array<double, 4>> drawn(double begin, double end) {
  auto series = five_weeks();
  series.lines = {{0, 4, begin, end}};
  const auto svg = draw_series(series, {});
  const auto at = svg.find("class=\"trend\" d=\"");
  if (at == std::string::npos) return std::nullopt;
  std::array<double, 4> line{};
  EXPECT_EQ(std::sscanf(svg.c_str() + at, "class=\"trend\" d=\"M%lf %lfL%lf %lf", &line[0],
                        &line[1], &line[2], &line[3]),
            4);
  return line;
}

TEST(SeriesPicture, DrawsALineFromTheFirstPointToTheLast) {
  const auto up = drawn(0, 1), level = drawn(0.5, 0.5);
  ASSERT_TRUE(up && level);
  EXPECT_LT((*up)[0], (*up)[2]);
  EXPECT_GT((*up)[1], (*up)[3]);  // y grows downwards
  EXPECT_NEAR((*level)[1], ((*up)[1] + (*up)[3]) / 2, 0.1);
  EXPECT_NEAR((*level)[3], (*level)[1], 0.1);
}

TEST(SeriesPicture, CutsALineWhereSharesEnd) {
  const auto whole = *drawn(0, 1);
  // From -1/2 to 3/2: between 0 and 1 in the middle half of its way.
  const auto cut = drawn(-0.5, 1.5);
  ASSERT_TRUE(cut);
  const double way = whole[2] - whole[0];
  EXPECT_NEAR((*cut)[0], whole[0] + way / 4, 0.1);
  EXPECT_NEAR((*cut)[2], whole[2] - way / 4, 0.1);
  EXPECT_NEAR((*cut)[1], whole[1], 0.1);
  EXPECT_NEAR((*cut)[3], whole[3], 0.1);
  EXPECT_FALSE(drawn(1.2, 1.2));
  EXPECT_FALSE(drawn(-0.4, -0.1));
}

RC_GTEST_PROP(SeriesPicture, NeverLeavesItsPanel, ()) {
  const auto whole = *drawn(0, 1);
  const double begin = *rc::gen::inRange(-200, 300) / 100.0;
  const double end = *rc::gen::inRange(-200, 300) / 100.0;
  const auto line = drawn(begin, end);
  const bool meets = std::max(begin, end) >= 0 && std::min(begin, end) <= 1;
  RC_ASSERT(line.has_value() == meets);
  if (!line) return;
  for (const double y : {(*line)[1], (*line)[3]})
    RC_ASSERT(whole[3] - 0.1 <= y && y <= whole[1] + 0.1);
  RC_ASSERT(whole[0] - 0.1 <= (*line)[0] && (*line)[0] <= (*line)[2] + 0.1 &&
            (*line)[2] <= whole[2] + 0.1);
}

}  // namespace
}  // namespace faultline::map::detail
