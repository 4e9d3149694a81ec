#pragma once
// A codebook to begin with, proposed from what the actors of a corpus talk about.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/document.h"
#include "positions/codebook.h"

namespace faultline::positions {

/// Something that a statement talks about: a noun phrase of its content.
struct Theme {
  std::string key;                 // lemmas, lower case, joined by blanks: "sea wall"
  std::string words;               // as they stand, without article: "sea walls"
  std::vector<std::string> nouns;  // lemmas of the key that are nouns, in order
  int stance = 0;                  // +1: the speaker is for it, -1: against it, 0: does not tell
  std::string phrase;  // the words that tell the stance, without articles: "build sea wall"

  friend bool operator==(const Theme&, const Theme&) = default;
};

/// The themes of some sentences, in order: every noun phrase that may name an issue, as a whole and
/// by its parts ("sea wall tax": it, "wall tax", "tax"). Persons, places and organisations are
/// none. O(tokens).
[[nodiscard]] std::vector<Theme> themes_of(const language::Document& document,
                                           SentenceSpan sentences);

/// One statement as the starter counts it.
struct Saying {
  std::int64_t statement = 0;  // the study's key
  std::string actor;           // who says it; empty: unknown, counted as nobody
  std::string article;
  std::string words;       // the content
  bool is_turned = false;  // the speaker denies the content, or speaks against it
  std::vector<Theme> themes;
};

struct StarterOptions {
  std::size_t concepts = 40;
  std::size_t examples = 3;    // of a candidate, at most
  std::size_t phrases = 6;     // on each side, at most
  std::size_t statements = 2;  // a candidate occurs in at least so many
};

/// A cue phrase and in how many statements it occurs; 0: it does not occur, and is a guess.
struct PhraseCount {
  std::string phrase;
  std::int64_t statements = 0;

  friend bool operator==(const PhraseCount&, const PhraseCount&) = default;
};

/// A concept that is proposed, and what it rests on.
struct Candidate {
  std::string name;                   // the form that most statements have
  std::vector<std::string> variants;  // other forms that count for it, most frequent first
  std::int64_t statements = 0;
  std::int64_t actors = 0;  // different speakers
  std::int64_t articles = 0;
  std::int64_t in_favour = 0;  // statements that tell a stance
  std::int64_t against = 0;
  std::vector<PhraseCount> phrases_for, phrases_against;
  struct Example {
    std::int64_t statement = 0;
    std::string actor;
    std::string words;
    friend bool operator==(const Example&, const Example&) = default;
  };
  std::vector<Example> examples;  // by different speakers if possible, those with a stance first
  double score = 0;               // only for the order

  friend bool operator==(const Candidate&, const Candidate&) = default;
};

/// The issues of a corpus, the most promising first. Variants of one issue are together: phrases
/// that share a head or a stem, or mostly occur in the same statements. What several actors say,
/// what recurs within articles and what is disputed comes first (docs/methods.md). A speaker's
/// statements with equal words count once. Depends on the set of sayings alone, not on their order.
/// O(themes log themes).
[[nodiscard]] std::vector<Candidate> propose_concepts(std::span<const Saying> sayings,
                                                      const StarterOptions& options = {});

/// The candidates as a codebook file that Codebook::parse() accepts, with counts and examples as
/// comments.
[[nodiscard]] std::string to_toml(std::span<const Candidate> candidates, const std::string& name);

}  // namespace faultline::positions
