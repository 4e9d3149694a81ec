#pragma once
// Runs of capitals: where a name may begin and end, before anybody asks what it names.

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "language/document.h"
#include "language/lexicon.h"

namespace faultline::language::detail {

using Index = std::uint32_t;  // of a token

/// Half-open stretch of tokens, never empty.
struct Chain {
  Index begin = 0;
  Index end = 0;
};

[[nodiscard]] bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words);

/// The words of a tagged document with what the lexicon knows of those that have a capital.
class NameWords {
 public:
  explicit NameWords(const Document& document);

  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] Index size() const { return static_cast<Index>(document_.tokens.size()); }
  [[nodiscard]] std::string_view form(Index i) const { return document_.form(TokenIndex{i}); }
  [[nodiscard]] const Token& token(Index i) const { return document_.tokens[i]; }
  [[nodiscard]] std::string_view text(Chain chain) const;

  [[nodiscard]] bool is_capital(Index i) const;
  [[nodiscard]] bool has(Index i, WordClass one) const { return classes_[i].has(one); }
  [[nodiscard]] bool is_given_name(Index i) const { return classes_[i].is_given_name(); }
  [[nodiscard]] bool is_common(Index i) const { return is_common_[i]; }  // an everyday word
  [[nodiscard]] bool is_attached(Index i) const {                        // no white space before it
    return i > 0 && token(i - 1).span.end == token(i).span.begin;
  }
  /// What a name may contain: a capital that is no day, pronoun or article.
  [[nodiscard]] bool may_continue(Index i) const;
  /// Whether the capital at `i` says nothing: the sentence or a quotation begins there.
  [[nodiscard]] bool is_at_opening(Index i, TokenSpan sentence) const;

 private:
  const Document& document_;
  std::vector<WordClasses> classes_;  // none for words in small letters
  std::vector<bool> is_common_;
};

/// The longest runs in `sentence` that may be names, from left to right: capitals, with particles,
/// hyphens, initials, and the "of", "and" and "'s" of organisations between them.
[[nodiscard]] std::vector<Chain> find_chains(const NameWords& words, TokenSpan sentence);

}  // namespace faultline::language::detail
