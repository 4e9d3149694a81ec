#pragma once
// The trained networks that find statements: cues in a stretch of words, then source and content
// beside each cue (a chain over each, as BioModel). docs/decisions/0006-statement-networks.md.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ordinal.h"
#include "base/result.h"
#include "language/states.h"
#include "nets/kernels.h"
#include "statements/detail/facts.h"
#include "statements/detail/marked_words.h"

namespace faultline::statements::detail {

/// A statement as the networks see it, in tokens of the document.
struct FoundStatement {
  TokenSpan cue;
  std::uint32_t anchor = 0;         // the cue's main word
  std::optional<TokenSpan> source;  // none: not stated
  std::vector<TokenSpan> content;   // in order; empty where no sequence with one is likely
  float score = 0;                  // that a reader would mark it so, 0..1, calibrated
};

/// Immutable; serves any number of threads.
class Network {
 public:
  /// `bytes` must begin at a multiple of 64 and outlive the network; `name` is the file's.
  /// Malformed or Unsupported if it is not such a file.
  [[nodiscard]] static Result<Network> load(
      std::string_view bytes, const std::string& name,
      const nets::Kernels& kernels = *nets::usable_kernels().front());

  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;
  ~Network();

  /// Adds what is found in each of `stretches`, of at most most_words, to the place of the same
  /// number; in order of the cues, which do not overlap. `eagerness` is added to the scores of
  /// cues: the more, the more are found. A stretch is read alike alone and among others. O(words +
  /// cues * words of their stretch).
  void find(const MarkedWords& words, const Lexicon& lexicon, const language::States& states,
            std::span<const Stretch> stretches, float eagerness,
            std::vector<std::vector<FoundStatement>>& found) const;

  /// How wide the states must be.
  [[nodiscard]] std::size_t states_width() const;
  [[nodiscard]] const std::string& version() const;

 private:
  struct Weights;
  explicit Network(std::unique_ptr<const Weights> weights);
  std::unique_ptr<const Weights> weights_;
};

}  // namespace faultline::statements::detail
