#include "timeline/timeline.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace faultline::timeline {
namespace {

Day day(const char* iso) { return *parse_day(iso); }

// ---- proportion ----

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

// ---- rift_weeks ----

DatedTie tie(const char* iso, int sign, bool from_member, bool to_member,
             std::size_t evidence = 0) {
  return {day(iso), sign, from_member, to_member, evidence};
}

TEST(RiftWeeks, OfNoTiesAreNone) { EXPECT_TRUE(rift_weeks({}).empty()); }

TEST(RiftWeeks, OfOneTieAreItsWeekWithoutAShare) {
  const std::vector<DatedTie> ties = {tie("2031-04-09", -1, true, true, 7)};
  RiftWeek expected;
  expected.monday = day("2031-04-07");
  expected.crit_in = 1;
  expected.evidence = {7};
  EXPECT_EQ(rift_weeks(ties), std::vector{expected});
}

TEST(RiftWeeks, CountEachKindOfTieOnce) {
  const std::vector<DatedTie> ties = {
      tie("2031-04-07", -1, true, true, 1),  tie("2031-04-08", -1, true, false, 2),
      tie("2031-04-09", -1, false, true, 3), tie("2031-04-10", -1, false, false, 4),
      tie("2031-04-11", 1, true, true, 5),   tie("2031-04-12", 1, true, false, 6),
      tie("2031-04-13", 0, true, true, 7),   tie("2031-04-13", -1, true, true, 8)};
  const auto weeks = rift_weeks(ties);
  ASSERT_EQ(weeks.size(), 1U);
  EXPECT_EQ(weeks[0].crit_in, 2);
  EXPECT_EQ(weeks[0].crit_out, 1);
  EXPECT_EQ(weeks[0].supp_in, 1);
  EXPECT_EQ(weeks[0].crit_from_outside, 1);
  EXPECT_EQ(weeks[0].in_bloc_criticism, proportion(2, 3));
  EXPECT_EQ(weeks[0].evidence, (std::vector<std::size_t>{1, 8}));
  EXPECT_EQ(weeks[0].evidence_out, std::vector<std::size_t>{2});
  EXPECT_EQ(weeks[0].evidence_from_outside, std::vector<std::size_t>{3});
  EXPECT_EQ(weeks[0].evidence_support, std::vector<std::size_t>{5});
}

TEST(RiftWeeks, KeepEmptyWeeksAndCrossTheYear) {
  const std::vector<DatedTie> ties = {tie("2031-01-05", 1, true, true),
                                      tie("2030-12-22", -1, true, true)};
  const auto weeks = rift_weeks(ties);
  ASSERT_EQ(weeks.size(), 3U);
  EXPECT_EQ(weeks[0].monday, day("2030-12-16"));
  RiftWeek empty;
  empty.monday = day("2030-12-23");
  EXPECT_EQ(weeks[1], empty);
  EXPECT_EQ(weeks[2].monday, day("2030-12-30"));
  EXPECT_EQ(weeks[2].supp_in, 1);
}

TEST(RiftWeeks, LeaveAGapBelowTheMinimum) {
  const std::vector<DatedTie> ties = {tie("2031-04-07", -1, true, true),
                                      tie("2031-04-07", -1, true, false)};
  EXPECT_FALSE(rift_weeks(ties)[0].in_bloc_criticism);
  EXPECT_EQ(rift_weeks(ties, {.minimum_n = 2})[0].in_bloc_criticism, proportion(1, 2));
  EXPECT_FALSE(rift_weeks(std::vector{tie("2031-04-07", 1, true, true)}, {.minimum_n = 0})[0]
                   .in_bloc_criticism)
      << "0/0 is no share whatever the minimum";
}

RC_GTEST_PROP(RiftWeeks, CountEveryTieInTheWeekOfItsDay, ()) {
  const auto offsets = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 100), rc::gen::inRange(0, 12)));
  std::vector<DatedTie> ties;
  for (const auto& [offset, kind] : offsets) {
    ties.push_back({add_days(day("2030-11-20"), offset), kind % 3 - 1, (kind / 3) % 2 == 1,
                    kind / 6 == 1, ties.size()});
  }
  const auto weeks = rift_weeks(ties);
  for (std::size_t index = 0; index < weeks.size(); ++index) {
    const auto count = [&](int sign, bool from, bool to) {
      return std::count_if(ties.begin(), ties.end(), [&](const DatedTie& drawn) {
        return week_begin(drawn.day) == weeks[index].monday && drawn.sign == sign &&
               drawn.from_member == from && drawn.to_member == to;
      });
    };
    if (index > 0) RC_ASSERT(days_between(weeks[index - 1].monday, weeks[index].monday) == 7);
    RC_ASSERT(weeks[index].crit_in == count(-1, true, true));
    RC_ASSERT(weeks[index].crit_out == count(-1, true, false));
    RC_ASSERT(weeks[index].supp_in == count(1, true, true));
    RC_ASSERT(weeks[index].crit_from_outside == count(-1, false, true));
    RC_ASSERT(weeks[index].evidence.size() == static_cast<std::size_t>(weeks[index].crit_in));
  }
}

// ---- onset ----

std::vector<RiftWeek> series(const std::vector<std::pair<int, int>>& hits_and_n) {
  std::vector<RiftWeek> weeks;
  for (const auto& [hits, n] : hits_and_n) {
    RiftWeek week;
    week.monday = add_days(day("2031-03-03"), 7 * static_cast<int>(weeks.size()));
    week.crit_in = hits;
    week.crit_out = n - hits;
    weeks.push_back(week);
  }
  return weeks;
}

TEST(Onset, OfNoWeeksIsNone) { EXPECT_FALSE(onset({})); }

TEST(Onset, NeedsFourWeeksWithCriticism) {
  EXPECT_FALSE(onset(series({{0, 9}, {0, 0}, {9, 9}, {0, 0}, {9, 9}})));
  EXPECT_TRUE(onset(series({{0, 9}, {0, 0}, {9, 9}, {0, 1}, {9, 9}})));
}

TEST(Onset, IsNoneWithoutARise) {
  EXPECT_FALSE(onset(series({{2, 4}, {2, 4}, {2, 4}, {2, 4}})));
  EXPECT_FALSE(onset(series({{4, 4}, {4, 4}, {0, 4}, {0, 4}})));
  EXPECT_FALSE(onset(series({{0, 4}, {0, 4}, {0, 4}, {0, 4}})));
}

TEST(Onset, FindsAPlantedChangeAndItsWeek) {
  const auto found = onset(
      series({{0, 5}, {1, 6}, {0, 4}, {0, 6}, {0, 5}, {4, 6}, {5, 7}, {3, 5}, {6, 8}, {5, 6}}));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->monday, day("2031-04-07"));
  EXPECT_EQ(found->before, proportion(1, 26));
  EXPECT_EQ(found->after, proportion(23, 32));
  EXPECT_LT(found->p_value, 0.02);
  EXPECT_EQ(found->permutations, 2000);
  // Half the G statistic of the 2 x 2 table, written out from its definition.
  const auto term = [](double part, double whole) { return part * std::log(part / whole); };
  EXPECT_NEAR(found->log_likelihood_ratio,
              term(1, 26) + term(25, 26) + term(23, 32) + term(9, 32) - term(24, 58) - term(34, 58),
              1e-9);
}

TEST(Onset, BeginsAfterTheGapThatTheCutFallsInto) {
  const auto found = onset(series({{0, 5}, {0, 5}, {0, 0}, {0, 0}, {5, 5}, {5, 5}}));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->monday, day("2031-03-31"));
}

TEST(Onset, CountsTheObservedOrderAmongThePermutations) {
  const auto weeks = series({{0, 9}, {0, 9}, {9, 9}, {9, 9}});
  EXPECT_EQ(onset(weeks, /*permutations=*/0)->p_value, 1.0);
  // Of the 6 orders of two low and two high weeks, 2 have as good a cut: one rise and one fall.
  EXPECT_NEAR(onset(weeks, /*permutations=*/20000)->p_value, 2.0 / 6, 0.02);
}

TEST(Onset, IsTheSameForTheSameSeedAndNearlySoForAnother) {
  const auto weeks = series({{1, 5}, {1, 6}, {0, 4}, {2, 6}, {4, 6}, {2, 7}, {3, 5}});
  EXPECT_EQ(onset(weeks, 2000, 7), onset(weeks, 2000, 7));
  EXPECT_NE(onset(weeks, 2000, 7)->p_value, onset(weeks, 2000, 8)->p_value);
  EXPECT_NEAR(onset(weeks, 2000, 7)->p_value, onset(weeks, 2000, 8)->p_value, 0.05);
}

TEST(Onset, GivesAboutUniformPValuesWhereNothingChanges) {
  // 400 series of 12 weeks, 12 criticisms each, share 0.3 throughout.
  std::mt19937_64 generator(20310403);
  int found = 0, at_most_a_tenth = 0, at_most_a_half = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<std::pair<int, int>> hits_and_n;
    for (int week = 0; week < 12; ++week) {
      int hits = 0;
      for (int criticism = 0; criticism < 12; ++criticism) hits += generator() % 10 < 3 ? 1 : 0;
      hits_and_n.emplace_back(hits, 12);
    }
    const auto rise = onset(series(hits_and_n), /*permutations=*/199, /*seed=*/generator());
    if (!rise) continue;
    ++found;
    at_most_a_tenth += rise->p_value <= 0.1 ? 1 : 0;
    at_most_a_half += rise->p_value <= 0.5 ? 1 : 0;
  }
  EXPECT_GT(found, 140);  // half of the best cuts are falls
  EXPECT_LT(found, 260);
  EXPECT_LT(at_most_a_tenth, found * 17 / 100);
  EXPECT_GT(at_most_a_tenth, found * 4 / 100);
  EXPECT_LT(at_most_a_half, found * 61 / 100);
  EXPECT_GT(at_most_a_half, found * 39 / 100);
}

TEST(Onset, TakesALongSeriesInItsStride) {
  std::vector<std::pair<int, int>> hits_and_n;
  for (int week = 0; week < 520; ++week) hits_and_n.emplace_back(week < 300 ? 1 : 4, 6);
  const auto found = onset(series(hits_and_n));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->monday, add_days(day("2031-03-03"), 7 * 300));
  EXPECT_NEAR(found->p_value, 1.0 / 2001, 1e-12);
}

}  // namespace
}  // namespace faultline::timeline
