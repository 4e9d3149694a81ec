#pragma once
// Passages that were drawn and what people found missing in them, as rows; and who stands in which
// article, from which they are drawn.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "study/passages.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

// As the functions of Study with these names, in a transaction of the caller; `now` is the time of
// the act.

[[nodiscard]] Result<AuditId> keep_passages(sqlite::Connection& connection, const PassagePlan& plan,
                                            std::string_view now);
[[nodiscard]] Result<std::vector<PassageRow>> passage_rows(sqlite::Connection& connection,
                                                           std::optional<AuditId> audit);
[[nodiscard]] Result<void> answer_passage(sqlite::Connection& connection,
                                          const PassageAnswer& answer, std::string_view now);
[[nodiscard]] Result<PassageRow> undo_passage_answer(sqlite::Connection& connection,
                                                     const std::string& coder,
                                                     std::optional<PassageId> passage,
                                                     std::string_view now);
[[nodiscard]] Result<std::vector<CastRow>> cast_rows(sqlite::Connection& connection,
                                                     ArticleId article);
[[nodiscard]] Result<std::vector<CastCount>> cast_counts(sqlite::Connection& connection,
                                                         std::span<const std::string> actors);

}  // namespace faultline::study::detail
