#include "inference/bootstrap.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "inference/streams.h"

namespace faultline::inference {
namespace {

using Labels = std::vector<std::uint32_t>;

/// Units with counts in three cells, whose stories several outlets print.
struct Sample {
  Design design;
  std::vector<SumEntry> entries;
  static constexpr std::size_t cells = 3;

  [[nodiscard]] SumTable table() const { return *SumTable::create(design.units, cells, entries); }
};

rc::Gen<Sample> samples() {
  return rc::gen::exec([] {
    Sample sample;
    const auto units = *rc::gen::inRange<std::uint32_t>(1, 15);
    sample.design.units = units;
    const auto label = rc::gen::inRange<std::uint32_t>(0, 6);
    sample.design.story = *rc::gen::container<Labels>(units, label);
    sample.design.outlet = *rc::gen::container<Labels>(units, label);
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      for (std::uint32_t cell = 0; cell < Sample::cells; ++cell) {
        sample.entries.push_back({unit, cell, static_cast<double>(*rc::gen::inRange(0, 4))});
      }
    }
    return sample;
  });
}

const std::vector<Ratio> ratios = {{0, 1}, {1, 2}, {2, 1}};

/// The ratios by a loop over all entries, without a table.
Measure plain_ratios(const Sample& sample) {
  return {ratios.size(), [&](std::span<const std::uint32_t> weights, std::span<double> values) {
            std::vector<double> sums(Sample::cells, 0.0);
            for (const SumEntry& entry : sample.entries) {
              sums[entry.cell] += weights[entry.unit] * entry.value;
            }
            for (std::size_t i = 0; i < ratios.size(); ++i) {
              const double denominator = sums[ratios[i].denominator];
              values[i] = denominator == 0 ? not_known : sums[ratios[i].numerator] / denominator;
            }
          }};
}

bool same(std::span<const double> a, std::span<const double> b, double tolerance = 0) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](double x, double y) {
    return x == y || std::abs(x - y) <= tolerance || (std::isnan(x) && std::isnan(y));
  });
}

rc::Gen<Resampling> resamplings() {
  return rc::gen::element(Resampling::Stories, Resampling::Outlets, Resampling::OutletsThenStories,
                          Resampling::OutletsAndStories);
}

RC_GTEST_PROP(Bootstrap, OfSumsIsThatOfAnyMeasure, ()) {
  const Sample sample = *samples();
  BootstrapOptions options;
  options.resampling = *resamplings();
  options.replicates = 40;
  options.seed = *rc::gen::arbitrary<std::uint64_t>();
  const auto slow = bootstrap(plain_ratios(sample), sample.design, options);
  const auto fast = bootstrap(sample.table(), ratios, sample.design, options);
  const auto of_statistic = bootstrap(sample.table(), statistic_of(ratios), sample.design, options);
  RC_ASSERT(slow && fast && of_statistic);
  RC_ASSERT(same(slow->estimate, fast->estimate) && same(slow->values, fast->values));
  RC_ASSERT(same(slow->values, of_statistic->values));
  RC_ASSERT(same(slow->acceleration, of_statistic->acceleration, 1e-9));
}

RC_GTEST_PROP(Bootstrap, IsTheSameOnAnyNumberOfThreads, ()) {
  const Sample sample = *samples();
  BootstrapOptions options;
  options.resampling = *resamplings();
  options.replicates = 30;
  const auto one = bootstrap(sample.table(), ratios, sample.design, options);
  options.threads = *rc::gen::inRange(2, 6);
  const auto many = bootstrap(sample.table(), ratios, sample.design, options);
  RC_ASSERT(same(one->values, many->values) && same(one->acceleration, many->acceleration));
}

RC_GTEST_PROP(Bootstrap, LeavesOutEverySingleClusterForRatios, ()) {
  Sample sample = *samples();
  sample.design.story.clear();
  sample.design.outlet.clear();
  const std::size_t n = sample.design.units;
  const Measure measure = plain_ratios(sample);
  BootstrapOptions options;
  options.replicates = 1;
  const auto fast = bootstrap(sample.table(), ratios, sample.design, options);
  for (std::size_t point = 0; point < ratios.size(); ++point) {
    std::vector<double> without;
    for (std::size_t left_out = 0; left_out < n; ++left_out) {
      Labels weights(n, 1);
      weights[left_out] = 0;
      std::vector<double> values(ratios.size());
      measure.evaluate(weights, values);
      without.push_back(values[point]);
    }
    // Where one cluster alone makes the ratio there is nothing to compare.
    if (std::any_of(without.begin(), without.end(), [](double v) { return std::isnan(v); }))
      continue;
    const double mean =
        std::accumulate(without.begin(), without.end(), 0.0) / static_cast<double>(n);
    double squares = 0;
    double cubes = 0;
    for (const double value : without) {
      squares += std::pow(mean - value, 2);
      cubes += std::pow(mean - value, 3);
    }
    if (squares < 1e-9) continue;
    RC_ASSERT(std::abs(fast->acceleration[point] - cubes / (6 * std::pow(squares, 1.5))) < 1e-6);
  }
}

RC_GTEST_PROP(WeightDrawer, DrawsAsManyClustersAsThereAre, ()) {
  const Sample sample = *samples();
  const auto drawer = WeightDrawer::create(sample.design, Resampling::Stories);
  auto generator = stream(*rc::gen::arbitrary<std::uint64_t>(), 0);
  Labels weights(sample.design.units);
  drawer->draw(generator, weights);
  std::map<std::uint32_t, std::uint32_t> of_story;
  for (std::size_t unit = 0; unit < weights.size(); ++unit) {
    const auto [place, is_new] = of_story.emplace(sample.design.story[unit], weights[unit]);
    RC_ASSERT(is_new || place->second == weights[unit]);
  }
  std::size_t drawn = 0;
  for (const auto& [story, weight] : of_story) drawn += weight;
  RC_ASSERT(drawn == of_story.size() && drawn == drawer->clusters());
}

TEST(WeightDrawer, DrawsStoriesWithinDrawnOutletsOnly) {
  // Outlet 4 has stories 0, 1 and 2 (twice), outlet 9 has story 7.
  const Design design{5, {0, 1, 2, 2, 7}, {4, 4, 4, 4, 9}};
  const auto drawer = *WeightDrawer::create(design, Resampling::OutletsThenStories);
  EXPECT_EQ(drawer.clusters(), 2U);
  std::set<std::vector<std::uint32_t>> seen;
  for (std::uint64_t number = 0; number < 20000; ++number) {
    auto generator = stream(3, number);
    Labels weights(5);
    drawer.draw(generator, weights);
    EXPECT_EQ(weights[2], weights[3]);
    // An outlet that is drawn brings as many stories as it has.
    EXPECT_EQ(weights[0] + weights[1] + weights[2] + 3 * weights[4], 6U);
    seen.insert(weights);
  }
  // Neither outlet twice, or one of each with any 3 of 3 stories, or the first twice with any 6
  // of 3.
  EXPECT_EQ(seen.size(), 1U + 10U + 28U);
}

TEST(WeightDrawer, DrawsEveryStoryEquallyOften) {
  const std::size_t stories = 7;
  Design design;
  design.units = stories;
  const auto drawer = *WeightDrawer::create(design, Resampling::Stories);
  std::vector<double> times(stories, 0.0);
  double squares = 0;
  constexpr int replicates = 20000;
  for (std::uint64_t number = 0; number < replicates; ++number) {
    auto generator = stream(5, number);
    Labels weights(stories);
    drawer.draw(generator, weights);
    for (std::size_t story = 0; story < stories; ++story) times[story] += weights[story];
    squares += weights[0] * weights[0];
  }
  for (const double count : times) EXPECT_NEAR(count / replicates, 1.0, 0.03);
  // Variance of a binomial number: 7 draws with probability 1/7.
  EXPECT_NEAR(squares / replicates - 1, 6.0 / 7, 0.05);
}

TEST(Bootstrap, FindsTheVarianceOfAMeanAndOfARatio) {
  // 200 clusters with 1 or 3 observations; the plug-in variance of the mean of n clusters is known.
  constexpr std::size_t clusters = 200;
  std::vector<SumEntry> entries;
  double sum = 0;
  double squares = 0;
  for (std::uint32_t i = 0; i < clusters; ++i) {
    const double value = (i * 37) % 11;
    entries.push_back({i, 0, value});
    entries.push_back({i, 1, 1});
    sum += value;
    squares += value * value;
  }
  Design design;
  design.units = clusters;
  BootstrapOptions options;
  options.replicates = 4000;
  const auto drawn = bootstrap(*SumTable::create(clusters, 2, entries), std::vector<Ratio>{{0, 1}},
                               design, options);
  const double mean = sum / clusters;
  const double expected = std::sqrt((squares / clusters - mean * mean) / clusters);
  EXPECT_NEAR(intervals(*drawn)[0].standard_error, expected, 0.03 * expected);
  EXPECT_EQ(drawn->clusters, std::vector<std::size_t>{clusters});
}

TEST(Bootstrap, RefusesWhatDoesNotFitTogether) {
  const auto table = *SumTable::create(2, 2, {{0, 0, 1}, {1, 1, 1}});
  Design design;
  EXPECT_EQ(bootstrap(table, ratios, design).error().code, ErrorCode::Usage);
  design.units = 3;
  EXPECT_EQ(bootstrap(table, ratios, design).error().code, ErrorCode::Usage);
  design.units = 2;
  EXPECT_EQ(bootstrap(table, ratios, design).error().code, ErrorCode::Usage);  // of a third cell
  design.story = {1};
  EXPECT_EQ(bootstrap(table, std::vector<Ratio>{{0, 1}}, design).error().code, ErrorCode::Usage);
  design.story = {1, 1};
  BootstrapOptions options;
  options.replicates = 0;
  EXPECT_EQ(bootstrap(table, std::vector<Ratio>{{0, 1}}, design, options).error().code,
            ErrorCode::Usage);
}

}  // namespace
}  // namespace faultline::inference
