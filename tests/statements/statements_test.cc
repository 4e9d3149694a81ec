#include "statements/statements.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "statements/sketch.h"

namespace faultline::statements {
namespace {

using tests::Seen;
using tests::seen_in;
using All = std::vector<Seen>;

TEST(FindStatements, FindsNothingInNothing) { EXPECT_EQ(seen_in(""), All{}); }

TEST(FindStatements, FindsNothingWhereNobodySpeaks) {
  EXPECT_EQ(seen_in("The bridge is old. It rained on Tuesday."), All{});
}

TEST(FindStatements, TakesADirectQuotationBeforeItsCue) {
  EXPECT_EQ(seen_in("“The bridge is safe,” Weber said."),
            (All{{"Weber", "said", "“The bridge is safe,”"}}));
}

TEST(FindStatements, TakesTheSubjectBehindTheVerb) {
  EXPECT_EQ(seen_in("“The bridge is safe,” said Anna Weber, the mayor."),
            (All{{"Anna Weber, the mayor", "said", "“The bridge is safe,”"}}));
}

TEST(FindStatements, JoinsAQuotationThatItsCueInterrupts) {
  EXPECT_EQ(seen_in("“The bridge is safe,” Weber said, “and it will stay so.”"),
            (All{{"Weber", "said", "“The bridge is safe,” | “and it will stay so.”"}}));
}

TEST(FindStatements, JoinsAQuotationThatGoesOnInTheNextSentence) {
  EXPECT_EQ(seen_in("“The bridge is safe,” Weber said. “It was built by my father.”"),
            (All{{"Weber", "said", "“The bridge is safe,” | “It was built by my father.”"}}));
}

TEST(FindStatements, TakesAQuotationOfSeveralSentencesWhole) {
  EXPECT_EQ(seen_in("Weber said: “The bridge is safe. I walk over it. Why do you ask?”"),
            (All{{"Weber", "said:", "“The bridge is safe. I walk over it. Why do you ask?”"}}));
}

TEST(FindStatements, TakesAThatClauseWithItsConjunctionAndWithoutTheFullStop) {
  EXPECT_EQ(seen_in("Weber warned that the bridge was old."),
            (All{{"Weber", "warned", "that the bridge was old"}}));
}

TEST(FindStatements, TakesAClauseWithoutConjunction) {
  EXPECT_EQ(seen_in("Weber said the bridge was old."),
            (All{{"Weber", "said", "the bridge was old"}}));
}

TEST(FindStatements, LeavesTheListenerOut) {
  EXPECT_EQ(seen_in("Weber told reporters that the bridge was old."),
            (All{{"Weber", "told", "that the bridge was old"}}));
}

TEST(FindStatements, TakesAuxiliariesAndNegationIntoTheCue) {
  EXPECT_EQ(seen_in("Weber has not said that the bridge is old."),
            (All{{"Weber", "has not said", "that the bridge is old"}}));
}

TEST(FindStatements, TakesTitleAndAppositionIntoTheSource) {
  EXPECT_EQ(seen_in("Sen. Anna Weber, a former mayor, said that the bridge was old."),
            (All{{"Sen. Anna Weber, a former mayor,", "said", "that the bridge was old"}}));
}

TEST(FindStatements, SharesTheSourceOfCoordinatedCues) {
  EXPECT_EQ(
      seen_in("Weber criticized the council and said that the bridge was old."),
      (All{{"Weber", "criticized", "the council"}, {"Weber", "said", "that the bridge was old"}}));
}

TEST(FindStatements, SharesTheSourceWithAnAppendedParticiple) {
  EXPECT_EQ(seen_in("Weber praised the engineers, adding that the bridge was safe."),
            (All{{"Weber", "praised", "the engineers"},
                 {"Weber", "adding", "that the bridge was safe"}}));
}

TEST(FindStatements, GivesAccordingToItsSourceAndTheSentence) {
  EXPECT_EQ(seen_in("The bridge is old, according to the council."),
            (All{{"the council", "according to", "The bridge is old"}}));
  EXPECT_EQ(seen_in("According to the council, the bridge is old."),
            (All{{"the council", "According to", "the bridge is old"}}));
}

TEST(FindStatements, LeavesScareQuotesAndTitlesAlone) {
  EXPECT_EQ(seen_in("The so-called “Iron Bridge” is in the song “Rust.”"), All{});
}

TEST(FindStatements, TellsDirectIndirectAndMixedApart) {
  const auto document = tests::document_of(
      "“The bridge is safe,” Weber said.\n\nWeber said that the bridge was old.\n\n"
      "Weber said that the bridge was “an old lady.”");
  std::vector<StatementType> types;
  for (const Statement& statement : tests::find_statements(document, {}))
    types.push_back(statement.type);
  EXPECT_EQ(types,
            (std::vector{StatementType::Direct, StatementType::Indirect, StatementType::Mixed}));
}

TEST(FindStatements, NestsWhatIsReportedInsideAQuotation) {
  const auto document =
      tests::document_of("“The council said that the bridge was safe,” Weber said.");
  const auto statements = tests::find_statements(document, {});
  ASSERT_EQ(statements.size(), 2u);
  EXPECT_EQ(tests::seen(document, statements[0]).source, "Weber");
  EXPECT_EQ(tests::seen(document, statements[1]),
            (Seen{"The council", "said", "that the bridge was safe"}));
  EXPECT_EQ(statements[1].nested_in, StatementIndex{0});
}

TEST(FindStatements, GivesAQuotationWithoutCueToTheSpeakerBefore) {
  const auto document = tests::document_of(
      "Weber warned that the bridge was old. “It will not stand another winter.”");
  const auto cast = tests::cast_of(document, {{"Weber", "weber"}});
  const auto statements = tests::find_statements(document, cast);
  ASSERT_EQ(statements.size(), 2u);
  EXPECT_EQ(tests::seen(document, statements[1]),
            (Seen{"", "", "“It will not stand another winter.”"}));
  EXPECT_EQ(statements[1].type, StatementType::Direct);
}

RC_GTEST_PROP(FindStatements, KeepsEverySpanInsideTheTextAndWithoutBlanksAtItsEdges, ()) {
  const auto pieces =
      *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
          "Weber",     "said", "that",    "“",   "”",    "\"",      ",",   ".",
          ":",         "the",  "mayor",   "who", "and",  "calling", "for", "according",
          "to",        "was",  "accused", "of",  "by",   "he",      "I",   "told",
          "reporters", "—",    "(",       ")",   "\n\n", "bridge"}));
  std::string text;
  for (const std::string& piece : pieces) text += piece + " ";
  const auto document = tests::document_of(text);
  const auto statements = tests::find_statements(document, {});
  for (std::size_t i = 0; i < statements.size(); ++i) {
    RC_ASSERT(!statements[i].content.empty());
    for (const auto* role : {&statements[i].source, &statements[i].cue, &statements[i].content}) {
      ByteOffset last{0};
      for (const ByteSpan span : *role) {
        RC_ASSERT(span.begin < span.end);
        RC_ASSERT(span.end.value <= document.text.size());
        RC_ASSERT(last <= span.begin);
        RC_ASSERT(document.text[span.begin.value] != ' ');
        RC_ASSERT(document.text[span.end.value - 1] != ' ');
        last = span.end;
      }
    }
    std::size_t levels = 0;
    for (auto outer = statements[i].nested_in; outer; outer = statements[outer->value].nested_in) {
      RC_ASSERT(outer->value < statements.size());
      RC_ASSERT(++levels < statements.size());  // none stands inside of itself
    }
    RC_ASSERT(statements[i].confidence >= 0 && statements[i].confidence <= 1);
  }
}

}  // namespace
}  // namespace faultline::statements
