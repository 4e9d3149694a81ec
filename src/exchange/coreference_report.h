#pragma once
// All that is told about a comparison of coreference, as a value and as JSON.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "exchange/coreference_scores.h"

namespace faultline::exchange {

struct CoreferenceGroup {
  std::string name;  // a genre; empty: not given
  CoreferenceScores scores;
};

struct CoreferenceReport {
  CoreferenceScores scores;
  std::size_t without_prediction = 0;                   // documents
  std::optional<std::vector<CoreferenceGroup>> groups;  // by name
};

/// One object, indented, with LF at its end; per cent with two decimals (docs/cli.md).
[[nodiscard]] std::string to_json(const CoreferenceReport& report);

}  // namespace faultline::exchange
