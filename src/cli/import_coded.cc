// faultline import --dna | --statements-csv.

#include "cli/detail/import_coded.h"

#include <fmt/core.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/suggest.h"
#include "cli/detail/whole_file.h"
#include "exchange/dna_file.h"
#include "exchange/statement_csv.h"
#include "study/study.h"

namespace faultline::cli {
namespace {

using exchange::ReadCodedData;
using study::CodedKind;

/// "a,b" -> its members.
std::vector<std::string> members(const std::string& list) {
  std::vector<std::string> result(1);
  for (const char c : list) {
    if (c == ',')
      result.emplace_back();
    else
      result.back() += c;
  }
  std::erase(result, std::string());
  return result;
}

Result<exchange::StatementCsvOptions> csv_options(const Arguments& given) {
  exchange::StatementCsvOptions options;
  if (const auto type = given.value("--type")) options.type = *type;
  for (const auto& [name, kind] :
       {std::pair("--boolean", CodedKind::Boolean), std::pair("--integer", CodedKind::Integer),
        std::pair("--short-text", CodedKind::ShortText),
        std::pair("--long-text", CodedKind::LongText)})
    for (std::string& variable : members(given.value(name).value_or("")))
      if (!options.kinds.emplace(variable, kind).second)
        return failure(
            ErrorCode::Usage,
            fmt::format("{}: \"{}\" has another kind already; give one.", name, variable), name);
  return options;
}

Result<ReadCodedData> read_csv(const Arguments& given) {
  const auto options = csv_options(given);
  if (!options) return tl::unexpected(options.error());
  std::string texts[3];
  std::optional<exchange::CsvTable> tables[3];
  const char* const names[3] = {"--statements-csv", "--documents-csv", "--entities-csv"};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto file = given.value(names[i]);
    if (!file) continue;
    auto text = read_text_of(*file);
    if (!text) return tl::unexpected(text.error());
    texts[i] = std::move(*text);
    tables[i] = {texts[i], *file};
  }
  return exchange::read_statement_csv(*tables[0], tables[1], tables[2], *options);
}

std::string amount(std::size_t number, std::string_view one, std::string_view many) {
  return counted(static_cast<std::int64_t>(number), one, many);
}

/// "CODERS", "TYPES" ... in one sentence, then each statement type with its variables.
void tell(const study::CodedData& data, const std::string& file, const Console& console) {
  const auto texts = std::count_if(data.documents.begin(), data.documents.end(),
                                   [](const auto& document) { return !document.text.empty(); });
  console.err << fmt::format(
      "{}: {} ({} with text), {}, {}, {} with {} and {}, {} with {}.\n", printable(file),
      amount(data.documents.size(), "document", "documents"), grouped(texts),
      amount(data.coders.size(), "coder", "coders"),
      amount(data.statements.size(), "statement", "statements"),
      amount(data.entities.size(), "entity", "entities"),
      amount(data.attributes.size(), "attribute", "attributes"),
      amount(data.attribute_values.size(), "value of them", "values of them"),
      amount(data.types.size(), "statement type", "statement types"),
      amount(data.variables.size(), "variable", "variables"));
  for (const auto& type : data.types) {
    std::string variables;
    for (const auto& variable : data.variables)
      if (variable.type == type.number)
        variables += fmt::format("{}{} ({})", variables.empty() ? "" : ", ",
                                 printable(variable.name), word_for(variable.kind));
    const auto statements =
        std::count_if(data.statements.begin(), data.statements.end(),
                      [&](const auto& statement) { return statement.type == type.number; });
    console.err << fmt::format("  {}: {}; {}\n", printable(type.label),
                               counted(statements, "statement", "statements"), variables);
  }
}

void report(const std::vector<Error>& problems, const Console& console) {
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < std::min(problems.size(), most); ++i)
    console.err << describe(problems[i]) << '\n';
  if (problems.size() > most)
    console.err << fmt::format("... and {} more.\n",
                               grouped(static_cast<std::int64_t>(problems.size() - most)));
}

void tell_summary(const study::CodedSummary& summary, const std::string& into,
                  const Console& console) {
  const auto number = [](study::ImportId key) { return static_cast<std::int64_t>(key); };
  if (summary.same_as) {
    console.err << fmt::format("{} holds just this already, from import {}; nothing changes.\n",
                               printable(into), number(*summary.same_as));
    return;
  }
  if (summary.outside > 0)
    console.err << fmt::format("  {} outside the text of the document, and {} no place in it.\n",
                               summary.outside == 1
                                   ? "1 statement lies"
                                   : fmt::format("{} statements lie", grouped(summary.outside)),
                               summary.outside == 1 ? "has" : "have");
  if (summary.without_text > 0)
    console.err << fmt::format(
        "  {} of documents without a text.\n",
        summary.without_text == 1
            ? "1 statement is"
            : fmt::format("{} statements are", grouped(summary.without_text)));
  if (summary.drifted > 0)
    console.err << fmt::format("  Of {} the quoted words are not those that stand there.\n",
                               counted(summary.drifted, "statement", "statements"));
  if (summary.codings > 0)
    console.err << fmt::format(
        "  {} in the study itself, too (`faultline codings`).\n",
        summary.codings == 1 ? "1 statement is a coding"
                             : fmt::format("{} statements are codings", grouped(summary.codings)));
  if (summary.replaced)
    console.err << fmt::format("  What import {} had brought is taken back.\n",
                               number(*summary.replaced));
  console.err << fmt::format(
      "{0} has it as import {1}; `faultline code {0} undo-import {1}` takes it back.\n",
      printable(into), number(*summary.key));
}

Result<void> check_options(const Arguments& given) {
  for (const char* option :
       {"--toml", "--csv", "--format", "--position", "--country", "--instance", "--language"})
    if (given.has(option))
      return failure(ErrorCode::Usage,
                     fmt::format("{} is for registers and does not go with coded data.", option),
                     option);
  if (given.has("[FILE]"))
    return failure(ErrorCode::Usage, "Give files of coded data by --dna or --statements-csv alone.",
                   "FILE");
  if (given.has("--dna") && given.has("--statements-csv"))
    return failure(ErrorCode::Usage, "--dna and --statements-csv exclude each other; give one.");
  if (!given.has("--dna") && !given.has("--statements-csv"))
    return failure(ErrorCode::Usage,
                   "Documents, entities and kinds go with --statements-csv FILE.");
  if (given.has("--dna"))
    for (const Parameter& option : coded_options())
      if (option.name != "--dna" && given.has(option.name))
        return failure(ErrorCode::Usage,
                       fmt::format("{} goes with --statements-csv FILE.", option.name),
                       option.name);
  if (!given.has("--into"))
    return failure(ErrorCode::Usage, "Say into which study: --into STUDY.", "--into");
  return {};
}

}  // namespace

std::vector<Parameter> coded_options() {
  return {{"--dna", "FILE",
           "Coded data: a database of Discourse Network Analyzer 3.0, whole. With --into STUDY."},
          {"--statements-csv", "FILE",
           "Coded data: a table of statements; columns that are no place, time or coder are "
           "variables."},
          {"--documents-csv", "FILE",
           "With --statements-csv: title, author, source, section, type, text of documents."},
          {"--entities-csv", "FILE",
           "With --statements-csv: colours and attributes of variables' values."},
          {"--type", "LABEL",
           "With --statements-csv: the statements' type. Default \"DNA Statement\"."},
          {"--boolean", "NAME,NAME", "With --statements-csv: these variables are 0 or 1."},
          {"--integer", "NAME,NAME", "With --statements-csv: these are whole numbers."},
          {"--short-text", "NAME,NAME", "With --statements-csv: these are names."},
          {"--long-text", "NAME,NAME", "With --statements-csv: these are notes."}};
}

std::vector<Example> coded_examples() {
  return {{"faultline import --dna debate.dna --into my.study",
           "Documents, coders, entities and statements of Discourse Network Analyzer."},
          {"faultline import --statements-csv coded.csv --documents-csv texts.csv --into my.study",
           "Tables with statement_id, document_id, datetime_utc, start, stop and variables."}};
}

bool is_coded_import(const Arguments& given) {
  const auto options = coded_options();
  return std::any_of(options.begin(), options.end(),
                     [&](const Parameter& option) { return given.has(option.name); });
}

Result<Exit> run_import_coded(const Arguments& given, const Console& console) {
  if (auto checked = check_options(given); !checked) return tl::unexpected(checked.error());
  const bool is_dna = given.has("--dna");
  const std::string file = *given.value(is_dna ? "--dna" : "--statements-csv");
  const std::string into = *given.value("--into");
  auto read = is_dna ? exchange::read_dna(file) : read_csv(given);
  if (!read) return tl::unexpected(read.error());
  tell(read->data, file, console);
  for (const std::string& note : read->notes) console.err << "  " << printable(note) << '\n';
  report(read->problems, console);
  if (read->data.statements.empty() && read->data.documents.empty()) {
    console.err << "There is no document and no statement in it, and nothing is written.\n";
    return read->problems.empty() ? Exit::NothingDone : Exit::BadInput;
  }
  auto study = study::Study::open(into, study::Access::Create);
  if (!study) return tl::unexpected(study.error());
  const auto summary =
      study->import_coded(read->data, file, {.replaces_former = given.has("--replace")});
  if (!summary) return tl::unexpected(summary.error());
  tell_summary(*summary, into, console);
  return read->problems.empty() ? Exit::AllDone : Exit::SomeFailed;
}

}  // namespace faultline::cli
