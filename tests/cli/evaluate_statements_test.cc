// `faultline evaluate statements`, over the real program.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/program.h"

namespace faultline::cli {
namespace {

using Json = nlohmann::json;

const std::string harbour_text =
    "Wall holds for now\n"
    "“The wall will hold,” said Ada Rey. Bo Lind believes that the storm will break it.\n";
const std::string ferry_text = "Ferry stops\nThe ferry stops, according to Cy Moss.\n";

Json span(const std::string& text, const std::string& words) {
  // Code points: bytes that begin a character.
  const auto points = [&](std::size_t end) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < end; ++i)
      count += (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80 ? 0 : 1;
    return count;
  };
  const auto begin = text.find(words);
  EXPECT_NE(begin, std::string::npos) << words;
  return Json::array({Json::array({points(begin), points(begin + words.size())})});
}

Json marked(const std::string& text, const std::string& source, const std::string& cue,
            const std::string& content, const Json& type) {
  return {{"source", span(text, source)},
          {"cue", span(text, cue)},
          {"content", span(text, content)},
          {"type", type},
          {"confidence", 0.75}};
}

Json harbour_gold() {
  return {marked(harbour_text, "Ada Rey", "said", "“The wall will hold,”", "direct"),
          marked(harbour_text, "Bo Lind", "believes", "that the storm will break it", "indirect")};
}

Json ferry_gold() {
  return {marked(ferry_text, "Cy Moss", "according to", "The ferry stops", "indirect")};
}

/// A folder with the gold of two articles of two outlets.
class EvaluateStatements : public testing::Test {
 protected:
  EvaluateStatements() {
    folder.write("gold/gull_harbour.txt", harbour_text);
    folder.write("gold/heron_ferry.txt", ferry_text);
    write_gold("gull_harbour", harbour_gold());
    write_gold("heron_ferry", ferry_gold());
  }

  void write_gold(const std::string& name, const Json& attributions) const {
    folder.write("gold/" + name + ".ann.json",
                 Json{{"article", name}, {"attributions", attributions}}.dump());
  }

  /// A file of predictions for both articles.
  [[nodiscard]] std::string predictions(const Json& harbour, const Json& ferry) const {
    return folder.write(
        "read.jsonl", Json{{"article", {{"id", "gull_harbour"}}}, {"statements", harbour}}.dump() +
                          "\n" + Json{{"article", "heron_ferry"}, {"statements", ferry}}.dump() +
                          "\n");
  }

  [[nodiscard]] Ended evaluate(std::vector<std::string> options) const {
    std::vector<std::string> words{"evaluate", "statements", folder / "gold"};
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
};

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

TEST_F(EvaluateStatements, GivesTheFiguresOfAPredictionThatMissesOneOfThree) {
  auto harbour = harbour_gold();
  harbour.erase(1);
  const auto file = predictions(harbour, ferry_gold());
  const auto report = json({"--predictions", file});
  EXPECT_EQ(report["articles"], 2);
  const auto& all = report["scores"]["all"];
  EXPECT_EQ(all["relations/relation"]["P"], 100.0);
  EXPECT_EQ(all["relations/relation"]["R"], 66.67);
  EXPECT_EQ(all["relations/relation"]["F1"], 80.0);
  EXPECT_EQ(all["tokens/content"]["R"], 53.85);  // 7 of 13 words
  EXPECT_EQ(report["scores"]["direct"]["relations/strict"]["F1"], 100.0);
  EXPECT_EQ(report["scores"]["indirect"]["relations/strict"]["R"], 50.0);
  EXPECT_EQ(report["scores"]["mixed"]["relations/strict"]["F1"], 100.0);
  const auto table = evaluate({"--predictions", file});
  EXPECT_TRUE(says(table.out, "2 articles with 3 gold statements and 2 predicted ones"))
      << table.out;
  EXPECT_TRUE(says(table.out, "relations/relation        100.00   66.67   80.00")) << table.out;
}

TEST_F(EvaluateStatements, ReadsTheTextsItselfAsReadDoes) {
  const auto own = evaluate({"--json", "--threads", "2"});
  ASSERT_EQ(own.status, 0) << own.err;
  const auto lines = run_program({"read", folder / "gold", "--jsonl", "--quiet"});
  ASSERT_EQ(lines.status, 0) << lines.err;
  const auto file = folder.write("own.jsonl", lines.out);
  EXPECT_EQ(evaluate({"--json", "--predictions", file}).out, own.out);
  EXPECT_EQ(evaluate({"--json", "--threads", "1"}).out, own.out);
  EXPECT_EQ(Json::parse(own.out)["scores"]["direct"]["relations/relation"]["F1"], 100.0) << own.out;
}

TEST_F(EvaluateStatements, TellsClassesOfCuesOutletsAndTypesApart) {
  auto ferry = ferry_gold();
  ferry[0]["source"] = span(ferry_text, "Ferry");
  const auto file = predictions(harbour_gold(), ferry);
  const auto by = [&](const std::string& group) {
    std::vector<std::pair<std::string, double>> scores;
    const auto report = json({"--predictions", file, "--by", group});
    for (const auto& one : report["groups"]["groups"])
      scores.emplace_back(one["name"], one["relation"]["F1"]);
    return scores;
  };
  using Scores = std::vector<std::pair<std::string, double>>;
  EXPECT_EQ(by("cue-kind"), (Scores{{"say", 100}, {"other verbs", 100}, {"according to", 0}}));
  EXPECT_EQ(by("outlet"), (Scores{{"gull", 100}, {"heron", 0}}));
  EXPECT_EQ(by("type"), (Scores{{"direct", 100}, {"indirect", 50}}));
  const auto table = evaluate({"--predictions", file, "--by", "outlet"});
  EXPECT_TRUE(says(table.out, "\nheron ")) << table.out;
}

TEST_F(EvaluateStatements, TellsHowOftenAConfidenceIsRight) {
  auto harbour = harbour_gold();
  harbour[1]["source"] = span(harbour_text, "Ada Rey");
  const auto file = predictions(harbour, ferry_gold());
  const auto picture = folder / "reliability.svg";
  const auto report = json({"--predictions", file, "--reliability", "--svg", picture});
  EXPECT_EQ(report["reliability"]["n"], 3);
  EXPECT_EQ(report["reliability"]["ece_equal_width"], 0.0833);  // |2/3 - 3/4|
  EXPECT_EQ(report["reliability"]["equal_width"][7]["share_right"], 0.6667);
  EXPECT_TRUE(says(file_content(picture), "</svg>"));
  EXPECT_TRUE(says(evaluate({"--predictions", file, "--reliability"}).out,
                   "bins of equal width: expected calibration error 0.083"));
  harbour[0].erase("confidence");
  const auto without =
      evaluate({"--predictions", predictions(harbour, ferry_gold()), "--reliability"});
  EXPECT_EQ(without.status, 3);
  EXPECT_TRUE(says(without.err, "gull_harbour, statement 1 has no confidence")) << without.err;
}

TEST_F(EvaluateStatements, PrintsErrorsWithTheirSentenceAndBothReadings) {
  auto harbour = harbour_gold();
  harbour[1]["source"] = span(harbour_text, "Ada Rey");
  const auto file = predictions(harbour, Json::array());
  const auto ended = evaluate({"--predictions", file, "--errors", "5"});
  ASSERT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(says(ended.out, "2 of 2 errors, drawn with seed 1")) << ended.out;
  EXPECT_LT(ended.out.find("# missed cue"), ended.out.find("# wrong source")) << ended.out;
  EXPECT_TRUE(says(ended.out, "    Bo Lind believes that the storm will break it.\n")) << ended.out;
  EXPECT_TRUE(says(ended.out, "gold: source [Bo Lind]; cue [believes]")) << ended.out;
  EXPECT_TRUE(says(ended.out, "predicted: -\n")) << ended.out;
  EXPECT_EQ(evaluate({"--predictions", file, "--errors", "1", "--seed", "3"}).out,
            evaluate({"--predictions", file, "--errors", "1", "--seed", "3"}).out);
  const auto report = json({"--predictions", file, "--errors", "1"});
  EXPECT_EQ(report["errors"]["counts"]["wrong source"], 1);
  EXPECT_EQ(report["errors"]["drawn"].size(), 1U);
}

TEST_F(EvaluateStatements, CountsAbsentArticlesAsMissedAndSaysSo) {
  const auto file = folder.write("read.jsonl", "{\"article\": \"heron_ferry\"}\n");
  const auto ended = evaluate({"--predictions", file});
  EXPECT_EQ(ended.status, 0);
  EXPECT_TRUE(says(ended.err, "1 of 2 articles have no predictions")) << ended.err;
  EXPECT_TRUE(says(ended.out, "3 gold statements and 0 predicted ones")) << ended.out;
}

TEST_F(EvaluateStatements, RefusesArticlesWithoutGold) {
  const auto file = folder.write("read.jsonl", "{\"article\": \"tern\"}\n");
  const auto ended = evaluate({"--predictions", file});
  EXPECT_EQ(ended.status, 3);
  EXPECT_TRUE(says(ended.err, "\"tern\" has no gold. Add tern.ann.json")) << ended.err;
}

TEST_F(EvaluateStatements, NamesFilePlaceAndRemedyOfWhatIsWrong) {
  folder.write("gold/tern.ann.json", "{");
  const auto no_text = evaluate({});
  EXPECT_EQ(no_text.status, 3);
  EXPECT_TRUE(says(no_text.err, "tern.ann.json: its text tern.txt is missing")) << no_text.err;
  folder.write("gold/tern.txt", "Short.");
  const auto no_json = evaluate({});
  EXPECT_EQ(no_json.status, 3);
  EXPECT_TRUE(says(no_json.err, "tern.ann.json: this is no JSON")) << no_json.err;
  write_gold("tern", {{{"id", "E1"}, {"cue", {{2, 99}}}}});
  const auto outside = evaluate({});
  EXPECT_EQ(outside.status, 3);
  EXPECT_TRUE(says(outside.err, "E1: its cue [2, 99) is no stretch of the text, which has 6 code"))
      << outside.err;
}

TEST_F(EvaluateStatements, RefusesAFolderWithoutGoldAndUnknownOptions) {
  folder.write("none/tern.txt", "Short.");
  const auto none = run_program({"evaluate", "statements", folder / "none"});
  EXPECT_EQ(none.status, 3);
  EXPECT_TRUE(says(none.err, "there is no gold here")) << none.err;
  EXPECT_EQ(run_program({"evaluate", "statements", folder / "absent"}).status, 3);
  EXPECT_EQ(evaluate({"--by", "weather"}).status, 2);
  EXPECT_EQ(evaluate({"--errors", "0"}).status, 2);
  EXPECT_EQ(evaluate({"--threads", "x"}).status, 2);
  EXPECT_EQ(evaluate({"--svg", folder / "x.svg"}).status, 2);
  folder.write("gold/more.txt", "Short.");
  const auto more = evaluate({});
  EXPECT_EQ(more.status, 0);
  EXPECT_TRUE(says(more.err, "1 text without gold left out")) << more.err;
}

}  // namespace
}  // namespace faultline::cli
