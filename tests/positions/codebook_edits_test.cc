#include "positions/codebook_edits.h"

#include <gtest/gtest.h>

#include <string>

namespace faultline::positions {
namespace {

Codebook ferry_book() {
  Codebook codebook;
  codebook.name = "Ferry";
  codebook.version = "3";
  codebook.concepts = {{"transport", "All that moves.", {}, {}, {}, ""},
                       {"night ferry", "", {"keep the ferry"}, {"sell the ferry"}, {}, "transport"},
                       {"harbour fee", "", {}, {"no fee"}, {"“No fee,” she said."}, ""}};
  return codebook;
}

TEST(CodebookToml, IsReadAsTheSameCodebook) {
  Codebook codebook = ferry_book();
  codebook.concepts[0].description = "Quotes \"so\", a back\\slash and the letter é.";
  for (int i = 0; i < 12; ++i)
    codebook.concepts[1].in_favour.push_back("a rather long phrase number " + std::to_string(i));
  const auto read = Codebook::parse(to_toml(codebook), "again.toml");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, codebook);
  EXPECT_EQ(Codebook::parse(to_toml(Codebook{}), "empty.toml").value(), Codebook{});
}

TEST(CodebookParse, NamesEveryConceptOfACircle) {
  const auto codebook = Codebook::parse(
      "[[concept]]\nname = \"A\"\nparent = \"B\"\n[[concept]]\nname = \"B\"\nparent = \"A\"\n",
      "circle.toml");
  ASSERT_FALSE(codebook);
  EXPECT_EQ(codebook.error().code, ErrorCode::Malformed);
  EXPECT_EQ(codebook.error().where, "circle.toml:3:10");
  EXPECT_NE(codebook.error().message.find("\"A\" -> \"B\" -> \"A\""), std::string::npos)
      << codebook.error().message;
}

TEST(CodebookParse, FindsACircleBelowAnotherConcept) {
  const auto codebook = Codebook::parse(
      "[[concept]]\nname = \"C\"\nparent = \"A\"\n[[concept]]\nname = \"A\"\nparent = \"B\"\n"
      "[[concept]]\nname = \"B\"\nparent = \"A\"\n",
      "circle.toml");
  ASSERT_FALSE(codebook);
  EXPECT_EQ(codebook.error().where, "circle.toml:6:10");
}

TEST(Outline, PutsConceptsBelowTheirParents) {
  const Codebook codebook = ferry_book();
  const std::vector<OutlineEntry> expected{{0, 0, 1}, {1, 1, 0}, {2, 0, 0}};
  EXPECT_EQ(outline(codebook), expected);
  EXPECT_TRUE(outline({}).empty());
}

TEST(Outline, HoldsAChildThatStandsBeforeItsParentOnce) {
  Codebook codebook = ferry_book();
  codebook.concepts[0].parent = "harbour fee";
  const std::vector<OutlineEntry> expected{{2, 0, 2}, {0, 1, 1}, {1, 2, 0}};
  EXPECT_EQ(outline(codebook), expected);
}

TEST(WithPhrase, AddsOnceAndOnOneSideOnly) {
  const auto more =
      with_phrase(ferry_book(), "night ferry", PhraseKind::Against, " stop  the ferry ");
  ASSERT_TRUE(more) << more.error().message;
  EXPECT_EQ(more->concepts[1].against.back(), "stop the ferry");
  const auto twice = with_phrase(*more, "night ferry", PhraseKind::InFavour, "Stopping the ferry");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, ErrorCode::Conflict);
  EXPECT_NE(twice.error().message.find("\"stop the ferry\" already (against)"), std::string::npos)
      << twice.error().message;
}

TEST(WithPhrase, RefusesWhatNoTextHolds) {
  EXPECT_EQ(with_phrase(ferry_book(), "night ferry", PhraseKind::InFavour, "…").error().code,
            ErrorCode::Usage);
  EXPECT_EQ(with_phrase(ferry_book(), "day ferry", PhraseKind::InFavour, "x").error().code,
            ErrorCode::NotFound);
}

TEST(WithoutPhrase, TellsWhatThereIs) {
  const auto less = without_phrase(ferry_book(), "harbour fee", PhraseKind::Against, "no fee");
  ASSERT_TRUE(less);
  EXPECT_TRUE(less->concepts[2].against.empty());
  const auto none = without_phrase(ferry_book(), "harbour fee", PhraseKind::Against, "fee");
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("\"no fee\""), std::string::npos) << none.error().message;
}

TEST(WithoutConcept, SparesOneThatOthersStandBelow) {
  const auto refused = without_concept(ferry_book(), "transport");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  EXPECT_NE(refused.error().message.find("\"night ferry\""), std::string::npos);
  const auto less = without_concept(ferry_book(), "night ferry");
  ASSERT_TRUE(less);
  EXPECT_TRUE(without_concept(*less, "transport"));
}

TEST(WithParent, RefusesACircle) {
  const auto circle = with_parent(ferry_book(), "transport", "night ferry");
  ASSERT_FALSE(circle);
  EXPECT_NE(circle.error().message.find("circle"), std::string::npos);
  const auto top = with_parent(ferry_book(), "night ferry", "");
  ASSERT_TRUE(top);
  EXPECT_EQ(top->concepts[1].parent, "");
}

TEST(WithConcept, RefusesASecondOfTheName) {
  EXPECT_EQ(with_concept(ferry_book(), {"transport", "", {}, {}, {}, ""}).error().code,
            ErrorCode::Conflict);
  EXPECT_EQ(with_concept(ferry_book(), {" ", "", {}, {}, {}, ""}).error().code,
            ErrorCode::Malformed);
}

TEST(Doubts, TellWhatIsFoundInTheSameWordsAndWhatIsNever) {
  EXPECT_TRUE(doubts(ferry_book()).empty());
  Codebook codebook = ferry_book();
  codebook.concepts[2].in_favour = {"Keeping the ferry"};
  codebook.concepts.push_back({"bare", "", {}, {}, {}, ""});
  const auto sentences = doubts(codebook);
  ASSERT_EQ(sentences.size(), 2u);
  EXPECT_NE(sentences[0].find("\"keep the ferry\" (for \"night ferry\")"), std::string::npos)
      << sentences[0];
  EXPECT_NE(sentences[1].find("\"bare\""), std::string::npos);
}

}  // namespace
}  // namespace faultline::positions
