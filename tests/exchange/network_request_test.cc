#include "exchange/network_request.h"

#include <gtest/gtest.h>

namespace faultline::exchange {
namespace {

using networks::Aggregation;
using networks::TimeUnit;

Result<NetworkRequest> asked(const std::vector<std::pair<std::string, std::string>>& settings) {
  NetworkRequest request;
  for (const auto& [name, value] : settings)
    if (auto set = set_network_field(request, name, value); !set)
      return tl::unexpected(set.error());
  if (auto checked = check_request(request); !checked) return tl::unexpected(checked.error());
  return request;
}

std::string refused(const std::vector<std::pair<std::string, std::string>>& settings) {
  const auto request = asked(settings);
  return request ? "" : request.error().message;
}

TEST(NetworkRequest, TakesTheWordsOfTheField) {
  const auto request = asked({{"mode", "two-mode"},
                              {"variable1", "person"},
                              {"aggregation", "combine"},
                              {"normalization", "activity"},
                              {"duplicates", "month"},
                              {"isolates", "true"},
                              {"qualifier", "none"}});
  ASSERT_TRUE(request) << request.error().message;
  EXPECT_EQ(request->settings.shape, networks::Shape::TwoMode);
  EXPECT_EQ(request->settings.variable1, "person");
  EXPECT_EQ(request->settings.aggregation, Aggregation::Combine);
  EXPECT_EQ(request->settings.normalisation, networks::Normalisation::Activity);
  EXPECT_EQ(request->settings.duplicates, networks::Duplicates::Month);
  EXPECT_TRUE(request->settings.isolates);
  EXPECT_FALSE(request->settings.qualifier);
}

TEST(NetworkRequest, GivesAMonthItsFirstAndItsLastSecond) {
  const auto request = asked({{"from", "2031-02"}, {"to", "2031-02"}});
  ASSERT_TRUE(request);
  EXPECT_EQ(to_string(*request->settings.from), "2031-02-01T00:00:00");
  EXPECT_EQ(to_string(*request->settings.to), "2031-02-28T23:59:59");
  EXPECT_EQ(to_string(*asked({{"to", "2031-02-03T09:30"}})->settings.to), "2031-02-03T09:30:00");
}

TEST(NetworkRequest, ComparesMonthsOrPeriods) {
  const auto months = asked({{"compare", "2031-03,2031-04"}});
  ASSERT_TRUE(months) << months.error().message;
  EXPECT_EQ(to_string(months->compare->first.to), "2031-03-31T23:59:59");
  const auto periods = asked({{"compare", "2031-01..2031-02,2031-W10..2031-04-03"}});
  ASSERT_TRUE(periods) << periods.error().message;
  EXPECT_EQ(to_string(periods->compare->second.from), "2031-03-03T00:00:00");
  EXPECT_NE(refused({{"compare", "2031-02..2031-01,2031-03"}}), "");
}

TEST(NetworkRequest, ReadsLengthsOfTime) {
  for (const auto& [text, width, unit] :
       {std::tuple("30 days", 30, TimeUnit::Days), std::tuple("1 week", 1, TimeUnit::Weeks),
        std::tuple("50events", 50, TimeUnit::Events),
        std::tuple("2-months", 2, TimeUnit::Months)}) {
    const auto request = asked({{"window", text}});
    ASSERT_TRUE(request) << text;
    EXPECT_EQ(request->settings.window->width, width);
    EXPECT_EQ(request->settings.window->unit, unit);
  }
  for (const char* wrong : {"days", "0 days", "30", "30 fortnights", "-3 days", ""})
    EXPECT_NE(refused({{"window", wrong}}), "") << wrong;
}

TEST(NetworkRequest, GathersExclusionsByVariable) {
  const auto request = asked(
      {{"exclude", "concept=ferry tax"}, {"exclude", "concept=a=b"}, {"only", "outlet=The Quay"}});
  ASSERT_TRUE(request);
  ASSERT_EQ(request->settings.exclusions.size(), 2U);
  EXPECT_EQ(request->settings.exclusions[0].values, (std::vector<std::string>{"ferry tax", "a=b"}));
  EXPECT_TRUE(request->settings.exclusions[1].only);
  EXPECT_NE(refused({{"exclude", "concept"}}), "");
}

TEST(NetworkRequest, SaysWhichWordsThereAre) {
  EXPECT_NE(refused({{"aggregation", "sum"}}).find("congruence"), std::string::npos);
  EXPECT_NE(refused({{"colour", "blue"}}).find("variable1"), std::string::npos);
  EXPECT_NE(refused({{"alpha", "1.5"}}).find("from 0 to 1"), std::string::npos);
  EXPECT_NE(refused({{"alpha", "nan"}}), "");
  EXPECT_NE(refused({{"polarization", "1"}}), "");
  EXPECT_NE(refused({{"compare", "2031-01..2031-02"}}), "");
}

TEST(NetworkRequest, RefusesWhatContradictsItself) {
  EXPECT_NE(refused({{"from", "2031-03"}, {"to", "2031-02"}}), "");
  EXPECT_NE(refused({{"compare", "2031-01..2031-02,2031-03..2031-04"}, {"window", "1 week"}}), "");
  EXPECT_NE(refused({{"compare", "2031-01..2031-02,2031-03..2031-04"}, {"from", "2031"}}), "");
  EXPECT_NE(refused({{"mode", "events"}, {"centrality", "true"}}), "");
  EXPECT_NE(refused({{"resolution", "2"}}), "");
  EXPECT_NE(refused({{"mode", "relations"}, {"backbone", "concepts"}}), "");
}

TEST(NetworkRequest, IsTheSameFromItsOwnSettingsFile) {
  const auto request = asked({{"mode", "one-mode"},
                              {"variable1", "or\"g\\anization"},
                              {"exclude", "concept=tax\n\"now\""},
                              {"exclude", "outlet=The Quay"},
                              {"only", "person=Ann Lee"},
                              {"window", "4 weeks"},
                              {"step", "2"},
                              {"kernel", "gaussian"},
                              {"communities", "leiden"},
                              {"resolution", "0.5"},
                              {"from", "2031-01-02T03:04:05"},
                              {"by-principal", "true"}});
  ASSERT_TRUE(request) << request.error().message;
  NetworkRequest again;
  const auto read = set_from_toml(again, settings_toml(*request), "again.toml");
  ASSERT_TRUE(read) << read.error().message << settings_toml(*request);
  EXPECT_EQ(described(again), described(*request));
}

TEST(SettingsFile, TakesTablesOfExclusions) {
  NetworkRequest request;
  const auto read = set_from_toml(request,
                                  "mode = \"two-mode\"\nmin_confidence = 0.7\n"
                                  "[exclude]\nconcept = [\"ferry tax\", \"port fee\"]\n",
                                  "net.toml");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(request.min_confidence, 0.7);
  ASSERT_EQ(request.settings.exclusions.size(), 1U);
  EXPECT_EQ(request.settings.exclusions[0].values.size(), 2U);
}

TEST(SettingsFile, NamesThePlaceOfWhatIsWrong) {
  NetworkRequest request;
  const auto where = [&](const char* text) {
    const auto read = set_from_toml(request, text, "net.toml");
    return read ? std::string() : read.error().where;
  };
  EXPECT_EQ(where("mode = \"one-mode\"\nwindw = \"30 days\"\n"), "net.toml:2:1");
  EXPECT_EQ(where("window = \"30 fortnights\"\n"), "net.toml:1:10");
  EXPECT_EQ(where("mode = [1]\n"), "net.toml:1:8");
  EXPECT_EQ(where("mode = \n"), "net.toml:1:8");
}

}  // namespace
}  // namespace faultline::exchange
