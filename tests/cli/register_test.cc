// faultline register and faultline import: from files and studies to answers and files.

#include <gtest/gtest.h>

#include "cli/cli.h"
#include "cli/program.h"
#include "cli/said.h"

// All people, parties and places are invented.

namespace faultline::cli {
namespace {

Said say(const std::vector<std::string>& arguments) { return say_in(arguments, {.width = 160}); }

constexpr const char* toml = R"(
[[actor]]
name = "Ada Odell"
also = ["Ада Оделл"]
role = [ {title = "Speaker of Parliament", from = "2028-03-01", to = "2031-04-22", source = "Gazette 7"} ]
bloc = [ {name = "Lantern", from = 2026} ]
[[actor]]
name = "Bo Odell"
role = [ {title = "Speaker of Parliament", from = "2031-04-23"} ]
)";

constexpr const char* query =
    "actor,actorLabel,roleLabel,from,to\n"
    "http://www.wikidata.org/entity/Q1,Cy Dahl,Mayor,2030-01-01T00:00:00Z,\n";

TEST(RegisterCommand, CountsWhatAFileHolds) {
  const Folder folder;
  const auto said = say({"register", folder.write("r.toml", toml)});
  EXPECT_EQ(said.exit, Exit::AllDone);
  EXPECT_TRUE(has(said.out,
                  "2 actors (2 persons, 0 organizations, 0 states, 0 groups) with 3 names, "
                  "2 roles and 1 membership"))
      << said.out;
}

TEST(RegisterCommand, SaysWhoHeldAnOfficeOnADay) {
  const Folder folder;
  const std::string file = folder.write("r.toml", toml);
  const auto first = say({"register", file, "--office", "Speaker", "--on", "2031-04-22"});
  EXPECT_TRUE(has(first.out, "ada-odell"));
  EXPECT_TRUE(has(first.out, "Gazette 7"));
  EXPECT_FALSE(has(first.out, "bo-odell"));
  const auto then = say({"register", file, "--office", "Speaker", "--on", "2031-04-23"});
  EXPECT_TRUE(has(then.out, "bo-odell"));
  EXPECT_FALSE(has(then.out, "ada-odell"));
  const auto nobody = say({"register", file, "--office", "Mayor", "--on", "2031-04-23"});
  EXPECT_EQ(nobody.exit, Exit::AllDone);
  EXPECT_TRUE(has(nobody.err, "Nobody"));
}

TEST(RegisterCommand, SaysWhoseANameIs) {
  const Folder folder;
  const std::string file = folder.write("r.toml", toml);
  const auto said = say({"register", file, "--name", "Odell", "--on", "2027-01-01"});
  EXPECT_LT(said.out.find("ada-odell"), said.out.find("bo-odell"));
  EXPECT_TRUE(has(say({"register", file, "--name", "Ада Оделл"}).out, "ada-odell"));
}

TEST(RegisterCommand, ShowsAnActorOverTime) {
  const Folder folder;
  const std::string file = folder.write("r.toml", toml);
  const auto said = say({"register", file, "--actor", "ada-odell"});
  EXPECT_LT(said.out.find("Lantern"), said.out.find("Speaker of Parliament"));
  EXPECT_TRUE(has(said.out, "2028-03-01 to 2031-04-22"));
  const auto then = say({"register", file, "--actor", "ada-odell", "--on", "2027-01-01"});
  EXPECT_TRUE(has(then.out, "Lantern"));
  EXPECT_FALSE(has(then.out, "Speaker"));
  EXPECT_EQ(say({"register", file, "--actor", "nobody"}).exit, Exit::BadInput);
}

TEST(RegisterCommand, RefusesContradictionsAndBadDays) {
  const Folder folder;
  const std::string file = folder.write("r.toml", toml);
  EXPECT_EQ(say({"register", file, "--csv", "--toml"}).exit, Exit::Usage);
  EXPECT_EQ(say({"register", file, "--office", "Speaker"}).exit, Exit::Usage);
  EXPECT_EQ(say({"register", file, "--on", "2031-01-01"}).exit, Exit::Usage);
  EXPECT_EQ(say({"register", file, "--name", "A", "--on", "soon"}).exit, Exit::Usage);
  EXPECT_EQ(say({"register", folder / "none.toml"}).exit, Exit::BadInput);
}

TEST(RegisterCommand, ListsEveryMistakeOfATable) {
  const Folder folder;
  const auto bad =
      say({"register", folder.write("r.csv", "name,kind\nA,robot\nB,state\n,x\n"), "--check"});
  EXPECT_EQ(bad.exit, Exit::BadInput);
  EXPECT_TRUE(has(bad.out, "r.csv:2"));
  EXPECT_TRUE(has(bad.out, "r.csv:4"));
  EXPECT_TRUE(has(bad.err, "2 mistakes"));
  const auto good = say({"register", folder.write("good.toml", toml), "--check"});
  EXPECT_EQ(good.exit, Exit::AllDone);
  EXPECT_TRUE(has(good.out, "nothing is wrong"));
}

TEST(RegisterCommand, GivesBackWhatAStudyWasGiven) {
  const Folder folder;
  const std::string file = folder.write("r.toml", toml);
  const std::string study = folder / "s.study";
  ASSERT_EQ(say({"import", file, "--into", study}).exit, Exit::AllDone);
  EXPECT_EQ(say({"register", study, "--csv"}).out, say({"register", file, "--csv"}).out);
  EXPECT_EQ(say({"register", study, "--toml"}).out, say({"register", file, "--toml"}).out);
  const std::string table = folder.write("t.csv", say({"register", study, "--csv"}).out);
  EXPECT_EQ(say({"register", table, "--toml"}).out, say({"register", file, "--toml"}).out);
}

TEST(ImportCommand, AddsToTheRegisterOfAStudyOrReplacesIt) {
  const Folder folder;
  const std::string study = folder / "s.study";
  const std::string answer = folder.write("q.csv", query);
  ASSERT_EQ(say({"import", folder.write("r.toml", toml), "--into", study}).exit, Exit::AllDone);
  ASSERT_EQ(say({"import", answer, "--into", study}).exit, Exit::AllDone);
  EXPECT_TRUE(has(say({"register", study}).out, "3 actors"));
  ASSERT_EQ(say({"import", answer, "--into", study, "--replace"}).exit, Exit::AllDone);
  EXPECT_TRUE(has(say({"register", study}).out, "1 actor "));
}

TEST(ImportCommand, TellsFormatsByEndingAndFirstLine) {
  const Folder folder;
  EXPECT_TRUE(has(say({"import", folder.write("q.csv", query)}).out, "name = \"Cy Dahl\""));
  EXPECT_TRUE(has(say({"import", folder.write("r.csv", "name\nDee Fenn\n")}).out, "Dee Fenn"));
  EXPECT_TRUE(
      has(say({"import", folder.write("d.txt", "ANN_LEE_ [GOV >010101]\n")}).out, "Ann Lee"));
  EXPECT_TRUE(has(
      say({"import",
           folder.write("q.json",
                        R"({"head":{},"results":{"bindings":[{"name":{"value":"Ed Gale"}}]}})")})
          .out,
      "Ed Gale"));
  const auto dump = folder.write("dump.json",
                                 "[\n{\"type\":\"item\",\"id\":\"Q7\",\"labels\":{\"en\":{"
                                 "\"value\":\"Flo Hart\"}},\"claims\":{\"P31\":"
                                 "[{\"mainsnak\":{\"snaktype\":\"value\",\"datavalue\":{\"value\":{"
                                 "\"id\":\"Q5\"}}}}]}},\n]\n");
  EXPECT_TRUE(has(say({"import", dump, "--csv"}).out, "flo-hart,name,Flo Hart"));
  EXPECT_EQ(say({"import", folder.write("x.bin", "x")}).exit, Exit::Usage);
}

TEST(ImportCommand, ListsWhatItCouldNotReadAndKeepsTheRest) {
  const Folder folder;
  const auto said = say({"import", folder.write("r.csv", "name,kind\nA,robot\nB,state\n")});
  EXPECT_EQ(said.exit, Exit::SomeFailed);
  EXPECT_TRUE(has(said.out, "name = \"B\""));
  EXPECT_TRUE(has(said.err, "r.csv:2"));
  const auto none = say({"import", folder.write("n.csv", "name,kind\nA,robot\n")});
  EXPECT_EQ(none.exit, Exit::BadInput);
  EXPECT_EQ(none.out, "");
}

TEST(ImportCommand, RefusesContradictionsAndUnknownItems) {
  const Folder folder;
  const std::string file = folder.write("q.csv", query);
  EXPECT_EQ(say({"import", file, "--csv", "--toml"}).exit, Exit::Usage);
  EXPECT_EQ(say({"import", file, "--replace"}).exit, Exit::Usage);
  EXPECT_EQ(say({"import", file, "--format", "sparqle"}).exit, Exit::Usage);
  const auto dump = folder.write("d.json", "[\n]\n");
  EXPECT_EQ(say({"import", dump, "--position", "30185"}).exit, Exit::Usage);
  EXPECT_EQ(say({"import", dump, "--position", "Q30185"}).exit, Exit::NothingDone);
  EXPECT_EQ(say({"import", folder / "none.json"}).exit, Exit::BadInput);
}

}  // namespace
}  // namespace faultline::cli
