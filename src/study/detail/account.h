#pragma once
// Everything about one actor, with what it rests on.

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "study/decisions.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// Study::account_of().
[[nodiscard]] Result<ActorAccount> account_of(sqlite::Connection& connection,
                                              const std::string& actor,
                                              std::optional<std::int64_t> mentions);

}  // namespace faultline::study::detail
