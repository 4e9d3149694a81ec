// faultline rift | timeline | factions: a bloc whose weeks one can count by hand.

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "cli/harbour.h"
#include "cli/program.h"
#include "cli/said.h"

// All people, parties and places are invented.

namespace faultline::cli {
namespace {

using Json = nlohmann::json;

/// Twelve weeks from 2031-W02, two articles a week. Six weeks of members against Reyl (2 a week)
/// and of praise inside (2 a week), then six of members against members (3 a week, praise 1).
std::string twelve_weeks() {
  std::string lines;
  for (int week = 0; week < 12; ++week) {
    const std::string quay =
        week < 6 ? "Ana Lor accused Dov Reyl of lying about pier {}. Ben Mak praised Cyd Tarn."
                 : "Ana Lor accused Ben Mak of lying about pier {}. Cyd Tarn praised Ben Mak.";
    const std::string reef =
        week < 6
            ? "Ben Mak accused Dov Reyl of hiding the bill for pier {}. Cyd Tarn praised Ana Lor."
            : "Ben Mak accused Ana Lor of hiding the bill for pier {}. Cyd Tarn attacked Ana Lor "
              "over the wage.";
    lines += harbour_article(7 * week, "Quay Post", fmt::format(fmt::runtime(quay), week)) +
             harbour_article(7 * week + 1, "Reef Mail", fmt::format(fmt::runtime(reef), week));
  }
  return lines;
}

/// The study is read once for all tests, which only look at it.
class Rift : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<Folder>();
    const auto read = say_in({"read", folder_->write("weeks.jsonl", twelve_weeks()), "--into",
                              *folder_ / "my.study", "--register",
                              folder_->write("register.toml", harbour_register)});
    ASSERT_EQ(read.exit, Exit::AllDone) << read.err;
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static Said say(const std::string& command, std::vector<std::string> words = {}) {
    words.insert(words.begin(), {command, *folder_ / "my.study"});
    return say_in(words);
  }
  static Json json(const std::string& command, std::vector<std::string> words = {}) {
    words.emplace_back("--json");
    const auto said = say(command, words);
    EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
    return Json::parse(said.out);
  }

  static std::unique_ptr<Folder> folder_;
};
std::unique_ptr<Folder> Rift::folder_;

std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(Json::parse(line));
  return lines;
}

TEST_F(Rift, CountsWhatOneCanCountByHand) {
  const Json rift = json("rift");
  EXPECT_EQ(rift["bloc"], "Harbour Compact");
  EXPECT_EQ(rift["criticism"], (Json{{"inside", 18}, {"outward", 12}, {"from_outside", 0}}));
  EXPECT_EQ(rift["support_inside"], 18);
  EXPECT_EQ(rift["statements"], 48);
  EXPECT_DOUBLE_EQ(rift["share"]["value"], 18.0 / 30);
  EXPECT_EQ(rift["share"]["stories"], 24);
  EXPECT_DOUBLE_EQ(rift["net_support"]["value"], 0);
  EXPECT_DOUBLE_EQ(rift["per_statement"]["value"], 18.0 / 48);
  EXPECT_EQ(rift["first"], "2031-01-06");
  EXPECT_EQ(rift["last"], "2031-03-25");
}

TEST_F(Rift, DatesTheChangeWithIntervalAndTest) {
  const Json change = json("rift")["change"];
  EXPECT_EQ(change["first"], "2031-02-17");  // Monday of 2031-W08, the seventh week
  EXPECT_EQ(change["interval"], (Json{"2031-02-17", "2031-02-17"}));
  EXPECT_EQ(change["before"]["value"], 0);
  EXPECT_EQ(change["after"]["value"], 1);
  EXPECT_EQ(change["permutations"], 999);
  EXPECT_LE(change["p"], 0.01);
  const auto said = say("rift");
  EXPECT_TRUE(has(said.out, "united until 2031-W07; split since 2031-W08")) << said.out;
  EXPECT_TRUE(has(said.out, "n = 30"));
  EXPECT_FALSE(has(said.out, "0.000"));
}

TEST_F(Rift, NamesWhoAttacksWhomByTheirRelations) {
  const Json pairs = json("rift")["pairs"];
  std::set<std::string> attacks;
  for (const auto& pair : pairs)
    if (pair["negative"] > 0)
      attacks.insert(fmt::format("{} {} {}", pair["from"].get<std::string>(),
                                 pair["to"].get<std::string>(), pair["negative"].get<int>()));
  EXPECT_EQ(attacks, (std::set<std::string>{"ana-lor ben-mak 6", "ben-mak ana-lor 6",
                                            "cyd-tarn ana-lor 6"}));
  // Each key is a row of `faultline relations`.
  const auto relations = lines_of(say("relations", {"--jsonl"}).out);
  for (const auto& pair : pairs)
    for (const auto& key : pair["relations"])
      EXPECT_TRUE(std::any_of(relations.begin(), relations.end(), [&](const Json& relation) {
        return relation["key"] == key && relation["from"] == pair["from"];
      })) << key;
}

TEST_F(Rift, SaysWhatRemainsWithoutOneOutlet) {
  const Json without = json("rift")["without_outlet"];
  ASSERT_EQ(without.size(), 2U);
  EXPECT_EQ(without[0]["outlet"], "Reef Mail");  // the louder one
  EXPECT_EQ(without[0]["criticism"], 18);
  EXPECT_DOUBLE_EQ(without[0]["share"]["value"], 0.5);  // Quay Post: 6 outward, 6 inside
  EXPECT_EQ(without[0]["change"], "2031-02-17");
}

TEST_F(Rift, KeepsToThePeriodTheOutletAndTheBloc) {
  EXPECT_EQ(json("rift", {"--to", "2031-W07"})["criticism"]["inside"], 0);
  EXPECT_EQ(json("rift", {"--from", "2031-W08"})["criticism"]["outward"], 0);
  EXPECT_EQ(json("rift", {"--outlet", "Quay Post"})["criticism"]["inside"], 6);
  const Json reef = json("rift", {"--bloc", "Reef Party"});
  EXPECT_EQ(reef["criticism"], (Json{{"inside", 0}, {"outward", 0}, {"from_outside", 12}}));
  EXPECT_TRUE(reef["change"].is_null());
}

TEST_F(Rift, ComparesBeforeAndAfterANamedDay) {
  const Json event = json("rift", {"--event", "the storm=2031-02-17"})["events"][0];
  EXPECT_EQ(event["name"], "the storm");
  EXPECT_EQ(event["before"]["value"], 0);
  EXPECT_EQ(event["after"]["value"], 1);
  EXPECT_LE(event["p"], 0.01);
  // Twelve weeks hold no other day with ten criticisms on either side that do not cross this one.
  EXPECT_EQ(event["placebo_days"], 0);
  const auto said = say_in({"rift", *folder_ / "my.study", "--event", "the storm=2031-02-17",
                            "--event", "the calm=2031-01-07"},
                           {.width = 400});
  EXPECT_TRUE(has(said.out, "the storm (2031-02-17): 0 % [0, ")) << said.out;
  EXPECT_TRUE(has(said.out, "no other day has enough criticism around it"));
  EXPECT_TRUE(has(said.out, "the calm (2031-01-07): - before, "));
  EXPECT_TRUE(has(said.out, "too little criticism on one side to compare."));
}

TEST_F(Rift, IsTheSameForAnyNumberOfThreads) {
  for (const std::string command : {"rift", "factions"}) {
    std::vector<std::string> one = {"--seed", "4"}, three = one;
    if (command == "rift") {
      one.insert(one.end(), {"--threads", "1"});
      three.insert(three.end(), {"--threads", "3"});
    }
    EXPECT_EQ(json(command, one), json(command, three)) << command;
  }
}

TEST_F(Rift, SaysWhatIsWrongWithAnOption) {
  const auto unknown = say("rift", {"--bloc", "Harbor Compact"});
  EXPECT_EQ(unknown.exit, Exit::BadInput);
  EXPECT_TRUE(has(unknown.err, "Harbour Compact")) << unknown.err;
  EXPECT_TRUE(has(say("timeline", {"--outlet", "Quay"}).err, "Quay Post"));
  for (const auto& words : std::vector<std::vector<std::string>>{{"--bin", "fortnight"},
                                                                 {"--event", "no day"},
                                                                 {"--event", "=2031-02-17"},
                                                                 {"--minimum-n", "0"},
                                                                 {"--permutations", "many"},
                                                                 {"--threads", "-1"}}) {
    const auto said = say("timeline", words);
    EXPECT_EQ(said.exit, Exit::Usage) << words[1];
    EXPECT_TRUE(has(said.err, words[0])) << said.err;
  }
}

TEST_F(Rift, SaysWhenThereIsNobodyToAskAbout) {
  const auto folder = Folder();
  const std::string study = folder / "bare.study";
  ASSERT_EQ(
      say_in({"read", folder.write("a.txt", "Ana Lor accused Ben Mak of lying."), "--into", study})
          .exit,
      Exit::AllDone);
  for (const std::string command : {"rift", "timeline", "factions"}) {
    const auto said = say_in({command, study});
    EXPECT_EQ(said.exit, Exit::BadInput) << command;
    EXPECT_TRUE(has(said.err, "register")) << said.err;
  }
}

// ---- timeline ----

TEST_F(Rift, SeriesHasAWeekARowAndAGapWhereThereIsTooLittle) {
  const auto weeks = lines_of(say("timeline", {"--jsonl"}).out);
  ASSERT_EQ(weeks.size(), 12U);
  for (std::size_t week = 0; week < 12; ++week) {
    EXPECT_EQ(weeks[week]["time"], fmt::format("2031-W{:02}", week + 2));
    EXPECT_EQ(weeks[week]["crit_in"], week < 6 ? 0 : 3);
    EXPECT_EQ(weeks[week]["crit_out"], week < 6 ? 2 : 0);
    EXPECT_EQ(weeks[week]["relations_in"].size(), week < 6 ? 0U : 3U);
    EXPECT_EQ(weeks[week]["share"]["value"].is_null(), week < 6);  // 2 are fewer than 3
    EXPECT_EQ(weeks[week]["outlets"].size(), 2U);
  }
  const auto thin = lines_of(say("timeline", {"--jsonl", "--minimum-n", "2"}).out);
  EXPECT_EQ(thin[0]["share"]["value"], 0);
}

TEST_F(Rift, SeriesIsATable) {
  const auto table = say("timeline", {"--csv", "--bin", "month"}).out;
  std::istringstream rows(table);
  std::string heading, january, february, march, more;
  std::getline(rows, heading);
  std::getline(rows, january);
  std::getline(rows, february);
  std::getline(rows, march);
  EXPECT_FALSE(std::getline(rows, more));
  EXPECT_TRUE(heading.starts_with("time,first,last,share,low,high,crit_in,crit_out")) << heading;
  EXPECT_TRUE(january.starts_with("2031-01,2031-01-01,2031-01-31,0,")) << january;
  EXPECT_TRUE(has(january, "Quay Post 4, Reef Mail 4")) << january;
  // Two weeks of each kind in February; four weeks inside alone in March.
  EXPECT_TRUE(february.starts_with("2031-02,2031-02-01,2031-02-28,0.6,")) << february;
  EXPECT_TRUE(march.starts_with("2031-03,2031-03-01,2031-03-31,1,")) << march;
}

TEST_F(Rift, SeriesIsAPicture) {
  const auto said = say("timeline", {"--svg", "-", "--event", "the storm=2031-02-17"});
  EXPECT_TRUE(said.out.starts_with("<svg")) << said.out.substr(0, 80);
  EXPECT_TRUE(has(said.out, "the storm"));
  EXPECT_TRUE(has(said.out, "2031-W08"));
  const auto written = say("timeline", {"--svg", *folder_ / "rift.svg"});
  EXPECT_TRUE(written.out.empty());
  EXPECT_TRUE(has(written.err, "rift.svg"));
  EXPECT_TRUE(file_content(*folder_ / "rift.svg").starts_with("<svg"));
}

TEST_F(Rift, PhasesAreThoseOfTheWeeks) {
  const auto lines = lines_of(say("timeline", {"--phases", "--jsonl"}).out);
  ASSERT_EQ(lines.size(), 13U);  // what is found, then the weeks
  EXPECT_EQ(lines[0]["states"].size(), 2U);
  EXPECT_LE(lines[0]["p_states"], 0.01);
  EXPECT_LE(lines[0]["p_order"], 0.01);
  for (std::size_t week = 1; week <= 12; ++week) EXPECT_EQ(lines[week]["state"], week <= 6 ? 1 : 2);
  const auto text = say("timeline", {"--phases"}).out;
  EXPECT_TRUE(has(text, "2031-W08 to 2031-W13")) << text;
  EXPECT_TRUE(has(text, "Ana Lor attacks Ben Mak: 6 of 6. [25]")) << text;
  const auto table = say("timeline", {"--phases", "--csv"}).out;
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 13);
  EXPECT_TRUE(has(say("timeline", {"--phases", "--bin", "quarter"}).out, "cannot be told"));
}

TEST_F(Rift, ChangesBetweenTwoPeriodsAddUp) {
  const std::string periods = "2031-W02..2031-W07,2031-W08..2031-W13";
  const auto lines = lines_of(say("timeline", {"--compare", periods, "--jsonl"}).out);
  double sum = 0;
  for (const auto& pair : lines) sum += pair["contribution"].get<double>();
  EXPECT_NEAR(sum, 1.0, 1e-12);  // from 0 of 12 to 18 of 18
  const auto turned = std::find_if(lines.begin(), lines.end(), [](const Json& pair) {
    return pair["from"] == "cyd-tarn" && pair["to"] == "ana-lor";
  });
  ASSERT_NE(turned, lines.end());
  EXPECT_EQ((*turned)["change"], "turned");
  EXPECT_EQ((*turned)["positive"], (Json{6, 0}));
  EXPECT_EQ((*turned)["negative"], (Json{0, 6}));
  const auto text = say("timeline", {"--compare", periods}).out;
  EXPECT_TRUE(has(text, "0 % (0 of 12)")) << text;
  EXPECT_TRUE(has(text, "Ana Lor accused Ben Mak of lying about pier 6."));
  EXPECT_TRUE(has(say("timeline", {"--compare", periods, "--csv"}).out,
                  "cyd-tarn,ana-lor,1,turned,0,6,6,0,"));
}

TEST_F(Rift, SaysWhatIsWrongWithPeriods) {
  for (const std::string wrong :
       {"2031-03", "2031-02,2031-W07", "never,2031-04", "2031-04..2031-03,2030"}) {
    const auto said = say("timeline", {"--compare", wrong});
    EXPECT_EQ(said.exit, Exit::Usage) << wrong;
    EXPECT_TRUE(has(said.err, wrong)) << said.err;
  }
  EXPECT_EQ(say("timeline", {"--compare", "2031-02,2031-03", "--phases"}).exit, Exit::Usage);
  EXPECT_EQ(say("timeline", {"--phases", "--svg", "-"}).exit, Exit::Usage);
}

TEST_F(Rift, TheMapGivesTheSameAnswerAndMarksTheDay) {
  const auto said = say("map");
  EXPECT_TRUE(has(said.out, "United until 2031-W07; split since 2031-W08")) << said.out;
  EXPECT_TRUE(has(said.out, "Because of [1] [2] [3] +15")) << said.out;
  EXPECT_FALSE(has(say("map", {"--html", "-"}).out, "the storm"));
  EXPECT_TRUE(has(say("map", {"--html", "-", "--event", "the storm=2031-02-17"}).out, "the storm"));
  EXPECT_EQ(say("map", {"--event", "the storm"}).exit, Exit::Usage);
}

// ---- factions ----

TEST_F(Rift, FactionsAreTheBestOfAllSplits) {
  // Lor - Mak: 12 criticisms. Lor - Tarn: 6 of praise, 6 criticisms. Mak - Tarn: 12 of praise.
  const Json factions = json("factions");
  EXPECT_EQ(factions["ties"], 36);
  EXPECT_EQ(factions["frustrated"], 6);
  EXPECT_TRUE(factions["is_exact"]);
  EXPECT_EQ(factions["best_splits"], 1);
  std::map<std::string, std::string> side;
  for (const auto& member : factions["members"]) {
    side[member["actor"]] = member["side"];
    EXPECT_GT(member["certainty"], 0.9);
    EXPECT_FALSE(member["placed_by"].empty());
  }
  EXPECT_EQ(side.size(), 3U);
  EXPECT_EQ(side["ben-mak"], side["cyd-tarn"]);
  EXPECT_NE(side["ben-mak"], side["ana-lor"]);
  EXPECT_FALSE(factions["more_than_two"]["fits_better"]);
  EXPECT_EQ(factions["more_than_two"]["members"].size(), 3U);
}

TEST_F(Rift, TheMapAndFactionsGiveTheSameLetters) {
  const auto map = say("map").out;
  const auto factions = json("factions");
  for (const auto& member : factions["members"]) {
    const std::string line =
        "  " + member["side"].get<std::string>() + "  " + member["name"].get<std::string>();
    EXPECT_TRUE(has(map, line)) << line << "\n" << map;
  }
}

TEST_F(Rift, FactionsAreATableAndAText) {
  const auto table = say("factions", {"--csv"}).out;
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 4);
  const auto text = say("factions", {"--from", "2031-W08"}).out;
  EXPECT_TRUE(has(text, "Ana Lor accused Ben Mak of lying about pier 6.")) << text;
  EXPECT_FALSE(has(text, "p = 0.000"));
  EXPECT_TRUE(has(text, "Three or more factions fit no better than two")) << text;
  EXPECT_EQ(say("factions", {"--replicates", "0"}).exit, Exit::Usage);
}

TEST_F(Rift, FactionsOfABlocThatIsSilentInsideSaySo) {
  const auto said = say("factions", {"--bloc", "Reef Party"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_TRUE(has(said.out, "Reef Party")) << said.out;
  EXPECT_FALSE(has(said.out, "nan"));
}

}  // namespace
}  // namespace faultline::cli
