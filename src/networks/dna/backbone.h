#pragma once
// Which values of variable 2 carry a one-mode network, as DNA's backbone finds them.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "networks/dna/selection.h"

namespace faultline::networks::dna {

/// The losses of sets of variable-2 values: the spectral distance (distance.h) between the network
/// of all kept statements and that of those whose value is in the set, with the same nodes.
class Backbone {
 public:
  /// Usage unless the network is one-mode without windows. Keeps a reference to `selection`.
  [[nodiscard]] static Result<Backbone> of(const Selection& selection);

  /// Values of variable 2 that kept statements have, in DNA's order.
  [[nodiscard]] const std::vector<std::string>& entities() const { return entities_; }

  /// Loss of the set (`is_in` per entity), 0 of all, 1 of none. O(cells + pairs of rows).
  [[nodiscard]] double loss(const std::vector<char>& is_in) const;
  /// loss * exp(-penalty (C - |set|) / C), C the number of entities.
  [[nodiscard]] double penalised_loss(const std::vector<char>& is_in, double penalty) const;
  /// Kept statements whose value is in the set.
  [[nodiscard]] std::int64_t statements(const std::vector<char>& is_in) const;

 private:
  explicit Backbone(const Selection& selection) : selection_(&selection) {}

  const Selection* selection_;
  std::vector<std::string> entities_;
  std::vector<std::int32_t> entity_of_;  // per label of variable 2; -1: none kept
  std::vector<double> full_;             // spectrum of the whole
};

/// One step of the nested backbone.
struct NestedStep {
  int iteration = 0;            // from 1, each entity its own
  std::string entity;           // taken out
  double backbone_loss = 0;     // of what is left
  double redundant_loss = 0;    // of what was taken out so far
  std::int64_t statements = 0;  // left **if this one alone went in its round**
};
/// Takes out, round by round, the entities whose absence costs least: all that are **exactly**
/// equal (two that differ in the last bit of a floating-point number are not), the last first.
[[nodiscard]] std::vector<NestedStep> nested_backbone(const Backbone& backbone);

struct Losses {
  double backbone = 0, redundant = 0;
};
/// Penalised losses of a set and of its complement, whose own size counts.
[[nodiscard]] Losses evaluate(const Backbone& backbone, const std::vector<char>& is_in,
                              double penalty);

struct Annealing {
  std::optional<std::size_t> size;  // exactly so many entities ("fixed"); none: as penalty asks
  double penalty = 7.5;             // of "penalty"
  int iterations = 50'000;
  std::uint64_t seed = 1;  // DNA has none
};
struct Annealed {
  std::vector<std::string> backbone, redundant;
  Losses losses;  // without penalty; of these sets (DNA: of the last accepted ones)
};
/// Simulated annealing: adds, removes or swaps ("fixed": swaps) entities; worse sets are accepted
/// with probability exp(-(new - old)) (1 - 1 / (1 + exp(5 - 12 t / T))). Usage for a size of 0 or
/// beyond the entities, or no iterations.
[[nodiscard]] Result<Annealed> annealed_backbone(const Backbone& backbone,
                                                 const Annealing& annealing);

}  // namespace faultline::networks::dna
