#include "exchange/cue_kinds.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace faultline::exchange {
namespace {

/// The class of all words, given as "form/lemma/UPOS/head" with heads from 1; 0 stands outside.
std::string class_of(const std::string& words) {
  language::Document document;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const std::string word = words.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t lemma = word.find('/');
    const std::size_t upos = word.find('/', lemma + 1);
    const std::size_t head = word.find('/', upos + 1);
    const auto first = static_cast<std::uint32_t>(document.text.size());
    document.text += word.substr(0, lemma);
    language::Token token;
    token.span = {{first}, {static_cast<std::uint32_t>(document.text.size())}};
    token.lemma = word.substr(lemma + 1, upos - lemma - 1);
    token.upos = language::parse_upos(word.substr(upos + 1, head - upos - 1));
    const auto place = static_cast<std::uint32_t>(std::stoul(word.substr(head + 1)));
    if (place > 0) token.head = TokenIndex{place - 1};
    document.tokens.push_back(std::move(token));
    document.text += ' ';
  }
  const auto size = static_cast<std::uint32_t>(document.text.size());
  const std::vector<ByteSpan> cue{{{0}, {size}}};
  return std::string(to_string(cue_kind(document, cue)));
}

TEST(CueKind, IsNoneWithoutACue) {
  EXPECT_EQ(cue_kind({}, {}), CueKind::None);
  EXPECT_EQ(to_string(CueKind::None), "no cue");
}

TEST(CueKind, TellsSayFromOtherSpeechAndFromOtherVerbs) {
  EXPECT_EQ(class_of("said/say/VERB/0"), "say");
  EXPECT_EQ(class_of("has/have/AUX/3 repeatedly/repeatedly/ADV/3 said/say/VERB/0"), "say");
  EXPECT_EQ(class_of("went/go/VERB/0 on/on/ADV/1 to/to/PART/4 say/say/VERB/1"), "say");
  EXPECT_EQ(class_of("warned/warn/VERB/0"), "other speech verbs");
  EXPECT_EQ(class_of("believes/believe/VERB/0"), "other verbs");
  EXPECT_EQ(class_of("mind/mind/NOUN/2 changed/change/VERB/0"), "other verbs");
}

TEST(CueKind, IsNonVerbalIfItsHeadIsNoVerb) {
  EXPECT_EQ(class_of("concern/concern/NOUN/0 is/be/AUX/1"), "non-verbs");
  EXPECT_EQ(class_of("statement/statement/NOUN/0 released/release/VERB/1"), "non-verbs");
  EXPECT_EQ(class_of("adamant/adamant/ADJ/0"), "non-verbs");
  EXPECT_EQ(class_of("was/be/AUX/0"), "other verbs");
}

TEST(CueKind, KnowsAccordingToAndColons) {
  EXPECT_EQ(class_of("According/accord/VERB/0 to/to/ADP/1"), "according to");
  EXPECT_EQ(class_of(":/:/PUNCT/0"), "punctuation");
}

}  // namespace
}  // namespace faultline::exchange
