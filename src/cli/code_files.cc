// faultline code STUDY export | import | imports | undo-import.

#include <fmt/core.h>

#include <algorithm>
#include <ostream>

#include "cli/detail/code_verbs.h"
#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "cli/detail/whole_file.h"
#include "exchange/coding_table.h"

namespace faultline::cli {
namespace {

using study::ImportFate;

Result<Exit> run_export(const Arguments& given, const Console& console) {
  study::JudgementFilter filter;
  auto rows = filter_from(given);
  if (!rows) return tl::unexpected(rows.error());
  filter.rows = std::move(*rows);
  filter.coder = given.value("--coder");
  if (!given.has("--all")) filter.kind = study::CoderKind::Person;
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto judgements = study->judgements(filter);
  if (!judgements) return tl::unexpected(judgements.error());
  const auto actors = study->actors();
  if (!actors) return tl::unexpected(actors.error());
  exchange::write_codings(
      console.out,
      given.has("--jsonl") ? exchange::TableFormat::JsonLines : exchange::TableFormat::Csv,
      *judgements, *actors);
  return Exit::AllDone;
}

/// Codes one coding at a time would name the line of a wrong one; all at once names none. So what
/// the study would refuse is looked for here.
void drop_unknown_concepts(exchange::CodingLines& read, const positions::Codebook& book,
                           const std::string& name) {
  std::erase_if(read.lines, [&](const exchange::CodingLine& line) {
    const bool is_known =
        std::any_of(book.concepts.begin(), book.concepts.end(),
                    [&](const auto& entry) { return entry.name == line.coding.concept_name; });
    if (!is_known)
      read.problems.push_back(
          {ErrorCode::NotFound,
           fmt::format("The study's codebook has no concept \"{}\"; add it, or name it as the "
                       "codebook does.",
                       line.coding.concept_name),
           fmt::format("{}:{}", name, line.line)});
    return !is_known;
  });
}

void report(const Console& console, const std::vector<Error>& problems) {
  constexpr std::size_t most = 100;
  for (std::size_t i = 0; i < std::min(problems.size(), most); ++i)
    console.err << describe(problems[i]) << '\n';
  if (problems.size() > most)
    console.err << fmt::format("... and {} more.\n",
                               grouped(static_cast<std::int64_t>(problems.size() - most)));
}

void report_fates(const Console& console, const study::ImportSummary& summary,
                  const std::string& file) {
  const auto count = [&](ImportFate fate) {
    return std::count(summary.fates.begin(), summary.fates.end(), fate);
  };
  console.err << fmt::format("{} taken", counted(count(ImportFate::Taken), "coding", "codings"));
  if (const auto same = count(ImportFate::Same); same > 0)
    console.err << fmt::format(", {} there already", grouped(same));
  if (const auto older = count(ImportFate::Older); older > 0)
    console.err << fmt::format(", {} older than what their coder says now", grouped(older));
  console.err << '.';
  if (summary.key)
    console.err << fmt::format(" `faultline code {} undo-import {}` takes them back.",
                               printable(file), static_cast<std::int64_t>(*summary.key));
  console.err << '\n';
}

Result<Exit> run_import(const Arguments& given, const Console& console) {
  const std::string file = *given.value("FILE");
  const auto content = read_text_of(file);
  if (!content) return tl::unexpected(content.error());
  auto read = exchange::read_codings(
      *content, file, {.is_dna = given.has("--dna"), .coder = given.value("--coder").value_or("")});
  if (!read) return tl::unexpected(read.error());
  const bool is_dry = given.has("--check");
  auto study =
      open_study(*given.value("STUDY"), is_dry ? study::Access::Read : study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  const auto book = study->codebook();
  if (!book) return tl::unexpected(book.error());
  drop_unknown_concepts(*read, *book, file);
  const auto statements = study->statements();
  if (!statements) return tl::unexpected(statements.error());
  const auto matched = exchange::match_codings(
      read->lines, *statements, [&](study::ArticleId article) { return study->text_of(article); },
      file);
  if (!matched) return tl::unexpected(matched.error());
  for (const auto& note : read->notes) console.err << note << '\n';
  report(console, read->problems);
  report(console, matched->problems);
  if (matched->other_speakers > 0)
    console.err << fmt::format(
        "{} another speaker than the study does; what the study says holds.\n",
        matched->other_speakers == 1
            ? "1 row names"
            : fmt::format("{} rows name",
                          grouped(static_cast<std::int64_t>(matched->other_speakers))));
  if (matched->other_evidence > 0)
    console.err << fmt::format(
        "Of {} the evidence is not in the statement.\n",
        counted(static_cast<std::int64_t>(matched->other_evidence), "row", "rows"));
  const auto failed = read->problems.size() + matched->problems.size();
  if (is_dry) {
    console.err << fmt::format(
        "{} would be taken, {} not.\n",
        counted(static_cast<std::int64_t>(matched->codings.size()), "row", "rows"),
        grouped(static_cast<std::int64_t>(failed)));
  } else {
    const auto summary = study->import_codings(matched->codings, file);
    if (!summary) return tl::unexpected(summary.error());
    report_fates(console, *summary, *given.value("STUDY"));
  }
  if (failed == 0) return Exit::AllDone;
  return matched->codings.empty() ? Exit::NothingDone : Exit::SomeFailed;
}

std::string what_came(const study::ImportRow& row) {
  if (row.format == "codings") return counted(row.codings, "coding", "codings");
  return fmt::format("{} and {}", counted(row.documents, "document", "documents"),
                     counted(row.statements, "coded statement", "coded statements"));
}

Result<Exit> run_imports(const Arguments& given, const Console& console) {
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto rows = study->imports();
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) console.err << "No codings came from files.\n";
  for (const auto& row : *rows)
    console.out << fmt::format(
        "{}. {}: {} of {}{}\n", static_cast<std::int64_t>(row.key), row.made_at.substr(0, 10),
        what_came(row), printable(row.file),
        row.withdrawn_at ? fmt::format(" [undone {}]", row.withdrawn_at->substr(0, 10)) : "");
  return Exit::AllDone;
}

Result<Exit> run_undo_import(const Arguments& given, const Console& console) {
  std::optional<study::ImportId> key;
  if (const auto word = given.value("[NUMBER]")) {
    const auto number = number_from(*word, "take it from `faultline code STUDY imports`");
    if (!number) return tl::unexpected(number.error());
    key = study::ImportId{*number};
  }
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  const auto undone = study->undo_import(key);
  if (!undone) return tl::unexpected(undone.error());
  console.err << fmt::format("Taken back: {} of {}.\n", what_came(*undone),
                             printable(undone->file));
  return Exit::AllDone;
}

const Parameter study_place{"STUDY", "", "The study's file."};

Command export_verb() {
  Command command{
      .name = "code STUDY export",
      .summary =
          "People's codings as CSV: person, organization, concept, agreement, date, coder, text "
          "and all that `import` needs.",
      .examples = {{"faultline code my.study export > codings.csv", "Everybody's."},
                   {"faultline code my.study export --all --jsonl",
                    "With what machine and models say, as JSON Lines."}},
      .usage = "[OPTIONS]",
      .places = {study_place},
      .options = {{"--all", "", "Also those of machine and models."},
                  {"--coder", "NAME", "Of this coder."},
                  {"--jsonl", "", "One JSON line per coding."}},
      .notes = "docs/formats.md explains the columns.",
      .run = run_export};
  for (auto& option : filter_options())
    for (const auto* known : {"--actor", "--outlet", "--article", "--concept", "--from", "--to"})
      if (option.name == known) {
        command.options.push_back(std::move(option));
        break;
      }
  return command;
}

Command import_verb() {
  return {.name = "code STUDY import",
          .summary =
              "Takes codings from a CSV file, of one coder or several, and puts each on the "
              "statement with its words.",
          .examples = {{"faultline code my.study import codings.csv", "As `export` writes them."},
                       {"faultline code my.study import dna.csv --dna --coder mk",
                        "1 and 0 for agreement, and no column for the coder."},
                       {"faultline code my.study import codings.csv --check",
                        "Only says what would be taken."}},
          .usage = "FILE [OPTIONS]",
          .places = {study_place, {"FILE", "", "CSV with a header line; - is standard input."}},
          .options = {{"--dna", "", "Agreement is 1 for and 0 against."},
                      {"--coder", "NAME", "Of rows that name none."},
                      {"--check", "", "Change nothing."}},
          .notes =
              "Rows that cannot be used are reported by line; the others are taken, as one act "
              "that `undo-import` takes back. A row that says what its coder says already, or "
              "that is older than it, changes nothing.",
          .run = run_import};
}

Command imports_verb() {
  return {.name = "code STUDY imports",
          .summary = "Lists the files that codings and coded data came from.",
          .examples = {{"faultline code my.study imports", "With the numbers for undo-import."}},
          .usage = "",
          .places = {study_place},
          .run = run_imports};
}

Command undo_import_verb() {
  return {
      .name = "code STUDY undo-import",
      .summary =
          "Takes back what a file brought: codings as far as their coders have not changed them, "
          "coded data whole.",
      .examples = {{"faultline code my.study undo-import", "The last one."},
                   {"faultline code my.study undo-import 2", "Number 2 of `imports`."}},
      .usage = "[NUMBER]",
      .places = {study_place, {"[NUMBER]", "", "Of the import."}},
      .run = run_undo_import};
}

}  // namespace

std::vector<Command> code_file_verbs() {
  std::vector<Command> verbs;
  verbs.push_back(export_verb());
  verbs.push_back(import_verb());
  verbs.push_back(imports_verb());
  verbs.push_back(undo_import_verb());
  return verbs;
}

}  // namespace faultline::cli
