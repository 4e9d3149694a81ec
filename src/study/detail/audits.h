#pragma once
// Samples of relations and what people say of them, as rows.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "study/audits.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

// As the functions of Study with these names, in a transaction of the caller; `now` is the time of
// the act.

[[nodiscard]] Result<AuditId> keep_audit(sqlite::Connection& connection, const AuditPlan& plan,
                                         std::string_view now);
[[nodiscard]] Result<std::vector<AuditRow>> audit_rows(sqlite::Connection& connection);
[[nodiscard]] Result<std::vector<AuditItemRow>> audit_item_rows(sqlite::Connection& connection,
                                                                std::optional<AuditId> audit);
[[nodiscard]] Result<void> answer_audit(sqlite::Connection& connection, const AuditAnswer& answer,
                                        std::string_view now);
[[nodiscard]] Result<AuditItemRow> undo_audit_answer(sqlite::Connection& connection,
                                                     const std::string& coder,
                                                     std::optional<AuditItemId> item,
                                                     std::string_view now);

}  // namespace faultline::study::detail
