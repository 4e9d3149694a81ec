#include "networks/dna/settings.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace faultline::networks::dna {
namespace {

// What DNA offers of a document as a variable.
constexpr std::array<std::string_view, 6> document_variables = {"author", "source", "section",
                                                                "type",   "id",     "title"};

bool is_variable(const StatementTable& table, const std::string& name, bool of_document) {
  const Variable* variable = table.find(name, of_document);
  if (variable == nullptr) return false;
  if (!of_document) return variable->kind == VariableKind::ShortText;
  return std::find(document_variables.begin(), document_variables.end(), name) !=
         document_variables.end();
}

std::string short_text_but(const StatementTable& table, std::string_view other) {
  for (const Variable& variable : table.variables)
    if (!variable.of_document && variable.kind == VariableKind::ShortText && variable.name != other)
      return variable.name;
  return {};
}

/// Puts the variable that DNA takes in the place of an unusable one; returns what was replaced.
/// `is_taken`: it is variable 1 again; `taken`: variable 1, if it is one of the statement.
Result<std::string> replace_unusable(const StatementTable& table, std::string& name,
                                     bool& of_document, bool is_taken, std::string_view taken,
                                     std::string_view which) {
  const bool exists = is_variable(table, name, of_document);
  if (exists && !is_taken) return std::string();
  const std::string instead = short_text_but(table, taken);
  if (instead.empty())
    return failure(ErrorCode::Usage,
                   fmt::format("There is no variable of short text that could be {}; DNA needs two "
                               "of them. Choose a statement type that has them.",
                               which));
  std::string note =
      exists
          ? fmt::format("{} is \"{}\", as variable 1 is; DNA takes \"{}\" instead.", which, name,
                        instead)
          : fmt::format("{} \"{}\" is no {}; DNA takes \"{}\" instead.", which, name,
                        of_document ? "variable of documents" : "variable of short text", instead);
  name = instead;
  of_document = false;
  return note;
}

void correct_qualifier(const StatementTable& table, Corrected& result) {
  Settings& s = result.settings;
  bool is_usable = false;
  if (s.qualifier) {
    const Variable* variable = table.find(*s.qualifier, s.qualifier_document);
    is_usable =
        variable != nullptr && (s.qualifier_document ? is_variable(table, *s.qualifier, true)
                                                     : variable->kind != VariableKind::LongText);
    if (!is_usable)
      result.notes.push_back(
          fmt::format("Qualifier \"{}\" cannot be one; DNA takes none.", *s.qualifier));
  }
  if (is_usable) return;
  s.qualifier.reset();
  s.qualifier_document = false;
  if (s.aggregation != Aggregation::Ignore)
    result.notes.push_back("There is no qualifier, so DNA takes the aggregation \"ignore\".");
  s.aggregation = Aggregation::Ignore;
}

void correct_aggregation(Corrected& result) {
  Settings& s = result.settings;
  const bool of_two_mode = s.aggregation == Aggregation::Combine;
  const bool of_one_mode = s.aggregation == Aggregation::Congruence ||
                           s.aggregation == Aggregation::Conflict ||
                           s.aggregation == Aggregation::CongruenceAndConflict;
  if ((of_two_mode && s.type != NetworkType::TwoMode) ||
      (of_one_mode && s.type != NetworkType::OneMode)) {
    result.notes.push_back(
        fmt::format("The aggregation is one of {} networks; DNA takes \"ignore\".",
                    of_two_mode ? "two-mode" : "one-mode"));
    s.aggregation = Aggregation::Ignore;
  }
}

void correct_normalisation(Corrected& result) {
  Settings& s = result.settings;
  const bool of_two_mode =
      s.normalisation == Normalisation::Activity || s.normalisation == Normalisation::Prominence;
  const bool of_one_mode = s.normalisation != Normalisation::None && !of_two_mode;
  if ((of_two_mode && s.type != NetworkType::TwoMode) ||
      (of_one_mode && s.type != NetworkType::OneMode)) {
    result.notes.push_back(fmt::format("The normalisation is one of {} networks; DNA takes \"no\".",
                                       of_two_mode ? "two-mode" : "one-mode"));
    s.normalisation = Normalisation::None;
  }
}

}  // namespace

Result<Corrected> corrected(const Settings& settings, const StatementTable& table) {
  Corrected result{settings, {}};
  Settings& s = result.settings;
  auto note = replace_unusable(table, s.variable1, s.variable1_document, false, {}, "Variable 1");
  if (!note) return tl::unexpected(note.error());
  if (!note->empty()) result.notes.push_back(*note);
  const bool is_taken = s.variable1_document == s.variable2_document && s.variable1 == s.variable2;
  note = replace_unusable(table, s.variable2, s.variable2_document, is_taken,
                          s.variable1_document ? std::string_view() : s.variable1, "Variable 2");
  if (!note) return tl::unexpected(note.error());
  if (!note->empty()) result.notes.push_back(*note);
  correct_qualifier(table, result);
  correct_aggregation(result);
  correct_normalisation(result);
  if (s.type == NetworkType::EventList) s.window.reset();
  if (!s.window) s.kernel = Kernel::Window;
  if (s.window && s.window_size < 1)
    return failure(ErrorCode::Usage,
                   fmt::format("A window of {} is none; ask for 1 or more.", s.window_size));
  if (s.aggregation == Aggregation::CongruenceAndConflict &&
      (s.window != TimeUnit::Events || s.kernel != Kernel::Window))
    return failure(ErrorCode::Usage,
                   "\"congruence & conflict\" gives matrices in turn, which DNA does for windows "
                   "of events only. Ask for \"congruence\" or \"conflict\".");
  return result;
}

}  // namespace faultline::networks::dna
