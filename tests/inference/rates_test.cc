#include "inference/rates.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

/// As many clusters of one observation as `n`.
Rate alone(int hits, int n) {
  std::vector<ClusterCount> clusters;
  for (int i = 0; i < n; ++i) clusters.push_back({i < hits ? 1.0 : 0.0, 1});
  return clustered_rate(clusters);
}

// Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
TEST(ClusteredRate, IsWilsonsWhereEveryObservationStandsAlone) {
  struct Published {
    int hits, n;
    double low, high;
  };
  for (const auto& [hits, n, low, high] :
       {Published{81, 263, 0.2553, 0.3662}, Published{15, 148, 0.0624, 0.1605},
        Published{0, 20, 0.0000, 0.1611}, Published{1, 29, 0.0061, 0.1718}}) {
    const Rate rate = alone(hits, n);
    EXPECT_NEAR(rate.interval.low, low, 5e-5);
    EXPECT_NEAR(rate.interval.high, high, 5e-5);
    EXPECT_EQ(rate.design_effect, 1);
  }
}

// Newcombe (1998), "Interval estimation for the difference between independent proportions", table
// II, method 10. Ours is second minus first.
TEST(Difference, IsNewcombesWhereEveryObservationStandsAlone) {
  struct Published {
    int first, of_first, second, of_second;
    double low, high;
  };
  for (const auto& [a, m, b, n, low, high] :
       {Published{56, 70, 48, 80, 0.0524, 0.3339}, Published{9, 10, 3, 10, 0.1705, 0.8090},
        Published{5, 56, 0, 29, -0.0381, 0.1926}, Published{0, 10, 0, 20, -0.1611, 0.2775},
        Published{10, 10, 0, 20, 0.6791, 1.0000}}) {
    const Estimate actual = difference(alone(b, n), alone(a, m));
    EXPECT_NEAR(actual.interval.low, low, 5e-5);
    EXPECT_NEAR(actual.interval.high, high, 5e-5);
    EXPECT_EQ(actual.interval.method, Method::Mover);
  }
}

TEST(ClusteredRate, OfNothingIsNotKnown) {
  const Rate rate = clustered_rate(std::vector<ClusterCount>{});
  EXPECT_TRUE(std::isnan(rate.value));
  EXPECT_FALSE(rate.interval.known());
  EXPECT_FALSE(difference(rate, alone(1, 3)).interval.known());
}

TEST(ClusteredRate, IsAGapBelowTheMinimum) {
  RateOptions options;
  options.minimum_n = 3;
  EXPECT_TRUE(std::isnan(clustered_rate(std::vector<ClusterCount>{{1, 2}}, options).value));
  EXPECT_EQ(clustered_rate(std::vector<ClusterCount>{{1, 2}, {0, 2}}, options).value, 0.25);
}

TEST(ClusteredRate, CountsOneClusterAsOneObservation) {
  // Twenty relations of one story say no more than one would.
  const Rate rate = clustered_rate(std::vector<ClusterCount>{{20, 20}});
  EXPECT_EQ(rate.effective_n, 1);
  EXPECT_NEAR(rate.interval.low, 1 / (1 + 3.841458820694124), 1e-12);
  EXPECT_EQ(rate.interval.high, 1.0);
}

TEST(ClusteredRate, CountsClustersThatAgreeWithinAsOneObservationEach) {
  const Rate rate = clustered_rate(std::vector<ClusterCount>{{5, 5}, {0, 5}, {5, 5}, {0, 5}});
  EXPECT_NEAR(rate.design_effect, 5, 1e-9);
  EXPECT_NEAR(rate.effective_n, 4, 1e-9);
}

TEST(ClusteredRate, OfClustersWithoutAHitCountsEachAsOneObservation) {
  // Nothing shows how far hits would come together, so they may all.
  const Rate rate = clustered_rate(std::vector<ClusterCount>(6, {0, 5}));
  EXPECT_NEAR(rate.effective_n, 6, 1e-9);
}

TEST(ClusteredRate, HoldsARareShareOfFewLargeStories) {
  BlocModel model;
  model.weeks = 1;
  model.stories_a_week = 25;
  model.criticisms_a_story = 5;
  model.correlation = 0.4;
  model.rate_before = model.rate_after = 0.05;
  int holds = 0;
  for (std::uint64_t run = 0; run < 400; ++run) {
    auto generator = stream(29, run);
    std::vector<ClusterCount> clusters;
    std::uint32_t last = 0xffffffff;
    for (const SimulatedCriticism& criticism : simulate(model, generator).criticisms) {
      if (criticism.story != last) clusters.push_back({0, 0});
      last = criticism.story;
      clusters.back().n += 1;
      clusters.back().hits += criticism.inside ? 1 : 0;
    }
    const Interval interval = clustered_rate(clusters).interval;
    holds += interval.low <= 0.05 && 0.05 <= interval.high ? 1 : 0;
  }
  EXPECT_GE(holds, 372);  // 93 %; without the doubt about few hits it is 90
}

TEST(IntraclusterCorrelation, IsUnbiasedInItsTwoParts) {
  // 400 points of 4 stories with 1 to 6 relations: few clusters a point, and yet the truth.
  for (const double truth : {0.0, 0.15, 0.5}) {
    BlocModel model;
    model.weeks = 400;
    model.stories_a_week = 4;
    model.criticisms_a_story = 3;
    model.correlation = truth;
    model.week_shift = 0.2;
    auto generator = stream(17, 0);
    const SimulatedBloc bloc = simulate(model, generator);
    std::vector<std::vector<ClusterCount>> points(model.weeks);
    std::uint32_t last = 0xffffffff;
    for (const SimulatedCriticism& criticism : bloc.criticisms) {
      if (criticism.story != last) points[criticism.week].push_back({0, 0});
      last = criticism.story;
      points[criticism.week].back().n += 1;
      points[criticism.week].back().hits += criticism.inside ? 1 : 0;
    }
    const Correlation correlation = intracluster_correlation(points);
    EXPECT_NEAR(correlation.value, truth, 0.04);
    EXPECT_NEAR(correlation.freedom, static_cast<double>(bloc.stories - model.weeks), 20);
  }
}

TEST(IntraclusterCorrelation, IsNothingWithoutPairsAndWholeWithoutHits) {
  const std::vector<std::vector<ClusterCount>> single = {{{1, 1}, {0, 1}}, {{0, 1}}};
  EXPECT_EQ(intracluster_correlation(single).value, 0);
  const std::vector<std::vector<ClusterCount>> alike = {{{0, 3}, {0, 2}}};
  EXPECT_EQ(intracluster_correlation(alike).value, 1);  // no hit shows whether hits come together
  EXPECT_EQ(intracluster_correlation(std::vector<std::vector<ClusterCount>>{}).value, 0);
}

TEST(ClusteredRates, ShareOneCorrelationAndWidenForAllPointsAtOnce) {
  const auto table = *SumTable::create(
      4, 4, {{0, 0, 2}, {0, 1, 2}, {1, 1, 2}, {2, 2, 1}, {2, 3, 3}, {3, 2, 2}, {3, 3, 3}});
  const std::vector<Ratio> ratios = {{0, 1}, {2, 3}};
  Design design;
  design.units = 4;
  const auto rates = clustered_rates(table, ratios, design, Resampling::Stories);
  ASSERT_TRUE(rates);
  const std::vector<std::vector<ClusterCount>> points = {{{2, 2}, {0, 2}}, {{1, 3}, {2, 3}}};
  const Correlation correlation = intracluster_correlation(points);
  EXPECT_EQ((*rates)[0].interval, clustered_rate(points[0], correlation).interval);
  EXPECT_EQ((*rates)[1].interval, clustered_rate(points[1], correlation).interval);
  RateOptions options;
  options.simultaneous = true;
  const auto wider = clustered_rates(table, ratios, design, Resampling::Stories, options);
  EXPECT_LT((*wider)[1].interval.low, (*rates)[1].interval.low);
  EXPECT_GT((*wider)[1].interval.high, (*rates)[1].interval.high);
}

TEST(ClusteredRates, AreNoWiderForGapsInTheCurve) {
  const auto table = *SumTable::create(
      4, 6,
      {{0, 0, 2}, {0, 1, 2}, {1, 1, 2}, {2, 2, 1}, {2, 3, 3}, {3, 2, 2}, {3, 3, 3}, {3, 5, 1}});
  const std::vector<Ratio> with_gap = {{0, 1}, {2, 3}, {4, 5}};
  Design design;
  design.units = 4;
  RateOptions options;
  options.simultaneous = true;
  options.minimum_n = 2;  // the third point has one
  const auto with = clustered_rates(table, with_gap, design, Resampling::Stories, options);
  ASSERT_TRUE(with);
  EXPECT_FALSE((*with)[2].interval.known());
  // Of two points each has the level 0.95^(1/2).
  const auto correlation = intracluster_correlation(
      std::vector<std::vector<ClusterCount>>{{{2, 2}, {0, 2}}, {{1, 3}, {2, 3}}, {{0, 1}}});
  for (const std::size_t point : {0U, 1U}) {
    const Rate& rate = (*with)[point];
    EXPECT_EQ(rate.interval, exact(rate.value, rate.effective_n, correlation.freedom,
                                   std::pow(options.level, 1.0 / 2)));
  }
}

// Clopper and Pearson's bounds, as textbooks have them: 0 of 10, 3 of 10, 10 of 10.
TEST(Exact, GivesTheTextbookBounds) {
  EXPECT_EQ(exact(0, 10).low, 0);
  EXPECT_NEAR(exact(0, 10).high, 0.3085, 5e-5);
  EXPECT_NEAR(exact(0.3, 10).low, 0.0667, 5e-5);
  EXPECT_NEAR(exact(0.3, 10).high, 0.6525, 5e-5);
  EXPECT_NEAR(exact(1, 10).low, 0.6915, 5e-5);
  EXPECT_EQ(exact(1, 10).high, 1);
}

RC_GTEST_PROP(Exact, CoversAtLeastAsItSays, ()) {
  const int n = *rc::gen::inRange(1, 40);
  const double p = *rc::gen::inRange(1, 100) / 100.0;
  const double level = *rc::gen::element(0.9, 0.95, 0.999);
  double covered = 0, chance = std::pow(1 - p, n);
  for (int hits = 0; hits <= n; ++hits) {
    const auto interval = exact(static_cast<double>(hits) / n, n, 1e9, level);
    if (interval.low <= p && p <= interval.high) covered += chance;
    if (hits < n) chance *= static_cast<double>(n - hits) / (hits + 1) * p / (1 - p);
  }
  RC_ASSERT(covered >= level - 1e-9);
}

RC_GTEST_PROP(Exact, WidensWithFewerDegreesOfFreedom, ()) {
  const double share = *rc::gen::inRange(0, 101) / 100.0;
  const double n = *rc::gen::inRange(1, 400) / 4.0;
  const double freedom = *rc::gen::inRange(1, 60);
  const auto few = exact(share, n, freedom), many = exact(share, n);
  RC_ASSERT(0 <= few.low && few.low <= many.low + 1e-9);
  RC_ASSERT(many.high - 1e-9 <= few.high && few.high <= 1);
  RC_ASSERT(few.low <= share && share <= few.high);
}

TEST(ClusteredRates, CountOutletsWhereOutletsAreDrawn) {
  const auto table = *SumTable::create(3, 2, {{0, 0, 1}, {0, 1, 1}, {1, 1, 1}, {2, 1, 1}});
  const Design design{3, {}, {5, 5, 8}};
  const auto rates =
      clustered_rates(table, std::vector<Ratio>{{0, 1}}, design, Resampling::Outlets);
  ASSERT_TRUE(rates);
  EXPECT_EQ((*rates)[0].clusters, 2U);
  EXPECT_EQ((*rates)[0].n, 3);
}

TEST(ClusteredRates, RefuseWhatIsNoShare) {
  const auto table = *SumTable::create(1, 2, {{0, 0, 2}, {0, 1, 1}});
  Design design;
  design.units = 1;
  const auto rates =
      clustered_rates(table, std::vector<Ratio>{{0, 1}}, design, Resampling::Stories);
  ASSERT_FALSE(rates);
  EXPECT_EQ(rates.error().code, ErrorCode::Usage);
  EXPECT_EQ(rates.error().where, "point 0");
}

// ---- Events per exposure ----

TEST(EventRate, IsTheScoreIntervalOfAPoissonNumberForSingleEvents) {
  // Both ends are where (events - mean)² / mean is the squared normal quantile.
  std::vector<ClusterCount> clusters(40, {0, 1});
  for (std::size_t i = 0; i < 10; ++i) clusters[i].hits = 1;
  const Rate rate = event_rate(clusters, {});
  EXPECT_EQ(rate.value, 0.25);
  for (const double end : {rate.interval.low, rate.interval.high}) {
    EXPECT_NEAR((10 - 40 * end) * (10 - 40 * end) / (40 * end), 3.841458820694124, 1e-9);
  }
}

TEST(EventRate, OfNoEventsBeginsAtZero) {
  const Rate rate = event_rate(std::vector<ClusterCount>{{0, 5}, {0, 3}}, {});
  EXPECT_EQ(rate.interval.low, 0);
  EXPECT_NEAR(rate.interval.high, 3.841458820694124 / 8, 1e-12);
}

TEST(EventDispersion, IsTheSizeOfClustersThatComeTogether) {
  // Five events at once, in every other cluster: deviations of 2.5 or more where single events
  // make 1.6.
  std::vector<std::vector<ClusterCount>> points(1);
  for (int i = 0; i < 200; ++i) points[0].push_back({i % 2 == 0 ? 5.0 : 0.0, 1});
  EXPECT_NEAR(event_dispersion(points).value, 2.5, 0.02);
  EXPECT_EQ(event_dispersion(points).freedom, 199);
  EXPECT_EQ(event_dispersion(std::vector<std::vector<ClusterCount>>{}).value, 1);
}

TEST(EventRates, MayExceedOneAndCountEventsWithoutExposure) {
  Design design;
  design.units = 2;
  const std::vector<Ratio> ratios = {{0, 1}};
  const auto fine = *SumTable::create(2, 2, {{0, 0, 3}, {0, 1, 1}, {1, 1, 1}});
  const auto rates = event_rates(fine, ratios, design, Resampling::Stories);
  ASSERT_TRUE(rates);
  EXPECT_EQ((*rates)[0].value, 1.5);
  // A report that tells of three events without a statement of its own.
  const auto told = *SumTable::create(2, 2, {{0, 0, 3}, {1, 1, 1}});
  EXPECT_EQ((*event_rates(told, ratios, design, Resampling::Stories))[0].value, 3);
  const auto wrong = *SumTable::create(2, 2, {{0, 0, -3}, {1, 1, 1}});
  EXPECT_EQ(event_rates(wrong, ratios, design, Resampling::Stories).error().where, "point 0");
}

RC_GTEST_PROP(ClusteredRate, HoldsItsShareAndIsNeverNarrowerThanWithoutClusters, ()) {
  const auto clusters = *rc::gen::nonEmpty(rc::gen::container<std::vector<ClusterCount>>(
      rc::gen::mapcat(rc::gen::inRange(1, 7), [](int n) {
        return rc::gen::map(rc::gen::inRange(0, n + 1), [n](int hits) {
          return ClusterCount{static_cast<double>(hits), static_cast<double>(n)};
        });
      })));
  const Rate rate = clustered_rate(clusters);
  RC_ASSERT(0 <= rate.interval.low && rate.interval.low <= rate.value);
  RC_ASSERT(rate.value <= rate.interval.high && rate.interval.high <= 1);
  RC_ASSERT(rate.effective_n <= rate.n && rate.effective_n >= 1 - 1e-12);
  const Interval plain = wilson(rate.value, rate.n);
  RC_ASSERT(rate.interval.low <= plain.low + 1e-12 && rate.interval.high >= plain.high - 1e-12);
}

// Four stories of four statements, two events in one of them: squares 2.25 + 3 * 0.25 = 3, times
// 4/3, over two events make 2. One event more with the root of four others: (2 * 2 + 2) / 3.
TEST(EventDispersion, IsDrawnTowardsTheExposureOfAStory) {
  const std::vector<std::vector<ClusterCount>> points = {{{2, 4}, {0, 4}, {0, 4}, {0, 4}}};
  EXPECT_NEAR(event_dispersion(points).value, 2, 1e-12);
  EXPECT_EQ(event_dispersion(points).freedom, 3);
  const std::vector<std::vector<ClusterCount>> nothing = {{{0, 4}, {0, 4}}};
  EXPECT_NEAR(event_dispersion(nothing).value, 2, 1e-12) << "none seen, so of one that may come";
  const std::vector<std::vector<ClusterCount>> alone = {{{3, 18}}};
  EXPECT_EQ(event_dispersion(alone).value, 18) << "one story tells nothing of it";
  const std::vector<std::vector<ClusterCount>> many = {
      {{40, 40}, {40, 40}, {40, 40}, {40, 40}, {0, 0}}};
  EXPECT_NEAR(event_dispersion(many).value, (160 + std::sqrt(40.0)) / 161, 1e-12);
}

}  // namespace
}  // namespace faultline::inference
