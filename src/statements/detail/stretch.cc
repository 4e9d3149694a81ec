#include <algorithm>
#include <vector>

#include "statements/detail/facts.h"

namespace faultline::statements::detail {

std::vector<TokenSpan> cut(const language::Document& document, TokenSpan tokens) {
  std::vector<TokenSpan> pieces;
  TokenIndex begin = tokens.begin;
  TokenIndex end = begin;
  const auto close = [&] {
    if (begin < end) pieces.push_back({begin, end});
    begin = end;
  };
  for (SentenceIndex s = document.sentence_of(tokens.begin); end < tokens.end; ++s) {
    const TokenIndex sentence_end = std::min(document.sentences[s.value].tokens.end, tokens.end);
    if (sentence_end.value - begin.value > most_words) close();
    for (end = sentence_end; end.value - begin.value > most_words; begin = begin + most_words) {
      pieces.push_back({begin, begin + most_words});
    }
  }
  close();
  return pieces;
}

std::vector<Stretch> paragraphs_of(const language::Document& document) {
  std::vector<Stretch> stretches;
  for (const language::Paragraph& paragraph : document.paragraphs) {
    if (paragraph.sentences.empty()) continue;
    const TokenSpan tokens{document.sentences[paragraph.sentences.begin.value].tokens.begin,
                           document.sentences[paragraph.sentences.end.value - 1].tokens.end};
    for (const TokenSpan piece : cut(document, tokens)) stretches.push_back({piece, kUnquoted});
  }
  return stretches;
}

std::uint32_t anchor_of(const MarkedWords& words, TokenSpan cue) {
  std::uint32_t best = cue.begin.value;
  int best_rank = -1;
  for (std::uint32_t i = cue.begin.value; i < cue.end.value; ++i) {
    const language::Token& token = words.document->tokens[i];
    const bool is_top = !token.head || !cue.contains(*token.head);
    const bool is_verb = words[i].upos == language::Upos::Verb;
    const int rank =
        (is_top ? 4 : 0) + (is_verb ? 2 : 0) + (words[i].mark == MarkKind::None ? 1 : 0);
    if (rank > best_rank) {
      best_rank = rank;
      best = i;
    }
  }
  return best;
}

}  // namespace faultline::statements::detail
