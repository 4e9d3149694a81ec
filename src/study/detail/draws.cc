#include "study/detail/draws.h"

#include <fmt/core.h>

#include "study/detail/names.h"
#include "study/detail/settling.h"

namespace faultline::study::detail {

using sqlite::Connection;

Result<AuditId> keep_draw(Connection& connection, const Draw& draw, std::string_view now) {
  auto done = connection.run(
      "INSERT INTO audit (kind, bloc, frame, seed, min_confidence, made_at) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      word_for(draw.kind), draw.bloc, draw.frame, draw.seed, draw.min_confidence, now);
  if (!done) return tl::unexpected(done.error());
  const auto key = last_key(connection);
  if (!key) return tl::unexpected(key.error());
  for (std::size_t i = 0; done && i < draw.strata.size(); ++i)
    done =
        connection.run("INSERT INTO audit_stratum (audit, number, name, units) VALUES (?, ?, ?, ?)",
                       *key, i, draw.strata[i].name, draw.strata[i].units);
  if (!done) return tl::unexpected(done.error());
  return AuditId{*key};
}

Result<std::int64_t> last_key(Connection& connection) {
  const auto key = connection.integer("SELECT last_insert_rowid()");
  if (!key) return tl::unexpected(key.error());
  return key->value_or(0);
}

Result<void> require_audit(Connection& connection, std::optional<AuditId> audit) {
  if (!audit) return {};
  const auto known = connection.integer("SELECT 1 FROM audit WHERE key = ?", *audit);
  if (!known) return tl::unexpected(known.error());
  if (*known) return {};
  return failure(ErrorCode::NotFound,
                 fmt::format("The study {} holds no audit {}; `faultline audit STUDY list` "
                             "shows them.",
                             connection.name(), static_cast<std::int64_t>(*audit)),
                 connection.name());
}

Result<void> check_coder(const std::string& coder) {
  if (!coder.empty() && coder != "machine") return {};
  return failure(ErrorCode::Usage,
                 "An answer needs the name of the person who gives it, which cannot be "
                 "\"machine\".");
}

Result<std::string> known_actor(Connection& connection, const std::string& id) {
  if (auto known = require_actor(connection, id); !known) return tl::unexpected(known.error());
  return holder_of(connection, id);
}

tl::unexpected<Error> nothing_to_undo(const std::string& coder) {
  return failure(ErrorCode::NotFound,
                 fmt::format("There is no answer of {} that could be taken back.", coder),
                 "--coder");
}

}  // namespace faultline::study::detail
