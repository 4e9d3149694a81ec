#pragma once
// All that is told about a comparison of statements, as a value and as JSON.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "exchange/reliability.h"
#include "exchange/statement_errors.h"
#include "exchange/statement_scores.h"

namespace faultline::exchange {

/// One side's reading: by role the spans in code points, and their words.
struct ShownStatement {
  std::array<std::vector<CodePointSpan>, 3> spans;
  std::array<std::vector<std::string>, 3> words;
};

struct ShownError {
  ErrorCause cause{};
  std::string article;
  CodePointSpan sentence;
  std::string sentence_text;
  std::optional<ShownStatement> gold;       // none: only predicted
  std::optional<ShownStatement> predicted;  // none: only in the gold
};

struct ShownErrors {
  std::uint64_t seed = 0;
  std::array<std::size_t, kErrorCauses.size()> counts{};  // of all errors, by cause
  std::vector<ShownError> drawn;                          // by cause, then by article and place
};

struct GroupTable {
  std::string by;  // "outlet"
  std::vector<GroupScores> groups;
};

struct StatementReport {
  StatementScores scores;
  std::size_t without_prediction = 0;  // articles
  std::optional<GroupTable> groups;
  std::optional<Reliability> reliability;
  std::optional<ShownErrors> errors;
};

/// One object, indented, with LF at its end; per cent with two decimals (docs/cli.md).
[[nodiscard]] std::string to_json(const StatementReport& report);

}  // namespace faultline::exchange
