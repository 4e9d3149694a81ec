#include "exchange/detail/dna_export.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "exchange/detail/dna_text.h"

namespace faultline::exchange::detail {
namespace {

/// A text in quotation marks: those inside become apostrophes, and in event lists semicolons
/// commas.
std::string quoted(std::string_view text, bool takes_semicolons) {
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? '\'' : c == ';' && takes_semicolons ? ',' : c;
  return result + '"';
}

std::string weight_text(double weight, bool are_integers) {
  return are_integers ? std::to_string(static_cast<std::int64_t>(weight)) : six_decimals(weight);
}

std::string time_text(Instant time) {
  std::string text = to_string(time);
  text[10] = ' ';
  return text;
}

}  // namespace

void write_export_csv(std::ostream& out, const LabelledMatrix& matrix, bool are_integers) {
  out << "\"\"";
  for (const std::string& column : matrix.columns) out << ';' << quoted(column, false);
  for (std::size_t row = 0; row < matrix.values.rows; ++row) {
    out << '\n' << quoted(matrix.rows[row], false);
    for (std::size_t column = 0; column < matrix.values.columns; ++column)
      out << ';' << weight_text(matrix.values.at(row, column), are_integers);
  }
}

void write_export_dl(std::ostream& out, const LabelledMatrix& matrix, bool is_one_mode,
                     bool are_integers) {
  if (is_one_mode)
    out << "dl n = " << matrix.values.rows << ", format = fullmatrix\nlabels:";
  else
    out << "dl nr = " << matrix.values.rows << ", nc = " << matrix.values.columns
        << ", format = fullmatrix\nrow labels:";
  for (const std::string& row : matrix.rows) out << '\n' << quoted(row, false);
  if (!is_one_mode) {
    out << "\ncol labels:";
    for (const std::string& column : matrix.columns) out << '\n' << quoted(column, false);
  }
  out << "\ndata:";
  for (std::size_t row = 0; row < matrix.values.rows; ++row) {
    out << '\n';
    for (std::size_t column = 0; column < matrix.values.columns; ++column)
      out << ' ' << weight_text(matrix.values.at(row, column), are_integers);
  }
}

void write_event_list(std::ostream& out, const networks::StatementTable& table,
                      const Selection& selection, std::span<const StatementEvidence> evidence) {
  constexpr std::array<std::string_view, 5> of_document = {"title", "author", "source", "section",
                                                           "type"};
  std::vector<const networks::Variable*> variables;
  out << "\"statement_id\";\"time\"";
  for (const networks::Variable& variable : table.variables) {
    // What the table adds for its other users is no variable of the type.
    if (variable.of_document || variable.name == "coder") continue;
    variables.push_back(&variable);
    out << ';' << quoted(variable.name, true);
  }
  out << ";\"start_position\";\"stop_position\";\"text\";\"coder\";\"document_id\"";
  for (const std::string_view name : of_document) out << ";\"document_" << name << '"';
  for (std::size_t i = 0; i < selection.kept.size(); ++i) {
    const std::uint32_t row = selection.rows[selection.kept[i]];
    out << '\n' << table.id[row] << ';' << time_text(table.time[row]);
    for (const networks::Variable* variable : variables)
      out << ';'
          << (variable->is_text() ? quoted(variable->text_of(row), true) : variable->text_of(row));
    out << ';' << table.begin[row] << ';' << table.end[row] << ';' << quoted(evidence[i].text, true)
        << ';' << evidence[i].coder_number << ';' << table.document[row];
    for (const std::string_view name : of_document) {
      const networks::Variable* variable = table.find(name, true);
      out << ';' << (variable == nullptr ? "\"\"" : quoted(variable->text_of(row), true));
    }
  }
}

void write_attributes(std::ostream& out, const EntityTable& entities) {
  out << "\"ID\",\"value\",\"color\"";
  for (const networks::NodeAttribute& attribute : entities.attributes)
    out << ',' << csv_text(attribute.name);
  out << '\n';
  for (std::size_t i = 0; i < entities.values.size(); ++i) {
    // What is no entity has neither number nor colour.
    const std::string id = entities.ids.empty() ? std::string() : std::to_string(entities.ids[i]);
    out << csv_text(id) << ',' << csv_text(entities.values[i]) << ','
        << csv_text(entities.colours.empty() ? std::string() : entities.colours[i]);
    for (const networks::NodeAttribute& attribute : entities.attributes)
      out << ','
          << csv_text(attribute.is_number
                          ? (attribute.numbers[i] ? fmt::format("{}", *attribute.numbers[i])
                                                  : std::string())
                          : attribute.texts[i]);
    out << '\n';
  }
}

}  // namespace faultline::exchange::detail
