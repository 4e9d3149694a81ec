#pragma once
// General knowledge of the words that English names are made of (models/english/names.txt, built
// into the program): given names with their gender, titles, what organisations and places are
// called, states and their peoples.

#include <cstdint>
#include <optional>
#include <string_view>

namespace faultline::language {

enum class WordClass : std::uint32_t {
  GivenFemale = 1u << 0,
  GivenMale = 1u << 1,
  GivenEither = 1u << 2,
  Title = 1u << 3,  // "Gen.", "President", "cleric" as "Cleric"
  TitleFemale = 1u << 4,
  TitleMale = 1u << 5,
  TitleOpening = 1u << 6,       // begins a title of several words: "Foreign", "Deputy"
  OrganizationHead = 1u << 7,   // "Party", "Ministry"
  LocationHead = 1u << 8,       // "Province"
  MiscellaneousHead = 1u << 9,  // "Treaty"
  Day = 1u << 10,               // days, months and feasts
  Particle = 1u << 11,          // "van", "bin"; lower case
  PersonNoun = 1u << 12,        // "minister"; lower case
  PersonNounFemale = 1u << 13,
  PersonNounMale = 1u << 14,
  PersonPlural = 1u << 15,  // "lawmakers"; lower case
  People = 1u << 16,        // "Iranian", "Arabs", "Christian"
};

/// The classes that a word belongs to; case counts, accents do not.
struct WordClasses {
  std::uint32_t bits = 0;

  [[nodiscard]] bool has(WordClass one) const {
    return (bits & static_cast<std::uint32_t>(one)) != 0;
  }
  [[nodiscard]] bool is_given_name() const {
    return has(WordClass::GivenFemale) || has(WordClass::GivenMale) || has(WordClass::GivenEither);
  }
};
[[nodiscard]] WordClasses word_classes(std::string_view word);

/// Whether `word`, its case aside, is an everyday word, on which a capital may mean nothing.
[[nodiscard]] bool is_common_word(std::string_view word);

/// What a well-known name of one or several words ("New York") names.
enum class KnownName : std::uint8_t { None, State, Place, Organization };
[[nodiscard]] KnownName known_name(std::string_view name);
/// How many words the longest known name has that begins with `word`; 0: none does.
[[nodiscard]] std::size_t longest_known_name(std::string_view word);

/// "U.S." -> "United States", "Iran" -> "Iran"; none for what is no state's name.
[[nodiscard]] std::optional<std::string_view> state_named(std::string_view name);
/// "Israeli" -> "Israel"; none for peoples without a state of their name.
[[nodiscard]] std::optional<std::string_view> state_of_people(std::string_view people);

}  // namespace faultline::language
