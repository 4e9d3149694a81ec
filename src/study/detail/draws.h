#pragma once
// What samples of relations and of passages have in common: the draw, its strata, who answers.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "study/audits.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

struct Draw {
  AuditKind kind{};
  const std::string& bloc;
  const std::string& frame;
  std::int64_t seed = 1;
  std::span<const AuditStratum> strata;
  double min_confidence = 0;
};
/// Its row and those of its strata.
[[nodiscard]] Result<AuditId> keep_draw(sqlite::Connection& connection, const Draw& draw,
                                        std::string_view now);

/// Of the row inserted last.
[[nodiscard]] Result<std::int64_t> last_key(sqlite::Connection& connection);

/// NotFound: no such audit.
[[nodiscard]] Result<void> require_audit(sqlite::Connection& connection,
                                         std::optional<AuditId> audit);

/// Usage: no name, or the machine's.
[[nodiscard]] Result<void> check_coder(const std::string& coder);

/// The actor that goes by `id` now. NotFound: there is none (naming the nearest).
[[nodiscard]] Result<std::string> known_actor(sqlite::Connection& connection,
                                              const std::string& id);

/// NotFound: what `undo` says where there is nothing to take back.
[[nodiscard]] tl::unexpected<Error> nothing_to_undo(const std::string& coder);

}  // namespace faultline::study::detail
