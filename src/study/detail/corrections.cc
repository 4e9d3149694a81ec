#include "study/detail/corrections.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "positions/positions.h"
#include "study/detail/judgements.h"
#include "study/detail/names.h"
#include "study/detail/nearest.h"
#include "study/detail/settling.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;

std::string_view word(Correction::About about) {
  switch (about) {
    case Correction::About::Statement:
      return "statement";
    case Correction::About::Relation:
      return "relation";
    case Correction::About::Coding:
      return "coding";
  }
  return "statement";
}

/// What a key that a person saw leads to.
struct Target {
  std::int64_t article{};
  std::string subject;
  std::string words;
};

Result<Target> find_target(Connection& connection, Correction::About about, std::int64_t key) {
  const char* sql =
      about == Correction::About::Statement
          ? "SELECT article, subject, content_text FROM statement WHERE key = ?"
      : about == Correction::About::Relation
          ? "SELECT article, subject, machine_from || ' > ' || coalesce(machine_to, target_text) "
            "|| ': ' || evidence_text FROM relation WHERE key = ?"
          : "SELECT article, concept, '' FROM coding WHERE key = ?";
  std::optional<Target> target;
  const auto found = connection.each(
      sql,
      [&](const sqlite::Row& row) -> Result<void> {
        target = Target{row.integer(0), row.text(1), row.text(2)};
        return {};
      },
      key);
  if (!found) return tl::unexpected(found.error());
  if (!target)
    return failure(ErrorCode::NotFound,
                   fmt::format("The study {} holds no {} {}; list them again, for its article may "
                               "have been read anew.",
                               connection.name(), word(about), key),
                   connection.name());
  return *target;
}

tl::unexpected<Error> bad_value(const Correction& correction, std::string_view expected) {
  return failure(ErrorCode::Usage,
                 fmt::format("\"{}\" is no value for {}; give {}.", correction.value,
                             correction.field, expected),
                 correction.field);
}

Result<std::string> actor_value(Connection& connection, const Correction& correction) {
  if (auto known = require_actor(connection, correction.value); !known)
    return tl::unexpected(known.error());
  return holder_of(connection, correction.value);
}

Result<std::string> end_value(Connection& connection, const Correction& correction) {
  auto actor = actor_value(connection, correction);
  if (!actor) return actor;
  const auto other = connection.text(
      correction.field == "from" ? "SELECT coalesce(to_actor, '') FROM relation WHERE key = ?"
                                 : "SELECT from_actor FROM relation WHERE key = ?",
      correction.key);
  if (!other) return tl::unexpected(other.error());
  if (*other == *actor)
    return failure(
        ErrorCode::Usage,
        fmt::format("\"{}\" is the relation's other end already; correct that one first, "
                    "for nobody has a relation to himself.",
                    *actor),
        correction.field);
  return actor;
}

/// The value in the form in which it is kept, or what is wrong with field or value.
Result<std::string> checked_value(Connection& connection, const Correction& correction) {
  const auto& [about, key, field, value, coder, note] = correction;
  if (field == "valid") {
    if (value != "yes" && value != "no") return bad_value(correction, "yes or no");
    return value;
  }
  if (about == Correction::About::Statement && field == "speaker")
    return value.empty() ? Result<std::string>(value) : actor_value(connection, correction);
  if (about == Correction::About::Statement && field == "said") {
    if (!value.empty() && !parse_partial_date(value))
      return bad_value(correction,
                       "a date such as 2024-10-26, 2024-W43, 2024-10 or 2024, or nothing");
    return value;
  }
  if (about == Correction::About::Relation && (field == "from" || field == "to"))
    return end_value(connection, correction);
  if (about == Correction::About::Relation && field == "act") {
    if (!positions::parse_act(value))
      return bad_value(correction, "an act such as criticise, accuse, praise or endorse");
    return value;
  }
  const bool is_sign = about == Correction::About::Relation && field == "sign";
  if (is_sign || (about == Correction::About::Coding && field == "agreement")) {
    const std::string number = value == "+1" ? "1" : value;
    if (number != "1" && number != "-1" && !(is_sign && number == "0"))
      return bad_value(correction, is_sign ? "-1, 0 or +1" : "-1 or +1");
    return number;
  }
  const std::string_view fields = about == Correction::About::Statement ? "speaker, said or valid"
                                  : about == Correction::About::Relation
                                      ? "from, to, act, sign or valid"
                                      : "agreement or valid";
  return failure(ErrorCode::Usage,
                 fmt::format("A {} has no field \"{}\" that can be corrected; give {}.",
                             word(about), field, fields),
                 field);
}

/// A correction that holds, as it is applied.
struct InForce {
  std::string about, subject, field, value, coder;
};

Result<void> apply_to_statement(Connection& connection, std::int64_t article,
                                const InForce& correction) {
  const auto& [about, subject, field, value, coder] = correction;
  if (field == "speaker")
    return connection.run(fmt::format("UPDATE statement SET speaker = {}, is_corrected = 1 "
                                      "WHERE article = ? AND subject = ?",
                                      holder_sql()),
                          value, article, subject);
  if (field == "said") {
    const auto date = parse_partial_date(value);
    return connection.run(
        "UPDATE statement SET said = nullif(?1, ''), is_corrected = 1, "
        "day = coalesce(?2, (SELECT published FROM article WHERE key = ?3)) "
        "WHERE article = ?3 AND subject = ?4",
        value, date ? std::optional(date->first) : std::nullopt, article, subject);
  }
  return connection.run(
      "UPDATE statement SET is_valid = (? = 'yes'), is_corrected = 1 "
      "WHERE article = ? AND subject = ?",
      value, article, subject);
}

Result<void> apply_to_relation(Connection& connection, std::int64_t article,
                               const InForce& correction) {
  const auto& [about, subject, field, value, coder] = correction;
  if (field == "act") {
    const auto act = positions::parse_act(value);
    if (!act) return tl::unexpected(connection.damaged(fmt::format("\"{}\" is no act", value)));
    return connection.run(
        "UPDATE relation SET act = ?, sign = ?, is_valid = 1, is_corrected = 1 "
        "WHERE article = ? AND subject = ?",
        value, positions::sign_of(*act), article, subject);
  }
  if (field == "from" || field == "to")
    return connection.run(
        fmt::format("UPDATE relation SET {}_actor = coalesce({}, {}_actor), is_valid = 1, "
                    "is_corrected = 1 WHERE article = ? AND subject = ?",
                    field, holder_sql(), field),
        value, article, subject);
  const char* sql =
      field == "sign"
          ? "UPDATE relation SET sign = CAST(? AS INTEGER), is_valid = 1, is_corrected = 1 "
            "WHERE article = ? AND subject = ?"
          : "UPDATE relation SET is_valid = (? = 'yes'), is_corrected = 1 "
            "WHERE article = ? AND subject = ?";
  return connection.run(sql, value, article, subject);
}

/// Runs statements that have the article as their only parameter.
Result<void> run_all(Connection& connection, std::int64_t article,
                     std::initializer_list<const char*> statements) {
  for (const char* sql : statements)
    if (auto done = connection.run(sql, article); !done) return done;
  return {};
}

Result<void> back_to_machine(Connection& connection, std::int64_t article) {
  return run_all(
      connection, article,
      {"UPDATE statement SET speaker = (SELECT c.actor FROM cast_member c "
       "WHERE c.article = ?1 AND c.machine_actor = machine_speaker), said = machine_said, "
       "day = machine_day, is_valid = 1, is_corrected = 0 WHERE article = ?1",
       "UPDATE relation SET from_actor = (SELECT c.actor FROM cast_member c "
       "WHERE c.article = ?1 AND c.machine_actor = machine_from), "
       "to_actor = (SELECT c.actor FROM cast_member c "
       "WHERE c.article = ?1 AND c.machine_actor = machine_to), act = machine_act, "
       "sign = machine_sign, said = machine_said, day = machine_day, is_valid = 1, "
       "is_corrected = 0 WHERE article = ?1"});
}

/// What follows for relations from their statements' corrections.
Result<void> follow_statements(Connection& connection, std::int64_t article) {
  return run_all(
      connection, article,
      {"UPDATE relation AS r SET from_actor = s.speaker FROM statement s "
       "WHERE s.key = r.statement AND r.article = ?1 AND s.speaker IS NOT NULL "
       "AND s.speaker <> r.from_actor AND r.machine_from = s.machine_speaker",
       "UPDATE relation AS r SET said = s.said, day = s.day FROM statement s "
       "WHERE s.key = r.statement AND r.article = ?1 AND s.said IS NOT s.machine_said "
       "AND r.machine_said IS s.machine_said",
       "UPDATE relation AS r SET is_valid = 0 FROM statement s "
       "WHERE s.key = r.statement AND r.article = ?1 "
       "AND (NOT s.is_valid OR (s.speaker IS NULL AND r.machine_from = s.machine_speaker))"});
}

}  // namespace

Result<void> apply_corrections(Connection& connection, std::int64_t article,
                               const CodingKeys* former) {
  std::vector<InForce> corrections;
  // By name, "act" comes before "sign", which it sets, and "valid", which has the last word, last.
  auto done = connection.each(
      "SELECT about, subject, field, value, coder FROM correction "
      "WHERE article = ? AND is_in_force = 1 ORDER BY field, key",
      [&](const sqlite::Row& row) -> Result<void> {
        corrections.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)});
        return {};
      },
      article);
  if (done) done = back_to_machine(connection, article);
  for (const auto& correction : corrections)
    if (done && correction.about == "statement")
      done = apply_to_statement(connection, article, correction);
  if (done) done = follow_statements(connection, article);
  for (const auto& correction : corrections)
    if (done && correction.about == "relation")
      done = apply_to_relation(connection, article, correction);
  if (done)
    done = connection.run(
        "UPDATE relation SET is_valid = 0 WHERE article = ? AND from_actor = to_actor", article);
  if (done) done = settle_codings(connection, article, former);
  return done;
}

namespace {

/// A person's own coding, in the words of a correction.
Result<void> code_as_corrected(Connection& connection, const Correction& correction,
                               const std::string& value, std::string_view now) {
  HumanCoding coding;
  std::optional<int> agreement;
  auto done = connection.each(
      "SELECT statement, concept, agreement, machine_agreement FROM coding WHERE key = ?",
      [&](const sqlite::Row& row) -> Result<void> {
        coding.statement = StatementId{row.integer(0)};
        coding.concept_name = row.text(1);
        agreement = static_cast<int>(row.integer(2));
        // "It is right after all": what was there before somebody called it wrong.
        if (*agreement == 0 && row.optional_integer(3))
          agreement = static_cast<int>(row.integer(3));
        return {};
      },
      correction.key);
  if (!done) return done;
  coding.agreement = value == "no" ? 0 : value == "yes" ? agreement.value_or(0) : std::stoi(value);
  coding.coder = correction.coder;
  coding.note = correction.note;
  const auto kept = add_judgement(connection, coding, now, std::nullopt);
  if (!kept) return tl::unexpected(kept.error());
  return settle_codings(connection, kept->article);
}

/// Takes back the newest word of a person on that coding.
Result<void> withdraw_coding(Connection& connection, std::int64_t coding, std::string_view field,
                             std::string_view now) {
  std::optional<std::int64_t> key;
  std::string coder;
  auto done = connection.each(
      "SELECT j.key, j.coder FROM coding c JOIN statement s ON s.key = c.statement "
      "JOIN judgement j ON j.article = c.article AND j.subject = s.subject "
      "AND j.concept = c.concept WHERE c.key = ? AND j.kind = 'person' AND j.is_in_force = 1 "
      "AND (? = 'valid') = (j.agreement = 0) ORDER BY j.key DESC LIMIT 1",
      [&](const sqlite::Row& row) -> Result<void> {
        key = row.integer(0);
        coder = row.text(1);
        return {};
      },
      coding, field);
  if (!done) return done;
  if (!key)
    return failure(
        ErrorCode::NotFound,
        fmt::format("Nobody has corrected the field \"{}\" of coding {}.", field, coding),
        std::string(field));
  const auto withdrawn = withdraw_judgement(connection, coder, JudgementId{*key}, now);
  if (!withdrawn) return tl::unexpected(withdrawn.error());
  return {};
}

}  // namespace

Result<void> add_answer(Connection& connection, std::int64_t relation,
                        std::span<const AnswerField> fields, std::int64_t answer,
                        const std::string& coder, const std::string& note, std::string_view now) {
  const auto target = find_target(connection, Correction::About::Relation, relation);
  if (!target) return tl::unexpected(target.error());
  for (const auto& [field, value] : fields) {
    auto done = connection.run(
        "UPDATE correction SET is_in_force = 0 WHERE article = ? AND about = 'relation' "
        "AND subject = ? AND field = ? AND is_in_force = 1",
        target->article, target->subject, field);
    if (done)
      done = connection.run(
          "INSERT INTO correction (about, article, subject, words, field, value, coder, note, "
          "made_at, is_in_force, audit_answer) VALUES ('relation', ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
          target->article, target->subject, target->words, field, value, coder, note, now, answer);
    if (!done) return done;
  }
  return apply_corrections(connection, target->article);
}

Result<void> withdraw_answer(Connection& connection, std::int64_t article, std::int64_t answer,
                             std::string_view now) {
  auto done = connection.run(
      "UPDATE correction SET is_in_force = 0, withdrawn_at = coalesce(withdrawn_at, ?) "
      "WHERE audit_answer = ?",
      now, answer);
  // The newest word on a field that is left: somebody's before the answer.
  if (done)
    done = connection.run(
        "UPDATE correction SET is_in_force = 1 WHERE key IN (SELECT max(o.key) FROM correction o "
        "JOIN correction w ON w.audit_answer = ?1 AND o.article = w.article AND o.about = w.about "
        "AND o.subject = w.subject AND o.field = w.field WHERE o.withdrawn_at IS NULL "
        "GROUP BY o.subject, o.field)",
        answer);
  if (done) done = apply_corrections(connection, article);
  return done;
}

Result<void> add_correction(Connection& connection, const Correction& correction,
                            std::string_view now) {
  if (correction.coder.empty() || correction.coder == "machine")
    return failure(ErrorCode::Usage,
                   "A correction needs the name of the person who makes it, which cannot be "
                   "\"machine\".");
  const auto target = find_target(connection, correction.about, correction.key);
  if (!target) return tl::unexpected(target.error());
  const auto value = checked_value(connection, correction);
  if (!value) return tl::unexpected(value.error());
  if (correction.about == Correction::About::Coding)
    return code_as_corrected(connection, correction, *value, now);
  auto done = connection.run(
      "UPDATE correction SET is_in_force = 0 WHERE article = ? AND about = ? AND subject = ? "
      "AND field = ? AND is_in_force = 1",
      target->article, word(correction.about), target->subject, correction.field);
  if (done)
    done = connection.run(
        "INSERT INTO correction (about, article, subject, words, field, value, coder, note, "
        "made_at, is_in_force) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        word(correction.about), target->article, target->subject, target->words, correction.field,
        *value, correction.coder, correction.note, now);
  if (done) done = apply_corrections(connection, target->article);
  return done;
}

Result<void> withdraw_correction(Connection& connection, Correction::About about, std::int64_t key,
                                 std::string_view field, std::string_view now) {
  const auto target = find_target(connection, about, key);
  if (!target) return tl::unexpected(target.error());
  if (about == Correction::About::Coding) return withdraw_coding(connection, key, field, now);
  auto done = connection.run(
      "UPDATE correction SET is_in_force = 0, withdrawn_at = ? WHERE article = ? AND about = ? "
      "AND subject = ? AND field = ? AND is_in_force = 1",
      now, target->article, word(about), target->subject, field);
  if (!done) return done;
  if (connection.changes() == 0)
    return failure(
        ErrorCode::NotFound,
        fmt::format("Nobody has corrected the field \"{}\" of {} {}.", field, word(about), key),
        std::string(field));
  done = connection.run(
      "UPDATE correction SET is_in_force = 1 WHERE key = (SELECT max(key) FROM correction "
      "WHERE article = ? AND about = ? AND subject = ? AND field = ? AND withdrawn_at IS NULL)",
      target->article, word(about), target->subject, field);
  if (done) done = apply_corrections(connection, target->article);
  return done;
}

}  // namespace faultline::study::detail
