#pragma once
// Stretches of words from scores of "B-PER", "I-PER" ... "O" by word: a linear chain in which I
// follows only B or I of its own kind (Lafferty, McCallum & Pereira 2001, for the probabilities).

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace faultline::nets {

/// Which tag may follow which, and how likely that is.
class BioModel {
 public:
  /// `transition` holds tags x tags scores (from, to), `start` one for each tag or nothing.
  BioModel(std::span<const std::string> tags, std::span<const float> transition,
           std::span<const float> start);

  /// The best legal sequence for scores[word * stride + tag] (Viterbi), `none_bias` added to every
  /// score of "O". O(words).
  void best(const float* scores, std::size_t stride, std::size_t words, float none_bias,
            std::vector<std::uint8_t>& tags) const;

  /// probabilities[word * tags + tag] over all legal sequences. O(words).
  void probabilities(const float* scores, std::size_t stride, std::size_t words,
                     std::vector<float>& probabilities) const;

  /// Of this sequence among all legal ones. O(words).
  [[nodiscard]] float probability(const float* scores, std::size_t stride,
                                  std::span<const std::uint8_t> tags) const;

  /// The best sequence, and for each word the probability of its tag; 1 throughout where no word is
  /// in a name, because nobody asks. O(words).
  void decode(const float* scores, std::size_t stride, std::size_t words,
              std::vector<std::uint8_t>& tags, std::vector<float>& confidences) const;

  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] std::size_t none() const { return none_; }

 private:
  /// forward[word * tags + tag], each word's made to add up to 1, and powers: the exponentials of
  /// the scores less the word's largest. Returns the probability of `tags`, if there are any.
  float go_forward(const float* scores, std::size_t stride, std::size_t words,
                   std::span<const std::uint8_t> tags, std::vector<float>& forward,
                   std::vector<float>& powers) const;

  std::size_t count_;
  std::size_t none_ = 0;           // the tag of words outside names
  std::vector<float> transition_;  // [to][from]
  std::vector<float> start_;
  std::vector<float> transition_power_;  // exponentials, [to][from]
  std::vector<float> start_power_;
};

}  // namespace faultline::nets
