// All that one import holds, in one order: as a fingerprint, and read back from the tables.

#include <algorithm>

#include "study/detail/coded_rows.h"
#include "study/detail/fingerprint.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;
using sqlite::Row;

std::size_t bits(std::int64_t number) { return static_cast<std::size_t>(number); }

std::string_view flag(bool is_set) { return is_set ? "1" : "0"; }

class ContentHash {
 public:
  template <class... Fields>
  void row(const Fields&... fields) {
    (add(fields), ...);
  }
  template <class Rows>
  void table(const Rows& rows) {
    hash_.add(rows.size());
  }
  [[nodiscard]] std::string hex() const { return hash_.hex(); }

 private:
  void add(std::int64_t number) { hash_.add(bits(number)); }
  void add(std::string_view text) { hash_.add(text); }
  void add(const std::string& text) { hash_.add(std::string_view(text)); }
  void add(const std::optional<std::string>& text) { hash_.add_optional(text); }
  void add(const std::optional<std::int64_t>& number) {
    add(std::int64_t{number ? 1 : 0});
    add(number.value_or(0));
  }
  Fingerprint hash_;
};

}  // namespace

std::string coded_fingerprint(const CodedData& data) {
  ContentHash hash;
  hash.row(data.format);
  hash.table(data.settings);
  for (const auto& [name, value] : data.settings) hash.row(name, value);
  hash.table(data.coders);
  for (const auto& coder : data.coders) {
    hash.row(coder.number, coder.name, coder.colour);
    hash.table(coder.settings);
    for (const auto& [name, value] : coder.settings) hash.row(name, value);
  }
  hash.table(data.coder_relations);
  for (const auto& row : data.coder_relations)
    hash.row(row.number, row.coder, row.other, flag(row.may_view_statements),
             flag(row.may_edit_statements), flag(row.may_view_documents),
             flag(row.may_edit_documents));
  hash.table(data.types);
  for (const auto& type : data.types) hash.row(type.number, type.label, type.colour);
  hash.table(data.variables);
  for (const auto& variable : data.variables)
    hash.row(variable.number, variable.type, variable.name, word_for(variable.kind));
  hash.table(data.links);
  for (const auto& link : data.links) hash.row(link.number, link.source, link.target);
  hash.table(data.regexes);
  for (const auto& regex : data.regexes) hash.row(regex.label, regex.colour);
  hash.table(data.entities);
  for (const auto& entity : data.entities)
    hash.row(entity.number, entity.variable, entity.value, entity.colour, entity.parent);
  hash.table(data.attributes);
  for (const auto& attribute : data.attributes)
    hash.row(attribute.number, attribute.variable, attribute.name);
  hash.table(data.attribute_values);
  for (const auto& value : data.attribute_values)
    hash.row(value.number, value.entity, value.attribute, value.value);
  hash.table(data.documents);
  for (const auto& d : data.documents)
    hash.row(d.number, d.title, d.text, d.author, d.source, d.section, d.type, d.notes, d.coder,
             d.time.seconds);
  hash.table(data.statements);
  for (const auto& s : data.statements)
    hash.row(s.number, s.type, s.document, s.coder, s.begin, s.end, s.words);
  hash.table(data.values);
  for (const auto& v : data.values) hash.row(v.statement, v.variable, v.number, v.words);
  return hash.hex();
}

namespace {

/// Puts what `make` makes of each row of `sql`, whose parameter is the import, into `rows`.
template <class Made, class Make>
Result<void> fill(Connection& connection, ImportId key, std::vector<Made>& rows,
                  std::string_view sql, Make make) {
  return connection.each(
      sql,
      [&](const Row& row) -> Result<void> {
        rows.push_back(make(row));
        return {};
      },
      key);
}

Result<void> read_coders(Connection& connection, ImportId key, CodedData& data) {
  auto done = fill(connection, key, data.settings,
                   "SELECT name, value FROM coded_setting WHERE import = ? ORDER BY name",
                   [](const Row& row) { return std::pair(row.text(0), row.text(1)); });
  if (done)
    done = fill(
        connection, key, data.coders,
        "SELECT number, name, colour FROM coded_coder WHERE import = ? ORDER BY number",
        [](const Row& row) { return CodedCoder{row.integer(0), row.text(1), row.text(2), {}}; });
  auto coder = data.coders.begin();
  if (done)
    done = connection.each(
        "SELECT c.number, s.name, s.value FROM coded_coder_setting s "
        "JOIN coded_coder c ON c.key = s.coder WHERE c.import = ? ORDER BY c.number, s.name",
        [&](const Row& row) -> Result<void> {
          while (coder->number != row.integer(0)) ++coder;
          coder->settings.emplace_back(row.text(1), row.optional_integer(2));
          return {};
        },
        key);
  if (done)
    done = fill(connection, key, data.coder_relations,
                "SELECT r.number, c.number, o.number, r.may_view_statements, "
                "r.may_edit_statements, r.may_view_documents, r.may_edit_documents "
                "FROM coded_coder_relation r JOIN coded_coder c ON c.key = r.coder "
                "JOIN coded_coder o ON o.key = r.other WHERE c.import = ? ORDER BY r.number",
                [](const Row& row) {
                  return CodedCoderRelation{row.integer(0),      row.integer(1),
                                            row.integer(2),      row.integer(3) != 0,
                                            row.integer(4) != 0, row.integer(5) != 0,
                                            row.integer(6) != 0};
                });
  if (done)
    done = fill(connection, key, data.regexes,
                "SELECT label, colour FROM coded_regex WHERE import = ? ORDER BY number",
                [](const Row& row) { return CodedRegex{row.text(0), row.text(1)}; });
  return done;
}

Result<void> read_types(Connection& connection, ImportId key, CodedData& data) {
  auto done =
      fill(connection, key, data.types,
           "SELECT number, label, colour FROM coded_type WHERE import = ? ORDER BY number",
           [](const Row& row) { return CodedType{row.integer(0), row.text(1), row.text(2)}; });
  if (done)
    done =
        fill(connection, key, data.variables,
             "SELECT v.number, t.number, v.name, v.kind FROM coded_variable v "
             "JOIN coded_type t ON t.key = v.type WHERE t.import = ? ORDER BY v.number",
             [](const Row& row) {
               return CodedVariable{row.integer(0), row.integer(1), row.text(2),
                                    parse_coded_kind(row.text(3)).value_or(CodedKind::ShortText)};
             });
  if (done)
    done = fill(connection, key, data.links,
                "SELECT l.number, s.number, o.number FROM coded_variable_link l "
                "JOIN coded_variable s ON s.key = l.source JOIN coded_type t ON t.key = s.type "
                "JOIN coded_variable o ON o.key = l.target WHERE t.import = ? ORDER BY l.number",
                [](const Row& row) {
                  return CodedVariableLink{row.integer(0), row.integer(1), row.integer(2)};
                });
  return done;
}

Result<void> read_entities(Connection& connection, ImportId key, CodedData& data) {
  auto done = fill(connection, key, data.entities,
                   "SELECT e.number, v.number, e.value, e.colour, p.number FROM coded_entity e "
                   "JOIN coded_variable v ON v.key = e.variable "
                   "JOIN coded_type t ON t.key = v.type "
                   "LEFT JOIN coded_entity p ON p.key = e.parent WHERE t.import = ? "
                   "ORDER BY e.number",
                   [](const Row& row) {
                     return CodedEntity{row.integer(0), row.integer(1), row.text(2), row.text(3),
                                        row.optional_integer(4)};
                   });
  if (done)
    done = fill(
        connection, key, data.attributes,
        "SELECT b.number, v.number, b.name FROM coded_attribute b "
        "JOIN coded_variable v ON v.key = b.variable "
        "JOIN coded_type t ON t.key = v.type WHERE t.import = ? ORDER BY b.number",
        [](const Row& row) { return CodedAttribute{row.integer(0), row.integer(1), row.text(2)}; });
  if (done)
    done = fill(connection, key, data.attribute_values,
                "SELECT w.number, e.number, b.number, w.value FROM coded_attribute_value w "
                "JOIN coded_entity e ON e.key = w.entity "
                "JOIN coded_attribute b ON b.key = w.attribute "
                "JOIN coded_variable v ON v.key = b.variable "
                "JOIN coded_type t ON t.key = v.type WHERE t.import = ? ORDER BY w.number",
                [](const Row& row) {
                  return CodedAttributeValue{row.integer(0), row.integer(1), row.integer(2),
                                             row.text(3)};
                });
  return done;
}

Result<void> read_statements(Connection& connection, ImportId key, CodedData& data) {
  auto done = fill(connection, key, data.documents,
                   "SELECT d.number, d.title, a.text, d.author, d.source, d.section, d.type, "
                   "d.notes, c.number, d.seconds FROM coded_document d "
                   "JOIN article a ON a.key = d.article "
                   "LEFT JOIN coded_coder c ON c.key = d.coder WHERE d.import = ? "
                   "ORDER BY d.number",
                   [](const Row& row) {
                     return CodedDocument{row.integer(0),
                                          row.text(1),
                                          row.text(2),
                                          row.text(3),
                                          row.text(4),
                                          row.text(5),
                                          row.text(6),
                                          row.text(7),
                                          row.optional_integer(8),
                                          Instant{row.integer(9)}};
                   });
  if (done)
    done = fill(connection, key, data.statements,
                "SELECT s.number, t.number, d.number, c.number, s.file_begin, s.file_end, s.words "
                "FROM coded_statement s JOIN coded_type t ON t.key = s.type "
                "JOIN coded_document d ON d.key = s.document "
                "LEFT JOIN coded_coder c ON c.key = s.coder WHERE d.import = ? ORDER BY s.number",
                [](const Row& row) {
                  return CodedStatement{row.integer(0),          row.integer(1), row.integer(2),
                                        row.optional_integer(3), row.integer(4), row.integer(5),
                                        row.optional_text(6)};
                });
  if (done)
    done = fill(connection, key, data.values,
                "SELECT s.number, v.number, coalesce(e.number, w.amount, 0), w.words "
                "FROM coded_value w JOIN coded_statement s ON s.key = w.statement "
                "JOIN coded_document d ON d.key = s.document "
                "JOIN coded_variable v ON v.key = w.variable "
                "LEFT JOIN coded_entity e ON e.key = w.entity WHERE d.import = ? "
                "ORDER BY s.number, v.number",
                [](const Row& row) {
                  return CodedValue{row.integer(0), row.integer(1), row.integer(2), row.text(3)};
                });
  return done;
}

}  // namespace

Result<CodedData> coded_data_of(Connection& connection, ImportId key) {
  CodedData data;
  bool is_there = false;
  auto done = connection.each(
      "SELECT format FROM coding_import WHERE key = ? AND format <> 'codings' "
      "AND withdrawn_at IS NULL",
      [&](const Row& row) -> Result<void> {
        is_there = true;
        data.format = row.text(0);
        return {};
      },
      key);
  if (done && !is_there)
    return failure(ErrorCode::NotFound, "No import of coded data with this number is in force.",
                   connection.name());
  for (const auto read : {read_coders, read_types, read_entities, read_statements})
    if (done) done = read(connection, key, data);
  if (!done) return tl::unexpected(done.error());
  return data;
}

}  // namespace faultline::study::detail
