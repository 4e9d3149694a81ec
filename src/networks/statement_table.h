#pragma once
// Coded statements as columns: what every discourse network is computed from. A coding scheme's
// own variables and those of the documents stand side by side; no database, no file format.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace faultline::networks {

enum class VariableKind : std::uint8_t { ShortText, LongText, Integer, Boolean };

/// One variable with its value for every statement.
struct Variable {
  std::string name;
  VariableKind kind = VariableKind::ShortText;
  /// The document's own (author, source, section, type, id, title ...), not coded in the statement.
  /// A table may hold a variable of each sort under one name.
  bool of_document = false;
  /// Distinct values of a text, valid UTF-8, in any order; "" is a blank. Empty for numbers.
  std::vector<std::string> labels;
  /// Per statement: place in `labels`, or the integer, or 0 and 1.
  std::vector<std::int32_t> values;

  [[nodiscard]] bool is_text() const {
    return kind == VariableKind::ShortText || kind == VariableKind::LongText;
  }
  /// The value of one statement as text; numbers in decimal ("0", "1", "-2").
  [[nodiscard]] std::string text_of(std::size_t statement) const;
};

/// Statements of one type, each a row of all vectors, in any order. They have the same length,
/// which every function here takes for granted (is_consistent() tells).
struct StatementTable {
  std::string type;                    // "DNA Statement"; may be empty
  std::vector<std::int64_t> id;        // the caller's number, unique
  std::vector<std::int64_t> document;  // number of the document it stands in
  std::vector<Instant> time;           // its document's: a statement has no date of its own
  std::vector<std::int32_t> begin,
      end;  // where it stands in the document, in the source's own unit
  std::vector<Variable> variables;
  /// Earliest and latest time of any document of the study, also those without statements; none:
  /// no documents. Ends of the range where none are asked for.
  std::optional<Instant> first_document, last_document;

  [[nodiscard]] std::size_t size() const { return id.size(); }
  /// The variable of that name, the statement's own before the document's; nullptr: there is none.
  [[nodiscard]] const Variable* find(std::string_view name) const;
  [[nodiscard]] const Variable* find(std::string_view name, bool of_document) const;
};

/// All columns are of one length and every value is one of its labels (Boolean: 0 or 1).
[[nodiscard]] bool is_consistent(const StatementTable& table);

}  // namespace faultline::networks
