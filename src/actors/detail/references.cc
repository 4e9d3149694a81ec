#include "actors/detail/references.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "actors/detail/grammar.h"
#include "actors/detail/pronouns.h"
#include "actors/detail/spelling.h"

namespace faultline::actors::detail {
namespace {

using language::Upos;
using language::WordClass;

constexpr std::size_t nominals_look_back = 160;

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

bool has_word(const std::vector<std::string>& parts, const std::string& word) {
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return part == word || part == word + "s" || part + "s" == word;
  });
}

class ReferenceReader {
 public:
  ReferenceReader(const Words& words, std::span<const Sighting> names, const NameIndex* index,
                  std::span<const Actor> known, std::optional<Day> published, Entities& entities)
      : words_(words),
        names_(names),
        index_(index),
        known_(known),
        published_(published),
        entities_(entities) {}

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
    if (sighting.is_subject && !sighting.is_quoted && is_speaker(sighting.tokens))
      last_speaker_ = sighting.entity;
    if (last_seen_.size() <= sighting.entity) last_seen_.resize(entities_.size());
    last_seen_[sighting.entity] = begin + 1;
  }

  // One past what was read at `i`, or `i`.
  Index read_at(Index i) {
    if (words_.is(i, "the")) {
      if (const Index end = read_nominal(i); end > i) return end;
    }
    if (pronoun_at(words_, i) != Pronoun::None) {
      read_pronoun(i);
      return i + 1;
    }
    if (words_.classes(i).has(WordClass::PersonPlural)) read_group(i);
    return i;
  }

  void add(TokenSpan tokens, EntityIndex entity, MentionKind kind, float confidence) {
    note({tokens, entity, kind, confidence, is_subject(words_, tokens),
          is_dependent(words_, tokens), words_.is_quoted(tokens.begin.value)});
  }

  [[nodiscard]] bool is_speaker(TokenSpan tokens) const {
    const Index begin = tokens.begin.value;
    Index next = after_insertion_or_end(tokens.end.value, words_.sentence_end(begin));
    while (next < words_.sentence_end(begin) &&
           (words_.upos(next) == Upos::Adv || words_.upos(next) == Upos::Aux)) {
      ++next;
    }
    if (next < words_.sentence_end(begin) && words_.is_reporting_verb(next)) return true;
    return begin > words_.sentence_begin(begin) && words_.is_reporting_verb(begin - 1);
  }

  [[nodiscard]] Index after_insertion_or_end(Index i, Index limit) const {
    return i < limit ? after_insertion(words_, i) : limit;
  }

  // Who speaks the quotation at `i`: who speaks outside the marks of its sentence, before or after;
  // where nobody does, who spoke last.
  [[nodiscard]] std::optional<EntityIndex> speaker_of_quotation(Index i) const {
    const TokenSpan sentence = words_.sentence_span(words_.sentence(i));
    for (std::size_t h = history_.size(); h > 0; --h) {
      const Sighting& sighting = history_[h - 1];
      if (sighting.tokens.begin < sentence.begin) break;
      if (!sighting.is_quoted && sighting.is_subject && is_speaker(sighting.tokens))
        return sighting.entity;
    }
    for (std::size_t n = next_name_; n < names_.size() && names_[n].tokens.begin < sentence.end;
         ++n) {
      if (!names_[n].is_quoted && is_speaker(names_[n].tokens)) return names_[n].entity;
    }
    return last_speaker_;
  }

  void read_pronoun(Index i) {
    const std::optional<EntityIndex> speaker =
        words_.is_quoted(i) ? speaker_of_quotation(i) : std::nullopt;
    const auto found = antecedent(words_, i, history_, entities_, speaker);
    if (!found) return;
    Entity& entity = entities_.at(found->entity);
    const Pronoun pronoun = pronoun_at(words_, i);
    constexpr float sure_enough = 0.65F;
    if (entity.gender == Gender::Unknown && found->confidence >= sure_enough) {
      if (pronoun == Pronoun::He) entity.gender = Gender::Male;
      if (pronoun == Pronoun::She) entity.gender = Gender::Female;
    }
    add(span_of(i, i + 1), found->entity, MentionKind::Pronoun, found->confidence);
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
    if (!is_plural && words_.is_person_noun(phrase->head)) return read_office(the, *phrase);
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

  // "top officials", "critics of the regime", where they say or suffer something.
  void read_group(Index head) {
    Index begin = head;
    const Index first = words_.sentence_begin(head);
    constexpr Index longest = 5;
    while (begin > first && head - begin < longest) {
      const Upos upos = words_.upos(begin - 1);
      const bool is_part = upos == Upos::Adj || upos == Upos::Noun || upos == Upos::Propn ||
                           words_.form(begin - 1) == "-";
      if (!is_part) break;
      --begin;
    }
    if (words_.form(begin) == "-") return;
    Index end = head + 1;
    const Index limit = words_.sentence_end(head);
    if (end < limit && words_.is_noun(end)) return;  // "party members Ann Lee and Bob Day"
    if (words_.is_any(end, {"of", "within", "inside"})) {
      Index noun = end + 1;
      while (noun < limit && words_.upos(noun) == Upos::Det) ++noun;
      const Index noun_begin = noun;
      while (noun < limit && noun - noun_begin < 4 &&
             (words_.is_noun(noun) || words_.upos(noun) == Upos::Adj))
        ++noun;
      if (noun > noun_begin && words_.is_noun(noun - 1) && !words_.is_possessive(noun)) end = noun;
    }
    Index phrase_begin = begin;
    if (begin > first && words_.upos(begin - 1) == Upos::Det) phrase_begin = begin - 1;
    if (begin > first && (words_.upos(begin - 1) == Upos::Num || words_.is_possessive(begin - 1)))
      return;
    if (begin == head && end == head + 1 && phrase_begin == begin) return;  // bare "officials"
    if (!acts_or_suffers(phrase_begin, end)) return;
    add_group(begin, phrase_begin, end);
  }

  [[nodiscard]] bool acts_or_suffers(Index begin, Index end) const {
    const Index limit = words_.sentence_end(begin);
    if (begin > words_.sentence_begin(begin) && is_attack_before(words_, begin - 1)) return true;
    if (!is_subject(words_, span_of(begin, end))) return false;
    Index verb = after_insertion_or_end(end, limit);
    while (verb < limit && (words_.upos(verb) == Upos::Adv || words_.upos(verb) == Upos::Aux ||
                            words_.upos(verb) == Upos::Part)) {
      ++verb;
    }
    return verb < limit && is_act(words_, verb);
  }

  void add_group(Index begin, Index phrase_begin, Index end) {
    std::string name(words_.text(span_of(begin, end)));
    if (begin == words_.sentence_begin(begin) && words_.upos(begin) != Upos::Propn &&
        name.front() >= 'A' && name.front() <= 'Z' && !is_all_capitals(words_.form(begin))) {
      name.front() = static_cast<char>(name.front() - 'A' + 'a');
    }
    std::vector<std::string> parts = name_parts(name);
    if (parts.empty()) return;
    const std::string key = joined(parts);
    const auto known = entities_.with_name(key);
    const EntityIndex entity =
        known ? *known : entities_.add(ActorKind::Group, name, std::move(parts));
    add(span_of(phrase_begin, end), entity, MentionKind::Nominal, 0.6F);
  }

  const Words& words_;
  std::span<const Sighting> names_;
  std::size_t next_name_ = 0;
  const NameIndex* index_;
  std::span<const Actor> known_;
  std::optional<Day> published_;
  Entities& entities_;
  std::vector<Sighting> history_;
  std::vector<Index> last_seen_;  // one past the first token of the newest sighting, by entity
  std::optional<EntityIndex> last_speaker_;
};

}  // namespace

std::vector<Sighting> find_references(const Words& words, std::span<const Sighting> names,
                                      const NameIndex* index, std::span<const Actor> known,
                                      std::optional<Day> published, Entities& entities) {
  return ReferenceReader(words, names, index, known, published, entities).read();
}

}  // namespace faultline::actors::detail
