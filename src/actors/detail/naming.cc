#include "actors/detail/naming.h"

#include <algorithm>

#include "actors/detail/grammar.h"
#include "actors/detail/named_spans.h"
#include "actors/detail/spelling.h"

namespace faultline::actors::detail {
namespace {

constexpr float name_is_new_from = 0.45F;  // below it a lone capitalised word makes no actor

std::vector<std::string> core_parts(const std::vector<std::string>& parts) {
  std::vector<std::string> core;
  std::copy_if(parts.begin(), parts.end(), std::back_inserter(core),
               [](const std::string& part) { return !is_particle(part) && !is_suffix(part); });
  return core.empty() ? parts : core;
}

bool is_subsequence(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  auto position = whole.begin();
  for (const std::string& word : part) {
    position = std::find(position, whole.end(), word);
    if (position == whole.end()) return false;
    ++position;
  }
  return true;
}

bool is_same_or_initial(const std::string& one, const std::string& other) {
  if (are_forms_of_one_name(one, other)) return true;
  return (one.size() == 1 || other.size() == 1) && one.front() == other.front();
}

// "Adeyo Sr." and "Adeyo Jr." are father and son.
bool have_unlike_suffixes(const std::vector<std::string>& one,
                          const std::vector<std::string>& other) {
  return is_suffix(one.back()) && is_suffix(other.back()) && one.back() != other.back();
}

// Whether two full names of persons may be one person's. 0: no; else how sure.
float likeness(const std::vector<std::string>& one_name,
               const std::vector<std::string>& other_name) {
  if (have_unlike_suffixes(one_name, other_name)) return 0;
  const std::vector<std::string> one = core_parts(one_name);
  const std::vector<std::string> other = core_parts(other_name);
  if (one == other) return 0.97F;
  const bool has_same_end = one.back() == other.back();
  if (one.size() == 1 || other.size() == 1) return has_same_end ? 0.75F : 0;
  const bool has_same_begin = one.front() == other.front();
  if ((has_same_end || has_same_begin) &&
      (is_subsequence(one, other) || is_subsequence(other, one))) {
    return 0.92F;
  }
  if (has_same_end && is_same_or_initial(one.front(), other.front())) return 0.85F;
  // The first sounds decide most pairs.
  if (one.size() != other.size() || sound_of(one.front()) != sound_of(other.front())) return 0;
  const std::string sound = sound_of_name(one);
  if (sound.empty() || sound != sound_of_name(other)) return 0;
  // "Hasan Karimi" and "Hassan Karimy", but not where both names are short and unlike.
  return has_same_end || has_same_begin || sound.size() >= 8 ? 0.8F : 0;
}

bool differs(Gender one, Gender other) {
  return one != Gender::Unknown && other != Gender::Unknown && one != other;
}

// Namesakes beyond these are not looked at, so that a text of one name stays linear.
std::span<const EntityIndex> newest(std::span<const EntityIndex> candidates) {
  constexpr std::size_t most = 24;
  return candidates.size() > most ? candidates.subspan(candidates.size() - most) : candidates;
}

class NameLinker {
 public:
  NameLinker(const Words& words, const NameIndex* index, std::span<const Actor> known,
             Entities& entities)
      : words_(words), index_(index), known_(known), entities_(entities) {}

  std::vector<Sighting> link() {
    spans_ = named_spans(words_, index_, known_);
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      link_other_name(i);
      if (!spans_[i].entity) link_full(spans_[i]);
    }
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      NamedSpan& span = spans_[i];
      if (!span.entity) link_other_name(i);
      if (!span.entity) link_short(span);
      if (span.entity) note(span);
    }
    return std::move(sightings_);
  }

 private:
  [[nodiscard]] Index last_seen(EntityIndex entity) const {
    return entity < last_seen_.size() ? last_seen_[entity] : 0;
  }

  // How much a reader at `position` has the entity in mind: when it was met, and as what.
  [[nodiscard]] double salience(EntityIndex entity, Index position) const {
    if (last_seen(entity) == 0) return -1e9;
    const auto distance = [&](Index seen) {
      return static_cast<double>(words_.sentence(position)) - words_.sentence(seen - 1);
    };
    double salience = -distance(last_seen(entity)) + 1e-6 * last_seen(entity);
    if (entity < last_subject_.size() && last_subject_[entity] > 0) {
      salience =
          std::max(salience, 1.5 - distance(last_subject_[entity]) + 1e-6 * last_subject_[entity]);
    }
    return salience;
  }

  void introduce(NamedSpan& span, EntityIndex entity, float confidence) {
    span.entity = entity;
    span.link_confidence = confidence;
    Entity& actor = entities_.at(entity);
    actor.introduced = std::min(actor.introduced, span.core.begin.value);
  }

  // Names that speak for themselves, wherever they stand.
  void link_full(NamedSpan& span) {
    if (span.kind == ActorKind::Person) {
      if (core_parts(span.parts).size() < 2) {
        // "Justice Minister Okonar" may be a registered name as a whole; a bare surname waits.
        if (span.known.size() == 1 && span.is_whole_known) {
          introduce(span, entities_.of_registered(span.known[0]), 0.93F);
        }
        return;
      }
      return link_full_person(span);
    }
    if (span.known.size() == 1)
      return introduce(span, entities_.of_registered(span.known[0]), 0.97F);
    if (!span.known.empty()) return;
    const std::string name = joined(span.parts);
    if (const auto entity = entities_.with_name(name)) return introduce(span, *entity, 0.95F);
    if (span.kind == ActorKind::State) {
      return introduce(span, entities_.add(ActorKind::State, span.name, span.parts), 0.95F);
    }
    if (span.is_acronym || span.parts.size() < 2) return;
    if (const auto entity = organization_like(span)) return introduce(span, *entity, 0.85F);
    if (span.confidence < name_is_new_from) return;
    introduce(span, entities_.add(span.kind, span.name, span.parts), span.confidence);
  }

  void link_full_person(NamedSpan& span) {
    if (span.known.size() == 1) {
      return introduce(span, entities_.of_registered(span.known[0]), 0.98F);
    }
    if (const auto entity = entities_.with_name(joined(span.parts))) {
      return introduce(span, *entity, 0.92F);  // "known as Abu Omar" was said before
    }
    const auto [entity, confidence] = person_like(span);
    if (confidence > 0) {
      introduce(span, entity, confidence);
      entities_.lengthen_name(entity, span.name, span.parts);
      return;
    }
    if (index_ != nullptr) {
      const auto sounding = index_->sounding(sound_of_name(span.parts));
      if (sounding.size() == 1) return introduce(span, entities_.of_registered(sounding[0]), 0.75F);
    }
    if (span.confidence < name_is_new_from) return;
    introduce(span, entities_.add(ActorKind::Person, span.name, span.parts), span.confidence);
  }

  // The person named before whose full name this may be.
  [[nodiscard]] std::pair<EntityIndex, float> person_like(const NamedSpan& span) const {
    std::pair<EntityIndex, float> best{0, 0.0F};
    const auto consider = [&](std::span<const EntityIndex> candidates) {
      for (const EntityIndex candidate : newest(candidates)) {
        const Entity& entity = entities_.at(candidate);
        if (entity.actor.kind != ActorKind::Person ||
            differs(entity.gender, span.description.gender))
          continue;
        const float confidence = likeness(entity.parts, span.parts);
        if (confidence > best.second) best = {candidate, confidence};
      }
    };
    const std::vector<std::string> core = core_parts(span.parts);
    consider(entities_.with_part(core.back()));
    consider(entities_.with_part(core.front()));
    if (best.second == 0) consider(entities_.with_surname_sound(sound_of(core.back())));
    return best;
  }

  // "Society of Engineers" after "Sarvennan Society of Engineers".
  [[nodiscard]] std::optional<EntityIndex> organization_like(const NamedSpan& span) const {
    for (const EntityIndex candidate : newest(entities_.with_part(span.parts.back()))) {
      const Entity& entity = entities_.at(candidate);
      if (entity.actor.kind != span.kind) continue;
      const std::vector<std::string>& longer =
          entity.parts.size() > span.parts.size() ? entity.parts : span.parts;
      const std::vector<std::string>& shorter =
          entity.parts.size() > span.parts.size() ? span.parts : entity.parts;
      if (shorter.size() < 2 || longer.size() > shorter.size() + 2) continue;
      if (std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin())) return candidate;
    }
    return std::nullopt;
  }

  // "(IRGC)" after the full name, "known as “Gerdab”", and the short form before the long one.
  void link_other_name(std::size_t position) {
    NamedSpan& span = spans_[position];
    if (position == 0) return;
    const NamedSpan& before = spans_[position - 1];
    if (!before.entity ||
        words_.sentence(before.core.begin.value) != words_.sentence(span.core.begin.value)) {
      return;
    }
    const Index gap_begin = before.core.end.value;
    const Index gap_end = span.core.begin.value;
    const bool is_in_brackets = gap_end == gap_begin + 1 && words_.form(gap_begin) == "(" &&
                                words_.is(span.core.end.value, ")");
    const ActorKind kind = entities_.at(*before.entity).actor.kind;
    const bool is_other_name =
        (is_in_brackets && kind != ActorKind::Person) || says_known_as(gap_begin, gap_end);
    if (!is_other_name) return;
    span.entity = before.entity;
    span.link_confidence = 0.92F;
    entities_.add_alias(*before.entity, span.name);
  }

  [[nodiscard]] bool says_known_as(Index begin, Index end) const {
    constexpr Index longest = 8;
    if (end - begin < 2 || end - begin > longest) return false;
    for (Index i = begin; i + 1 < end; ++i) {
      if (words_.is_any(i, {"known", "referred"}) && words_.is_any(i + 1, {"as", "to"}))
        return true;
      if (words_.is_any(i, {"called", "nicknamed", "dubbed"}) && i + 1 == end - 1 &&
          words_.upos(i + 1) == language::Upos::Punct) {
        return true;
      }
    }
    return false;
  }

  void link_short(NamedSpan& span) {
    if (span.parts.empty()) return;
    if (const auto entity = entities_.with_name(joined(span.parts)); entity && span.known.empty()) {
      return introduce(span, *entity, 0.9F);
    }
    if (is_family(span)) return link_family(span);
    if (span.kind != ActorKind::Person) return link_short_organization(span);
    const std::string part = core_parts(span.parts).back();
    Choice choice = choose(span, part, /*by_surname=*/true, /*is_introduced=*/true);
    if (choice.confidence == 0 && !span.known.empty()) choice = choose_known(span, span.known);
    if (choice.confidence == 0)
      choice = choose(span, part, /*by_surname=*/false, /*is_introduced=*/true);
    if (choice.confidence == 0) choice = choose_by_sound(span, part);
    if (choice.confidence == 0)
      choice = choose(span, part, /*by_surname=*/true, /*is_introduced=*/false);
    if (choice.confidence == 0)
      choice = choose(span, part, /*by_surname=*/false, /*is_introduced=*/false);
    if (choice.confidence == 0 && index_ != nullptr)
      choice = choose_known(span, index_->with_surname(part));
    if (choice.confidence > 0) {
      span.entity = choice.entity;
      span.link_confidence = choice.confidence;
      return;
    }
    if (span.confidence < name_is_new_from || is_place(span)) return;
    introduce(span, entities_.add(ActorKind::Person, span.name, span.parts), span.confidence);
  }

  // "the Velaranis" where somebody is called Velarani: several people, and none of them alone.
  [[nodiscard]] bool is_family(const NamedSpan& span) const {
    const Index begin = span.core.begin.value;
    const std::string& part = span.parts.back();
    if (span.parts.size() != 1 || part.size() < 4 || !part.ends_with('s') || begin == 0)
      return false;
    const bool is_plural = words_.is_any(begin - 1, {"the", "two", "three", "both", "these"});
    if (!is_plural || words_.sentence_begin(begin) == begin) return false;
    const std::string singular = part.substr(0, part.size() - (part.ends_with("es") ? 2 : 1));
    return !entities_.with_part(singular).empty() ||
           !entities_.with_part(part.substr(0, part.size() - 1)).empty();
  }

  void link_family(NamedSpan& span) {
    const auto known = entities_.with_name(joined(span.parts));
    introduce(span, known ? *known : entities_.add(ActorKind::Group, span.name, span.parts), 0.7F);
  }

  struct Choice {
    EntityIndex entity = 0;
    float confidence = 0;
  };

  // Whether `part` is what the entity is called by alone. Behind "bin" stands the father's name, by
  // which nobody calls the son without it: "Prince Khaled" is Khaled bin Faisal, no Turki bin
  // Khaled.
  [[nodiscard]] static bool is_called_by(const Entity& entity, const NamedSpan& span,
                                         const std::string& part) {
    const std::vector<std::string>& parts = entity.parts;
    const bool is_son = parts.size() >= 3 && is_filial(parts[parts.size() - 2]);
    if (!is_son) return entity.surname() == part;
    const bool says_so = std::any_of(span.parts.begin(), span.parts.end(), is_filial);
    return part == (says_so ? parts.back() : parts.front());
  }
  static bool is_filial(const std::string& part) { return is_one_of(part, {"bin", "ibn", "bint"}); }

  /// Among persons with `part` in their name: by surname or by given name, named in full before
  /// this place or not.
  [[nodiscard]] Choice choose(const NamedSpan& span, const std::string& part, bool by_surname,
                              bool is_introduced) const {
    std::vector<EntityIndex> candidates;
    for (const EntityIndex candidate : newest(entities_.with_part(part))) {
      const Entity& entity = entities_.at(candidate);
      if (entity.actor.kind != ActorKind::Person || differs(entity.gender, span.description.gender))
        continue;
      if ((entity.introduced < span.core.begin.value) != is_introduced) continue;
      if (is_called_by(entity, span, part) != by_surname) continue;
      // A kunya is no given name with a surname: "Abu Yusuf" is never "Yusuf".
      if (entity.parts.size() > 1 && is_one_of(entity.parts.front(), {"abu", "umm", "abou"}))
        continue;
      candidates.push_back(candidate);
    }
    return best_of(span, std::move(candidates), by_surname ? 0.93F : 0.75F);
  }

  // The one whose title fits; among equals the one met last.
  [[nodiscard]] Choice best_of(const NamedSpan& span, std::vector<EntityIndex> candidates,
                               float confidence) const {
    if (candidates.empty()) return {};
    if (candidates.size() > 1 && !span.description.title.empty()) {
      std::vector<EntityIndex> fitting;
      std::copy_if(
          candidates.begin(), candidates.end(), std::back_inserter(fitting),
          [&](EntityIndex candidate) { return has_title(candidate, span.description.title); });
      if (!fitting.empty()) candidates = std::move(fitting);
    }
    const auto best = std::max_element(
        candidates.begin(), candidates.end(), [&](EntityIndex one, EntityIndex other) {
          return salience(one, span.core.begin.value) < salience(other, span.core.begin.value);
        });
    return {*best, candidates.size() == 1 ? confidence : confidence * 0.7F};
  }

  // Whether one of the words is a title or an office of the entity: "Minister", "Gen.".
  [[nodiscard]] bool has_title(EntityIndex candidate, const std::vector<std::string>& title) const {
    const Entity& entity = entities_.at(candidate);
    const std::string& head = title.back();
    if (std::find(entity.titles.begin(), entity.titles.end(), head) != entity.titles.end())
      return true;
    return std::any_of(entity.offices.begin(), entity.offices.end(), [&](const Office& office) {
      return std::find(office.words.begin(), office.words.end(), head) != office.words.end();
    });
  }

  // "Bagheri" after "Baqeri": with the same title, or long enough to be no chance.
  [[nodiscard]] Choice choose_by_sound(const NamedSpan& span, const std::string& part) const {
    const std::string sound = sound_of(part);
    constexpr std::size_t long_enough = 5;
    if (sound.empty() || part.size() < long_enough) return {};
    std::vector<EntityIndex> candidates;
    for (const EntityIndex candidate : newest(entities_.with_surname_sound(sound))) {
      if (differs(entities_.at(candidate).gender, span.description.gender)) continue;
      const bool has_titles =
          !span.description.title.empty() && !entities_.at(candidate).titles.empty();
      if (has_titles && !has_title(candidate, span.description.title)) continue;
      candidates.push_back(candidate);
    }
    return best_of(span, std::move(candidates), 0.78F);
  }

  [[nodiscard]] Choice choose_known(const NamedSpan& span, std::span<const std::uint32_t> known) {
    if (known.empty()) return {};
    if (known.size() == 1) {
      const Actor& actor = known_[known[0]];
      const bool contradicts =
          (span.description.gender == Gender::Female && actor.pronoun == "he") ||
          (span.description.gender == Gender::Male && actor.pronoun == "she");
      if (contradicts) return {};
      const float confidence = span.known.empty() ? 0.6F : 0.9F;
      return {entities_.of_registered(known[0]), confidence};
    }
    std::vector<EntityIndex> candidates;
    constexpr std::size_t most = 16;
    for (std::size_t i = 0; i < std::min(known.size(), most); ++i) {
      const EntityIndex candidate = entities_.of_registered(known[i]);
      if (differs(entities_.at(candidate).gender, span.description.gender)) continue;
      const bool fits = span.description.title.empty()
                            ? last_seen(candidate) > 0
                            : has_title(candidate, span.description.title);
      if (fits) candidates.push_back(candidate);
    }
    if (candidates.size() != 1) return {};
    return {candidates[0], 0.7F};
  }

  void link_short_organization(NamedSpan& span) {
    if (span.known.size() > 1) return;
    if (span.is_acronym) {
      if (const auto entity = entities_.with_initials(joined(span.parts))) {
        span.entity = entity;
        span.link_confidence = 0.85F;
        entities_.add_alias(*entity, span.name);
        return;
      }
    } else if (const auto longer = organization_ending_so(span)) {
      span.entity = longer;
      span.link_confidence = 0.75F;
      return;
    } else if (const auto entity = organization_of_party_name(span)) {
      span.entity = entity;
      span.link_confidence = 0.8F;
      return;
    }
    if (span.confidence < name_is_new_from || is_place(span)) return;
    introduce(span, entities_.add(span.kind, span.name, span.parts), span.confidence);
  }

  // "the Guard" after "the Harbour Guard"; of several the one met last.
  [[nodiscard]] std::optional<EntityIndex> organization_ending_so(const NamedSpan& span) const {
    const Index begin = span.core.begin.value;
    if (span.parts.size() != 1 || begin == 0 || !words_.is(begin - 1, "the")) return std::nullopt;
    std::optional<EntityIndex> best;
    for (const EntityIndex candidate : newest(entities_.with_part(span.parts[0]))) {
      const Entity& entity = entities_.at(candidate);
      const bool ends_so = entity.actor.kind == ActorKind::Organization &&
                           entity.parts.size() > 1 && entity.parts.back() == span.parts[0] &&
                           last_seen(candidate) > 0;
      if (ends_so && (!best || last_seen(candidate) > last_seen(*best))) best = candidate;
    }
    return best;
  }

  // "governor of Lenna", "in Dorvik": a place that the tagger of names took for somebody.
  [[nodiscard]] bool is_place(const NamedSpan& span) const {
    const Index begin = span.core.begin.value;
    if (span.parts.size() != 1 || begin < words_.sentence_begin(begin) + 2) return false;
    constexpr float sure = 0.7F;
    if (words_.is_any(begin - 1, {"in", "near"})) return span.confidence < sure;
    return words_.is(begin - 1, "of") &&
           words_.is_any(begin - 2,
                         {"governor", "mayor", "bishop", "archbishop", "capital", "city", "town",
                          "province", "port", "village", "state", "region", "district", "emir"});
  }

  // "Likud" after "Likud Party".
  [[nodiscard]] std::optional<EntityIndex> organization_of_party_name(const NamedSpan& span) const {
    if (span.parts.size() != 1) return std::nullopt;
    for (const EntityIndex candidate : newest(entities_.with_part(span.parts[0]))) {
      const Entity& entity = entities_.at(candidate);
      const bool is_short =
          entity.actor.kind == ActorKind::Organization && entity.parts.size() == 2 &&
          entity.parts[0] == span.parts[0] &&
          is_one_of(entity.parts[1], {"party", "movement", "group", "bloc", "coalition"});
      if (is_short) return candidate;
    }
    return std::nullopt;
  }

  void note(const NamedSpan& span) {
    const EntityIndex index = *span.entity;
    if (last_seen_.size() <= index) {
      last_seen_.resize(entities_.size());
      last_subject_.resize(entities_.size());
    }
    const bool is_acting = is_subject(words_, span.core);
    last_seen_[index] = span.core.begin.value + 1;
    if (is_acting) last_subject_[index] = span.core.begin.value + 1;
    Entity& entity = entities_.at(index);
    if (entity.gender == Gender::Unknown) entity.gender = span.description.gender;
    for (const std::string& role : span.description.roles) entities_.add_role(index, role);
    for (const std::string& word : span.description.title) {
      if (std::find(entity.titles.begin(), entity.titles.end(), word) == entity.titles.end()) {
        entity.titles.push_back(word);
      }
    }
    const auto add = [&](TokenSpan tokens, MentionKind kind) {
      sightings_.push_back({tokens, index, kind, span.link_confidence, is_acting,
                            is_dependent(words_, tokens), words_.is_quoted(tokens.begin.value)});
    };
    if (span.description.apposition) add(*span.description.apposition, MentionKind::Nominal);
    add({{span.description.begin}, span.core.end}, MentionKind::Name);
  }

  const Words& words_;
  const NameIndex* index_;
  std::span<const Actor> known_;
  Entities& entities_;
  std::vector<NamedSpan> spans_;
  std::vector<Sighting> sightings_;
  // By entity, one past the token of the newest sighting, and of the newest as a subject.
  std::vector<Index> last_seen_;
  std::vector<Index> last_subject_;
};

}  // namespace

std::vector<Sighting> link_names(const Words& words, const NameIndex* index,
                                 std::span<const Actor> known, Entities& entities) {
  return NameLinker(words, index, known, entities).link();
}

}  // namespace faultline::actors::detail
