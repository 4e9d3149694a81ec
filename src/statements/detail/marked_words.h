#pragma once
// A document's tokens with what the search for statements asks of each: its entry in the lexicon,
// which quotation it stands in, and which mark it is. Made once, in one pass.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ordinal.h"
#include "language/document.h"
#include "statements/detail/lexicon.h"
#include "statements/quotations.h"

namespace faultline::statements::detail {

enum class MarkKind : std::uint8_t {
  None,
  Comma,
  Stop,
  Question,
  Colon,
  Semicolon,
  Dash,
  OpenQuote,
  CloseQuote,
  OpenBracket,
  CloseBracket,
  Other
};

inline constexpr std::int32_t kUnquoted = -1;

struct Word {
  Entry entry;
  MarkKind mark = MarkKind::None;
  language::Upos upos = language::Upos::X;
  bool is_capitalised = false;
  bool is_name = false;                // part of a name that the analysis found
  bool is_participle = false;          // tagged as a past participle
  std::int32_t quotation = kUnquoted;  // the innermost one that holds the token, its marks included
  std::int32_t outermost = kUnquoted;

  [[nodiscard]] bool is(std::uint32_t classes) const { return (entry.classes & classes) != 0; }
};

/// Plain value; refers to the Document it was made from.
struct MarkedWords {
  const language::Document* document = nullptr;
  std::vector<Word> words;  // one for each token
  std::vector<Quotation> quotations;
  std::vector<TokenSpan> quoted;  // the tokens of each quotation, marks included

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words.size()); }
  [[nodiscard]] const Word& operator[](std::uint32_t index) const { return words[index]; }
  [[nodiscard]] std::string_view form(std::uint32_t index) const {
    return document->form(TokenIndex{index});
  }
  [[nodiscard]] bool is_form(std::uint32_t index, std::string_view lower) const;
};

[[nodiscard]] MarkedWords mark_words(const language::Document& document, const Lexicon& lexicon);

/// Where one search looks: the tokens of a sentence that stand on one level of quoting. Tokens
/// inside the range but in deeper quotations belong to what is said and are passed over as a block.
struct Scope {
  TokenSpan tokens;
  std::int32_t quotation = kUnquoted;
};

// Readings of single words. Tags decide where there are any; the lexicon's closed classes first.
[[nodiscard]] bool is_verb(const MarkedWords& words, std::uint32_t index);
[[nodiscard]] bool is_finite_verb(const MarkedWords& words, std::uint32_t index);
[[nodiscard]] bool is_adverb(const MarkedWords& words, std::uint32_t index);
/// A verb's "has" or "is" in "Ann's called", not the possessive.
[[nodiscard]] bool is_clitic_auxiliary(const MarkedWords& words, std::uint32_t index);

}  // namespace faultline::statements::detail
