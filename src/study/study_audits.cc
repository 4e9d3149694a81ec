// The part of Study that keeps samples which people check.

#include "study/detail/audits.h"
#include "study/detail/database.h"
#include "study/study.h"

namespace faultline::study {

using sqlite::Connection;

std::string_view word_for(Verdict verdict) {
  switch (verdict) {
    case Verdict::Right:
      return "right";
    case Verdict::Wrong:
      return "wrong";
    case Verdict::Edited:
      return "edited";
  }
  return "right";
}

std::optional<Verdict> verdict_named(std::string_view word) {
  for (const auto verdict : {Verdict::Right, Verdict::Wrong, Verdict::Edited})
    if (word == word_for(verdict)) return verdict;
  return std::nullopt;
}

Result<AuditId> Study::keep_audit(const AuditPlan& plan) {
  AuditId made{};
  auto done = database_->write([&](Connection& connection) -> Result<void> {
    const auto kept = detail::keep_audit(connection, plan, time_of_act());
    if (!kept) return tl::unexpected(kept.error());
    made = *kept;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return made;
}

Result<std::vector<AuditRow>> Study::audits() const { return database_->ask(detail::audit_rows); }

Result<std::vector<AuditItemRow>> Study::audit_items(std::optional<AuditId> audit) const {
  return database_->ask(
      [&](Connection& connection) { return detail::audit_item_rows(connection, audit); });
}

Result<void> Study::answer_audit(const AuditAnswer& answer) {
  return database_->write([&](Connection& connection) {
    return detail::answer_audit(connection, answer, time_of_act());
  });
}

Result<AuditItemRow> Study::undo_audit_answer(const std::string& coder,
                                              std::optional<AuditItemId> item) {
  AuditItemRow undone;
  auto done = database_->write([&](Connection& connection) -> Result<void> {
    auto row = detail::undo_audit_answer(connection, coder, item, time_of_act());
    if (!row) return tl::unexpected(row.error());
    undone = std::move(*row);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return undone;
}

}  // namespace faultline::study
