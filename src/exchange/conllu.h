#pragma once
// CoNLL-U: one word a line in ten columns, sentences apart by an empty line
// (universaldependencies.org/format.html). Names stand in MISC as NER=B-PER, NER=I-PER.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/document.h"
#include "language/engine.h"

namespace faultline::exchange {

enum class ConlluColumn : std::uint8_t {
  Id,
  Form,
  Lemma,
  Upos,
  Xpos,
  Feats,
  Head,
  Deprel,
  Deps,
  Misc
};

struct ConlluLine {
  std::array<std::string, 10> columns;
  /// A range "3-4" covers the words that follow it; an empty node "3.1" is no word of the text.
  enum class Kind : std::uint8_t { Word, Range, Empty } kind = Kind::Word;

  [[nodiscard]] const std::string& operator[](ConlluColumn column) const {
    return columns[static_cast<std::size_t>(column)];
  }
};

struct ConlluSentence {
  std::vector<std::string> comments;  // with their "#"
  std::vector<ConlluLine> lines;      // words are numbered from 1 without gaps
};

/// Malformed names the line: not ten columns, words out of order, a head outside the sentence, a
/// form that is empty or no UTF-8. `name` is the file's, for the message. Lines may end with CR LF.
[[nodiscard]] Result<std::vector<ConlluSentence>> read_conllu(std::string_view content,
                                                              std::string_view name);

/// The words of `sentences` as a text with one blank between them and one line for each sentence.
struct GivenWords {
  std::string text;
  std::vector<std::vector<ByteSpan>> sentences;
};
[[nodiscard]] GivenWords given_words(std::span<const ConlluSentence> sentences);

/// A document as it was read. Clitics stand under ranges with what they are attached to.
[[nodiscard]] std::string to_conllu(const language::Document& document);

/// The same for words that were given: comments, ids, forms and ranges are theirs.
/// `document` is the analysis of given_words(given).
[[nodiscard]] std::string to_conllu(const language::Document& document,
                                    std::span<const ConlluSentence> given);

/// "PER", "ORG", "LOC", "MISC".
[[nodiscard]] std::string_view short_name(language::NameType type);

/// For each token "O", "B-PER", "I-PER" ...
[[nodiscard]] std::vector<std::string> name_tags(const language::Document& document);

}  // namespace faultline::exchange
