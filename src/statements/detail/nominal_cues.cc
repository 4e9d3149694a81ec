#include "statements/detail/nominal_cues.h"

#include <algorithm>

#include "statements/detail/content.h"

namespace faultline::statements::detail {
namespace {

using language::Upos;

// Its own subject: "X is confident that", "X remains opposed to".
bool adjective_candidate(const MarkedWords& words, Candidate& candidate) {
  const Scope& scope = candidate.scope;
  if (candidate.anchor == scope.tokens.begin.value) return false;
  std::uint32_t begin = candidate.anchor;
  while (begin > scope.tokens.begin.value && is_adverb(words, begin - 1)) --begin;
  if (begin == scope.tokens.begin.value || !is_verb(words, begin - 1) ||
      words[begin - 1].quotation != scope.quotation)
    return false;
  const VerbGroup group = verb_group(words, scope, begin - 1);
  candidate.source = noun_phrase_before(words, scope, group.begin);
  if (!candidate.source) return false;
  candidate.source_kind = words[candidate.source->begin.value].is(word_class::kRelative)
                              ? SourceKind::Relative
                              : SourceKind::Subject;
  candidate.group.begin = group.begin;
  candidate.group.is_negated = group.is_negated;
  return true;
}

// "his call for", "the minister’s claim that", "criticism from the opposition of".
void noun_source(const MarkedWords& words, Candidate& candidate) {
  const Scope& scope = candidate.scope;
  std::uint32_t i = candidate.anchor;
  while (i > scope.tokens.begin.value && words[i - 1].quotation == scope.quotation &&
         (words[i - 1].upos == Upos::Adj || words[i - 1].upos == Upos::Noun ||
          words[i - 1].is_hyphen)) {
    --i;
  }
  candidate.group.begin = i;
  if (i == scope.tokens.begin.value) return;
  const Word& left = words[i - 1];
  if (left.quotation != scope.quotation) return;
  if (left.is(word_class::kPossessive)) {
    candidate.source = TokenSpan{{i - 1}, {i}};
    candidate.source_kind = SourceKind::Possessive;
  } else if (left.is(word_class::kGenitive) && !is_clitic_auxiliary(words, i - 1)) {
    candidate.source = noun_phrase_before(words, scope, i);
    if (candidate.source) candidate.source_kind = SourceKind::Possessive;
  }
}

}  // namespace

bool nominal_candidate(const MarkedWords& words, const Lexicon& lexicon, Candidate& candidate) {
  const Word& word = words[candidate.anchor];
  candidate.word = &lexicon.cue(word.entry.noun);
  candidate.group.verb = candidate.anchor;
  candidate.group.end = candidate.anchor + 1;
  if (candidate.word->kind == CueKind::Adjective) {
    if (word.upos == Upos::Noun || word.upos == Upos::Propn ||
        !adjective_candidate(words, candidate))
      return false;
  } else {
    if (word.upos != Upos::Noun && word.upos != Upos::X) return false;
    noun_source(words, candidate);
  }
  std::uint32_t next = candidate.anchor + 1;
  const std::uint32_t end = candidate.scope.tokens.end.value;
  if (next < end && !candidate.source &&
      (words.is_form(next, "by") || words.is_form(next, "from"))) {
    candidate.source =
        noun_phrase_after(words, candidate.scope, next + 1, /*with_apposition=*/false);
    if (!candidate.source) return false;
    candidate.source_kind = SourceKind::Agent;
    next = candidate.source->end.value;
  }
  const Following following = what_follows(words, candidate.scope, candidate.word, next);
  const bool is_complement = following.frame == Frame::That ||
                             following.frame == Frame::Preposition ||
                             following.frame == Frame::Infinitive || following.frame == Frame::Wh;
  if (!is_complement || following.has_listener) return false;
  const std::uint32_t cue_end = candidate.source_kind == SourceKind::Agent
                                    ? candidate.anchor + 1
                                    : std::max(following.cue_end, candidate.anchor + 1);
  candidate.cue = TokenSpan{{candidate.group.begin}, {cue_end}};
  candidate.frame = following.frame;
  const std::uint32_t last =
      content_end(words, candidate.scope, following.content_begin,
                  {.frame = Frame::Object,
                   .at_verb = candidate.word->kind == CueKind::Noun &&
                              following.frame != Frame::That && following.frame != Frame::Wh});
  if (last <= following.content_begin) return false;
  candidate.content.push_back({{following.content_begin}, {last}});
  return true;
}

bool according_to(const MarkedWords& words, Candidate& candidate) {
  const Scope& scope = candidate.scope;
  const std::uint32_t begin = candidate.anchor;
  candidate.frame = Frame::According;
  candidate.cue = TokenSpan{{begin}, {begin + 2}};
  candidate.source = noun_phrase_after(words, scope, begin + 2,
                                       /*with_apposition=*/begin > scope.tokens.begin.value);
  if (!candidate.source) return false;
  candidate.source_kind = SourceKind::Subject;
  const std::uint32_t after = candidate.source->end.value;
  // "warned that, according to the law, …": what stands before is not the law's.
  const bool is_inserted = begin > scope.tokens.begin.value + 1 &&
                           words[begin - 1].mark == MarkKind::Comma &&
                           words[begin - 2].is(word_class::kThat | word_class::kCoordinator);
  const bool has_before = begin > scope.tokens.begin.value + 1 && !is_inserted;
  if (has_before) {
    std::uint32_t end = begin;
    while (end > scope.tokens.begin.value && words[end - 1].quotation == scope.quotation &&
           (words[end - 1].mark == MarkKind::Comma || words[end - 1].mark == MarkKind::Dash ||
            words[end - 1].mark == MarkKind::OpenBracket)) {
      --end;
    }
    std::uint32_t first = scope.tokens.begin.value;
    while (first < end && words[first].quotation == scope.quotation &&
           words[first].mark != MarkKind::None)
      ++first;
    if (end > first) candidate.content.push_back({{first}, {end}});
  }
  std::uint32_t next = after;
  while (next < scope.tokens.end.value && words[next].quotation == scope.quotation &&
         words[next].mark != MarkKind::Comma)
    ++next;
  if (next + 1 < scope.tokens.end.value && words[next].mark == MarkKind::Comma) {
    const std::uint32_t end = content_end(words, scope, next + 1, {});
    const Word& first = words[next + 1];
    const bool goes_on =
        !has_before ||
        !(first.is(word_class::kRelative | word_class::kSubordinator | word_class::kCoordinator));
    if (goes_on && end > next + 1) candidate.content.push_back({{next + 1}, {end}});
  }
  return !candidate.content.empty();
}

void add_label(const MarkedWords& words, TokenSpan first_sentence,
               const language::Paragraph& paragraph, std::vector<Candidate>& out) {
  constexpr std::uint32_t kLongestLabel = 6;
  std::uint32_t begin = first_sentence.begin.value;
  // Some papers put every turn of a transcript in quotation marks, the name included.
  if (words[begin].mark == MarkKind::OpenQuote && begin + 1 < first_sentence.end.value) ++begin;
  const std::uint32_t limit = std::min(first_sentence.end.value, begin + kLongestLabel);
  std::uint32_t i = begin;
  while (i < limit && words[i].mark == MarkKind::None && words[i].is_capitalised &&
         words[i].entry.verb < 0) {
    ++i;
  }
  if (i == begin || i >= limit || words[i].mark != MarkKind::Colon) return;
  if (words[i - 1].upos != Upos::Propn) return;
  const std::uint32_t last =
      words.document->sentences[paragraph.sentences.end.value - 1].tokens.end.value;
  if (i + 1 >= last) return;
  Candidate candidate;
  candidate.anchor = i;
  candidate.scope = {first_sentence, kUnquoted};
  candidate.frame = Frame::Label;
  candidate.source = TokenSpan{{begin}, {i}};
  candidate.source_kind = SourceKind::Subject;
  candidate.cue = TokenSpan{{i}, {i + 1}};
  candidate.content.push_back({{i + 1}, {last}});
  out.push_back(std::move(candidate));
}

}  // namespace faultline::statements::detail
