#pragma once
// How alike two names are that may be one name in two spellings.

#include <string>
#include <string_view>
#include <vector>

#include "actors/register.h"

namespace faultline::actors::detail {

/// Winkler (1990): common letters within half the longer length, halved for swaps, with a bonus for
/// up to four equal letters at the beginning. 0..1; 1 for equal words, two empty ones included.
/// Over bytes. O(|a| * |b|).
[[nodiscard]] double jaro_winkler(std::string_view a, std::string_view b);

/// How a folded word sounds to those who write it into English from another script: "Qadhafi" and
/// "Gaddafi" give "kadafi". One letter per sound, runs of vowels and doubled letters made one; the
/// apostrophe is nothing. Empty for words in other scripts.
[[nodiscard]] std::string spoken(std::string_view folded_word);

/// The consonants of spoken(), those that are confused made one, with the first vowel if it comes
/// first: a Soundex for transliteration, and the key by which candidates are found.
[[nodiscard]] std::string skeleton(std::string_view spoken_word);

/// 0..1: 1 less the cheapest edits from one spoken() word into the other by its length. Vowels that
/// transliterations confuse (e and i, o and u, a and e) cost little, others and consonants more.
/// O(|a| * |b|).
[[nodiscard]] double spoken_likeness(std::string_view a, std::string_view b);

/// The same sound, as far as transliterations can tell.
inline constexpr double same_sound = 0.9;
/// Perhaps the same.
inline constexpr double near_sound = 0.75;

/// A word of a name.
struct NameWord {
  std::string folded;
  std::string sound;     // spoken(), or the folded word in other scripts
  std::string skeleton;  // likewise
};

/// A name, cut up once and compared often.
struct NameForm {
  std::string text;             // as written
  std::string key;              // its words, folded and joined by blanks, titles left out
  std::vector<NameWord> words;  // without titles, particles ("al", "van") and suffixes ("jr")
  bool is_person = true;

  [[nodiscard]] bool is_bare() const { return words.size() == 1; }  // a surname, most often
  [[nodiscard]] const NameWord& surname() const { return words.back(); }
};
/// Of a person: titles before the name left out. Of others: "the", "of" and their like left out.
[[nodiscard]] NameForm name_form(std::string_view name, ActorKind kind);

/// How two words of names stand to each other; 1 for equal ones, "m" and "mohammad" 0.9.
[[nodiscard]] double likeness(const NameWord& a, const NameWord& b);

enum class NameMatch {
  None,      // other names: nothing to compare
  Conflict,  // the same surname and another given name
  Near,      // given names or surnames perhaps the same
  Given,     // one is called by a word that is the other's first
  Bare,      // one has the surname only
  Partial,   // one leaves given names or surnames out, or has initials
  Sound,     // all words the same by sound
  Equal,
};
struct NameComparison {
  NameMatch match = NameMatch::None;
  double likeness = 0;  // of the least alike words that were compared
};
[[nodiscard]] NameComparison compare_people(const NameForm& a, const NameForm& b);
/// Of organisations, states and groups: Equal for the same words in any order, Sound, Partial for a
/// part of the words or for initials, None.
[[nodiscard]] NameComparison compare_bodies(const NameForm& a, const NameForm& b);

}  // namespace faultline::actors::detail
