#include "actors/detail/spokespersons.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actors/detail/given_names.h"

namespace faultline::actors::detail {
namespace {

using language::Upos;

constexpr Index reach = 6;  // tokens that may stand between "spokesman" and his principal

/// A phrase like "the ministry's chief spokesman" or "a spokesman for the ministry".
struct Phrase {
  Index noun = 0;
  Index begin = 0;  // with its article or possessor
  Index end = 0;    // with "for X"
  bool is_plural = false;
  bool is_definite = false;  // "the spokesman"
  std::optional<ActorIndex> principal;
};

class SpokespersonFinder {
 public:
  SpokespersonFinder(const Words& words, const Register& known, Cast& cast)
      : words_(words), known_(known), cast_(cast) {}

  void run() {
    std::vector<Mention> added;
    for (Index i = 0; i < words_.size(); ++i) {
      if (!is_speaking_noun(i) || is_former(i)) continue;
      const Phrase phrase = phrase_at(i);
      if (const auto mention = read(phrase)) added.push_back(*mention);
    }
    if (!added.empty()) insert(added);
    drop_replaced();
  }

 private:
  void insert(const std::vector<Mention>& added) {
    cast_.mentions.insert(cast_.mentions.end(), added.begin(), added.end());
    std::stable_sort(cast_.mentions.begin(), cast_.mentions.end(),
                     [](const Mention& one, const Mention& other) {
                       if (one.tokens.begin != other.tokens.begin)
                         return one.tokens.begin < other.tokens.begin;
                       return one.tokens.end > other.tokens.end;
                     });
  }

  // Actors of whom no mention is left.
  void drop_replaced() {
    std::sort(replaced_.begin(), replaced_.end());
    for (auto actor = replaced_.rbegin(); actor != replaced_.rend(); ++actor) {
      cast_.actors.erase(cast_.actors.begin() + static_cast<std::ptrdiff_t>(actor->value));
      const auto close_gap = [&](ActorIndex& index) {
        if (index > *actor) --index.value;
      };
      for (Mention& mention : cast_.mentions) close_gap(mention.actor);
      for (Spokesperson& one : cast_.spokespersons) {
        close_gap(one.actor);
        close_gap(one.principal);
      }
    }
  }

  [[nodiscard]] bool is_speaking_noun(Index i) const {
    if (words_.is_any(i, {"spokesman", "spokeswoman", "spokesperson", "spokesmen", "spokeswomen",
                          "spokespersons", "spokespeople"}))
      return true;
    if (words_.is_any(i, {"secretary", "officer"}))
      return i > 0 && words_.is_any(i - 1, {"press", "information"});
    // Others speak for somebody only where the text says so.
    const bool says_for = words_.is_any(i + 1, {"for", "representing"});
    if (words_.is_any(
            i, {"lawyer", "lawyers", "attorney", "attorneys", "representative", "representatives"}))
      return says_for || (!words_.is(i, "representative") && possessor_end(i));
    return false;
  }

  [[nodiscard]] bool is_former(Index i) const {
    for (Index k = i; k > words_.sentence_begin(i) && i - k < reach;) {
      --k;
      if (words_.is_any(k, {"former", "ex", "late", "onetime", "then"})) return true;
      if (!is_premodifier(k)) return false;
    }
    return false;
  }

  [[nodiscard]] bool is_premodifier(Index i) const {
    const Upos upos = words_.upos(i);
    return upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Adj || upos == Upos::Adv ||
           words_.form(i) == "-";
  }

  // The token right after a possessor before `noun`: "the ministry's | chief spokesman".
  [[nodiscard]] std::optional<Index> possessor_end(Index noun) const {
    Index k = noun;
    while (k > words_.sentence_begin(noun) && noun - k < reach && is_premodifier(k - 1)) --k;
    if (k == words_.sentence_begin(noun)) return std::nullopt;
    const bool is_owned = words_.is_possessive(k - 1) || words_.token(k - 1).xpos == "PRP$";
    return is_owned ? std::optional(k) : std::nullopt;
  }

  [[nodiscard]] Phrase phrase_at(Index noun) const {
    Phrase phrase;
    phrase.noun = noun;
    phrase.begin = noun;
    phrase.end = noun + 1;
    phrase.is_plural = is_one_of(words_.token(noun).xpos, {"NNS", "NNPS"}) ||
                       words_.is_any(noun, {"spokesmen", "spokeswomen", "spokespeople"});
    const Index first = words_.sentence_begin(noun);
    while (phrase.begin > first && noun - phrase.begin < reach && is_premodifier(phrase.begin - 1))
      --phrase.begin;
    if (phrase.begin > first && words_.upos(phrase.begin - 1) == Upos::Det) {
      --phrase.begin;
      phrase.is_definite = words_.is_any(phrase.begin, {"the", "this", "that"});
    }
    if (!take_principal_after(phrase)) take_principal_before(phrase);
    return phrase;
  }

  bool take_principal_after(Phrase& phrase) const {
    const Index preposition = phrase.noun + 1;
    if (!words_.is_any(preposition, {"for", "of", "representing"})) return false;
    const Index limit = std::min(words_.sentence_end(phrase.noun), preposition + reach);
    for (Index i = preposition + 1; i < limit; ++i) {
      if (const Mention* const mention = mention_from(i)) {
        const Index end = mention->tokens.end.value;
        if (words_.is_possessive(end) && !is_household(end + 1)) return false;
        phrase.principal = mention->actor;
        phrase.end = words_.is_possessive(end) ? end + 2 : end;
        return true;
      }
      const Upos upos = words_.upos(i);
      if (upos != Upos::Det && upos != Upos::Adj && upos != Upos::Propn) return false;
    }
    return false;
  }

  // What speaks with its head's voice: "Weber's campaign".
  [[nodiscard]] bool is_household(Index i) const {
    return words_.is_any(i, {"campaign", "office", "team", "staff", "administration", "family"});
  }

  void take_principal_before(Phrase& phrase) const {
    if (const auto owned = possessor_end(phrase.noun)) {
      const bool is_pronoun = words_.token(*owned - 1).xpos == "PRP$";
      const Mention* const owner = mention_to(is_pronoun ? *owned : *owned - 1);
      if (owner == nullptr) return;
      phrase.principal = owner->actor;
      phrase.begin = std::min(phrase.begin, owner->tokens.begin.value);
      phrase.is_definite = true;
      return;
    }
    // "Foreign Ministry spokesman", "the Coast Party's" without its mark in a headline.
    for (Index end = phrase.noun; end > phrase.begin; --end) {
      const Mention* const mention = mention_to(end);
      if (mention == nullptr || mention->kind == MentionKind::Pronoun) continue;
      phrase.principal = mention->actor;
      phrase.begin = std::min(phrase.begin, mention->tokens.begin.value);
      return;
    }
  }

  [[nodiscard]] auto first_from(Index token) const {
    return std::partition_point(
        cast_.mentions.begin(), cast_.mentions.end(),
        [token](const Mention& mention) { return mention.tokens.begin.value < token; });
  }

  [[nodiscard]] const Mention* mention_from(Index begin) const {
    const auto mention = first_from(begin);
    if (mention == cast_.mentions.end() || mention->tokens.begin.value != begin) return nullptr;
    return &*mention;
  }

  [[nodiscard]] const Mention* mention_to(Index end) const {
    constexpr Index longest = 12;
    for (auto mention = first_from(end - std::min(end, longest));
         mention != cast_.mentions.end() && mention->tokens.begin.value < end; ++mention) {
      if (mention->tokens.end.value == end) return &*mention;
    }
    return nullptr;
  }

  // A mention of the spokesman to add, if he had none.
  [[nodiscard]] std::optional<Mention> read(const Phrase& phrase) {
    if (const auto bearer = bearer_of(phrase)) {
      if (cast_.actor(*bearer).is_unnamed) {
        take_over(phrase, *bearer);
        return std::nullopt;
      }
      if (phrase.principal) note(*bearer, *phrase.principal);
      return std::nullopt;
    }
    ActorIndex speaker;
    if (phrase.principal) {
      speaker = unnamed(phrase);
    } else if (const auto last = last_one(phrase)) {
      speaker = *last;
    } else {
      return std::nullopt;
    }
    last_ = {speaker, words_.sentence(phrase.noun)};
    return Mention{span_of(phrase.begin, phrase.end), MentionKind::Nominal, speaker, 0.8F};
  }

  // Somebody without a name whom the nominals found: named by whom he speaks for, or the one
  // before.
  void take_over(const Phrase& phrase, ActorIndex bearer) {
    const auto before = phrase.principal ? unnamed_of(phrase) : last_one(phrase);
    if (before && *before != bearer) {
      for (Mention& mention : cast_.mentions) {
        if (mention.actor == bearer) mention.actor = *before;
      }
      replaced_.push_back(bearer);
    } else if (!before && phrase.principal) {
      describe(phrase, bearer);
    }
    if (before || phrase.principal) last_ = {before.value_or(bearer), words_.sentence(phrase.noun)};
  }

  void note(ActorIndex speaker, ActorIndex principal) {
    if (speaker == principal) return;
    last_ = {speaker, 0};
    const bool is_known = std::any_of(cast_.spokespersons.begin(), cast_.spokespersons.end(),
                                      [&](const Spokesperson& one) {
                                        return one.actor == speaker && one.principal == principal;
                                      });
    if (is_known) return;
    cast_.spokespersons.push_back({speaker, principal});
    Actor& actor = cast_.actors[speaker.value];
    if (!actor.is_registered && actor.part_of.empty()) actor.part_of = cast_.actor(principal).id;
  }

  [[nodiscard]] bool is_person(const Mention& mention) const {
    return cast_.actor(mention.actor).kind == ActorKind::Person;
  }

  // Whom the text names as the spokesman.
  [[nodiscard]] std::optional<ActorIndex> bearer_of(const Phrase& phrase) const {
    // "spokesman Ann Lee", and what the nominals already found.
    const Index before = phrase.noun - std::min<Index>(phrase.noun, 12);
    for (auto mention = first_from(before); mention != cast_.mentions.end(); ++mention) {
      if (mention->tokens.begin.value > phrase.noun + 1) break;
      const bool is_title =
          mention->tokens.begin.value == phrase.noun + 1 && mention->kind == MentionKind::Name;
      const bool holds_noun =
          mention->tokens.begin.value <= phrase.noun && phrase.noun < mention->tokens.end.value;
      if ((is_title || holds_noun) && is_person(*mention) && mention->actor != phrase.principal)
        return mention->actor;
    }
    // "Ann Lee, a spokeswoman for the ministry"
    if (phrase.begin > words_.sentence_begin(phrase.noun) + 1) {
      Index end = phrase.begin - 1;
      if (words_.is_any(end, {"is", "was", "as"}) && end >= 2) {
        end -= words_.is(end, "as") ? 2 : 1;  // "who is", "who serves as"
      }
      const bool is_beside = words_.form(end) == ",";
      const bool is_relative = words_.is(end, "who") && end > 0 && words_.form(end - 1) == ",";
      const Mention* const named = is_beside     ? mention_to(end)
                                   : is_relative ? mention_to(end - 1)
                                                 : nullptr;
      if (named != nullptr && named->kind == MentionKind::Name && is_person(*named))
        return named->actor;
    }
    // "a spokeswoman for the ministry, Ann Lee, said"
    if (words_.is(phrase.end, ",") && phrase.end + 1 < words_.sentence_end(phrase.noun)) {
      const Mention* const named = mention_from(phrase.end + 1);
      if (named != nullptr && named->kind == MentionKind::Name && is_person(*named) &&
          closes(named->tokens.end.value))
        return named->actor;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool closes(Index i) const {
    return i >= words_.size() || words_.is_any(i, {",", ".", ")", ";", ":"}) ||
           words_.is_finite_verb(i);
  }

  // "The spokesman" after somebody who was one.
  [[nodiscard]] std::optional<ActorIndex> last_one(const Phrase& phrase) const {
    constexpr Index farthest = 6;  // sentences
    if (!phrase.is_definite || !last_) return std::nullopt;
    const bool is_near = words_.sentence(phrase.noun) <= last_->second + farthest;
    const bool is_group = cast_.actor(last_->first).kind == ActorKind::Group;
    return is_near && is_group == phrase.is_plural ? std::optional(last_->first) : std::nullopt;
  }

  // The spokesman of that principal without a name who was met before.
  [[nodiscard]] std::optional<ActorIndex> unnamed_of(const Phrase& phrase) const {
    const ActorKind kind = phrase.is_plural ? ActorKind::Group : ActorKind::Person;
    for (const Spokesperson& one : cast_.spokespersons) {
      const Actor& actor = cast_.actor(one.actor);
      if (one.principal == *phrase.principal && actor.is_unnamed && actor.kind == kind)
        return one.actor;
    }
    return std::nullopt;
  }

  [[nodiscard]] ActorIndex unnamed(const Phrase& phrase) {
    if (const auto known = unnamed_of(phrase)) return *known;
    const ActorIndex index{static_cast<std::uint32_t>(cast_.actors.size())};
    cast_.actors.emplace_back();
    describe(phrase, index);
    return index;
  }

  // Makes `index` the spokesman of the principal.
  void describe(const Phrase& phrase, ActorIndex index) {
    const ActorIndex principal = *phrase.principal;
    Actor actor;
    actor.kind = phrase.is_plural ? ActorKind::Group : ActorKind::Person;
    std::string noun(words_.form(phrase.noun));
    if (words_.is_any(phrase.noun, {"secretary", "officer"})) {
      noun = fmt::format("{} {}", words_.form(phrase.noun - 1), noun);
    }
    std::transform(noun.begin(), noun.end(), noun.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    actor.name = fmt::format("{} for {}", noun, cast_.actor(principal).name);
    actor.is_unnamed = true;
    actor.part_of = cast_.actor(principal).id;
    actor.roles.push_back({actor.name, {}, {}});
    const Gender gender = sense_of_noun(noun, noun, "NN").gender;
    if (actor.kind == ActorKind::Person && gender != Gender::Unknown)
      actor.pronoun = gender == Gender::Female ? "she" : "he";
    const std::string wanted = slug(actor.name);
    actor.id = wanted;
    const auto is_taken = [&] {
      const auto other = cast_.find(actor.id);
      return known_.find(actor.id) != nullptr || (other && *other != index);
    };
    for (int number = 2; is_taken(); ++number) actor.id = fmt::format("{}-{}", wanted, number);
    cast_.actors[index.value] = std::move(actor);
    cast_.spokespersons.push_back({index, principal});
  }

  const Words& words_;
  const Register& known_;
  Cast& cast_;
  std::vector<ActorIndex> replaced_;                  // without mentions
  std::optional<std::pair<ActorIndex, Index>> last_;  // who spoke for somebody, in which sentence
};

}  // namespace

void add_spokespersons(const Words& words, const Register& known, Cast& cast) {
  SpokespersonFinder(words, known, cast).run();
}

}  // namespace faultline::actors::detail
