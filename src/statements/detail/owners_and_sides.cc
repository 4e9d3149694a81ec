#include "statements/detail/owners_and_sides.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

// Guesses: in PolNeAR people mark about every second of them.
constexpr float owner_score = 0.45F;
constexpr float side_score = 0.4F;

// None where the parts do not stand one after the other.
std::optional<Candidate> candidate_of(const MarkedWords& words, std::uint32_t anchor,
                                      TokenSpan source, TokenSpan cue, std::uint32_t complement,
                                      float score) {
  Candidate found;
  found.anchor = anchor;
  found.scope = {sentence_around(words, anchor), words[anchor].quotation};
  found.source = source;
  found.cue = cue;
  TokenSpan content = extent_of(words, complement);
  content.begin = std::max(content.begin, cue.end);
  found.content = {content};
  found.score = score;
  if (content.begin >= content.end || source.end > cue.begin) return std::nullopt;
  return found;
}

// Which words may lead from a noun to what was said; the people who marked PolNeAR's train part
// took about half of such nouns for statements.
struct Noun {
  std::string_view lemma;
  bool that = false;
  bool to = false;  // with an infinitive
  std::array<std::string_view, 3> prepositions{};
};

constexpr Noun nouns[] = {{"accusation", true, false, {"of"}},
                          {"admission", true, false, {"of"}},
                          {"allegation", true, false, {"of"}},
                          {"announcement", true, false, {"of"}},
                          {"appeal", false, true, {"for"}},
                          {"argument", true, false, {"for", "against"}},
                          {"assertion", true, false, {"of"}},
                          {"assurance", true, false, {}},
                          {"belief", true, false, {"in"}},
                          {"call", true, true, {"for"}},
                          {"claim", true, true, {"of"}},
                          {"comment", true, false, {"about", "on"}},
                          {"complaint", true, false, {"about", "of"}},
                          {"concession", true, false, {}},
                          {"condemnation", false, false, {"of"}},
                          {"contention", true, false, {}},
                          {"conviction", true, false, {}},
                          {"criticism", true, false, {"of"}},
                          {"declaration", true, false, {"of"}},
                          {"demand", true, false, {"for"}},
                          {"denial", true, false, {"of"}},
                          {"denunciation", false, false, {"of"}},
                          {"endorsement", false, false, {"of"}},
                          {"fear", true, false, {}},
                          {"hope", true, true, {"for", "of"}},
                          {"insistence", true, false, {"on"}},
                          {"objection", true, false, {"to"}},
                          {"plea", true, true, {"for"}},
                          {"pledge", true, true, {"of"}},
                          {"praise", false, false, {"for", "of"}},
                          {"prediction", true, false, {"of"}},
                          {"promise", true, true, {"of"}},
                          {"rebuke", false, false, {"of"}},
                          {"rejection", false, false, {"of"}},
                          {"remark", true, false, {"about", "on"}},
                          {"statement", true, false, {}},
                          {"suggestion", true, false, {"of"}},
                          {"support", false, false, {"for"}},
                          {"threat", true, true, {"of"}},
                          {"vow", true, true, {"of"}},
                          {"warning", true, false, {"of", "about", "against"}}};

const Noun* noun_at(const MarkedWords& words, std::uint32_t i) {
  if (words.document->tokens[i].upos != language::Upos::Noun) return nullptr;
  const std::string_view lemma = words.document->tokens[i].lemma;
  const auto found =
      std::lower_bound(std::begin(nouns), std::end(nouns), lemma,
                       [](const Noun& one, std::string_view wanted) { return one.lemma < wanted; });
  return found != std::end(nouns) && found->lemma == lemma ? &*found : nullptr;
}

bool leads(const MarkedWords& words, const Noun& noun, std::uint32_t complement) {
  if (has_relation(words, complement, {"nmod"})) {
    const auto preposition = dependent_of(words, complement, {"case"});
    return preposition && std::any_of(noun.prepositions.begin(), noun.prepositions.end(),
                                      [&](std::string_view one) {
                                        return !one.empty() && words.is_form(*preposition, one);
                                      });
  }
  if (!has_relation(words, complement, {"acl", "ccomp"}) ||
      has_relation(words, complement, {"acl:relcl"}))
    return false;
  const auto mark = dependent_of(words, complement, {"mark"});
  return mark &&
         ((noun.that && words.is_form(*mark, "that")) || (noun.to && words.is_form(*mark, "to")));
}

std::optional<Candidate> owned_at(const MarkedWords& words, std::uint32_t i) {
  const Noun* const noun = noun_at(words, i);
  if (noun == nullptr) return std::nullopt;
  const auto owner = dependent_of(words, i, {"nmod:poss"});
  if (!owner || *owner > i) return std::nullopt;
  for (const std::uint32_t complement : dependents_of(words, i)) {
    if (complement <= i || !leads(words, *noun, complement)) continue;
    const auto found =
        candidate_of(words, i, extent_of(words, *owner), {{i}, {i + 1}}, complement, owner_score);
    if (found) return found;
  }
  return std::nullopt;
}

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

std::optional<Candidate> side_at(const MarkedWords& words, std::uint32_t verb) {
  if (!is_stance(words, verb)) return std::nullopt;
  const auto subject = subject_of(words, verb);
  if (!subject) return std::nullopt;
  for (const std::uint32_t complement : dependents_of(words, verb)) {
    if (!is_complement(words, verb, complement)) continue;
    TokenSpan cue{{first_of_verb(words, verb)}, {verb + 1}};
    // "calling for" is the cue.
    const auto preposition = dependent_of(words, complement, {"case"});
    if (has_lemma(words, verb, {"call"}) && preposition == verb + 1) cue.end = {verb + 2};
    const auto found =
        candidate_of(words, verb, around(words, *subject, verb), cue, complement, side_score);
    if (found) return found;
  }
  return std::nullopt;
}

}  // namespace

void add_owners_and_sides(const MarkedWords& words, std::vector<Candidate>& candidates) {
  std::vector<bool> is_cue(words.size());
  for (const Candidate& one : candidates) {
    if (!one.cue) continue;
    for (TokenIndex i = one.cue->begin; i < one.cue->end; ++i) is_cue[i.value] = true;
  }
  for (std::uint32_t i = 1; i < words.size(); ++i) {
    if (is_cue[i]) continue;
    auto found = owned_at(words, i);
    if (!found) found = side_at(words, i);
    if (found) candidates.push_back(std::move(*found));
  }
}

}  // namespace faultline::statements::detail
