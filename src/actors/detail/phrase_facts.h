#pragma once
// What is known of each phrase before any two are compared.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "actors/detail/entities.h"
#include "actors/detail/given_names.h"
#include "actors/detail/phrases.h"
#include "language/states.h"

namespace faultline::actors::detail {

/// What kind of thing a phrase is about, as far as word lists and the names' kinds tell.
enum class Sort : std::uint8_t { Unknown, Person, People, Organization, Place, Time, Amount };
inline constexpr std::size_t sorts = 7;

/// The part a phrase has in its sentence.
enum class Part : std::uint8_t {
  Subject,
  PassiveSubject,
  Object,
  Oblique,
  Possessor,
  OfNoun,    // "of the minister" after a noun
  Modifier,  // "Penn" in "Penn students"
  Apposition,
  Predicate,  // of a copula
  Other
};
inline constexpr std::size_t parts = 10;

/// Who speaks at a place of the text, as far as that is known before anybody is found.
struct Voice {
  std::uint32_t quotation = 0;  // its number; 0: in none
  std::uint32_t speaker = 0;    // the label before the sentence ("LIND:"); 0: none
  std::uint32_t turn = 0;       // how often the speaker has changed until here
};

struct PhraseFacts {
  Phrase phrase;
  Number number{};
  Gender gender{};
  Sort sort{};
  Part part{};
  Index sentence = 0;
  Index governor = 0;  // the word its head hangs on; its own head at a root
  Voice voice;
  std::uint64_t whole = 0;               // of all words, without an article and 's, case aside
  std::uint64_t head_word = 0;           // of the head's lemma; of a name's last word
  std::uint64_t first_word = 0;          // of a name's first word
  std::vector<std::uint64_t> words;      // of the content words, sorted
  std::vector<std::uint64_t> modifiers;  // of the words before the head that tell it from others
  std::vector<std::uint32_t> trigrams;   // of the head's letters, sorted
  // A bit for each word and trigram by its hash: no bit in common, nothing in common.
  std::uint64_t word_bits = 0;
  std::uint64_t trigram_bits = 0;
  std::uint64_t governor_word = 0;  // of the governor's lemma
  std::uint64_t state = 0;          // of the state that it names, also by its people; 0: none
  std::uint64_t letters = 0;        // of its capitals, for acronyms and those they stand for
  bool is_acronym = false;
  bool has_clause = false;            // a relative clause or the like narrows it down
  bool is_inside = false;             // of another phrase
  std::uint8_t depth = 0;             // of its head below the root of the sentence
  bool is_reporting_subject = false;  // "X" in "X said"
  std::optional<EntityIndex> entity;  // whose name it is, by the linking of names
};

/// The voice of each token: quotations by their marks; `speakers` of the sentences, or none.
[[nodiscard]] std::vector<Voice> voices_of(const Words& words,
                                           std::span<const std::uint32_t> speakers);

/// Facts of all phrases, in their order. `names` are the linked names of the document, in order;
/// `voices` one for each token, or empty. O(tokens).
[[nodiscard]] std::vector<PhraseFacts> phrase_facts(const Words& words,
                                                    std::span<const Phrase> phrases,
                                                    std::span<const Sighting> names,
                                                    const Entities& entities,
                                                    std::span<const Voice> voices);

}  // namespace faultline::actors::detail
