#include "statements/detail/speakers.h"

#include <algorithm>

#include "statements/detail/tree.h"

namespace faultline::statements::detail {
namespace {

std::optional<ActorIndex> actor_of(const MarkedWords& words, const actors::Cast& cast,
                                   TokenSpan source) {
  const actors::Mention* mention = cast.principal(*words.document, source);
  return mention == nullptr ? std::nullopt : std::optional(mention->actor);
}

// "who", "I", "the statement": sources that speak for somebody else.
TokenSpan antecedent(const MarkedWords& words, const Candidate& candidate) {
  const TokenSpan source = *candidate.source;
  const bool is_relative =
      source.size() == 1 && words[source.begin.value].is(word_class::kRelative);
  if (!is_relative) return source;
  // "Weber, who said": the clause of "who" hangs on the one who is meant.
  std::optional<std::uint32_t> clause = source.begin.value;
  while (clause && !has_relation(words, *clause, {"acl:relcl"})) clause = head_of(words, *clause);
  const auto noun = clause ? head_of(words, *clause) : std::nullopt;
  if (noun && *noun < source.begin.value) return {extent_of(words, *noun).begin, source.begin};
  // The tree does not say: what stands before it in its clause.
  TokenIndex begin = source.begin;
  while (begin > candidate.scope.tokens.begin && !is_verb(words, begin.value - 1) &&
         words[begin.value - 1].mark != MarkKind::Comma)
    begin = begin - 1;
  return begin < source.begin ? TokenSpan{begin, source.begin} : source;
}

bool is_first_person(const MarkedWords& words, TokenSpan source) {
  return source.size() == 1 && words[source.begin.value].is(word_class::kFirstPerson);
}

bool is_one_of(const MarkedWords& words, std::uint32_t index,
               std::initializer_list<std::string_view> forms) {
  return std::any_of(forms.begin(), forms.end(),
                     [&](std::string_view form) { return words.is_form(index, form); });
}

// What is written by somebody and can be quoted itself.
bool is_writing(const MarkedWords& words, std::uint32_t index) {
  return is_one_of(
      words, index,
      {"statement", "letter", "declaration", "communique", "message", "petition", "resolution",
       "memo", "document", "note", "release", "manifesto", "text", "post", "tweet"});
}

/// Names the speakers in the order of the text, because a pronoun goes on from the one before.
class SpeakerSearch {
 public:
  SpeakerSearch(const MarkedWords& words, std::span<const Chosen> chosen, const actors::Cast& cast,
                std::vector<Statement>& statements)
      : words_(words), chosen_(chosen), cast_(cast), statements_(statements) {}

  void run() {
    find_writers();
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
      statements_[i].speaker = speaker(i);
      statements_[i].on_behalf_of = principal(i);
      if (chosen_[i].outer || chosen_[i].candidate.scope.quotation != kUnquoted) continue;
      if (statements_[i].speaker && chosen_[i].candidate.source) last_ = i;
    }
  }

 private:
  // For whom the speaker says it: as his spokesman, or "on behalf of" him in the same sentence.
  [[nodiscard]] std::optional<ActorIndex> principal(std::size_t i) const {
    if (chosen_[i].continues) return statements_[*chosen_[i].continues].on_behalf_of;
    if (!statements_[i].speaker) return std::nullopt;
    const ActorIndex speaker = *statements_[i].speaker;
    const TokenSpan sentence = words_.document->sentences[sentence_of(i).value].tokens;
    for (std::uint32_t t = sentence.begin.value; t + 3 < sentence.end.value; ++t) {
      if (!words_.is_form(t, "on") || !words_.is_form(t + 1, "behalf")) continue;
      if (!words_.is_form(t + 2, "of") || is_in_content(i, t)) continue;
      constexpr std::uint32_t kReach = 3;  // an article and an adjective may stand before the name
      const actors::Mention* const mention = first_mention({t + 3}, {t + 3 + kReach});
      if (mention != nullptr && mention->actor != speaker) return mention->actor;
    }
    return cast_.principal_of(speaker);
  }

  [[nodiscard]] bool is_in_content(std::size_t i, std::uint32_t token) const {
    const std::vector<TokenSpan>& content = chosen_[i].candidate.content;
    return std::any_of(content.begin(), content.end(),
                       [token](TokenSpan span) { return span.contains(TokenIndex{token}); });
  }

  [[nodiscard]] std::optional<ActorIndex> speaker(std::size_t i) const {
    const Candidate& candidate = chosen_[i].candidate;
    // It precedes this one in the text, so its speaker is known already.
    if (chosen_[i].continues) return statements_[*chosen_[i].continues].speaker;
    if (!candidate.source) return std::nullopt;
    const TokenSpan source = *candidate.source;
    const std::optional<ActorIndex> outer =
        chosen_[i].outer ? statements_[*chosen_[i].outer].speaker : std::nullopt;
    if (is_first_person(words_, source)) return outer;
    std::optional<ActorIndex> found = actor_of(words_, cast_, antecedent(words_, candidate));
    if (!found) found = holder_of_relative(source);
    if (is_personal_pronoun(source)) return pronoun(i, found, outer);
    if (!found) return writer(source);
    return found;
  }

  // "those within the government who call for it": whose mention "who" stands in.
  [[nodiscard]] std::optional<ActorIndex> holder_of_relative(TokenSpan source) const {
    const std::uint32_t who = source.begin.value;
    if (source.size() != 1 || !words_[who].is(word_class::kRelative)) return std::nullopt;
    constexpr std::uint32_t kReach = 24;
    const actors::Mention* mention = first_mention({who - std::min(who, kReach)}, {who});
    std::optional<ActorIndex> found;
    for (; mention != nullptr; mention = first_mention(mention->tokens.begin + 1, {who})) {
      if (mention->tokens.end.value > who) found = mention->actor;
    }
    return found;
  }

  [[nodiscard]] bool is_personal_pronoun(TokenSpan source) const {
    return source.size() == 1 && is_one_of(words_, source.begin.value, {"he", "she", "his", "her"});
  }

  // "He" goes on from the person who spoke before, unless somebody else was named in between or
  // the cue answers an accusation. In reported speech it is the one who reports: "A warned against
  // what he called …".
  [[nodiscard]] std::optional<ActorIndex> pronoun(std::size_t i, std::optional<ActorIndex> found,
                                                  std::optional<ActorIndex> outer) const {
    const TokenSpan source = *chosen_[i].candidate.source;
    if (outer && fits(*outer, source) && chosen_[i].candidate.scope.quotation == kUnquoted &&
        !names_another_since_cue(*chosen_[i].outer, source.begin, *outer))
      return outer;
    if (found && (is_in_sentence(*found, source.begin) || is_sure(source))) return found;
    if (!last_ || answers(chosen_[i].candidate) || !is_near(*last_, i)) return found;
    const ActorIndex before = *statements_[*last_].speaker;
    if (!fits(before, source) || names_another(*last_, i, before)) return found;
    return before;
  }

  // Whether the reading of the pronoun itself leaves little doubt.
  [[nodiscard]] bool is_sure(TokenSpan source) const {
    constexpr float kSure = 0.6F;
    const actors::Mention* const mention = first_mention(source.begin, source.begin + 1);
    return mention != nullptr && mention->confidence >= kSure;
  }

  // "A said that B claimed he knew": B stands nearer.
  [[nodiscard]] bool names_another_since_cue(std::size_t outer, TokenIndex end,
                                             ActorIndex actor) const {
    const TokenIndex begin = {chosen_[outer].candidate.anchor + 1};
    for (const actors::Mention* mention = first_mention(begin, end);
         mention != nullptr && mention->tokens.begin < end;
         mention = first_mention(mention->tokens.begin + 1, end)) {
      if (mention->actor != actor && mention->kind != actors::MentionKind::Pronoun &&
          cast_.actor(mention->actor).kind == actors::ActorKind::Person)
        return true;
    }
    return false;
  }

  [[nodiscard]] bool fits(ActorIndex actor, TokenSpan source) const {
    const actors::Actor& one = cast_.actor(actor);
    if (one.kind != actors::ActorKind::Person) return false;
    const bool is_female = is_one_of(words_, source.begin.value, {"she", "her"});
    return one.pronoun.empty() || one.pronoun == (is_female ? "she" : "he");
  }

  [[nodiscard]] bool answers(const Candidate& candidate) const {
    const std::string& lemma = words_.document->tokens[candidate.anchor].lemma;
    return lemma == "deny" || lemma == "respond" || lemma == "reply" || lemma == "retort" ||
           lemma == "reject" || lemma == "dismiss" || lemma == "counter" || lemma == "answer";
  }

  [[nodiscard]] SentenceIndex sentence_of(std::size_t i) const {
    return words_.document->sentence_of(TokenIndex{chosen_[i].candidate.anchor});
  }

  // In the same paragraph or the one before.
  [[nodiscard]] bool is_near(std::size_t earlier, std::size_t later) const {
    const std::size_t from = words_.document->paragraph_of(sentence_of(earlier));
    const std::size_t to = words_.document->paragraph_of(sentence_of(later));
    return to <= from + 1 &&
           words_.document->paragraphs[from].kind == words_.document->paragraphs[to].kind;
  }

  // Does a sentence in between begin with somebody else?
  [[nodiscard]] bool names_another(std::size_t earlier, std::size_t later, ActorIndex actor) const {
    constexpr std::uint32_t kFarthest = 8;
    const SentenceIndex last = sentence_of(later);
    if (last > sentence_of(earlier) + kFarthest) return true;
    for (SentenceIndex s = sentence_of(earlier) + 1; s < last; ++s) {
      const TokenIndex begin = words_.document->sentences[s.value].tokens.begin;
      const actors::Mention* const mention = first_mention(begin, begin + 3);
      if (mention == nullptr || mention->actor == actor) continue;
      if (words_[mention->tokens.begin.value].quotation != kUnquoted) continue;
      if (cast_.actor(mention->actor).kind == actors::ActorKind::Person) return true;
    }
    return false;
  }

  [[nodiscard]] const actors::Mention* first_mention(TokenIndex begin, TokenIndex end) const {
    const auto mention = std::partition_point(
        cast_.mentions.begin(), cast_.mentions.end(),
        [begin](const actors::Mention& one) { return one.tokens.begin < begin; });
    return mention == cast_.mentions.end() || mention->tokens.begin >= end ? nullptr : &*mention;
  }

  [[nodiscard]] bool is_in_sentence(ActorIndex actor, TokenIndex end) const {
    const TokenIndex begin =
        words_.document->sentences[words_.document->sentence_of(end).value].tokens.begin;
    auto mention = std::partition_point(
        cast_.mentions.begin(), cast_.mentions.end(),
        [begin](const actors::Mention& one) { return one.tokens.begin < begin; });
    for (; mention != cast_.mentions.end() && mention->tokens.begin < end; ++mention) {
      if (mention->actor == actor && mention->kind != actors::MentionKind::Pronoun) return true;
    }
    return false;
  }

  // ---- writings: "a statement from the council", "the council issued a statement" ... "The
  // statement said"

  struct Writing {
    std::uint32_t token = 0;
    ActorIndex writer;
  };

  void find_writers() {
    for (std::uint32_t i = 0; i + 2 < words_.size(); ++i) {
      if (!is_writing(words_, i) || !is_one_of(words_, i + 1, {"from", "by", "of"})) continue;
      constexpr std::uint32_t kReach =
          4;  // an article, marks and a title may stand before the name
      const actors::Mention* const mention = first_mention({i + 2}, {i + 2 + kReach});
      if (mention != nullptr) writings_.push_back({i, mention->actor});
    }
  }

  // "The statement": of whom the text said so last, or of who spoke last.
  [[nodiscard]] std::optional<ActorIndex> writer(TokenSpan source) const {
    std::uint32_t head = source.begin.value;
    while (head < source.end.value && !is_writing(words_, head)) ++head;
    constexpr std::uint32_t kReach = 3;
    if (head == source.end.value || head > source.begin.value + kReach) return std::nullopt;
    if (!is_one_of(words_, source.begin.value, {"the", "this", "that"})) return std::nullopt;
    const auto next = std::partition_point(writings_.begin(), writings_.end(),
                                           [head](const Writing& one) { return one.token < head; });
    if (next != writings_.begin()) return std::prev(next)->writer;
    return last_ ? statements_[*last_].speaker : std::nullopt;
  }

  const MarkedWords& words_;
  std::span<const Chosen> chosen_;
  const actors::Cast& cast_;
  std::vector<Statement>& statements_;
  std::optional<std::size_t> last_;  // the last statement in the outlet's own text with a speaker
  std::vector<Writing> writings_;    // in order
};

}  // namespace

void name_speakers(const MarkedWords& words, std::span<const Chosen> chosen,
                   const actors::Cast& cast, std::vector<Statement>& statements) {
  SpeakerSearch(words, chosen, cast, statements).run();
}

}  // namespace faultline::statements::detail
