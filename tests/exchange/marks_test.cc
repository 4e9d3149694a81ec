#include "exchange/marks.h"

#include <gtest/gtest.h>

#include <string>

namespace faultline::exchange {
namespace {

TEST(ReadAnnotations, TakesRolesIdsAndTypes) {
  const auto statements = read_annotations(
      R"({"article": "gull", "attributions": [
          {"id": "E1", "source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 12], [14, 20]],
           "type": "mixed", "nested_in": null},
          {"content": [[1, 2]], "cue": null, "type": "sung", "nested_in": "E1"}]})",
      "gull.ann.json");
  ASSERT_TRUE(statements) << statements.error().message;
  ASSERT_EQ(statements->size(), 2U);
  const auto& first = statements->front();
  EXPECT_EQ(first.id, "E1");
  EXPECT_EQ(first.type, statements::StatementType::Mixed);
  ASSERT_EQ(first.content.size(), 2U);
  EXPECT_EQ(first.content[1], (CodePointSpan{{14}, {20}}));
  const auto& second = statements->back();
  EXPECT_EQ(second.id, "2");
  EXPECT_TRUE(second.source.empty());
  EXPECT_TRUE(second.cue.empty());
  EXPECT_FALSE(second.type);
}

TEST(ReadAnnotations, NamesTheAttributionAndTheRoleThatAreWrong) {
  const auto statements =
      read_annotations(R"({"attributions": [{"id": "E7", "cue": [[4, "8"]]}]})", "gull.ann.json");
  ASSERT_FALSE(statements);
  EXPECT_EQ(statements.error().code, ErrorCode::Malformed);
  EXPECT_EQ(statements.error().where, "gull.ann.json");
  EXPECT_NE(statements.error().message.find("E7: its cue"), std::string::npos);
}

TEST(ReadAnnotations, RefusesWhatIsNoGold) {
  for (const char* json :
       {"", "{", "[]", "{}", R"({"attributions": 3})", R"({"attributions": [3]})",
        R"({"attributions": [{"cue": 1}]})", R"({"attributions": [{"cue": [[1]]}]})",
        R"({"attributions": [{"cue": [[-1, 2]]}]})"}) {
    const auto statements = read_annotations(json, "x.ann.json");
    ASSERT_FALSE(statements) << json;
    EXPECT_EQ(statements.error().where, "x.ann.json") << json;
    EXPECT_FALSE(statements.error().message.empty()) << json;
  }
}

TEST(ReadPredictions, TakesLinesOfReadAndLeavesNestedStatementsOut) {
  const auto articles = read_predictions(
      "{\"article\": {\"id\": \"gull\"}, \"statements\": ["
      "{\"id\": \"s1\", \"content\": [[0, 9]], \"nested_in\": null, \"confidence\": 0.75},"
      "{\"id\": \"s2\", \"content\": [[2, 5]], \"nested_in\": \"s1\"}]}\n"
      "\r\n"
      "{\"article\": \"heron\"}\n",
      "read.jsonl");
  ASSERT_TRUE(articles) << articles.error().message;
  ASSERT_EQ(articles->size(), 2U);
  EXPECT_EQ(articles->front().id, "gull");
  ASSERT_EQ(articles->front().statements.size(), 1U);
  EXPECT_EQ(articles->front().statements[0].confidence, 0.75);
  EXPECT_EQ(articles->back().id, "heron");
  EXPECT_TRUE(articles->back().statements.empty());
}

TEST(ReadPredictions, NamesTheLine) {
  const std::string good = "{\"article\": \"gull\", \"statements\": []}\n";
  for (const char* bad :
       {"nonsense", "3", "{\"article\": {}}", "{\"article\": \"tern\", \"statements\": 1}",
        "{\"article\": \"tern\", \"statements\": [{\"confidence\": 1.5}]}",
        "{\"article\": \"gull\"}"}) {
    const auto articles = read_predictions(good + "\n" + bad + "\n", "read.jsonl");
    ASSERT_FALSE(articles) << bad;
    EXPECT_EQ(articles.error().where, "read.jsonl:3") << bad;
  }
}

TEST(CheckSpans, NamesTheSpanThatLeavesTheText) {
  std::vector<MarkedStatement> statements(1);
  statements[0].id = "E1";
  EXPECT_TRUE(check_spans(statements, 0, "x"));
  statements[0].cue = {{{2}, {10}}};
  EXPECT_TRUE(check_spans(statements, 10, "x"));
  const auto beyond = check_spans(statements, 9, "x.ann.json");
  ASSERT_FALSE(beyond);
  EXPECT_NE(beyond.error().message.find("E1: its cue [2, 10)"), std::string::npos);
  EXPECT_NE(beyond.error().message.find("9 code points"), std::string::npos);
  statements[0].cue = {{{2}, {2}}};
  EXPECT_FALSE(check_spans(statements, 9, "x"));
}

TEST(CheckSpans, TellsOffsetsThatNoTextCanHave) {
  const auto articles = read_predictions(
      R"({"article": "a", "statements": [{"cue": [[1, 99999999999999]]}]})", "read.jsonl");
  ASSERT_TRUE(articles);
  EXPECT_FALSE(check_spans(articles->front().statements, 4'000'000'000U, "read.jsonl"));
}

}  // namespace
}  // namespace faultline::exchange
