#include "statements/quotations.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "statements/sketch.h"

namespace faultline::statements {
namespace {

using Texts = std::vector<std::string>;

// A document without analysis: quotations need nothing but paragraphs.
language::Document paragraphs_of(const std::string& text) {
  language::Document document;
  document.text = text;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) {
      document.paragraphs.push_back(
          {language::BlockKind::Body,
           {{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}},
           {}});
    }
    begin = end + 1;
  }
  return document;
}

Texts quoted_in(const std::string& text) {
  const language::Document document = paragraphs_of(text);
  Texts texts;
  for (const Quotation& quotation : find_quotations(document)) {
    std::string one = document.text.substr(quotation.span.begin.value, quotation.span.size());
    if (quotation.is_nested) one = "inner: " + one;
    if (quotation.goes_on) one += " (goes on)";
    texts.push_back(one);
  }
  return texts;
}

TEST(FindQuotations, FindsNothingInNothing) { EXPECT_EQ(quoted_in(""), Texts{}); }

TEST(FindQuotations, FindsOneQuotationWithItsMarks) {
  EXPECT_EQ(quoted_in("“Yes,” she said."), Texts{"“Yes,”"});
}

TEST(FindQuotations, KnowsTheMarksOfManyHouses) {
  EXPECT_EQ(
      quoted_in("\"one\" and ''two'' and ``three'' and «four» and „five“ and ‘six’ and 'seven'"),
      (Texts{"\"one\"", "''two''", "``three''", "«four»", "„five“", "‘six’", "'seven'"}));
}

TEST(FindQuotations, TellsApostrophesFromMarks) {
  EXPECT_EQ(
      quoted_in(
          "Weber’s men didn't mind the ’90s, the '80s or rock 'n' roll; the ministers’ cars."),
      Texts{});
}

TEST(FindQuotations, KeepsTheApostropheInsideASingleQuotation) {
  EXPECT_EQ(quoted_in("He spoke of ‘the generals’ silence’ again."),
            Texts{"‘the generals’ silence’"});
}

TEST(FindQuotations, ListsTheOuterOneBeforeItsInnerOnes) {
  EXPECT_EQ(quoted_in("“She said ‘never’ to me,” he said."),
            (Texts{"“She said ‘never’ to me,”", "inner: ‘never’"}));
}

TEST(FindQuotations, GoesOnWhereTheNextParagraphOpensAgain) {
  EXPECT_EQ(quoted_in("“First part.\n“Second part.”"),
            (Texts{"“First part. (goes on)", "“Second part.”"}));
}

TEST(FindQuotations, DropsAnOpeningMarkThatNothingCloses) {
  EXPECT_EQ(quoted_in("First “part.\nNo second part."), Texts{});
  EXPECT_EQ(quoted_in("He is 6 feet 2\" tall and said “no”."), Texts{"“no”"});
}

TEST(FindQuotations, StartsAnewAfterAMarkThatWasForgotten) {
  EXPECT_EQ(quoted_in("\"We go, he said. \"We stay,\" she said."), Texts{"\"We stay,\""});
}

RC_GTEST_PROP(FindQuotations, SpansAreSortedAndNestedOnlyWithinAnother, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::elementOf(std::vector<std::string>{"“", "”", "‘", "’", "\"", "'", "''", "``", "«",
                                                  "»", "a", "s", " ", ",", ".", "\n", "é", "9"}));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  const language::Document document = paragraphs_of(text);
  ByteOffset outer_end{0};
  ByteOffset before{0};
  for (const Quotation& quotation : find_quotations(document)) {
    RC_ASSERT(quotation.span.begin < quotation.span.end);
    RC_ASSERT(quotation.span.end.value <= text.size());
    RC_ASSERT(before <= quotation.span.begin);
    RC_ASSERT(quotation.is_nested == (quotation.span.begin < outer_end));
    if (quotation.is_nested) RC_ASSERT(quotation.span.end <= outer_end);
    before = quotation.span.begin;
    outer_end = std::max(outer_end, quotation.span.end);
  }
}

}  // namespace
}  // namespace faultline::statements
