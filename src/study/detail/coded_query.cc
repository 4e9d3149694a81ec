#include "study/detail/coded_query.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "study/detail/columns.h"
#include "study/detail/nearest.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

/// Where the name is in `names`, which it is added to if it is not there.
std::size_t place_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  const auto place = static_cast<std::size_t>(found - names.begin());
  if (found == names.end()) names.push_back(name);
  return place;
}

Result<void> require_variable(Connection& connection, const std::string& type,
                              const std::string& variable) {
  const auto types = coded_type_rows(connection);
  if (!types) return tl::unexpected(types.error());
  std::vector<std::string> labels, names;
  for (const CodedTypeRow& row : *types) {
    labels.push_back(row.label);
    if (row.label != type) continue;
    for (const CodedVariable& known : row.variables)
      if (known.kind == CodedKind::ShortText) names.push_back(known.name);
  }
  if (std::find(labels.begin(), labels.end(), type) == labels.end())
    return tl::unexpected(unknown_name("statement type", type, labels, "import coded data first"));
  if (std::find(names.begin(), names.end(), variable) == names.end())
    return tl::unexpected(
        unknown_name("variable of short text", variable, names, "take another statement type"));
  return {};
}

}  // namespace

Result<std::vector<CodedTypeRow>> coded_type_rows(Connection& connection) {
  std::vector<CodedTypeRow> rows;
  std::vector<std::string> labels;
  auto done = connection.each(
      "SELECT t.label, (SELECT count(*) FROM coded_statement s WHERE s.type = t.key) "
      "FROM coded_type t ORDER BY t.import, t.number",
      [&](const Row& row) -> Result<void> {
        const std::size_t place = place_of(labels, row.text(0));
        if (place == rows.size()) rows.push_back({labels.back(), 0, {}});
        rows[place].statements += row.integer(1);
        return {};
      });
  if (done)
    done = connection.each(
        "SELECT t.label, v.number, t.number, v.name, v.kind FROM coded_variable v "
        "JOIN coded_type t ON t.key = v.type ORDER BY t.import, t.number, v.number",
        [&](const Row& row) -> Result<void> {
          auto& variables = rows[place_of(labels, row.text(0))].variables;
          CodedVariable made{row.integer(1), row.integer(2), row.text(3),
                             parse_coded_kind(row.text(4)).value_or(CodedKind::ShortText)};
          const bool is_known =
              std::any_of(variables.begin(), variables.end(), [&](const CodedVariable& known) {
                return known.name == made.name && known.kind == made.kind;
              });
          if (!is_known) variables.push_back(std::move(made));
          return {};
        });
  if (!done) return tl::unexpected(done.error());
  return rows;
}

Result<std::vector<CodedStatementRow>> coded_statement_rows(Connection& connection,
                                                            std::span<const std::int64_t> keys) {
  std::vector<CodedStatementRow> rows;
  rows.reserve(keys.size());
  for (const std::int64_t key : keys) {
    const std::size_t before = rows.size();
    const auto done = connection.each(
        "SELECT s.key, a.key, a.id, s.number, d.key, d.title, d.author, d.source, d.section, "
        "d.type, d.seconds, c.name, c.number, s.begin_byte, s.end_byte, "
        "coalesce(substr(a.text, s.begin_char + 1, s.end_char - s.begin_char), s.words) "
        "FROM coded_statement s JOIN coded_document d ON d.key = s.document "
        "JOIN article a ON a.key = d.article LEFT JOIN coded_coder c ON c.key = s.coder "
        "WHERE s.key = ?",
        [&](const Row& row) -> Result<void> {
          CodedStatementRow made;
          made.key = row.integer(0);
          made.article = ArticleId{row.integer(1)};
          made.article_id = row.text(2);
          made.number = row.integer(3);
          made.document = row.integer(4);
          made.title = row.text(5);
          made.author = row.text(6);
          made.source = row.text(7);
          made.section = row.text(8);
          made.document_type = row.text(9);
          made.time = {row.integer(10)};
          made.coder = row.text(11);
          made.coder_number = row.integer(12);
          if (!row.is_null(13)) {
            const auto span = byte_span(connection, row, 13);
            if (!span) return tl::unexpected(span.error());
            made.span = *span;
          }
          made.text = row.text(15);
          rows.push_back(std::move(made));
          return {};
        },
        key);
    if (!done) return tl::unexpected(done.error());
    if (rows.size() == before)
      return failure(
          ErrorCode::NotFound,
          fmt::format("The study {} holds no coded statement {}.", connection.name(), key),
          connection.name());
  }
  return rows;
}

Result<CodedEntities> coded_entity_rows(Connection& connection, const std::string& type,
                                        const std::string& variable) {
  if (auto known = require_variable(connection, type, variable); !known)
    return tl::unexpected(known.error());
  CodedEntities entities;
  std::vector<std::string> values;
  std::vector<std::int64_t> keys;
  auto done = connection.each(
      "SELECT b.name FROM coded_attribute b JOIN coded_variable v ON v.key = b.variable "
      "JOIN coded_type t ON t.key = v.type WHERE t.label = ? AND v.name = ? "
      "ORDER BY t.import, b.number",
      [&](const Row& row) -> Result<void> {
        place_of(entities.attributes, row.text(0));
        return {};
      },
      type, variable);
  std::unordered_map<std::string, std::size_t> places;
  std::unordered_map<std::int64_t, std::size_t> firsts;  // by key; of one value the first's only
  if (done)
    done = connection.each(
        "SELECT e.key, e.number, e.value, e.colour, p.value, "
        "(SELECT count(*) FROM coded_value w WHERE w.entity = e.key) "
        "FROM coded_entity e JOIN coded_variable v ON v.key = e.variable "
        "JOIN coded_type t ON t.key = v.type LEFT JOIN coded_entity p ON p.key = e.parent "
        "WHERE t.label = ? AND v.name = ? ORDER BY t.import, e.number",
        [&](const Row& row) -> Result<void> {
          const auto [place, is_new] = places.emplace(row.text(2), entities.rows.size());
          if (is_new) {
            firsts.emplace(row.integer(0), place->second);
            entities.rows.push_back({row.integer(1), row.text(2), row.text(3), row.text(4), 0, {}});
            entities.rows.back().attributes.resize(entities.attributes.size());
          }
          entities.rows[place->second].statements += row.integer(5);
          return {};
        },
        type, variable);
  if (done)
    done = connection.each(
        "SELECT w.entity, b.name, w.value FROM coded_attribute_value w "
        "JOIN coded_attribute b ON b.key = w.attribute JOIN coded_variable v ON v.key = b.variable "
        "JOIN coded_type t ON t.key = v.type WHERE t.label = ? AND v.name = ?",
        [&](const Row& row) -> Result<void> {
          const auto place = firsts.find(row.integer(0));
          if (place != firsts.end())
            entities.rows[place->second].attributes[place_of(entities.attributes, row.text(1))] =
                row.text(2);
          return {};
        },
        type, variable);
  if (!done) return tl::unexpected(done.error());
  return entities;
}

}  // namespace faultline::study::detail
