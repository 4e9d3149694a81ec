#include "actors/detail/groups.h"

#include <algorithm>
#include <unordered_set>

#include "actors/detail/grammar.h"

namespace faultline::actors::detail {
namespace {

using language::Upos;
using language::WordClass;

// What groups do that makes them actors in a map of who backs whom.
bool is_act(const Words& words, Index i) {
  static const std::unordered_set<std::string_view> verbs = {
      "attack",    "back",     "blame",    "blast",   "censure", "cheer",    "condemn", "criticise",
      "criticize", "defend",   "denounce", "endorse", "hail",    "join",     "mock",    "object",
      "oppose",    "praise",   "protest",  "refuse",  "reject",  "ridicule", "slam",    "support",
      "thank",     "threaten", "voice",    "want",    "welcome", "believe",  "fear",    "think",
      "question",  "dismiss",  "pledge",   "promise", "predict", "propose",  "agree",   "disagree",
      "applaud",   "lambast",  "lash",     "rail",    "vote",    "worry",    "hope",    "seek"};
  return words.is_reporting_verb(i) ||
         (i < words.size() && words.upos(i) == Upos::Verb && verbs.contains(words.lemma(i)));
}

// What is done to groups: "accused IRGC commanders", "a rebuke of critics".
bool is_attack_before(const Words& words, Index i) {
  static const std::unordered_set<std::string_view> verbs = {
      "accuse",    "attack", "blame",    "blast", "call",    "censure", "condemn",  "criticise",
      "criticize", "defend", "denounce", "mock",  "praise",  "rebuke",  "ridicule", "slam",
      "threaten",  "thank",  "warn",     "urge",  "support", "endorse", "oppose",   "dismiss"};
  static const std::unordered_set<std::string_view> nouns = {
      "rebuke", "criticism", "attack",  "condemnation",
      "praise", "support",   "warning", "denunciation"};
  if (words.upos(i) == Upos::Verb) return verbs.contains(words.lemma(i));
  return i > 0 && words.is_any(i, {"of", "on", "against", "for"}) &&
         nouns.contains(words.lemma(i - 1));
}

bool acts_or_suffers(const Words& words, Index begin, Index end) {
  const Index limit = words.sentence_end(begin);
  if (begin > words.sentence_begin(begin) && is_attack_before(words, begin - 1)) return true;
  if (!is_subject(words, span_of(begin, end))) return false;
  Index verb = end < limit ? after_insertion(words, end) : limit;
  while (verb < limit && (words.upos(verb) == Upos::Adv || words.upos(verb) == Upos::Aux ||
                          words.upos(verb) == Upos::Part)) {
    ++verb;
  }
  return verb < limit && is_act(words, verb);
}

std::string name_of(const Words& words, Index begin, Index end) {
  std::string name(words.text(span_of(begin, end)));
  if (begin == words.sentence_begin(begin) && words.upos(begin) != Upos::Propn &&
      name.front() >= 'A' && name.front() <= 'Z' && !is_all_capitals(words.form(begin))) {
    name.front() = static_cast<char>(name.front() - 'A' + 'a');
  }
  return name;
}

}  // namespace

std::optional<ActingGroup> acting_group(const Words& words, Index head) {
  if (!words.classes(head).has(WordClass::PersonPlural)) return std::nullopt;
  Index begin = head;
  const Index first = words.sentence_begin(head);
  constexpr Index longest = 5;
  while (begin > first && head - begin < longest) {
    const Upos upos = words.upos(begin - 1);
    const bool is_part = upos == Upos::Adj || upos == Upos::Noun || upos == Upos::Propn ||
                         words.form(begin - 1) == "-";
    if (!is_part) break;
    --begin;
  }
  if (words.form(begin) == "-") return std::nullopt;
  Index end = head + 1;
  const Index limit = words.sentence_end(head);
  if (end < limit && words.is_noun(end))
    return std::nullopt;  // "party members Ann Lee and Bob Day"
  if (words.is_any(end, {"of", "within", "inside"})) {
    Index noun = end + 1;
    while (noun < limit && words.upos(noun) == Upos::Det) ++noun;
    const Index noun_begin = noun;
    while (noun < limit && noun - noun_begin < 4 &&
           (words.is_noun(noun) || words.upos(noun) == Upos::Adj))
      ++noun;
    if (noun > noun_begin && words.is_noun(noun - 1) && !words.is_possessive(noun)) end = noun;
  }
  Index phrase_begin = begin;
  if (begin > first && words.upos(begin - 1) == Upos::Det) phrase_begin = begin - 1;
  if (begin > first && (words.upos(begin - 1) == Upos::Num || words.is_possessive(begin - 1)))
    return std::nullopt;
  if (begin == head && end == head + 1 && phrase_begin == begin)
    return std::nullopt;  // bare "officials"
  if (!acts_or_suffers(words, phrase_begin, end)) return std::nullopt;
  return ActingGroup{span_of(phrase_begin, end), name_of(words, begin, end)};
}

bool is_speaking(const Words& words, const PhraseFacts& facts) {
  if (facts.is_reporting_subject) return true;
  const bool is_subject = facts.part == Part::Subject && facts.governor != facts.phrase.head;
  if (is_subject && is_act(words, facts.governor)) return true;
  const Index begin = facts.phrase.tokens.begin.value;
  const Index end = facts.phrase.tokens.end.value;
  // "Leaders who call for a retreat"; after "those" the clause is theirs wherever the tree hangs
  // it.
  const bool is_those = words.is(facts.phrase.head, "those");
  for (Index i = begin; (facts.has_clause || is_those) && i < end; ++i) {
    const auto head = words.token(i).head;
    if (!head) continue;
    if (head->value == facts.phrase.head && words.token(i).deprel == "acl:relcl" &&
        is_act(words, i))
      return true;
    if (is_those && words.is(i, "who") && is_act(words, head->value)) return true;
  }
  const Index first = words.sentence_begin(begin);
  return begin >= first + 2 && words.is(begin - 1, "to") && words.is(begin - 2, "according");
}

std::string name_of_unnamed(const Words& words, const Phrase& phrase) {
  Index begin = phrase.tokens.begin.value;
  while (begin < phrase.head &&
         words.is_any(begin, {"a", "an", "the", "this", "that", "these", "those"}))
    ++begin;
  Index end = phrase.head + 1;
  // "of", "from" and "in" lead to a place or a body; anything else to a story.
  if (end < phrase.tokens.end.value &&
      words.is_any(end, {"of", "from", "in", "at", "for", "with", "within", "inside"})) {
    Index last = end + 1;
    while (last < phrase.tokens.end.value && words.upos(last) == Upos::Det) ++last;
    const Index noun = last;
    while (last < phrase.tokens.end.value && (words.is_noun(last) || words.upos(last) == Upos::Adj))
      ++last;
    if (last > noun && words.is_noun(last - 1)) end = last;
  }
  return name_of(words, begin, end);
}

}  // namespace faultline::actors::detail
