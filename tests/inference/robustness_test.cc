#include "inference/robustness.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace faultline::inference {
namespace {

TEST(LeaveOneOut, GivesTheMeasureWithoutEachGroup) {
  const auto table =
      *SumTable::create(3, 2, {{0, 0, 1}, {0, 1, 2}, {1, 1, 2}, {2, 0, 3}, {2, 1, 4}});
  const std::vector<std::uint32_t> outlet = {0, 0, 1};
  const auto fast = leave_one_out(table, statistic_of({{0, 1}}), outlet);
  ASSERT_EQ(fast.size(), 2U);
  EXPECT_EQ(fast[0].values[0], 0.75);
  EXPECT_EQ(fast[0].units_left, 1U);
  EXPECT_EQ(fast[1].values[0], 0.25);
  const Measure measure{1, [&](std::span<const std::uint32_t> weights, std::span<double> values) {
                          std::vector<double> sums(2);
                          table.add_up(weights, sums);
                          values[0] = sums[0] / sums[1];
                        }};
  const auto slow = leave_one_out(measure, outlet, 2);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(slow[i].values, fast[i].values);
}

/// All subsets of `count` items that have `size` members.
template <class Visit>
void each_subset(std::size_t count, std::size_t size, const Visit& visit) {
  for (std::uint32_t set = 0; set < (1U << count); ++set) {
    if (static_cast<std::size_t>(std::popcount(set)) == size) visit(set);
  }
}

RC_GTEST_PROP(Rarefied, IsTheMeanOverAllSubsets, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(1, 11);
  const auto hits = *rc::gen::inRange<std::size_t>(0, n + 1);
  const auto equal_n = *rc::gen::inRange<std::size_t>(1, n + 1);
  double subsets = 0;
  double sum = 0;
  double squares = 0;
  each_subset(n, equal_n, [&](std::uint32_t set) {
    const auto for_it = static_cast<double>(std::popcount(set & ((1U << hits) - 1)));
    const auto all = static_cast<double>(equal_n);
    const double rice = std::abs(2 * for_it - all) / all;
    subsets += 1;
    sum += rice;
    squares += rice * rice;
  });
  const Rarefied actual = rarefied_rice(hits, n - hits, equal_n);
  const double mean = sum / subsets;
  RC_ASSERT(std::abs(actual.mean - mean) < 1e-9);
  RC_ASSERT(std::abs(actual.deviation * actual.deviation - (squares / subsets - mean * mean)) <
            1e-9);
}

RC_GTEST_PROP(RarefiedRichness, IsTheMeanOverAllSubsets, ()) {
  const auto counts = *rc::gen::container<std::vector<std::uint64_t>>(
      *rc::gen::inRange<std::size_t>(1, 5), rc::gen::inRange<std::uint64_t>(0, 4));
  std::vector<std::size_t> kind;
  for (std::size_t i = 0; i < counts.size(); ++i) kind.insert(kind.end(), counts[i], i);
  if (kind.empty()) return;
  const auto equal_n = *rc::gen::inRange<std::size_t>(1, kind.size() + 1);
  double subsets = 0;
  double sum = 0;
  double squares = 0;
  each_subset(kind.size(), equal_n, [&](std::uint32_t set) {
    std::uint32_t kinds = 0;
    for (std::size_t i = 0; i < kind.size(); ++i) {
      if ((set >> i & 1U) != 0) kinds |= 1U << kind[i];
    }
    subsets += 1;
    sum += std::popcount(kinds);
    squares += std::popcount(kinds) * std::popcount(kinds);
  });
  const Rarefied actual = rarefied_richness(counts, equal_n);
  const double mean = sum / subsets;
  RC_ASSERT(std::abs(actual.mean - mean) < 1e-9);
  RC_ASSERT(std::abs(actual.deviation * actual.deviation - (squares / subsets - mean * mean)) <
            1e-8);
}

TEST(Rarefied, IsNotKnownForMoreThanThereAre) {
  EXPECT_TRUE(std::isnan(rarefied_rice(2, 1, 4).mean));
  EXPECT_TRUE(std::isnan(rarefied_rice(2, 1, 0).mean));
  EXPECT_TRUE(std::isnan(rarefied_richness(std::vector<std::uint64_t>{1}, 2).mean));
}

TEST(Rarefy, KeepsEachClusterEquallyOften) {
  Design design;
  design.units = 6;
  design.story = {0, 0, 1, 2, 3, 4};
  const Measure members{5, [](std::span<const std::uint32_t> weights, std::span<double> values) {
                          for (std::size_t i = 0; i < 5; ++i) values[i] = weights[i + 1];
                        }};
  RarefactionOptions options;
  options.clusters = 2;
  options.draws = 5000;
  const auto drawn = rarefy(members, design, options);
  ASSERT_TRUE(drawn);
  std::vector<double> times(5, 0.0);
  for (std::size_t draw = 0; draw < drawn->count(); ++draw) {
    double kept = 0;
    for (std::size_t i = 0; i < 5; ++i) {
      times[i] += drawn->at(draw, i);
      kept += drawn->at(draw, i);
    }
    ASSERT_EQ(kept, 2);
  }
  for (const double count : times) EXPECT_NEAR(count / 5000, 0.4, 0.03);
  options.clusters = 6;
  EXPECT_EQ(rarefy(members, design, options).error().code, ErrorCode::Usage);
}

TEST(Multiverse, HasEveryCombinationAndSaysHowFarTheyAgree) {
  const auto result = multiverse(
      {{"window", {"4", "8", "16"}}, {"kernel", {"flat", "round"}}},
      [](Universe& universe) {
        const auto window = static_cast<double>(universe.options[0]);
        const auto kernel = static_cast<double>(universe.options[1]);
        universe.value = window - 0.5 * kernel;
        universe.low = universe.value - 0.75;
        universe.high = universe.value + 0.75;
        if (window == 2 && kernel == 1) universe.value = not_known;
      },
      2);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->universes.size(), 6U);
  EXPECT_EQ(result->universes[3].options, (std::vector<std::size_t>{1, 1}));
  EXPECT_EQ(result->known, 5U);  // 0, -0.5, 1, 0.5, 2
  EXPECT_EQ(result->median, 0.5);
  EXPECT_EQ(result->smallest, -0.5);
  EXPECT_EQ(result->greatest, 2);
  EXPECT_DOUBLE_EQ(result->same_sign, 0.6);
  EXPECT_DOUBLE_EQ(result->without_zero, 0.4);
}

TEST(Multiverse, NamesTheChoiceWithoutAnOption) {
  const auto result = multiverse({{"kernel", {}}}, [](Universe&) {});
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message.find("kernel"), std::string::npos);
}

}  // namespace
}  // namespace faultline::inference
