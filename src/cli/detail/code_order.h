#pragma once
// In which order a coder is asked about statements.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "study/study.h"

namespace faultline::cli {

enum class CodeOrder : std::uint8_t {
  Text,       // as the study lists them: by day, article and place
  Uncertain,  // first those whose answer teaches most
  Random,     // drawn with the seed
};

/// Places in `candidates`, in the order in which to ask, each once. The candidates are statements
/// that the coder has not coded on `concept_name`.
[[nodiscard]] Result<std::vector<std::size_t>> order_of(
    CodeOrder order, const study::Study& study, std::span<const study::StatementRow> candidates,
    const std::string& concept_name, std::uint64_t seed);

}  // namespace faultline::cli
