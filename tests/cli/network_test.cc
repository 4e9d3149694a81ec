// faultline network: networks, series and lists of a small imported study, as files and as text.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "cli/program.h"
#include "cli/said.h"

// All people, parties and places are invented.

namespace faultline::cli {
namespace {

Said say(const std::vector<std::string>& arguments) { return say_in(arguments, {.width = 100}); }

/// Tables have the line ends of RFC 4180.
std::string lines(std::string text) {
  std::erase(text, '\r');
  return text;
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// Pilots and Dockers agree twice on the ferry tax in March and differ once in April; the Board is
// against it.
constexpr const char* statements =
    "statement_id,document_id,datetime_utc,organization,concept,agreement,start,stop,text\n"
    "1,1,2031-03-04 09:00:00,Pilots,ferry tax,1,0,5,We want it.\n"
    "2,2,2031-03-05 10:00:00,Dockers,ferry tax,1,0,5,So do we.\n"
    "3,3,2031-03-11 09:00:00,Pilots,ferry tax,1,0,5,We still want it.\n"
    "4,4,2031-03-12 09:00:00,Board,ferry tax,0,0,5,We do not.\n"
    "5,5,2031-04-02 09:00:00,Dockers,night work,0,0,5,Never.\n"
    "6,6,2031-04-03 09:00:00,Pilots,night work,1,0,5,\"Yes, at last.\"\n";

class Network : public testing::Test {
 protected:
  Network() {
    const auto imported = say({"import", "--statements-csv",
                               folder_.write("statements.csv", statements), "--into", study_});
    EXPECT_EQ(imported.exit, Exit::AllDone) << imported.err;
  }
  [[nodiscard]] Said network(std::vector<std::string> words) const {
    words.insert(words.begin(), {"network", study_});
    return say(words);
  }

  Folder folder_;
  std::string study_ = folder_ / "my.study";
};

TEST_F(Network, IsAMatrixThatOneCanWorkOutByHand) {
  const auto said = network({"--format", "matrix"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  // Pilots twice for the tax, Dockers once: 2; one for and one against night work: -1.
  EXPECT_EQ(lines(said.out),
            "organization,Board,Dockers,Pilots\nBoard,0,-1,-2\nDockers,-1,0,1\nPilots,-2,1,0\n");
  EXPECT_EQ(lines(network({"--mode", "two-mode", "--format", "matrix"}).out),
            "organization,ferry tax,night work\nBoard,-1,0\nDockers,1,-1\nPilots,2,1\n");
  EXPECT_EQ(lines(network({"--aggregation", "congruence", "--duplicates", "range", "--to",
                           "2031-03", "--format", "matrix"})
                      .out),
            "organization,Board,Dockers,Pilots\nBoard,0,0,0\nDockers,0,0,1\nPilots,0,1,0\n");
}

TEST_F(Network, SaysWhatMadeIt) {
  const auto said = network({"--mode", "two-mode", "--format", "json", "--from", "2031-03-05"});
  const auto json = nlohmann::json::parse(said.out);
  EXPECT_TRUE(has(json.dump(), "two-mode"));
  EXPECT_TRUE(has(json.dump(), "2031-03-05T00:00:00"));
  EXPECT_TRUE(has(said.out, "\"agreement\""));
}

TEST_F(Network, GoesIntoAFolderWhoseSettingsMakeItAgain) {
  const std::string folder = folder_ / "net";
  const auto said = network({"--exclude", "concept=night work", "--out", folder});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_TRUE(has(file_content(folder + "/nodes.csv"), "Pilots"));
  const auto again = network({"--settings", folder + "/settings.toml", "--format", "csv"});
  EXPECT_EQ(again.out, file_content(folder + "/edges.csv"));
  EXPECT_NE(again.out, network({"--format", "csv"}).out);
}

TEST_F(Network, TakesItsFormatFromTheFilesEnding) {
  for (const auto& [name, begin] :
       {std::pair("a.graphml", "<?xml"), std::pair("a.gexf", "<?xml"), std::pair("a.net", "%"),
        std::pair("a.dl", "dl"), std::pair("a.json", "{"), std::pair("a.svg", "<svg")}) {
    const auto said = network({"--out", folder_ / name});
    EXPECT_EQ(said.exit, Exit::AllDone) << name << said.err;
    EXPECT_TRUE(has(file_content(folder_ / name).substr(0, 200), begin)) << name;
  }
  const auto said = network({"--out", folder_ / "a.xyz"});
  EXPECT_EQ(said.exit, Exit::Usage);
  EXPECT_TRUE(has(said.err, "graphml"));
}

TEST_F(Network, IsASeriesOfWindows) {
  const auto said = network({"--window", "7 days", "--step", "7", "--format", "jsonl"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_EQ(lines_in(said.out), 4U);  // 4 March to 3 April, 30 days and an hour: four whole weeks
  EXPECT_TRUE(has(said.err, "4 slices."));
  EXPECT_EQ(network({"--window", "2 events", "--format", "jsonl"}).exit, Exit::AllDone);
  EXPECT_TRUE(has(network({"--window", "40 days"}).err, "longer than the range"));
}

TEST_F(Network, ListsTheStatementsBehindACell) {
  const auto said = network({"explain", "Pilots", "Dockers", "--aggregation", "conflict"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_TRUE(has(said.out, "Yes, at last."));
  EXPECT_TRUE(has(said.out, "Never."));
  EXPECT_FALSE(has(said.out, "We do not."));
  EXPECT_TRUE(
      has(network({"explain", "Pilots", "night work", "--mode", "two-mode"}).out, "Yes, at last."));
  const auto unknown = network({"explain", "Pilotes", "Dockers"});
  EXPECT_EQ(unknown.exit, Exit::BadInput);
  EXPECT_TRUE(has(unknown.err, "Pilotes")) << unknown.err;
}

TEST_F(Network, ListsStatementsAndCounts) {
  const auto events =
      network({"--mode", "events", "--format", "csv", "--exclude", "concept=ferry tax"});
  EXPECT_EQ(lines_in(events.out), 3U) << events.out;
  EXPECT_EQ(lines(network({"--mode", "bars", "--format", "csv"}).out),
            "organization,agreement 0,agreement 1\nBoard,1,0\nDockers,1,1\nPilots,0,3\n");
  EXPECT_TRUE(has(network({"variables"}).out, "night work"));
}

TEST_F(Network, ShowsWhatChangedBetweenTwoMonths) {
  const auto said = network({"--compare", "2031-03,2031-04"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_TRUE(has(said.out, "edges that changed sign: 1"));  // Pilots and Dockers: 2, then -1
  EXPECT_TRUE(has(said.out, "edges that vanished: 2"));
}

TEST_F(Network, MeasuresGroupsAndCentralities) {
  const std::string folder = folder_ / "net";
  const auto said = network({"--communities", "signed", "--centrality", "--out", folder});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  const std::string nodes = file_content(folder + "/nodes.csv");
  EXPECT_TRUE(has(nodes, "community"));
  EXPECT_TRUE(has(nodes, "pagerank"));
  EXPECT_TRUE(has(file_content(folder + "/measures.csv"), "modularity"));
  EXPECT_EQ(network({"--communities", "astrology"}).exit, Exit::BadInput);
}

TEST_F(Network, RefusesWhatItCannotAnswer) {
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{"--variable1", "organisation"},
        {"--variable1", "concept", "--variable2", "concept"},
        {"--mode", "two-mode", "--aggregation", "congruence"},
        {"--normalization", "activity"},
        {"--aggregation", "subtract", "--qualifier", "none"},
        {"--from", "2032", "--to", "2031"},
        {"--mode", "relations", "--polarization", "2"},
        {"--format", "matrix", "--window", "1 week"}}) {
    const auto said = network(wrong);
    EXPECT_TRUE(said.exit == Exit::Usage || said.exit == Exit::BadInput) << wrong[1] << said.out;
    EXPECT_EQ(said.out, "") << wrong[1];
    EXPECT_NE(said.err, "") << wrong[1];
  }
}

TEST_F(Network, OfNothingIsEmptyAndSaysSo) {
  const auto none = network({"--from", "2040", "--format", "matrix"});
  EXPECT_EQ(none.exit, Exit::AllDone) << none.err;
  EXPECT_EQ(lines(none.out), "organization\n");
  const auto misspelt = network({"--exclude", "concept=fery tax", "--format", "matrix"});
  EXPECT_TRUE(has(misspelt.err, "No statement has concept \"fery tax\""));
}

TEST_F(Network, OfAStudyWithoutRelationsHasNoTies) {
  const auto said = network({"--mode", "relations"});
  EXPECT_EQ(said.exit, Exit::AllDone) << said.err;
  EXPECT_TRUE(has(said.out, "0 nodes, 0 edges"));
}

TEST(NetworkHelp, BeginsWithTenExamples) {
  const auto said = say({"network", "--help"});
  std::size_t examples = 0;
  for (auto at = said.out.find("  faultline network "); at < said.out.find("\nUsage:");
       at = said.out.find("  faultline network ", at + 1))
    ++examples;
  EXPECT_GE(examples, 10U) << said.out;
}

}  // namespace
}  // namespace faultline::cli
