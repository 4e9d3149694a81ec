#include "cli/detail/network_as_dna.h"

#include <gtest/gtest.h>

#include <atomic>
#include <sstream>

#include "program.h"

namespace faultline::cli {
namespace {

/// A study with two statements by two organizations, and what a manifest makes of it.
class NetworkAsDna : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string table =
        folder_.write("coded.csv",
                      "document_id,datetime_utc,organization,concept,agreement,start,stop\n"
                      "1,2023-01-02 10:00:00,Pilots,tax,1,0,5\n"
                      "2,2023-01-03 10:00:00,Harbour Board,tax,0,0,5\n");
    const Ended imported =
        run_program({"import", "--statements-csv", table, "--into", folder_ / "a.study"});
    ASSERT_EQ(imported.status, 0) << imported.err;
  }

  Result<Exit> run(const std::string& settings, bool to_folder) {
    out_.str("");
    err_.str("");
    std::map<std::string, std::vector<std::string>> given = {
        {"STUDY", {folder_ / "a.study"}}, {"--settings", {folder_.write("s.json", settings)}}};
    if (to_folder) given["--out"] = {folder_ / "out"};
    const std::atomic<bool> interrupted = false;
    return network_as_dna(Arguments(given),
                          Console{.out = out_, .err = err_, .interrupted = interrupted});
  }

  Folder folder_;
  std::ostringstream out_, err_;
};

TEST_F(NetworkAsDna, WritesOneResultToStandardOutput) {
  const auto exit = run(R"({"networkType": "onemode", "qualifierAggregation": "subtract"})", false);
  ASSERT_TRUE(exit) << exit.error().message;
  EXPECT_EQ(*exit, Exit::AllDone);
  EXPECT_EQ(out_.str(),
            "\"\",\"Harbour Board\",\"Pilots\"\n\"Harbour Board\",0,-1\n\"Pilots\",-1,0\n");
}

TEST_F(NetworkAsDna, WritesAManifestIntoAFolderAndGoesOnAfterFailures) {
  const auto exit = run(
      R"([{"file": "x/one.csv"}, {"file": null, "excludeAuthors": ["O'Neil"]}, {"no": 1},
          {"file": "x/list.csv", "networkType": "eventlist"}])",
      true);
  ASSERT_TRUE(exit) << exit.error().message;
  EXPECT_EQ(*exit, Exit::SomeFailed);
  EXPECT_EQ(file_content(folder_ / "out/x/one.csv"),
            "\"\",\"tax\"\n\"Harbour Board\",1\n\"Pilots\",1\n");
  EXPECT_TRUE(file_content(folder_ / "out/x/list.csv")
                  .starts_with("\"statement_id\";\"time\";\"organization\";\"concept\";"
                               "\"agreement\";\"start_position\";\"stop_position\""));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out/entry_0002.csv"));
  EXPECT_NE(err_.str().find("Entry 2: DNA fails here"), std::string::npos) << err_.str();
  EXPECT_NE(err_.str().find("Entry 3: "), std::string::npos) << err_.str();
  EXPECT_NE(err_.str().find("2 results in "), std::string::npos) << err_.str();
  EXPECT_NE(file_content(folder_ / "out/s.json").find("\"numMatrices\": 1"), std::string::npos);
}

TEST_F(NetworkAsDna, SaysWhatItNeeds) {
  EXPECT_EQ(run("[{}, {}]", false).error().code, ErrorCode::Usage);
  EXPECT_EQ(run("{\"kernel\": 3}", false).error().code, ErrorCode::Usage);
  EXPECT_EQ(run("no", true).error().code, ErrorCode::Malformed);
  EXPECT_EQ(run(R"({"statementType": "no such"})", false).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace faultline::cli
