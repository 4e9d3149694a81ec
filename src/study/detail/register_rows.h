#pragma once
// The register as a study holds it, read fast: it may name a million spellings.

#include <vector>

#include "actors/register.h"
#include "base/result.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// The registered actors with all that the register says of them, by id. O(rows), each table once.
[[nodiscard]] Result<std::vector<actors::Actor>> load_register(sqlite::Connection& connection);

}  // namespace faultline::study::detail
