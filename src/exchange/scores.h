#pragma once
// How much of a gold analysis was found: trees as in the CoNLL 2018 shared task, names as by
// conlleval.

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "exchange/conllu.h"

namespace faultline::exchange {

struct Score {
  std::string name;  // "LAS"
  std::size_t correct = 0;
  std::size_t gold = 0;
  std::size_t system = 0;
  std::optional<std::size_t> aligned = std::nullopt;  // words that both have; for words only

  /// Per cent; 0 where there is nothing to divide by.
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
};

/// Tokens, Sentences, Words, UPOS, XPOS, UFeats, Lemmas, UAS, LAS and CLAS. Words are aligned by
/// their place in the text without white space; LAS and CLAS compare what stands before ":" in a
/// relation. Malformed if the texts differ.
[[nodiscard]] Result<std::vector<Score>> score_parse(std::span<const ConlluSentence> gold,
                                                     std::span<const ConlluSentence> system);

/// The running text of `sentences`: words apart as SpaceAfter says, an empty line before each
/// paragraph and document.
[[nodiscard]] std::string running_text(std::span<const ConlluSentence> sentences);

/// A word and its tag: "O", "B-PER", also of the kinds I-, E-, S-, L-, U- ...
struct TaggedWord {
  std::string form;
  std::string tag;
};
using TaggedSentence = std::vector<TaggedWord>;

/// One word a line, its form in the first column and its tag in the last, sentences apart by an
/// empty line. Malformed names the line.
[[nodiscard]] Result<std::vector<TaggedSentence>> read_tagged(std::string_view content,
                                                              std::string_view name);

/// Names with equal spans and types: a score for each type, then "micro" for all of them and
/// "spans_only" without types. Types in `left_out` count on neither side. Malformed if the words
/// differ or a tag has no type.
[[nodiscard]] Result<std::vector<Score>> score_names(
    std::span<const TaggedSentence> gold, std::span<const TaggedSentence> system,
    const std::set<std::string, std::less<>>& left_out = {});

}  // namespace faultline::exchange
