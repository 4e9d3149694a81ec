#pragma once
// An article's text analysed: paragraphs, sentences, tokens with tags and trees, names.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ordinal.h"
#include "language/label.h"

namespace faultline::language {

/// Universal parts of speech (Universal Dependencies v2). X: unknown or not analysed.
enum class Upos : std::uint8_t {
  X,
  Adj,
  Adp,
  Adv,
  Aux,
  Cconj,
  Det,
  Intj,
  Noun,
  Num,
  Part,
  Pron,
  Propn,
  Punct,
  Sconj,
  Sym,
  Verb
};
[[nodiscard]] std::string_view to_string(Upos upos);  // "PROPN"
/// X for a word that is no tag.
[[nodiscard]] Upos parse_upos(std::string_view word);

/// A syntactic word. Its form is the text under `span`.
struct Token {
  ByteSpan span;
  Upos upos = Upos::X;
  Label xpos;         // Penn tag; empty when not analysed
  Label feats;        // "Number=Sing|Person=3"; empty when none
  std::string lemma;  // lower case but for names; empty when not analysed
  std::optional<TokenIndex>
      head;      // in the same sentence; none for the root and where no tree was made
  Label deprel;  // "nsubj"; "root"; empty where no tree was made

  friend bool operator==(const Token&, const Token&) = default;
};

struct Sentence {
  TokenSpan tokens;  // never empty
  ByteSpan span;     // from its first token's first byte to its last one's end
};

enum class BlockKind : std::uint8_t { Heading, Caption, Body };

/// A stretch of text to be analysed on its own: a headline, a caption, a paragraph.
struct Block {
  BlockKind kind = BlockKind::Body;
  ByteSpan span;
};

struct Paragraph {
  BlockKind kind = BlockKind::Body;
  ByteSpan span;
  SentenceSpan sentences;  // may be empty
};

enum class NameType : std::uint8_t { Person, Organization, Location, Miscellaneous };

/// A proper name, outermost only, titles ("Gen.") left out.
struct Name {
  TokenSpan tokens;
  NameType type{};
  float confidence = 0;  // 0..1, uncalibrated in rule-based versions
};

/// Plain value that owns its text; everything in it refers to that text by bytes or tokens.
struct Document {
  std::string text;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;    // in order, non-overlapping, together they hold every token
  std::vector<Paragraph> paragraphs;  // one per block, in order
  std::vector<Name> names;            // in order, non-overlapping

  [[nodiscard]] std::string_view form(TokenIndex index) const { return form(tokens[index.value]); }
  [[nodiscard]] std::string_view form(const Token& token) const {
    return std::string_view(text).substr(token.span.begin.value, token.span.size());
  }
  /// From the first token's first byte to the last token's end; `span` must not be empty.
  [[nodiscard]] ByteSpan bytes(TokenSpan span) const {
    return {tokens[span.begin.value].span.begin, tokens[span.end.value - 1].span.end};
  }
  /// The tokens that overlap `bytes`; O(log tokens).
  [[nodiscard]] TokenSpan tokens_in(ByteSpan bytes) const;
  /// The sentence that holds `token`; O(log sentences).
  [[nodiscard]] SentenceIndex sentence_of(TokenIndex token) const;
  /// The paragraph that holds `sentence`; O(log paragraphs).
  [[nodiscard]] std::size_t paragraph_of(SentenceIndex sentence) const;
};

}  // namespace faultline::language
