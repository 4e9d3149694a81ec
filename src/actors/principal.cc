#include <algorithm>
#include <string>

#include "actors/cast.h"
#include "language/lexicon.h"

namespace faultline::actors {
namespace {

using language::Upos;

/// Finds whom a noun phrase is about.
class PrincipalFinder {
 public:
  PrincipalFinder(const language::Document& document, const Cast& cast, TokenSpan tokens)
      : document_(document),
        mentions_(cast.mentions),
        actors_(cast.actors),
        begin_(tokens.begin.value),
        end_(tokens.end.value) {}

  [[nodiscard]] const Mention* find() const {
    std::uint32_t begin = begin_;
    while (begin < end_ &&
           (upos(begin) == Upos::Adp || upos(begin) == Upos::Punct || is(begin, "according"))) {
      ++begin;
    }
    const std::uint32_t base_end = end_of_base(begin);
    if (base_end == begin) return first_name(begin, end_of_clause(begin));
    if (const Mention* const mention = mention_at_head(base_end - 1)) return mention;
    const std::uint32_t clause_end = end_of_clause(begin);
    if (const Mention* const named = apposed_name(base_end, clause_end)) return named;
    // "a spokesman for the ministry", "a statement by Weber": the words are theirs. Any other
    // person who is only described by a name ("an aide to Weber") is somebody else.
    if (is_person(base_end - 1) && !speaks_for_others(base_end - 1)) return nullptr;
    const Mention* const named = first_name(begin, clause_end);
    // A headline writes nouns large: "White House Doctor" is not the White House.
    const bool is_house = named != nullptr && is_person_written_large(base_end - 1) &&
                          actors_[named->actor.value].kind != ActorKind::Person;
    return is_house && !speaks_for_others(base_end - 1) ? nullptr : named;
  }

 private:
  [[nodiscard]] const language::Token& token(std::uint32_t i) const { return document_.tokens[i]; }
  [[nodiscard]] Upos upos(std::uint32_t i) const { return token(i).upos; }
  [[nodiscard]] std::string_view form(std::uint32_t i) const {
    return document_.form(TokenIndex{i});
  }
  [[nodiscard]] bool is(std::uint32_t i, std::string_view lemma) const {
    return token(i).lemma == lemma;
  }

  // One past the nouns with which the phrase begins, possessors and their things included.
  [[nodiscard]] std::uint32_t end_of_base(std::uint32_t begin) const {
    std::uint32_t end = begin;
    std::uint32_t last_noun = begin;
    while (end < end_) {
      const Upos kind = upos(end);
      const bool is_noun = kind == Upos::Noun || kind == Upos::Propn || kind == Upos::Pron;
      const bool is_inside = is_noun || kind == Upos::Det || kind == Upos::Adj ||
                             kind == Upos::Num || token(end).xpos == "POS" || form(end) == "-" ||
                             form(end) == "." || token(end).xpos == "VBN" ||
                             token(end).xpos == "VBG" || (kind == Upos::Adv && end == last_noun);
      if (!is_inside || is_relative(end)) break;
      ++end;
      if (is_noun) last_noun = end;
    }
    return last_noun;
  }

  [[nodiscard]] bool is_relative(std::uint32_t i) const {
    return token(i).xpos == "WP" || token(i).xpos == "WDT" || token(i).xpos == "WP$";
  }

  [[nodiscard]] std::uint32_t end_of_clause(std::uint32_t begin) const {
    for (std::uint32_t i = begin; i < end_; ++i) {
      if (is_relative(i)) return i;
    }
    return end_;
  }

  [[nodiscard]] std::span<const Mention> mentions_from(std::uint32_t token) const {
    const auto first = std::partition_point(
        mentions_.begin(), mentions_.end(),
        [&](const Mention& mention) { return mention.tokens.begin.value < token; });
    return {first, mentions_.end()};
  }

  // The widest mention that ends with the head, or holds it as its own.
  [[nodiscard]] const Mention* mention_at_head(std::uint32_t head) const {
    const Mention* found = nullptr;
    const std::uint32_t from = begin_ >= 1 ? begin_ - 1 : 0;
    for (const Mention& mention : mentions_from(from)) {
      if (mention.tokens.begin.value > head) break;
      if (mention.tokens.end.value <= head || mention.tokens.begin.value + 1 < begin_) continue;
      if (found == nullptr) found = &mention;
    }
    return found;
  }

  // "the finance minister, Ann Lee" and "Lee, the minister" have their name beside a comma.
  [[nodiscard]] const Mention* apposed_name(std::uint32_t from, std::uint32_t limit) const {
    for (const Mention& mention : mentions_from(from)) {
      const std::uint32_t begin = mention.tokens.begin.value;
      if (begin >= limit) break;
      if (mention.kind != MentionKind::Name || begin == 0 || form(begin - 1) != ",") continue;
      return &mention;
    }
    return nullptr;
  }

  [[nodiscard]] const Mention* first_name(std::uint32_t from, std::uint32_t limit) const {
    const Mention* first = nullptr;
    for (const Mention& mention : mentions_from(from)) {
      if (mention.tokens.begin.value >= limit) break;
      if (mention.kind == MentionKind::Name) return &mention;
      if (first == nullptr) first = &mention;
    }
    return first;
  }

  [[nodiscard]] bool is_person(std::uint32_t head) const {
    const language::WordClasses classes = language::word_classes(token(head).lemma);
    return classes.has(language::WordClass::PersonNoun) ||
           language::word_classes(form(head)).has(language::WordClass::PersonPlural);
  }

  [[nodiscard]] bool is_person_written_large(std::uint32_t head) const {
    std::string small(form(head));
    if (small.front() < 'A' || small.front() > 'Z') return false;
    small.front() = static_cast<char>(small.front() - 'A' + 'a');
    return language::word_classes(small).has(language::WordClass::PersonNoun);
  }

  [[nodiscard]] bool speaks_for_others(std::uint32_t head) const {
    const std::string& lemma = token(head).lemma;
    return lemma == "spokesman" || lemma == "spokeswoman" || lemma == "spokesperson" ||
           lemma == "spokesmen";
  }

  const language::Document& document_;
  const std::vector<Mention>& mentions_;
  const std::vector<Actor>& actors_;
  std::uint32_t begin_, end_;
};

}  // namespace

const Mention* Cast::principal(const language::Document& document, TokenSpan tokens) const {
  if (tokens.empty()) return nullptr;
  return PrincipalFinder(document, *this, tokens).find();
}

}  // namespace faultline::actors
