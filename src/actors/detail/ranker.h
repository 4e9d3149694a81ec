#pragma once
// The trained mention ranker: for each phrase, how well every earlier one and "nobody before" fit
// (latent antecedents, as in Durrett & Klein, EMNLP 2013; costs of errors as there, section 3).
// docs/models/coreference.md describes model and file.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/detail/mention_features.h"
#include "base/result.h"
#include "language/states.h"
#include "nets/kernels.h"

namespace faultline::actors::detail {

/// Immutable; serves any number of threads.
class Ranker {
 public:
  /// `bytes` must begin at a multiple of 64 and outlive the ranker; `name` is the file's.
  /// Malformed or Unsupported if it is not such a file.
  [[nodiscard]] static Result<Ranker> load(
      std::string_view bytes, const std::string& name,
      const nets::Kernels& kernels = *nets::usable_kernels().front());

  Ranker(Ranker&&) noexcept;
  Ranker& operator=(Ranker&&) noexcept;
  ~Ranker();

  [[nodiscard]] std::size_t states_width() const;
  [[nodiscard]] const std::string& version() const;

 private:
  friend class Ranking;
  struct Weights;
  explicit Ranker(std::unique_ptr<const Weights> weights);
  std::unique_ptr<const Weights> weights_;
};

/// A candidate with its score; scores of one phrase compare among each other only.
struct Ranked {
  std::uint32_t candidate = 0;  // an earlier phrase
  float score = 0;
};

/// The scores of one document's phrases. Refers to all it is made from.
class Ranking {
 public:
  /// O(phrases).
  Ranking(const Ranker& ranker, const Words& words, const language::States& states,
          std::span<const PhraseFacts> facts);

  /// Puts the candidates of `phrase` into `ranked`, nearest first; gives the score of its being
  /// the first of its chain. O(candidates).
  float rank(std::uint32_t phrase, std::vector<Ranked>& ranked);

 private:
  const Ranker::Weights& weights_;
  std::span<const PhraseFacts> facts_;
  FeatureFinder features_;
  std::vector<float> first_;    // by phrase: the score of its being the first of its chain
  std::vector<float> later_;    // [phrase][hidden]: its part in pairs as the later one
  std::vector<float> earlier_;  // [phrase][hidden]
  std::vector<float> shared_;   // [phrase][shared]
  std::vector<std::uint32_t> candidates_;
};

}  // namespace faultline::actors::detail
