#include "actors/detail/mention_features.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <unordered_map>

#include "language/lexicon.h"

namespace faultline::actors::detail {
namespace {

using language::Upos;

constexpr std::uint32_t near = 45;
constexpr std::uint32_t near_of_third_person = 40;
constexpr std::uint32_t near_of_first_person = 200;
constexpr std::uint32_t near_of_first_person_among_all = 30;
constexpr std::size_t most_sharing = 25;

// Where the word's own vector begins in a row of states, and how long it is.
constexpr std::size_t own_begin = 384;
constexpr std::size_t own_width = 128;

/// Turns answers into numbers of their own, question by question.
template <std::size_t Questions>
class Answers {
 public:
  template <class Answer>
  void put(std::size_t answers, Answer answer) {
    const auto number = static_cast<std::size_t>(answer);
    assert(number < answers && next_ < Questions);
    active_[next_++] = static_cast<std::uint16_t>(base_ + number);
    base_ += answers;
  }

  [[nodiscard]] std::array<std::uint16_t, Questions> take(std::size_t all) const {
    assert(next_ == Questions && base_ == all);
    static_cast<void>(all);
    return active_;
  }
  [[nodiscard]] std::size_t questions() const { return next_; }
  [[nodiscard]] std::size_t answers() const { return base_; }

 private:
  std::array<std::uint16_t, Questions> active_{};
  std::size_t next_ = 0;
  std::size_t base_ = 0;
};

std::size_t count_shared(std::span<const std::uint64_t> one, std::span<const std::uint64_t> other) {
  std::size_t count = 0;
  auto i = one.begin();
  auto j = other.begin();
  while (i != one.end() && j != other.end()) {
    if (*i < *j) {
      ++i;
    } else if (*j < *i) {
      ++j;
    } else {
      ++count;
      ++i;
      ++j;
    }
  }
  return count;
}

std::size_t shared_words(const PhraseFacts& one, const PhraseFacts& other) {
  return (one.word_bits & other.word_bits) == 0 ? 0 : count_shared(one.words, other.words);
}

int bucket(std::uint32_t number, std::initializer_list<std::uint32_t> limits) {
  int place = 0;
  for (const std::uint32_t limit : limits) {
    if (number <= limit) return place;
    ++place;
  }
  return place;
}

int length_bucket(const PhraseFacts& facts) {
  return bucket(facts.phrase.tokens.size(), {1, 2, 4, 8});
}

bool is_nominal(const PhraseFacts& facts) { return !is_pronoun(facts.phrase.kind); }

bool is_first_person(PhraseKind kind) {
  return kind == PhraseKind::I || kind == PhraseKind::You || kind == PhraseKind::We;
}

// 0: no names; 1: one of them is nobody's; 2: names of one; 3: of two.
int entity_relation(const PhraseFacts& one, const PhraseFacts& other) {
  if (!one.entity && !other.entity) return 0;
  if (!one.entity || !other.entity) return 1;
  return *one.entity == *other.entity ? 2 : 3;
}

// Of the words of two phrases: 0 a pronoun; 1 none in common; 2 some; 3 all of the later; 4 all of
// the earlier; 5 all.
int subset_relation(const PhraseFacts& later, const PhraseFacts& earlier) {
  if (!is_nominal(later) || !is_nominal(earlier)) return 0;
  const std::size_t common = shared_words(later, earlier);
  if (common == 0) return 1;
  const bool has_later = common == later.words.size();
  const bool has_earlier = common == earlier.words.size();
  if (has_later && has_earlier) return 5;
  if (has_later) return 3;
  return has_earlier ? 4 : 2;
}

// The words before the head, where the heads are alike: 0 they are not; 1 none on both sides;
// 2 the later's are the earlier's too; 3 the other way; 4 each has its own.
int modifier_relation(const PhraseFacts& later, const PhraseFacts& earlier) {
  if (!is_nominal(later) || !is_nominal(earlier) || later.head_word != earlier.head_word) return 0;
  const std::size_t common = count_shared(later.modifiers, earlier.modifiers);
  if (later.modifiers.empty() && earlier.modifiers.empty()) return 1;
  if (common == later.modifiers.size()) return 2;
  return common == earlier.modifiers.size() ? 3 : 4;
}

int trigram_likeness(const PhraseFacts& one, const PhraseFacts& other) {
  if (one.trigrams.empty() || other.trigrams.empty()) return 0;
  if ((one.trigram_bits & other.trigram_bits) == 0) return 1;
  std::size_t common = 0;
  for (const std::uint32_t trigram : one.trigrams) {
    if (std::binary_search(other.trigrams.begin(), other.trigrams.end(), trigram)) ++common;
  }
  const double dice = 2.0 * static_cast<double>(common) /
                      static_cast<double>(one.trigrams.size() + other.trigrams.size());
  if (common == 0) return 1;
  if (dice < 0.3) return 2;
  if (dice < 0.6) return 3;
  return dice < 0.99 ? 4 : 5;
}

int acronym_relation(const PhraseFacts& one, const PhraseFacts& other) {
  if (one.is_acronym == other.is_acronym || one.letters == 0 || other.letters == 0) return 0;
  return one.letters == other.letters ? 2 : 1;
}

int nesting(const PhraseFacts& later, const PhraseFacts& earlier) {
  if (earlier.phrase.tokens.end <= later.phrase.tokens.begin) return 0;
  return earlier.phrase.tokens.end >= later.phrase.tokens.end ? 1 : 2;
}

// How two phrases hang together in one tree.
int tree_relation(const Words& words, const PhraseFacts& later, const PhraseFacts& earlier) {
  if (later.sentence != earlier.sentence) return 0;
  const Index i = later.phrase.head;
  const Index j = earlier.phrase.head;
  const bool i_under_j = later.governor == j;
  const bool j_under_i = earlier.governor == i;
  if (i_under_j && later.part == Part::Apposition) return 1;
  if (j_under_i && (earlier.part == Part::Subject)) return 2;  // a copula's subject
  if (i_under_j && later.part == Part::Possessor) return 3;
  if (j_under_i && earlier.part == Part::Possessor) return 4;
  if (i_under_j || j_under_i) return 5;
  if (words.token(i).deprel == "conj" && words.token(i).head && words.token(i).head->value == j)
    return 6;
  if (later.governor == earlier.governor) return 7;
  const auto above = words.token(later.governor).head;
  // "Weber praised his plan": the possessor hangs on what hangs on the same verb.
  if (above && above->value == earlier.governor) return 8;
  const auto up = words.token(earlier.governor).head;
  if (up && up->value == later.governor) return 9;
  return 10;
}

int voice_relation(const PhraseFacts& later, const PhraseFacts& earlier) {
  const bool i_quoted = later.voice.quotation != 0;
  const bool j_quoted = earlier.voice.quotation != 0;
  if (!i_quoted && !j_quoted) return 0;
  if (!i_quoted) return 1;
  if (!j_quoted) return earlier.is_reporting_subject ? 2 : 3;
  return later.voice.quotation == earlier.voice.quotation ? 4 : 5;
}

int speaker_relation(const PhraseFacts& later, const PhraseFacts& earlier) {
  if (later.voice.speaker == 0 || earlier.voice.speaker == 0) return 0;
  const std::uint32_t turns = later.voice.turn - earlier.voice.turn;
  if (later.voice.speaker == earlier.voice.speaker) return turns == 0 ? 1 : turns == 2 ? 2 : 3;
  return turns == 1 ? 4 : turns <= 3 ? 5 : 6;
}

bool has_word(const PhraseFacts& facts, std::uint64_t word) {
  return (facts.word_bits >> (word % 61) & 1) != 0 &&
         std::binary_search(facts.words.begin(), facts.words.end(), word);
}

}  // namespace

FeatureFinder::FeatureFinder(const Words& words, const language::States& states,
                             std::span<const PhraseFacts> facts)
    : words_(words),
      states_(states),
      facts_(facts),
      before_(facts.size()),
      sharing_(facts.size()),
      norms_(facts.size()) {
  std::unordered_map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> heads;
  std::unordered_map<std::uint64_t, std::pair<std::uint32_t, std::uint32_t>> wholes;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_word;
  for (std::uint32_t i = 0; i < facts.size(); ++i) {
    if (is_pronoun(facts[i].phrase.kind)) continue;
    const auto count = [i](auto& seen, std::uint64_t key, std::uint32_t& number,
                           std::uint32_t& last) {
      auto [place, is_new] = seen.try_emplace(key, 0U, UINT32_MAX);
      number = place->second.first;
      last = place->second.second;
      place->second = {number + 1, i};
    };
    count(heads, facts[i].head_word, before_[i].heads, before_[i].last_head);
    count(wholes, facts[i].whole, before_[i].wholes, before_[i].last_whole);
    std::vector<std::uint32_t>& sharing = sharing_[i];
    for (const std::uint64_t word : facts[i].words) {
      std::vector<std::uint32_t>& earlier = by_word[word];
      const std::size_t first = earlier.size() - std::min(earlier.size(), most_sharing);
      sharing.insert(sharing.end(), earlier.begin() + static_cast<std::ptrdiff_t>(first),
                     earlier.end());
      earlier.push_back(i);
    }
    std::sort(sharing.begin(), sharing.end(), std::greater<>());
    sharing.erase(std::unique(sharing.begin(), sharing.end()), sharing.end());
    if (states.width < own_begin + own_width) continue;
    const auto own = states.of({facts[i].phrase.head}).subspan(own_begin, own_width);
    float sum = 0;
    for (const std::uint8_t unit : own) {
      const float value = static_cast<float>(unit) - 64.0F;
      sum += value * value;
    }
    norms_[i] = std::sqrt(sum);
  }
}

void FeatureFinder::candidates(std::uint32_t phrase, std::vector<std::uint32_t>& found) const {
  found.clear();
  const PhraseKind kind = facts_[phrase].phrase.kind;
  const bool is_first = is_first_person(kind);
  const std::uint32_t reach = is_first           ? near_of_first_person
                              : is_pronoun(kind) ? near_of_third_person
                                                 : near;
  for (std::uint32_t distance = 1; distance <= std::min(reach, phrase); ++distance) {
    const std::uint32_t candidate = phrase - distance;
    const PhraseKind other = facts_[candidate].phrase.kind;
    if (is_first && distance > near_of_first_person_among_all && !is_first_person(other) &&
        other != PhraseKind::Name)
      continue;
    found.push_back(candidate);
  }
  std::size_t added = 0;
  for (const std::uint32_t candidate : sharing_[phrase]) {
    if (phrase - candidate <= reach) continue;
    found.push_back(candidate);
    if (++added == most_sharing) break;
  }
}

PhraseFeatures FeatureFinder::of(std::uint32_t phrase) const {
  const PhraseFacts& facts = facts_[phrase];
  const Before& before = before_[phrase];
  const bool nominal = is_nominal(facts);
  Answers<phrase_questions> answers;
  answers.put(phrase_kinds, facts.phrase.kind);
  answers.put(4, !nominal ? 0 : before.heads == 0 ? 1 : before.wholes == 0 ? 2 : 3);
  answers.put(parts, facts.part);
  answers.put(5, length_bucket(facts));
  answers.put(2, facts.has_clause);
  answers.put(sorts, facts.sort);
  answers.put(3, facts.number);
  answers.put(3, facts.gender);
  answers.put(5, bucket(facts.sentence, {0, 2, 5, 15}));
  answers.put(2, facts.voice.quotation != 0);
  answers.put(6, bucket(std::min<std::uint32_t>(before.heads, 100), {0, 1, 2, 4, 9}));
  answers.put(6, before.last_head == UINT32_MAX
                     ? 0
                     : 1 + bucket(phrase - before.last_head, {10, 30, 80, 200}));
  int most_shared = 0;
  for (const std::uint32_t other : sharing_[phrase]) {
    const int relation = subset_relation(facts, facts_[other]);
    const int rank = relation == 5 ? 4 : relation == 3 ? 3 : relation == 4 ? 2 : 1;
    most_shared = std::max(most_shared, rank);
  }
  answers.put(5, most_shared);
  int pointing = 0;
  for (Index i = facts.phrase.tokens.begin.value; i < facts.phrase.head; ++i) {
    if (words_.is_any(i, {"same", "said", "former", "latter", "own", "such"})) pointing = 1;
    if (words_.is_any(i, {"other", "another", "next", "different", "new", "more", "first"}))
      pointing = 2;
    if (words_.is_any(i, {"any", "every", "no", "each", "all", "many", "most"})) pointing = 3;
  }
  answers.put(4, pointing);
  // What the phrase hangs on, as far as it tells a new thing from a known one.
  const Index governor = facts.governor;
  const std::string_view governing = words_.lemma(governor);
  answers.put(6, governor == facts.phrase.head           ? 0
                 : words_.is_reporting_verb(governor)    ? 1
                 : words_.upos(governor) == Upos::Verb   ? 2
                 : words_.upos(governor) == Upos::Propn  ? 3
                 : is_one_of(governing, {"there", "be"}) ? 4
                                                         : 5);
  answers.put(25, bucket(phrase, {0,  1,  2,   3,   5,   8,   12,  17,  23,  30,  40,  55,
                                  70, 90, 120, 150, 190, 240, 300, 370, 450, 550, 700, 1000}));
  return answers.take(phrase_answers);
}

int FeatureFinder::likeness_of_heads(const PhraseFacts& one, const PhraseFacts& other) const {
  if (!is_nominal(one) || !is_nominal(other) || states_.width < own_begin + own_width) return 0;
  const auto a = states_.of({one.phrase.head}).subspan(own_begin, own_width);
  const auto b = states_.of({other.phrase.head}).subspan(own_begin, own_width);
  int sum = 0;
  for (std::size_t k = 0; k < own_width; ++k)
    sum += (static_cast<int>(a[k]) - 64) * (static_cast<int>(b[k]) - 64);
  const float norm = norms_[static_cast<std::size_t>(&one - facts_.data())] *
                     norms_[static_cast<std::size_t>(&other - facts_.data())];
  if (norm <= 0) return 0;
  const float cosine = static_cast<float>(sum) / norm;
  return 1 + std::clamp(static_cast<int>((cosine + 0.2F) * 7.5F), 0, 8);
}

PairFeatures FeatureFinder::of(std::uint32_t phrase, std::uint32_t candidate) const {
  const PhraseFacts& i = facts_[phrase];
  const PhraseFacts& j = facts_[candidate];
  const bool nominal = is_nominal(i) && is_nominal(j);
  const bool has_same_head = nominal && i.head_word == j.head_word;
  const bool has_same_words = nominal && i.whole == j.whole;
  Answers<pair_questions> answers;
  answers.put(3, !nominal ? 0 : has_same_words ? 2 : 1);
  answers.put(3, !nominal ? 0 : has_same_head ? 2 : 1);
  answers.put(5, modifier_relation(i, j));
  answers.put(4, nominal ? bucket(static_cast<std::uint32_t>(shared_words(i, j)), {0, 1, 2}) : 0);
  answers.put(4, entity_relation(i, j));
  answers.put(6, subset_relation(i, j));
  answers.put(3, acronym_relation(i, j));
  answers.put(6, nominal ? trigram_likeness(i, j) : 0);
  answers.put(9, bucket(i.sentence - j.sentence, {0, 1, 2, 3, 4, 7, 12, 20}));
  answers.put(9, bucket(phrase - candidate, {1, 2, 3, 4, 7, 11, 19, 44}));
  answers.put(parts * parts,
              static_cast<std::size_t>(i.part) * parts + static_cast<std::size_t>(j.part));
  answers.put(11, tree_relation(words_, i, j));
  answers.put(9, static_cast<int>(i.number) * 3 + static_cast<int>(j.number));
  answers.put(9, static_cast<int>(i.gender) * 3 + static_cast<int>(j.gender));
  answers.put(sorts * sorts,
              static_cast<std::size_t>(i.sort) * sorts + static_cast<std::size_t>(j.sort));
  answers.put(3, nesting(i, j));
  answers.put(6, voice_relation(i, j));
  answers.put(7, speaker_relation(i, j));
  answers.put(4, i.is_reporting_subject * 2 + j.is_reporting_subject);
  const bool seen = before_[phrase].last_head != UINT32_MAX;
  answers.put(4, !seen ? 0 : before_[phrase].last_head == candidate ? 3 : has_same_head ? 2 : 1);
  const bool whole_seen = before_[phrase].last_whole != UINT32_MAX;
  answers.put(4, !whole_seen                               ? 0
                 : before_[phrase].last_whole == candidate ? 3
                 : has_same_words                          ? 2
                                                           : 1);
  answers.put(4, bucket(before_[candidate].heads, {0, 1, 3}));
  answers.put(5, length_bucket(i));
  answers.put(5, length_bucket(j));
  answers.put(2, i.has_clause);
  answers.put(2, j.has_clause);
  answers.put(3, i.state == 0 || !nominal ? 0 : i.state == j.state ? 2 : 1);
  answers.put(3, !nominal ? 0 : has_word(j, i.head_word) ? 2 : 1);
  answers.put(3, !nominal ? 0 : has_word(i, j.head_word) ? 2 : 1);
  answers.put(10, likeness_of_heads(i, j));
  const bool is_first = j.phrase.tokens.begin.value <= words_.sentence_begin(j.phrase.head) + 1;
  answers.put(4, (is_first ? 2 : 0) + (j.part == Part::Subject ? 1 : 0));
  answers.put(3, i.sentence != j.sentence                                  ? 0
                 : i.governor == j.governor && i.governor != i.phrase.head ? 2
                                                                           : 1);
  answers.put(3, i.governor_word == j.governor_word && i.part == j.part ? 2 : 1);
  const bool is_same_form = !nominal && words_.form(i.phrase.head) == words_.form(j.phrase.head) &&
                            i.phrase.kind == j.phrase.kind;
  answers.put(2, is_same_form);
  const bool is_named = i.first_word != 0 && j.first_word != 0;
  answers.put(5, !is_named ? 0
                           : 1 + (i.first_word == j.first_word ? 1 : 0) +
                                 (i.head_word == j.head_word ? 2 : 0));
  answers.put(3, i.first_word == 0 || j.first_word == 0                       ? 0
                 : i.first_word == j.head_word || i.head_word == j.first_word ? 2
                                                                              : 1);
  // What the earlier one is to its sentence: its main subject, or something by the way.
  const auto is_main = [](const PhraseFacts& one) {
    return one.part <= Part::PassiveSubject && one.depth <= 1;
  };
  answers.put(4, (is_main(i) ? 2 : 0) + (is_main(j) ? 1 : 0));
  answers.put(5, bucket(j.depth, {0, 1, 2, 4}));
  answers.put(2, j.is_inside);
  answers.put(10, i.sentence == j.sentence
                      ? 0
                      : 1 +
                            (is_main(j)    ? 0
                             : j.is_inside ? 1
                                           : 2) +
                            3 * std::min<Index>(i.sentence - j.sentence - 1, 2));
  return answers.take(pair_answers);
}

}  // namespace faultline::actors::detail
