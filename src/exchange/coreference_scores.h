#pragma once
// How much of gold coreference was found, in the measures that are published for it. Pure
// functions; spans are right if they are equal.
//
// A span twice in a chain counts once, one in two chains belongs to the first of them, and what is
// then alone in its chain is left out on both sides, as OntoNotes does not mark it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "exchange/coreference_lines.h"

namespace faultline::exchange {

enum class ChainMeasure : std::uint8_t {
  Mentions,  // spans in chains
  Muc,       // links (Vilain et al., MUC-6 1995)
  B3,        // by mention, how much of its chain (Bagga & Baldwin, LREC 1998)
  CeafE      // chains one-to-one, by phi4 = 2 |shared| / (|one| + |other|) (Luo, HLT 2005)
};
inline constexpr std::array kChainMeasures{ChainMeasure::Mentions, ChainMeasure::Muc,
                                           ChainMeasure::B3, ChainMeasure::CeafE};
[[nodiscard]] std::string_view to_string(ChainMeasure measure);  // "CEAFe"

/// Sums; what is counted is the measure's own.
struct ChainScore {
  double found_gold = 0;
  double gold = 0;
  double found_predicted = 0;
  double predicted = 0;

  /// Per cent; 0 where there is nothing to divide by.
  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;

  ChainScore& operator+=(const ChainScore& other);
};

/// By form and without regard to case ("his", "them"), reflexives left out.
enum class Pronoun : std::uint8_t { He, She, They, It, I, You, We };
inline constexpr std::array kPronouns{Pronoun::He, Pronoun::She, Pronoun::They, Pronoun::It,
                                      Pronoun::I,  Pronoun::You, Pronoun::We};
[[nodiscard]] std::string_view to_string(Pronoun pronoun);  // "he"
/// None for other words, also for "US" and "IT".
[[nodiscard]] std::optional<Pronoun> pronoun_of(std::string_view word);

/// Of the pronouns whose gold chain has an earlier span, how many go back to the right one: what it
/// was found to go back to or, where only chains are known, the last span before it in its
/// predicted chain belongs to its gold chain.
struct PronounScore {
  std::size_t asked = 0;
  std::size_t right = 0;

  [[nodiscard]] double percent() const;  // 0 where none was asked

  PronounScore& operator+=(const PronounScore& other);
};

/// The chains that count, each in order of reading, in the order given.
[[nodiscard]] std::vector<CoreferenceChain> counted_chains(
    std::span<const CoreferenceChain> chains);

/// Sums over documents, from which shares are made at the end (Pradhan et al., ACL 2014).
class CoreferenceScores {
 public:
  /// O(spans * log spans), and for CEAFe the cube of the chains that hang together by shared spans.
  void add(const CoreferenceDocument& gold, std::span<const CoreferenceChain> predicted,
           const Antecedents& antecedents = {});

  [[nodiscard]] std::size_t documents() const { return documents_; }
  [[nodiscard]] const ChainScore& score(ChainMeasure measure) const {
    return scores_[static_cast<std::size_t>(measure)];
  }
  /// The mean of the F1 of MUC, B3 and CEAFe.
  [[nodiscard]] double conll() const;
  [[nodiscard]] const PronounScore& pronoun(Pronoun pronoun) const {
    return pronouns_[static_cast<std::size_t>(pronoun)];
  }
  /// He, she and they together.
  [[nodiscard]] PronounScore third_person() const;

 private:
  ChainScore& of(ChainMeasure measure) { return scores_[static_cast<std::size_t>(measure)]; }

  std::size_t documents_ = 0;
  std::array<ChainScore, kChainMeasures.size()> scores_{};
  std::array<PronounScore, kPronouns.size()> pronouns_{};
};

}  // namespace faultline::exchange
