#pragma once
// What the words around a name say about its bearer: titles before it, appositions on both sides.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/detail/given_names.h"
#include "actors/detail/words.h"

namespace faultline::actors::detail {

/// An office or a description, cut into the words that decide whether "the minister" can mean it.
struct Office {
  std::vector<std::string>
      words;               // folded, without articles and prepositions; abbreviations written out
  bool is_former = false;  // "former", "ex-", "late"

  /// Whether a phrase with these words may mean who holds it: it has all of them, and no "deputy"
  /// or "vice" that the phrase lacks.
  [[nodiscard]] bool covers(const std::vector<std::string>& phrase) const;
};
[[nodiscard]] Office office_of(std::string_view title);

/// What stands around one name.
struct Description {
  Index begin = 0;                 // of the name with its title
  std::vector<std::string> roles;  // as written, without articles: "former Speaker of Parliament"
  std::vector<std::string> title;  // folded words of the title before the name, "mr" included
  Gender gender = Gender::Unknown;
  std::optional<TokenSpan>
      apposition;  // "the finance minister" in "the finance minister, Ann Lee,"
};

/// `is_name` says for each token whether it belongs to some name.
[[nodiscard]] Description describe(const Words& words, TokenSpan name,
                                   const std::vector<bool>& is_name);

/// A noun phrase that says what a person is: "a former Speaker of Parliament and adviser to X".
struct RolePhrase {
  std::vector<TokenSpan> spans;  // of the roles, without articles
  std::vector<std::string> roles;
  Index head = 0;  // the noun that decides: "Speaker"
  Index end = 0;   // one past it; equal to where it was sought if there is none
};
[[nodiscard]] RolePhrase role_phrase(const Words& words, Index begin, Index limit);

/// One past the noun phrase at `begin` that names a body ("the Council of Elders"); `begin` if
/// none.
[[nodiscard]] Index end_of_organization(const Words& words, Index begin, Index limit);

/// "the", "his": opens a noun phrase.
[[nodiscard]] bool is_article(const Words& words, Index i);
/// What may stand inside a noun phrase before its head.
[[nodiscard]] bool is_premodifier(const Words& words, Index i);

/// "mr", "haj": goes with a name and says no office. Folded.
[[nodiscard]] bool is_courtesy(std::string_view part);

/// By title and nouns for persons: "Mrs.", "spokeswoman".
[[nodiscard]] Gender gender_of_title(std::string_view form);

}  // namespace faultline::actors::detail
