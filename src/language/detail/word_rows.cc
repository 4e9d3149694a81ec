#include "language/detail/word_rows.h"

#include <xxhash.h>

#include <algorithm>
#include <string>
#include <vector>

#include "language/detail/characters.h"
#include "language/lexicon.h"

namespace faultline::language::detail {
namespace {

constexpr std::size_t longest = 96;  // bytes; what comes after tells nothing more
constexpr std::size_t longest_shape = 8;

std::uint64_t hash(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::uint16_t row(std::string_view bytes, std::uint64_t table) {
  return static_cast<std::uint16_t>(hash(bytes, table + 1) % rows_per_table);
}

// Cuts between characters.
std::string_view beginning(std::string_view form) {
  if (form.size() <= longest) return form;
  std::size_t end = longest;
  while ((static_cast<unsigned char>(form[end]) & 0xC0u) == 0x80u) --end;
  return form.substr(0, end);
}

// The treebanks write their marks in ASCII; newspapers do not.
std::string_view plain_mark(char32_t code) {
  switch (code) {
    case U'‘':
    case U'’':
    case U'`':
    case U'´':
    case U'‚':
    case U'‹':
    case U'›':
      return "'";
    case U'“':
    case U'”':
    case U'„':
    case U'«':
    case U'»':
      return "\"";
    case U'‐':
    case U'‑':
    case U'‒':
    case U'–':
    case U'−':
      return "-";
    case U'—':
    case U'―':
      return "--";
    case U'…':
      return "...";
    default:
      return {};
  }
}

struct Letters {
  std::string plain;               // the form with plain marks
  std::vector<std::size_t> begin;  // of each character in `plain`, and its end
  std::string shape;
};

char shape_of(const Character& character, std::string_view bytes) {
  switch (character.kind) {
    case CharacterKind::Letter:
      return begins_upper(bytes) ? 'X' : 'x';
    case CharacterKind::Digit:
      return 'd';
    case CharacterKind::Ideograph:
      return 'c';
    default:
      return bytes.size() == 1 ? bytes.front() : '*';
  }
}

void spell(std::string_view form, Letters& letters) {
  letters.plain.clear();
  letters.begin.clear();
  letters.shape.clear();
  for (std::size_t position = 0; position < form.size();) {
    const Character character = character_at(form, position);
    const std::string_view own = form.substr(position, character.length);
    const std::string_view mark =
        own.size() == 1 && own[0] != '`' ? std::string_view() : plain_mark(character.code);
    const std::string_view bytes = mark.empty() ? own : mark;
    letters.begin.push_back(letters.plain.size());
    letters.plain.append(bytes);
    const char shape = shape_of(character, bytes);
    const std::size_t size = letters.shape.size();
    const bool goes_on =
        size >= 2 && letters.shape[size - 1] == shape && letters.shape[size - 2] == shape;
    if (!goes_on && size < longest_shape) letters.shape.push_back(shape);
    position += character.length;
  }
  if (letters.plain == "''") letters.plain = "\"", letters.begin = {0};
  letters.begin.push_back(letters.plain.size());
}

std::uint32_t lexicon_of(std::string_view form) {
  constexpr std::uint32_t first_free = 17;  // after the last WordClass
  std::uint32_t bits = word_classes(form).bits;
  bits |= is_common_word(form) ? 1u << first_free : 0u;
  const KnownName known = known_name(form);
  bits |= known == KnownName::State ? 1u << (first_free + 1) : 0u;
  bits |= known == KnownName::Place ? 1u << (first_free + 2) : 0u;
  bits |= known == KnownName::Organization ? 1u << (first_free + 3) : 0u;
  bits |= longest_known_name(form) > 1 ? 1u << (first_free + 4) : 0u;
  return bits;
}

}  // namespace

WordRows word_rows(std::string_view form) {
  thread_local Letters letters;
  thread_local std::string lower;
  spell(beginning(form), letters);
  const std::string_view plain = letters.plain;
  const std::size_t count = letters.begin.size() - 1;
  const auto ending = [&](std::size_t n) {
    return plain.substr(letters.begin[count - std::min(n, count)]);
  };
  const auto opening = [&](std::size_t n) {
    return plain.substr(0, letters.begin[std::min(n, count)]);
  };

  WordRows rows;
  rows.hashed[0] = row(plain, 0);
  for (std::size_t n = 1; n <= 4; ++n) rows.hashed[n] = row(ending(n), n);
  rows.hashed[5] = row(opening(1), 5);
  rows.hashed[6] = row(opening(3), 6);
  rows.hashed[7] = row(letters.shape, 7);
  rows.lexicon = lexicon_of(plain);
  lower_case(plain, lower);
  rows.word = hash(lower, 0);
  std::replace_if(lower.begin(), lower.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
  rows.without_digits = hash(lower, 0);
  return rows;
}

}  // namespace faultline::language::detail
