#include "positions/detail/relation_facts.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "positions/detail/act_lexicon.h"
#include "text/word_hash.h"

namespace faultline::positions::detail {
namespace {

using language::Token;
using language::Upos;

constexpr std::uint32_t reach = 30;        // words read on either side of the ends
constexpr std::uint32_t depth_limit = 64;  // trees are no deeper; guards against noise
constexpr std::uint32_t no_token = std::numeric_limits<std::uint32_t>::max();

// Row 0 stands for nothing; `beside` tells words apart that stand beside different things.
std::uint16_t row_of(std::string_view word, std::uint16_t rows, std::uint64_t beside = 0) {
  if (word.empty()) return 0;
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15u;
  const std::uint64_t mixed = (text::hash_of(word) + beside * odd) * odd;
  return static_cast<std::uint16_t>(1 + (mixed >> 32) % (rows - 1U));
}

std::string_view main_relation(const Token& token) {
  const std::string_view relation = token.deprel.view();
  // Who acts in a passive says which way the relation goes.
  if (relation == "nsubj:pass" || relation == "obl:agent" || relation == "nmod:poss")
    return relation;
  return relation.substr(0, relation.find(':'));
}

std::uint16_t distance_row(std::int64_t away) {
  const std::int64_t far = std::abs(away);
  const std::int64_t step = far <= 6    ? far
                            : far <= 8  ? 7
                            : far <= 11 ? 8
                            : far <= 15 ? 9
                            : far <= 20 ? 10
                            : far <= 30 ? 11
                                        : 12;
  return static_cast<std::uint16_t>(away < 0 ? 13 + step : step);
}

// 0: no verdict; else the sign from 1 to 3.
std::uint16_t sign_row(int sign) { return static_cast<std::uint16_t>(sign + 2); }

}  // namespace

/// From each end up to where both ways meet; there both end. Where the ends' trees differ both go
/// up to their roots.
struct RelationFacts::Path {
  std::vector<std::uint32_t> one;
  std::vector<std::uint32_t> other;
  bool meets = false;
};

std::span<const Relation> relations_in(std::span<const Relation> relations, ByteSpan sentence) {
  const auto before = [](const Relation& relation, ByteOffset place) {
    return relation.evidence.begin < place;
  };
  const auto begin = std::lower_bound(relations.begin(), relations.end(), sentence.begin, before);
  return {begin, std::lower_bound(begin, relations.end(), sentence.end, before)};
}

RelationFacts::RelationFacts(const language::Document& document, const actors::Cast& cast,
                             std::span<const statements::Statement> statements,
                             std::span<const Relation> relations)
    : document_(document),
      cast_(cast),
      statements_(statements),
      relations_(relations),
      places_(document, statements),
      mentions_(document.tokens.size(), -1),
      triggers_(document.tokens.size(), -1),
      sources_(document.tokens.size(), 0) {
  // Outer mentions come first, so that the inner ones write over them.
  for (std::size_t m = 0; m < cast.mentions.size(); ++m) {
    const TokenSpan tokens = cast.mentions[m].tokens;
    std::fill(mentions_.begin() + tokens.begin.value, mentions_.begin() + tokens.end.value,
              static_cast<std::int32_t>(m));
  }
  for (std::size_t r = relations.size(); r > 0; --r) {
    if (relations[r - 1].trigger.empty()) continue;
    const TokenSpan tokens = document.tokens_in(relations[r - 1].trigger);
    std::fill(triggers_.begin() + tokens.begin.value, triggers_.begin() + tokens.end.value,
              static_cast<std::int32_t>(r - 1));
  }
  for (const auto& statement : statements) {
    for (const ByteSpan span : statement.source) {
      const TokenSpan tokens = document.tokens_in(span);
      std::fill(sources_.begin() + tokens.begin.value, sources_.begin() + tokens.end.value,
                std::uint8_t{1});
    }
  }
}

WordFacts RelationFacts::of_word(std::uint32_t i) const {
  const Token& token = document_.tokens[i];
  const Token* const head = token.head ? &document_.tokens[token.head->value] : nullptr;
  const std::string_view relation = main_relation(token);
  const ActLexicon& lexicon = ActLexicon::english();
  std::uint16_t act = 0;
  const std::optional<WordKind> kind = token.upos == Upos::Verb   ? std::optional(WordKind::Verb)
                                       : token.upos == Upos::Noun ? std::optional(WordKind::Noun)
                                       : token.upos == Upos::Adj
                                           ? std::optional(WordKind::Adjective)
                                           : std::nullopt;
  if (kind) {
    const auto& words = lexicon.find(*kind, token.lemma);
    if (!words.empty() && words.front().act)
      act = static_cast<std::uint16_t>(1 + (static_cast<std::uint32_t>(*words.front().act) * 3 +
                                            static_cast<std::uint32_t>(*kind)) %
                                               120);
    else if (!words.empty())
      act = 122;
  }
  const auto judges = static_cast<std::uint16_t>((lexicon.polarity(token.lemma) + 1) * 3 +
                                                 lexicon.deed(token.lemma) + 1);
  return {row_of(token.xpos.view(), word_tables[0]), row_of(relation, word_tables[1]),
          row_of(relation, word_tables[2], head ? text::hash_of(head->xpos.view()) : 7U), act,
          judges};
}

std::array<std::uint64_t, 2> RelationFacts::keys_of(std::uint32_t i) const {
  if (document_.tokens[i].upos == Upos::Propn) return {0, 0};
  const std::string_view form = document_.form(TokenIndex{i});
  constexpr std::string_view apostrophe = "’";
  const std::size_t at = form.find(apostrophe);
  std::uint64_t own = 0;
  if (at == std::string_view::npos) {
    own = text::hash_of_caseless(form);
  } else {
    std::string plain(form);
    plain.replace(at, apostrophe.size(), "'");
    own = text::hash_of_caseless(plain);
  }
  return {own, text::hash_of_caseless(document_.tokens[i].lemma)};
}

std::vector<std::uint32_t> RelationFacts::window(const PairEnd& one, const PairEnd& other) const {
  const PairEnd& first = one.tokens.begin <= other.tokens.begin ? one : other;
  const PairEnd& last = &first == &one ? other : one;
  std::vector<std::uint32_t> words;
  const auto add = [&](std::uint32_t begin, std::uint32_t end, TokenSpan sentence) {
    begin = std::max(begin, sentence.begin.value);
    if (!words.empty()) begin = std::max(begin, words.back() + 1);
    for (std::uint32_t i = begin; i < std::min(end, sentence.end.value); ++i) words.push_back(i);
  };
  const auto left = [](const PairEnd& end) {
    return end.tokens.begin.value > reach ? end.tokens.begin.value - reach : 0;
  };
  const auto sentence_of = [&](const PairEnd& end) {
    return document_.sentences[document_.sentence_of(end.tokens.begin).value].tokens;
  };
  const TokenSpan sentence = sentence_of(first);
  const std::uint32_t right = first.tokens.end.value + reach;
  if (sentence.contains(last.tokens.begin)) {
    const bool is_short =
        last.tokens.end.value - first.tokens.begin.value + 2 * reach < most_pair_words;
    if (is_short) {
      add(left(first), last.tokens.end.value + reach, sentence);
      return words;
    }
  }
  add(left(first), right, sentence);
  add(left(last), last.tokens.end.value + reach, sentence_of(last));
  if (words.size() > most_pair_words) words.resize(most_pair_words);
  return words;
}

std::uint32_t RelationFacts::head_of(TokenSpan tokens) const {
  for (std::uint32_t i = tokens.begin.value; i < tokens.end.value; ++i) {
    const auto& head = document_.tokens[i].head;
    if (!head || !tokens.contains(*head)) return i;
  }
  return tokens.begin.value;
}

RelationFacts::Path RelationFacts::path_between(const PairEnd& one, const PairEnd& other) const {
  const auto climb = [&](std::uint32_t token) {
    std::vector<std::uint32_t> way{token};
    while (document_.tokens[way.back()].head && way.size() < depth_limit)
      way.push_back(document_.tokens[way.back()].head->value);
    return way;
  };
  Path path{climb(head_of(one.tokens)), climb(head_of(other.tokens)), false};
  for (std::size_t k = 0; k < path.one.size(); ++k) {
    const auto meeting = std::find(path.other.begin(), path.other.end(), path.one[k]);
    if (meeting == path.other.end()) continue;
    path.one.resize(k + 1);
    path.other.erase(meeting + 1, path.other.end());
    path.meets = true;
    break;
  }
  return path;
}

std::array<std::uint32_t, RelationFacts::anchors> RelationFacts::anchors_of(
    const PairEnd& one, const PairEnd& other) const {
  const Path path = path_between(one, other);
  const auto above = [&](std::uint32_t token) {
    const auto& head = document_.tokens[token].head;
    return head ? head->value : token;
  };
  return {path.one.front(), path.other.front(), above(path.one.front()), above(path.other.front()),
          path.one.back()};
}

std::uint16_t RelationFacts::mention_at(std::uint32_t token, const PairEnd& one,
                                        const PairEnd& other) const {
  if (mentions_[token] < 0) return 0;
  const auto& mention = cast_.mentions[static_cast<std::size_t>(mentions_[token])];
  const auto kind = static_cast<std::uint16_t>(mention.kind);
  if (mention.actor == one.actor) return static_cast<std::uint16_t>(1 + kind);
  if (mention.actor == other.actor) return static_cast<std::uint16_t>(4 + kind);
  return static_cast<std::uint16_t>(7 + kind);
}

// 0: the outlet itself; 1: nobody known; 2, 3: one of the two; 4: somebody else.
std::uint16_t RelationFacts::who_says(std::uint32_t token, const PairEnd& one,
                                      const PairEnd& other) const {
  const auto statement = places_.innermost_content(token);
  if (!statement) return 0;
  const auto& speaker = statements_[*statement].speaker;
  return static_cast<std::uint16_t>(!speaker                  ? 1
                                    : *speaker == one.actor   ? 2
                                    : *speaker == other.actor ? 3
                                                              : 4);
}

std::uint16_t RelationFacts::said_at(std::uint32_t token, const PairEnd& one,
                                     const PairEnd& other) const {
  const auto statement = places_.innermost_content(token);
  if (!statement) return sources_[token] != 0 ? 63 : 0;
  const auto& own = statements_[*statement];
  const std::uint32_t who = who_says(token, one, other) - 1U;
  const auto type = static_cast<std::uint32_t>(own.type);
  const std::uint32_t denied = own.polarity == statements::Polarity::Denied ? 1 : 0;
  return static_cast<std::uint16_t>(1 + (who * 3 + type) * 2 + denied);
}

std::uint16_t RelationFacts::cue_at(std::uint32_t token, const PairEnd& one,
                                    const PairEnd& other) const {
  const auto statement = places_.cue(token);
  if (!statement) return 0;
  const auto& own = statements_[*statement];
  const std::uint32_t who = !own.speaker                  ? 0
                            : *own.speaker == one.actor   ? 1
                            : *own.speaker == other.actor ? 2
                                                          : 3;
  const std::uint32_t denied = own.polarity == statements::Polarity::Denied ? 1 : 0;
  return static_cast<std::uint16_t>(1 + (who * 5 + static_cast<std::uint32_t>(own.cue_class)) * 2 +
                                    denied);
}

std::uint16_t RelationFacts::trigger_at(std::uint32_t token, const PairEnd& one,
                                        const PairEnd& other) const {
  if (triggers_[token] < 0) return 0;
  const Relation& own = relations_[static_cast<std::size_t>(triggers_[token])];
  const auto role = [&](std::optional<ActorIndex> actor) -> std::uint32_t {
    return actor == one.actor ? 1 : actor == other.actor ? 2 : 0;
  };
  return static_cast<std::uint16_t>(1 + (role(own.from) * 3 + role(own.to)) * 3 +
                                    static_cast<std::uint32_t>(own.sign + 1));
}

std::vector<BesideFacts> RelationFacts::beside(const PairEnd& one, const PairEnd& other,
                                               std::span<const std::uint32_t> window) const {
  const Path path = path_between(one, other);
  const auto is_on = [](const std::vector<std::uint32_t>& way, std::uint32_t token) {
    return std::find(way.begin(), way.end(), token) != way.end();
  };
  const std::int64_t head_one = path.one.front();
  const std::int64_t head_other = path.other.front();
  std::vector<BesideFacts> facts;
  facts.reserve(window.size());
  for (const std::uint32_t i : window) {
    const Token& token = document_.tokens[i];
    const std::string_view relation = main_relation(token);
    const auto place_of = [&](std::uint32_t word) -> std::uint32_t {
      return (is_on(path.one, word) ? 1U : 0U) + (is_on(path.other, word) ? 2U : 0U);
    };
    const bool is_one = one.tokens.contains(TokenIndex{i});
    const bool is_other = other.tokens.contains(TokenIndex{i});
    const bool after_one = i >= one.tokens.end.value;
    const bool after_other = i >= other.tokens.end.value;
    const std::uint32_t region = is_one                     ? 1
                                 : is_other                 ? 2
                                 : after_one && after_other ? 3
                                 : after_one                ? 4
                                 : after_other              ? 5
                                                            : 6;
    const std::uint32_t place = place_of(i);
    const std::uint32_t above = token.head ? place_of(token.head->value) : 0;
    const std::uint32_t hangs_on = !token.head || place != 0         ? 0
                                   : token.head->value == head_one   ? 4
                                   : token.head->value == head_other ? 5
                                                                     : above;
    facts.push_back(
        {static_cast<std::uint16_t>(region),
         place == 0 ? std::uint16_t{0} : row_of(relation, beside_tables[1], place),
         hangs_on == 0 ? std::uint16_t{0} : row_of(relation, beside_tables[2], hangs_on),
         distance_row(static_cast<std::int64_t>(i) - head_one),
         distance_row(static_cast<std::int64_t>(i) - head_other), mention_at(i, one, other),
         said_at(i, one, other), cue_at(i, one, other), trigger_at(i, one, other)});
  }
  return facts;
}

// The rules' surest verdict on the pair where both stand.
const Relation* RelationFacts::relation(const PairEnd& from, const PairEnd& to) const {
  const Relation* best = nullptr;
  const auto look = [&](SentenceIndex sentence) {
    for (const Relation& one : relations_in(relations_, document_.sentences[sentence.value].span)) {
      if (one.from != from.actor || one.to != std::optional(to.actor)) continue;
      if (best == nullptr || one.confidence > best->confidence) best = &one;
    }
  };
  const auto [first, last] = std::minmax(
      {document_.sentence_of(from.tokens.begin), document_.sentence_of(to.tokens.begin)});
  look(first);
  if (last != first) look(last);
  return best;
}

std::uint16_t RelationFacts::end_kind(const PairEnd& end) const {
  const Token& head = document_.tokens[head_of(end.tokens)];
  const auto kind = static_cast<std::uint16_t>(cast_.actor(end.actor).kind);
  if (head.upos == Upos::Propn) return kind;  // 0..3
  return head.upos == Upos::Pron ? 4 : head.upos == Upos::Noun ? 5 : head.upos == Upos::Adj ? 6 : 7;
}

PairFacts RelationFacts::of_pair(const PairEnd& one, const PairEnd& other) const {
  const auto verdict = [](const Relation* relation) -> std::uint16_t {
    if (relation == nullptr) return 0;
    return static_cast<std::uint16_t>(
        1 + (static_cast<std::uint32_t>(relation->act) * 3 + sign_row(relation->sign) - 1) % 126);
  };
  const auto surety = [](const Relation* relation) -> std::uint16_t {
    if (relation == nullptr) return 0;
    return static_cast<std::uint16_t>(
        1 + std::clamp(static_cast<int>(relation->confidence * 10), 0, 10));
  };
  const Relation* const there = relation(one, other);
  const Relation* const back = relation(other, one);
  const std::uint32_t head_one = head_of(one.tokens);
  const std::uint32_t head_other = head_of(other.tokens);
  const std::string_view relation_one = main_relation(document_.tokens[head_one]);
  const std::string_view relation_other = main_relation(document_.tokens[head_other]);
  const bool is_same_sentence =
      document_.sentence_of({head_one}) == document_.sentence_of({head_other});
  return {
      verdict(there),
      verdict(back),
      surety(there),
      surety(back),
      static_cast<std::uint16_t>(end_kind(one) * 8 + end_kind(other)),
      static_cast<std::uint16_t>(distance_row(static_cast<std::int64_t>(head_other) - head_one) +
                                 (is_same_sentence ? 0 : 32)),
      row_of(relation_one, pair_tables[6]),
      row_of(relation_other, pair_tables[7]),
      row_of(relation_one, pair_tables[8], text::hash_of(relation_other)),
      static_cast<std::uint16_t>(who_says(head_one, one, other) * 8 +
                                 who_says(head_other, one, other))};
}

}  // namespace faultline::positions::detail
