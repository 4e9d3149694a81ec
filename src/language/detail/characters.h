#pragma once
// What kind of character stands at a byte of a UTF-8 text.

#include <cstdint>
#include <string>
#include <string_view>

namespace faultline::language::detail {

enum class CharacterKind : std::uint8_t {
  Space,
  Letter,  // and what joins letters without being one: marks, joiners, soft hyphens
  Digit,
  Ideograph,  // written without spaces between words; each stands alone here
  Mark,       // punctuation, symbols, and everything else
};

struct Character {
  char32_t code = 0;
  CharacterKind kind = CharacterKind::Space;
  std::uint32_t length = 1;  // bytes
};

/// The character that begins at `position`; `position` must be inside the valid UTF-8 `text`.
[[nodiscard]] Character character_at(std::string_view text, std::size_t position);

[[nodiscard]] bool begins_upper(std::string_view word);  // "Ärzte", not "ärzte" nor "1"
[[nodiscard]] bool begins_lower(std::string_view word);
/// Two letters or more, all of them capitals: "IRGC", "U.N.", "G20"; not "A" or "K-2".
[[nodiscard]] bool is_all_capitals(std::string_view word);

/// ASCII and, for other letters, Unicode simple lower case; appends to `lower` after clearing it.
void lower_case(std::string_view word, std::string& lower);
[[nodiscard]] std::string lower_case(std::string_view word);

[[nodiscard]] bool is_opening_quote(std::string_view form);  // “ ‘ « `` and the undirected " '
[[nodiscard]] bool is_closing_quote(std::string_view form);  // ” ’ » '' and the undirected " '

}  // namespace faultline::language::detail
