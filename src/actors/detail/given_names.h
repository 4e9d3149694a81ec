#pragma once
// What names and nouns alone tell of a person's sex, and nouns of number and of being a person.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace faultline::actors::detail {

enum class Gender : std::uint8_t { Unknown, Female, Male };

/// By the given name alone: "leyla", "jean-luc". Unknown for a name of both sexes or of nobody
/// here. Folded (text::fold_name). Sources: models/english/given-names.txt and names.txt.
[[nodiscard]] Gender gender_of_given_name(std::string_view folded);

/// By a person's whole name, folded and without titles: its given names, then what a patronymic
/// ("vladimirovich", "bint"), a kunya ("abu") or a surname with a woman's ending ("zakharova")
/// tells.
[[nodiscard]] Gender gender_of_person_name(std::span<const std::string> parts);

enum class Number : std::uint8_t { Unknown, Singular, Plural };
enum class Animacy : std::uint8_t { Unknown, Person, Organization, Place, Time };

/// What a noun says of whom it means.
struct NounSense {
  Gender gender = Gender::Unknown;
  Number number = Number::Unknown;
  Animacy animacy = Animacy::Unknown;  // Organization: a body of people, "ministry"

  friend bool operator==(const NounSense&, const NounSense&) = default;
};

/// Of the head of a noun phrase: `form` as written, `lemma`, and its tag (Penn Treebank). Kinship
/// ("widow"), offices with a sex ("spokeswoman"), bodies ("the ministry"), peoples ("Iranians").
[[nodiscard]] NounSense sense_of_noun(std::string_view form, std::string_view lemma,
                                      std::string_view xpos);

}  // namespace faultline::actors::detail
