#pragma once
// What the encoder knows of a word before it sees its neighbours: which rows of its tables belong
// to the form. Training computes them with this same code (training/language/README.md).

#include <array>
#include <cstdint>
#include <string_view>

namespace faultline::language::detail {

inline constexpr std::size_t hashed_tables = 8;
inline constexpr std::uint16_t rows_per_table = 8192;
inline constexpr std::size_t lexicon_bits = 24;

struct WordRows {
  std::uint64_t word = 0;            // key of the lower-case form in the table of words
  std::uint64_t without_digits = 0;  // the same with each digit as '0', for words it lacks
  /// The form with its case, endings of 1 to 4 characters, beginnings of 1 and 3, shape.
  std::array<std::uint16_t, hashed_tables> hashed{};
  std::uint32_t lexicon = 0;  // one bit a class of names.txt and common-words.txt
};

/// The rows of a form. Curly quotation marks and long dashes count as the treebanks' plain ones.
/// Only the first 96 bytes count. O(bytes). `form` must be valid UTF-8.
[[nodiscard]] WordRows word_rows(std::string_view form);

}  // namespace faultline::language::detail
