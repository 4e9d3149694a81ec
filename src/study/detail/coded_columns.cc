// Coded statements as columns.

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "study/detail/coded_query.h"
#include "study/detail/names.h"
#include "study/detail/nearest.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

/// Distinct texts, each with its place.
class Labels {
 public:
  explicit Labels(std::vector<std::string>& labels) : labels_(&labels) {}
  std::int64_t place(const std::string& label) {
    const auto [found, is_new] = places_.emplace(label, static_cast<std::int64_t>(places_.size()));
    if (is_new) labels_->push_back(label);
    return found->second;
  }

 private:
  std::vector<std::string>* labels_;
  std::unordered_map<std::string, std::int64_t> places_;
};

class ColumnReader {
 public:
  ColumnReader(Connection& connection, const std::string& type, const CodedFilter& filter)
      : connection_(connection), type_(type), filter_(filter) {}

  Result<CodedColumns> read() {
    Result<void> done = check();
    for (const auto step : {&ColumnReader::read_variables, &ColumnReader::read_statements,
                            &ColumnReader::read_documents, &ColumnReader::read_values})
      if (done) done = (this->*step)();
    if (!done) return tl::unexpected(done.error());
    return std::move(columns_);
  }

 private:
  Result<void> check() {
    Filter names;
    names.article = filter_.article;
    names.outlet = filter_.outlet;
    if (auto known = check_names(connection_, names); !known) return known;
    if (auto known = require_one("statement type", type_, "SELECT DISTINCT label FROM coded_type",
                                 "import coded data first");
        !known)
      return known;
    if (!filter_.coder) return {};
    return require_one("coder", *filter_.coder, "SELECT DISTINCT name FROM coded_coder",
                       "import coded data first");
  }
  Result<void> require_one(std::string_view kind, const std::string& wanted, std::string_view all,
                           std::string_view remedy) {
    std::vector<std::string> known;
    auto done = connection_.each(all, [&](const Row& row) -> Result<void> {
      known.push_back(row.text(0));
      return {};
    });
    if (done && std::find(known.begin(), known.end(), wanted) == known.end())
      return tl::unexpected(unknown_name(kind, wanted, known, remedy));
    return done;
  }

  Result<void> read_variables() {
    return connection_.each(
        "SELECT v.key, v.name, v.kind FROM coded_variable v JOIN coded_type t ON t.key = v.type "
        "WHERE t.label = ? ORDER BY t.import, t.number, v.number",
        [&](const Row& row) -> Result<void> {
          const auto kind = parse_coded_kind(row.text(2)).value_or(CodedKind::ShortText);
          const std::string name = row.text(1);
          const auto same = std::find_if(columns_.columns.begin(), columns_.columns.end(),
                                         [&](const CodedColumn& column) {
                                           return column.name == name && column.kind == kind;
                                         });
          const auto place = same - columns_.columns.begin();
          if (same == columns_.columns.end()) columns_.columns.push_back({name, kind, {}, {}});
          places_.emplace(row.integer(0), static_cast<std::size_t>(place));
          return {};
        },
        type_);
  }

  Result<void> read_statements() {
    std::string sql =
        "SELECT s.key, s.document, s.file_begin, s.file_end, d.seconds, c.name "
        "FROM coded_statement s JOIN coded_type t ON t.key = s.type "
        "JOIN coded_document d ON d.key = s.document JOIN article a ON a.key = d.article "
        "LEFT JOIN coded_coder c ON c.key = s.coder WHERE t.label = ?";
    std::vector<sqlite::Value> values{std::string_view(type_)};
    for (const auto& [condition, value] : {std::pair(" AND a.id = ?", &filter_.article),
                                           std::pair(" AND a.outlet = ?", &filter_.outlet),
                                           std::pair(" AND c.name = ?", &filter_.coder)})
      if (*value) {
        sql += condition;
        values.emplace_back(std::string_view(**value));
      }
    sql += " ORDER BY s.key";
    Labels coders(columns_.coders);
    const sqlite::Visit visit = [&](const Row& row) -> Result<void> {
      columns_.key.push_back(row.integer(0));
      columns_.document.push_back(row.integer(1));
      columns_.begin.push_back(row.integer(2));
      columns_.end.push_back(row.integer(3));
      columns_.time.push_back({row.integer(4)});
      columns_.coder.push_back(row.is_null(5) ? -1 : coders.place(row.text(5)));
      return {};
    };
    return connection_.visit(sql, values, &visit);
  }

  Result<void> read_documents() {
    auto& fields = columns_.document_columns;
    for (const char* name : {"author", "source", "section", "type", "title", "id", "notes"})
      fields.push_back({name, CodedKind::ShortText, {}, {}});
    std::vector<Labels> labels;
    for (CodedColumn& field : fields) labels.emplace_back(field.labels);
    // Statements of one document mostly follow each other, but need not.
    std::unordered_map<std::int64_t, std::vector<std::size_t>> rows;
    for (std::size_t i = 0; i < columns_.document.size(); ++i)
      rows[columns_.document[i]].push_back(i);
    for (CodedColumn& field : fields) field.values.resize(columns_.key.size());
    return connection_.each(
        "SELECT d.key, d.seconds, d.author, d.source, d.section, d.type, d.title, "
        "CAST(d.number AS TEXT), d.notes FROM coded_document d WHERE d.import IN "
        "(SELECT import FROM coded_type WHERE label = ?) ORDER BY d.key",
        [&](const Row& row) -> Result<void> {
          const Instant time{row.integer(1)};
          if (!columns_.first_document || time < *columns_.first_document)
            columns_.first_document = time;
          if (!columns_.last_document || time > *columns_.last_document)
            columns_.last_document = time;
          const auto found = rows.find(row.integer(0));
          if (found == rows.end()) return {};
          for (std::size_t field = 0; field < fields.size(); ++field) {
            const auto place = labels[field].place(row.text(static_cast<int>(field) + 2));
            for (const auto statement : found->second) fields[field].values[statement] = place;
          }
          return {};
        },
        type_);
  }

  Result<std::unordered_map<std::int64_t, std::string>> entities() {
    std::unordered_map<std::int64_t, std::string> values;
    const auto done = connection_.each(
        "SELECT e.key, e.value FROM coded_entity e JOIN coded_variable v ON v.key = e.variable "
        "JOIN coded_type t ON t.key = v.type WHERE t.label = ?",
        [&](const Row& row) -> Result<void> {
          values.emplace(row.integer(0), row.text(1));
          return {};
        },
        type_);
    if (!done) return tl::unexpected(done.error());
    return values;
  }

  Result<void> read_values() {
    constexpr std::int64_t none = -1;
    const auto values_of = entities();
    if (!values_of) return tl::unexpected(values_of.error());
    std::vector<Labels> labels;
    for (CodedColumn& column : columns_.columns) {
      labels.emplace_back(column.labels);
      column.values.assign(columns_.key.size(), is_text(column) ? none : 0);
    }
    std::unordered_map<std::int64_t, std::int64_t> places;  // of entities, in their column's labels
    std::size_t statement = 0;
    const auto done = connection_.each(
        "SELECT statement, variable, entity, amount, words FROM coded_value "
        "ORDER BY statement, variable",
        [&](const Row& row) -> Result<void> {
          const std::int64_t key = row.integer(0);
          while (statement < columns_.key.size() && columns_.key[statement] < key) ++statement;
          const auto place = places_.find(row.integer(1));
          if (statement == columns_.key.size() || columns_.key[statement] != key ||
              place == places_.end())
            return {};
          CodedColumn& column = columns_.columns[place->second];
          std::int64_t& value = column.values[statement];
          if (column.kind == CodedKind::LongText) {
            value = labels[place->second].place(row.text(4));
          } else if (column.kind == CodedKind::ShortText) {
            const std::int64_t entity = row.integer(2);
            const auto known = places.find(entity);
            const auto text = values_of->find(entity);
            if (known != places.end())
              value = known->second;
            else if (text != values_of->end())
              places.emplace(entity, value = labels[place->second].place(text->second));
          } else {
            value = row.integer(3);
          }
          return {};
        });
    for (std::size_t i = 0; i < columns_.columns.size(); ++i)
      for (std::int64_t& value : columns_.columns[i].values)
        if (value == none && is_text(columns_.columns[i])) value = labels[i].place("");
    return done;
  }

  static bool is_text(const CodedColumn& column) {
    return column.kind == CodedKind::ShortText || column.kind == CodedKind::LongText;
  }

  Connection& connection_;
  const std::string& type_;
  const CodedFilter& filter_;
  CodedColumns columns_;
  std::unordered_map<std::int64_t, std::size_t> places_;  // of variables, in columns_.columns
};

}  // namespace

Result<CodedColumns> coded_column_rows(Connection& connection, const std::string& type,
                                       const CodedFilter& filter) {
  return ColumnReader(connection, type, filter).read();
}

}  // namespace faultline::study::detail
