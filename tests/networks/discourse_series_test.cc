// Windows and kernels by examples that can be checked by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "networks/discourse.h"
#include "sketch_table.h"

namespace faultline::networks {
namespace {

std::vector<Slice> series(const StatementTable& table, const NetworkSettings& settings) {
  std::vector<Slice> slices;
  const auto done = for_each_slice(table, settings, [&](const Slice& slice) -> Result<void> {
    slices.push_back(slice);
    return {};
  });
  if (!done) throw std::runtime_error(done.error().message);
  return slices;
}

/// Two-mode, so that a slice can be read off one cell.
NetworkSettings windows(Window window, const char* from, const char* to) {
  NetworkSettings settings;
  settings.shape = Shape::TwoMode;
  settings.window = window;
  settings.from = parse_instant(from).value();
  settings.to = parse_instant(to).value();
  return settings;
}

std::vector<std::string> starts(const std::vector<Slice>& slices) {
  std::vector<std::string> days;
  for (const Slice& slice : slices) days.push_back(to_string(slice.start).substr(0, 10));
  return days;
}

StatementTable one_each_midnight_of_five_days() {
  return table_of({{"2023-01-01", "Pilots", "dredging"},
                   {"2023-01-02", "Pilots", "dredging"},
                   {"2023-01-03", "Pilots", "dredging"},
                   {"2023-01-04", "Pilots", "dredging"},
                   {"2023-01-05", "Pilots", "dredging"}});
}

TEST(ForEachSlice, GivesAnEvenWidthItsUnits) {
  const auto slices = series(one_each_midnight_of_five_days(),
                             windows({TimeUnit::Days, 2, 1}, "2023-01-01", "2023-01-05T23:59:59"));
  ASSERT_EQ(slices.size(), 4U);
  EXPECT_EQ(to_string(slices[0].start), "2023-01-01T00:00:00");
  EXPECT_EQ(to_string(slices[0].time), "2023-01-02T00:00:00");
  EXPECT_EQ(to_string(slices[0].stop), "2023-01-02T23:59:59");
  for (const Slice& slice : slices) EXPECT_EQ(slice.network.statements, 2);
}

TEST(ForEachSlice, GivesAnOddWidthItsUnits) {
  const auto slices = series(one_each_midnight_of_five_days(),
                             windows({TimeUnit::Days, 3, 1}, "2023-01-01", "2023-01-05T23:59:59"));
  ASSERT_EQ(slices.size(), 3U);
  EXPECT_EQ(to_string(slices[0].time), "2023-01-02T12:00:00");
  for (const Slice& slice : slices) EXPECT_EQ(slice.network.statements, 3);
}

TEST(ForEachSlice, PutsEachStatementIntoOneOfWindowsThatStandSideBySide) {
  const auto slices = series(one_each_midnight_of_five_days(),
                             windows({TimeUnit::Days, 1, 1}, "2023-01-01", "2023-01-05T23:59:59"));
  ASSERT_EQ(slices.size(), 5U);
  for (const Slice& slice : slices) EXPECT_EQ(slice.network.statements, 1);
}

TEST(ForEachSlice, CountsMonthsFromTheFirstDaySoThatTheyDoNotDrift) {
  const auto slices = series(one_each_midnight_of_five_days(),
                             windows({TimeUnit::Months, 1, 1}, "2023-01-31", "2023-06-30"));
  EXPECT_EQ(starts(slices), (std::vector<std::string>{"2023-01-31", "2023-02-28", "2023-03-31",
                                                      "2023-04-30", "2023-05-31"}));
  EXPECT_EQ(to_string(slices[0].stop), "2023-02-27T23:59:59");
  EXPECT_EQ(to_string(slices[1].stop), "2023-03-30T23:59:59");
}

TEST(ForEachSlice, CountsYearsFromALeapDay) {
  const auto slices = series(one_each_midnight_of_five_days(),
                             windows({TimeUnit::Years, 1, 1}, "2020-02-29", "2025-02-27T23:59:59"));
  EXPECT_EQ(starts(slices), (std::vector<std::string>{"2020-02-29", "2021-02-28", "2022-02-28",
                                                      "2023-02-28", "2024-02-29"}));
}

TEST(ForEachSlice, StepsByTheUnitsAsked) {
  const auto slices = series(one_each_midnight_of_five_days(),
                             windows({TimeUnit::Days, 2, 3}, "2023-01-01", "2023-01-05T23:59:59"));
  EXPECT_EQ(starts(slices), (std::vector<std::string>{"2023-01-01", "2023-01-04"}));
}

TEST(ForEachSlice, KeepsWindowsWithoutStatements) {
  const auto slices =
      series(table_of({{"2023-01-01", "Pilots", "dredging"}, {"2023-01-04", "Pilots", "dredging"}}),
             windows({TimeUnit::Days, 1, 1}, "2023-01-01", "2023-01-04T23:59:59"));
  ASSERT_EQ(slices.size(), 4U);
  EXPECT_EQ(slices[1].network.statements, 0);
  EXPECT_TRUE(slices[1].network.rows.empty());
}

TEST(ForEachSlice, OfEventsHoldsAsManyStatementsAsAskedAlsoOfOneTime) {
  // Four of one second: the document decides, not chance.
  const StatementTable table = table_of({{"2023-01-01", "a", "x", true, 0, "f", "o", 1},
                                         {"2023-01-02", "e", "x", true, 0, "f", "o", 5},
                                         {"2023-01-02", "d", "x", true, 0, "f", "o", 4},
                                         {"2023-01-02", "c", "x", true, 0, "f", "o", 3},
                                         {"2023-01-02", "b", "x", true, 0, "f", "o", 2},
                                         {"2023-01-03", "f", "x", true, 0, "f", "o", 6}});
  NetworkSettings settings;
  settings.shape = Shape::TwoMode;
  settings.window = Window{TimeUnit::Events, 2, 2};
  const auto slices = series(table, settings);
  ASSERT_EQ(slices.size(), 3U);
  EXPECT_EQ(slices[0].network.rows, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(slices[1].network.rows, (std::vector<std::string>{"c", "d"}));
  EXPECT_EQ(slices[2].network.rows, (std::vector<std::string>{"e", "f"}));
  EXPECT_EQ(to_string(slices[0].time), "2023-01-02T00:00:00");
  EXPECT_EQ(to_string(slices[2].stop), "2023-01-03T00:00:00");
}

TEST(ForEachSlice, OfNoStatementsHasEmptyNetworksAndOfEventsNone) {
  NetworkSettings settings = windows({TimeUnit::Days, 1, 1}, "2023-01-01", "2023-01-02T23:59:59");
  EXPECT_EQ(series(table_of({{"2024-01-01", "Pilots", "dredging"}}), settings).size(), 2U);
  settings.window->unit = TimeUnit::Events;
  EXPECT_TRUE(series(table_of({{"2024-01-01", "Pilots", "dredging"}}), settings).empty());
}

/// A statement at -1/2, 0 and 1/2 of a window of 40 days around the middle, 2023-01-21.
double weight_at(Kernel kernel, const char* organization) {
  const StatementTable table = table_of({{"2023-01-11", "before", "dredging"},
                                         {"2023-01-21", "middle", "dredging"},
                                         {"2023-01-31", "after", "dredging"}});
  const auto slices =
      series(table, windows({TimeUnit::Days, 40, 1, kernel}, "2023-01-01", "2023-02-09T23:59:59"));
  return weight(slices.at(0).network, organization, "dredging");
}

TEST(ForEachSlice, WeighsByTheKernelAlikeBeforeAndAfterTheMiddle) {
  EXPECT_DOUBLE_EQ(weight_at(Kernel::Window, "before"), 1);
  EXPECT_DOUBLE_EQ(weight_at(Kernel::Uniform, "before"), 0.5);
  EXPECT_DOUBLE_EQ(weight_at(Kernel::Triangular, "before"), 0.5);
  EXPECT_DOUBLE_EQ(weight_at(Kernel::Triangular, "middle"), 1);
  EXPECT_DOUBLE_EQ(weight_at(Kernel::Epanechnikov, "before"), 0.75 * (1 - 0.25));
  EXPECT_DOUBLE_EQ(weight_at(Kernel::Epanechnikov, "middle"), 0.75);
  EXPECT_DOUBLE_EQ(weight_at(Kernel::Gaussian, "middle"), 1 / std::sqrt(2 * std::numbers::pi));
  for (const Kernel kernel :
       {Kernel::Uniform, Kernel::Triangular, Kernel::Epanechnikov, Kernel::Gaussian}) {
    EXPECT_DOUBLE_EQ(weight_at(kernel, "before"), weight_at(kernel, "after"));
  }
}

TEST(ForEachSlice, MeasuresDistancesToTheSecond) {
  // 36 hours before the middle of four days, midnight of 3 January.
  const auto slices = series(
      table_of({{"2023-01-01T12:00", "Pilots", "dredging"}}),
      windows({TimeUnit::Days, 4, 1, Kernel::Triangular}, "2023-01-01", "2023-01-04T23:59:59"));
  EXPECT_DOUBLE_EQ(weight(slices.at(0).network, "Pilots", "dredging"), 1 - 0.75);
}

TEST(ForEachSlice, OfAGaussianTakesTheWholeRange) {
  const StatementTable table =
      table_of({{"2023-01-01", "Pilots", "dredging"}, {"2023-01-05", "Owners", "dredging"}});
  NetworkSettings settings =
      windows({TimeUnit::Days, 2, 1, Kernel::Gaussian}, "2023-01-01", "2023-01-05");
  const auto slices = series(table, settings);
  ASSERT_EQ(slices.size(), 3U);
  EXPECT_EQ(slices[0].start, *settings.from);
  EXPECT_EQ(slices[0].stop, *settings.to);
  // The middle of the first is 2 January: one half-width from the Pilots, three from the Owners.
  const double density_at_3 = std::exp(-4.5) / std::sqrt(2 * std::numbers::pi);
  EXPECT_DOUBLE_EQ(weight(slices[0].network, "Owners", "dredging"), density_at_3);
}

TEST(ForEachSlice, WithAKernelMultipliesWeightedCountsAndLeavesTheDiagonalEmpty) {
  const StatementTable table = table_of({{"2023-01-11", "Pilots", "dredging"},
                                         {"2023-01-21", "Pilots", "dredging"},
                                         {"2023-01-31", "Owners", "dredging"}});
  NetworkSettings settings =
      windows({TimeUnit::Days, 40, 1, Kernel::Triangular}, "2023-01-01", "2023-02-09T23:59:59");
  settings.shape = Shape::OneMode;
  const auto plain = series(table, settings);
  EXPECT_DOUBLE_EQ(weight(plain.at(0).network, "Pilots", "Owners"), (0.5 + 1) * 0.5);
  EXPECT_EQ(plain[0].network.edges.size(), 1U);
  settings.normalisation = Normalisation::Average;
  EXPECT_DOUBLE_EQ(weight(series(table, settings).at(0).network, "Pilots", "Owners"),
                   1.5 * 0.5 / ((1.5 + 0.5) / 2));
  settings.normalisation = Normalisation::Cosine;
  EXPECT_DOUBLE_EQ(weight(series(table, settings).at(0).network, "Pilots", "Owners"), 1);
}

TEST(ForEachSlice, RemovesDuplicatesBeforeWindowsAreCut) {
  const StatementTable table =
      table_of({{"2023-01-01", "Pilots", "dredging"}, {"2023-01-02", "Pilots", "dredging"}});
  NetworkSettings settings = windows({TimeUnit::Days, 1, 1}, "2023-01-01", "2023-01-02T23:59:59");
  settings.duplicates = Duplicates::Range;
  const auto slices = series(table, settings);
  EXPECT_EQ(slices.at(0).network.statements, 1);
  EXPECT_EQ(slices.at(1).network.statements, 0);
}

TEST(StatementsBehind, ACellOfASliceAreThoseInside) {
  NetworkSettings settings = windows({TimeUnit::Days, 2, 1}, "2023-01-01", "2023-01-05T23:59:59");
  const StatementTable table = one_each_midnight_of_five_days();
  EXPECT_EQ(statements_behind(table, settings, "Pilots", "dredging", 3).value(),
            (std::vector<std::size_t>{3, 4}));
  const auto beyond = statements_behind(table, settings, "Pilots", "dredging", 4);
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().message, "There is no slice 4: the series has 4.");
}

}  // namespace
}  // namespace faultline::networks
