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
  /// probability that its scores alone give its tag.
  void decode(const float* scores, std::size_t stride, std::size_t words,
              std::vector<std::uint8_t>& tags, std::vector<float>& confidences) const;

 private:
  std::size_t count_;
  std::vector<float> transition_;  // [to][from]
  std::vector<float> start_;
};

}  // namespace faultline::language::detail
