#pragma once
// The order of discourse: by time, then where a statement stands.

#include <cstdint>
#include <vector>

#include "networks/statement_table.h"

namespace faultline::networks::detail {

/// `statements` (rows of `table`, each once) by (time, document, begin, end, id). O(n) by digits of
/// the time, and O(t log t) for each t statements of one time.
[[nodiscard]] std::vector<std::uint32_t> in_order(const StatementTable& table,
                                                  std::vector<std::uint32_t> statements);

}  // namespace faultline::networks::detail
