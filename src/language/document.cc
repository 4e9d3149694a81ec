#include "language/document.h"

#include <algorithm>
#include <cassert>

namespace faultline::language {

TokenSpan Document::tokens_in(ByteSpan bytes) const {
  const auto first = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.span.end <= bytes.begin;
  });
  const auto last = std::partition_point(
      first, tokens.end(), [&](const Token& token) { return token.span.begin < bytes.end; });
  return {{static_cast<std::uint32_t>(first - tokens.begin())},
          {static_cast<std::uint32_t>(last - tokens.begin())}};
}

SentenceIndex Document::sentence_of(TokenIndex token) const {
  assert(token.value < tokens.size());
  const auto next =
      std::partition_point(sentences.begin(), sentences.end(),
                           [&](const Sentence& sentence) { return sentence.tokens.end <= token; });
  assert(next != sentences.end());  // together the sentences hold every token
  return {static_cast<std::uint32_t>(next - sentences.begin())};
}

std::size_t Document::paragraph_of(SentenceIndex sentence) const {
  assert(sentence.value < sentences.size());
  const auto next = std::partition_point(
      paragraphs.begin(), paragraphs.end(),
      [&](const Paragraph& paragraph) { return paragraph.sentences.end <= sentence; });
  assert(next != paragraphs.end());  // together the paragraphs hold every sentence
  return static_cast<std::size_t>(next - paragraphs.begin());
}

}  // namespace faultline::language
