#include "statements/detail/facts.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "statements/sketch.h"

namespace faultline::statements {
namespace {

using detail::Lexicon;
using detail::MarkedWords;
using detail::Stretch;

TokenSpan all_of(const language::Document& document) {
  return {{0}, {static_cast<std::uint32_t>(document.tokens.size())}};
}

RC_GTEST_PROP(Facts, AreRowsOfTheirTables, ()) {
  const auto pieces =
      *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
          "Weber",   "said", "that", "“",   "”",       "‘",  "’",  ",",    ".",    "the",   "who",
          "calling", "for",  "to",   "was", "accused", "of", "he", "1987", "\n\n", "bridge"}));
  std::string text = "Weber";
  for (const std::string& piece : pieces) text += " " + piece;
  const auto document = tests::document_of(text);
  const MarkedWords words = detail::mark_words(document, Lexicon::english());
  for (const Stretch& stretch : detail::paragraphs_of(document)) {
    const auto facts = detail::word_facts(words, Lexicon::english(), stretch);
    RC_ASSERT(facts.size() == stretch.tokens.size());
    for (const auto& own : facts) {
      for (std::size_t i = 0; i < own.size(); ++i) RC_ASSERT(own[i] < detail::word_tables[i]);
    }
    const TokenIndex begin = stretch.tokens.begin;
    const auto pairs = detail::pair_facts(words, {{begin, begin + 1}, begin.value}, stretch);
    RC_ASSERT(pairs.size() == stretch.tokens.size());
    for (const auto& own : pairs) {
      for (std::size_t i = 0; i < own.size(); ++i) RC_ASSERT(own[i] < detail::pair_tables[i]);
    }
  }
}

TEST(Facts, KnowNothingOutsideTheirStretch) {
  const auto alone = tests::document_of("Klein said the bridge was safe.");
  const auto quoted = tests::document_of("“Klein said the bridge was safe.”");
  const MarkedWords words = detail::mark_words(alone, Lexicon::english());
  const MarkedWords in_marks = detail::mark_words(quoted, Lexicon::english());
  const auto expected = detail::word_facts(words, Lexicon::english(), {all_of(alone)});
  const auto found =
      detail::word_facts(in_marks, Lexicon::english(),
                         {{{1}, {static_cast<std::uint32_t>(quoted.tokens.size() - 1)}}, 0});
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i][4], expected[i][4]) << i;  // in no quotation
    EXPECT_EQ(found[i][6], expected[i][6]) << i;  // the same place
  }
}

TEST(Facts, CutLongTextBetweenSentences) {
  std::string text;
  for (int i = 0; i < 60; ++i)
    text += "The bridge over the river was closed on Monday by the mayor. ";
  const auto document = tests::document_of(text);
  const auto pieces = detail::cut(document, all_of(document));
  ASSERT_GT(pieces.size(), 1u);
  TokenIndex at{0};
  for (const TokenSpan piece : pieces) {
    EXPECT_EQ(piece.begin, at);
    EXPECT_LE(piece.size(), detail::most_words);
    at = piece.end;
    EXPECT_EQ(document.form(piece.end - 1), ".");
  }
  EXPECT_EQ(at.value, document.tokens.size());
}

TEST(Facts, CutASentenceWithoutEnd) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "bridge ";
  const auto document = tests::document_of(text);
  TokenIndex at{0};
  for (const TokenSpan piece : detail::cut(document, all_of(document))) {
    EXPECT_EQ(piece.begin, at);
    EXPECT_LE(piece.size(), detail::most_words);
    at = piece.end;
  }
  EXPECT_EQ(at.value, document.tokens.size());
}

TEST(Facts, TakeTheVerbForTheCuesMainWord) {
  const auto document =
      tests::document_of("Weber has repeatedly said in a statement that it rained.");
  const MarkedWords words = detail::mark_words(document, Lexicon::english());
  EXPECT_EQ(document.form(TokenIndex{detail::anchor_of(words, {{1}, {7}})}), "said");
}

}  // namespace
}  // namespace faultline::statements
