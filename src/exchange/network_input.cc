#include "exchange/network_input.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "exchange/detail/columns_maker.h"
#include "exchange/detail/own_codings.h"

namespace faultline::exchange {
namespace detail {

std::int32_t clamped(std::int64_t number) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(
      number, std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()));
}

void sort_rows(networks::StatementTable& table) {
  std::vector<std::size_t> order(table.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t row) {
    return std::tuple(table.time[row], table.document[row], table.begin[row], table.end[row],
                      table.id[row]);
  };
  const auto before = [&](std::size_t a, std::size_t b) { return key(a) < key(b); };
  if (std::is_sorted(order.begin(), order.end(), before)) return;
  std::sort(order.begin(), order.end(), before);
  const auto reorder = [&](auto& column) {
    auto sorted = column;
    for (std::size_t i = 0; i < order.size(); ++i) sorted[i] = column[order[i]];
    column = std::move(sorted);
  };
  reorder(table.id);
  reorder(table.document);
  reorder(table.time);
  reorder(table.begin);
  reorder(table.end);
  for (auto& variable : table.variables) reorder(variable.values);
}

}  // namespace detail
namespace {

using networks::StatementTable;
using networks::Variable;
using networks::VariableKind;

VariableKind kind_of(study::CodedKind kind) {
  switch (kind) {
    case study::CodedKind::ShortText:
      return VariableKind::ShortText;
    case study::CodedKind::LongText:
      return VariableKind::LongText;
    case study::CodedKind::Integer:
      return VariableKind::Integer;
    case study::CodedKind::Boolean:
      return VariableKind::Boolean;
  }
  return VariableKind::ShortText;
}

/// The first field that restricts which coded statements are wanted and that they do not have.
const char* foreign_field(const study::Filter& rows) {
  const std::pair<bool, const char*> fields[] = {
      {rows.actor || rows.by || rows.toward, "actor"},
      {rows.bloc.has_value(), "bloc"},
      {rows.concept_name.has_value(), "concept"},
      {rows.act || rows.plover || rows.origin || rows.min_intensity || rows.sign, "act"},
      {rows.cue_class || rows.modality || rows.polarity, "cue"},
      {rows.venue.has_value(), "venue"},
      {rows.from || rows.to, "day"},
      {rows.text.has_value(), "text"},
      {rows.min_confidence.has_value(), "confidence"},
      {rows.limit.has_value(), "limit"},
      {rows.key.has_value(), "key"},
      {rows.by_principal, "principal"}};
  for (const auto& [is_set, name] : fields)
    if (is_set) return name;
  return nullptr;
}

/// None: the study's own codings.
Result<std::optional<std::string>> coded_type(const study::Study& study,
                                              const NetworkInput& input) {
  if (input.source == InputSource::Own) {
    if (!input.type) return std::nullopt;
    return failure(ErrorCode::Usage,
                   "A statement type goes with coded data, not with the study's own codings.",
                   "type");
  }
  const auto types = study.coded_types();
  if (!types) return tl::unexpected(types.error());
  if (types->empty() && !input.type) {
    if (input.source == InputSource::Either) return std::nullopt;
    return failure(ErrorCode::NotFound,
                   "The study holds no coded data; `faultline import --dna FILE --into STUDY` "
                   "brings some.",
                   "type");
  }
  if (const char* field = foreign_field(input.rows))
    return failure(ErrorCode::Usage,
                   fmt::format("Coded data of another program cannot be filtered by {}; exclude "
                               "values of its variables, give a range of days, or take the "
                               "study's own codings.",
                               field),
                   field);
  if (input.type) return input.type;
  const auto rank = [](const study::CodedTypeRow& row) {
    const auto texts = std::count_if(
        row.variables.begin(), row.variables.end(),
        [](const auto& variable) { return variable.kind == study::CodedKind::ShortText; });
    return std::pair(texts >= 2, row.statements);
  };
  const auto most =
      std::max_element(types->begin(), types->end(),
                       [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return most->label;
}

Variable variable_of(study::CodedColumn&& column, bool of_document) {
  Variable variable;
  variable.name = std::move(column.name);
  variable.kind = kind_of(column.kind);
  variable.of_document = of_document;
  variable.labels = std::move(column.labels);
  variable.values.reserve(column.values.size());
  const bool is_flag = column.kind == study::CodedKind::Boolean;
  for (const std::int64_t value : column.values)
    variable.values.push_back(is_flag ? (value == 0 ? 0 : 1) : detail::clamped(value));
  return variable;
}

Variable coder_variable(const study::CodedColumns& columns) {
  detail::TextVariable coder("coder", false);
  for (const std::int64_t place : columns.coder)
    coder.add(place < 0 ? std::string() : columns.coders[static_cast<std::size_t>(place)]);
  return coder.take();
}

Result<StatementTable> coded_table(const study::Study& study, const std::string& type,
                                   const NetworkInput& input) {
  auto columns = study.coded_columns(type, {input.rows.article, input.rows.outlet, input.coder});
  if (!columns) return tl::unexpected(columns.error());
  StatementTable table;
  table.type = type;
  table.time = std::move(columns->time);
  for (const auto begin : columns->begin) table.begin.push_back(detail::clamped(begin));
  for (const auto end : columns->end) table.end.push_back(detail::clamped(end));
  table.first_document = columns->first_document;
  table.last_document = columns->last_document;
  for (study::CodedColumn& column : columns->columns)
    table.variables.push_back(variable_of(std::move(column), false));
  if (table.find("coder", false) == nullptr) table.variables.push_back(coder_variable(*columns));
  for (study::CodedColumn& column : columns->document_columns)
    table.variables.push_back(variable_of(std::move(column), true));
  table.id = std::move(columns->key);
  table.document = std::move(columns->document);
  detail::sort_rows(table);
  return table;
}

}  // namespace

Result<StatementTable> statement_table(const study::Study& study, const NetworkInput& input) {
  const auto type = coded_type(study, input);
  if (!type) return tl::unexpected(type.error());
  if (*type) return coded_table(study, **type, input);
  auto own = detail::own_table(study, input);
  if (!own) return tl::unexpected(own.error());
  return std::move(own->table);
}

Result<std::int64_t> left_out(const study::Study& study, const NetworkInput& input) {
  const auto type = coded_type(study, input);
  if (!type) return tl::unexpected(type.error());
  if (*type) return 0;
  const auto own = detail::own_codings(study, input);
  if (!own) return tl::unexpected(own.error());
  return std::count_if(own->begin(), own->end(),
                       [](const auto& row) { return !row.coding.day.has_value(); });
}

Result<std::vector<StatementTypeRow>> statement_types(const study::Study& study) {
  const auto types = study.coded_types();
  if (!types) return tl::unexpected(types.error());
  const auto totals = study.totals();
  if (!totals) return tl::unexpected(totals.error());
  std::vector<StatementTypeRow> rows;
  for (const auto& type : *types) {
    rows.push_back({type.label, type.statements, {}});
    for (const auto& variable : type.variables) rows.back().variables.push_back(variable.name);
  }
  if (totals->codings == 0) return rows;
  rows.push_back({"", totals->codings, {}});
  const auto own = detail::own_table(study, {.source = InputSource::Own});
  if (!own) return tl::unexpected(own.error());
  for (const auto& variable : own->table.variables)
    if (!variable.of_document) rows.back().variables.push_back(variable.name);
  return rows;
}

Result<std::vector<StatementEvidence>> evidence_of(const study::Study& study,
                                                   const NetworkInput& input,
                                                   std::span<const std::int64_t> ids) {
  const auto type = coded_type(study, input);
  if (!type) return tl::unexpected(type.error());
  if (!*type) return detail::own_evidence(study, input, ids);
  auto rows = study.coded_statements(ids);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<StatementEvidence> evidence;
  evidence.reserve(rows->size());
  for (auto& row : *rows)
    evidence.push_back({row.key, std::move(row.text), std::move(row.article_id),
                        std::move(row.title), std::move(row.source), day_of(row.time),
                        std::move(row.coder), row.coder_number, row.span.value_or(ByteSpan{})});
  return evidence;
}

namespace {

/// The values that occur, with nothing known of them.
Result<EntityTable> occurring(const study::Study& study, const NetworkInput& input,
                              const std::string& name) {
  const auto table = statement_table(study, input);
  if (!table) return tl::unexpected(table.error());
  const Variable* variable = table->find(name);
  if (variable == nullptr) {
    std::string known;
    for (const auto& one : table->variables)
      known += fmt::format("{}{}", known.empty() ? "" : ", ", one.name);
    return failure(ErrorCode::NotFound,
                   fmt::format("There is no variable \"{}\"; there are {}.", name, known), name);
  }
  std::set<std::string, bool (*)(std::string_view, std::string_view)> values(detail::utf16_less);
  for (std::size_t i = 0; i < table->size(); ++i) values.insert(variable->text_of(i));
  EntityTable entities;
  entities.variable = name;
  entities.values.assign(values.begin(), values.end());
  return entities;
}

networks::NodeAttribute text_attribute(std::string name) {
  networks::NodeAttribute attribute;
  attribute.name = std::move(name);
  return attribute;
}

Result<EntityTable> coded_entities(const study::Study& study, const std::string& type,
                                   const std::string& variable) {
  auto found = study.coded_entities(type, variable);
  if (!found) return tl::unexpected(found.error());
  std::sort(found->rows.begin(), found->rows.end(),
            [](const auto& a, const auto& b) { return detail::utf16_less(a.value, b.value); });
  EntityTable entities;
  entities.variable = variable;
  for (const std::string& name : found->attributes)
    entities.attributes.push_back(text_attribute(name));
  const bool has_parents = std::any_of(found->rows.begin(), found->rows.end(),
                                       [](const auto& row) { return !row.parent.empty(); });
  networks::NodeAttribute parents = text_attribute("parent");
  for (auto& row : found->rows) {
    entities.ids.push_back(row.number);
    entities.values.push_back(std::move(row.value));
    entities.colours.push_back(row.colour.empty() ? "#000000" : row.colour);
    for (std::size_t i = 0; i < row.attributes.size(); ++i)
      entities.attributes[i].texts.push_back(std::move(row.attributes[i]));
    parents.texts.push_back(std::move(row.parent));
  }
  if (has_parents) entities.attributes.push_back(std::move(parents));
  return entities;
}

}  // namespace

Result<EntityTable> entity_table(const study::Study& study, const NetworkInput& input,
                                 const std::string& variable, std::optional<Day> day) {
  const auto type = coded_type(study, input);
  if (!type) return tl::unexpected(type.error());
  if (!*type) {
    auto own = detail::own_entities(study, input, variable, day);
    if (!own || !own->values.empty() || !own->attributes.empty()) return own;
    return occurring(study, input, variable);
  }
  const auto types = study.coded_types();
  if (!types) return tl::unexpected(types.error());
  for (const auto& row : *types) {
    if (row.label != **type) continue;
    const bool is_entity =
        std::any_of(row.variables.begin(), row.variables.end(), [&](const auto& known) {
          return known.name == variable && known.kind == study::CodedKind::ShortText;
        });
    if (is_entity) return coded_entities(study, **type, variable);
  }
  return occurring(study, input, variable);
}

namespace {

/// Adds what one entity table knows of `labels` to the columns of `nodes`.
void add_rows(networks::NodeTable& nodes, const std::vector<std::string>& labels,
              const EntityTable& entities) {
  const auto column = [&](const std::string& name, bool is_number) -> networks::NodeAttribute& {
    const auto found = std::find_if(
        nodes.attributes.begin(), nodes.attributes.end(),
        [&](const auto& one) { return one.name == name && one.is_number == is_number; });
    if (found != nodes.attributes.end()) return *found;
    auto& made = nodes.attributes.emplace_back();
    made.name = name;
    made.is_number = is_number;
    return made;
  };
  const std::size_t first = nodes.labels.size();
  const std::size_t count = first + labels.size();
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < entities.values.size(); ++i) places.emplace(entities.values[i], i);
  const auto fill = [&](networks::NodeAttribute& attribute, auto member, const auto& values) {
    auto& cells = attribute.*member;
    cells.resize(count);
    for (std::size_t i = 0; i < labels.size(); ++i)
      if (const auto place = places.find(labels[i]); place != places.end())
        cells[first + i] = values[place->second];
  };
  if (!entities.ids.empty()) {
    std::vector<std::optional<double>> numbers;
    for (const auto id : entities.ids) numbers.emplace_back(static_cast<double>(id));
    fill(column("ID", true), &networks::NodeAttribute::numbers, numbers);
    fill(column("color", false), &networks::NodeAttribute::texts, entities.colours);
  }
  for (const auto& attribute : entities.attributes) {
    auto& target = column(attribute.name, attribute.is_number);
    if (attribute.is_number)
      fill(target, &networks::NodeAttribute::numbers, attribute.numbers);
    else
      fill(target, &networks::NodeAttribute::texts, attribute.texts);
  }
  nodes.labels.insert(nodes.labels.end(), labels.begin(), labels.end());
  nodes.variables.resize(count, entities.variable);
  for (auto& attribute : nodes.attributes)
    attribute.is_number ? attribute.numbers.resize(count) : attribute.texts.resize(count);
}

}  // namespace

networks::NodeTable node_table(const networks::Network& network, const EntityTable& rows,
                               const EntityTable* columns) {
  networks::NodeTable nodes;
  add_rows(nodes, network.rows, rows);
  if (network.shape == networks::Shape::TwoMode)
    add_rows(nodes, network.columns, columns == nullptr ? EntityTable() : *columns);
  return nodes;
}

}  // namespace faultline::exchange
