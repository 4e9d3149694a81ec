#include "positions/detail/evaluations.h"

#include <algorithm>
#include <array>

#include "positions/detail/act_lexicon.h"

namespace faultline::positions::detail {
namespace {

using language::Upos;

constexpr std::uint32_t kReach = 12;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool Evaluations::ends_clause(std::uint32_t token) const {
  const language::Token& one = document_.tokens[token];
  if (one.upos == Upos::Punct) {
    return is_one_of(document_.form(one), {",", ".", ";", ":", "?", "!", "—", "–", "--", "("});
  }
  return one.upos == Upos::Sconj || one.lemma == "but" || one.lemma == "who" ||
         one.lemma == "which";
}

int Evaluations::polarity_of(std::uint32_t begin, std::uint32_t end) const {
  int sum = 0;
  bool is_negated = false;
  for (std::uint32_t i = begin; i < std::min(end, begin + 2 * kReach); ++i) {
    if (ends_clause(i) && document_.form(TokenIndex{i}) != "," &&
        document_.tokens[i].upos != Upos::Sconj)
      break;
    if (roles_.is_negation(i)) is_negated = true;
    const int word = ActLexicon::english().polarity(document_.tokens[i].lemma);
    if (word == 0) continue;
    sum += is_negated ? -word : word;
    is_negated = false;
  }
  return sum < 0 ? -1 : sum > 0 ? 1 : 0;
}

bool Evaluations::wants_out(const actors::Mention& target, std::uint32_t end) const {
  const std::uint32_t begin = target.tokens.end.value;
  for (std::uint32_t i = begin; i < std::min(end, begin + 6); ++i) {
    const std::string& lemma = document_.tokens[i].lemma;
    if (is_one_of(lemma,
                  {"resign", "resignation", "quit", "removal", "dismissal", "ouster", "arrest",
                   "impeachment", "expulsion", "departure", "apologise", "apologize"})) {
      return true;
    }
    if ((lemma == "step" || lemma == "stand") && i + 1 < end &&
        is_one_of(document_.form(TokenIndex{i + 1}), {"down", "aside"})) {
      return true;
    }
  }
  return false;
}

std::optional<Evaluation> Evaluations::of_possession(const actors::Mention& mention,
                                                     std::uint32_t end) const {
  const std::uint32_t owner_end = mention.tokens.end.value;
  if (owner_end >= end || document_.tokens[owner_end].xpos != "POS") return std::nullopt;
  for (std::uint32_t i = owner_end + 1; i < std::min(end, owner_end + 4); ++i) {
    const language::Token& token = document_.tokens[i];
    if (token.upos != Upos::Noun && token.upos != Upos::Adj) return std::nullopt;
    const int sign = ActLexicon::english().polarity(token.lemma);
    if (sign == 0) continue;
    return Evaluation{sign < 0 ? Act::Criticise : Act::Praise, sign, {{i}, {i + 1}}};
  }
  return std::nullopt;
}

std::optional<Evaluation> Evaluations::of(const actors::Mention& mention,
                                          std::uint32_t sentence_begin, std::uint32_t end) const {
  if (auto owned = of_possession(mention, end)) return owned;
  const std::uint32_t begin = mention.tokens.begin.value;
  // The subject of its clause, not the object of a verb or a preposition before it.
  if (begin > sentence_begin) {
    const Upos left = document_.tokens[begin - 1].upos;
    if (left == Upos::Adp || left == Upos::Verb || left == Upos::Part) return std::nullopt;
  }
  bool is_negated = false;
  bool has_copula = false;
  for (std::uint32_t i = mention.tokens.end.value;
       i < std::min(end, mention.tokens.end.value + kReach); ++i) {
    const language::Token& token = document_.tokens[i];
    if (ends_clause(i)) return std::nullopt;
    if (roles_.is_negation(i)) is_negated = true;
    if (is_one_of(token.lemma, {"could", "might", "may", "would", "can", "if"}))
      return std::nullopt;
    if (is_one_of(token.lemma, {"must", "should"}) && wants_out(mention, end)) {
      return Evaluation{Act::Demand, -1, {{i}, {std::min(end, i + 2)}}};
    }
    if (token.lemma == "be") has_copula = true;
    if (token.upos == Upos::Verb) {
      const int deed = ActLexicon::english().deed(token.lemma);
      if (deed == 0 || token.xpos == "VBG") {
        if (token.lemma == "have" || token.lemma == "be" || token.lemma == "become" ||
            token.lemma == "remain") {
          has_copula = true;
          continue;
        }
        return std::nullopt;
      }
      if (is_negated || has_copula) return std::nullopt;
      return Evaluation{deed < 0 ? Act::Criticise : Act::Praise, deed, {{i}, {i + 1}}};
    }
    const int sign = has_copula ? ActLexicon::english().polarity(token.lemma) : 0;
    if (sign == 0) continue;
    if (is_negated) return std::nullopt;
    return Evaluation{sign < 0 ? Act::Criticise : Act::Praise, sign, {{i}, {i + 1}}};
  }
  return std::nullopt;
}

}  // namespace faultline::positions::detail
