#pragma once
// What a classifier for one concept sees of a statement.

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "positions/codebook.h"
#include "positions/concept_classifier.h"
#include "positions/detail/phrases.h"

namespace faultline::positions::detail {

using NamedValues = std::vector<std::pair<std::string, double>>;  // each name once, sorted by it

struct StanceFeatures {
  NamedValues topic;   // stems and pairs of neighbours, by rarity; of length 1
  NamedValues stance;  // stems with the sign of their surroundings, and the cue's; of length 1
  std::vector<std::pair<std::string, int>> turned;  // stems of the content, and their signs
  double likeness = 0;       // cosine of the topic with the codebook's words on the concept
  bool has_phrase = false;   // a phrase of the codebook
  double phrases = 0;        // the sum of what they say: agreement, 1 or, in a concession, 1/2 each
  double words_for = 0;      // words of the description and of phrases for, signed; -1 to 1
  double words_against = 0;  // words of phrases against that are no words of those for
};

/// Immutable.
class StanceReader {
 public:
  StanceReader(const Concept& subject, WordRarity rarity);

  [[nodiscard]] StanceFeatures read(const StatementText& text) const;
  /// The codebook's words on the concept, as a topic.
  [[nodiscard]] const std::unordered_map<std::string, double>& book() const { return book_; }

 private:
  [[nodiscard]] NamedValues topic(const Words& words) const;
  [[nodiscard]] NamedValues stance(const Words& words, const std::vector<int>& signs,
                                   std::string_view cue) const;

  WordRarity rarity_;
  Phrases phrases_;
  std::unordered_set<std::string> words_for_, words_against_;
  std::unordered_map<std::string, double> book_;
};

/// True for words that say nothing of what a text is about: "the", "would".
[[nodiscard]] bool is_function_word(const std::string& stem);

}  // namespace faultline::positions::detail
