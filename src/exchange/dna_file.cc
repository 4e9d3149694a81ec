#include "exchange/dna_file.h"

#include <fmt/core.h>

#include <array>
#include <utility>

#include "exchange/detail/foreign_database.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

using detail::ForeignDatabase;
using detail::ForeignRow;

constexpr std::string_view kind = "database of Discourse Network Analyzer";
constexpr std::array<const char*, 16> tables = {
    "SETTINGS",       "CODERS",   "DOCUMENTS",      "STATEMENTTYPES", "VARIABLES",
    "VARIABLELINKS",  "REGEXES",  "CODERRELATIONS", "STATEMENTS",     "DATABOOLEAN",
    "DATAINTEGER",    "ENTITIES", "DATASHORTTEXT",  "DATALONGTEXT",   "ATTRIBUTEVARIABLES",
    "ATTRIBUTEVALUES"};

/// One row of one table; remembers the first column that holds what it must not.
class Cells {
 public:
  Cells(const ForeignRow& row, std::size_t& repaired) : row_(row), repaired_(repaired) {}

  std::int64_t number(int column) {
    const auto value = row_.integer(column);
    if (!value && fault_.empty())
      fault_ = fmt::format("{} is {}", row_.column_name(column),
                           row_.is_null(column) ? "missing" : "no whole number");
    return value.value_or(0);
  }
  std::optional<std::int64_t> optional_number(int column) {
    if (row_.is_null(column)) return std::nullopt;
    return number(column);
  }
  std::string text(int column) { return repaired_text(row_.text(column), repaired_); }
  bool flag(int column) { return number(column) != 0; }
  /// Three columns; empty if one of them is no part of a colour.
  study::Colour colour(int column) {
    study::Colour colour = "#";
    for (int part = column; part < column + 3; ++part) {
      const auto value = row_.integer(part);
      if (!value || *value < 0 || *value > 255) return {};
      colour += fmt::format("{:02X}", *value);
    }
    return colour;
  }
  void refuse(std::string fault) {
    if (fault_.empty()) fault_ = std::move(fault);
  }
  [[nodiscard]] const std::string& fault() const { return fault_; }
  [[nodiscard]] const ForeignRow& row() const { return row_; }

 private:
  const ForeignRow& row_;
  std::size_t& repaired_;
  std::string fault_;
};

class Reader {
 public:
  explicit Reader(ForeignDatabase database) : database_(std::move(database)) {}

  Result<ReadCodedData> read() {
    Result<void> done = check();
    for (const auto step : {&Reader::read_coders, &Reader::read_types, &Reader::read_entities,
                            &Reader::read_documents, &Reader::read_values})
      if (done) done = (this->*step)();
    if (!done) return tl::unexpected(done.error());
    if (repaired_ > 0)
      read_.notes.push_back(
          fmt::format("{} of the file's texts were no UTF-8 and stand as U+FFFD.",
                      repaired_ == 1 ? "1 place" : fmt::format("{} places", repaired_)));
    auto unsound = study::drop_unsound_rows(read_.data, database_.name());
    read_.problems.insert(read_.problems.end(), std::make_move_iterator(unsound.begin()),
                          std::make_move_iterator(unsound.end()));
    return std::move(read_);
  }

 private:
  Result<void> check() {
    for (const char* table : tables) {
      const auto has = database_.has_table(table);
      if (!has) return tl::unexpected(has.error());
      // DNA 2 has a table of settings, too, but hardly any other of these.
      if (!*has && std::string_view(table) != "SETTINGS") {
        if (auto settings = read_settings(); !settings) return settings;
        if (auto known = check_version(); !known) return known;
      }
      if (!*has) return tl::unexpected(database_.foreign(fmt::format("it has no table {}", table)));
    }
    if (auto settings = read_settings(); !settings) return settings;
    return check_version();
  }

  Result<void> read_settings() {
    read_.data.format = "dna";
    read_.data.settings.clear();
    return rows(
        "SETTINGS", "SELECT Property, Value FROM SETTINGS ORDER BY Property",
        [&](Cells& cells) { read_.data.settings.emplace_back(cells.text(0), cells.text(1)); });
  }

  Result<void> check_version() {
    for (const auto& [name, value] : read_.data.settings) {
      if (name != "version") continue;
      if (value == "3.0" || value.starts_with("3.0.")) return {};
      return failure(
          ErrorCode::Unsupported,
          fmt::format("{} is of Discourse Network Analyzer {}, and this program reads 3.0; import "
                      "it into a new database of version 3.0 there, then import that.",
                      database_.name(), value),
          database_.name());
    }
    return tl::unexpected(database_.foreign("its table SETTINGS names no version"));
  }

  /// Gives each row to `make`, which adds a value to the data, and takes the value back where the
  /// row turns out to be none.
  template <class Row, class Make>
  Result<void> fill(std::vector<Row>& into, std::string_view table, const std::string& sql,
                    Make make) {
    return rows(table, sql, [&](Cells& cells) {
      Row made = make(cells);
      if (cells.fault().empty()) into.push_back(std::move(made));
    });
  }
  template <class Visit>
  Result<void> rows(std::string_view table, const std::string& sql, Visit visit) {
    return database_.each(sql, [&](const ForeignRow& row) {
      Cells cells(row, repaired_);
      visit(cells);
      if (!cells.fault().empty())
        read_.problems.push_back(
            {ErrorCode::Malformed,
             fmt::format("A row of {} is left out: {}.", table, cells.fault()),
             fmt::format("{}: {} {}", database_.name(), table, printable_id(row))});
    });
  }
  static std::string printable_id(const ForeignRow& row) {
    const auto id = row.integer(0);
    return id ? std::to_string(*id) : std::string("without ID");
  }

  Result<void> read_coders() {
    auto done = fill(read_.data.coders, "CODERS", "SELECT * FROM CODERS ORDER BY ID", coder_of);
    if (done)
      done = fill(read_.data.coder_relations, "CODERRELATIONS",
                  "SELECT ID, Coder, OtherCoder, viewStatements, editStatements, viewDocuments, "
                  "editDocuments FROM CODERRELATIONS ORDER BY ID",
                  [](Cells& cells) {
                    return study::CodedCoderRelation{
                        cells.number(0), cells.number(1), cells.number(2), cells.flag(3),
                        cells.flag(4),   cells.flag(5),   cells.flag(6)};
                  });
    if (done)
      done = fill(read_.data.regexes, "REGEXES",
                  "SELECT Label, Red, Green, Blue FROM REGEXES ORDER BY rowid",
                  [](Cells& cells) { return study::CodedRegex{cells.text(0), cells.colour(1)}; });
    return done;
  }

  /// All columns but the password, whatever else a version adds to them.
  static study::CodedCoder coder_of(Cells& cells) {
    study::CodedCoder coder;
    const ForeignRow& row = cells.row();
    for (int column = 0; column < row.columns(); ++column) {
      const std::string_view name = row.column_name(column);
      if (name == "ID")
        coder.number = cells.number(column);
      else if (name == "Name")
        coder.name = cells.text(column);
      else if (name == "Red" && column + 2 < row.columns())
        coder.colour = cells.colour(column);
      else if (name != "Green" && name != "Blue" && name != "Password")
        coder.settings.emplace_back(name, row.integer(column));
    }
    return coder;
  }

  Result<void> read_types() {
    auto done = fill(read_.data.types, "STATEMENTTYPES",
                     "SELECT ID, Label, Red, Green, Blue FROM STATEMENTTYPES ORDER BY ID",
                     [](Cells& cells) {
                       return study::CodedType{cells.number(0), cells.text(1), cells.colour(2)};
                     });
    if (done)
      done = fill(read_.data.variables, "VARIABLES",
                  "SELECT ID, StatementTypeId, Variable, DataType FROM VARIABLES ORDER BY ID",
                  [](Cells& cells) {
                    const std::string word = cells.text(3);
                    const auto known = study::parse_coded_kind(word);
                    if (!known)
                      cells.refuse(fmt::format("DataType is \"{}\", which is none", word));
                    return study::CodedVariable{cells.number(0), cells.number(1), cells.text(2),
                                                known.value_or(study::CodedKind::ShortText)};
                  });
    if (done)
      done =
          fill(read_.data.links, "VARIABLELINKS",
               "SELECT ID, SourceVariableId, TargetVariableId FROM VARIABLELINKS ORDER BY ID",
               [](Cells& cells) {
                 return study::CodedVariableLink{cells.number(0), cells.number(1), cells.number(2)};
               });
    return done;
  }

  Result<void> read_entities() {
    auto done = fill(read_.data.entities, "ENTITIES",
                     "SELECT ID, VariableId, Value, Red, Green, Blue, ChildOf FROM ENTITIES "
                     "ORDER BY ID",
                     [](Cells& cells) {
                       return study::CodedEntity{cells.number(0), cells.number(1), cells.text(2),
                                                 cells.colour(3), cells.optional_number(6)};
                     });
    if (done)
      done = fill(read_.data.attributes, "ATTRIBUTEVARIABLES",
                  "SELECT ID, VariableId, AttributeVariable FROM ATTRIBUTEVARIABLES ORDER BY ID",
                  [](Cells& cells) {
                    return study::CodedAttribute{cells.number(0), cells.number(1), cells.text(2)};
                  });
    if (done)
      done = fill(read_.data.attribute_values, "ATTRIBUTEVALUES",
                  "SELECT ID, EntityId, AttributeVariableId, AttributeValue FROM ATTRIBUTEVALUES "
                  "ORDER BY ID",
                  [](Cells& cells) {
                    return study::CodedAttributeValue{cells.number(0), cells.number(1),
                                                      cells.number(2), cells.text(3)};
                  });
    return done;
  }

  Result<void> read_documents() {
    auto done = fill(
        read_.data.documents, "DOCUMENTS",
        "SELECT ID, Title, Text, Author, Source, Section, Type, Notes, Coder, Date FROM DOCUMENTS "
        "ORDER BY ID",
        [](Cells& cells) {
          return study::CodedDocument{cells.number(0),  cells.text(1), cells.text(2),
                                      cells.text(3),    cells.text(4), cells.text(5),
                                      cells.text(6),    cells.text(7), cells.optional_number(8),
                                      {cells.number(9)}};
        });
    if (done)
      done = fill(read_.data.statements, "STATEMENTS",
                  "SELECT ID, StatementTypeId, DocumentId, Coder, Start, Stop FROM STATEMENTS "
                  "ORDER BY ID",
                  [](Cells& cells) {
                    return study::CodedStatement{
                        cells.number(0), cells.number(1), cells.number(2), cells.optional_number(3),
                        cells.number(4), cells.number(5), std::nullopt};
                  });
    return done;
  }

  Result<void> read_values() {
    const auto numbers = [](Cells& cells) {
      return study::CodedValue{cells.number(1), cells.number(2), cells.number(3), {}};
    };
    Result<void> done;
    for (const auto& [table, column] :
         {std::pair("DATABOOLEAN", "Value"), std::pair("DATAINTEGER", "Value"),
          std::pair("DATASHORTTEXT", "Entity")})
      if (done)
        done = fill(read_.data.values, table,
                    fmt::format("SELECT ID, StatementId, VariableId, {} FROM {} ORDER BY ID",
                                column, table),
                    numbers);
    if (done)
      done = fill(read_.data.values, "DATALONGTEXT",
                  "SELECT ID, StatementId, VariableId, Value FROM DATALONGTEXT ORDER BY ID",
                  [](Cells& cells) {
                    return study::CodedValue{cells.number(1), cells.number(2), 0, cells.text(3)};
                  });
    return done;
  }

  ForeignDatabase database_;
  ReadCodedData read_;
  std::size_t repaired_ = 0;
};

}  // namespace

std::string repaired_text(std::string_view bytes, std::size_t& count) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string result;
  result.reserve(bytes.size());
  while (true) {
    const auto bad = text::find_bad_byte(bytes);
    for (const char c : bytes.substr(0, bad ? bad->offset : bytes.size()))
      if (c == '\0') {
        result += replacement;
        ++count;
      } else {
        result += c;
      }
    if (!bad) return result;
    result += replacement;
    ++count;
    bytes.remove_prefix(bad->offset + 1);
  }
}

Result<ReadCodedData> read_dna(const std::filesystem::path& file) {
  auto database = ForeignDatabase::open(file, kind);
  if (!database) return tl::unexpected(database.error());
  return Reader(std::move(*database)).read();
}

Result<ReadCodedData> read_dna_bytes(std::string_view bytes, const std::string& name) {
  auto database = ForeignDatabase::of_bytes(bytes, name, kind);
  if (!database) return tl::unexpected(database.error());
  return Reader(std::move(*database)).read();
}

}  // namespace faultline::exchange
