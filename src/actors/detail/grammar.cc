#include "actors/detail/grammar.h"

#include <algorithm>

namespace faultline::actors::detail {
namespace {

using language::Upos;

bool is_preposition(const Words& words, Index i) {
  return words.upos(i) == Upos::Adp && words.token(i).xpos != "RP";
}

// By the tree: "saw [leaders] endorse it" has a subject of a verb that is not finite.
bool hangs_as_subject(const Words& words, TokenSpan mention) {
  for (Index i = mention.begin.value; i < mention.end.value; ++i) {
    const language::Token& token = words.token(i);
    const bool is_head = token.head && (*token.head < mention.begin || *token.head >= mention.end);
    if (is_head) return token.deprel.starts_with("nsubj");
  }
  return false;
}

}  // namespace

Index after_insertion(const Words& words, Index i) {
  constexpr Index longest = 30;
  const Index limit = std::min(words.sentence_end(i), i + longest);
  if (words.form(i) == "(") {
    for (Index k = i + 1; k < limit; ++k) {
      if (words.form(k) == ")") return k + 1;
    }
    return i;
  }
  if (words.form(i) != ",") return i;
  for (Index k = i + 1; k < limit; ++k) {
    if (words.form(k) != ",") continue;
    // A list or a quotation closes with a comma too; only a verb after it makes an insertion.
    Index next = k + 1;
    while (next < limit && words.upos(next) == Upos::Adv) ++next;
    if (words.is_finite_verb(next)) return k + 1;
  }
  return i;
}

bool is_subject(const Words& words, TokenSpan mention) {
  if (hangs_as_subject(words, mention)) return true;
  const Index begin = mention.begin.value;
  const Index first = words.sentence_begin(begin);
  const Index limit = words.sentence_end(begin);
  Index next = mention.end.value;
  if (begin > first) {
    const Index before = begin - 1;
    if (is_preposition(words, before) || words.is_possessive(before)) return false;
    const bool is_inverted =
        words.is_reporting_verb(before) && words.is_finite_verb(before) &&
        (next >= limit || words.is_any(next, {",", ".", ";", "(", "in", "on", "at"}));
    if (is_inverted) return true;
    if (words.upos(before) == Upos::Verb && words.token(before).xpos != "VBD") return false;
  }
  if (next >= limit || words.is_possessive(next)) return false;
  const bool closes_insertion =
      begin > first && words.form(begin - 1) == "," && words.form(next) == ",";
  next = closes_insertion ? next + 1 : after_insertion(words, next);
  while (next < limit && (words.upos(next) == Upos::Adv || words.upos(next) == Upos::Part)) ++next;
  if (words.is_any(next, {"who", "which"})) return true;
  return next < limit && words.is_finite_verb(next);
}

bool is_dependent(const Words& words, TokenSpan mention) {
  const Index begin = mention.begin.value;
  if (words.is_possessive(mention.end.value)) return true;
  return begin > words.sentence_begin(begin) && is_preposition(words, begin - 1);
}

}  // namespace faultline::actors::detail
