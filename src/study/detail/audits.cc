#include "study/detail/audits.h"

#include <fmt/core.h>

#include "study/detail/columns.h"
#include "study/detail/corrections.h"
#include "study/detail/draws.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

Result<void> check(const AuditPlan& plan) {
  if (plan.items.empty())
    return failure(ErrorCode::Usage,
                   "There is no relation to draw: the study holds none of this kind that a person "
                   "has not spoken on already.");
  for (const AuditPlanItem& item : plan.items)
    if (item.stratum >= plan.strata.size() || !(item.inclusion > 0 && item.inclusion <= 1))
      return failure(ErrorCode::Usage,
                     fmt::format("Relation {} was drawn of stratum {} with the probability {}; "
                                 "there are {} strata, and a probability is above 0 and at most 1.",
                                 static_cast<std::int64_t>(item.relation), item.stratum,
                                 item.inclusion, plan.strata.size()));
  return {};
}

/// The relation as the machine has it now becomes an item.
Result<void> keep_item(Connection& connection, std::int64_t audit, std::size_t number,
                       const AuditPlanItem& item) {
  const auto there = connection.integer(
      "SELECT count(*) FROM audit_item i JOIN relation r ON r.article = i.article "
      "AND r.subject = i.subject WHERE i.audit = ? AND r.key = ?",
      audit, item.relation);
  if (!there) return tl::unexpected(there.error());
  if (there->value_or(0) > 0)
    return failure(ErrorCode::Usage, fmt::format("Relation {} was drawn twice.",
                                                 static_cast<std::int64_t>(item.relation)));
  auto done = connection.run(
      "INSERT INTO audit_item (audit, number, stratum, inclusion, article, subject, words, "
      "drawn_from, drawn_to, drawn_act, drawn_sign, drawn_day) "
      "SELECT ?, ?, ?, ?, r.article, r.subject, "
      "r.machine_from || ' > ' || coalesce(r.machine_to, r.target_text) || ': ' || "
      "r.evidence_text, coalesce((SELECT c.actor FROM cast_member c "
      "WHERE c.article = r.article AND c.machine_actor = r.machine_from), r.machine_from), "
      "(SELECT c.actor FROM cast_member c "
      "WHERE c.article = r.article AND c.machine_actor = r.machine_to), "
      "r.machine_act, r.machine_sign, r.machine_day FROM relation r WHERE r.key = ?",
      audit, number, item.stratum, item.inclusion, item.relation);
  if (done && connection.changes() == 0)
    return failure(ErrorCode::NotFound,
                   fmt::format("The study {} holds no relation {}; list them again, for its "
                               "article may have been read anew.",
                               connection.name(), static_cast<std::int64_t>(item.relation)),
                   connection.name());
  return done;
}

constexpr std::string_view item_columns =
    "SELECT i.key, i.audit, i.number, t.name, t.units, i.stratum, i.inclusion, r.key, i.article, "
    "a.id, a.outlet, i.words, i.drawn_from, i.drawn_to, i.drawn_act, i.drawn_sign, i.drawn_day, "
    "n.verdict, n.coder, n.note, n.made_at FROM audit_item i "
    "JOIN audit_stratum t ON t.audit = i.audit AND t.number = i.stratum "
    "JOIN article a ON a.key = i.article "
    "LEFT JOIN relation r ON r.article = i.article AND r.subject = i.subject "
    "LEFT JOIN audit_answer n ON n.item = i.key AND n.is_in_force = 1 ";

Result<AuditItemRow> item_of(const Connection& connection, const Row& row) {
  AuditItemRow item;
  item.key = AuditItemId{row.integer(0)};
  item.audit = AuditId{row.integer(1)};
  item.number = static_cast<int>(row.integer(2));
  item.stratum = row.text(3);
  item.units = row.integer(4);
  item.place = static_cast<std::uint32_t>(row.integer(5));
  item.inclusion = row.real(6);
  if (const auto relation = row.optional_integer(7)) item.relation = RelationId{*relation};
  item.article = ArticleId{row.integer(8)};
  item.article_id = row.text(9);
  item.outlet = row.optional_text(10);
  item.words = row.text(11);
  item.drawn_from = row.text(12);
  item.drawn_to = row.optional_text(13);
  const auto drawn_act = act(connection, row, 14);
  if (!drawn_act) return tl::unexpected(drawn_act.error());
  item.drawn_act = *drawn_act;
  item.drawn_sign = static_cast<int>(row.integer(15));
  const auto drawn_day = day(connection, row, 16);
  if (!drawn_day) return tl::unexpected(drawn_day.error());
  item.drawn_day = *drawn_day;
  if (const auto verdict = row.optional_text(17)) {
    item.verdict = verdict_named(*verdict);
    if (!item.verdict)
      return tl::unexpected(connection.damaged(fmt::format("\"{}\" is no verdict", *verdict)));
  }
  item.coder = row.text(18);
  item.note = row.text(19);
  item.answered_at = row.optional_text(20);
  return item;
}

Result<AuditItemRow> item_row(Connection& connection, AuditItemId key) {
  std::optional<AuditItemRow> found;
  const auto done = connection.each(
      fmt::format("{} WHERE i.key = ?", item_columns),
      [&](const Row& row) -> Result<void> {
        auto item = item_of(connection, row);
        if (!item) return tl::unexpected(item.error());
        found = std::move(*item);
        return {};
      },
      key);
  if (!done) return tl::unexpected(done.error());
  if (!found)
    return failure(ErrorCode::NotFound,
                   fmt::format("The study {} holds no audit item {}; `faultline audit STUDY list` "
                               "shows them.",
                               connection.name(), static_cast<std::int64_t>(key)),
                   connection.name());
  return std::move(*found);
}

/// What holds of the relation now.
struct Held {
  std::string from;
  std::optional<std::string> to;
  std::string act;
  int sign = 0;
};

Result<Held> held(Connection& connection, RelationId relation) {
  Held now;
  const auto done = connection.each(
      "SELECT from_actor, to_actor, act, sign FROM relation WHERE key = ?",
      [&](const Row& row) -> Result<void> {
        now = {row.text(0), row.optional_text(1), row.text(2), static_cast<int>(row.integer(3))};
        return {};
      },
      relation);
  if (!done) return tl::unexpected(done.error());
  return now;
}

/// `now` with what the answer says is otherwise.
Result<Held> edited(Connection& connection, Held now, const AuditAnswer& answer) {
  if (!answer.from && !answer.to && !answer.act && !answer.sign)
    return failure(ErrorCode::Usage,
                   "An edited relation needs what is otherwise: from, to, act or sign.");
  if (answer.sign && (*answer.sign < -1 || *answer.sign > 1))
    return failure(ErrorCode::Usage, fmt::format("{} is no sign; give -1, 0 or +1.", *answer.sign),
                   "sign");
  if (answer.from) {
    auto actor = known_actor(connection, *answer.from);
    if (!actor) return tl::unexpected(actor.error());
    now.from = std::move(*actor);
  }
  if (answer.to) {
    auto actor = known_actor(connection, *answer.to);
    if (!actor) return tl::unexpected(actor.error());
    now.to = std::move(*actor);
  }
  if (answer.act) {
    now.act = positions::to_string(*answer.act);
    now.sign = positions::sign_of(*answer.act);
  }
  if (answer.sign) now.sign = *answer.sign;
  if (now.to == now.from)
    return failure(ErrorCode::Usage,
                   fmt::format("\"{}\" would be at both ends, and nobody has a relation to "
                               "himself; call the relation wrong, or name the other end too.",
                               now.from),
                   "from");
  return now;
}

Result<std::vector<AnswerField>> fields_of(Connection& connection, RelationId relation,
                                           const AuditAnswer& answer) {
  if (answer.verdict == Verdict::Wrong) return std::vector<AnswerField>{{"valid", "no"}};
  auto now = held(connection, relation);
  if (now && answer.verdict == Verdict::Edited) now = edited(connection, std::move(*now), answer);
  if (!now) return tl::unexpected(now.error());
  std::vector<AnswerField> fields{{"from", now->from},
                                  {"act", now->act},
                                  {"sign", fmt::format("{}", now->sign)},
                                  {"valid", "yes"}};
  if (now->to) fields.push_back({"to", *now->to});
  return fields;
}

}  // namespace

Result<AuditId> keep_audit(Connection& connection, const AuditPlan& plan, std::string_view now) {
  if (auto checked = check(plan); !checked) return tl::unexpected(checked.error());
  const auto key = keep_draw(
      connection, {AuditKind::Relations, plan.bloc, plan.frame, plan.seed, plan.strata}, now);
  if (!key) return key;
  Result<void> done;
  for (std::size_t i = 0; done && i < plan.items.size(); ++i)
    done = keep_item(connection, static_cast<std::int64_t>(*key), i + 1, plan.items[i]);
  if (!done) return tl::unexpected(done.error());
  return key;
}

Result<std::vector<AuditRow>> audit_rows(Connection& connection) {
  std::vector<AuditRow> rows;
  const auto done = connection.each(
      "SELECT u.key, u.bloc, u.frame, u.seed, u.made_at, "
      "(SELECT coalesce(sum(t.units), 0) FROM audit_stratum t WHERE t.audit = u.key), "
      "(SELECT count(*) FROM audit_item i WHERE i.audit = u.key) "
      "+ (SELECT count(*) FROM audit_passage p WHERE p.audit = u.key), "
      "(SELECT count(*) FROM audit_item i JOIN audit_answer n ON n.item = i.key "
      "AND n.is_in_force = 1 WHERE i.audit = u.key) "
      "+ (SELECT count(*) FROM audit_passage p JOIN audit_passage_answer n ON n.passage = p.key "
      "AND n.is_in_force = 1 WHERE p.audit = u.key), u.kind = 'passages', u.min_confidence "
      "FROM audit u ORDER BY u.key",
      [&](const Row& row) -> Result<void> {
        rows.push_back({AuditId{row.integer(0)}, row.text(1), row.text(2), row.integer(3),
                        row.text(4), row.integer(5), row.integer(6), row.integer(7),
                        row.integer(8) == 0 ? AuditKind::Relations : AuditKind::Passages,
                        row.real(9)});
        return {};
      });
  if (!done) return tl::unexpected(done.error());
  return rows;
}

Result<std::vector<AuditItemRow>> audit_item_rows(Connection& connection,
                                                  std::optional<AuditId> audit) {
  if (auto known = require_audit(connection, audit); !known) return tl::unexpected(known.error());
  std::vector<AuditItemRow> rows;
  const auto done = connection.each(
      fmt::format("{} WHERE ?1 IS NULL OR i.audit = ?1 ORDER BY i.audit, i.number", item_columns),
      [&](const Row& row) -> Result<void> {
        auto item = item_of(connection, row);
        if (!item) return tl::unexpected(item.error());
        rows.push_back(std::move(*item));
        return {};
      },
      audit);
  if (!done) return tl::unexpected(done.error());
  return rows;
}

Result<void> answer_audit(Connection& connection, const AuditAnswer& answer, std::string_view now) {
  if (auto fine = check_coder(answer.coder); !fine) return fine;
  const auto item = item_row(connection, answer.item);
  if (!item) return tl::unexpected(item.error());
  if (!item->relation)
    return failure(ErrorCode::NotFound,
                   fmt::format("The newest reading of article {} no longer holds this relation "
                               "({}), so there is nothing to check.",
                               item->article_id, item->words),
                   connection.name());
  const auto fields = fields_of(connection, *item->relation, answer);
  if (!fields) return tl::unexpected(fields.error());
  auto done = connection.run(
      "UPDATE audit_answer SET is_in_force = 0 WHERE item = ? AND is_in_force = 1", answer.item);
  if (done)
    done = connection.run(
        "INSERT INTO audit_answer (item, verdict, coder, note, made_at, is_in_force) "
        "VALUES (?, ?, ?, ?, ?, 1)",
        answer.item, word_for(answer.verdict), answer.coder, answer.note, now);
  if (!done) return done;
  const auto key = last_key(connection);
  if (!key) return tl::unexpected(key.error());
  return add_answer(connection, static_cast<std::int64_t>(*item->relation), *fields, *key,
                    answer.coder, answer.note, now);
}

Result<AuditItemRow> undo_audit_answer(Connection& connection, const std::string& coder,
                                       std::optional<AuditItemId> item, std::string_view now) {
  struct Last {
    std::int64_t key{}, item{}, article{};
  };
  std::optional<Last> last;
  auto done = connection.each(
      "SELECT n.key, n.item, i.article FROM audit_answer n JOIN audit_item i ON i.key = n.item "
      "WHERE n.is_in_force = 1 AND n.coder = ?1 AND (?2 IS NULL OR n.item = ?2) "
      "ORDER BY n.key DESC LIMIT 1",
      [&](const Row& row) -> Result<void> {
        last = Last{row.integer(0), row.integer(1), row.integer(2)};
        return {};
      },
      coder, item);
  if (!done) return tl::unexpected(done.error());
  if (!last) return nothing_to_undo(coder);
  done = connection.run("UPDATE audit_answer SET is_in_force = 0, withdrawn_at = ? WHERE key = ?",
                        now, last->key);
  if (done)
    done = connection.run(
        "UPDATE audit_answer SET is_in_force = 1 WHERE key = (SELECT max(key) FROM audit_answer "
        "WHERE item = ? AND withdrawn_at IS NULL)",
        last->item);
  if (done) done = withdraw_answer(connection, last->article, last->key, now);
  if (!done) return tl::unexpected(done.error());
  return item_row(connection, AuditItemId{last->item});
}

}  // namespace faultline::study::detail
