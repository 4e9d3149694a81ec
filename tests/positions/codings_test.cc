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
std::vector<std::pair<std::uint32_t, int>> coded(const std::string& cue, const std::string& content,
                                                 const Codebook& codebook = bridges()) {
  const auto document = statements::tests::document_of(cue + " " + content);
  const auto size = static_cast<std::uint32_t>(cue.size());
  Statement statement;
  statement.cue = {{{0}, {size}}};
  statement.content = {{{size + 1}, {static_cast<std::uint32_t>(document.text.size())}}};
  statement.speaker = ActorIndex{0};
  statement.confidence = 1;
  std::vector<std::pair<std::uint32_t, int>> codes;
  for (const Coding& coding : code_statements(document, {}, std::vector{statement}, codebook)) {
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

TEST(CodeStatements, TurnsAPhraseByTheWordThatGovernsIt) {
  EXPECT_EQ(coded("called for", "a retreat from their plan to save the bridge"), (Codes{{0, -1}}));
  EXPECT_EQ(coded("condemned", "those who abandon the plan to save the bridge"), (Codes{{0, 1}}));
  EXPECT_EQ(coded("said", "that she would vote against any plan to save the bridge"),
            (Codes{{0, -1}}));
}

TEST(CodeStatements, ReadsWhatIsSaidOfAPhrase) {
  EXPECT_EQ(coded("said", "to save the bridge would be a mistake"), (Codes{{0, -1}}));
  EXPECT_EQ(coded("said", "to save the bridge is not a mistake"), (Codes{{0, 1}}));
  EXPECT_EQ(coded("said", "to save the bridge is right"), (Codes{{0, 1}}));
  EXPECT_EQ(coded("said", "we save the bridge until the flood has ruined it"), (Codes{{0, 1}}));
}

TEST(CodeStatements, DoesNotTurnTwiceWhatIsCalledBad) {
  Codebook codebook;
  codebook.concepts.push_back({"talks", "", {"talks"}, {"appeasement", "cost of talks"}, {}, ""});
  const auto agreement = [&](const std::string& cue, const std::string& content) {
    return coded(cue, content, codebook);
  };
  EXPECT_EQ(agreement("accused", "them of appeasement"), (Codes{{0, -1}}));
  EXPECT_EQ(agreement("criticised", "the cost of the talks"), (Codes{{0, -1}}));
  EXPECT_EQ(agreement("denied", "that it was appeasement"), (Codes{{0, 1}}));
  EXPECT_EQ(agreement("accused", "them of undermining the talks"), (Codes{{0, 1}}));
  EXPECT_EQ(agreement("dismissed", "the talks as appeasement"), (Codes{{0, -1}}));
}

TEST(CodeStatements, LeavesAClauseToItsSpeakerWhateverTheCue) {
  EXPECT_EQ(coded("complained", "that nobody wants to save the bridge"), (Codes{{0, -1}}));
  EXPECT_EQ(coded("doubted", "that they would save the bridge"), (Codes{{0, -1}}));
  EXPECT_EQ(coded("noted", "that they save the bridge"), (Codes{{0, 1}}));
}

TEST(CodeStatements, CodesADemandButNoQuestion) {
  EXPECT_EQ(coded("asked", "who would save the bridge"), Codes{});
  EXPECT_EQ(coded("asked the mayor to", "save the bridge"), (Codes{{0, 1}}));
  EXPECT_EQ(coded("would not say", "whether they save the bridge"), Codes{});
}

TEST(CodeStatements, CountsAConcessionForLess) {
  EXPECT_EQ(coded("said", "although some want to save the bridge, we must tear it down"),
            (Codes{{0, -1}}));
}

TEST(CodeStatements, PrefersTheLongerOfOverlappingPhrases) {
  Codebook codebook;
  codebook.concepts.push_back({"bridge", "", {"the bridge"}, {"sell the bridge"}, {}, ""});
  EXPECT_EQ(coded("said", "they should sell the bridge", codebook), (Codes{{0, -1}}));
}

// "Weber criticised Klein's call to save the bridge": Klein is for it, Weber against.
TEST(CodeStatements, GivesAStandToWhoTakesASideOnWhatOthersSaid) {
  const auto stands = [](const std::string& cue) {
    const std::string text = "Weber " + cue + " Klein's call to save the bridge";
    const auto document = statements::tests::document_of(text);
    const auto size = static_cast<std::uint32_t>(document.text.size());
    const auto begin = static_cast<std::uint32_t>(7 + cue.size());
    const auto call = static_cast<std::uint32_t>(text.find("call"));
    Statement outer;
    outer.cue = {{{6}, {begin - 1}}};
    outer.content = {{{begin}, {size}}};
    outer.speaker = ActorIndex{0};
    Statement inner;
    inner.cue = {{{call}, {call + 4}}};
    inner.content = {{{call + 5}, {size}}};
    inner.speaker = ActorIndex{1};
    inner.nested_in = StatementIndex{0};
    std::vector<std::pair<std::uint32_t, int>> found;
    for (const Coding& coding : code_statements(document, {}, std::vector{outer, inner}, bridges()))
      found.emplace_back(coding.actor.value, coding.agreement);
    return found;
  };
  using Stands = std::vector<std::pair<std::uint32_t, int>>;
  EXPECT_EQ(stands("criticised"), (Stands{{0, -1}, {1, 1}}));
  EXPECT_EQ(stands("praised"), (Stands{{0, 1}, {1, 1}}));
  EXPECT_EQ(stands("mentioned"), (Stands{{1, 1}}));
}

TEST(CodeStatements, TakesALawForTheSpeakersOwnWitness) {
  const std::string text = "Weber warned that, according to the law, they will save the bridge";
  const auto document = statements::tests::document_of(text);
  const auto size = static_cast<std::uint32_t>(text.size());
  const auto place = [&](const char* words) {
    return static_cast<std::uint32_t>(text.find(words));
  };
  Statement outer;
  outer.cue = {{{6}, {12}}};
  outer.content = {{{13}, {size}}};
  outer.speaker = ActorIndex{0};
  Statement law;
  law.cue = {{{place("according")}, {place("the law") - 1}}};
  law.source = {{{place("the law")}, {place(", they")}}};
  law.content = {{{place("they will")}, {size}}};
  law.nested_in = StatementIndex{0};
  const auto codings = code_statements(document, {}, std::vector{outer, law}, bridges());
  ASSERT_EQ(codings.size(), 1u);
  EXPECT_EQ(codings[0].statement, StatementIndex{0});
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
