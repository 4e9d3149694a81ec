#pragma once
// Names from scores of "B-PER", "I-PER" ... "O" by word.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace faultline::language::detail {

/// Which tag may follow which, and how likely that is.
class BioModel {
 public:
  /// `transition` holds tags x tags scores (from, to), `start` one for each tag or nothing.
  BioModel(std::span<const std::string> tags, std::span<const float> transition,
           std::span<const float> start);

  /// The best legal sequence for scores[word * stride + tag] (Viterbi), and for each word the
  /// probability of its tag over all sequences; 1 throughout where no word is in a name, because
  /// nobody asks. O(words).
  void decode(const float* scores, std::size_t stride, std::size_t words,
              std::vector<std::uint8_t>& tags, std::vector<float>& confidences) const;

 private:
  void find_probabilities(const float* scores, std::size_t stride,
                          const std::vector<std::uint8_t>& tags,
                          std::vector<float>& probabilities) const;

  std::size_t count_;
  std::size_t none_ = 0;           // the tag of words outside names
  std::vector<float> transition_;  // [to][from]
  std::vector<float> start_;
  std::vector<float> transition_power_;  // exponentials, [to][from]
  std::vector<float> start_power_;
};

}  // namespace faultline::language::detail
