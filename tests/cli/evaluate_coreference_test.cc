// `faultline evaluate coreference`, over the real program.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/program.h"

namespace faultline::cli {
namespace {

using Json = nlohmann::ordered_json;

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

/// Gold of two invented texts of two genres; an empty sentence stands in one of them.
class EvaluateCoreference : public testing::Test {
 protected:
  EvaluateCoreference() {
    const Json harbour{{"doc", "harbour"},
                       {"genre", "news"},
                       {"sentences",
                        {{"Ada", "Rey", "closed", "the", "harbour", "."},
                         Json::array(),
                         {"She", "said", "her", "crew", "was", "tired", "."}}},
                       {"clusters", {{{0, 0, 2}, {2, 0, 1}, {2, 2, 3}}}}};
    const Json ferry{{"doc", "ferry"},
                     {"genre", "talk"},
                     {"sentences", {{"I", "am", "late", "."}, {"So", "am", "I", "."}}},
                     {"speakers", {"Bo Lind", "Bo Lind"}},
                     {"clusters", {{{0, 0, 1}, {1, 2, 3}}}}};
    gold = folder.write("gold.jsonl", harbour.dump() + "\n" + ferry.dump() + "\n");
  }

  [[nodiscard]] Ended evaluate(std::vector<std::string> options) const {
    std::vector<std::string> words{"evaluate", "coreference", gold};
    words.insert(words.end(), options.begin(), options.end());
    return run_program(words);
  }

  [[nodiscard]] Json json(std::vector<std::string> options) const {
    options.emplace_back("--json");
    const auto ended = evaluate(options);
    EXPECT_EQ(ended.status, 0) << ended.err;
    return Json::parse(ended.out, nullptr, /*allow_exceptions=*/false);
  }

  Folder folder;
  std::string gold;
};

TEST_F(EvaluateCoreference, GivesFullMarksToTheGoldItself) {
  const auto report = json({"--predictions", gold, "--by", "genre"});
  EXPECT_EQ(report["documents"], 2);
  EXPECT_EQ(report["scores"]["CoNLL"], 100.0);
  EXPECT_EQ(report["scores"]["pronouns"]["he, she, they"]["n"], 2);
  EXPECT_EQ(report["scores"]["pronouns"]["I"]["percent"], 100.0);
  EXPECT_EQ(report["scores"]["pronouns"]["it"]["percent"], nullptr);
  ASSERT_EQ(report["groups"]["groups"].size(), 2U);
  EXPECT_EQ(report["groups"]["groups"][1]["name"], "talk");
  const auto table = evaluate({"--predictions", gold, "--by", "genre"});
  EXPECT_TRUE(says(table.out, "2 documents with 5 gold mentions in 2 chains and 5 predicted ones"))
      << table.out;
  EXPECT_TRUE(says(table.out, "CEAFe            100.00  100.00  100.00\n")) << table.out;
  EXPECT_TRUE(says(table.out, "\nnews ")) << table.out;
}

TEST_F(EvaluateCoreference, GivesTheFiguresOfAPredictionThatMissesALink) {
  const auto own =
      folder.write("own.jsonl", "{\"doc\": \"harbour\", \"clusters\": [[[2, 0, 1], [2, 2, 3]]]}\n");
  const auto report = json({"--predictions", own});
  EXPECT_EQ(report["documents_without_prediction"], 1);
  EXPECT_EQ(report["scores"]["MUC"]["R"], 33.33);
  EXPECT_EQ(report["scores"]["MUC"]["P"], 100.0);
  EXPECT_EQ(report["scores"]["B3"]["R"], 26.67);    // 4/3 of 5
  EXPECT_EQ(report["scores"]["CEAFe"]["R"], 40.0);  // 4/5 of 2
  EXPECT_EQ(report["scores"]["pronouns"]["she"]["right"], 1);
  const auto ended = evaluate({"--predictions", own});
  EXPECT_TRUE(says(ended.err, "1 of 2 documents have no predictions")) << ended.err;
}

TEST_F(EvaluateCoreference, FindsChainsItselfAndWritesThemForOthers) {
  const auto own = folder / "own.jsonl";
  const auto report = json({"--write", own});
  EXPECT_EQ(json({"--predictions", own}), report);
  EXPECT_EQ(report["scores"]["pronouns"]["she"]["right"], 2) << report;
  EXPECT_EQ(report["scores"]["pronouns"]["I"]["right"], 1) << report;
  EXPECT_TRUE(says(file_content(own), "\"clusters\":[[[0,0,2],[2,0,1],[2,2,3]]]"))
      << file_content(own);
}

TEST_F(EvaluateCoreference, NamesFilePlaceAndRemedyOfWhatIsWrong) {
  const auto bad =
      folder.write("bad.jsonl", "\n{\"doc\": \"harbour\", \"clusters\": [[[9, 0, 1]]]}");
  const auto outside = evaluate({"--predictions", bad});
  EXPECT_EQ(outside.status, 3);
  EXPECT_TRUE(says(outside.err, "bad.jsonl:2: \"clusters\": cluster 0 has [9, 0, 1]"))
      << outside.err;
  const auto other = folder.write("other.jsonl", "{\"doc\": \"tern\", \"clusters\": []}");
  const auto unknown = evaluate({"--predictions", other});
  EXPECT_EQ(unknown.status, 3);
  EXPECT_TRUE(says(unknown.err, "the gold has no document \"tern\"")) << unknown.err;
  EXPECT_EQ(run_program({"evaluate", "coreference", bad}).status, 3);
  EXPECT_EQ(run_program({"evaluate", "coreference", folder / "absent.jsonl"}).status, 3);
  const auto models = evaluate({"--models", folder.path()});
  EXPECT_EQ(models.status, 3);
  EXPECT_TRUE(says(models.err, "english/")) << models.err;
}

TEST_F(EvaluateCoreference, RefusesOptionsThatContradictEachOther) {
  EXPECT_EQ(evaluate({"--by", "outlet"}).status, 2);
  EXPECT_EQ(evaluate({"--predictions", gold, "--write", folder / "own.jsonl"}).status, 2);
}

}  // namespace
}  // namespace faultline::cli
