#pragma once
// How often a model's proposals say what people say.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "timeline/proportion.h"

namespace faultline::llm {

/// One statement on one concept that people have coded and a model was asked about.
struct Comparison {
  std::string concept_name;
  int person = 0;  // -1, 0 (no stand), +1
  int model = 0;
};

struct Measured {
  std::string concept_name;  // empty: all of them together
  int n = 0;
  int right = 0;
  std::optional<timeline::Proportion> share;  // none below `fewest`: not measured

  friend bool operator==(const Measured&, const Measured&) = default;
};
inline constexpr int fewest = 10;

/// The concepts in the order of their names, then all of them together if there is any.
[[nodiscard]] std::vector<Measured> measure(std::span<const Comparison> comparisons);

}  // namespace faultline::llm
