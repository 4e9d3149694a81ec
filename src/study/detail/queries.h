#pragma once
// The questions of study.h, each over one connection.

#include <string>
#include <vector>

#include "base/result.h"
#include "positions/codebook.h"
#include "study/rows.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

[[nodiscard]] Result<std::vector<ArticleRow>> article_rows(sqlite::Connection& connection,
                                                           const Filter& filter);
[[nodiscard]] Result<std::vector<StatementRow>> statement_rows(sqlite::Connection& connection,
                                                               const Filter& filter);
[[nodiscard]] Result<std::vector<RelationRow>> relation_rows(sqlite::Connection& connection,
                                                             const Filter& filter);
/// Study::machine_relations().
[[nodiscard]] Result<std::vector<RelationRow>> machine_relation_rows(sqlite::Connection& connection,
                                                                     const Filter& filter);
[[nodiscard]] Result<std::vector<CodingRow>> coding_rows(sqlite::Connection& connection,
                                                         const Filter& filter);
[[nodiscard]] Result<std::vector<ActorRow>> actor_rows(sqlite::Connection& connection,
                                                       const Filter& filter);
[[nodiscard]] Result<Totals> totals(sqlite::Connection& connection);

/// Study::set_codebook() and codebook(), in a transaction of the caller.
[[nodiscard]] Result<void> replace_codebook(sqlite::Connection& connection,
                                            const positions::Codebook& codebook);
/// Study::undo_codebook(), likewise.
[[nodiscard]] Result<positions::Codebook> restore_codebook(sqlite::Connection& connection);
[[nodiscard]] Result<positions::Codebook> load_codebook(sqlite::Connection& connection);

}  // namespace faultline::study::detail
