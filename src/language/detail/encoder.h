#pragma once
// Reads a sentence with the trained encoder: states, tags, names, and the tree.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "nets/kernels.h"

namespace faultline::language::detail {

/// What the encoder makes of the words of one sentence; indices are those of its labels.
struct SentenceReading {
  std::vector<std::uint8_t> upos;
  std::vector<std::uint8_t> xpos;
  std::vector<std::uint16_t> features;  // empty where the model has no head for them
  std::vector<std::uint16_t> lemmas;    // edit scripts; empty where the model has none
  std::vector<std::uint16_t> heads;     // 0: the root; otherwise a word, counted from 1
  std::vector<std::uint8_t> relations;
  std::vector<std::uint8_t> names;      // a legal BIO sequence
  std::vector<float> name_confidences;  // of each word's own label
  std::vector<std::uint8_t> states;     // words x Encoder::width()
};

/// Immutable; serves any number of threads. Each thread keeps the vectors of the words that it read
/// last (about 13 MB), which changes no result.
class Encoder {
 public:
  /// Words that are read at a time; a longer sentence must be cut.
  static constexpr std::size_t most_words = 256;
  static constexpr std::size_t most_at_once = nets::most_sequences;

  /// `bytes` must begin at a multiple of 64 and outlive the encoder; `name` is the file's.
  [[nodiscard]] static Result<Encoder> load(
      std::string_view bytes, const std::string& name,
      const nets::Kernels& kernels = *nets::usable_kernels().front());

  Encoder(Encoder&&) noexcept;
  Encoder& operator=(Encoder&&) noexcept;
  ~Encoder();

  /// Reads each of `sentences`, of at most `most_words` words, into the reading at the same place.
  /// A sentence is read alike alone and among others; sentences of like length are best read
  /// together, `most_at_once` at a time. O(words^2) for the tree, O(words) for the rest.
  void read(std::span<const std::span<const std::string_view>> sentences,
            std::span<SentenceReading> readings) const;

  [[nodiscard]] std::size_t width() const;  // of a word's states
  [[nodiscard]] std::span<const std::string> upos_labels() const;
  [[nodiscard]] std::span<const std::string> xpos_labels() const;
  [[nodiscard]] std::span<const std::string> feature_labels() const;
  [[nodiscard]] std::span<const std::string> lemma_labels() const;
  [[nodiscard]] std::span<const std::string> relation_labels() const;
  [[nodiscard]] std::span<const std::string> name_labels() const;
  [[nodiscard]] const std::string& version() const;

 private:
  struct Weights;
  explicit Encoder(std::unique_ptr<const Weights> weights);
  std::unique_ptr<const Weights> weights_;
};

}  // namespace faultline::language::detail
