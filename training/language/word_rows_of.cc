// Writes the table rows of words for training: one form a line on standard input; on standard
// output for each 40 bytes: two 64-bit keys, eight 16-bit rows, 32 bits of the lexicon, 4 bytes of
// nothing.

#include <cstdio>
#include <iostream>
#include <string>

#include "language/detail/word_rows.h"

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string form; std::getline(std::cin, form);) {
    const auto rows = faultline::language::detail::word_rows(form);
    static_assert(sizeof(rows) == 40);
    if (std::fwrite(&rows, sizeof rows, 1, stdout) != 1) return 1;
  }
  return 0;
}
