// Coded data taken back.

#include <fmt/core.h>

#include <string>
#include <vector>

#include "study/detail/actor_rows.h"
#include "study/detail/coded_rows.h"
#include "study/detail/identity.h"
#include "study/detail/queries.h"

namespace faultline::study::detail {

using sqlite::Connection;
using sqlite::Row;

Result<void> remove_coded(Connection& connection, ImportId key) {
  if (auto done = widen_cache(connection); !done) return done;
  const auto worked_on = connection.text(
      "SELECT a.id FROM coded_document d JOIN article a ON a.key = d.article WHERE d.import = ? "
      "AND (EXISTS (SELECT 1 FROM judgement j WHERE j.article = a.key AND j.kind = 'person' "
      "AND j.import IS NOT d.import AND j.withdrawn_at IS NULL) "
      "OR EXISTS (SELECT 1 FROM correction c WHERE c.article = a.key "
      "AND c.withdrawn_at IS NULL)) ORDER BY a.key LIMIT 1",
      key);
  if (!worked_on) return tl::unexpected(worked_on.error());
  if (*worked_on)
    return failure(ErrorCode::Conflict,
                   fmt::format("People have coded or corrected the article {}, which came with "
                               "import {}; it stays.",
                               **worked_on, static_cast<std::int64_t>(key)),
                   **worked_on);
  std::vector<std::string> actors;
  auto done = connection.each(
      "SELECT DISTINCT m.linked FROM coded_document d JOIN cast_member m ON m.article = d.article "
      "WHERE d.import = ?1 UNION SELECT m.actor FROM coded_document d "
      "JOIN cast_member m ON m.article = d.article WHERE d.import = ?1",
      [&](const Row& row) -> Result<void> {
        actors.push_back(row.text(0));
        return {};
      },
      key);
  std::vector<std::int64_t> articles;
  if (done)
    done = connection.each(
        "SELECT article FROM coded_document WHERE import = ?",
        [&](const Row& row) -> Result<void> {
          articles.push_back(row.integer(0));
          return {};
        },
        key);
  // From the leaves, so that no row has to look for others that refer to it.
  for (const char* sql :
       {"DELETE FROM coded_value WHERE statement IN (SELECT s.key FROM coded_statement s "
        "JOIN coded_document d ON d.key = s.document WHERE d.import = ?)",
        "DELETE FROM coded_statement WHERE document IN (SELECT key FROM coded_document "
        "WHERE import = ?)",
        "DELETE FROM coded_document WHERE import = ?", "DELETE FROM coded_type WHERE import = ?",
        "DELETE FROM coded_coder WHERE import = ?", "DELETE FROM coded_regex WHERE import = ?",
        "DELETE FROM coded_setting WHERE import = ?"})
    if (done) done = connection.run(sql, key);
  for (const auto article : articles)
    if (done) done = connection.run("DELETE FROM article WHERE key = ?", article);
  if (done) done = drop_unused(connection, actors);
  if (done && !actors.empty()) done = set_setting(connection, "links", "stale");
  if (!done) return done;
  // The codebook goes back to what it was, unless it was changed since.
  const auto brought =
      connection.text("SELECT codebook_hash FROM coding_import WHERE key = ?", key);
  if (!brought) return tl::unexpected(brought.error());
  const auto current = codebook_hash(connection);
  if (!current) return tl::unexpected(current.error());
  if (brought->value_or("").empty() || **brought != *current) return {};
  const auto restored = restore_codebook(connection);
  return restored ? Result<void>() : tl::unexpected(restored.error());
}

}  // namespace faultline::study::detail
