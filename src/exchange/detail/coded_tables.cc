#include "exchange/detail/coded_tables.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "exchange/detail/named_columns.h"

namespace faultline::exchange::detail {
namespace {

void note_others(const NamedColumns& columns, ReadCodedData& read) {
  std::vector<std::string> names;
  for (const auto place : columns.others()) names.push_back(columns.names()[place]);
  if (!names.empty())
    read.notes.push_back(fmt::format("Of {} these columns are not used: {}.", columns.name(),
                                     fmt::join(names, ", ")));
}

std::string cell(const text::CsvRecord& row, std::optional<std::size_t> column) {
  return column ? row.cells[*column] : std::string();
}

/// Three columns of 0 to 255, or nothing.
study::Colour colour_of(const text::CsvRecord& row,
                        const std::array<std::optional<std::size_t>, 3>& columns) {
  study::Colour colour = "#";
  for (const auto& column : columns) {
    const auto value = whole_number(cell(row, column));
    if (!value || *value < 0 || *value > 255) return {};
    colour += fmt::format("{:02X}", *value);
  }
  return colour;
}

class EntityReader {
 public:
  EntityReader(NamedColumns columns, ReadCodedData& read)
      : columns_(std::move(columns)), read_(read) {
    for (const auto& variable : read.data.variables)
      if (variable.kind == study::CodedKind::ShortText)
        variables_.emplace(variable.name, variable.number);
  }

  Result<void> read() {
    id_ = columns_.find({"entity_id", "ID"});
    const auto variable = columns_.require({"variable"});
    if (!variable) return tl::unexpected(variable.error());
    const auto value = columns_.require({"value"});
    if (!value) return tl::unexpected(value.error());
    variable_ = *variable;
    value_ = *value;
    colours_ = {columns_.find({"red"}), columns_.find({"green"}), columns_.find({"blue"})};
    parent_ = columns_.find({"child_of"});
    attribute_ = columns_.find({"attribute"});
    attribute_value_ = columns_.find({"attribute_value"});
    note_others(columns_, read_);
    columns_.each(read_.problems, [&](const text::CsvRecord& row) { return take(row); });
    if (others_ > 0)
      read_.notes.push_back(
          fmt::format("{} of {} are of variables that no statement has, and are not used.",
                      others_ == 1 ? "1 row" : fmt::format("{} rows", others_), columns_.name()));
    return {};
  }

 private:
  Result<void> take(const text::CsvRecord& row) {
    const auto variable = variables_.find(row.cells[variable_]);
    if (variable == variables_.end()) {
      ++others_;
      return {};
    }
    const auto entity = entity_of(row, variable->second);
    if (!entity) return tl::unexpected(entity.error());
    const std::string name = cell(row, attribute_);
    if (name.empty()) return {};
    auto& data = read_.data;
    const auto [attribute, is_new] = attributes_.emplace(
        std::pair(variable->second, name), static_cast<std::int64_t>(data.attributes.size()) + 1);
    if (is_new) data.attributes.push_back({attribute->second, variable->second, name});
    if (!given_.emplace(*entity, attribute->second).second)
      return failure(ErrorCode::Malformed, fmt::format("\"{}\" has the attribute \"{}\" already.",
                                                       row.cells[value_], name));
    data.attribute_values.push_back({static_cast<std::int64_t>(data.attribute_values.size()) + 1,
                                     *entity, attribute->second, cell(row, attribute_value_)});
    return {};
  }

  Result<std::int64_t> entity_of(const text::CsvRecord& row, std::int64_t variable) {
    const std::string& value = row.cells[value_];
    const auto known = entities_.find(std::pair(variable, value));
    const auto given = id_ ? whole_number(row.cells[*id_]) : std::nullopt;
    if (known != entities_.end()) {
      if (given && *given != known->second)
        return failure(ErrorCode::Malformed,
                       fmt::format("\"{}\" has the number {} already.", value, known->second));
      return known->second;
    }
    if (id_ && !given)
      return failure(ErrorCode::Malformed,
                     fmt::format("\"{}\" is no number of an entity.", row.cells[*id_]));
    const std::int64_t number = given ? *given : last_ + 1;
    if (!numbers_.insert(number).second)
      return failure(ErrorCode::Malformed,
                     fmt::format("Another entity has the number {}.", number));
    last_ = std::max(last_, number);
    entities_.emplace(std::pair(variable, value), number);
    read_.data.entities.push_back(
        {number, variable, value, colour_of(row, colours_), whole_number(cell(row, parent_))});
    return number;
  }

  NamedColumns columns_;
  ReadCodedData& read_;
  std::map<std::string, std::int64_t, std::less<>> variables_;
  std::optional<std::size_t> id_, parent_, attribute_, attribute_value_;
  std::size_t variable_ = 0, value_ = 0;
  std::array<std::optional<std::size_t>, 3> colours_;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> entities_, attributes_;
  std::unordered_set<std::int64_t> numbers_;
  std::set<std::pair<std::int64_t, std::int64_t>> given_;
  std::int64_t last_ = 0;
  std::size_t others_ = 0;
};

}  // namespace

std::optional<std::int64_t> Coders::number(const std::string& name) {
  if (name.empty()) return std::nullopt;
  const auto known = numbers_.find(name);
  if (known != numbers_.end()) return known->second;
  auto number = whole_number(name);
  const auto is_taken = [&](std::int64_t wanted) {
    return std::any_of(coders_->begin(), coders_->end(),
                       [&](const study::CodedCoder& coder) { return coder.number == wanted; });
  };
  while (!number || is_taken(*number)) number = ++last_;
  numbers_.emplace(name, *number);
  coders_->push_back({*number, name, {}, {}});
  return number;
}

Result<void> read_documents(const CsvTable& table, Coders& coders, ReadCodedData& read,
                            std::unordered_set<std::int64_t>& undated) {
  auto columns = NamedColumns::open(table);
  if (!columns) return tl::unexpected(columns.error());
  const auto id = columns->require({"document_id", "ID", "id"});
  if (!id) return tl::unexpected(id.error());
  const auto title = columns->find({"title"}), text = columns->find({"text"}),
             author = columns->find({"author"}), source = columns->find({"source"}),
             section = columns->find({"section"}), type = columns->find({"type"}),
             notes = columns->find({"notes"}), coder = columns->find({"coder_id", "coder"});
  const TimeColumns time(*columns);
  note_others(*columns, read);
  std::unordered_set<std::int64_t> numbers;
  columns->each(read.problems, [&](const text::CsvRecord& row) -> Result<void> {
    const auto number = whole_number(row.cells[*id]);
    if (!number)
      return failure(ErrorCode::Malformed,
                     fmt::format("\"{}\" is no number of a document.", row.cells[*id]));
    const auto when = time.of(row);
    if (!when) return tl::unexpected(when.error());
    if (!numbers.insert(*number).second)
      return failure(ErrorCode::Malformed, fmt::format("Document {} stands there twice.", *number));
    if (!*when) undated.insert(*number);
    read.data.documents.push_back({*number, cell(row, title), cell(row, text), cell(row, author),
                                   cell(row, source), cell(row, section), cell(row, type),
                                   cell(row, notes), coders.number(cell(row, coder)),
                                   when->value_or(Instant{})});
    return {};
  });
  return {};
}

Result<void> read_entities(const CsvTable& table, ReadCodedData& read) {
  auto columns = NamedColumns::open(table);
  if (!columns) return tl::unexpected(columns.error());
  return EntityReader(std::move(*columns), read).read();
}

}  // namespace faultline::exchange::detail
