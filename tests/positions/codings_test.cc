#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "positions/detail/stems.h"
#include "positions/positions.h"
#include "statements/sketch.h"

namespace faultline::positions {
namespace {

using statements::Statement;

Codebook bridges() {
  Codebook codebook;
  codebook.concepts.push_back(
      {"bridge", "", {"save the bridge", "repair it"}, {"no new bridge", "tear it down"}, {}, ""});
  codebook.concepts.push_back({"toll", "", {"pay a toll"}, {}, {}, ""});
  return codebook;
}

// One statement whose content is the whole text but for the cue before a bar: "said | we save".
std::vector<std::pair<std::uint32_t, int>> coded(const std::string& cue,
                                                 const std::string& content) {
  const auto document = statements::tests::document_of(cue + " " + content);
  const auto size = static_cast<std::uint32_t>(cue.size());
  Statement statement;
  statement.cue = {{{0}, {size}}};
  statement.content = {{{size + 1}, {static_cast<std::uint32_t>(document.text.size())}}};
  statement.speaker = ActorIndex{0};
  statement.confidence = 1;
  std::vector<std::pair<std::uint32_t, int>> codes;
  for (const Coding& coding : code_statements(document, {}, std::vector{statement}, bridges())) {
    codes.emplace_back(coding.concept_index, coding.agreement);
  }
  return codes;
}

using Codes = std::vector<std::pair<std::uint32_t, int>>;

TEST(CodeStatements, CodesNothingWithoutACodebookOrAPhrase) {
  EXPECT_EQ(coded("said", "it rains"), Codes{});
  const auto document = statements::tests::document_of("said it rains");
  EXPECT_TRUE(code_statements(document, {}, {}, {}).empty());
}

TEST(CodeStatements, FindsAPhraseByStemsWithUpToTwoWordsBetween) {
  EXPECT_EQ(coded("said", "we are saving the old bridges"), (Codes{{0, 1}}));
  EXPECT_EQ(coded("said", "they save the very old stone bridge parts"), Codes{});
}

TEST(CodeStatements, TurnsAPhraseThatIsNegated) {
  EXPECT_EQ(coded("said", "we will not save the bridge"), (Codes{{0, -1}}));
  EXPECT_EQ(coded("said", "there will be no new bridge"), (Codes{{0, -1}}));
}

TEST(CodeStatements, TurnsWhatTheCueRejects) {
  EXPECT_EQ(coded("rejected", "a plan to save the bridge"), (Codes{{0, -1}}));
  EXPECT_EQ(coded("refused", "to save the bridge"), (Codes{{0, -1}}));
}

TEST(CodeStatements, CodesNothingWherePhrasesBalance) {
  EXPECT_EQ(coded("said", "some save the bridge, some tear it down"), Codes{});
}

TEST(CodeStatements, CodesEachConceptOnce) {
  EXPECT_EQ(coded("said", "save the bridge, repair it and pay a toll"), (Codes{{0, 1}, {1, 1}}));
}

TEST(CodeStatements, LeavesOutWhatTheSpeakerReportsOfOthers) {
  const auto document = statements::tests::document_of("Weber said Klein wants to save the bridge");
  Statement outer;
  outer.cue = {{{6}, {10}}};
  outer.content = {{{11}, {static_cast<std::uint32_t>(document.text.size())}}};
  outer.speaker = ActorIndex{0};
  Statement inner;
  inner.cue = {{{17}, {22}}};
  inner.content = {{{23}, {static_cast<std::uint32_t>(document.text.size())}}};
  inner.speaker = ActorIndex{1};
  inner.nested_in = StatementIndex{0};
  const auto codings = code_statements(document, {}, std::vector{outer, inner}, bridges());
  ASSERT_EQ(codings.size(), 1u);
  EXPECT_EQ(codings[0].actor, ActorIndex{1});
  EXPECT_EQ(document.text.substr(codings[0].evidence.begin.value, codings[0].evidence.size()),
            "save the bridge");
}

TEST(Stem, IsTheSameForTheFormsOfAWord) {
  using detail::stem;
  EXPECT_EQ(stem("finishing"), stem("finish"));
  EXPECT_EQ(stem("Talks"), stem("talk"));
  EXPECT_EQ(stem("studied"), stem("studies"));
  EXPECT_EQ(stem("stopped"), stem("stopping"));
  EXPECT_EQ(stem("Weber’s"), stem("weber"));
  EXPECT_NE(stem("sing"), stem("s"));
}

}  // namespace
}  // namespace faultline::positions
