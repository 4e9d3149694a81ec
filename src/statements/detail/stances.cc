#include "statements/detail/stances.h"

#include <algorithm>

#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

bool is_stance(const MarkedWords& words, std::uint32_t i) {
  return words.document->tokens[i].upos == language::Upos::Verb &&
         has_lemma(
             words, i,
             {"accuse",  "blame",    "call",    "claim",    "condemn", "criticise", "criticize",
              "demand",  "deny",     "dismiss", "denounce", "endorse", "hail",      "insist",
              "oppose",  "pledge",   "praise",  "rebuke",   "reject",  "reiterate", "slam",
              "support", "threaten", "urge",    "vow",      "warn"});
}

// "leaders" in "leaders endorse it", "saw leaders endorse it"; "who" in "leaders who endorse it".
std::optional<std::uint32_t> subject_of(const MarkedWords& words, std::uint32_t verb) {
  std::optional<std::uint32_t> subject;
  // Of two that the tree gives, the nearer one is meant.
  for (const std::uint32_t i : dependents_of(words, verb)) {
    if (i < verb && has_relation(words, i, {"nsubj"})) subject = i;
  }
  const auto above = head_of(words, verb);
  if (!subject && above && has_relation(words, verb, {"xcomp", "ccomp"}) &&
      has_lemma(words, *above, {"see", "hear", "watch"}))
    subject = dependent_of(words, *above, {"obj"});
  // "the group calling for it"
  if (!subject && above && has_relation(words, verb, {"acl"}) &&
      words.document->tokens[verb].xpos == "VBG")
    subject = above;
  if (!subject || *subject > verb) return std::nullopt;
  return subject;
}

// The noun with what stands before it, and after it as far as no clause begins.
TokenSpan around(const MarkedWords& words, std::uint32_t noun, std::uint32_t verb) {
  std::uint32_t begin = noun;
  while (begin > 0 && is_below(words, begin - 1, noun) &&
         !has_relation(words, begin - 1, {"mark", "cc", "punct", "acl", "advmod", "case"}))
    --begin;
  std::uint32_t end = noun + 1;
  while (end < verb && is_below(words, end, noun) && !is_below(words, end, verb) &&
         words[end].mark == MarkKind::None)
    ++end;
  return {{begin}, {end}};
}

bool is_complement(const MarkedWords& words, std::uint32_t verb, std::uint32_t i) {
  if (i <= verb) return false;
  if (!has_lemma(words, verb, {"call"})) return has_relation(words, i, {"obj", "ccomp", "xcomp"});
  const auto preposition = dependent_of(words, i, {"case"});
  return has_relation(words, i, {"obl"}) && preposition &&
         is_any_form(words, *preposition, {"for", "on"});
}

// "has repeatedly pledged": with what stands right before the verb and belongs to it.
std::uint32_t first_of_verb(const MarkedWords& words, std::uint32_t verb) {
  std::uint32_t first = verb;
  while (first > 0 && has_relation(words, first - 1, {"aux", "advmod", "neg"}) &&
         head_of(words, first - 1) == verb)
    --first;
  return first;
}

std::optional<Candidate> statement_at(const MarkedWords& words, std::uint32_t verb) {
  if (!is_stance(words, verb)) return std::nullopt;
  const auto subject = subject_of(words, verb);
  if (!subject) return std::nullopt;
  for (const std::uint32_t complement : dependents_of(words, verb)) {
    if (!is_complement(words, verb, complement)) continue;
    constexpr float score = 0.4F;  // on PolNeAR's dev part about half of them are marked
    Candidate found;
    found.anchor = verb;
    found.scope = {sentence_around(words, verb), words[verb].quotation};
    found.source = around(words, *subject, verb);
    found.cue = TokenSpan{{first_of_verb(words, verb)}, {verb + 1}};
    TokenSpan content = extent_of(words, complement);
    // "calling for" is the cue.
    const auto preposition = dependent_of(words, complement, {"case"});
    if (has_lemma(words, verb, {"call"}) && preposition == verb + 1) found.cue->end = {verb + 2};
    content.begin = std::max(content.begin, found.cue->end);
    found.content = {content};
    found.score = score;
    if (content.begin >= content.end || found.source->end > found.cue->begin) continue;
    return found;
  }
  return std::nullopt;
}

}  // namespace

void add_stances(const MarkedWords& words, std::vector<Candidate>& candidates) {
  std::vector<bool> is_cue(words.size());
  for (const Candidate& one : candidates) {
    if (!one.cue) continue;
    for (TokenIndex i = one.cue->begin; i < one.cue->end; ++i) is_cue[i.value] = true;
  }
  for (std::uint32_t i = 1; i < words.size(); ++i) {
    if (is_cue[i]) continue;
    if (auto found = statement_at(words, i)) candidates.push_back(std::move(*found));
  }
}

}  // namespace faultline::statements::detail
