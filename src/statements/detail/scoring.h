#pragma once
// How likely a reader would mark a candidate: a logistic model over named features, trained on
// PolNeAR (training/statement_weights.cc), whose table is built into the program.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "statements/detail/candidates.h"

namespace faultline::statements::detail {

/// The candidate's features, "frame=that" and the like; the same in training and in reading.
[[nodiscard]] std::vector<std::string> features(const MarkedWords& words,
                                                const Candidate& candidate);

/// Feature weights. Immutable.
class Weights {
 public:
  [[nodiscard]] static const Weights& english();
  /// From rows "feature<TAB>weight"; rows that do not follow the form are skipped.
  explicit Weights(std::string_view table);

  /// Between 0 and 1.
  [[nodiscard]] float probability(const std::vector<std::string>& features) const;

 private:
  std::unordered_map<std::string, float> weights_;
};

}  // namespace faultline::statements::detail
