#include "inference/intervals.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "inference/bootstrap.h"
#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

/// One point with these replicates.
Replicates of(double estimate, std::vector<double> values) {
  Replicates replicates;
  replicates.points = 1;
  replicates.estimate = {estimate};
  replicates.values = std::move(values);
  replicates.acceleration = {0};
  return replicates;
}

std::vector<double> counted(int count) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) values.push_back(i);
  return values;
}

TEST(Quantile, LiesBetweenItsNeighbours) {
  const std::vector<double> sorted = {1, 2, 4};
  EXPECT_EQ(quantile(sorted, 0), 1);
  EXPECT_EQ(quantile(sorted, 0.5), 2);
  EXPECT_EQ(quantile(sorted, 0.75), 3);
  EXPECT_EQ(quantile(sorted, 1), 4);
}

TEST(Intervals, OfNothingAreNone) { EXPECT_TRUE(intervals(Replicates{}).empty()); }

TEST(Intervals, AreThePercentilesWhereNothingIsSkewed) {
  const auto estimate = intervals(of(500, counted(1001)))[0];
  EXPECT_EQ(estimate.interval.method, Method::Bca);
  EXPECT_NEAR(estimate.interval.low, 25, 0.5);
  EXPECT_NEAR(estimate.interval.high, 975, 0.5);
  EXPECT_EQ(estimate.replicates, 1001U);
}

TEST(Intervals, LeaveOutReplicatesWithoutAValueAndCountTheOthers) {
  auto values = counted(100);
  values.resize(110, not_known);
  const auto estimate = intervals(of(50, values))[0];
  EXPECT_EQ(estimate.replicates, 100U);
  EXPECT_TRUE(estimate.interval.known());
}

TEST(Intervals, AreNoneWhereManyReplicatesHaveNoValue) {
  auto values = counted(100);
  values.resize(130, not_known);
  EXPECT_FALSE(intervals(of(50, values))[0].interval.known());
}

TEST(Intervals, AreNoneWhereAllReplicatesAgree) {
  EXPECT_EQ(intervals(of(0, std::vector<double>(100, 0.0)))[0].interval.method, Method::None);
}

TEST(Intervals, AreNoneForTooFewClusters) {
  Replicates replicates = of(50, counted(101));
  replicates.clusters = {IntervalOptions{}.minimum_clusters - 1};
  EXPECT_FALSE(intervals(replicates)[0].interval.known());
  ++replicates.clusters[0];
  EXPECT_TRUE(intervals(replicates)[0].interval.known());
}

TEST(Intervals, AreThePercentilesWhereTheEstimateLiesBeyondAllReplicates) {
  EXPECT_EQ(intervals(of(-5, counted(101)))[0].interval.method, Method::Percentile);
}

// The spatial test data A of Efron & Tibshirani (1993, tables 14.1 and 14.2): the variance of 26
// values, its acceleration, and 90 % intervals of 2,000 replicates.
TEST(Intervals, AreThoseOfEfronAndTibshirani) {
  const std::vector<double> values = {48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6,
                                      0,  33, 28, 34, 4,  32, 24, 47, 41, 24, 26, 30, 41};
  std::vector<SumEntry> entries;
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    entries.push_back({i, 0, 1});
    entries.push_back({i, 1, values[i]});
    entries.push_back({i, 2, values[i] * values[i]});
  }
  const SumStatistic variance{1, [](std::span<const double> sums, std::span<double> value) {
                                const double mean = sums[1] / sums[0];
                                value[0] = sums[2] / sums[0] - mean * mean;
                              }};
  Design design;
  design.units = values.size();
  BootstrapOptions options;
  options.replicates = 20000;
  const auto drawn =
      bootstrap(*SumTable::create(values.size(), 3, entries), variance, design, options);
  ASSERT_TRUE(drawn);
  EXPECT_NEAR(drawn->estimate[0], 171.5, 0.05);
  EXPECT_NEAR(drawn->acceleration[0], 0.061, 0.0005);
  IntervalOptions of_90;
  of_90.level = 0.9;
  const Interval bca = intervals(*drawn, of_90)[0].interval;
  EXPECT_NEAR(bca.low, 115.8, 5);
  EXPECT_NEAR(bca.high, 259.6, 5);
  of_90.method = Method::Percentile;
  const Interval percentile = intervals(*drawn, of_90)[0].interval;
  EXPECT_NEAR(percentile.low, 100.8, 5);
  EXPECT_NEAR(percentile.high, 233.9, 5);
}

RC_GTEST_PROP(Intervals, LieWithinTheReplicates, ()) {
  const auto values = *rc::gen::container<std::vector<double>>(rc::gen::map(
      rc::gen::inRange(-20, 21), [](int value) { return static_cast<double>(value); }));
  Replicates replicates = of(*rc::gen::inRange(-20, 21), values);
  replicates.acceleration = {*rc::gen::inRange(-30, 31) / 10.0};
  const auto estimate = intervals(replicates)[0];
  if (!estimate.interval.known()) return;
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  RC_ASSERT(*least <= estimate.interval.low && estimate.interval.high <= *greatest);
}

}  // namespace
}  // namespace faultline::inference
