#include "exchange/detail/marked_text.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/text.h"

namespace faultline::exchange::detail {
namespace {

// The classes are those of Python's str methods and of \w in its patterns, because published scores
// of statements are counted with those.

bool is_alphanumeric(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return u_isalpha(point) || u_getIntPropertyValue(point, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

bool is_word(char32_t c) { return c == U'_' || is_alphanumeric(c); }

bool is_space(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  const auto direction = u_charDirection(point);
  return u_charType(point) == U_SPACE_SEPARATOR || direction == U_WHITE_SPACE_NEUTRAL ||
         direction == U_BLOCK_SEPARATOR || direction == U_SEGMENT_SEPARATOR;
}

bool is_edge(char32_t c) {
  if (is_space(c)) return true;
  if (std::u32string_view(U"%#@&*").find(c) != std::u32string_view::npos) return false;
  if (std::u32string_view(U"`^~|<>+=").find(c) != std::u32string_view::npos) return true;
  constexpr std::uint32_t classes = U_GC_P_MASK | U_GC_CF_MASK | U_GC_CC_MASK | U_GC_ZS_MASK;
  return (U_MASK(u_charType(static_cast<UChar32>(c))) & classes) != 0;
}

bool is_lower_ascii(char32_t c) { return c >= U'a' && c <= U'z'; }

template <class Predicate>
CodePointSpan trimmed(std::u32string_view text, CodePointSpan span, Predicate is_trimmed) {
  while (span.begin < span.end && is_trimmed(text[span.begin.value])) ++span.begin;
  while (span.begin < span.end && is_trimmed(text[span.end.value - 1])) span.end = span.end - 1;
  return span;
}

}  // namespace

std::size_t shared_words(const Words& a, const Words& b) {
  std::size_t shared = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++shared;
    const bool moves_first = *i <= *j;
    const bool moves_second = *j <= *i;
    if (moves_first) ++i;
    if (moves_second) ++j;
  }
  return shared;
}

double jaccard(const Words& a, const Words& b) {
  if (a.empty() || b.empty()) return 0;
  const std::size_t shared = shared_words(a, b);
  return static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - shared);
}

MarkedText::MarkedText(std::string_view valid) {
  for (std::size_t position = 0; position < valid.size();)
    text_.push_back(text::next_code_point(valid, position));
  for (std::uint32_t i = 0; i < text_.size(); ++i)
    if (is_word(text_[i]) && (i == 0 || !is_word(text_[i - 1]))) word_begins_.push_back(i);
  find_quoted_regions();
}

std::vector<CodePointSpan> MarkedText::canonical(std::span<const CodePointSpan> spans) const {
  std::vector<CodePointSpan> sorted(spans.begin(), spans.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<CodePointSpan> result;
  for (const auto& span : sorted) {
    const auto inner = trimmed(text_, span, is_edge);
    if (inner.empty()) continue;
    const bool joins =
        !result.empty() && (inner.begin <= result.back().end ||
                            std::none_of(text_.begin() + result.back().end.value,
                                         text_.begin() + inner.begin.value, is_alphanumeric));
    if (joins)
      result.back().end = std::max(result.back().end, inner.end);
    else
      result.push_back(inner);
  }
  if (!result.empty()) return result;
  for (const auto& span : sorted) {
    const auto inner = trimmed(text_, span, is_space);
    if (!inner.empty()) result.push_back(inner);
  }
  return result;
}

Words MarkedText::words(std::span<const CodePointSpan> canonical) const {
  Words words;
  for (const auto& span : canonical) {
    const auto first = std::lower_bound(word_begins_.begin(), word_begins_.end(), span.begin.value);
    const auto last = std::lower_bound(first, word_begins_.end(), span.end.value);
    for (auto word = first; word != last; ++word)
      words.push_back({static_cast<std::uint32_t>(word - word_begins_.begin()), 0});
  }
  if (words.empty())
    for (const auto& span : canonical) words.push_back({span.begin.value, span.end.value});
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::optional<statements::StatementType> MarkedText::type(
    std::span<const CodePointSpan> canonical) const {
  std::size_t words = 0;
  std::size_t quoted = 0;
  for (const auto& span : canonical)
    for (std::uint32_t i = span.begin.value; i < span.end.value; ++i) {
      // A span that begins within a word has the rest of it as a word.
      if (!is_word(text_[i]) || (i > span.begin.value && is_word(text_[i - 1]))) continue;
      ++words;
      quoted += is_quoted_[i] ? 1 : 0;
    }
  if (words == 0) return std::nullopt;
  if (quoted == words) return statements::StatementType::Direct;
  return quoted == 0 ? statements::StatementType::Indirect : statements::StatementType::Mixed;
}

void MarkedText::find_quoted_regions() {
  is_quoted_.assign(text_.size(), false);
  is_in_doubles_.assign(text_.size(), false);
  for (std::size_t begin = 0; begin <= text_.size();) {
    const std::size_t end = std::min(text_.find(U'\n', begin), text_.size());
    find_double_marks(begin, end);
    find_single_marks(begin, end);
    begin = end + 1;
  }
}

/// U+201C opens and U+201D closes; " toggles; `` opens, and '' toggles, as in texts that write both
/// sides so. What nothing closes goes on to the end of its paragraph; a closing mark with nothing
/// open is passed over.
void MarkedText::find_double_marks(std::size_t begin, std::size_t end) {
  constexpr std::size_t none = std::u32string::npos;
  std::size_t open = none;
  const auto mark = [this](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) is_quoted_[i] = is_in_doubles_[i] = true;
  };
  for (std::size_t i = begin; i < end;) {
    const char32_t c = text_[i];
    const bool is_pair = i + 1 < end && text_[i + 1] == c;
    const bool toggles = c == U'"' || (c == U'\'' && is_pair);
    const bool opens = c == U'\u201c' || (c == U'`' && is_pair) || (toggles && open == none);
    const bool closes = c == U'\u201d' || (toggles && open != none);
    const std::size_t width = is_pair && (c == U'`' || c == U'\'') ? 2 : 1;
    if (opens && open == none) {
      open = i;
    } else if (closes && open != none) {
      mark(open, i + width);
      open = none;
    }
    i += width;
  }
  if (open != none) mark(open, end);
}

/// Outside double marks only: U+2018 or ' before a word.
void MarkedText::find_single_marks(std::size_t begin, std::size_t end) {
  constexpr std::size_t longest = 400;
  for (std::size_t i = begin; i < end; ++i) {
    const bool opens = (text_[i] == U'\u2018' || text_[i] == U'\'') && !is_in_doubles_[i] &&
                       (i == begin || !is_alphanumeric(text_[i - 1])) && i + 1 < end &&
                       is_alphanumeric(text_[i + 1]);
    if (!opens) continue;
    const auto digit = [&](std::size_t place) {
      return place < end && u_isdigit(static_cast<UChar32>(text_[place]));
    };
    // '90s
    const bool is_decade = digit(i + 1) && digit(i + 2) && i + 3 < end && text_[i + 3] == U's' &&
                           (i + 4 >= end || !is_word(text_[i + 4]));
    if (is_decade) continue;
    const auto close = closing_mark(i, end);
    if (!close || *close - i > longest) continue;
    for (std::size_t k = i; k <= *close; ++k) is_quoted_[k] = true;
    i = *close;
  }
}

/// The first U+2019 or ' after a non-space and not before a letter; one that looks like a plural's
/// genitive only if it is the last.
std::optional<std::size_t> MarkedText::closing_mark(std::size_t open, std::size_t end) const {
  std::optional<std::size_t> genitive;
  for (std::size_t j = open + 2; j < end && !is_in_doubles_[j]; ++j) {
    const bool closes = (text_[j] == U'\u2019' || text_[j] == U'\'') &&
                        (j + 1 >= end || !is_alphanumeric(text_[j + 1])) && !is_space(text_[j - 1]);
    if (!closes) continue;
    const bool is_genitive = (text_[j - 1] == U's' || text_[j - 1] == U'n') && j + 2 < end &&
                             is_space(text_[j + 1]) && is_lower_ascii(text_[j + 2]);
    if (!is_genitive) return j;
    genitive = j;
  }
  return genitive;
}

}  // namespace faultline::exchange::detail
