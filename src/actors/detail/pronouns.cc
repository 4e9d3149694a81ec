#include "actors/detail/pronouns.h"

#include <algorithm>
#include <vector>

namespace faultline::actors::detail {
namespace {

using language::Upos;

constexpr Index sentences_back = 3;
constexpr std::size_t sightings_back = 48;

struct Candidate {
  EntityIndex entity = 0;
  double score = 0;
};

Gender gender_of(Pronoun pronoun) {
  return pronoun == Pronoun::She ? Gender::Female : Gender::Male;
}

class AntecedentFinder {
 public:
  AntecedentFinder(const Words& words, Index position, std::span<const Sighting> history,
                   const Entities& entities, std::optional<EntityIndex> speaker)
      : words_(words),
        position_(position),
        history_(history),
        entities_(entities),
        speaker_(speaker) {}

  [[nodiscard]] std::optional<Antecedent> find(Pronoun pronoun) {
    const std::size_t first = history_.size() - std::min(history_.size(), sightings_back);
    for (std::size_t h = history_.size(); h > first; --h) {
      const Sighting& sighting = history_[h - 1];
      if (distance(sighting) > sentences_back || is_too_far_up(sighting)) break;
      if (sighting.tokens.end.value > position_ || !may_mean(sighting, pronoun)) continue;
      note(sighting.entity, score(sighting, pronoun));
    }
    if (candidates_.empty()) return std::nullopt;
    std::stable_sort(
        candidates_.begin(), candidates_.end(),
        [](const Candidate& one, const Candidate& other) { return one.score > other.score; });
    const double least = pronoun == Pronoun::He || pronoun == Pronoun::She ? 0.2 : 1.6;
    if (candidates_[0].score < least) return std::nullopt;
    const double margin =
        candidates_.size() == 1 ? 2.5 : candidates_[0].score - candidates_[1].score;
    const bool is_thing = pronoun == Pronoun::It || pronoun == Pronoun::They;
    constexpr double clear = 0.8;
    if (is_thing && margin < clear) return std::nullopt;
    const double cap = pronoun == Pronoun::He || pronoun == Pronoun::She ? 0.92 : 0.75;
    double confidence = std::min(cap, 0.5 + 0.18 * std::min(margin, 2.5));
    if (words_.is_quoted(position_)) confidence *= 0.85;
    return Antecedent{candidates_[0].entity, static_cast<float>(confidence)};
  }

 private:
  [[nodiscard]] Index distance(const Sighting& sighting) const {
    return words_.sentence(position_) - words_.sentence(sighting.tokens.begin.value);
  }
  [[nodiscard]] bool is_too_far_up(const Sighting& sighting) const {
    return words_.paragraph(position_) - words_.paragraph(sighting.tokens.begin.value) > 1;
  }

  [[nodiscard]] bool may_mean(const Sighting& sighting, Pronoun pronoun) const {
    if (speaker_ == sighting.entity && words_.is_quoted(position_)) return false;
    const Entity& entity = entities_.at(sighting.entity);
    if (pronoun == Pronoun::He || pronoun == Pronoun::She) {
      if (entity.actor.kind != ActorKind::Person) return false;
      if (entity.gender != Gender::Unknown && entity.gender != gender_of(pronoun)) return false;
      return !is_bound(sighting);
    }
    if (pronoun == Pronoun::They) {
      return entity.actor.kind == ActorKind::Group && distance(sighting) <= 1 &&
             words_.paragraph(position_) == words_.paragraph(sighting.tokens.begin.value) &&
             !is_bound(sighting);
    }
    const bool is_thing =
        entity.actor.kind == ActorKind::Organization || entity.actor.kind == ActorKind::State;
    return is_thing && sighting.is_subject && distance(sighting) <= 1 && !is_bound(sighting);
  }

  // The object of a verb is not its subject: in "Weber criticised him" he is somebody else.
  [[nodiscard]] bool is_bound(const Sighting& sighting) const {
    if (distance(sighting) != 0 || !sighting.is_subject) return false;
    const bool is_object = words_.is_any(position_, {"him", "them"}) ||
                           (words_.is(position_, "her") && words_.token(position_).xpos == "PRP") ||
                           (words_.is(position_, "it") && !words_.is_finite_verb(position_ + 1));
    if (!is_object) return false;
    int verbs = 0;
    for (Index i = sighting.tokens.end.value; i < position_; ++i) {
      if (words_.is_finite_verb(i)) ++verbs;
      if (words_.is_any(i, {"that", "who", "whether", "because", "when", "if"})) return false;
    }
    return verbs <= 1;
  }

  [[nodiscard]] double score(const Sighting& sighting, Pronoun pronoun) const {
    const Entity& entity = entities_.at(sighting.entity);
    double score = 1.8 - 0.7 * distance(sighting);
    if (sighting.is_subject) score += 1.2;
    if (sighting.is_dependent) score -= 0.6;
    if (sighting.kind == MentionKind::Pronoun) score += 0.3;
    if (sighting.is_quoted && !words_.is_quoted(position_)) score -= 1.0;
    if (words_.paragraph(position_) != words_.paragraph(sighting.tokens.begin.value)) score -= 0.3;
    if (is_first_of_sentence(sighting)) score += 0.2;
    if (pronoun == Pronoun::He || pronoun == Pronoun::She) {
      score += entity.gender == gender_of(pronoun) ? 0.5 : -0.3;
    } else if (words_.is_any(position_, {"it", "they"}) && !says_something()) {
      score -= 1.2;  // "it is", "it rained": most of them mean nobody
    }
    return score;
  }

  [[nodiscard]] bool is_first_of_sentence(const Sighting& sighting) const {
    return sighting.tokens.begin.value <= words_.sentence_begin(sighting.tokens.begin.value) + 1;
  }

  // Whether a verb of saying or doing follows the pronoun: "it said", "it would support".
  [[nodiscard]] bool says_something() const {
    Index i = position_ + 1;
    const Index limit = words_.sentence_end(position_);
    while (i < limit && (words_.upos(i) == Upos::Adv || words_.upos(i) == Upos::Aux ||
                         words_.upos(i) == Upos::Part)) {
      if (words_.lemma(i) == "be") return false;
      ++i;
    }
    return i < limit && words_.upos(i) == Upos::Verb &&
           !words_.is_any(i,
                          {"seems", "seemed", "appears", "appeared", "takes", "took", "happened"});
  }

  void note(EntityIndex entity, double score) {
    const auto known =
        std::find_if(candidates_.begin(), candidates_.end(),
                     [&](const Candidate& candidate) { return candidate.entity == entity; });
    if (known == candidates_.end()) {
      candidates_.push_back({entity, score});
    } else {
      // Met again further up: a person the text stays with.
      known->score = std::max(known->score, score) + 0.1;
    }
  }

  const Words& words_;
  Index position_;
  std::span<const Sighting> history_;
  const Entities& entities_;
  std::optional<EntityIndex> speaker_;
  std::vector<Candidate> candidates_;
};

}  // namespace

Pronoun pronoun_at(const Words& words, Index i) {
  if (words.upos(i) != Upos::Pron && words.upos(i) != Upos::Det) return Pronoun::None;
  if (words.is_any(i, {"he", "him", "his", "himself"})) return Pronoun::He;
  if (words.is_any(i, {"she", "her", "hers", "herself"})) return Pronoun::She;
  if (words.is_any(i, {"it", "its", "itself"})) return Pronoun::It;
  if (words.is_any(i, {"they", "them", "their", "theirs", "themselves"})) return Pronoun::They;
  return Pronoun::None;
}

std::optional<Antecedent> antecedent(const Words& words, Index i, std::span<const Sighting> history,
                                     const Entities& entities, std::optional<EntityIndex> speaker) {
  const Pronoun pronoun = pronoun_at(words, i);
  if (pronoun == Pronoun::None) return std::nullopt;
  return AntecedentFinder(words, i, history, entities, speaker).find(pronoun);
}

}  // namespace faultline::actors::detail
