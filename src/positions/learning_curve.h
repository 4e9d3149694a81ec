#pragma once
// How well a concept is learned from so many coded statements, picked at random or asked for.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "positions/codebook.h"
#include "positions/concept_classifier.h"

namespace faultline::positions {

struct CurveOptions {
  std::vector<std::size_t> sizes = {10, 20, 50, 100, 200};  // ascending, each 10 or more
  int seeds = 5;                // 1, 2, ...: each cuts the statements anew
  std::size_t batch = 10;       // how many are asked before the classifier learns again
  double held_out = 1.0 / 3.0;  // share that is only measured on
};

/// Of the stands in held-out statements.
struct CurveScore {
  std::size_t wanted = 0, found = 0, right = 0;
  [[nodiscard]] double f1() const;  // 0 where there is nothing to find and nothing was found
  CurveScore& operator+=(const CurveScore& other);
};

using CurveScores = std::vector<CurveScore>;  // by group of held-out statements

/// One seed's measurements.
struct CurveRun {
  CurveScores phrases;   // by the codebook's phrases alone
  CurveScores untaught;  // by what the classifier makes of the codebook, without any label
  std::vector<CurveScores> random, active;  // by size; all of the pool where it holds fewer
};

/// Each seed of options.seeds gives a run, in their order. Active picks are next_to_ask()'s, a
/// batch at a time, the first by the codebook alone. `texts`, `agreements` and `groups` (0, 1, ...;
/// empty: all are of group 0) are parallel.
[[nodiscard]] std::vector<CurveRun> learning_curve(std::span<const StatementText> texts,
                                                   std::span<const int> agreements,
                                                   const Concept& subject,
                                                   const CurveOptions& options = {},
                                                   std::span<const std::uint32_t> groups = {});

}  // namespace faultline::positions
