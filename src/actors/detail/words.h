#pragma once
// A Document as this room looks at it: words by number, their sentence, and whether they stand in
// quotation marks.

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "language/document.h"
#include "language/lexicon.h"

namespace faultline::actors::detail {

using Index = std::uint32_t;  // of a token; arithmetic on them is what this room does all day

inline TokenSpan span_of(Index begin, Index end) { return {{begin}, {end}}; }

[[nodiscard]] bool begins_upper(std::string_view word);
[[nodiscard]] bool is_all_capitals(std::string_view word);  // two capitals or more, no small letter
[[nodiscard]] bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words);

/// Refers to the Document, which must outlive it.
class Words {
 public:
  explicit Words(const language::Document& document);

  [[nodiscard]] Index size() const { return static_cast<Index>(document_.tokens.size()); }
  [[nodiscard]] const language::Document& document() const { return document_; }
  [[nodiscard]] std::string_view form(Index i) const { return document_.form(TokenIndex{i}); }
  [[nodiscard]] const language::Token& token(Index i) const { return document_.tokens[i]; }
  [[nodiscard]] language::Upos upos(Index i) const { return document_.tokens[i].upos; }
  [[nodiscard]] std::string_view lemma(Index i) const { return document_.tokens[i].lemma; }
  [[nodiscard]] std::string_view text(TokenSpan tokens) const;

  /// Whether the word at `i` is `lower` in any case; false beyond the end.
  [[nodiscard]] bool is(Index i, std::string_view lower) const;
  [[nodiscard]] bool is_any(Index i, std::initializer_list<std::string_view> lowers) const;

  [[nodiscard]] Index sentence(Index i) const { return sentences_[i]; }
  [[nodiscard]] TokenSpan sentence_span(Index sentence) const {
    return document_.sentences[sentence].tokens;
  }
  /// One past the last token of the sentence that holds `i`.
  [[nodiscard]] Index sentence_end(Index i) const { return sentence_span(sentences_[i]).end.value; }
  [[nodiscard]] Index sentence_begin(Index i) const {
    return sentence_span(sentences_[i]).begin.value;
  }
  [[nodiscard]] Index paragraph(Index i) const { return paragraphs_[sentences_[i]]; }
  [[nodiscard]] bool is_quoted(Index i) const { return is_quoted_[i]; }
  [[nodiscard]] bool is_attached(Index i) const {  // no white space before it
    return i > 0 && token(i - 1).span.end == token(i).span.begin;
  }

  [[nodiscard]] bool is_finite_verb(Index i) const;
  [[nodiscard]] bool is_possessive(Index i) const;  // 's or a bare apostrophe
  [[nodiscard]] bool is_reporting_verb(Index i) const;
  [[nodiscard]] bool is_noun(Index i) const {
    return upos(i) == language::Upos::Noun || upos(i) == language::Upos::Propn;
  }
  /// Classes of the word as written; for a noun in small letters, of its small form.
  [[nodiscard]] language::WordClasses classes(Index i) const {
    return language::word_classes(form(i));
  }
  /// "minister", "Speaker", "Gen.": a word for a person's office or kind.
  [[nodiscard]] bool is_person_noun(Index i) const;
  [[nodiscard]] bool is_title(Index i) const { return classes(i).has(language::WordClass::Title); }

 private:
  void mark_quotations();

  const language::Document& document_;
  std::vector<Index> sentences_;   // by token
  std::vector<Index> paragraphs_;  // by sentence
  std::vector<bool> is_quoted_;
};

}  // namespace faultline::actors::detail
