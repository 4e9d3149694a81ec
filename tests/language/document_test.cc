#include "language/document.h"

#include <gtest/gtest.h>

#include "language/analysed.h"

namespace faultline::language {
namespace {

TEST(TokensIn, GivesNoneWhereThereAreNone) {
  const Document empty;
  EXPECT_TRUE(empty.tokens_in({{0}, {10}}).empty());
  const Document document = analysed("a   b");
  EXPECT_TRUE(document.tokens_in({{1}, {4}}).empty());
}

TEST(TokensIn, TakesTokensThatOverlap) {
  const Document document = analysed("Weber resigned today.");
  EXPECT_EQ(document.tokens_in({{3}, {8}}), (TokenSpan{{0}, {2}}));
  EXPECT_EQ(document.tokens_in({{5}, {6}}).size(), 0u);
  EXPECT_EQ(document.tokens_in({{0}, {21}}), (TokenSpan{{0}, {4}}));
}

TEST(SentenceOf, FindsTheSentenceThatHoldsAToken) {
  const Document document = analysed("One. Two.\n\nThree.");
  EXPECT_EQ(document.sentence_of({0}).value, 0u);
  EXPECT_EQ(document.sentence_of({3}).value, 1u);
  EXPECT_EQ(document.sentence_of({5}).value, 2u);
}

TEST(ParagraphOf, PassesOverEmptyParagraphs) {
  const std::vector<Block> blocks = {
      {BlockKind::Body, {{0}, {4}}}, {BlockKind::Body, {{4}, {4}}}, {BlockKind::Body, {{5}, {9}}}};
  const Document document = engine().analyse("One. Two.", blocks);
  EXPECT_EQ(document.paragraph_of({0}), 0u);
  EXPECT_EQ(document.paragraph_of({1}), 2u);
}

TEST(Bytes, ReachFromTheFirstTokenToTheLast) {
  const Document document = analysed("  Ann Lee left.");
  EXPECT_EQ(document.bytes({{0}, {2}}), (ByteSpan{{2}, {9}}));
}

}  // namespace
}  // namespace faultline::language
