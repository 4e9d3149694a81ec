#include "study/detail/queries.h"

#include <fmt/core.h>

#include "study/detail/columns.h"
#include "study/detail/conditions.h"
#include "study/detail/names.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

/// Rows of `query`, which ends before its WHERE, in `order`, each made by `read`.
template <class Made>
Result<std::vector<Made>> collect(Connection& connection, std::string_view query,
                                  const Conditions& conditions, std::string_view order,
                                  const Filter& filter,
                                  const std::function<Result<Made>(const Row&)>& read) {
  std::vector<Made> rows;
  auto values = conditions.values();
  values.push_back(filter.limit.value_or(-1));  // SQLite: no limit
  const sqlite::Visit visit = [&](const Row& row) -> Result<void> {
    auto made = read(row);
    if (!made) return tl::unexpected(made.error());
    rows.push_back(std::move(*made));
    return {};
  };
  const auto done = connection.visit(
      fmt::format("{} WHERE {} ORDER BY {} LIMIT ?", query, conditions.sql(), order), values,
      &visit);
  if (!done) return tl::unexpected(done.error());
  return rows;
}

/// Puts a column's value into `field`, or the reason why it is none into `error`.
template <class Field, class Column>
void put(Result<Column> value, Field& field, std::optional<Error>& error) {
  if (value)
    field = std::move(*value);
  else if (!error)
    error = value.error();
}

template <class Made>
Result<Made> finish(Made made, std::optional<Error> error) {
  if (error) return tl::unexpected(*error);
  return made;
}

template <class Key>
std::optional<Key> optional_key(const Row& row, int column) {
  const auto key = row.optional_integer(column);
  return key ? std::optional(Key{*key}) : std::nullopt;
}

/// Checks the filter's names and gives its conditions.
template <class Make>
Result<Conditions> checked(Connection& connection, const Filter& filter, Make make) {
  if (const auto known = check_names(connection, filter); !known)
    return tl::unexpected(known.error());
  return make(connection, filter);
}

}  // namespace

Result<std::vector<ArticleRow>> article_rows(Connection& connection, const Filter& filter) {
  const auto conditions = checked(connection, filter, article_conditions);
  if (!conditions) return tl::unexpected(conditions.error());
  return collect<ArticleRow>(
      connection,
      "SELECT a.key, a.id, a.file, a.outlet, a.headline, a.byline, a.url, a.published, a.version, "
      "(SELECT count(*) FROM statement s WHERE s.article = a.key AND s.is_valid), "
      "(SELECT count(*) FROM relation r WHERE r.article = a.key AND r.is_valid), "
      "(SELECT n.name FROM section n WHERE n.article = a.key ORDER BY n.number LIMIT 1) "
      "FROM article a",
      *conditions, "a.published IS NULL, a.published, a.key", filter,
      [&](const Row& row) -> Result<ArticleRow> {
        ArticleRow made;
        std::optional<Error> error;
        made.key = ArticleId{row.integer(0)};
        made.id = row.text(1);
        made.file = row.text(2);
        made.outlet = row.optional_text(3);
        made.headline = row.optional_text(4);
        made.byline = row.optional_text(5);
        made.url = row.optional_text(6);
        put(day(connection, row, 7), made.published, error);
        made.version = static_cast<int>(row.integer(8));
        made.statements = static_cast<int>(row.integer(9));
        made.relations = static_cast<int>(row.integer(10));
        made.section = row.optional_text(11);
        return finish(std::move(made), error);
      });
}

Result<std::vector<StatementRow>> statement_rows(Connection& connection, const Filter& filter) {
  const auto conditions = checked(connection, filter, statement_conditions);
  if (!conditions) return tl::unexpected(conditions.error());
  return collect<StatementRow>(
      connection,
      fmt::format(
          "SELECT s.key, s.article, a.id, a.outlet, a.headline, s.type, {0}, p.name, "
          "s.source_text, s.cue_text, s.content_text, s.begin_byte, s.end_byte, s.said, s.day, "
          "n.key, "
          "CASE WHEN s.is_corrected THEN 1.0 ELSE s.confidence END, s.is_corrected, s.cue_class, "
          "s.modality, s.polarity, s.venue_text, {1} "
          "FROM statement s JOIN article a ON a.key = s.article "
          "LEFT JOIN actor p ON p.id = {0} "
          "LEFT JOIN statement n ON n.key = s.nested_in AND n.is_valid",
          speaker_of(filter), principal_of_statement),
      *conditions, "s.day IS NULL, s.day, s.article, s.begin_byte, s.number", filter,
      [&](const Row& row) -> Result<StatementRow> {
        StatementRow made;
        std::optional<Error> error;
        made.key = StatementId{row.integer(0)};
        made.article = ArticleId{row.integer(1)};
        made.article_id = row.text(2);
        made.outlet = row.optional_text(3);
        made.headline = row.optional_text(4);
        put(statement_type(connection, row, 5), made.type, error);
        made.speaker = row.optional_text(6);
        made.speaker_name = row.optional_text(7);
        made.source_text = row.text(8);
        made.cue_text = row.text(9);
        made.content_text = row.text(10);
        put(byte_span(connection, row, 11), made.extent, error);
        put(partial_date(connection, row, 13), made.said, error);
        put(day(connection, row, 14), made.day, error);
        made.nested_in = optional_key<StatementId>(row, 15);
        made.confidence = row.real(16);
        made.is_corrected = row.integer(17) != 0;
        put(cue_class(connection, row, 18), made.cue_class, error);
        put(modality(connection, row, 19), made.modality, error);
        put(polarity(connection, row, 20), made.polarity, error);
        made.venue_text = row.text(21);
        made.on_behalf_of = row.optional_text(22);
        return finish(std::move(made), error);
      });
}

namespace {

Result<void> add_reasons(Connection& connection, RelationRow& relation) {
  return connection.each(
      "SELECT name, weight, reason_text FROM relation_reason WHERE relation = ? ORDER BY number",
      [&](const Row& row) -> Result<void> {
        relation.why.push_back({row.text(0), row.real(1), row.text(2)});
        return {};
      },
      static_cast<std::int64_t>(relation.key));
}

}  // namespace

Result<std::vector<RelationRow>> relation_rows(Connection& connection, const Filter& filter) {
  const auto conditions = checked(connection, filter, [](Connection& asked, const Filter& wanted) {
    return relation_conditions(asked, wanted);
  });
  if (!conditions) return tl::unexpected(conditions.error());
  auto rows = collect<RelationRow>(
      connection,
      "SELECT r.key, r.article, a.id, a.outlet, a.headline, r.from_actor, r.to_actor, f.name, "
      "coalesce(t.name, r.target_text), r.act, r.sign, r.said, r.day, r.evidence_begin_byte, "
      "r.evidence_end_byte, "
      "r.evidence_text, r.trigger_text, s.key, "
      "CASE WHEN r.is_corrected THEN 1.0 ELSE r.confidence END, r.is_corrected, "
      "r.target_text, r.intensity, r.origin, CASE WHEN r.act = r.machine_act THEN r.mode ELSE '' "
      "END "
      "FROM relation r JOIN article a ON a.key = r.article "
      "JOIN actor f ON f.id = r.from_actor LEFT JOIN actor t ON t.id = r.to_actor "
      "LEFT JOIN statement s ON s.key = r.statement AND s.is_valid",
      *conditions, "r.day IS NULL, r.day, r.article, r.evidence_begin_byte, r.number", filter,
      [&](const Row& row) -> Result<RelationRow> {
        RelationRow made;
        std::optional<Error> error;
        made.key = RelationId{row.integer(0)};
        made.article = ArticleId{row.integer(1)};
        made.article_id = row.text(2);
        made.outlet = row.optional_text(3);
        made.headline = row.optional_text(4);
        made.from = row.text(5);
        made.to = row.optional_text(6);
        made.from_name = row.text(7);
        made.to_name = row.text(8);
        put(act(connection, row, 9), made.act, error);
        made.sign = static_cast<int>(row.integer(10));
        put(partial_date(connection, row, 11), made.said, error);
        put(day(connection, row, 12), made.day, error);
        put(byte_span(connection, row, 13), made.evidence, error);
        made.evidence_text = row.text(15);
        made.trigger_text = row.text(16);
        made.statement = optional_key<StatementId>(row, 17);
        made.confidence = row.real(18);
        made.is_corrected = row.integer(19) != 0;
        made.target_text = row.text(20);
        if (!row.is_null(21)) made.intensity = row.real(21);
        put(origin(connection, row, 22), made.origin, error);
        made.mode = row.text(23);
        return finish(std::move(made), error);
      });
  if (rows && filter.with_reasons)
    for (RelationRow& row : *rows)
      if (auto done = add_reasons(connection, row); !done) return tl::unexpected(done.error());
  return rows;
}

Result<std::vector<CodingRow>> coding_rows(Connection& connection, const Filter& filter) {
  const auto conditions = checked(connection, filter, coding_conditions);
  if (!conditions) return tl::unexpected(conditions.error());
  return collect<CodingRow>(
      connection,
      "SELECT c.key, c.statement, c.article, a.id, a.outlet, c.actor, p.name, c.concept, "
      "c.agreement, s.day, c.evidence_text, s.content_text, c.coder, "
      "CASE WHEN c.is_corrected THEN 1.0 ELSE c.confidence END, c.method, c.people, c.is_disputed "
      "FROM coding c JOIN statement s ON s.key = c.statement JOIN article a ON a.key = c.article "
      "JOIN actor p ON p.id = c.actor",
      *conditions, "s.day IS NULL, s.day, c.article, s.begin_byte, s.number, c.number", filter,
      [&](const Row& row) -> Result<CodingRow> {
        CodingRow made;
        std::optional<Error> error;
        made.key = CodingId{row.integer(0)};
        made.statement = StatementId{row.integer(1)};
        made.article = ArticleId{row.integer(2)};
        made.article_id = row.text(3);
        made.outlet = row.optional_text(4);
        made.actor = row.text(5);
        made.actor_name = row.text(6);
        made.concept_name = row.text(7);
        made.agreement = static_cast<int>(row.integer(8));
        put(day(connection, row, 9), made.day, error);
        made.evidence_text = row.text(10);
        made.content_text = row.text(11);
        made.coder = row.text(12);
        made.confidence = row.real(13);
        made.method = row.text(14);
        made.people = static_cast<int>(row.integer(15));
        made.is_disputed = row.integer(16) != 0;
        return finish(std::move(made), error);
      });
}

Result<Totals> totals(Connection& connection) {
  Totals made;
  std::optional<Error> error;
  const auto done = connection.each(
      "SELECT count(*), count(DISTINCT outlet), count(*) - count(published), min(published), "
      "max(published), (SELECT count(*) FROM actor WHERE merged_into IS NULL), "
      "(SELECT count(*) FROM statement WHERE is_valid), "
      "(SELECT count(*) FROM relation WHERE is_valid), "
      "(SELECT count(*) FROM coding WHERE is_valid) FROM article",
      [&](const Row& row) -> Result<void> {
        made.articles = row.integer(0);
        made.outlets = row.integer(1);
        made.undated_articles = row.integer(2);
        put(day(connection, row, 3), made.first, error);
        put(day(connection, row, 4), made.last, error);
        made.actors = row.integer(5);
        made.statements = row.integer(6);
        made.relations = row.integer(7);
        made.codings = row.integer(8);
        return {};
      });
  if (!done) return tl::unexpected(done.error());
  return finish(made, error);
}

}  // namespace faultline::study::detail
