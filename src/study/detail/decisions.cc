#include "study/detail/decisions.h"

#include <fmt/core.h>

#include <array>

#include "study/detail/actor_rows.h"
#include "study/detail/columns.h"
#include "study/detail/decision_effects.h"
#include "study/detail/names.h"
#include "study/detail/settling.h"

namespace faultline::study {

using Kind = ActorDecision::Kind;

namespace {

struct KindWord {
  Kind kind;
  std::string_view word;
};
constexpr std::array<KindWord, 11> kind_words{{{Kind::Merge, "merge"},
                                               {Kind::Split, "split"},
                                               {Kind::Distinct, "distinct"},
                                               {Kind::Confirm, "confirm"},
                                               {Kind::Rename, "rename"},
                                               {Kind::AddAlias, "add-alias"},
                                               {Kind::AddRole, "add-role"},
                                               {Kind::AddBloc, "add-bloc"},
                                               {Kind::RemoveAlias, "remove-alias"},
                                               {Kind::RemoveRole, "remove-role"},
                                               {Kind::RemoveBloc, "remove-bloc"}}};

}  // namespace

std::string_view word_for(Kind kind) {
  for (const auto& [known, word] : kind_words)
    if (known == kind) return word;
  return "merge";
}

namespace detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

Result<DecisionRow> read_row(const Connection& connection, const Row& row) {
  DecisionRow made;
  made.key = DecisionId{row.integer(0)};
  bool is_known = false;
  for (const auto& [kind, word] : kind_words)
    if (row.text(1) == word) {
      made.kind = kind;
      is_known = true;
    }
  if (!is_known)
    return tl::unexpected(
        connection.damaged(fmt::format("\"{}\" is no kind of decision", row.text(1))));
  made.actor = row.text(2);
  made.other = row.text(3);
  made.value = row.text(4);
  const auto from = partial_date(connection, row, 5);
  if (!from) return tl::unexpected(from.error());
  const auto to = partial_date(connection, row, 6);
  if (!to) return tl::unexpected(to.error());
  made.period = {*from, *to};
  made.source = row.text(7);
  made.coder = row.text(8);
  made.note = row.text(9);
  made.made_at = row.text(10);
  made.withdrawn_at = row.optional_text(11);
  made.appearances = static_cast<int>(row.integer(12));
  return made;
}

constexpr std::string_view columns =
    "SELECT d.key, d.kind, d.actor, d.other, d.value, d.from_date, d.to_date, d.source, d.coder, "
    "d.note, d.made_at, d.withdrawn_at, "
    "(SELECT count(*) FROM decision_member m WHERE m.decision = d.key) FROM decision d";

Result<std::vector<DecisionRow>> read_rows(Connection& connection, std::string_view condition,
                                           std::span<const sqlite::Value> values) {
  std::vector<DecisionRow> rows;
  const sqlite::Visit visit = [&](const Row& row) -> Result<void> {
    auto made = read_row(connection, row);
    if (!made) return tl::unexpected(made.error());
    rows.push_back(std::move(*made));
    return {};
  };
  const auto done = connection.visit(
      fmt::format("{} WHERE {} ORDER BY d.key DESC", columns, condition), values, &visit);
  if (!done) return tl::unexpected(done.error());
  return rows;
}

/// Whom a decision names by id.
ActorIds named(const DecisionRow& decision) {
  ActorIds ids{decision.actor};
  if (!decision.other.empty()) ids.insert(decision.other);
  return ids;
}

/// A split made somebody; what was said of him later would hang in the air without it.
Result<void> require_nothing_rests_on(Connection& connection, const DecisionRow& decision) {
  if (decision.kind != Kind::Split) return {};
  const auto later = connection.integer(
      "SELECT min(d.key) FROM decision d WHERE d.withdrawn_at IS NULL AND d.key > ?1 "
      "AND (d.actor = ?2 OR d.other = ?2 OR EXISTS (SELECT 1 FROM decision_member m "
      "WHERE m.decision = d.key AND m.actor = ?2))",
      static_cast<std::int64_t>(decision.key), decision.other);
  if (!later) return tl::unexpected(later.error());
  if (!*later) return {};
  return failure(
      ErrorCode::Conflict,
      fmt::format("Decision {} made \"{}\", of whom decision {} says more; undo {} "
                  "first.",
                  static_cast<std::int64_t>(decision.key), decision.other, **later, **later),
      decision.other);
}

Result<DecisionRow> find_in_force(Connection& connection, std::optional<DecisionId> key) {
  Result<std::vector<DecisionRow>> rows;
  if (key) {
    const sqlite::Value values[] = {static_cast<std::int64_t>(*key)};
    rows = read_rows(connection, "d.key = ?", values);
  } else {
    rows = read_rows(connection,
                     "d.key = (SELECT max(key) FROM decision WHERE withdrawn_at IS NULL)", {});
  }
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty() && !key)
    return failure(ErrorCode::NotFound, "There is no decision that could be undone.");
  if (rows->empty() || rows->front().withdrawn_at)
    return failure(ErrorCode::NotFound,
                   fmt::format("Decision {} {}; `faultline actors STUDY history` lists them.",
                               static_cast<std::int64_t>(*key),
                               rows->empty() ? "does not exist" : "was undone already"));
  return std::move(rows->front());
}

}  // namespace

Result<DecisionRow> add_decision(Connection& connection, const ActorDecision& given,
                                 std::string_view now) {
  if (given.coder.empty() || given.coder == "machine")
    return failure(ErrorCode::Usage,
                   "A decision needs the name of the person who makes it, which cannot be "
                   "\"machine\".");
  const auto decision = checked(connection, given);
  if (!decision) return tl::unexpected(decision.error());
  const auto key = connection.integer(
      "INSERT INTO decision (kind, actor, other, value, from_date, to_date, source, coder, note, "
      "made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key",
      word_for(decision->kind), decision->actor, decision->other, decision->value,
      decision->period.from, decision->period.to, decision->source, decision->coder, decision->note,
      now);
  if (!key) return tl::unexpected(key.error());
  auto done = lift_decisions(connection);
  if (done) done = write_effects(connection, *decision, key->value_or(0));
  ActorIds touched{decision->actor};
  if (!decision->other.empty()) touched.insert(decision->other);
  if (done) done = settle(connection, &touched);
  if (!done) return tl::unexpected(done.error());
  const sqlite::Value values[] = {key->value_or(0)};
  auto rows = read_rows(connection, "d.key = ?", values);
  if (!rows) return tl::unexpected(rows.error());
  return std::move(rows->front());
}

Result<DecisionRow> withdraw_decision(Connection& connection, std::optional<DecisionId> key,
                                      std::string_view now) {
  auto decision = find_in_force(connection, key);
  if (!decision) return decision;
  if (auto free = require_nothing_rests_on(connection, *decision); !free)
    return tl::unexpected(free.error());
  // Who is touched is asked while the decision still holds, and again when it does not.
  const ActorIds touched = named(*decision);
  auto done = lift_decisions(connection);
  if (done)
    done = connection.run("UPDATE decision SET withdrawn_at = ? WHERE key = ?", now,
                          static_cast<std::int64_t>(decision->key));
  if (done) done = remove_effects(connection, *decision);
  if (done) done = settle(connection, &touched);
  const std::string gone[] = {decision->other};
  if (done && decision->kind == Kind::Split) done = drop_unused(connection, gone);
  if (!done) return tl::unexpected(done.error());
  decision->withdrawn_at = std::string(now);
  return decision;
}

Result<std::vector<DecisionRow>> decision_rows(Connection& connection,
                                               const std::optional<std::string>& actor) {
  if (!actor) return read_rows(connection, "1", {});
  if (const auto known = require_actor(connection, *actor); !known)
    return tl::unexpected(known.error());
  const auto holder = holder_of(connection, *actor);
  if (!holder) return tl::unexpected(holder.error());
  const sqlite::Value values[] = {sqlite::to_value(*holder)};
  return read_rows(connection,
                   "?1 IN (d.actor, d.other) OR d.actor IN (SELECT id FROM actor WHERE merged_into "
                   "= ?1) OR d.other IN (SELECT id FROM actor WHERE merged_into = ?1)",
                   values);
}

}  // namespace detail
}  // namespace faultline::study
