#include <fmt/core.h>

#include <set>

#include "study/detail/columns.h"
#include "study/detail/conditions.h"
#include "study/detail/judgements.h"
#include "study/detail/names.h"
#include "study/detail/queries.h"
#include "study/detail/settling.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

constexpr std::string_view query =
    "SELECT j.key, j.kind, j.coder, s.key, j.article, a.id, a.outlet, a.headline, "
    "coalesce(s.day, a.published), s.speaker, p.name, s.source_text, s.cue_text, j.words, "
    "coalesce(s.begin_byte, 0), coalesce(s.end_byte, 0), j.concept, j.agreement, j.confidence, "
    "j.note, j.evidence_begin_byte, j.evidence_end_byte, j.evidence_text, j.made_at, j.import, "
    "j.withdrawn_at, j.is_in_force FROM judgement j JOIN article a ON a.key = j.article "
    "LEFT JOIN statement s ON s.article = j.article AND s.subject = j.subject AND s.is_valid "
    "LEFT JOIN actor p ON p.id = s.speaker";

std::optional<CoderKind> parse_kind(std::string_view word) {
  for (const auto kind : {CoderKind::Machine, CoderKind::Person, CoderKind::Model})
    if (word == word_for(kind)) return kind;
  return std::nullopt;
}

Result<Judgement> judgement_of(const Connection& connection, const Row& row) {
  Judgement made;
  made.key = JudgementId{row.integer(0)};
  const auto kind = parse_kind(row.text(1));
  if (!kind)
    return tl::unexpected(
        connection.damaged(fmt::format("\"{}\" is no kind of coder", row.text(1))));
  made.kind = *kind;
  made.coder = row.text(2);
  if (!row.is_null(3)) made.statement = StatementId{row.integer(3)};
  made.article = ArticleId{row.integer(4)};
  made.article_id = row.text(5);
  made.outlet = row.optional_text(6);
  made.headline = row.optional_text(7);
  const auto on = day(connection, row, 8);
  if (!on) return tl::unexpected(on.error());
  made.day = *on;
  made.speaker = row.optional_text(9);
  made.speaker_name = row.optional_text(10);
  made.source_text = row.text(11);
  made.cue_text = row.text(12);
  made.content_text = row.text(13);
  const auto extent = byte_span(connection, row, 14);
  if (!extent) return tl::unexpected(extent.error());
  made.extent = *extent;
  made.concept_name = row.text(16);
  made.agreement = static_cast<int>(row.integer(17));
  if (!row.is_null(18)) made.confidence = row.real(18);
  made.note = row.text(19);
  const auto evidence = byte_span(connection, row, 20);
  if (!evidence) return tl::unexpected(evidence.error());
  made.evidence = *evidence;
  made.evidence_text = row.text(22);
  made.made_at = row.optional_text(23);
  if (!row.is_null(24)) made.import = ImportId{row.integer(24)};
  made.withdrawn_at = row.optional_text(25);
  made.is_in_force = row.integer(26) != 0;
  return made;
}

Result<std::vector<Judgement>> collect(Connection& connection, const Conditions& conditions,
                                       std::optional<std::int64_t> limit) {
  std::vector<Judgement> rows;
  auto values = conditions.values();
  values.push_back(limit.value_or(-1));  // SQLite: no limit
  const sqlite::Visit visit = [&](const Row& row) -> Result<void> {
    auto made = judgement_of(connection, row);
    if (!made) return tl::unexpected(made.error());
    rows.push_back(std::move(*made));
    return {};
  };
  const auto done = connection.visit(
      fmt::format("{} WHERE {} ORDER BY j.article, s.begin_byte IS NULL, s.begin_byte, s.number, "
                  "j.subject, j.concept, j.made_at, j.key LIMIT ?",
                  query, conditions.sql()),
      values, &visit);
  if (!done) return tl::unexpected(done.error());
  return rows;
}

}  // namespace

Result<std::vector<Judgement>> judgement_rows(Connection& connection,
                                              const JudgementFilter& filter) {
  if (auto known = check_names(connection, filter.rows); !known)
    return tl::unexpected(known.error());
  const Filter& rows = filter.rows;
  Conditions conditions(filter.with_history ? "1" : "j.is_in_force = 1");
  std::string actor;
  if (rows.actor) {
    auto holder = holder_of(connection, *rows.actor);
    if (!holder) return tl::unexpected(holder.error());
    actor = std::move(*holder);
    conditions.add("s.speaker = ?", actor);
  }
  if (rows.article) conditions.add("a.id = ?", *rows.article);
  if (rows.outlet) conditions.add("a.outlet = ?", *rows.outlet);
  if (rows.concept_name) conditions.add("j.concept = ?", *rows.concept_name);
  if (rows.from) conditions.add("coalesce(s.day, a.published) >= ?", *rows.from);
  if (rows.to) conditions.add("coalesce(s.day, a.published) <= ?", *rows.to);
  if (rows.text) conditions.add("instr(lower(j.words), lower(?)) > 0", *rows.text);
  if (rows.min_confidence)
    conditions.add("(j.kind = 'person' OR j.confidence >= ?)", *rows.min_confidence);
  if (filter.kind) conditions.add("j.kind = ?", word_for(*filter.kind));
  if (filter.coder) conditions.add("j.coder = ?", *filter.coder);
  return collect(connection, conditions, rows.limit);
}

Result<Judgement> judgement_row(Connection& connection, JudgementId key) {
  Conditions conditions("1");
  conditions.add("j.key = ?", static_cast<std::int64_t>(key));
  auto rows = collect(connection, conditions, 1);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    return failure(ErrorCode::NotFound,
                   fmt::format("The study {} holds no coding {} of a coder.", connection.name(),
                               static_cast<std::int64_t>(key)),
                   connection.name());
  return std::move(rows->front());
}

Result<std::vector<StatementRow>> uncoded_rows(Connection& connection, const Filter& filter,
                                               const std::string& concept_name,
                                               const std::optional<std::string>& coder) {
  if (auto known = require_concept(connection, concept_name); !known)
    return tl::unexpected(known.error());
  std::set<StatementId> coded;
  const auto done = connection.each(
      "SELECT s.key FROM judgement j JOIN statement s ON s.article = j.article "
      "AND s.subject = j.subject WHERE j.kind = 'person' AND j.is_in_force = 1 "
      "AND j.concept = ?1 AND (?2 IS NULL OR j.coder = ?2)",
      [&](const Row& row) -> Result<void> {
        coded.insert(StatementId{row.integer(0)});
        return {};
      },
      concept_name, coder);
  if (!done) return tl::unexpected(done.error());
  Filter all = filter;
  all.limit.reset();
  all.concept_name.reset();
  auto rows = statement_rows(connection, all);
  if (!rows) return rows;
  std::erase_if(*rows, [&](const StatementRow& row) { return coded.contains(row.key); });
  if (filter.limit && static_cast<std::int64_t>(rows->size()) > *filter.limit)
    rows->resize(static_cast<std::size_t>(*filter.limit));
  return rows;
}

}  // namespace faultline::study::detail
