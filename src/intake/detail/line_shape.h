#pragma once
// A short line of a page, made ready for being recognised.

#include <string>
#include <string_view>
#include <vector>

namespace faultline::intake::detail {

/// A word of a line as written, and without the punctuation around it in lower case.
struct Word {
  std::string_view written;  // into the line
  std::string bare;          // "Dec.," -> "dec"; empty for punctuation alone
};

/// A line with its words. Its views are of the line given to shape_of.
struct LineShape {
  std::string_view line;
  std::string lower;  // lower case (ASCII), no-break spaces as blanks, curly apostrophes straight
  std::vector<Word> words;

  [[nodiscard]] bool begins(std::string_view beginning) const {
    return lower.starts_with(beginning);
  }
};

/// Lines longer than this are prose to every recogniser that looks at words.
inline constexpr std::size_t longest_shaped_line = 320;  // bytes

[[nodiscard]] LineShape shape_of(std::string_view line);

/// `line` in lower case (ASCII), no-break spaces as blanks, curly quotes and dashes straight.
[[nodiscard]] std::string plain_lower(std::string_view line);

/// Whether `word` begins with a capital letter of any script, quotes before it left aside.
[[nodiscard]] bool is_capitalised(std::string_view word);
/// Whether `word` holds two capital letters or more and no small one (ASCII and others alike).
[[nodiscard]] bool is_all_capitals(std::string_view word);

/// Whether the line's last sentence is finished: . ! ? … and the like, quotes and brackets after it
/// left aside. ':' finishes none.
[[nodiscard]] bool ends_with_stop(std::string_view line);
/// The same for a full stop only.
[[nodiscard]] bool ends_with_full_stop(std::string_view line);

/// How many sentences seem to end inside `line`, up to `most`: a stop, a blank and a capital or a
/// quote, where the word before the stop is no abbreviation. The line's end counts as no inner end.
[[nodiscard]] int inner_sentence_ends(std::string_view line, int most);

}  // namespace faultline::intake::detail
