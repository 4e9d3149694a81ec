#pragma once
// What the ranker knows of a phrase and of a pair of phrases: for each question a small number.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "actors/detail/phrase_facts.h"
#include "language/states.h"

namespace faultline::actors::detail {

/// How many questions are asked, and how many answers they have together. An answer is a number
/// below `answers` that belongs to its question alone. All of them are part of the model's file.
inline constexpr std::size_t pair_questions = 40;
inline constexpr std::size_t pair_answers = 336;
inline constexpr std::size_t phrase_questions = 16;
inline constexpr std::size_t phrase_answers = 109;

using PairFeatures = std::array<std::uint16_t, pair_questions>;
using PhraseFeatures = std::array<std::uint16_t, phrase_questions>;

/// Asks the questions about the phrases of one document, which must outlive it.
class FeatureFinder {
 public:
  FeatureFinder(const Words& words, const language::States& states,
                std::span<const PhraseFacts> facts);

  /// The earlier phrases that `phrase` is compared with, nearest first: those near it, and those
  /// far up that share a word with it. At most about seventy.
  void candidates(std::uint32_t phrase, std::vector<std::uint32_t>& found) const;

  [[nodiscard]] PhraseFeatures of(std::uint32_t phrase) const;
  [[nodiscard]] PairFeatures of(std::uint32_t phrase, std::uint32_t candidate) const;

 private:
  [[nodiscard]] int likeness_of_heads(const PhraseFacts& one, const PhraseFacts& other) const;

  const Words& words_;
  const language::States& states_;
  std::span<const PhraseFacts> facts_;
  // By phrase: how often its head word and its words stood before, and where last; how many words
  // it shares with an earlier one at most.
  struct Before {
    std::uint32_t heads = 0;
    std::uint32_t wholes = 0;
    std::uint32_t last_head = UINT32_MAX;  // a phrase
    std::uint32_t last_whole = UINT32_MAX;
  };
  std::vector<Before> before_;
  // By phrase: earlier phrases that share a content word with it, nearest first.
  std::vector<std::vector<std::uint32_t>> sharing_;
  std::vector<float> norms_;  // by phrase, of its head's own vector
};

}  // namespace faultline::actors::detail
