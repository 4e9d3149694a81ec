#pragma once
// Coded statements to measure with, in the shape of a large discourse study: three years, five
// statements a document, 500 organizations and 100 concepts of which few are named often.

#include <cstddef>
#include <string>

#include "networks/statement_table.h"

namespace faultline::bench {

/// `count` statements with the variables organization, concept, agreement and intensity, not in the
/// order of time. The same count gives the same statements.
[[nodiscard]] networks::StatementTable invented_statements(std::size_t count);

/// Those of a CSV file without quotes, with the columns statement_id, document_id, epoch_utc,
/// start, stop and the variables above. Empty if it cannot be read.
[[nodiscard]] networks::StatementTable statements_of_file(const std::string& path);

}  // namespace faultline::bench
