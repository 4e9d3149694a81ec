// faultline codebook: the concepts of a study or a file, with what is coded by them.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include "cli/detail/codebook_source.h"
#include "cli/detail/codebook_words.h"
#include "cli/detail/command.h"
#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/register_source.h"
#include "cli/detail/study_files.h"
#include "exchange/concept_tables.h"
#include "positions/codebook_edits.h"

namespace faultline::cli {
namespace {

using exchange::ConceptRow;
using positions::Codebook;
using positions::Concept;
using CodingRows = std::vector<study::CodingRow>;

/// The concepts in the order of the tree, with how often each is coded.
std::vector<ConceptRow> rows_of(const Codebook& codebook, const CodingRows& codings) {
  struct Count {
    std::int64_t in_favour = 0, against = 0;
    std::set<std::string> actors;
  };
  std::map<std::string, Count> counts;
  for (const auto& coding : codings) {
    Count& count = counts[coding.concept_name];
    (coding.agreement > 0 ? count.in_favour : count.against) += 1;
    count.actors.insert(coding.actor);
  }
  const auto entries = positions::outline(codebook);
  std::vector<ConceptRow> rows;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    ConceptRow row{codebook.concepts[entries[i].concept_index], entries[i].depth, {}};
    for (std::size_t below = i; below <= i + entries[i].descendants; ++below) {
      const Count& count = counts[codebook.concepts[entries[below].concept_index].name];
      row.counts.in_favour_below += count.in_favour;
      row.counts.against_below += count.against;
    }
    const Count& own = counts[row.entry.name];
    row.counts.in_favour = own.in_favour;
    row.counts.against = own.against;
    row.counts.actors = static_cast<std::int64_t>(own.actors.size());
    rows.push_back(std::move(row));
  }
  return rows;
}

/// "12", or "12 (30)" where concepts below it have some too.
std::string count_text(std::int64_t own, std::int64_t below) {
  return own == below ? grouped(own) : fmt::format("{} ({})", grouped(own), grouped(below));
}

Table table_of(const std::vector<ConceptRow>& rows, bool has_codings) {
  Table table;
  table.headings = {{"concept", 48}, {"for", 12, true}, {"against", 12, true}};
  if (has_codings) table.headings.push_back({"actors", 7, true});
  table.headings.push_back({"phrases", 7, true});
  for (const ConceptRow& row : rows) {
    Table::Row line;
    line.cells.push_back(std::string(2 * std::size_t{std::min(row.depth, 12U)}, ' ') +
                         printable(row.entry.name));
    if (has_codings) {
      line.cells.push_back(count_text(row.counts.in_favour, row.counts.in_favour_below));
      line.cells.push_back(count_text(row.counts.against, row.counts.against_below));
      line.cells.push_back(grouped(row.counts.actors));
    }
    line.cells.push_back(
        grouped(static_cast<std::int64_t>(row.entry.in_favour.size() + row.entry.against.size())));
    line.below = printable(row.entry.description);
    table.rows.push_back(std::move(line));
  }
  if (!has_codings) table.headings.erase(table.headings.begin() + 1, table.headings.begin() + 3);
  return table;
}

Result<void> check_usage(const Arguments& given) {
  int wishes = 0;
  for (const char* option : {"--toml", "--csv", "--jsonl", "--check"}) wishes += given.has(option);
  if (wishes > 1)
    return failure(ErrorCode::Usage,
                   "--toml, --csv, --jsonl and --check exclude each other; give one.");
  return {};
}

Result<CodingRows> codings_of(const std::string& source) {
  if (!is_study(source)) return CodingRows();
  const auto study = open_study(source);
  if (!study) return tl::unexpected(study.error());
  return study->codings();
}

Result<Exit> run_check(const std::string& source, const Console& console) {
  const auto codebook = codebook_from(source);
  if (!codebook && codebook.error().code != ErrorCode::Malformed)
    return tl::unexpected(codebook.error());
  if (!codebook) {
    console.out << describe(codebook.error()) << '\n';
    return Exit::BadInput;
  }
  for (const std::string& doubt : positions::doubts(*codebook))
    console.out << printable(doubt) << '\n';
  console.out << fmt::format(
      "{}: nothing is wrong with {}.\n", printable(source),
      counted(static_cast<std::int64_t>(codebook->concepts.size()), "concept", "concepts"));
  return Exit::AllDone;
}

Result<Exit> run_list(const Arguments& given, const Console& console) {
  if (auto usage = check_usage(given); !usage) return tl::unexpected(usage.error());
  const std::string source = *given.value("SOURCE");
  if (given.has("--check")) return run_check(source, console);
  const auto codebook = codebook_from(source);
  if (!codebook) return tl::unexpected(codebook.error());
  if (given.has("--toml")) {
    console.out << positions::to_toml(*codebook);
    return Exit::AllDone;
  }
  const auto codings = codings_of(source);
  if (!codings) return tl::unexpected(codings.error());
  const auto rows = rows_of(*codebook, *codings);
  if (given.has("--csv") || given.has("--jsonl")) {
    exchange::write_table(
        console.out,
        given.has("--csv") ? exchange::TableFormat::Csv : exchange::TableFormat::JsonLines,
        std::span<const ConceptRow>(rows));
    return Exit::AllDone;
  }
  if (rows.empty()) {
    console.err << "The codebook has no concepts.";
    if (is_study(source))
      console.err << fmt::format(" `faultline codebook {} propose` finds some.", printable(source));
    console.err << '\n';
    return Exit::AllDone;
  }
  console.out << set_table(table_of(rows, is_study(source)), console.width, console.colour);
  return Exit::AllDone;
}

void list_phrases(std::string_view what, const std::vector<std::string>& phrases,
                  const Console& console) {
  for (const std::string& phrase : phrases)
    console.out << fmt::format("  {:<8} {}\n", what, printable(phrase));
}

Result<Exit> run_show(const Arguments& given, const Console& console) {
  const std::string source = *given.value("SOURCE");
  const auto codebook = codebook_from(source);
  if (!codebook) return tl::unexpected(codebook.error());
  const auto found = concept_named(*codebook, *given.value("CONCEPT"));
  if (!found) return tl::unexpected(found.error());
  const auto limit = size_of(given, "--limit", 10, 1'000'000);
  if (!limit) return tl::unexpected(limit.error());
  const auto width = static_cast<std::size_t>(std::clamp(console.width, 60, 120));
  console.out << printable(found->name) << '\n';
  if (!found->description.empty()) console.out << wrapped(printable(found->description), width, 2);
  std::string path;
  for (const Concept* at = &*found; at != nullptr && !at->parent.empty();
       at = positions::find_concept(*codebook, at->parent))
    path += fmt::format("{}{}", path.empty() ? "" : ", ", at->parent);
  if (!path.empty()) console.out << "  below    " << printable(path) << '\n';
  for (const Concept& other : codebook->concepts)
    if (other.parent == found->name) console.out << "  above    " << printable(other.name) << '\n';
  list_phrases("for", found->in_favour, console);
  list_phrases("against", found->against, console);
  list_phrases("example", found->examples, console);
  const auto codings = codings_of(source);
  if (!codings) return tl::unexpected(codings.error());
  const auto rows = rows_of(*codebook, *codings);
  for (const ConceptRow& row : rows)
    if (row.entry.name == found->name && is_study(source))
      console.out << fmt::format("Coded {} for and {} against, of {}.\n",
                                 count_text(row.counts.in_favour, row.counts.in_favour_below),
                                 count_text(row.counts.against, row.counts.against_below),
                                 counted(row.counts.actors, "actor", "actors"));
  std::uint64_t shown = 0;
  for (const auto& coding : *codings) {
    if (coding.concept_name != found->name) continue;
    if (shown++ >= *limit) break;
    console.out << fmt::format(
        "{:>6} {:+d} {} ({}, {:.2f})\n", static_cast<std::int64_t>(coding.statement),
        coding.agreement, printable(coding.actor_name), printable(coding.coder), coding.confidence);
    console.out << wrapped(printable(coding.content_text), width, 10);
  }
  return Exit::AllDone;
}

const Parameter source_place{"SOURCE", "", "A study, or a codebook as TOML (docs/formats.md)."};

Command show_verb() {
  return {.name = "codebook SOURCE show",
          .summary =
              "Everything about a concept: its phrases, its place in the tree, and what is "
              "coded by it, with the words.",
          .examples = {{"faultline codebook my.study show \"sea wall\"", "With ten codings."}},
          .usage = "CONCEPT [OPTIONS]",
          .places = {source_place, {"CONCEPT", "", "Its name."}},
          .options = {{"--limit", "N", "As many codings at most. Default 10."}},
          .run = run_show};
}

Command check_verb() {
  return {.name = "codebook SOURCE check",
          .summary =
              "Tells what is wrong with a codebook, with line and remedy, and what is "
              "allowed but hardly meant. Exit status 3 if something is wrong.",
          .examples = {{"faultline codebook issues.toml check", "Before it is used."}},
          .usage = "",
          .places = {source_place},
          .run = [](const Arguments& given, const Console& console) {
            return run_check(*given.value("SOURCE"), console);
          }};
}

}  // namespace

Command codebook_command() {
  Command command{
      .name = "codebook",
      .summary =
          "Lists the concepts of a codebook as a tree, with how often each is coded for and "
          "against. With a word after SOURCE it shows, checks, changes or proposes some.",
      .examples = {{"faultline codebook my.study", "The study's concepts and their codings."},
                   {"faultline codebook my.study propose > issues.toml",
                    "About forty issues of the corpus to begin with."},
                   {"faultline codebook issues.toml check", "What is wrong with a file."},
                   {"faultline codebook my.study use issues.toml", "Puts it into the study."},
                   {"faultline codebook my.study add \"sea wall\" --for \"build the wall\"",
                    "A phrase more."}},
      .usage = "SOURCE [OPTIONS], or: faultline codebook SOURCE WORD ...",
      .places = {source_place},
      .options = {{"--toml", "", "Print the codebook as a file."},
                  {"--csv", "", "A table for R, Python or a spreadsheet (docs/formats.md)."},
                  {"--jsonl", "", "One JSON line per concept."},
                  {"--check", "", "The same as the word check."}}};
  command.notes =
      "Counts in brackets include the concepts below. `faultline codebook WORD --help` tells more "
      "of each word. Articles are coded by a changed codebook when they are read again.";
  command.verbs = {show_verb(), check_verb()};
  for (auto& verb : codebook_changes()) command.verbs.push_back(std::move(verb));
  command.verbs.push_back(codebook_propose());
  command.run = run_list;
  return command;
}

}  // namespace faultline::cli
