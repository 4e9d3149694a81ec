#include "actors/detail/references.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "actors/detail/grammar.h"
#include "actors/detail/groups.h"
#include "actors/detail/spelling.h"

namespace faultline::actors::detail {
namespace {

using language::Upos;
using language::WordClass;

constexpr std::size_t nominals_look_back = 160;
constexpr std::uint32_t none = UINT32_MAX;

// Below these a reference is left out rather than guessed.
constexpr float least_for_person = 0.25F;
constexpr float least_for_thing = 0.5F;
constexpr float least_for_nominal = 0.5F;
constexpr float least_for_described = 0.25F;
constexpr float sure_enough = 0.65F;
constexpr float confidence_of_later_name = 0.6F;
constexpr float confidence_of_unnamed = 0.7F;

struct Meant {
  EntityIndex entity = 0;
  float confidence = 0;
};

bool has_word(const std::vector<std::string>& parts, const std::string& word) {
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return part == word || part == word + "s" || part + "s" == word;
  });
}

class ReferenceReader {
 public:
  ReferenceReader(const Words& words, std::span<const Sighting> names,
                  std::span<const PhraseFacts> facts, const Chains& chains, const NameIndex* index,
                  std::span<const Actor> known, std::optional<Day> published, Entities& entities)
      : words_(words),
        names_(names),
        facts_(facts),
        chains_(chains),
        index_(index),
        known_(known),
        published_(published),
        entities_(entities),
        by_head_(words.size(), none),
        meant_(facts.size()) {
    for (std::uint32_t p = 0; p < facts.size(); ++p) {
      // Of several phrases with one head, a coordination is the outermost and somebody else.
      const PhraseFacts& one = facts[p];
      if (one.phrase.kind != PhraseKind::Coordinated) by_head_[one.phrase.head] = p;
      if (!one.entity || one.phrase.kind == PhraseKind::Coordinated) continue;
      const std::uint32_t chain = chains.chain[p];
      if (named_.size() <= chain) named_.resize(chain + 1);
      if (!named_[chain]) named_[chain] = *one.entity;
    }
    named_.resize(std::max(named_.size(), facts.size()));
  }

  std::vector<Sighting> read() {
    for (Index i = 0; i < words_.size();) {
      if (next_name_ < names_.size() && names_[next_name_].tokens.begin.value <= i) {
        i = std::max(i, take_name());
        continue;
      }
      const Index end = read_at(i);
      i = end > i ? end : i + 1;
    }
    std::stable_sort(history_.begin(), history_.end(),
                     [](const Sighting& one, const Sighting& other) {
                       if (one.tokens.begin != other.tokens.begin)
                         return one.tokens.begin < other.tokens.begin;
                       return one.tokens.end > other.tokens.end;
                     });
    return std::move(history_);
  }

 private:
  Index take_name() {
    const Sighting& name = names_[next_name_++];
    note(name);
    return name.tokens.end.value;
  }

  void note(const Sighting& sighting) {
    history_.push_back(sighting);
    const Index begin = sighting.tokens.begin.value;
    if (last_seen_.size() <= sighting.entity) last_seen_.resize(entities_.size());
    last_seen_[sighting.entity] = begin + 1;
    for (Index i = begin; i < sighting.tokens.end.value; ++i) {
      const std::uint32_t phrase = by_head_[i];
      if (phrase == none || meant_[phrase]) continue;
      if (facts_[phrase].entity ? *facts_[phrase].entity == sighting.entity
                                : facts_[phrase].phrase.tokens.begin.value <= begin + 1)
        meant_[phrase] = Meant{sighting.entity, sighting.confidence};
    }
  }

  // One past what was read at `i`, or `i`.
  Index read_at(Index i) {
    if (words_.is(i, "the")) {
      if (const Index end = read_nominal(i); end > i) return end;
    }
    const std::uint32_t phrase = by_head_[i];
    if (phrase != none && is_pronoun(facts_[phrase].phrase.kind)) {
      read_pronoun(phrase);
      return i + 1;
    }
    if (phrase != none && read_linked(phrase)) return i;
    if (phrase != none && read_unnamed(phrase)) return i;
    if (const auto group = acting_group(words_, i)) add_group(*group);
    return i;
  }

  void add(TokenSpan tokens, EntityIndex entity, MentionKind kind, float confidence) {
    note({tokens, entity, kind, confidence, is_subject(words_, tokens),
          is_dependent(words_, tokens), words_.is_quoted(tokens.begin.value)});
  }

  // Whom the chain of a phrase means, as far as names and offices tell.
  [[nodiscard]] std::optional<Meant> meant_by(std::uint32_t phrase) const {
    if (meant_[phrase]) return meant_[phrase];
    const std::optional<EntityIndex>& named = named_[chains_.chain[phrase]];
    const auto& link = chains_.links[phrase];
    if (!link) {
      // "In his speech, Weber said": the name comes later.
      if (!named) return std::nullopt;
      return Meant{*named, confidence_of_later_name};
    }
    if (meant_[link->antecedent]) {
      const Meant& before = *meant_[link->antecedent];
      return Meant{before.entity, std::min(before.confidence, link->confidence)};
    }
    if (!named) return std::nullopt;
    return Meant{*named, link->confidence};
  }

  void read_pronoun(std::uint32_t phrase) {
    const PhraseFacts& facts = facts_[phrase];
    const auto meant = meant_by(phrase);
    if (!meant) return;
    Entity& entity = entities_.at(meant->entity);
    const PhraseKind kind = facts.phrase.kind;
    const bool is_person = entity.actor.kind == ActorKind::Person;
    float least = 0;
    if (kind == PhraseKind::He || kind == PhraseKind::She) {
      if (!is_person) return;
      least = least_for_person;
    } else if (kind == PhraseKind::It) {
      if (is_person) return;
      least = least_for_thing;
    } else if (kind == PhraseKind::They || kind == PhraseKind::Reflexive) {
      least = least_for_thing;
    } else {
      return;
    }
    if (meant->confidence < least) return;
    meant_[phrase] = *meant;
    if (entity.gender == Gender::Unknown && is_person && meant->confidence >= sure_enough &&
        facts.gender != Gender::Unknown)
      entity.gender = facts.gender;
    add(facts.phrase.tokens, meant->entity, MentionKind::Pronoun, meant->confidence);
  }

  // "the storm", "his deputy", "the company": what the ranker links to somebody named.
  bool read_linked(std::uint32_t phrase) {
    const PhraseFacts& facts = facts_[phrase];
    if (facts.phrase.kind == PhraseKind::Name || facts.phrase.kind == PhraseKind::Coordinated ||
        facts.entity || meant_[phrase] || !chains_.links[phrase])
      return false;
    const auto meant = meant_by(phrase);
    if (!meant || meant->confidence < least_for_nominal) return false;
    if (!may_be(facts, entities_.at(meant->entity).actor.kind)) return false;
    if (is_name_within(facts.phrase.tokens.begin.value, facts.phrase.tokens.end.value))
      return false;
    meant_[phrase] = *meant;
    add(facts.phrase.tokens, meant->entity, MentionKind::Nominal, meant->confidence);
    return true;
  }

  // "The Friday prayer leader said", of whom nobody has told yet that he is that: the likeliest
  // person before, if the text leaves little choice.
  bool read_described(std::uint32_t phrase) {
    const PhraseFacts& facts = facts_[phrase];
    const auto& likeliest = chains_.likeliest[phrase];
    if (facts.phrase.kind != PhraseKind::Definite || facts.sort != Sort::Person ||
        facts.number == Number::Plural || !likeliest || likeliest->confidence < least_for_described)
      return false;
    const auto& meant = meant_[likeliest->antecedent];
    if (!meant || entities_.at(meant->entity).actor.kind != ActorKind::Person) return false;
    meant_[phrase] = Meant{meant->entity, likeliest->confidence};
    add(facts.phrase.tokens, meant->entity, MentionKind::Nominal, likeliest->confidence);
    return true;
  }

  // "A senior diplomat said", "according to two officials": somebody whom the text does not name.
  bool read_unnamed(std::uint32_t phrase) {
    const PhraseFacts& facts = facts_[phrase];
    const bool is_people =
        facts.sort == Sort::Person || facts.sort == Sort::People ||
        (facts.sort == Sort::Organization && facts.phrase.kind == PhraseKind::Indefinite);
    // "Some MPs": a name by its capitals only.
    const bool is_name = facts.phrase.kind == PhraseKind::Name &&
                         (facts.sort != Sort::People || facts.number != Number::Plural);
    if (!is_people || is_pronoun(facts.phrase.kind) || is_name ||
        facts.phrase.kind == PhraseKind::Coordinated || facts.entity || meant_[phrase] ||
        !is_speaking(words_, facts))
      return false;
    const TokenSpan tokens = facts.phrase.tokens;
    // A name inside names the speaker, or whose he is.
    if (is_name_within(facts.phrase.head, tokens.end.value) &&
        names_[next_name_].tokens.begin.value <= facts.phrase.head + 2 &&
        words_.form(facts.phrase.head + 1) != "of" && words_.form(facts.phrase.head + 1) != "from")
      return false;
    if (read_described(phrase)) return true;
    const std::string name = name_of_unnamed(words_, facts.phrase);
    std::vector<std::string> parts = name_parts(name);
    if (parts.empty()) return false;
    const bool is_plural = facts.number == Number::Plural || facts.sort == Sort::Organization;
    const auto known = is_plural ? entities_.with_name(joined(parts)) : std::nullopt;
    EntityIndex entity = 0;
    if (known) {
      entity = *known;
    } else {
      entity = is_plural ? entities_.add(ActorKind::Group, name, std::move(parts))
                         : entities_.add(ActorKind::Person, name, {});
      entities_.at(entity).actor.is_unnamed = true;
      entities_.at(entity).gender = facts.gender;
    }
    meant_[phrase] = Meant{entity, confidence_of_unnamed};
    add(tokens, entity, MentionKind::Nominal, confidence_of_unnamed);
    return true;
  }

  [[nodiscard]] static bool may_be(const PhraseFacts& facts, ActorKind kind) {
    switch (facts.sort) {
      case Sort::Person:
        return kind == ActorKind::Person && facts.number != Number::Plural;
      case Sort::People:
        return kind != ActorKind::Person;
      case Sort::Organization:
        return kind == ActorKind::Organization || kind == ActorKind::State;
      case Sort::Place:
        return kind == ActorKind::State;
      case Sort::Unknown:
      case Sort::Time:
      case Sort::Amount:
        break;
    }
    return false;
  }

  // A phrase that begins with "the".
  struct Phrase {
    std::vector<std::string> words;  // folded, of the nouns and adjectives
    Index head = 0;
    Index end = 0;  // with "of ..." where that helps to tell
    Index noun_end = 0;
    bool is_former = false;
    bool has_capital = false;
  };

  [[nodiscard]] std::optional<Phrase> phrase_at(Index the) const {
    Phrase phrase;
    Index i = the + 1;
    const Index limit = std::min(words_.sentence_end(the), the + 6);
    while (i < limit) {
      const Upos upos = words_.upos(i);
      const bool is_part = upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Adj;
      if (!is_part) break;
      for (std::string& part : name_parts(words_.form(i))) {
        if (is_one_of(part, {"former", "ex", "late"})) {
          phrase.is_former = true;
        } else {
          phrase.words.push_back(std::move(part));
        }
      }
      phrase.has_capital = phrase.has_capital || begins_upper(words_.form(i));
      ++i;
    }
    if (i == the + 1 || phrase.words.empty() || !words_.is_noun(i - 1)) return std::nullopt;
    if (i < limit && words_.form(i) == "-") return std::nullopt;
    phrase.head = i - 1;
    phrase.noun_end = i;
    phrase.end = i;
    return phrase;
  }

  [[nodiscard]] bool is_name_within(Index begin, Index end) const {
    return next_name_ < names_.size() && names_[next_name_].tokens.begin.value >= begin &&
           names_[next_name_].tokens.begin.value < end;
  }

  Index read_nominal(Index the) {
    const std::optional<Phrase> phrase = phrase_at(the);
    if (!phrase) return the;
    // A name inside or right after is a title with its bearer, or a thing of somebody's.
    if (is_name_within(phrase->head, phrase->noun_end + 1)) return the;
    const bool is_plural = is_one_of(words_.token(phrase->head).xpos, {"NNS", "NNPS"});
    const Index head = phrase->head;
    const NounSense sense =
        sense_of_noun(words_.form(head), words_.lemma(head), words_.token(head).xpos);
    if (!is_plural && (words_.is_person_noun(head) || sense.animacy == Animacy::Person))
      return read_office(the, *phrase);
    if (is_name_within(the, phrase->noun_end)) return the;
    return read_organization(the, *phrase, is_plural);
  }

  // "the minister", "the former Speaker of the Assembly"; in "accused the governor of fraud" only
  // the first words are the phrase.
  Index read_office(Index the, const Phrase& phrase) {
    if (words_.is(phrase.noun_end, "of") && phrase.noun_end + 1 < words_.sentence_end(the)) {
      const RolePhrase whole = role_phrase(words_, the, words_.sentence_end(the));
      if (whole.roles.size() == 1 && whole.end > phrase.noun_end) {
        if (words_.is(whole.end, ",") && is_name_within(whole.end, whole.end + 2)) return the;
        Phrase longer = phrase;
        longer.words = office_of(whole.roles[0]).words;
        longer.end = whole.end;
        if (const Index end = link_office(the, longer); end > the) return end;
      }
    }
    return link_office(the, phrase);
  }

  Index link_office(Index the, const Phrase& phrase) {
    EntityIndex found = 0;
    Index newest = 0;
    int holders = 0;
    const std::size_t first = history_.size() - std::min(history_.size(), nominals_look_back);
    std::vector<EntityIndex> seen;
    for (std::size_t h = history_.size(); h > first; --h) {
      const EntityIndex entity = history_[h - 1].entity;
      if (std::find(seen.begin(), seen.end(), entity) != seen.end()) continue;
      seen.push_back(entity);
      if (!holds_office(entities_.at(entity), phrase)) continue;
      ++holders;
      if (last_seen_[entity] > newest) {
        newest = last_seen_[entity];
        found = entity;
      }
    }
    float confidence = holders == 1 ? 0.85F : 0.6F;
    if (holders == 0) {
      const auto registered = registered_holder(phrase);
      if (!registered) return the;
      found = *registered;
      confidence = phrase.words.size() > 1 ? 0.75F : 0.55F;
    }
    add(span_of(the, phrase.end), found, MentionKind::Nominal, confidence);
    return phrase.end;
  }

  [[nodiscard]] static bool holds_office(const Entity& entity, const Phrase& phrase) {
    if (entity.actor.kind != ActorKind::Person) return false;
    return std::any_of(entity.offices.begin(), entity.offices.end(), [&](const Office& office) {
      return office.is_former == phrase.is_former && office.covers(phrase.words);
    });
  }

  // The only registered person who held that office on the day of the article.
  [[nodiscard]] std::optional<EntityIndex> registered_holder(const Phrase& phrase) {
    if (index_ == nullptr || !published_ || phrase.is_former) return std::nullopt;
    const auto holder = index_->only_holder(phrase.words, *published_);
    if (!holder) return std::nullopt;
    return entities_.of_registered(*holder);
  }

  // "the Assembly", "the ministry", "the Qom scholars"
  Index read_organization(Index the, const Phrase& phrase, bool is_plural) {
    std::string head(words_.form(phrase.head));
    if (head.front() >= 'a' && head.front() <= 'z')
      head.front() = static_cast<char>(head.front() - 'a' + 'A');
    const bool is_head = language::word_classes(head).has(WordClass::OrganizationHead);
    if (!is_head && !(is_plural && phrase.has_capital && phrase.words.size() > 1)) return the;
    std::optional<EntityIndex> found;
    int fitting = 0;
    std::vector<EntityIndex> seen;
    const std::size_t first = history_.size() - std::min(history_.size(), nominals_look_back);
    for (std::size_t h = history_.size(); h > first; --h) {
      const EntityIndex entity = history_[h - 1].entity;
      if (std::find(seen.begin(), seen.end(), entity) != seen.end()) continue;
      seen.push_back(entity);
      if (!is_short_form(phrase, entities_.at(entity), is_head)) continue;
      ++fitting;
      if (!found) found = entity;
    }
    if (!found) return the;
    add(span_of(the, phrase.end), *found, MentionKind::Nominal, fitting == 1 ? 0.8F : 0.55F);
    return phrase.end;
  }

  [[nodiscard]] static bool is_short_form(const Phrase& phrase, const Entity& entity,
                                          bool is_head) {
    if (entity.actor.kind != ActorKind::Organization) return false;
    const bool has_all =
        std::all_of(phrase.words.begin(), phrase.words.end(),
                    [&](const std::string& word) { return has_word(entity.parts, word); });
    if (!has_all || !is_head) return has_all;
    // The head word must be the name's own: "the Council" is no short form of "Council Workers
    // Union".
    const std::string& head = phrase.words.back();
    for (std::size_t p = 0; p < entity.parts.size(); ++p) {
      if (entity.parts[p] != head) continue;
      return p + 1 == entity.parts.size() ||
             is_one_of(entity.parts[p + 1], {"of", "for", "on", "to"});
    }
    return false;
  }

  void add_group(const ActingGroup& group) {
    std::vector<std::string> parts = name_parts(group.name);
    if (parts.empty()) return;
    const auto known = entities_.with_name(joined(parts));
    const EntityIndex entity =
        known ? *known : entities_.add(ActorKind::Group, group.name, std::move(parts));
    if (!entities_.at(entity).actor.is_registered) entities_.at(entity).actor.is_unnamed = true;
    add(group.tokens, entity, MentionKind::Nominal, 0.6F);
  }

  const Words& words_;
  std::span<const Sighting> names_;
  std::span<const PhraseFacts> facts_;
  const Chains& chains_;
  std::size_t next_name_ = 0;
  const NameIndex* index_;
  std::span<const Actor> known_;
  std::optional<Day> published_;
  Entities& entities_;
  std::vector<Sighting> history_;
  std::vector<Index> last_seen_;  // one past the first token of the newest sighting, by entity
  std::vector<std::uint32_t> by_head_;             // phrase by its head
  std::vector<std::optional<Meant>> meant_;        // by phrase
  std::vector<std::optional<EntityIndex>> named_;  // by chain: whose name is in it first
};

}  // namespace

std::vector<Sighting> find_references(const Words& words, std::span<const Sighting> names,
                                      std::span<const PhraseFacts> facts, const Chains& chains,
                                      const NameIndex* index, std::span<const Actor> known,
                                      std::optional<Day> published, Entities& entities) {
  return ReferenceReader(words, names, facts, chains, index, known, published, entities).read();
}

}  // namespace faultline::actors::detail
