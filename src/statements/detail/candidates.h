#pragma once
// Everything in a text that may be a statement: each word of the cue table with the source and the
// content that the word order gives it. Whether a reader would call it one is decided later.

#include <cstdint>
#include <optional>
#include <vector>

#include "base/ordinal.h"
#include "statements/detail/lexicon.h"
#include "statements/detail/marked_words.h"
#include "statements/detail/phrases.h"

namespace faultline::statements::detail {

/// How the content hangs on the cue.
enum class Frame : std::uint8_t {
  Quotation,    // said, “…”
  That,         // said that …
  Clause,       // said …
  Wh,           // asked whether …
  Infinitive,   // wants to …
  Gerund,       // denied taking …
  Object,       // condemned …
  Preposition,  // called for …
  Before,       // …, she said
  Around,       // …, she said, …
  Passive,      // [She] was accused [of …]
  According,    // according to …
  Label,        // NAME: …
  Alone,        // nothing that could be the content
};
[[nodiscard]] std::string_view to_string(Frame frame);

/// Where the source was found.
enum class SourceKind : std::uint8_t {
  None,
  Subject,
  Inverted,
  Relative,
  Shared,
  Reduced,
  Agent,
  Possessive,
  Fronted
};
[[nodiscard]] std::string_view to_string(SourceKind kind);

struct Candidate {
  const CueWord* word = nullptr;  // null: a verb that no table knows, beside a quotation
  std::uint32_t anchor = 0;       // the cue's main word
  Scope scope;
  VerbGroup group;  // of verbs
  Frame frame = Frame::Alone;
  SourceKind source_kind = SourceKind::None;
  std::optional<TokenSpan> source;
  std::optional<TokenSpan> cue;    // none: a quotation that goes on from the one before
  std::vector<TokenSpan> content;  // in order; empty: no statement
  bool is_in_heading = false;
  float score = 0;  // that a reader would mark it, 0..1
};

/// In order of `anchor`, at most one for each token. O(tokens).
[[nodiscard]] std::vector<Candidate> find_candidates(const MarkedWords& words,
                                                     const Lexicon& lexicon);

}  // namespace faultline::statements::detail
