#include "inference/events.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

/// A story a day with one of two hits before day 50, and two of two from then on.
std::vector<DatedCount> plain_event() {
  std::vector<DatedCount> counts;
  for (int day = 0; day < 100; ++day) {
    counts.push_back({day, static_cast<std::uint32_t>(day), 0, day < 50 ? 1.0 : 2.0, 2});
  }
  return counts;
}

EventOptions windows(std::int32_t days) {
  EventOptions options;
  options.days_before = options.days_after = days;
  options.minimum_n = 4;
  return options;
}

TEST(EventStudy, ComparesTheTwoWindows) {
  const auto study = event_study(plain_event(), 50, windows(10));
  ASSERT_TRUE(study);
  EXPECT_EQ(study->before.n, 20);
  EXPECT_EQ(study->before.value, 0.5);
  EXPECT_EQ(study->after.hits, 20);
  EXPECT_EQ(study->difference.value, 0.5);
  EXPECT_GT(study->difference.interval.low, 0.1);
  EXPECT_LE(study->permutation_p, 0.002);
}

TEST(EventStudy, HasPlacebosWhoseWindowsDoNotCrossTheEvent) {
  auto options = windows(10);
  options.placebo_step = 5;
  const auto study = event_study(plain_event(), 50, options);
  std::vector<std::int32_t> days;
  for (const Placebo& placebo : study->placebos) {
    days.push_back(placebo.day);
    EXPECT_EQ(placebo.difference, 0);
  }
  EXPECT_EQ(days,
            (std::vector<std::int32_t>{10, 15, 20, 25, 30, 35, 40, 60, 65, 70, 75, 80, 85, 90}));
  EXPECT_DOUBLE_EQ(study->placebo_p, 1.0 / 15);
}

TEST(EventStudy, CountsAStoryOnItsFirstDay) {
  const std::vector<DatedCount> counts = {{9, 1, 0, 1, 4}, {11, 1, 3, 1, 4}, {12, 2, 0, 0, 4}};
  const auto study = event_study(counts, 10, windows(5));
  EXPECT_EQ(study->before.n, 8);
  EXPECT_EQ(study->before.clusters, 1U);
  EXPECT_EQ(study->after.n, 4);
}

TEST(EventStudy, SaysNothingOfWindowsThatHoldTooLittle) {
  const std::vector<DatedCount> counts = {{9, 1, 0, 1, 4}, {12, 2, 0, 0, 3}};
  const auto study = event_study(counts, 10, windows(5));
  EXPECT_TRUE(std::isnan(study->difference.value));
  EXPECT_FALSE(study->difference.interval.known());
  EXPECT_TRUE(std::isnan(study->permutation_p));
  EXPECT_TRUE(std::isnan(study->placebo_p));
  EXPECT_TRUE(event_study(std::vector<DatedCount>{}, 10)->placebos.empty());
}

TEST(EventStudy, TakesAnotherMixOfOutletsForNoDifference) {
  // Outlet 1 always criticises the own side, outlet 0 never; outlet 1 prints more after the day.
  std::vector<DatedCount> counts;
  for (std::uint32_t i = 0; i < 40; ++i) {
    const int day = i < 20 ? -1 : 1;
    const bool second = i % 20 < (day < 0 ? 4U : 16U);
    counts.push_back({day, i, second ? 1U : 0U, second ? 1.0 : 0.0, 1});
  }
  EXPECT_EQ(event_study(counts, 0, windows(3))->permutation_p, 1);
  auto options = windows(3);
  options.within_outlets = false;
  EXPECT_LE(event_study(counts, 0, options)->permutation_p, 0.01);
}

TEST(EventStudy, NamesTheCountThatIsImpossible) {
  const auto study = event_study(std::vector<DatedCount>{{1, 1, 1, 1, 1}, {1, 2, 1, 3, 2}}, 1);
  ASSERT_FALSE(study);
  EXPECT_EQ(study.error().code, ErrorCode::Usage);
  EXPECT_EQ(study.error().where, "count 1");
  EXPECT_FALSE(event_study(std::vector<DatedCount>{}, 1, windows(0)));
}

// lm(hits / n ~ ..., weights = n) and NeweyWest(lag = 2, prewhite = FALSE, adjust = TRUE) of R's
// sandwich 3.0-2.
TEST(InterruptedSeries, IsThatOfR) {
  const std::vector<double> hits = {3,  5, 2,  6, 4,  5,  7,  4,  6,  9,
                                    10, 8, 12, 9, 11, 13, 10, 14, 12, 15};
  const std::vector<double> n = {12, 15, 9,  16, 14, 13, 17, 12, 15, 16,
                                 18, 14, 19, 15, 17, 20, 16, 21, 18, 22};
  std::vector<RateBin> bins;
  for (std::size_t i = 0; i < n.size(); ++i) bins.push_back({hits[i], n[i]});
  const auto series = interrupted_series(bins, 9);
  ASSERT_TRUE(series);
  EXPECT_EQ(series->lag, 2U);
  EXPECT_NEAR(series->level.value, 0.41721814219998, 1e-12);
  EXPECT_NEAR(series->slope.value, 0.01555564522637, 1e-12);
  EXPECT_NEAR(series->level_change.value, 0.14574093440023, 1e-12);
  EXPECT_NEAR(series->slope_change.value, -0.00326436271535, 1e-12);
  EXPECT_NEAR(series->level.standard_error, 0.01475674480885, 1e-12);
  EXPECT_NEAR(series->slope.standard_error, 0.00285892928662, 1e-12);
  EXPECT_NEAR(series->level_change.standard_error, 0.01708758754056, 1e-12);
  EXPECT_NEAR(series->slope_change.standard_error, 0.00309615476702, 1e-12);
}

RC_GTEST_PROP(InterruptedSeries, FindsTwoLinesExactly, ()) {
  const int event = *rc::gen::inRange(3, 12);
  const int count = event + *rc::gen::inRange(3, 12);
  const double level = *rc::gen::inRange(0, 9);
  const double slope = *rc::gen::inRange(-4, 5);
  const double step = *rc::gen::inRange(-9, 10);
  const double turn = *rc::gen::inRange(-4, 5);
  std::vector<RateBin> bins;
  for (int i = 0; i < count; ++i) {
    const double since = i - event;
    const double n = *rc::gen::inRange(1, 9);
    bins.push_back({n * (level + slope * since + (i < event ? 0 : step + turn * since)), n});
  }
  const auto series = interrupted_series(bins, static_cast<std::size_t>(event));
  RC_ASSERT(std::abs(series->level.value - level) < 1e-7);
  RC_ASSERT(std::abs(series->slope.value - slope) < 1e-7);
  RC_ASSERT(std::abs(series->level_change.value - step) < 1e-7);
  RC_ASSERT(std::abs(series->slope_change.value - turn) < 1e-7);
}

TEST(InterruptedSeries, IsNotKnownWithTooFewBins) {
  const std::vector<RateBin> bins = {{1, 2}, {1, 2}, {0, 0}, {1, 2}, {1, 3}, {2, 4}};
  EXPECT_TRUE(std::isnan(interrupted_series(bins, 3)->level_change.value));
  EXPECT_FALSE(interrupted_series(bins, 6));
}

TEST(WeekAround, CountsWholeWeeksInBothDirections) {
  EXPECT_EQ(weeks_of(90), 13U);
  EXPECT_EQ(weeks_of(91), 13U);
  EXPECT_EQ(week_around(0, 13), 13U) << "the day itself is the first one after";
  EXPECT_EQ(week_around(6, 13), 13U);
  EXPECT_EQ(week_around(7, 13), 14U);
  EXPECT_EQ(week_around(-1, 13), 12U);
  EXPECT_EQ(week_around(-7, 13), 12U);
  EXPECT_EQ(week_around(-8, 13), 11U);
  EXPECT_EQ(week_around(-90, 13), 0U);
}

TEST(DifferenceP, ComparesTwoStretchesOfBins) {
  std::vector<StoryCount> counts;
  for (std::uint32_t i = 0; i < 40; ++i)
    counts.push_back({i / 5, 0, (i < 20 ? 0.0 : 1.0) + (i % 2 == 0 ? 1 : 0), 2});
  EXPECT_LT(difference_p(counts, 4, 199, 1), 0.02);
  for (std::uint32_t i = 0; i < 40; ++i) counts[i].sum = i % 2 == 0 ? 1 : 0;
  EXPECT_GT(difference_p(counts, 4, 199, 1), 0.5);
  EXPECT_TRUE(std::isnan(difference_p(counts, 0, 199, 1))) << "nothing before";
  EXPECT_TRUE(std::isnan(difference_p(counts, 9, 199, 1))) << "nothing after";
}

// One week of many stories in which all is different: shuffled stories would hardly ever differ so
// much, but one odd week of eight is nothing to go by.
TEST(DifferenceP, TakesOneOddWeekForNoDifference) {
  std::vector<StoryCount> counts;
  for (std::uint32_t week = 0; week < 8; ++week)
    for (std::uint32_t i = 0; i < 20; ++i)
      counts.push_back({week, 0, week == 6 || i % 10 == 0 ? 1.0 : 0.0, 1});
  EXPECT_GT(difference_p(counts, 4, 199, 1), 0.1);
}

}  // namespace
}  // namespace faultline::inference
