#pragma once
// Coded statements as tables of comma-separated values: statements, and beside them, if there are
// any, documents and entities. docs/formats.md has the columns.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "exchange/coded_read.h"
#include "study/coded.h"

namespace faultline::exchange {

/// A table's text, valid UTF-8, and what messages call it.
struct CsvTable {
  std::string_view text;
  std::string name;
};

struct StatementCsvOptions {
  std::string type = "DNA Statement";  // label of the statements' type
  /// Of columns whose values do not tell. Otherwise person, organization and concept are short
  /// texts, agreement with nothing but 0 and 1 is a boolean, a column with nothing but whole
  /// numbers an integer, everything else a short text.
  std::map<std::string, study::CodedKind, std::less<>> kinds;
};

/// The header line says which column is which; commas, semicolons or tabs. Statements: document_id;
/// statement_id (else the row's number), epoch_utc or datetime_utc (unless the documents have it),
/// start and stop in UTF-16 units, coder_id or coder, text, document_title, _author, _source,
/// _section, _type; every other column is a variable. Documents: document_id, title, author,
/// source, section, type, notes, coder_id, epoch_utc or datetime_utc, text. Entities: entity_id,
/// variable, value, red, green, blue, child_of, attribute, attribute_value: a row for each
/// attribute. A blank cell of an integer or boolean is no value, of a text the blank text.
///
/// Malformed: no header, a column that is needed is missing or stands there twice. Usage: kinds
/// name no column. Rows that cannot be used are problems with "name:line". O(cells); memory: about
/// 60 bytes for each value beside the tables' texts.
[[nodiscard]] Result<ReadCodedData> read_statement_csv(
    const CsvTable& statements, const std::optional<CsvTable>& documents = std::nullopt,
    const std::optional<CsvTable>& entities = std::nullopt,
    const StatementCsvOptions& options = {});

}  // namespace faultline::exchange
