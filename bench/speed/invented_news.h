#pragma once
// News to measure with: sentences as a politics page has them, drawn from word lists of our own.

#include <cstdint>
#include <string>

#include "intake/article.h"

namespace faultline::bench {

/// Numbers that are the same on every machine (SplitMix64; Steele, Lea & Flood 2014).
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  /// 0 .. count-1; count > 0. The bias of the remainder does not matter here.
  [[nodiscard]] std::uint32_t below(std::uint32_t count);

 private:
  std::uint64_t state_;
};

/// Paragraphs of about `words` words: quotations, indirect speech, accusations, praise and plain
/// narration, with names in full and short, pronouns, dates and a few letters beyond ASCII. The
/// same seed gives the same text.
struct InventedText {
  std::string text;
  std::uint32_t words = 0;       // runs of bytes between blanks
  std::uint32_t quotations = 0;  // pairs of “ and ”
};
[[nodiscard]] InventedText invented_text(std::uint32_t words, std::uint64_t seed);

/// The same as the text of a dated article from one of three invented outlets.
[[nodiscard]] intake::Article invented_article(std::uint32_t words, std::uint64_t seed);

}  // namespace faultline::bench
