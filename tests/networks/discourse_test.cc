// Each definition by an example that can be checked by hand; docs/methods.md tells them.
#include "networks/discourse.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sketch_table.h"

namespace faultline::networks {
namespace {

constexpr bool for_it = true;
constexpr bool against_it = false;

std::vector<Said> times(int count, Said said) {
  return std::vector<Said>(static_cast<std::size_t>(count), said);
}

StatementTable joined(const std::vector<std::vector<Said>>& parts) {
  std::vector<Said> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return table_of(all);
}

Network made(const StatementTable& table, const NetworkSettings& settings) {
  const auto network = network_of(table, settings);
  if (!network) throw std::runtime_error(network.error().message);
  return *network;
}

NetworkSettings one_mode(Aggregation aggregation,
                         Normalisation normalisation = Normalisation::None) {
  NetworkSettings settings;
  settings.aggregation = aggregation;
  settings.normalisation = normalisation;
  return settings;
}

NetworkSettings two_mode(Aggregation aggregation,
                         Normalisation normalisation = Normalisation::None) {
  NetworkSettings settings = one_mode(aggregation, normalisation);
  settings.shape = Shape::TwoMode;
  return settings;
}

TEST(NetworkOf, NoStatementsHasNoNodes) {
  StatementTable table = table_of({});
  const Network network = made(table, {});
  EXPECT_TRUE(network.rows.empty());
  EXPECT_TRUE(network.edges.empty());
  EXPECT_EQ(network.statements, 0);
}

TEST(NetworkOf, OneActorIsANodeWithoutEdges) {
  const Network network = made(table_of({{"2023-01-05", "Pilots", "dredging"}}), {});
  EXPECT_EQ(network.rows, std::vector<std::string>{"Pilots"});
  EXPECT_TRUE(network.edges.empty());
  EXPECT_EQ(network.statements, 1);
  EXPECT_EQ(network.row_variable, "organization");
}

/// The Pilots back dredging twice and oppose tolls once; the Owners back dredging three times and
/// back tolls once.
StatementTable harbour() {
  return joined({times(2, {"2023-01-05", "Pilots", "dredging", for_it}),
                 times(1, {"2023-01-06", "Pilots", "tolls", against_it}),
                 times(3, {"2023-01-07", "Owners", "dredging", for_it}),
                 times(1, {"2023-01-08", "Owners", "tolls", for_it})});
}

TEST(NetworkOf, CountsPairsOfStatementsThatAgreeAndThatDiffer) {
  EXPECT_EQ(weight(made(harbour(), one_mode(Aggregation::Ignore)), "Pilots", "Owners"), 7);
  EXPECT_EQ(weight(made(harbour(), one_mode(Aggregation::Congruence)), "Pilots", "Owners"), 6);
  EXPECT_EQ(weight(made(harbour(), one_mode(Aggregation::Conflict)), "Pilots", "Owners"), 1);
  const Network subtract = made(harbour(), one_mode(Aggregation::Subtract));
  EXPECT_EQ(weight(subtract, "Pilots", "Owners"), 5);
  EXPECT_EQ(attribute(subtract, "congruence", "Pilots", "Owners"), 6);
  EXPECT_EQ(attribute(subtract, "conflict", "Pilots", "Owners"), 1);
}

TEST(NetworkOf, DividesByTheMeanActivityOfBoth) {
  // 3 and 4 statements.
  const Network network = made(harbour(), one_mode(Aggregation::Subtract, Normalisation::Average));
  EXPECT_DOUBLE_EQ(weight(network, "Pilots", "Owners"), 5 / 3.5);
}

TEST(NetworkOf, HasJaccardsDenominatorOfMatchesAndNonMatches) {
  // dredging for: 2 * 3; tolls against: 1 of the Pilots alone; tolls for: 1 of the Owners alone.
  const Network network =
      made(harbour(), one_mode(Aggregation::Congruence, Normalisation::Jaccard));
  EXPECT_DOUBLE_EQ(weight(network, "Pilots", "Owners"), 6.0 / (6 + 1 + 1));
}

TEST(NetworkOf, GivesIgnoredStatementsTheLevelsOfANamedQualifierInJaccardsDenominatorOnly) {
  NetworkSettings settings = one_mode(Aggregation::Ignore, Normalisation::Jaccard);
  EXPECT_DOUBLE_EQ(weight(made(harbour(), settings), "Pilots", "Owners"), 7.0 / (6 + 1 + 1));
  settings.qualifier.reset();
  EXPECT_DOUBLE_EQ(weight(made(harbour(), settings), "Pilots", "Owners"), 7.0 / (6 + 1));
}

TEST(NetworkOf, HasTheCosineOfTwoVectors) {
  const StatementTable table = joined({times(3, {"2023-01-05", "Pilots", "dredging", for_it}),
                                       times(4, {"2023-01-05", "Pilots", "tolls", for_it}),
                                       times(4, {"2023-01-05", "Owners", "dredging", for_it}),
                                       times(3, {"2023-01-05", "Owners", "tolls", for_it})});
  // (3, 4) and (4, 3): 24 / (5 * 5), where the product of totals gives 24 / (7 * 7).
  for (const Aggregation aggregation :
       {Aggregation::Ignore, Aggregation::Congruence, Aggregation::Subtract}) {
    const Network network = made(table, one_mode(aggregation, Normalisation::Cosine));
    EXPECT_DOUBLE_EQ(weight(network, "Pilots", "Owners"), 0.96);
  }
}

TEST(NetworkOf, HasACosineOfOneForTheSameProfileAndOfMinusOneForItsOpposite) {
  const StatementTable table = joined({times(3, {"2023-01-05", "Pilots", "dredging", for_it}),
                                       times(1, {"2023-01-05", "Pilots", "tolls", against_it}),
                                       times(6, {"2023-01-05", "Owners", "dredging", for_it}),
                                       times(2, {"2023-01-05", "Owners", "tolls", against_it}),
                                       times(3, {"2023-01-05", "Zunft", "dredging", against_it}),
                                       times(1, {"2023-01-05", "Zunft", "tolls", for_it})});
  const Network subtract = made(table, one_mode(Aggregation::Subtract, Normalisation::Cosine));
  EXPECT_DOUBLE_EQ(weight(subtract, "Pilots", "Owners"), 1);
  EXPECT_DOUBLE_EQ(weight(subtract, "Pilots", "Zunft"), -1);
  const Network conflict = made(table, one_mode(Aggregation::Conflict, Normalisation::Cosine));
  EXPECT_DOUBLE_EQ(weight(conflict, "Pilots", "Owners"), 0);
  EXPECT_DOUBLE_EQ(weight(conflict, "Pilots", "Zunft"), 1);
}

TEST(NetworkOf, HasNoEdgeWhereACosineWouldBeNothingByNothing) {
  // For and against once each: the net vector is 0.
  const Network network = made(table_of({{"2023-01-05", "Pilots", "dredging", for_it},
                                         {"2023-01-05", "Pilots", "dredging", against_it},
                                         {"2023-01-05", "Owners", "dredging", for_it}}),
                               one_mode(Aggregation::Subtract, Normalisation::Cosine));
  EXPECT_TRUE(network.edges.empty());
}

TEST(NetworkOf, ComparesIntegersByTheirDistanceOnTheScale) {
  // The manual's example: -4 twice and +2 three times on a scale from -5 to 5.
  std::vector<Said> said = times(2, {"2023-01-05", "Pilots", "dredging", for_it, -4});
  for (const Said& three : times(3, {"2023-01-05", "Owners", "dredging", for_it, 2})) {
    said.push_back(three);
  }
  said.push_back({"2023-01-05", "Zunft", "tolls", for_it, -5});
  said.push_back({"2023-01-05", "Zunft", "tolls", for_it, 5});
  const StatementTable table = table_of(said);
  NetworkSettings settings = one_mode(Aggregation::Congruence);
  settings.qualifier = "intensity";
  EXPECT_DOUBLE_EQ(weight(made(table, settings), "Pilots", "Owners"), 2 * 3 * (1 - 6.0 / 10));
  settings.aggregation = Aggregation::Conflict;
  EXPECT_DOUBLE_EQ(weight(made(table, settings), "Pilots", "Owners"), 2 * 3 * (6.0 / 10));
  settings.aggregation = Aggregation::Subtract;
  EXPECT_DOUBLE_EQ(weight(made(table, settings), "Pilots", "Owners"), -6 * 0.2);
}

TEST(NetworkOf, KeepsTheScaleOfTheStudyWhateverTheRange) {
  NetworkSettings settings = one_mode(Aggregation::Congruence);
  settings.qualifier = "intensity";
  const StatementTable table = table_of({{"2023-01-05", "Pilots", "dredging", for_it, 0},
                                         {"2023-01-05", "Owners", "dredging", for_it, 1},
                                         {"2024-01-05", "Zunft", "tolls", for_it, 4}});
  const double all = weight(made(table, settings), "Pilots", "Owners");
  EXPECT_DOUBLE_EQ(all, 0.75);
  settings.to = parse_instant("2023-12-31").value();
  EXPECT_DOUBLE_EQ(weight(made(table, settings), "Pilots", "Owners"), all);
}

TEST(NetworkOf, ComparesTextsAsTheSameOrNotOnColumnsThatBothAreOn) {
  // Both on dredging, with other frames; tolls are the Pilots' alone and are no conflict.
  NetworkSettings settings = one_mode(Aggregation::Conflict);
  settings.qualifier = "frame";
  const StatementTable table = table_of({{"2023-01-05", "Pilots", "dredging", for_it, 0, "moral"},
                                         {"2023-01-05", "Pilots", "tolls", for_it, 0, "legal"},
                                         {"2023-01-05", "Owners", "dredging", for_it, 0, "costs"}});
  EXPECT_EQ(weight(made(table, settings), "Pilots", "Owners"), 1);
  settings.aggregation = Aggregation::Subtract;
  EXPECT_EQ(weight(made(table, settings), "Pilots", "Owners"), -1);
}

TEST(NetworkOf, OfTwoModesCountsStatementsForAndAgainst) {
  const StatementTable table =
      joined({times(3, {"2023-01-05", "Pilots", "dredging", for_it, 2}),
              times(1, {"2023-01-05", "Pilots", "dredging", against_it, -1}),
              times(1, {"2023-01-05", "Pilots", "tolls", against_it, -1}),
              times(2, {"2023-01-05", "Owners", "tolls", for_it, 0})});
  const Network subtract = made(table, two_mode(Aggregation::Subtract));
  EXPECT_EQ(subtract.columns, (std::vector<std::string>{"dredging", "tolls"}));
  EXPECT_EQ(subtract.column_variable, "concept");
  EXPECT_EQ(weight(subtract, "Pilots", "dredging"), 2);
  EXPECT_EQ(weight(subtract, "Pilots", "tolls"), -1);
  EXPECT_EQ(attribute(subtract, "statements", "Pilots", "dredging"), 4);
  EXPECT_EQ(weight(made(table, two_mode(Aggregation::Ignore)), "Pilots", "dredging"), 4);

  NetworkSettings by_intensity = two_mode(Aggregation::Subtract);
  by_intensity.qualifier = "intensity";
  EXPECT_EQ(weight(made(table, by_intensity), "Pilots", "dredging"), 3 * 2 - 1);
  EXPECT_EQ(weight(made(table, by_intensity), "Owners", "tolls"), 0);
}

TEST(NetworkOf, OfTwoModesDividesByTheStatementsOfTheRowOrOfTheColumn) {
  const StatementTable table = joined({times(3, {"2023-01-05", "Pilots", "dredging", for_it}),
                                       times(1, {"2023-01-05", "Pilots", "tolls", against_it}),
                                       times(2, {"2023-01-05", "Owners", "tolls", for_it})});
  const Network activity = made(table, two_mode(Aggregation::Subtract, Normalisation::Activity));
  EXPECT_DOUBLE_EQ(weight(activity, "Pilots", "dredging"), 3.0 / 4);
  EXPECT_DOUBLE_EQ(weight(activity, "Pilots", "tolls"), -1.0 / 4);
  const Network prominence =
      made(table, two_mode(Aggregation::Subtract, Normalisation::Prominence));
  EXPECT_DOUBLE_EQ(weight(prominence, "Pilots", "tolls"), -1.0 / 3);
  EXPECT_DOUBLE_EQ(weight(prominence, "Owners", "tolls"), 2.0 / 3);
}

TEST(NetworkOf, OfTwoModesCombinesToOneForTwoAgainstAndThreeForBoth) {
  const Network network = made(table_of({{"2023-01-05", "Pilots", "dredging", for_it},
                                         {"2023-01-05", "Pilots", "tolls", against_it},
                                         {"2023-01-05", "Owners", "tolls", for_it},
                                         {"2023-01-05", "Owners", "tolls", for_it},
                                         {"2023-01-05", "Owners", "tolls", against_it}}),
                               two_mode(Aggregation::Combine));
  EXPECT_EQ(weight(network, "Pilots", "dredging"), 1);
  EXPECT_EQ(weight(network, "Pilots", "tolls"), 2);
  EXPECT_EQ(weight(network, "Owners", "tolls"), 3);
  EXPECT_EQ(weight(network, "Owners", "dredging"), 0);
}

std::int64_t counted(const StatementTable& table, Duplicates duplicates) {
  NetworkSettings settings;
  settings.duplicates = duplicates;
  return made(table, settings).statements;
}

TEST(NetworkOf, CountsOneStatementOfAMonthAndAMonthHasItsYear) {
  const StatementTable table = table_of({{"2022-03-10", "Pilots", "dredging"},
                                         {"2022-03-25", "Pilots", "dredging"},
                                         {"2023-03-10", "Pilots", "dredging"}});
  EXPECT_EQ(counted(table, Duplicates::Include), 3);
  EXPECT_EQ(counted(table, Duplicates::Month), 2);
  EXPECT_EQ(counted(table, Duplicates::Year), 2);
  EXPECT_EQ(counted(table, Duplicates::Range), 1);
  EXPECT_EQ(counted(table, Duplicates::Document), 3);
}

TEST(NetworkOf, CountsOneStatementOfAnIso8601WeekAndAWeekHasItsYear) {
  // Monday 30 December 2019 to Sunday 5 January 2020 is week 1 of 2020; 4 January 2021 begins week
  // 1 of 2021; Sunday 3 January 2021 is in week 53 of 2020.
  EXPECT_EQ(counted(table_of({{"2019-12-30", "Pilots", "dredging"},
                              {"2020-01-05T23:59:59", "Pilots", "dredging"}}),
                    Duplicates::Week),
            1);
  EXPECT_EQ(counted(table_of({{"2020-01-01", "Pilots", "dredging"},
                              {"2021-01-04", "Pilots", "dredging"},
                              {"2021-01-03", "Pilots", "dredging"}}),
                    Duplicates::Week),
            3);
}

TEST(NetworkOf, TellsDuplicatesByTheQualifierOnlyWhereItIsUsed) {
  const StatementTable table = table_of({{"2023-01-05", "Pilots", "dredging", for_it},
                                         {"2023-01-05", "Pilots", "dredging", against_it}});
  NetworkSettings settings = two_mode(Aggregation::Subtract);
  settings.duplicates = Duplicates::Range;
  EXPECT_EQ(made(table, settings).statements, 2);
  settings.aggregation = Aggregation::Ignore;
  EXPECT_EQ(made(table, settings).statements, 1);
}

TEST(NetworkOf, TellsIntegersByTheirValueHoweverLarge) {
  NetworkSettings settings = two_mode(Aggregation::Subtract);
  settings.qualifier = "intensity";
  settings.duplicates = Duplicates::Range;
  EXPECT_EQ(made(table_of({{"2023-01-05", "Pilots", "dredging", for_it, 500},
                           {"2023-01-06", "Pilots", "dredging", for_it, 500},
                           {"2023-01-07", "Pilots", "dredging", for_it, 501}}),
                 settings)
                .statements,
            2);
}

TEST(NetworkOf, ShowsIsolatesOfDocumentsThatAreLeftOut) {
  NetworkSettings settings;
  settings.exclusions = {{"outlet", {"Tide"}, false}};
  settings.isolates = true;
  EXPECT_EQ(made(table_of({{"2023-01-05", "Pilots", "dredging", for_it, 2, "costs", "Post"},
                           {"2023-01-06", "Owners", "dredging", for_it, 2, "costs", "Tide"}}),
                 settings)
                .rows,
            (std::vector<std::string>{"Owners", "Pilots"}));
}

TEST(NetworkOf, TakesAnyTwoVariables) {
  const StatementTable table =
      table_of({{"2023-01-05", "Pilots", "dredging", for_it, 2, "costs", "Harbour Post"},
                {"2023-01-06", "Owners", "dredging", for_it, 10, "costs", "Tide"}});
  NetworkSettings settings = one_mode(Aggregation::Congruence);
  settings.variable1 = "outlet";
  EXPECT_EQ(weight(made(table, settings), "Harbour Post", "Tide"), 1);
  settings.variable1 = "concept";
  settings.variable2 = "organization";
  EXPECT_TRUE(made(table, settings).edges.empty());
  settings = two_mode(Aggregation::Ignore);
  settings.variable1 = "intensity";
  settings.variable2 = "agreement";
  const Network numbers = made(table, settings);
  EXPECT_EQ(numbers.rows, (std::vector<std::string>{"2", "10"}));  // as numbers, not as texts
  EXPECT_EQ(numbers.columns, std::vector<std::string>{"1"});
}

TEST(NetworkOf, LeavesOutStatementsWithABlankItNeeds) {
  const StatementTable table = table_of({{"2023-01-05", "", "dredging"},
                                         {"2023-01-05", "Pilots", ""},
                                         {"2023-01-05", "Pilots", "dredging", for_it, 0, ""}});
  NetworkSettings settings = two_mode(Aggregation::Ignore);
  EXPECT_EQ(made(table, settings).statements, 1);
  settings.aggregation = Aggregation::Combine;
  settings.qualifier = "frame";
  EXPECT_EQ(made(table, settings).statements, 0);
}

TEST(NetworkOf, ShowsIsolatesOfTheRangeIfAsked) {
  const StatementTable table = table_of({{"2023-01-05", "Pilots", "dredging"},
                                         {"2023-01-06", "Owners", "tolls"},
                                         {"2023-01-07", "", "ferries"},
                                         {"2024-01-01", "Zunft", "dredging"}});
  NetworkSettings settings = two_mode(Aggregation::Ignore);
  settings.to = parse_instant("2023-12-31").value();
  settings.exclusions = {{"concept", {"tolls"}, false}};
  EXPECT_EQ(made(table, settings).rows, std::vector<std::string>{"Pilots"});
  settings.isolates = true;
  const Network network = made(table, settings);
  EXPECT_EQ(network.rows, (std::vector<std::string>{"Owners", "Pilots"}));
  EXPECT_EQ(network.columns, (std::vector<std::string>{"dredging", "ferries", "tolls"}));
  EXPECT_EQ(network.edges, (std::vector<Edge>{{1, 0, 1}}));
}

TEST(NetworkOf, ExcludesByAnyVariableOrKeepsOnlyThose) {
  const StatementTable table =
      table_of({{"2023-01-05", "Pilots", "dredging", for_it, 2, "costs", "Harbour Post"},
                {"2023-01-06", "Owners", "dredging", against_it, -2, "costs", "Tide"},
                {"2023-01-07", "Zunft", "tolls", for_it, 0, "costs", "Skipper's Friend"}});
  const auto rows_with = [&](std::vector<Exclusion> exclusions) {
    NetworkSettings settings;
    settings.exclusions = std::move(exclusions);
    return made(table, settings).rows;
  };
  using Rows = std::vector<std::string>;
  EXPECT_EQ(rows_with({{"organization", {"Zunft"}, false}}), (Rows{"Owners", "Pilots"}));
  EXPECT_EQ(rows_with({{"organization", {"Zunft"}, true}}), Rows{"Zunft"});
  EXPECT_EQ(rows_with({{"outlet", {"Skipper's Friend", "Tide"}, true}}), (Rows{"Owners", "Zunft"}));
  EXPECT_EQ(rows_with({{"intensity", {"-2"}, false}, {"agreement", {"1"}, true}}),
            (Rows{"Pilots", "Zunft"}));
  EXPECT_EQ(rows_with({{"organization", {}, false}}).size(), 3U);
}

TEST(NetworkOf, CountsBothEndsOfTheRange) {
  const StatementTable table = table_of({{"2023-01-05T09:00:00", "Pilots", "dredging"},
                                         {"2023-01-06T09:00:00", "Pilots", "dredging"},
                                         {"2023-01-06T09:00:01", "Pilots", "dredging"}});
  NetworkSettings settings;
  settings.from = parse_instant("2023-01-05T09:00:00").value();
  settings.to = parse_instant("2023-01-06T09:00:00").value();
  EXPECT_EQ(made(table, settings).statements, 2);
}

TEST(CountedStatements, AreInTheOrderOfTimeDocumentAndPlace) {
  StatementTable table = table_of({{"2023-01-06", "c", "x", for_it, 0, "f", "o", 1},
                                   {"2023-01-05", "b", "x", for_it, 0, "f", "o", 9},
                                   {"2023-01-05", "a", "x", for_it, 0, "f", "o", 2},
                                   {"2023-01-05", "d", "x", for_it, 0, "f", "o", 2}});
  table.begin[3] = 0;
  EXPECT_EQ(counted_statements(table, {}).value(), (std::vector<std::size_t>{3, 2, 1, 0}));
}

TEST(StatementsBehind, AnEdgeAreThoseThatItCounts) {
  const StatementTable table = table_of({{"2023-01-05", "Pilots", "dredging", for_it},      // 0
                                         {"2023-01-06", "Owners", "dredging", for_it},      // 1
                                         {"2023-01-07", "Owners", "dredging", against_it},  // 2
                                         {"2023-01-08", "Pilots", "tolls", for_it},         // 3
                                         {"2023-01-09", "Zunft", "dredging", for_it}});     // 4
  const auto behind = [&](Aggregation aggregation) {
    return statements_behind(table, one_mode(aggregation), "Pilots", "Owners").value();
  };
  using Rows = std::vector<std::size_t>;
  EXPECT_EQ(behind(Aggregation::Congruence), (Rows{0, 1}));
  EXPECT_EQ(behind(Aggregation::Conflict), (Rows{0, 2}));
  EXPECT_EQ(behind(Aggregation::Subtract), (Rows{0, 1, 2}));
  EXPECT_EQ(statements_behind(table, {}, "Pilots", "Pilots").value(), Rows{});
  NetworkSettings affiliation = two_mode(Aggregation::Subtract);
  EXPECT_EQ(statements_behind(table, affiliation, "Owners", "dredging").value(), (Rows{1, 2}));
  EXPECT_EQ(statements_behind(table, affiliation, "Owners", "tolls").value(), Rows{});
}

TEST(StatementsBehind, ALabelThatIsNotThereNamesTheNearest) {
  const auto behind = statements_behind(harbour(), {}, "Pilot", "Owners");
  ASSERT_FALSE(behind);
  EXPECT_EQ(behind.error().code, ErrorCode::NotFound);
  EXPECT_NE(behind.error().message.find("Did you mean \"Pilots\"?"), std::string::npos);
}

TEST(BarCounts, CountEachLevelOfEachValue) {
  const StatementTable table = joined({times(2, {"2023-01-05", "Pilots", "dredging", for_it, 1}),
                                       times(1, {"2023-01-05", "Pilots", "tolls", against_it, -1}),
                                       times(1, {"2023-01-05", "Owners", "tolls", against_it, 1}),
                                       times(1, {"2023-01-05", "Owners", "", for_it, 1}),
                                       times(1, {"2023-01-05", "", "tolls", for_it, 1})});
  NetworkSettings settings;
  const BarCounts bars = bar_counts(table, settings).value();
  EXPECT_EQ(bars.values, (std::vector<std::string>{"Owners", "Pilots"}));
  EXPECT_EQ(bars.levels, (std::vector<std::string>{"0", "1"}));
  EXPECT_EQ(bars.counts, (std::vector<std::int64_t>{1, 1, 1, 2}));
  EXPECT_EQ(bars.statements, 5);
  settings.qualifier = "intensity";
  EXPECT_EQ(bar_counts(table, settings).value().levels, (std::vector<std::string>{"-1", "1"}));
  settings.qualifier.reset();
  EXPECT_EQ(bar_counts(table, settings).value().counts, (std::vector<std::int64_t>{2, 3}));
  settings.duplicates = Duplicates::Range;  // whatever the concept
  EXPECT_EQ(bar_counts(table, settings).value().counts, (std::vector<std::int64_t>{1, 1}));
}

}  // namespace
}  // namespace faultline::networks
