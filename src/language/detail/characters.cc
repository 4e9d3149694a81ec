#include "language/detail/characters.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "text/text.h"

namespace faultline::language::detail {
namespace {

CharacterKind kind_of(UChar32 code) {
  if (u_isUWhiteSpace(code)) return CharacterKind::Space;
  if (u_hasBinaryProperty(code, UCHAR_IDEOGRAPHIC)) return CharacterKind::Ideograph;
  switch (u_charType(code)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_FORMAT_CHAR:
      return CharacterKind::Letter;
    case U_DECIMAL_DIGIT_NUMBER:
      return CharacterKind::Digit;
    default:
      return CharacterKind::Mark;
  }
}

std::array<CharacterKind, 128> ascii_kinds() {
  std::array<CharacterKind, 128> kinds{};
  for (UChar32 code = 0; code < 128; ++code) kinds[static_cast<std::size_t>(code)] = kind_of(code);
  return kinds;
}

UChar32 first_code(std::string_view word) {
  std::size_t position = 0;
  return static_cast<UChar32>(text::next_code_point(word, position));
}

void append_utf8(char32_t code, std::string& bytes) {
  const auto tail = [code](int shift) {
    return static_cast<char>(0x80u | ((code >> shift) & 0x3Fu));
  };
  if (code < 0x80) {
    bytes.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    bytes.push_back(static_cast<char>(0xC0u | (code >> 6)));
    bytes.push_back(tail(0));
  } else if (code < 0x10000) {
    bytes.push_back(static_cast<char>(0xE0u | (code >> 12)));
    bytes.push_back(tail(6));
    bytes.push_back(tail(0));
  } else {
    bytes.push_back(static_cast<char>(0xF0u | (code >> 18)));
    bytes.push_back(tail(12));
    bytes.push_back(tail(6));
    bytes.push_back(tail(0));
  }
}

bool contains(const auto& forms, std::string_view form) {
  return std::find(forms.begin(), forms.end(), form) != forms.end();
}

}  // namespace

Character character_at(std::string_view text, std::size_t position) {
  static const std::array<CharacterKind, 128> ascii = ascii_kinds();
  const auto byte = static_cast<unsigned char>(text[position]);
  if (byte < 128) return {byte, ascii[byte], 1};
  std::size_t next = position;
  const char32_t code = text::next_code_point(text, next);
  return {code, kind_of(static_cast<UChar32>(code)), static_cast<std::uint32_t>(next - position)};
}

bool begins_upper(std::string_view word) {
  if (word.empty()) return false;
  const auto byte = static_cast<unsigned char>(word.front());
  if (byte < 128) return byte >= 'A' && byte <= 'Z';
  return u_isupper(first_code(word)) != 0;
}

bool begins_lower(std::string_view word) {
  if (word.empty()) return false;
  const auto byte = static_cast<unsigned char>(word.front());
  if (byte < 128) return byte >= 'a' && byte <= 'z';
  return u_islower(first_code(word)) != 0;
}

bool is_all_capitals(std::string_view word) {
  int capitals = 0;
  for (std::size_t position = 0; position < word.size();) {
    const Character character = character_at(word, position);
    const auto code = static_cast<UChar32>(character.code);
    if (u_isupper(code)) {
      ++capitals;
    } else if (character.kind == CharacterKind::Letter) {
      return false;
    }
    position += character.length;
  }
  return capitals >= 2;
}

void lower_case(std::string_view word, std::string& lower) {
  lower.clear();
  for (std::size_t position = 0; position < word.size();) {
    const auto byte = static_cast<unsigned char>(word[position]);
    if (byte < 128) {
      lower.push_back(byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : word[position]);
      ++position;
      continue;
    }
    const Character character = character_at(word, position);
    append_utf8(static_cast<char32_t>(u_tolower(static_cast<UChar32>(character.code))), lower);
    position += character.length;
  }
}

std::string lower_case(std::string_view word) {
  std::string lower;
  lower_case(word, lower);
  return lower;
}

bool is_opening_quote(std::string_view form) {
  static constexpr std::array<std::string_view, 9> forms = {"\"", "'", "“", "‘", "«",
                                                            "``", "`", "„", "‹"};
  return contains(forms, form);
}

bool is_closing_quote(std::string_view form) {
  static constexpr std::array<std::string_view, 8> forms = {"\"", "'",  "”",  "’",
                                                            "»",  "''", "’’", "›"};
  return contains(forms, form);
}

}  // namespace faultline::language::detail
