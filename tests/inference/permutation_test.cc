#include "inference/permutation.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "inference/simulate.h"
#include "inference/streams.h"

namespace faultline::inference {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(PermutationP, CountsTheObservedOrderAsOneOfThem) {
  const std::vector<double> drawn = {1, 2, 3, 4};
  EXPECT_DOUBLE_EQ(permutation_p(5, drawn), 1.0 / 5);
  EXPECT_DOUBLE_EQ(permutation_p(3, drawn), 3.0 / 5);
  EXPECT_DOUBLE_EQ(permutation_p(1, drawn, Tail::Lower), 2.0 / 5);
  EXPECT_DOUBLE_EQ(permutation_p(4, drawn, Tail::Both), 4.0 / 5);
}

TEST(PermutationP, TakesRoundingForEquality) {
  EXPECT_DOUBLE_EQ(permutation_p(0.1 + 0.2, std::vector<double>{0.3}), 1.0);
}

TEST(PermutationP, LeavesOutDrawsWithoutAValue) {
  EXPECT_DOUBLE_EQ(permutation_p(2, std::vector<double>{nan, 1, nan, 3}), 2.0 / 3);
  EXPECT_TRUE(std::isnan(permutation_p(2, std::vector<double>{nan})));
  EXPECT_TRUE(std::isnan(permutation_p(nan, std::vector<double>{1})));
}

TEST(StratifiedShuffle, MovesItemsWithinTheirStratumOnlyAndToEveryPlaceEquallyOften) {
  const std::vector<std::uint32_t> strata = {7, 3, 7, 3, 7};
  const StratifiedShuffle shuffled(strata);
  std::map<std::vector<std::uint32_t>, int> seen;
  constexpr int draws = 12000;
  for (std::uint64_t number = 0; number < draws; ++number) {
    auto generator = stream(2, number);
    std::vector<std::uint32_t> order(5);
    shuffled.draw(generator, order);
    for (std::size_t place = 0; place < 5; ++place) {
      ASSERT_EQ(strata[order[place]], strata[place]);
    }
    ++seen[order];
  }
  EXPECT_EQ(seen.size(), 12U);  // 3! times 2!
  for (const auto& [order, times] : seen) EXPECT_NEAR(times, draws / 12, 150);
}

/// The difference of means between two halves of values; the null is true.
NullTest tested(const std::vector<double>& values, const NullOptions& options) {
  const std::vector<std::uint32_t> strata(values.size(), 0);
  return permutation_test(
      strata, 1,
      [&](std::span<const std::uint32_t> order, std::span<double> result) {
        result[0] = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
          result[0] += (2 * i < order.size() ? 1 : -1) * values[order[i]];
        }
      },
      options);
}

TEST(PermutationTest, HasUniformPUnderTheNull) {
  std::vector<double> p;
  for (std::uint64_t run = 0; run < 400; ++run) {
    auto generator = stream(23, run);
    std::vector<double> values;
    for (int i = 0; i < 20; ++i) values.push_back(draw_normal(generator));
    NullOptions options;
    options.replicates = 199;
    options.seed = run;
    p.push_back(tested(values, options).p[0]);
  }
  EXPECT_GT(uniformity_p(p), 0.05);
}

TEST(PermutationTest, FindsADifference) {
  const auto test = tested({9, 8, 9, 8, 9, 1, 2, 1, 2, 1}, {});
  EXPECT_LT(test.p[0], 0.02);
  EXPECT_NEAR(test.mean[0], 0, 1);
}

TEST(PermutationTest, IsTheSameOnAnyNumberOfThreads) {
  const std::vector<double> values = {4, 1, 5, 2, 2, 7};
  NullOptions options;
  options.replicates = 50;
  const auto one = tested(values, options);
  options.threads = 4;
  EXPECT_EQ(tested(values, options).drawn, one.drawn);
}

TEST(NullTest, CorrectsForAllPointsAtOnce) {
  // 50 points of pure noise: the smallest p is below 0.05 nearly always, the corrected one rarely.
  int any = 0;
  int any_of_all = 0;
  for (std::uint64_t run = 0; run < 100; ++run) {
    auto noise = stream(31, run);
    std::vector<double> observed;
    for (int i = 0; i < 50; ++i) observed.push_back(draw_normal(noise));
    NullOptions options;
    options.replicates = 199;
    options.seed = run;
    const NullTest test = null_test(
        observed,
        [](std::mt19937_64& generator, std::span<double> values) {
          for (double& value : values) value = draw_normal(generator);
        },
        options);
    any += *std::min_element(test.p.begin(), test.p.end()) <= 0.05 ? 1 : 0;
    any_of_all += *std::min_element(test.p_of_all.begin(), test.p_of_all.end()) <= 0.05 ? 1 : 0;
  }
  EXPECT_GE(any, 85);
  EXPECT_LE(any_of_all, 12);
}

// The fifteen p-values of Benjamini & Hochberg (1995, section 4.1): their procedure rejects four
// hypotheses at 0.05, Bonferroni's (and Holm's) three.
const std::vector<double> published = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201,
                                       0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                                       0.4262, 0.5719, 0.6528, 0.7590, 1.0000};

long rejected(const std::vector<double>& p) {
  return std::count_if(p.begin(), p.end(), [](double value) { return value <= 0.05; });
}

TEST(BenjaminiHochberg, RejectsAsPublished) {
  EXPECT_EQ(rejected(benjamini_hochberg(published)), 4);
}

TEST(Holm, RejectsAsPublished) { EXPECT_EQ(rejected(holm(published)), 3); }

// The rule as it was published: the largest i with p_(i) <= i q / m rejects the first i.
RC_GTEST_PROP(BenjaminiHochberg, RejectsWhatTheStepUpRuleRejects, ()) {
  const auto thousandths = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1001));
  std::vector<double> p;
  for (const int value : thousandths) p.push_back(value / 1000.0);
  // Between thousandths, so that no product equals a p.
  const double rate = *rc::gen::inRange(1, 500) / 1000.0 + 0.00005;
  std::vector<double> sorted = p;
  std::sort(sorted.begin(), sorted.end());
  double largest = -1;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (sorted[i] <= static_cast<double>(i + 1) * rate / static_cast<double>(p.size()))
      largest = sorted[i];
  const auto adjusted = benjamini_hochberg(p);
  for (std::size_t i = 0; i < p.size(); ++i) RC_ASSERT((adjusted[i] <= rate) == (p[i] <= largest));
}

TEST(BenjaminiHochberg, LeavesOutWhatIsNoTest) {
  const auto adjusted = benjamini_hochberg(std::vector<double>{0.01, nan, 0.04});
  EXPECT_DOUBLE_EQ(adjusted[0], 0.02);
  EXPECT_TRUE(std::isnan(adjusted[1]));
  EXPECT_DOUBLE_EQ(adjusted[2], 0.04);
  EXPECT_TRUE(benjamini_hochberg(std::vector<double>{}).empty());
}

RC_GTEST_PROP(Corrections, KeepTheOrderAndNeverLowerP, ()) {
  const auto p = *rc::gen::container<std::vector<double>>(
      rc::gen::map(rc::gen::inRange(0, 1001), [](int value) { return value / 1000.0; }));
  const auto discovery = benjamini_hochberg(p);
  const auto family = holm(p);
  for (std::size_t i = 0; i < p.size(); ++i) {
    RC_ASSERT(p[i] <= discovery[i] && discovery[i] <= family[i] && family[i] <= 1);
    for (std::size_t j = 0; j < p.size(); ++j) {
      RC_ASSERT(p[i] >= p[j] || (discovery[i] <= discovery[j] && family[i] <= family[j]));
    }
  }
}

}  // namespace
}  // namespace faultline::inference
