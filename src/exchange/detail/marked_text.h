#pragma once
// A text as statements are compared in it: its word tokens, its quoted regions, and spans without
// what never matters at their edges.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/marks.h"
#include "statements/statements.h"

namespace faultline::exchange::detail {

/// A word token by its number in the text; or, where a role covers none (the cue ":"), the span
/// itself, so that it can still overlap with itself.
struct Word {
  std::uint32_t first = 0;  // the number, or the span's begin
  std::uint32_t end = 0;    // 0 for a word token, else the span's end

  friend auto operator<=>(const Word&, const Word&) = default;
};
using Words = std::vector<Word>;  // sorted, each once

[[nodiscard]] std::size_t shared_words(const Words& a, const Words& b);
/// Shared words as a part of all words of both; 0 if one side is empty.
[[nodiscard]] double jaccard(const Words& a, const Words& b);

class MarkedText {
 public:
  /// O(code points), but for single quotation marks that nothing closes: the rest of their
  /// paragraph.
  explicit MarkedText(std::string_view valid);

  [[nodiscard]] std::size_t size() const { return text_.size(); }

  /// `spans` sorted, without white space and punctuation at their edges (% # @ & * stay), and
  /// joined where neither letter nor digit stands between them. Spans without anything else are
  /// dropped, unless all are: then white space alone is trimmed. They must lie within the text.
  [[nodiscard]] std::vector<CodePointSpan> canonical(std::span<const CodePointSpan> spans) const;

  /// The word tokens (runs of letters, digits and _) that begin in canonical spans.
  [[nodiscard]] Words words(std::span<const CodePointSpan> canonical) const;

  /// Whether all, none or some of the words stand in quoted regions; none if there are no words.
  [[nodiscard]] std::optional<statements::StatementType> type(
      std::span<const CodePointSpan> canonical) const;

 private:
  void find_quoted_regions();
  void find_double_marks(std::size_t begin, std::size_t end);
  void find_single_marks(std::size_t begin, std::size_t end);
  [[nodiscard]] std::optional<std::size_t> closing_mark(std::size_t open, std::size_t end) const;

  std::u32string text_;
  std::vector<std::uint32_t> word_begins_;
  std::vector<bool> is_quoted_;
  std::vector<bool> is_in_doubles_;
};

}  // namespace faultline::exchange::detail
