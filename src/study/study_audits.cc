// The part of Study that keeps samples which people check.

#include "study/detail/audits.h"
#include "study/detail/database.h"
#include "study/detail/passages.h"
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

std::string_view word_for(AuditKind kind) {
  return kind == AuditKind::Passages ? "passages" : "relations";
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

Result<AuditId> Study::keep_passages(const PassagePlan& plan) {
  AuditId made{};
  auto done = database_->write([&](Connection& connection) -> Result<void> {
    const auto kept = detail::keep_passages(connection, plan, time_of_act());
    if (!kept) return tl::unexpected(kept.error());
    made = *kept;
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return made;
}

Result<std::vector<PassageRow>> Study::passages(std::optional<AuditId> audit) const {
  return database_->ask(
      [&](Connection& connection) { return detail::passage_rows(connection, audit); });
}

Result<void> Study::answer_passage(const PassageAnswer& answer) {
  return database_->write([&](Connection& connection) {
    return detail::answer_passage(connection, answer, time_of_act());
  });
}

Result<PassageRow> Study::undo_passage_answer(const std::string& coder,
                                              std::optional<PassageId> passage) {
  PassageRow undone;
  auto done = database_->write([&](Connection& connection) -> Result<void> {
    auto row = detail::undo_passage_answer(connection, coder, passage, time_of_act());
    if (!row) return tl::unexpected(row.error());
    undone = std::move(*row);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return undone;
}

Result<std::vector<CastRow>> Study::cast_of(ArticleId article) const {
  return database_->ask(
      [&](Connection& connection) { return detail::cast_rows(connection, article); });
}

Result<std::vector<CastCount>> Study::casts_with(std::span<const std::string> actors) const {
  return database_->ask(
      [&](Connection& connection) { return detail::cast_counts(connection, actors); });
}

}  // namespace faultline::study
