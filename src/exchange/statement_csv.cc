#include "exchange/statement_csv.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "exchange/detail/coded_tables.h"
#include "exchange/detail/named_columns.h"

namespace faultline::exchange {
namespace {

using detail::NamedColumns;
using detail::whole_number;
using study::CodedKind;

/// A column that is a variable, until all its values are seen.
struct ValueColumn {
  std::size_t place = 0;
  std::string name;
  std::vector<std::string> labels;    // distinct
  std::vector<std::uint32_t> values;  // of each statement taken, in labels
  std::unordered_map<std::string, std::uint32_t> places;

  void take(const std::string& cell) {
    const auto [found, is_new] = places.emplace(cell, static_cast<std::uint32_t>(labels.size()));
    if (is_new) labels.push_back(cell);
    values.push_back(found->second);
  }
};

/// What the columns beside the variables are called.
struct Columns {
  std::size_t document = 0;
  std::optional<std::size_t> statement, start, stop, coder, text;
  // title, author, source, section, type of the document
  std::array<std::optional<std::size_t>, 5> about;
};

class StatementReader {
 public:
  StatementReader(NamedColumns columns, const StatementCsvOptions& options)
      : table_(std::move(columns)), options_(options), time_(table_), coders_(read_.data.coders) {}

  Result<ReadCodedData> read(const std::optional<CsvTable>& documents,
                             const std::optional<CsvTable>& entities) {
    read_.data.format = "statements csv";
    if (auto found = find_columns(documents.has_value()); !found)
      return tl::unexpected(found.error());
    if (documents)
      if (auto done = detail::read_documents(*documents, coders_, read_, undated_); !done)
        return tl::unexpected(done.error());
    for (std::size_t i = 0; i < read_.data.documents.size(); ++i)
      documents_.emplace(read_.data.documents[i].number, i);
    has_documents_ = documents.has_value();
    table_.each(read_.problems, [&](const text::CsvRecord& row) { return take(row); });
    drop_undated();
    name_variables();
    if (entities)
      if (auto done = detail::read_entities(*entities, read_); !done)
        return tl::unexpected(done.error());
    take_values();
    if (other_times_ > 0)
      read_.notes.push_back(fmt::format(
          "{} another time than the document; a statement's time is its document's.",
          other_times_ == 1 ? "1 statement has" : fmt::format("{} statements have", other_times_)));
    auto unsound = study::drop_unsound_rows(read_.data, table_.name());
    read_.problems.insert(read_.problems.end(), std::make_move_iterator(unsound.begin()),
                          std::make_move_iterator(unsound.end()));
    return std::move(read_);
  }

 private:
  Result<void> find_columns(bool has_documents) {
    const auto document = table_.require({"document_id"});
    if (!document) return tl::unexpected(document.error());
    if (!time_.is_there() && !has_documents)
      return failure(ErrorCode::Malformed,
                     fmt::format("{} has no column epoch_utc or datetime_utc, and there is no "
                                 "table of documents that says when they appeared.",
                                 table_.name()),
                     fmt::format("{}:1", table_.name()));
    columns_.document = *document;
    columns_.statement = table_.find({"statement_id"});
    columns_.start = table_.find({"start", "start_position"});
    columns_.stop = table_.find({"stop", "stop_position"});
    columns_.coder = table_.find({"coder_id", "coder"});
    columns_.text = table_.find({"text"});
    constexpr std::array<std::string_view, 5> about = {"document_title", "document_author",
                                                       "document_source", "document_section",
                                                       "document_type"};
    for (std::size_t i = 0; i < about.size(); ++i) columns_.about[i] = table_.find({about[i]});
    for (const auto place : table_.others())
      variables_.push_back({place, table_.names()[place], {}, {}, {}});
    for (const auto& [name, kind] : options_.kinds)
      if (std::none_of(variables_.begin(), variables_.end(),
                       [&, &wanted = name](const auto& one) { return one.name == wanted; }))
        return failure(
            ErrorCode::Usage,
            fmt::format("{} has no column \"{}\" that is a variable.", table_.name(), name),
            table_.name());
    return {};
  }

  Result<void> take(const text::CsvRecord& row) {
    study::CodedStatement made;
    made.type = 1;
    ++rows_;
    if (auto numbered = take_numbers(row, made); !numbered) return numbered;
    const auto when = time_.of(row);
    if (!when) return tl::unexpected(when.error());
    if (auto placed = take_document(row, made.document, *when); !placed) return placed;
    if (!numbers_.insert(made.number).second)
      return failure(ErrorCode::Malformed,
                     fmt::format("Statement {} stands there twice.", made.number));
    if (columns_.coder) made.coder = coders_.number(row.cells[*columns_.coder]);
    if (columns_.text) made.words = row.cells[*columns_.text];
    for (ValueColumn& variable : variables_) variable.take(row.cells[variable.place]);
    read_.data.statements.push_back(std::move(made));
    return {};
  }

  Result<void> take_numbers(const text::CsvRecord& row, study::CodedStatement& made) const {
    made.number = rows_;
    for (const auto& [column, number, what] :
         {std::tuple(std::optional(columns_.document), &made.document, "document"),
          std::tuple(columns_.statement, &made.number, "statement"),
          std::tuple(columns_.start, &made.begin, "character"),
          std::tuple(columns_.stop, &made.end, "character")}) {
      if (!column) continue;
      const auto value = whole_number(row.cells[*column]);
      if (!value)
        return failure(ErrorCode::Malformed,
                       fmt::format("\"{}\" is no number of a {}.", row.cells[*column], what));
      *number = *value;
    }
    return {};
  }

  Result<void> take_document(const text::CsvRecord& row, std::int64_t number,
                             std::optional<Instant> when) {
    auto& documents = read_.data.documents;
    const auto [found, is_new] = documents_.emplace(number, documents.size());
    if (!is_new) {
      auto& document = documents[found->second];
      if (when && undated_.erase(number) > 0) document.time = *when;
      if (when && document.time != *when) ++other_times_;
      return {};
    }
    if (has_documents_ || !when) {
      documents_.erase(found);
      return failure(ErrorCode::Malformed,
                     has_documents_
                         ? fmt::format("The table of documents has no {}.", number)
                         : fmt::format("Nothing says when document {} appeared.", number));
    }
    study::CodedDocument made;
    made.number = number;
    made.time = *when;
    const std::array<std::string*, 5> about = {&made.title, &made.author, &made.source,
                                               &made.section, &made.type};
    for (std::size_t i = 0; i < about.size(); ++i)
      if (columns_.about[i]) *about[i] = row.cells[*columns_.about[i]];
    documents.push_back(std::move(made));
    return {};
  }

  /// A document without a time has no place in any range.
  void drop_undated() {
    if (undated_.empty()) return;
    std::erase_if(read_.data.documents, [&](const study::CodedDocument& document) {
      if (!undated_.contains(document.number)) return false;
      read_.problems.push_back(
          {ErrorCode::Malformed,
           fmt::format("Document {} is left out: nothing says when it appeared.", document.number),
           table_.name()});
      return true;
    });
  }

  void name_variables() {
    read_.data.types.push_back({1, options_.type, {}});
    for (std::size_t i = 0; i < variables_.size(); ++i)
      read_.data.variables.push_back(
          {static_cast<std::int64_t>(i) + 1, 1, variables_[i].name, kind_of(variables_[i])});
  }

  [[nodiscard]] CodedKind kind_of(const ValueColumn& column) const {
    const auto given = options_.kinds.find(column.name);
    if (given != options_.kinds.end()) return given->second;
    for (const char* name : {"person", "organization", "concept"})
      if (column.name == name) return CodedKind::ShortText;
    const bool is_number =
        !column.labels.empty() &&
        std::all_of(column.labels.begin(), column.labels.end(),
                    [](const std::string& label) { return whole_number(label).has_value(); });
    const bool is_flag =
        column.name == "agreement" && is_number &&
        std::all_of(column.labels.begin(), column.labels.end(),
                    [](const std::string& label) { return label == "0" || label == "1"; });
    return is_flag ? CodedKind::Boolean : is_number ? CodedKind::Integer : CodedKind::ShortText;
  }

  /// Numbers of the entities of a variable, by their values.
  std::unordered_map<std::string, std::int64_t> entities_of(std::int64_t variable) {
    std::unordered_map<std::string, std::int64_t> numbers;
    for (const auto& entity : read_.data.entities)
      if (entity.variable == variable) numbers.emplace(entity.value, entity.number);
    return numbers;
  }

  void take_values() {
    auto& data = read_.data;
    std::int64_t last = 0;
    for (const auto& entity : data.entities) last = std::max(last, entity.number);
    data.values.reserve(data.statements.size() * variables_.size());
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      ValueColumn& column = variables_[i];
      const study::CodedVariable& variable = data.variables[i];
      const bool is_text =
          variable.kind == CodedKind::ShortText || variable.kind == CodedKind::LongText;
      std::vector<std::optional<std::int64_t>> numbers;  // of each label
      auto known = entities_of(variable.number);
      for (const std::string& label : column.labels) {
        if (variable.kind != CodedKind::ShortText) {
          numbers.push_back(is_text ? std::optional<std::int64_t>(0) : whole_number(label));
          if (!is_text && !numbers.back() && !label.empty())
            read_.problems.push_back({ErrorCode::Malformed,
                                      fmt::format("\"{}\" is no number, as {} must be; statements "
                                                  "with it have no value there.",
                                                  label, column.name),
                                      table_.name()});
          continue;
        }
        const auto [found, is_new] = known.emplace(label, last + 1);
        if (is_new) data.entities.push_back({++last, variable.number, label, {}, std::nullopt});
        numbers.emplace_back(found->second);
      }
      for (std::size_t row = 0; row < data.statements.size(); ++row) {
        const std::uint32_t label = column.values[row];
        if (!numbers[label]) continue;
        data.values.push_back(
            {data.statements[row].number, variable.number, *numbers[label],
             variable.kind == CodedKind::LongText ? column.labels[label] : std::string()});
      }
      column = {};
    }
  }

  NamedColumns table_;
  const StatementCsvOptions& options_;
  detail::TimeColumns time_;
  ReadCodedData read_;
  detail::Coders coders_;
  Columns columns_;
  std::vector<ValueColumn> variables_;
  std::unordered_map<std::int64_t, std::size_t> documents_;  // places of numbers
  std::unordered_set<std::int64_t> undated_, numbers_;
  bool has_documents_ = false;
  std::int64_t rows_ = 0;
  std::size_t other_times_ = 0;
};

}  // namespace

Result<ReadCodedData> read_statement_csv(const CsvTable& statements,
                                         const std::optional<CsvTable>& documents,
                                         const std::optional<CsvTable>& entities,
                                         const StatementCsvOptions& options) {
  auto columns = NamedColumns::open(statements);
  if (!columns) return tl::unexpected(columns.error());
  return StatementReader(std::move(*columns), options).read(documents, entities);
}

}  // namespace faultline::exchange
