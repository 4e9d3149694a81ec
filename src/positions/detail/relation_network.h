#pragma once
// The trained network that judges pairs: who of two is for or against the other where both stand.
// docs/models/relations.md describes network and file.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/states.h"
#include "nets/kernels.h"
#include "positions/detail/relation_facts.h"

namespace faultline::positions::detail {

/// Neutral, the one for the other, the other for the one, and both against.
inline constexpr std::size_t pair_classes = 5;

struct PairQuery {
  PairEnd one;
  PairEnd other;
  std::optional<std::uint32_t> hidden;  // this word is taken for one that says nothing
};

struct PairJudgement {
  std::array<float, pair_classes> chances{};  // they add up to 1
  std::vector<std::uint32_t> looked_at;       // words, those that counted most first
};

/// Immutable; serves any number of threads.
class RelationNetwork {
 public:
  /// `bytes` must begin at a multiple of 64 and outlive the network; `name` is the file's.
  /// Malformed or Unsupported if it is not such a file.
  [[nodiscard]] static Result<RelationNetwork> load(
      std::string_view bytes, const std::string& name,
      const nets::Kernels& kernels = *nets::usable_kernels().front());

  RelationNetwork(RelationNetwork&&) noexcept;
  RelationNetwork& operator=(RelationNetwork&&) noexcept;
  ~RelationNetwork();

  /// One for each of `queries`, each as if it were asked alone. O(words of all windows).
  [[nodiscard]] std::vector<PairJudgement> judge(const RelationFacts& facts,
                                                 const language::States& states,
                                                 std::span<const PairQuery> queries) const;

  /// What to add to the logarithms of the chances before the largest is taken, so that rare classes
  /// are found as often as common ones (chosen for macro F1).
  [[nodiscard]] const std::array<float, pair_classes>& balance() const;

  [[nodiscard]] std::size_t states_width() const;
  [[nodiscard]] const std::string& version() const;

 private:
  struct Weights;
  explicit RelationNetwork(std::unique_ptr<const Weights> weights);
  std::unique_ptr<const Weights> weights_;
};

}  // namespace faultline::positions::detail
