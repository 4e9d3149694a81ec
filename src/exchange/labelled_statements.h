#pragma once
// Statements with what a reader makes of them, a line each, for measuring how well codings are
// learned (docs/formats.md).

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "positions/codebook.h"
#include "positions/concept_classifier.h"

namespace faultline::exchange {

struct LabelledStatement {
  std::string id;
  std::string part;  // of the set: "hard"; may be empty
  std::string speaker;
  positions::StatementText text;
  std::vector<int> agreements;  // by concept of the codebook: -1, 0, +1
};

/// Reads id, part, labels, speaker, cue, content, parted by tabs; lines that begin with # and empty
/// ones are passed over. Malformed with "name:line" for another number of fields, an id that comes
/// twice, a label without + or -, or of a concept that `codebook` does not hold; and where there is
/// no statement at all.
[[nodiscard]] Result<std::vector<LabelledStatement>> read_labelled_statements(
    std::string_view text, const std::string& name, const positions::Codebook& codebook);

}  // namespace faultline::exchange
