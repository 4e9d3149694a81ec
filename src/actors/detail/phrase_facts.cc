#include "actors/detail/phrase_facts.h"

#include <algorithm>
#include <array>

#include "language/lexicon.h"
#include "text/word_hash.h"

namespace faultline::actors::detail {
namespace {

using language::Upos;
using language::WordClass;

constexpr std::uint8_t deepest = 6;

bool is_content(Upos upos) {
  return upos == Upos::Noun || upos == Upos::Propn || upos == Upos::Adj || upos == Upos::Num ||
         upos == Upos::X || upos == Upos::Verb;
}

Number number_of(const Words& words, const Phrase& phrase) {
  switch (phrase.kind) {
    case PhraseKind::I:
    case PhraseKind::He:
    case PhraseKind::She:
    case PhraseKind::It:
      return Number::Singular;
    case PhraseKind::We:
    case PhraseKind::They:
    case PhraseKind::Coordinated:
      return Number::Plural;
    case PhraseKind::You:
      return Number::Unknown;
    default:
      break;
  }
  if (words.is_any(phrase.head, {"this", "that", "himself", "herself", "itself", "myself"}))
    return Number::Singular;
  if (words.is_any(phrase.head, {"these", "those", "themselves", "ourselves"}))
    return Number::Plural;
  const std::string_view tag = words.token(phrase.head).xpos;
  if (tag == "NNS" || tag == "NNPS") return Number::Plural;
  if (tag == "NN" || tag == "NNP") return Number::Singular;
  return Number::Unknown;
}

Part part_of(const Words& words, Index head) {
  const std::string_view relation = words.token(head).deprel;
  if (relation.starts_with("nsubj"))
    return relation == "nsubj:pass" ? Part::PassiveSubject : Part::Subject;
  if (relation == "csubj") return Part::Subject;
  if (relation == "obj" || relation == "iobj") return Part::Object;
  if (relation.starts_with("obl")) return Part::Oblique;
  if (relation == "nmod:poss") return Part::Possessor;
  if (relation.starts_with("nmod")) return Part::OfNoun;
  if (relation == "compound" || relation == "amod" || relation == "flat" || relation == "nummod")
    return Part::Modifier;
  if (relation == "appos") return Part::Apposition;
  return Part::Other;
}

NounSense sense_at(const Words& words, Index i) {
  return sense_of_noun(words.form(i), words.lemma(i), words.token(i).xpos);
}

Sort sort_of_words(const Words& words, const Phrase& phrase) {
  switch (phrase.kind) {
    case PhraseKind::I:
    case PhraseKind::You:
    case PhraseKind::He:
    case PhraseKind::She:
      return Sort::Person;
    case PhraseKind::We:
      return Sort::People;
    case PhraseKind::It:
    case PhraseKind::They:
    case PhraseKind::Reflexive:
    case PhraseKind::ThisThat:
      return Sort::Unknown;
    default:
      break;
  }
  if (words.is_person_noun(phrase.head)) return Sort::Person;
  language::WordClasses classes = words.classes(phrase.head);
  if (classes.has(WordClass::PersonPlural)) return Sort::People;
  if (words.is_any(phrase.head, {"those", "others", "some", "many", "several"}))
    return Sort::People;
  const std::string_view lemma = words.lemma(phrase.head);
  if (language::word_classes(lemma).has(WordClass::PersonNoun)) return Sort::People;
  if (classes.has(WordClass::People)) return Sort::People;
  if (classes.has(WordClass::Day)) return Sort::Time;
  std::string capital(lemma);
  if (!capital.empty() && capital.front() >= 'a' && capital.front() <= 'z')
    capital.front() = static_cast<char>(capital.front() - 'a' + 'A');
  classes = language::word_classes(capital);
  if (classes.has(WordClass::OrganizationHead)) return Sort::Organization;
  if (classes.has(WordClass::LocationHead)) return Sort::Place;
  switch (sense_at(words, phrase.head).animacy) {
    case Animacy::Person:
      return words.token(phrase.head).xpos == "NNS" ? Sort::People : Sort::Person;
    case Animacy::Organization:
      return Sort::Organization;
    case Animacy::Place:
      return Sort::Place;
    case Animacy::Time:
      return Sort::Time;
    case Animacy::Unknown:
      break;
  }
  if (words.upos(phrase.head) == Upos::Num) return Sort::Amount;
  return Sort::Unknown;
}

Sort sort_of_actor(ActorKind kind) {
  switch (kind) {
    case ActorKind::Person:
      return Sort::Person;
    case ActorKind::Organization:
      return Sort::Organization;
    case ActorKind::State:
      return Sort::Place;
    case ActorKind::Group:
      break;
  }
  return Sort::People;
}

Gender gender_of_words(const Words& words, const Phrase& phrase, Sort sort) {
  if (phrase.kind == PhraseKind::He || words.is(phrase.head, "himself")) return Gender::Male;
  if (phrase.kind == PhraseKind::She || words.is(phrase.head, "herself")) return Gender::Female;
  if (is_pronoun(phrase.kind) || phrase.kind == PhraseKind::Coordinated) return Gender::Unknown;
  if (sort != Sort::Person) return Gender::Unknown;
  language::WordClasses classes = language::word_classes(words.lemma(phrase.head));
  if (classes.has(WordClass::PersonNounFemale)) return Gender::Female;
  if (classes.has(WordClass::PersonNounMale)) return Gender::Male;
  const Gender of_noun = sense_at(words, phrase.head).gender;
  if (of_noun != Gender::Unknown) return of_noun;
  for (Index i = phrase.tokens.begin.value; i <= phrase.head; ++i) {
    classes = words.classes(i);
    if (classes.has(WordClass::TitleFemale)) return Gender::Female;
    if (classes.has(WordClass::TitleMale)) return Gender::Male;
    if (words.upos(i) != Upos::Propn) continue;
    if (classes.has(WordClass::GivenFemale)) return Gender::Female;
    if (classes.has(WordClass::GivenMale)) return Gender::Male;
  }
  return Gender::Unknown;
}

class FactFinder {
 public:
  FactFinder(const Words& words, std::span<const Sighting> names, const Entities& entities,
             std::span<const Voice> voices)
      : words_(words),
        names_(names),
        entities_(entities),
        voices_(voices),
        named_(words.size(), language::NameType::Miscellaneous),
        is_named_(words.size()),
        has_clause_(words.size()),
        has_copula_(words.size()) {
    for (const language::Name& name : words.document().names) {
      for (Index i = name.tokens.begin.value; i < name.tokens.end.value; ++i) {
        named_[i] = name.type;
        is_named_[i] = true;
      }
    }
    for (Index i = 0; i < words.size(); ++i) {
      const auto head = words.token(i).head;
      if (!head) continue;
      const std::string_view relation = words.token(i).deprel;
      if (relation.starts_with("acl")) has_clause_[head->value] = true;
      if (relation == "cop") has_copula_[head->value] = true;
    }
  }

  [[nodiscard]] PhraseFacts facts(const Phrase& phrase) const {
    PhraseFacts facts;
    facts.phrase = phrase;
    facts.sentence = words_.sentence(phrase.head);
    if (!voices_.empty()) facts.voice = voices_[phrase.head];
    facts.number = number_of(words_, phrase);
    facts.sort = sort_of(phrase);
    facts.gender = gender_of_words(words_, phrase, facts.sort);
    set_place(facts);
    set_words(facts);
    set_entity(facts);
    return facts;
  }

 private:
  [[nodiscard]] Sort sort_of(const Phrase& phrase) const {
    if (phrase.kind == PhraseKind::Name && is_named_[phrase.head]) {
      switch (named_[phrase.head]) {
        case language::NameType::Person:
          return Sort::Person;
        case language::NameType::Organization:
          return Sort::Organization;
        case language::NameType::Location:
          return Sort::Place;
        case language::NameType::Miscellaneous:
          break;
      }
    }
    return sort_of_words(words_, phrase);
  }

  void set_place(PhraseFacts& facts) const {
    Index head = facts.phrase.head;
    while (words_.token(head).deprel == "conj" && words_.token(head).head)
      head = words_.token(head).head->value;
    facts.part = has_copula_[head] ? Part::Predicate : part_of(words_, head);
    facts.governor = words_.token(head).head ? words_.token(head).head->value : head;
    facts.governor_word = text::hash_of_caseless(words_.lemma(facts.governor));
    facts.has_clause = has_clause_[facts.phrase.head];
    for (Index up = head; words_.token(up).head && facts.depth < deepest; ++facts.depth)
      up = words_.token(up).head->value;
    facts.is_reporting_subject =
        facts.part == Part::Subject && words_.is_reporting_verb(facts.governor);
  }

  void set_words(PhraseFacts& facts) const {
    const Phrase& phrase = facts.phrase;
    Index begin = phrase.tokens.begin.value;
    Index end = phrase.tokens.end.value;
    while (begin < phrase.head && words_.upos(begin) == Upos::Det) ++begin;
    while (end > phrase.head + 1 && words_.is_possessive(end - 1)) --end;
    const Index main = main_word(phrase);
    facts.head_word = phrase.kind == PhraseKind::Name || words_.lemma(main).empty()
                          ? text::hash_of_caseless(words_.form(main))
                          : text::hash_of_caseless(words_.lemma(main));
    facts.first_word = first_of_name(phrase, main);
    std::uint64_t whole = 0;
    for (Index i = begin; i < end; ++i) {
      const std::uint64_t word = text::hash_of_caseless(words_.form(i));
      whole = whole * 0x9e3779b97f4a7c15U + word;
      if (!is_content(words_.upos(i))) continue;
      facts.words.push_back(word);
      if (i < main) facts.modifiers.push_back(word);
    }
    facts.whole = whole;
    sort_unique(facts.words);
    sort_unique(facts.modifiers);
    for (const std::uint64_t word : facts.words) facts.word_bits |= bit_of(word);
    if (is_pronoun(phrase.kind)) return;
    set_letters(facts, begin, end);
    set_trigrams(facts);
    for (const std::uint32_t trigram : facts.trigrams) facts.trigram_bits |= bit_of(trigram);
    facts.state = state_of(phrase);
  }

  static std::uint64_t bit_of(std::uint64_t hash) { return std::uint64_t{1} << (hash % 61); }

  // "Iran" and "Iranians" are about one state.
  [[nodiscard]] std::uint64_t state_of(const Phrase& phrase) const {
    if (!begins_upper(words_.form(phrase.head))) return 0;
    auto state = language::state_of_people(words_.form(phrase.head));
    if (!state) state = language::state_named(words_.text(phrase.tokens));
    return state ? text::hash_of_caseless(*state) | 1 : 0;
  }

  // The word that tells most: of a name the last, which the tree hangs on the first.
  [[nodiscard]] Index main_word(const Phrase& phrase) const {
    Index main = phrase.head;
    if (phrase.kind != PhraseKind::Name) return main;
    while (main + 1 < phrase.tokens.end.value && words_.upos(main + 1) == Upos::Propn) ++main;
    return main;
  }

  [[nodiscard]] std::uint64_t first_of_name(const Phrase& phrase, Index main) const {
    if (phrase.kind != PhraseKind::Name) return 0;
    Index first = main;
    while (first > phrase.tokens.begin.value && words_.upos(first - 1) == Upos::Propn) --first;
    return text::hash_of_caseless(words_.form(first));
  }

  template <class Number>
  static void sort_unique(std::vector<Number>& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }

  void set_letters(PhraseFacts& facts, Index begin, Index end) const {
    const std::string_view head = words_.form(facts.phrase.head);
    if (is_all_capitals(head) && end - begin <= 2) {
      std::string letters;
      for (const char letter : head) {
        if (letter >= 'A' && letter <= 'Z') letters += letter;
      }
      facts.letters = text::hash_of_caseless(letters);
      facts.is_acronym = true;
      return;
    }
    if (facts.phrase.kind != PhraseKind::Name || end - begin < 2) return;
    std::string letters;
    for (Index i = begin; i < end; ++i) {
      if (begins_upper(words_.form(i))) letters += words_.form(i).front();
    }
    if (letters.size() >= 2) facts.letters = text::hash_of_caseless(letters);
  }

  void set_trigrams(PhraseFacts& facts) const {
    std::string word = "^";
    for (const char letter : words_.form(main_word(facts.phrase)))
      word += text::small_letter(letter);
    word += '$';
    for (std::size_t i = 0; i + 3 <= word.size(); ++i) {
      facts.trigrams.push_back(
          static_cast<std::uint32_t>(text::hash_of_caseless(word.substr(i, 3))));
    }
    sort_unique(facts.trigrams);
  }

  // The name that the phrase is, or that it holds as its head.
  void set_entity(PhraseFacts& facts) const {
    if (is_pronoun(facts.phrase.kind) || facts.phrase.kind == PhraseKind::Coordinated) return;
    auto name = std::partition_point(names_.begin(), names_.end(), [&](const Sighting& one) {
      return one.tokens.begin.value <= facts.phrase.head;
    });
    while (name != names_.begin()) {
      --name;
      if (name->tokens.end.value > facts.phrase.head && name->kind == MentionKind::Name) {
        facts.entity = name->entity;
        const Entity& entity = entities_.at(name->entity);
        if (facts.phrase.kind == PhraseKind::Name) facts.sort = sort_of_actor(entity.actor.kind);
        if (facts.gender == Gender::Unknown) facts.gender = entity.gender;
        return;
      }
      if (facts.phrase.head - name->tokens.begin.value > 16) return;
    }
  }

  const Words& words_;
  std::span<const Sighting> names_;
  const Entities& entities_;
  std::span<const Voice> voices_;
  std::vector<language::NameType> named_;
  std::vector<bool> is_named_;
  std::vector<bool> has_clause_;
  std::vector<bool> has_copula_;
};

}  // namespace

std::vector<Voice> voices_of(const Words& words, std::span<const std::uint32_t> speakers) {
  std::vector<Voice> voices(words.size());
  std::uint32_t quotation = 0;
  for (Index i = 0; i < words.size(); ++i) {
    const bool begins = words.is_quoted(i) && (i == 0 || !words.is_quoted(i - 1));
    if (begins) ++quotation;
    voices[i].quotation = words.is_quoted(i) ? quotation : 0;
    if (speakers.empty()) continue;
    voices[i].speaker = speakers[words.sentence(i)];
    if (i > 0) voices[i].turn = voices[i - 1].turn + (voices[i].speaker != voices[i - 1].speaker);
  }
  return voices;
}

std::vector<PhraseFacts> phrase_facts(const Words& words, std::span<const Phrase> phrases,
                                      std::span<const Sighting> names, const Entities& entities,
                                      std::span<const Voice> voices) {
  const FactFinder finder(words, names, entities, voices);
  std::vector<PhraseFacts> facts;
  facts.reserve(phrases.size());
  Index outer_end = 0;
  for (const Phrase& phrase : phrases) {
    facts.push_back(finder.facts(phrase));
    facts.back().is_inside = phrase.tokens.end.value <= outer_end;
    outer_end = std::max(outer_end, phrase.tokens.end.value);
  }
  return facts;
}

}  // namespace faultline::actors::detail
