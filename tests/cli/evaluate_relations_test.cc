// `faultline evaluate relations`, over the real program.

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/program.h"

// All people, parties and places in these texts are invented.

namespace faultline::cli {
namespace {

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

class EvaluateRelations : public testing::Test {
 protected:
  EvaluateRelations() {
    gold = folder.write(
        "gold.tsv",
        "[Anna Weller] furiously attacked [Tom Brand] over the harbour bill.\tAnna Weller\tTom "
        "Brand\t3\n"
        "[Tom Brand] was praised by [Anna Weller] for his courage.\tTom Brand\tAnna Weller\t2\n"
        "[Anna Weller] arrived in [Northport] on Monday.\tAnna Weller\tNorthport\t0\n");
  }

  [[nodiscard]] Ended evaluate(std::vector<std::string> options) const {
    std::vector<std::string> words{"evaluate", "relations", gold};
    words.insert(words.end(), options.begin(), options.end());
    return run_program(words);
  }

  Folder folder;
  std::string gold;
};

TEST_F(EvaluateRelations, WritesAClassForEachLineAndScoresThem) {
  const auto ended = evaluate({"--predictions", folder / "said.txt", "--json"});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_EQ(file_content(folder / "said.txt"), "3\n2\n0\n");
  const auto report = nlohmann::json::parse(ended.out);
  EXPECT_EQ(report["pairs"], 3);
  EXPECT_EQ(report["accuracy"], 100.0);
  EXPECT_EQ(report["some_relation_F1"], 100.0);
  EXPECT_EQ(report["confidence"][0]["from"], 0.5);
}

TEST_F(EvaluateRelations, ComparesPredictionsOfAnotherProgram) {
  const auto other = folder.write("other.txt", "3\n0\n0\n");
  const auto ended = evaluate({"--compare", other});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(says(ended.out, "accuracy                   66.67")) << ended.out;
  EXPECT_FALSE(says(ended.out, "confidence"));
}

TEST_F(EvaluateRelations, PredictsWhereNoClassIsKnown) {
  const auto open = folder.write("open.tsv",
                                 "[Anna Weller] condemned [Tom Brand].\tAnna "
                                 "Weller\tTom Brand\n");
  const auto ended =
      run_program({"evaluate", "relations", open, "--predictions", folder / "said.txt"});
  EXPECT_EQ(ended.status, 0);
  EXPECT_TRUE(says(ended.err, "1 of 1 sentences have no class")) << ended.err;
  EXPECT_EQ(ended.out, "");
  EXPECT_EQ(file_content(folder / "said.txt"), "3\n");
}

TEST_F(EvaluateRelations, RefusesWhatItCannotRead) {
  const auto broken = folder.write("broken.tsv", "Anna met Tom.\tAnna\tTom\t0\n");
  auto ended = run_program({"evaluate", "relations", broken});
  EXPECT_EQ(ended.status, 3);
  EXPECT_TRUE(says(ended.err, "broken.tsv:1")) << ended.err;
  EXPECT_TRUE(says(ended.err, "[ and ]")) << ended.err;
  ended = evaluate({"--compare", folder.write("short.txt", "1\n")});
  EXPECT_EQ(ended.status, 3);
  EXPECT_TRUE(says(ended.err, "1 predictions for 3")) << ended.err;
  EXPECT_EQ(evaluate({"--compare", gold, "--precise"}).status, 2);
}

}  // namespace
}  // namespace faultline::cli
