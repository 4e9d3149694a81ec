#include "language/document.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace faultline::language {
namespace {

constexpr std::array<std::string_view, 17> upos_names = {
    "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
    "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};

}  // namespace

std::string_view to_string(Upos upos) { return upos_names[static_cast<std::size_t>(upos)]; }

Upos parse_upos(std::string_view word) {
  const auto* const found = std::find(upos_names.begin(), upos_names.end(), word);
  return found == upos_names.end() ? Upos::X : static_cast<Upos>(found - upos_names.begin());
}

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
