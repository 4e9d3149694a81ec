// Settings that contradict themselves or the table are told so; nothing is replaced.
#include <gtest/gtest.h>

#include "networks/discourse.h"
#include "sketch_table.h"

namespace faultline::networks {
namespace {

StatementTable two_statements() {
  return table_of({{"2023-01-05", "Pilots", "dredging", true, 3, "costs"},
                   {"2023-01-09", "Owners", "dredging", true, 3, "moral"},
                   {"2023-01-09", "Zunft", "dredging", true, 3, "legal"}});
}

/// The message of the error that `change` makes of good settings.
template <class Change>
std::string refusal(Change change) {
  NetworkSettings settings;
  change(settings);
  const StatementTable table = two_statements();
  const auto checked = check_settings(table, settings);
  const auto network = network_of(table, settings);
  if (checked || network) return "";
  EXPECT_EQ(checked.error(), network.error());
  EXPECT_EQ(network.error().code, ErrorCode::Usage);
  EXPECT_EQ(counted_statements(table, settings).error(), network.error());
  EXPECT_EQ(statements_behind(table, settings, "Pilots", "Owners").error(), network.error());
  return network.error().message;
}

TEST(CheckSettings, TakesTheDefaults) {
  EXPECT_TRUE(check_settings(two_statements(), {}));
  EXPECT_EQ(refusal([](NetworkSettings&) {}), "");
}

TEST(CheckSettings, NamesTheNearestOfTheVariablesThereAre) {
  EXPECT_EQ(
      refusal([](NetworkSettings& s) { s.variable1 = "organisation"; }),
      "There is no variable \"organisation\" to be the first variable. Did you mean "
      "\"organization\"? There are: organization, concept, agreement, intensity, frame, note, "
      "outlet.");
  EXPECT_EQ(refusal([](NetworkSettings& s) { s.variable2 = "zzz"; }),
            "There is no variable \"zzz\" to be the second variable. There are: organization, "
            "concept, agreement, intensity, frame, note, outlet.");
  EXPECT_NE(refusal([](NetworkSettings& s) { s.qualifier = "Agreement"; }), "");
  EXPECT_NE(refusal([](NetworkSettings& s) { s.exclusions = {{"outlett", {"x"}, false}}; }), "");
}

TEST(CheckSettings, RefusesOneVariableInTwoRoles) {
  EXPECT_EQ(refusal([](NetworkSettings& s) { s.variable2 = "organization"; }),
            "\"organization\" is named as both variables: a network needs two different ones.");
  EXPECT_EQ(refusal([](NetworkSettings& s) { s.qualifier = "concept"; }),
            "\"concept\" cannot be the qualifier and a variable of the network at once.");
}

TEST(CheckSettings, RefusesALongText) {
  EXPECT_EQ(refusal([](NetworkSettings& s) { s.variable2 = "note"; }),
            "The variable \"note\" is a long text and cannot be the second variable: nearly every "
            "statement has its own. Take a short text, an integer or a boolean.");
  EXPECT_NE(refusal([](NetworkSettings& s) { s.qualifier = "note"; }), "");
}

TEST(CheckSettings, RefusesAnAggregationOfTheOtherShape) {
  EXPECT_NE(refusal([](NetworkSettings& s) { s.aggregation = Aggregation::Combine; }), "");
  for (const Aggregation aggregation : {Aggregation::Congruence, Aggregation::Conflict}) {
    EXPECT_NE(refusal([&](NetworkSettings& s) {
                s.shape = Shape::TwoMode;
                s.aggregation = aggregation;
              }),
              "");
  }
}

TEST(CheckSettings, RefusesANormalisationOfTheOtherShape) {
  EXPECT_EQ(refusal([](NetworkSettings& s) { s.normalisation = Normalisation::Activity; }),
            "The normalisation \"activity\" is not one of a one-mode network, which takes average, "
            "jaccard or cosine.");
  EXPECT_EQ(
      refusal([](NetworkSettings& s) {
        s.shape = Shape::TwoMode;
        s.normalisation = Normalisation::Cosine;
      }),
      "The normalisation \"cosine\" is not one of a two-mode network, which takes activity or "
      "prominence.");
}

TEST(CheckSettings, RefusesToDivideTheNumbersOfCombine) {
  EXPECT_NE(refusal([](NetworkSettings& s) {
              s.shape = Shape::TwoMode;
              s.aggregation = Aggregation::Combine;
              s.normalisation = Normalisation::Activity;
            }),
            "");
}

TEST(CheckSettings, RefusesToCompareWithoutAQualifier) {
  EXPECT_EQ(refusal([](NetworkSettings& s) {
              s.aggregation = Aggregation::Congruence;
              s.qualifier.reset();
            }),
            "\"congruence\" compares what statements say, so it needs a qualifier (\"agreement\"). "
            "Without one take ignore.");
  EXPECT_EQ(refusal([](NetworkSettings& s) {
              s.aggregation = Aggregation::Ignore;
              s.qualifier.reset();
            }),
            "");
}

TEST(CheckSettings, DoesNotLookAtAQualifierThatPlaysNoPart) {
  EXPECT_EQ(refusal([](NetworkSettings& s) {
              s.aggregation = Aggregation::Ignore;
              s.qualifier = "stance";
            }),
            "");
}

TEST(CheckSettings, RefusesAScaleOfOneLevel) {
  EXPECT_EQ(
      refusal([](NetworkSettings& s) { s.qualifier = "intensity"; }),
      "Every statement has the same value of \"intensity\", 3, so \"subtract\" has no scale to "
      "compare on. Take ignore, or another qualifier.");
  EXPECT_EQ(refusal([](NetworkSettings& s) {
              s.shape = Shape::TwoMode;
              s.qualifier = "intensity";
            }),
            "");
}

TEST(CheckSettings, RefusesToAddUpATextForAndAgainst) {
  EXPECT_NE(refusal([](NetworkSettings& s) {
              s.shape = Shape::TwoMode;
              s.qualifier = "frame";
            }),
            "");
}

TEST(CheckSettings, RefusesACosineThatIsNone) {
  const auto by_frame = [](Aggregation aggregation) {
    return refusal([&](NetworkSettings& s) {
      s.qualifier = "frame";
      s.aggregation = aggregation;
      s.normalisation = Normalisation::Cosine;
    });
  };
  EXPECT_NE(by_frame(Aggregation::Subtract), "");
  EXPECT_NE(by_frame(Aggregation::Conflict), "");
  EXPECT_EQ(by_frame(Aggregation::Congruence), "");
}

TEST(CheckSettings, RefusesARangeThatEndsBeforeItBegins) {
  EXPECT_EQ(
      refusal([](NetworkSettings& s) {
        s.from = parse_instant("2023-02-01").value();
        s.to = parse_instant("2023-01-01").value();
      }),
      "The range begins at 2023-02-01T00:00:00 and ends before that, at 2023-01-01T00:00:00.");
}

TEST(CheckSettings, RefusesDirectedNetworksAndNoThreads) {
  EXPECT_NE(refusal([](NetworkSettings& s) { s.shape = Shape::Directed; }), "");
  EXPECT_NE(refusal([](NetworkSettings& s) { s.threads = 0; }), "");
}

TEST(CheckSettings, RefusesToKeepOnlyNothing) {
  EXPECT_NE(refusal([](NetworkSettings& s) { s.exclusions = {{"concept", {}, true}}; }), "");
}

std::string series_refusal(std::optional<Window> window) {
  NetworkSettings settings;
  settings.window = window;
  const auto done =
      for_each_slice(two_statements(), settings, [](const Slice&) -> Result<void> { return {}; });
  if (done) return "";
  EXPECT_EQ(count_slices(two_statements(), settings).error(), done.error());
  return done.error().message;
}

TEST(ForEachSlice, RefusesAWindowLongerThanTheRange) {
  EXPECT_EQ(series_refusal(Window{TimeUnit::Days, 4, 1}), "");
  EXPECT_EQ(series_refusal(Window{TimeUnit::Days, 5, 1}),
            "A window of 5 days is longer than the range, 2023-01-05T00:00:00 to "
            "2023-01-09T00:00:00.");
  EXPECT_NE(series_refusal(Window{TimeUnit::Years, 2'000'000'000, 1}), "");
  EXPECT_EQ(series_refusal(Window{TimeUnit::Events, 4, 1}),
            "The window has 4 events, and only 3 statements count.");
  EXPECT_NE(series_refusal(std::nullopt), "");
}

TEST(ForEachSlice, RefusesWindowsOfNothing) {
  EXPECT_EQ(series_refusal(Window{TimeUnit::Days, 0, 1}),
            "A window has a width and a step of 1 or more days, not 0 and 1.");
  EXPECT_NE(series_refusal(Window{TimeUnit::Events, 1, -1}), "");
}

TEST(ExclusionsWithoutEffect, AreValuesThatNoStatementHas) {
  NetworkSettings settings;
  settings.exclusions = {{"organization", {"Pilots", "Pilotes"}, false},
                         {"intensity", {"3"}, false},
                         {"intensity", {"03"}, true}};
  EXPECT_EQ(exclusions_without_effect(two_statements(), settings).size(), 2U);
  EXPECT_EQ(exclusions_without_effect(two_statements(), settings)[0].values,
            std::vector<std::string>{"Pilotes"});
}

}  // namespace
}  // namespace faultline::networks
