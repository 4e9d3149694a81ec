#include "llm/answer.h"

#include <gtest/gtest.h>

#include <string>

#include "model_server.h"

namespace faultline::llm {
namespace {

const positions::Codebook& pier_book() {
  static const positions::Codebook codebook{
      "Pier", "1", {{"pier", "", {}, {}, {}, ""}, {"toll", "", {}, {}, {}, ""}}};
  return codebook;
}
constexpr std::string_view words = "We will finish the pier, whatever it costs.";

Result<std::vector<Proposal>> read(const std::string& content) {
  return proposals_of(content, pier_book(), words);
}

TEST(ContentOf, GivesTheTextOfTheFirstChoice) {
  EXPECT_EQ(content_of(tests::completion("{}")).value(), "{}");
}

TEST(ContentOf, RefusesWhatIsNoCompletion) {
  for (const std::string body :
       {"", "<html>", "{}", "[]", "{\"choices\": []}", "{\"choices\": [{\"message\": {}}]}",
        "{\"choices\": [{\"message\": {\"content\": null}}]}", "{\"choices\": {\"0\": 1}}"}) {
    const auto content = content_of(body);
    ASSERT_FALSE(content) << body;
    EXPECT_EQ(content.error().code, ErrorCode::Malformed);
  }
  EXPECT_FALSE(content_of(tests::completion(" \n")));
  const auto cut = content_of(tests::completion("{\"codings\"", "length"));
  ASSERT_FALSE(cut);
  EXPECT_NE(cut.error().message.find("cut off"), std::string::npos);
}

TEST(ProposalsOf, ReadsCodingsAndLeavesThoseWithoutASideOut) {
  const auto proposals = read(
      R"({"codings": [{"concept": "pier", "agreement": 1, "confidence": 0.9, "quote": "finish the pier"},
          {"concept": "toll", "agreement": 0, "confidence": 1}]})");
  ASSERT_TRUE(proposals) << proposals.error().message;
  EXPECT_EQ(*proposals, (std::vector<Proposal>{{"pier", 1, 0.9, "finish the pier"}}));
  EXPECT_TRUE(read(R"({"codings": []})")->empty());
}

TEST(ProposalsOf, TakesACodeFenceOff) {
  EXPECT_TRUE(read("```json\n{\"codings\": []}\n```\n"));
  EXPECT_FALSE(read("```"));
  EXPECT_FALSE(read("``````"));
  EXPECT_FALSE(read("```{\"codings\": []}```"));
}

TEST(ProposalsOf, TakesAQuoteThatStandsNowhereForNone) {
  const auto proposals = read(
      R"({"codings": [{"concept": "pier", "agreement": -1, "confidence": 1, "quote": "stop it"}]})");
  ASSERT_TRUE(proposals);
  EXPECT_EQ(proposals->at(0).quote, "");
}

TEST(ProposalsOf, RefusesNonsenseWhole) {
  for (const std::string content :
       {"Sure! {\"codings\": []}", "{\"codings\": {}}", "[]", "{\"codings\": [1]}",
        R"({"codings": [{"concept": "tower", "agreement": 1, "confidence": 1}]})",
        R"({"codings": [{"concept": "pier", "agreement": 2, "confidence": 1}]})",
        R"({"codings": [{"concept": "pier", "agreement": "for", "confidence": 1}]})",
        R"({"codings": [{"concept": "pier", "agreement": 0.5, "confidence": 1}]})",
        R"({"codings": [{"concept": "pier", "agreement": 1, "confidence": 1.5}]})",
        R"({"codings": [{"concept": "pier", "agreement": 1}]})",
        R"({"codings": [{"concept": "pier", "agreement": 1, "confidence": 1},
                        {"concept": "pier", "agreement": -1, "confidence": 1}]})"}) {
    const auto proposals = read(content);
    ASSERT_FALSE(proposals) << content;
    EXPECT_EQ(proposals.error().code, ErrorCode::Malformed);
    EXPECT_FALSE(proposals.error().message.empty());
  }
}

}  // namespace
}  // namespace faultline::llm
