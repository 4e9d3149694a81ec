#include "inference/sums.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <map>

#include "inference/streams.h"

namespace faultline::inference {
namespace {

TEST(SumTable, OfNothingHasNoSums) {
  const auto table = SumTable::create(0, 0, {});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->units(), 0U);
  EXPECT_TRUE(table->totals().empty());
}

TEST(SumTable, NamesTheEntryThatLiesBeyondIt) {
  const auto table = SumTable::create(2, 2, {{0, 0, 1}, {2, 0, 1}});
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, ErrorCode::Usage);
  EXPECT_EQ(table.error().where, "entry 1");
}

TEST(SumTable, RefusesWhatIsNotFinite) {
  EXPECT_FALSE(SumTable::create(1, 1, {{0, 0, std::numeric_limits<double>::infinity()}}));
}

TEST(SumTable, AddsUpEntriesOfOneCellAndDropsThoseThatCancelOut) {
  const auto table =
      SumTable::create(3, 2, {{2, 1, 4}, {0, 0, 1}, {0, 0, 2}, {2, 0, 5}, {2, 0, -5}});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->entries(), 2U);
  EXPECT_EQ(table->totals(), (std::vector<double>{3, 4}));
  EXPECT_TRUE(table->cells_of(1).empty());
}

RC_GTEST_PROP(SumTable, AddsUpAsAPlainLoopDoes, ()) {
  const auto units = *rc::gen::inRange<std::uint32_t>(1, 12);
  const auto cells = *rc::gen::inRange<std::uint32_t>(1, 8);
  const auto entries = *rc::gen::container<std::vector<SumEntry>>(
      rc::gen::apply([](std::uint32_t unit, std::uint32_t cell,
                        int value) { return SumEntry{unit, cell, static_cast<double>(value)}; },
                     rc::gen::inRange<std::uint32_t>(0, units),
                     rc::gen::inRange<std::uint32_t>(0, cells), rc::gen::inRange(-5, 6)));
  const auto weights =
      *rc::gen::container<std::vector<std::uint32_t>>(units, rc::gen::inRange<std::uint32_t>(0, 4));
  std::vector<double> expected(cells, 0.0);
  for (const SumEntry& entry : entries) expected[entry.cell] += weights[entry.unit] * entry.value;
  std::vector<double> actual(cells, -1.0);
  SumTable::create(units, cells, entries)->add_up(weights, actual);
  RC_ASSERT(actual == expected);
}

TEST(StatisticOf, GivesNoRatioWhereTheDenominatorIsZero) {
  const SumStatistic statistic = statistic_of({{0, 1}, {1, 2}});
  ASSERT_EQ(statistic.points, 2U);
  std::vector<double> values(2);
  statistic.evaluate(std::vector<double>{1, 4, 0}, values);
  EXPECT_EQ(values[0], 0.25);
  EXPECT_TRUE(std::isnan(values[1]));
}

TEST(Stream, IsItsOwnForEverySeedAndReplicate) {
  std::map<std::uint64_t, int> seen;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    for (std::uint64_t number = 0; number < 30; ++number) ++seen[stream(seed, number)()];
  }
  EXPECT_EQ(seen.size(), 900U);
}

TEST(Stream, IsTheSameForTheSameSeedAndReplicate) { EXPECT_EQ(stream(4, 9)(), stream(4, 9)()); }

TEST(DrawUnit, IsUniformBelowOne) {
  auto generator = stream(1, 1);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < 20000; ++i) {
    const double drawn = draw_unit(generator);
    ASSERT_GE(drawn, 0.0);
    ASSERT_LT(drawn, 1.0);
    sum += drawn;
    squares += drawn * drawn;
  }
  EXPECT_NEAR(sum / 20000, 0.5, 0.01);
  EXPECT_NEAR(squares / 20000, 1.0 / 3, 0.01);
}

}  // namespace
}  // namespace faultline::inference
