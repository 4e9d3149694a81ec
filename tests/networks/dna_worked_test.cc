// What DNA computes where it differs from the published definitions, small enough to check by hand.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "networks/dna/backbone.h"
#include "networks/dna/bar_plot.h"
#include "networks/dna/distance.h"
#include "networks/dna/kernels.h"
#include "networks/dna/labels.h"
#include "networks/dna/polarization.h"
#include "networks/dna/series.h"

namespace faultline::networks::dna {
namespace {

/// One statement: when, who, on what, agreement.
struct Said {
  const char* time;
  const char* who;
  const char* what;
  int agreement;
};

std::int32_t place_of(std::vector<std::string>& labels, const std::string& label) {
  const auto found = std::find(labels.begin(), labels.end(), label);
  if (found != labels.end()) return static_cast<std::int32_t>(found - labels.begin());
  labels.push_back(label);
  return static_cast<std::int32_t>(labels.size()) - 1;
}

/// Each statement in its own document, which has an author as well.
StatementTable table_of(const std::vector<Said>& all) {
  StatementTable table;
  table.variables = {{"organization", VariableKind::ShortText, false, {}, {}},
                     {"concept", VariableKind::ShortText, false, {}, {}},
                     {"agreement", VariableKind::Boolean, false, {}, {}},
                     {"intensity", VariableKind::Integer, false, {}, {}},
                     {"author", VariableKind::ShortText, true, {"Ilm"}, {}}};
  for (const Said& said : all) {
    table.id.push_back(static_cast<std::int64_t>(table.id.size()) + 1);
    table.document.push_back(table.id.back());
    table.time.push_back(*parse_instant(said.time));
    table.begin.push_back(0);
    table.end.push_back(1);
    auto& v = table.variables;
    v[0].values.push_back(place_of(v[0].labels, said.who));
    v[1].values.push_back(place_of(v[1].labels, said.what));
    v[2].values.push_back(said.agreement == 1 ? 1 : 0);
    v[3].values.push_back(said.agreement);
    v[4].values.push_back(0);
  }
  if (!table.time.empty()) {
    table.first_document = *std::min_element(table.time.begin(), table.time.end());
    table.last_document = *std::max_element(table.time.begin(), table.time.end());
  }
  return table;
}

LabelledMatrix matrix(const StatementTable& table, const Settings& settings) {
  const auto selection = select(table, settings);
  EXPECT_TRUE(selection) << selection.error().message;
  const auto result = matrix_of(*selection, selection->kept);
  EXPECT_TRUE(result) << result.error().message;
  return *result;
}

std::size_t kept(const StatementTable& table, const Settings& settings) {
  const auto selection = select(table, settings);
  EXPECT_TRUE(selection);
  return selection->kept.size();
}

using Texts = std::vector<std::string>;

TEST(DnaLabels, AreSortedByUtf16CodeUnits) {
  // E000 is before 1D538 by code points and after it by code units.
  EXPECT_EQ(sorted_labels({"\xEE\x80\x80", "\xC3\xA9", "z", "\xF0\x9D\x94\xB8", "B", "b", "B"}),
            (Texts{"B", "b", "z", "\xC3\xA9", "\xF0\x9D\x94\xB8", "\xEE\x80\x80"}));
  EXPECT_TRUE(precedes(" b", "b"));
  EXPECT_TRUE(precedes("b", "b "));
  EXPECT_FALSE(precedes("b", "b"));
}

TEST(DnaDuplicates, OfAMonthAreThoseOfTheSameMonthInAnyYear) {
  const auto table = table_of({{"2022-03-01", "A", "tax", 1}, {"2023-03-15", "A", "tax", 1}});
  Settings settings;
  settings.duplicates = Duplicates::Month;
  EXPECT_EQ(kept(table, settings), 1U);
  settings.duplicates = Duplicates::Year;
  EXPECT_EQ(kept(table, settings), 2U);
}

TEST(DnaDuplicates, OfAWeekDependOnTheCountryAndNotOnTheYear) {
  // Saturday and Sunday: one week from Monday to Sunday, two from Sunday to Saturday.
  const auto table = table_of({{"2023-01-07", "A", "tax", 1}, {"2023-01-08", "A", "tax", 1}});
  Settings settings;
  settings.duplicates = Duplicates::Week;
  EXPECT_EQ(kept(table, settings), 1U);
  settings.weeks = Weeks::UnitedStates;
  EXPECT_EQ(kept(table, settings), 2U);
  EXPECT_EQ(week_number(*parse_instant("2023-01-01"), Weeks::Iso), 52);
  EXPECT_EQ(week_number(*parse_instant("2023-01-01"), Weeks::UnitedStates), 1);
  EXPECT_EQ(week_number(*parse_instant("2024-12-30"), Weeks::Iso), 1);
  EXPECT_EQ(week_number(*parse_instant("2024-12-31"), Weeks::UnitedStates), 1);
}

TEST(DnaDuplicates, OfNumbersBeyondAByteAreNone) {
  const auto table = table_of({{"2023-01-07", "A", "tax", 127},
                               {"2023-01-07", "A", "tax", 127},
                               {"2023-01-07", "A", "tax", 128},
                               {"2023-01-07", "A", "tax", 128}});
  Settings settings;
  settings.qualifier = "intensity";
  settings.aggregation = Aggregation::Subtract;
  settings.duplicates = Duplicates::Range;
  EXPECT_EQ(kept(table, settings), 3U);
}

TEST(DnaSelection, FailsWhereDnaFailsAndSaysWhy) {
  const auto table = table_of({{"2023-01-07", "A", "tax", 1}, {"2023-01-07", "A", "tax", 1}});
  Settings settings;
  settings.authors.values = {"O'Neil"};
  EXPECT_EQ(select(table, settings).error().code, ErrorCode::Unsupported);
  settings.authors.values.clear();
  settings.exclude_values = {{"author", {"Ilm"}}};
  EXPECT_EQ(select(table, settings).error().code, ErrorCode::Unsupported);
  settings.exclude_values.clear();
  settings.qualifier = "author";
  settings.qualifier_document = true;
  settings.aggregation = Aggregation::Subtract;
  EXPECT_TRUE(select(table, settings));
  settings.duplicates = Duplicates::Range;
  EXPECT_EQ(select(table, settings).error().code, ErrorCode::Unsupported);
  settings.aggregation = Aggregation::Ignore;
  EXPECT_TRUE(select(table, settings));
}

TEST(DnaSettings, SayWhatDnaReplacesInSilence) {
  const auto table = table_of({{"2023-01-07", "A", "tax", 1}});
  Settings settings;
  settings.variable1 = "no such";
  settings.qualifier = "no such";
  settings.aggregation = Aggregation::Conflict;
  settings.normalisation = Normalisation::Activity;
  const auto usable = corrected(settings, table);
  ASSERT_TRUE(usable);
  EXPECT_EQ(usable->settings.variable1, "organization");
  EXPECT_EQ(usable->settings.qualifier, std::nullopt);
  EXPECT_EQ(usable->settings.aggregation, Aggregation::Ignore);
  EXPECT_EQ(usable->settings.normalisation, Normalisation::None);
  EXPECT_EQ(usable->notes.size(), 4U);
  settings = {};
  settings.variable2 = "organization";
  EXPECT_EQ(corrected(settings, table)->settings.variable2, "concept");
  settings.window = TimeUnit::Days;
  settings.window_size = 0;
  EXPECT_EQ(corrected(settings, table).error().code, ErrorCode::Usage);
}

// A: for, for, against tax; B: for tax, against ports.
std::vector<Said> five() {
  return {{"2023-01-01", "A", "tax", 1},
          {"2023-01-02", "A", "tax", 1},
          {"2023-01-03", "A", "tax", 0},
          {"2023-01-04", "B", "tax", 1},
          {"2023-01-05", "B", "ports", 0}};
}

TEST(DnaOneMode, CountsPairsOfStatements) {
  Settings settings;
  settings.aggregation = Aggregation::Congruence;
  EXPECT_EQ(matrix(table_of(five()), settings).values.at(0, 1), 2);
  settings.aggregation = Aggregation::Conflict;
  EXPECT_EQ(matrix(table_of(five()), settings).values.at(0, 1), 1);
  settings.aggregation = Aggregation::Subtract;
  EXPECT_EQ(matrix(table_of(five()), settings).values.at(0, 1), 1);
}

TEST(DnaOneMode, DividesByTheProductOfTotalsForACosine) {
  Settings settings;
  settings.aggregation = Aggregation::Subtract;
  settings.normalisation = Normalisation::Cosine;
  EXPECT_DOUBLE_EQ(matrix(table_of(five()), settings).values.at(0, 1), 1.0 / (3 * 2));
  settings.normalisation = Normalisation::Average;
  EXPECT_DOUBLE_EQ(matrix(table_of(five()), settings).values.at(0, 1), 1.0 / 2.5);
  // Jaccard: ports against 1, tax against 1, tax for 2 * 1.
  settings.normalisation = Normalisation::Jaccard;
  EXPECT_DOUBLE_EQ(matrix(table_of(five()), settings).values.at(0, 1), 1.0 / 4);
}

TEST(DnaOneMode, TakesWhatOnlyOneSaysAsConflictOfTexts) {
  auto table = table_of({{"2023-01-01", "A", "tax", 1}, {"2023-01-02", "B", "ports", 1}});
  table.variables.push_back({"frame", VariableKind::ShortText, false, {"moral"}, {0, 0}});
  Settings settings;
  settings.qualifier = "frame";
  settings.aggregation = Aggregation::Conflict;
  EXPECT_EQ(matrix(table, settings).values.at(0, 1), 2);
  settings.aggregation = Aggregation::Subtract;
  EXPECT_EQ(matrix(table, settings).values.at(0, 1), -2);
}

TEST(DnaOneMode, IsNotANumberWhereAllHaveOneLevel) {
  Settings settings;
  settings.qualifier = "intensity";
  settings.aggregation = Aggregation::Congruence;
  const auto result =
      matrix(table_of({{"2023-01-01", "A", "tax", 3}, {"2023-01-02", "B", "tax", 3}}), settings);
  EXPECT_TRUE(std::isnan(result.values.at(0, 1)));
  EXPECT_EQ(result.values.at(0, 0), 0);
}

TEST(DnaTwoMode, ReadsTheLevelsThatOccurAsABinaryNumber) {
  Settings settings;
  settings.type = NetworkType::TwoMode;
  settings.aggregation = Aggregation::Combine;
  const auto result = matrix(table_of(five()), settings);
  EXPECT_EQ(result.columns, (Texts{"ports", "tax"}));
  EXPECT_EQ(result.values.values, (std::vector<double>{0, 3, 2, 1}));
}

TEST(DnaTwoMode, CountsAlongTheWrongIndexForCombineWithProminence) {
  Settings settings;
  settings.type = NetworkType::TwoMode;
  settings.aggregation = Aggregation::Combine;
  settings.normalisation = Normalisation::Prominence;
  // Square: column "ports" is divided by what *row* A has, 1; column "tax" by what row B has, 2.
  EXPECT_EQ(matrix(table_of(five()), settings).values.values,
            (std::vector<double>{0, 1.5, 2, 0.5}));
  auto statements = five();
  statements.push_back({"2023-01-05", "C", "tax", 1});
  const auto selection = select(table_of(statements), settings);
  const auto failed = matrix_of(*selection, selection->kept);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::Unsupported);
  EXPECT_NE(failed.error().message.find("index 2 out of bounds for length 2"), std::string::npos);
}

TEST(DnaTwoMode, KeepsIsolatesOfStatementsThatFellOut) {
  Settings settings;
  settings.type = NetworkType::TwoMode;
  settings.exclude_values = {{"concept", {"tax"}}};
  EXPECT_EQ(matrix(table_of(five()), settings).rows, (Texts{"B"}));
  settings.isolates = true;
  const auto result = matrix(table_of(five()), settings);
  EXPECT_EQ(result.rows, (Texts{"A", "B"}));
  EXPECT_EQ(result.columns, (Texts{"ports", "tax"}));
  EXPECT_EQ(result.values.values, (std::vector<double>{0, 0, 1, 0}));
}

TEST(DnaWindows, OfAnEvenSizeAreOneUnitWider) {
  const auto windows = moving_windows(*parse_instant("2023-01-01T06:00"),
                                      *parse_instant("2023-01-04T00:00"), TimeUnit::Days, 2);
  // 2 days: one before and one after each midpoint, both ends included; 3 January has no day left.
  ASSERT_EQ(windows.size(), 1U);
  EXPECT_EQ(to_string(windows[0].time), "2023-01-02T06:00:00");
  EXPECT_EQ(to_string(windows[0].start), "2023-01-01T06:00:00");
  EXPECT_EQ(to_string(windows[0].stop), "2023-01-03T06:00:00");
}

TEST(DnaWindows, OfMonthsDriftToShorterDays) {
  const auto windows = moving_windows(*parse_instant("2023-01-31"), *parse_instant("2023-06-30"),
                                      TimeUnit::Months, 1);
  Texts days;
  for (const TimeSpan& window : windows) days.push_back(to_string(day_of(window.time)));
  EXPECT_EQ(days, (Texts{"2023-01-31", "2023-02-28", "2023-03-28", "2023-04-28", "2023-05-28",
                         "2023-06-28"}));
}

TEST(DnaWindows, OfNoLengthOfTimeFail) {
  Settings settings;
  settings.window = TimeUnit::Days;
  const auto selection = select(table_of({{"2023-01-07", "A", "tax", 1}}), settings);
  EXPECT_EQ(all_matrices(*selection).error().code, ErrorCode::Unsupported);
}

TEST(DnaEventWindows, HoldSoManyOnBothSides) {
  Settings settings;
  settings.window = TimeUnit::Events;
  settings.window_size = 2;
  settings.aggregation = Aggregation::CongruenceAndConflict;
  const auto selection = select(table_of(five()), settings);
  const auto matrices = all_matrices(*selection);
  ASSERT_TRUE(matrices);
  ASSERT_EQ(matrices->size(), 6U);  // congruence, conflict, of three windows of three
  EXPECT_EQ((*matrices)[2].statements, 3);
  EXPECT_EQ(to_string(day_of((*matrices)[2].time)), "2023-01-03");
  EXPECT_EQ(to_string(day_of((*matrices)[2].start)), "2023-01-02");
  EXPECT_EQ((*matrices)[2].values.at(0, 1), 1);
  EXPECT_EQ((*matrices)[3].values.at(0, 1), 1);
}

TEST(DnaEventWindows, DrawAmongTiesByTheSeed) {
  std::vector<Said> statements(9, {"2023-01-01", "A", "tax", 1});
  for (std::size_t i = 0; i < statements.size(); ++i)
    statements[i].who = i % 3 == 0 ? "A" : i % 3 == 1 ? "B" : "C";
  Settings settings;
  settings.window = TimeUnit::Events;
  settings.window_size = 4;
  const auto series = [&](std::uint64_t seed) {
    settings.seed = seed;
    std::vector<std::vector<double>> values;
    const auto selection = select(table_of(statements), settings);
    const auto matrices = all_matrices(*selection);
    for (const LabelledMatrix& one : *matrices) values.push_back(one.values.values);
    return values;
  };
  EXPECT_EQ(series(1).size(), 5U);
  EXPECT_EQ(series(1), series(1));
  EXPECT_NE(series(1), series(2));
}

TEST(DnaKernels, CountWhatComesAfterTheMidpointMore) {
  EXPECT_EQ(kernel_weight(Kernel::Epanechnikov, 0), 0.75);
  EXPECT_EQ(kernel_weight(Kernel::Epanechnikov, -1), 3);
  EXPECT_EQ(kernel_weight(Kernel::Epanechnikov, 1), 0);
  EXPECT_EQ(kernel_weight(Kernel::Triangular, -1), 2);
  EXPECT_EQ(kernel_weight(Kernel::Triangular, 0.5), 0.5);
  EXPECT_EQ(kernel_weight(Kernel::Uniform, 1), 0.5);
  EXPECT_NEAR(kernel_weight(Kernel::Gaussian, 0), 0.3989422804, 1e-10);
}

TEST(DnaKernels, CountWholeUnitsTowardZero) {
  const auto noon = *parse_instant("2023-03-31T12:00");
  EXPECT_EQ(whole_units(*parse_instant("2023-03-30T13:00"), noon, TimeUnit::Days), 0);
  EXPECT_EQ(whole_units(noon, *parse_instant("2023-03-30T11:00"), TimeUnit::Days), -1);
  EXPECT_EQ(whole_units(*parse_instant("2023-03-18"), noon, TimeUnit::Weeks), 1);
  EXPECT_EQ(whole_units(*parse_instant("2023-02-28T23:00"), noon, TimeUnit::Months), 1);
  EXPECT_EQ(whole_units(noon, *parse_instant("2023-02-28"), TimeUnit::Months), -1);
  EXPECT_EQ(whole_units(*parse_instant("2021-04-01"), noon, TimeUnit::Years), 1);
}

TEST(DnaKernels, FillTheDiagonal) {
  Settings settings;
  settings.aggregation = Aggregation::Subtract;
  settings.window = TimeUnit::Days;
  settings.window_size = 8;
  settings.kernel = Kernel::Uniform;
  settings.indent = false;
  const auto selection = select(table_of(five()), settings);
  const auto matrices = all_matrices(*selection);
  ASSERT_TRUE(matrices);
  ASSERT_EQ(matrices->size(), 5U);
  // Midpoint 3 January, all five inside, each 1/2: A has (2 - 1)^2 / 2, B 1 / 2 + 1 / 2.
  EXPECT_NEAR((*matrices)[2].values.at(0, 0), 0.5, 1e-12);
  EXPECT_NEAR((*matrices)[2].values.at(1, 1), 1, 1e-12);
  EXPECT_NEAR((*matrices)[2].values.at(0, 1), 0.5, 1e-12);
  EXPECT_EQ((*matrices)[2].statements, 0);
}

TEST(DnaKernels, TakeNumbersByTheirRankAsTexts) {
  // "-1", "-2", "0": -1 has rank 0, -2 rank 1.
  const auto table = table_of({{"2023-01-01", "A", "tax", -1},
                               {"2023-01-01", "B", "tax", -2},
                               {"2023-01-01", "C", "tax", 0}});
  Settings settings;
  settings.type = NetworkType::TwoMode;
  settings.qualifier = "intensity";
  settings.aggregation = Aggregation::Subtract;
  settings.window = TimeUnit::Days;
  settings.window_size = 2;
  settings.kernel = Kernel::Uniform;
  settings.indent = false;
  const auto selection = select(table, settings);
  const auto matrices = all_matrices(*selection);
  ASSERT_EQ(matrices->size(), 1U);
  EXPECT_EQ(matrices->front().values.values, (std::vector<double>{0, 0.5, 1}));
}

TEST(DnaKernels, OfOneLevelAreNotANumberOrAgainst) {
  const auto table = table_of({{"2023-01-01", "A", "tax", 1}, {"2023-01-01", "B", "tax", 1}});
  Settings settings;
  settings.aggregation = Aggregation::Subtract;
  settings.window = TimeUnit::Days;
  settings.kernel = Kernel::Uniform;
  auto selection = select(table, settings);
  EXPECT_TRUE(all_matrices(*selection)->empty());  // indented, nothing fits
  settings.indent = false;
  selection = select(table, settings);
  EXPECT_TRUE(std::isnan(all_matrices(*selection)->front().values.at(0, 1)));
  settings.type = NetworkType::TwoMode;
  selection = select(table, settings);
  EXPECT_EQ(all_matrices(*selection)->front().values.at(0, 0), -0.5);
}

TEST(DnaDistance, ComparesRowSumsWhereEigenvaluesAreMeant) {
  const Matrix path{3, 3, {0, 1, 0, 1, 0, 1, 0, 1, 0}};
  EXPECT_EQ(spectrum(path), (std::vector<double>{0.5, 0.25, 0.25}));
  LabelledMatrix a, b;
  a.values = path;
  b.values = {3, 3, {0, 1, 1, 1, 0, 1, 1, 1, 0}};
  a.rows = b.rows = a.columns = b.columns = {"a", "b", "c"};
  const auto far = distances({a, b}, DistanceMethod::Spectral);
  ASSERT_TRUE(far);
  EXPECT_NEAR(far->values.at(0, 1), 1.0 / 3, 1e-12);
  const auto cells = distances({a, b}, DistanceMethod::AbsoluteDifference);
  EXPECT_NEAR(cells->values.at(0, 1), 4 * (1.0 / 4 - 1.0 / 6) + 2.0 / 6, 1e-12);
  b.rows = {"a", "b", "d"};
  EXPECT_EQ(distances({a, b}, DistanceMethod::Spectral).error().code, ErrorCode::Usage);
}

TEST(DnaBackbone, TakesOutWhatCostsLeast) {
  Settings settings;
  settings.aggregation = Aggregation::Congruence;
  const auto selection = select(table_of(five()), settings);
  const auto backbone = Backbone::of(*selection);
  ASSERT_TRUE(backbone);
  const auto steps = nested_backbone(*backbone);
  ASSERT_EQ(steps.size(), 2U);
  // Ports tie nobody to anybody, so nothing is lost without them; without tax all is.
  EXPECT_EQ(steps[0].entity, "ports");
  EXPECT_EQ(steps[0].backbone_loss, 0);
  EXPECT_EQ(steps[0].redundant_loss, 1);
  EXPECT_EQ(steps[0].statements, 4);
  EXPECT_EQ(steps[1].backbone_loss, 1);
  EXPECT_NEAR(evaluate(*backbone, {0, 1}, 5).redundant, std::exp(-2.5), 1e-12);
  const auto found = annealed_backbone(*backbone, {.size = 1, .iterations = 50});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->backbone, (Texts{"tax"}));
  EXPECT_EQ(annealed_backbone(*backbone, {.size = 3}).error().code, ErrorCode::Usage);
}

TEST(DnaPolarization, RewardsDisagreementWithTheIdeal) {
  // Two pairs: congruence 1 inside, conflict 1 between.
  const Matrix inside{4, 4, {0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0}};
  const Matrix between{4, 4, {0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0}};
  const std::vector<int> blocs = {0, 0, 1, 1}, mixed = {0, 1, 0, 1};
  // W = 4, B = 8, |C| = 4, |F| = 8; E_c = 2/4 * 4/4 = 1/2, E_ab = 4/8 * 8/8 = 1/2. Blocs: 4 pairs
  // with |1 - 1/2| inside, 8 with |1 - 1/2| between: Q = 6 / 24. Mixed: 4 * (1/2 + 1) inside,
  // between 4 * (1 + 1/2) and 4 * |1 - 1/2|: 14 / 24.
  EXPECT_DOUBLE_EQ(quality(inside, between, blocs, 2, true), 6.0 / 24);
  EXPECT_DOUBLE_EQ(quality(inside, between, mixed, 2, true), 14.0 / 24);
  EXPECT_DOUBLE_EQ(quality(inside, between, blocs, 2, false), 3);
  const auto greedy = greedy_membership(inside, between, 2, true, 1);
  EXPECT_DOUBLE_EQ(greedy.quality, 14.0 / 24);
  EXPECT_DOUBLE_EQ(genetic_membership(inside, between, 2, true, {}, 1).quality, 14.0 / 24);
  const Matrix none{2, 2, {0, 0, 0, 0}};
  EXPECT_TRUE(std::isnan(quality(none, none, std::vector<int>{0, 1}, 2, true)));
}

TEST(DnaPolarization, ComparesASeriesWithItself) {
  Settings settings;
  settings.window = TimeUnit::Days;
  settings.window_size = 2;
  settings.kernel = Kernel::Uniform;
  const auto inputs = polarization_input(table_of(five()), settings);
  ASSERT_TRUE(inputs);
  ASSERT_EQ(inputs->size(), 3U);
  for (const auto& input : *inputs) EXPECT_EQ(input.congruence.values, input.conflict.values);
  // The ends of [2, 4] January do not count.
  EXPECT_EQ((*inputs)[1].congruence.rows, (Texts{"A"}));
  settings.kernel = Kernel::Window;
  EXPECT_EQ(polarization_input(table_of(five()), settings).error().code, ErrorCode::Usage);
}

TEST(DnaBarPlot, CountsByLevel) {
  const auto bars = bar_plot(table_of(five()), {});
  ASSERT_TRUE(bars);
  EXPECT_EQ(bars->values, (Texts{"A", "B"}));
  EXPECT_EQ(bars->levels, (Texts{"0", "1"}));
  EXPECT_EQ(bars->counts, (std::vector<std::vector<std::int64_t>>{{1, 2}, {1, 1}}));
}

TEST(DnaMatrix, OfNothingIsEmpty) {
  const auto table = table_of({});
  EXPECT_TRUE(matrix(table, {}).rows.empty());
  Settings settings;
  settings.window = TimeUnit::Events;
  EXPECT_TRUE(all_matrices(*select(table, settings))->empty());
  settings.window = TimeUnit::Days;
  settings.kernel = Kernel::Gaussian;
  EXPECT_TRUE(all_matrices(*select(table, settings))->empty());
}

}  // namespace
}  // namespace faultline::networks::dna
