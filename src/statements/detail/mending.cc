#include "statements/detail/mending.h"

#include <algorithm>
#include <optional>

#include "language/lexicon.h"
#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

using language::Upos;

// Taggers take the participle of ", often labelled a moderate by analysts," for a past tense. Of
// verbs that give names, what follows "by" is no author's.
bool may_be_participle(const MarkedWords& words, std::uint32_t verb) {
  if (verb == 0 || words.document->tokens[verb].xpos != "VBD") return false;
  const bool follows = words[verb - 1].mark == MarkKind::Comma || is_adverb(words, verb - 1);
  return follows && has_lemma(words, verb,
                              {"label", "call", "describe", "dub", "brand", "term", "deem",
                               "consider", "regard", "name", "portray", "see", "view"});
}

bool is_passive(const MarkedWords& words, std::uint32_t verb) {
  if (may_be_participle(words, verb)) return true;
  if (!words[verb].is_participle) return false;
  for (const std::uint32_t child : dependents_of(words, verb)) {
    const std::string_view relation = words.document->tokens[child].deprel;
    if (relation == "aux:pass") return true;
    if (relation == "aux") return false;  // "has labelled"
  }
  return has_relation(words, verb, {"acl", "advcl", "amod", "conj", "parataxis"});
}

// Who can speak: not "by Monday", "by 5 percent".
bool is_speaker(const MarkedWords& words, std::uint32_t noun, bool is_sure) {
  const Upos upos = words[noun].upos;
  if (words[noun].is(word_class::kTime)) return false;
  if (upos == Upos::Propn || upos == Upos::Pron) return true;
  if (upos != Upos::Noun) return false;
  const auto classes = language::word_classes(words.form(noun));
  return is_sure || classes.has(language::WordClass::PersonNoun) ||
         classes.has(language::WordClass::PersonPlural);
}

/// The noun behind "by" that hangs on the verb, or on something that hangs on it: parsers join it
/// to the nearest noun.
std::optional<std::uint32_t> agent_of(const MarkedWords& words, std::uint32_t verb) {
  const TokenSpan sentence = sentence_around(words, verb);
  for (std::uint32_t by = verb + 1; by + 1 < sentence.end.value; ++by) {
    if (!words.is_form(by, "by") || words[by].quotation != words[verb].quotation) continue;
    const auto noun = head_of(words, by);
    if (!noun || *noun <= by || !has_relation(words, by, {"case"})) continue;
    const auto head = head_of(words, *noun);
    if (!head || !is_below(words, *noun, verb)) continue;
    if (is_speaker(words, *noun, *head == verb)) return noun;
  }
  return std::nullopt;
}

/// What of `span` stands before and behind `hole`.
void take_out(TokenSpan span, TokenSpan hole, std::vector<TokenSpan>& rest) {
  if (!span.overlaps(hole)) return rest.push_back(span);
  if (span.begin < hole.begin) rest.push_back({span.begin, hole.begin});
  if (hole.end < span.end) rest.push_back({hole.end, span.end});
}

void mend_passive(const MarkedWords& words, FoundStatement& found) {
  if (!is_passive(words, found.anchor)) return;
  const auto noun = agent_of(words, found.anchor);
  if (!noun) return;
  TokenSpan with_by = extent_of(words, *noun);
  // "accused by Klein of delay": parsers may hang the content on the agent.
  for (const TokenSpan span : found.content) {
    if (span.begin.value > *noun) with_by.end = std::min(with_by.end, span.begin);
  }
  const TokenSpan agent{with_by.begin + 1, with_by.end};
  if (agent.empty() || agent.overlaps(found.cue)) return;
  if (found.source && found.source->overlaps(agent)) return;
  std::vector<TokenSpan> content;
  for (const TokenSpan span : found.content) take_out(span, with_by, content);
  // "She was accused of delay" is about her; "the men accused of delay" are a longer phrase's.
  if (dependent_of(words, found.anchor, {"aux"}) && found.source &&
      content != std::vector{*found.source})
    content.push_back(*found.source);
  if (content.empty()) return;
  std::sort(content.begin(), content.end());
  found.content = std::move(content);
  found.source = agent;
}

// "warned that, according to the law, …": where the networks give the clause to the other one.
void mend_that(const MarkedWords& words, FoundStatement& found) {
  constexpr float sure = 0.5F;
  const TokenSpan sentence = sentence_around(words, found.anchor);
  const TokenIndex that = found.cue.end;
  if (!found.source || that >= sentence.end) return;
  if (!words.is_form(that.value, "that") || words[that.value].upos != Upos::Sconj) return;
  if (!found.content.empty()) {
    if (found.content.front().begin == that) found.score = std::max(found.score, sure);
    return;
  }
  const auto clause = dependent_of(words, found.anchor, {"ccomp"});
  if (!clause) return;
  TokenIndex end = extent_of(words, *clause).end;
  while (end > that + 1 && words[end.value - 1].mark == MarkKind::Stop) end = end - 1;
  if (end <= that + 1) return;
  found.content.push_back({that, end});
  found.score = std::max(found.score, sure);
}

// "accused the generals — Lind, Klein — of weakness": a content that stops at a dash goes on behind
// the second one.
void mend_dashes(const MarkedWords& words, FoundStatement& found) {
  if (found.content.empty()) return;
  const TokenSpan sentence = sentence_around(words, found.anchor);
  TokenSpan& last = found.content.back();
  if (last.end >= sentence.end || last.begin < found.cue.end) return;
  if (words[last.end.value].mark != MarkKind::Dash) return;
  constexpr std::uint32_t longest = 40;
  const std::uint32_t limit = std::min(sentence.end.value, last.end.value + longest);
  std::uint32_t next = last.end.value + 1;
  while (next < limit && words[next].mark != MarkKind::Dash) ++next;
  if (++next >= limit) return;
  for (const std::uint32_t child : dependents_of(words, found.anchor)) {
    const TokenSpan whole = extent_of(words, child);
    // Its dash hangs on it.
    if (whole.begin.value != next && whole.begin.value + 1 != next) continue;
    TokenIndex end = whole.end;
    for (TokenIndex i{next}; i < end; ++i) {
      // Not out of the quotation that the cue stands in.
      const std::int32_t own = words[found.anchor].quotation;
      const bool is_out = own != kUnquoted && words[i.value].quotation == kUnquoted;
      if (is_out || words[i.value].mark == MarkKind::Comma) end = i;
    }
    if (end > last.end) last.end = end;
    return;
  }
}

void mend_what(const MarkedWords& words, FoundStatement& found) {
  if (found.content.size() != 1 || found.content.front().size() != 1) return;
  const TokenSpan what = found.content.front();
  if (!words.is_form(what.begin.value, "what") || what.begin >= found.cue.begin) return;
  const TokenSpan sentence = sentence_around(words, found.anchor);
  const TokenIndex begin = found.cue.end;
  if (begin >= sentence.end) return;
  const std::int32_t q = words[begin.value].quotation;
  if (q != kUnquoted && q != words[found.anchor].quotation) {
    found.content.push_back(words.quoted[static_cast<std::size_t>(q)]);
    return;
  }
  TokenIndex end = begin;
  for (const std::uint32_t child : dependents_of(words, found.anchor)) {
    if (child < begin.value || !has_relation(words, child, {"obj", "xcomp", "ccomp"})) continue;
    end = std::max(end, extent_of(words, child).end);
  }
  if (begin < end) found.content.push_back({begin, std::min(end, sentence.end)});
}

}  // namespace

void mend(const MarkedWords& words, const Stretch& stretch, FoundStatement& found) {
  const FoundStatement before = found;
  mend_that(words, found);
  mend_passive(words, found);
  mend_what(words, found);
  mend_dashes(words, found);
  const bool is_outside =
      (found.source && !stretch.tokens.contains(*found.source)) ||
      std::any_of(found.content.begin(), found.content.end(),
                  [&stretch](TokenSpan span) { return !stretch.tokens.contains(span); });
  if (is_outside) found = before;
}

}  // namespace faultline::statements::detail
