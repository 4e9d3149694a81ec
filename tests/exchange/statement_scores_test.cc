#include "exchange/statement_scores.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace faultline::exchange {
namespace {

using statements::StatementType;

/// The only place of `words` in `text`; the first one.
CodePointSpan at(std::string_view text, std::string_view words) {
  const auto begin = text.find(words);
  EXPECT_NE(begin, std::string_view::npos) << words;
  const text::OffsetMap offsets(text);
  const auto point = [&](std::size_t byte) {
    return offsets.code_point(ByteOffset{static_cast<std::uint32_t>(byte)});
  };
  return {point(begin), point(begin + words.size())};
}

const std::string harbour =
    "“The wall will hold,” said Ada Rey, the harbour master. “We tested it.”\n"
    "Bo Lind warned that the storm could break “a dozen” piers.\n"
    "According to the tide tables, water rises at noon.\n"
    "It is expected that the ferry stops.\n"
    "LIND: Nobody asked us.";

/// Five statements: direct in two parts, mixed, indirect, one without a source, one with a colon.
std::vector<MarkedStatement> gold() {
  const auto span = [](std::string_view words) { return at(harbour, words); };
  return {
      {"1",
       {span("Ada Rey, the harbour master")},
       {span("said")},
       {span("“The wall will hold,”"), span("“We tested it.”")},
       StatementType::Direct,
       {}},
      {"2",
       {span("Bo Lind")},
       {span("warned")},
       {span("that the storm could break “a dozen” piers")},
       StatementType::Mixed,
       {}},
      {"3",
       {span("the tide tables")},
       {span("According to")},
       {span("water rises at noon")},
       StatementType::Indirect,
       {}},
      {"4", {}, {span("is expected")}, {span("that the ferry stops")}, StatementType::Indirect, {}},
      {"5", {span("LIND")}, {span(":")}, {span("Nobody asked us.")}, StatementType::Indirect, {}}};
}

StatementScores score(const std::vector<MarkedStatement>& predicted) {
  StatementScores scores;
  scores.add(compare(harbour, gold(), predicted));
  return scores;
}

double f1(const StatementScores& scores, Quantity quantity,
          std::optional<StatementType> type = std::nullopt) {
  return scores.found(quantity, type).f1();
}

TEST(StatementScores, AreAHundredWhereThereIsNothing) {
  StatementScores scores;
  scores.add(compare("", {}, {}));
  EXPECT_EQ(scores.articles(), 1U);
  EXPECT_EQ(scores.found(Quantity::Strict).precision(), 100);
  EXPECT_EQ(scores.found(Quantity::Strict).recall(), 100);
  EXPECT_EQ(f1(scores, Quantity::SpansCue), 100);
}

TEST(StatementScores, AreAHundredForTheGoldItself) {
  const auto scores = score(gold());
  for (std::size_t i = 0; i < kQuantities; ++i) {
    const auto quantity = static_cast<Quantity>(i);
    EXPECT_DOUBLE_EQ(f1(scores, quantity), 100) << to_string(quantity);
    for (const auto type : {StatementType::Direct, StatementType::Indirect, StatementType::Mixed})
      EXPECT_DOUBLE_EQ(f1(scores, quantity, type), 100) << to_string(quantity);
  }
  EXPECT_EQ(scores.found(Quantity::Strict).gold, 5U);
  EXPECT_EQ(scores.found(Quantity::ExactSource).gold, 4U);
  EXPECT_EQ(scores.found(Quantity::SpansContent).gold, 6U);
  // Ada Rey the harbour master, Bo Lind, the tide tables, LIND.
  EXPECT_EQ(scores.found(Quantity::TokensSource).gold, 11U);
  // said, warned, According to, is expected, and the colon, which has no word.
  EXPECT_EQ(scores.found(Quantity::TokensCue).gold, 7U);
}

TEST(StatementScores, CountTypesOfPredictionsByTheirContents) {
  auto predicted = gold();
  for (auto& statement : predicted) statement.type.reset();
  const auto scores = score(predicted);
  EXPECT_EQ(scores.found(Quantity::Strict, StatementType::Direct).predicted, 1U);
  EXPECT_EQ(scores.found(Quantity::Strict, StatementType::Mixed).predicted, 1U);
  EXPECT_EQ(scores.found(Quantity::Strict, StatementType::Indirect).predicted, 3U);
}

TEST(StatementScores, FallToNothingWithoutPredictions) {
  const auto scores = score({});
  EXPECT_EQ(scores.found(Quantity::Relation).precision(), 0);
  EXPECT_EQ(scores.found(Quantity::Relation).recall(), 0);
  EXPECT_EQ(f1(scores, Quantity::Relation), 0);
}

TEST(StatementScores, PassOverMarksAndBlanksAtTheEdges) {
  auto predicted = gold();
  predicted[0].content = {at(harbour, "The wall will hold"), at(harbour, "We tested it")};
  predicted[0].source = {at(harbour, " Ada Rey, the harbour master.")};
  predicted[1].content = {at(harbour, "that the storm"),
                          at(harbour, "could break “a dozen” piers.")};
  const auto scores = score(predicted);
  EXPECT_DOUBLE_EQ(f1(scores, Quantity::Strict), 100);
  EXPECT_DOUBLE_EQ(f1(scores, Quantity::RelationSource), 100);
  // Each fragment by itself is another matter: "that the storm" is none of the gold's.
  EXPECT_LT(f1(scores, Quantity::SpansContent), 100);
}

TEST(StatementScores, LoseTheSourceAlone) {
  auto predicted = gold();
  predicted[1].source = {at(harbour, "Ada Rey")};
  auto scores = score(predicted);
  EXPECT_DOUBLE_EQ(f1(scores, Quantity::ContentMatch), 100);
  EXPECT_DOUBLE_EQ(f1(scores, Quantity::Relation), 80);
  EXPECT_DOUBLE_EQ(f1(scores, Quantity::Relation, StatementType::Mixed), 0);
  EXPECT_DOUBLE_EQ(f1(scores, Quantity::Strict), 80);
  predicted = gold();
  predicted[0].source = {at(harbour, "Ada Rey")};
  scores = score(predicted);
  EXPECT_DOUBLE_EQ(f1(scores, Quantity::Relation), 100);
  EXPECT_DOUBLE_EQ(f1(scores, Quantity::RelationSource), 80);
  EXPECT_DOUBLE_EQ(scores.found(Quantity::TokensSource).recall(), 100.0 * 8 / 11);
  EXPECT_DOUBLE_EQ(scores.found(Quantity::TokensSource).precision(), 100);
}

TEST(StatementScores, HoldASourceAgainstAStatementThatHasNone) {
  auto predicted = gold();
  predicted[3].source = {at(harbour, "It")};
  EXPECT_DOUBLE_EQ(f1(score(predicted), Quantity::Relation), 80);
}

TEST(StatementScores, NeedHalfOfTheContentsWordsForAPair) {
  auto predicted = gold();
  predicted[0].content = {at(harbour, "“We tested it.”")};  // 3 of 7 words
  EXPECT_DOUBLE_EQ(score(predicted).found(Quantity::ContentMatch).recall(), 80);
  predicted[0].content = {at(harbour, "“The wall will hold,”")};  // 4 of 7
  const auto scores = score(predicted);
  EXPECT_DOUBLE_EQ(scores.found(Quantity::ContentMatch).recall(), 100);
  EXPECT_DOUBLE_EQ(scores.found(Quantity::ExactContent).recall(), 80);
}

TEST(StatementScores, PairOneStatementWithOneOnly) {
  auto predicted = gold();
  predicted.push_back(predicted[0]);
  const auto scores = score(predicted);
  EXPECT_DOUBLE_EQ(scores.found(Quantity::Strict).precision(), 100.0 * 5 / 6);
  EXPECT_DOUBLE_EQ(scores.found(Quantity::Strict).recall(), 100);
  EXPECT_DOUBLE_EQ(scores.found(Quantity::TokensContent).precision(), 100);
}

TEST(StatementScores, TellACueOfPunctuationFromAnother) {
  auto predicted = gold();
  predicted[4].cue = {at(harbour, ".")};
  EXPECT_DOUBLE_EQ(score(predicted).found(Quantity::ExactCue).recall(), 80);
}

TEST(StatementScores, CountCodePoints) {
  const std::string text = "😀 Ada said it rains.";
  const std::vector<MarkedStatement> marks{
      {"1", {at(text, "Ada")}, {at(text, "said")}, {at(text, "it rains")}, {}, {}}};
  EXPECT_EQ(marks[0].source[0], (CodePointSpan{{2}, {5}}));
  StatementScores scores;
  scores.add(compare(text, marks, marks));
  EXPECT_DOUBLE_EQ(f1(scores, Quantity::Strict), 100);
}

/// The type of a content by the marks around it.
std::optional<StatementType> type_of(const std::string& text, std::string_view content) {
  const std::vector<MarkedStatement> marks{{"1", {}, {}, {at(text, content)}, {}, {}}};
  return compare(text, {}, marks).predicted[0].type;
}

TEST(StatementTypes, FollowEveryKindOfQuotationMark) {
  EXPECT_EQ(type_of("She said “we go”.", "we go"), StatementType::Direct);
  EXPECT_EQ(type_of("She said \"we go\" now.", "we go"), StatementType::Direct);
  EXPECT_EQ(type_of("She said \"we go\" now.", "now"), StatementType::Indirect);
  EXPECT_EQ(type_of("She said \"we go\" now.", "we go\" now"), StatementType::Mixed);
  EXPECT_EQ(type_of("She said ``we go'' now.", "we go"), StatementType::Direct);
  EXPECT_EQ(type_of("She said ''we go'' now.", "now"), StatementType::Indirect);
  EXPECT_EQ(type_of("She said ‘we go’ now.", "we go"), StatementType::Direct);
  EXPECT_EQ(type_of("She said 'we go' now.", "now"), StatementType::Indirect);
}

TEST(StatementTypes, KeepQuotationsWithinTheirParagraph) {
  EXPECT_EQ(type_of("“We go\nand stay", "We go"), StatementType::Direct);
  EXPECT_EQ(type_of("“We go\nand stay", "and stay"), StatementType::Indirect);
  EXPECT_EQ(type_of("We go” and stay", "and stay"), StatementType::Indirect);
}

TEST(StatementTypes, TellApostrophesFromMarks) {
  EXPECT_EQ(type_of("In the '90s it was the unions' plan.", "it was the unions"),
            StatementType::Indirect);
  EXPECT_EQ(type_of("He called ‘the unions’ plan good’ here.", "plan good"), StatementType::Direct);
  EXPECT_EQ(type_of("She doesn’t say it.", "say it"), StatementType::Indirect);
}

TEST(StatementTypes, AreUnknownWithoutWords) { EXPECT_EQ(type_of("So: ...", "..."), std::nullopt); }

TEST(GroupedScores, CountEachSideUnderItsOwnGroup) {
  auto predicted = gold();
  predicted.pop_back();
  const auto comparison = compare(harbour, gold(), predicted);
  constexpr std::array<std::string_view, 3> names{"speech", "unused", "other"};
  GroupedScores scores(names);
  const std::vector<std::string> of_gold{"speech", "speech", "other", "other", "colon"};
  const std::vector<std::string> of_predicted{"speech", "other", "other", "other"};
  scores.add(comparison, of_gold, of_predicted);
  const auto groups = scores.groups();
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].name, "speech");
  EXPECT_DOUBLE_EQ(groups[0].relation.recall(), 100);
  EXPECT_EQ(groups[0].relation.gold, 2U);
  EXPECT_EQ(groups[0].relation.predicted, 1U);
  EXPECT_EQ(groups[1].name, "other");
  EXPECT_EQ(groups[2].name, "colon");
  EXPECT_DOUBLE_EQ(groups[2].strict.recall(), 0);
}

RC_GTEST_PROP(StatementScores, AreSymmetricAndNeverAboveAHundred, ()) {
  const text::OffsetMap offsets(harbour);
  const auto size =
      offsets.code_point(ByteOffset{static_cast<std::uint32_t>(harbour.size())}).value;
  const auto marks = [&] {
    std::vector<MarkedStatement> statements(*rc::gen::inRange<std::size_t>(0, 5));
    for (auto& statement : statements)
      for (auto* role : {&statement.source, &statement.cue, &statement.content})
        for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
          const auto begin = *rc::gen::inRange<std::uint32_t>(0, size);
          const auto end = *rc::gen::inRange<std::uint32_t>(begin + 1, size + 1);
          role->push_back({{begin}, {end}});
        }
    return statements;
  };
  const auto one = marks();
  const auto two = marks();
  StatementScores there;
  StatementScores back;
  there.add(compare(harbour, one, two));
  back.add(compare(harbour, two, one));
  for (std::size_t i = 0; i < kQuantities; ++i) {
    const auto& found = there.found(static_cast<Quantity>(i));
    RC_ASSERT(found.found_gold <= found.gold);
    RC_ASSERT(found.found_predicted <= found.predicted);
    RC_ASSERT(found.gold == back.found(static_cast<Quantity>(i)).predicted);
  }
  const auto strict = there.found(Quantity::Strict);
  RC_ASSERT(strict.found_gold == strict.found_predicted);
  RC_ASSERT(strict.found_gold == back.found(Quantity::Strict).found_gold);
}

}  // namespace
}  // namespace faultline::exchange
