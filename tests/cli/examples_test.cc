// The invented country of examples/: its split is found, and none where its stories are shuffled in
// time.

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>
#include <sstream>

#include "base/draw.h"
#include "cli/program.h"
#include "cli/said.h"

namespace faultline::cli {
namespace {

using Json = nlohmann::json;

const std::string examples = std::string(FAULTLINE_SOURCE_DIR) + "/examples";

Said read_examples(const std::string& from, const std::string& study) {
  return say_in({"read", from, "--into", study, "--register", examples + "/register.toml",
                 "--codebook", examples + "/codebook.toml"});
}

Json json_of(const std::string& command, const std::string& study) {
  const auto said = say_in({command, study, "--json"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  return Json::parse(said.out);
}

TEST(Examples, SplitAfterTheDamBroke) {
  const Folder folder;
  const std::string study = folder / "my.study";
  ASSERT_EQ(read_examples(examples, study).exit, Exit::AllDone);
  const Json rift = json_of("rift", study);
  EXPECT_EQ(rift["change"]["first"], "2031-03-24");
  EXPECT_LE(rift["change"]["p"], 0.03);
  EXPECT_LE(rift["change"]["interval"][1], "2031-04-14");
  EXPECT_LT(rift["change"]["before"]["value"], 0.1);
  EXPECT_GT(rift["change"]["after"]["value"], 0.8);
  // Without the loudest outlet it does not hold, which is said.
  EXPECT_TRUE(has(rift["cautions"].dump(), "Without Inland Wire the change is not shown"));
  const Json factions = json_of("factions", study);
  EXPECT_LT(factions["null"]["p"], 0.05);
  std::map<std::string, std::string> side;
  for (const auto& member : factions["members"]) side[member["actor"]] = member["side"];
  EXPECT_EQ(side["nadira-velasko"], side["joren-adeyo"]);
  EXPECT_EQ(side["tomas-berrenko"], side["lucan-mireau"]);
  EXPECT_NE(side["tomas-berrenko"], side["nadira-velasko"]);
}

TEST(Examples, ShuffledInTimeShowNoSplit) {
  const Folder folder;
  const std::string study = folder / "my.study";
  ASSERT_EQ(read_examples(examples, study).exit, Exit::AllDone);
  std::vector<Json> articles;
  std::istringstream lines(say_in({"articles", study, "--jsonl"}).out);
  for (std::string line; std::getline(lines, line);) articles.push_back(Json::parse(line));
  ASSERT_EQ(articles.size(), 18U);
  std::vector<std::string> days;
  for (const Json& article : articles) days.push_back(article["published"]);
  const std::regex dateline(", (March|April|May) \\d+ —");
  std::mt19937_64 generator(2031);
  int called = 0;
  for (int run = 0; run < 8; ++run) {
    shuffle(days, generator);
    std::string shuffled;
    for (std::size_t i = 0; i < articles.size(); ++i)
      shuffled +=
          Json{{"id", articles[i]["id"]},
               {"text", std::regex_replace(file_content(articles[i]["file"].get<std::string>()),
                                           dateline, " —")},
               {"outlet", articles[i]["outlet"]},
               {"headline", articles[i]["headline"]},
               {"published", days[i]}}
              .dump() +
          "\n";
    const std::string other = folder / ("shuffled" + std::to_string(run) + ".study");
    ASSERT_EQ(read_examples(folder.write("shuffled.jsonl", shuffled), other).exit, Exit::AllDone);
    const Json change = json_of("rift", other)["change"];
    if (!change.is_null() && change["p"] < 0.05) ++called;
  }
  // Of 8 at 5 %: two or more have a chance of 6 %, three or more of 0.6 %.
  EXPECT_LE(called, 2);
}

}  // namespace
}  // namespace faultline::cli
