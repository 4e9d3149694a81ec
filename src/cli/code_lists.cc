// faultline code STUDY list | agreement | disagreements.

#include <fmt/core.h>

#include <algorithm>
#include <ostream>

#include "cli/detail/code_verbs.h"
#include "cli/detail/coding_text.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "cli/detail/suggest.h"
#include "exchange/coding_agreement.h"

namespace faultline::cli {
namespace {

using exchange::TableFormat;

Result<std::optional<TableFormat>> format_from(const Arguments& given) {
  if (given.has("--csv") && given.has("--jsonl"))
    return failure(ErrorCode::Usage, "--csv and --jsonl exclude each other.");
  if (given.has("--csv")) return std::optional(TableFormat::Csv);
  if (given.has("--jsonl")) return std::optional(TableFormat::JsonLines);
  return std::optional<TableFormat>();
}

/// A coder who has said nothing is a slip of the keyboard.
Result<void> check_coder(const study::Study& study, const std::optional<std::string>& coder) {
  if (!coder) return {};
  const auto all = study.judgements();
  if (!all) return tl::unexpected(all.error());
  std::vector<std::string> names;
  for (const auto& row : *all) {
    if (row.coder == *coder) return {};
    names.push_back(row.coder);
  }
  return failure(ErrorCode::NotFound, fmt::format("\"{}\" has coded nothing in this study.{}",
                                                  *coder, did_you_mean(*coder, names)));
}

Result<study::JudgementFilter> judgement_filter(const Arguments& given) {
  study::JudgementFilter filter;
  auto rows = filter_from(given);
  if (!rows) return tl::unexpected(rows.error());
  filter.rows = std::move(*rows);
  filter.coder = given.value("--coder");
  filter.with_history = given.has("--history");
  if (const auto kind = given.value("--kind")) {
    for (const auto known :
         {study::CoderKind::Machine, study::CoderKind::Person, study::CoderKind::Model})
      if (*kind == word_for(known)) filter.kind = known;
    const std::vector<std::string> words{"machine", "person", "model"};
    if (!filter.kind)
      return failure(ErrorCode::Usage,
                     fmt::format("--kind: \"{}\" is none; write machine, person or model.{}", *kind,
                                 did_you_mean(*kind, words)));
  }
  return filter;
}

Result<Exit> run_list(const Arguments& given, const Console& console) {
  const auto filter = judgement_filter(given);
  if (!filter) return tl::unexpected(filter.error());
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  if (auto known = check_coder(*study, filter->coder); !known) return tl::unexpected(known.error());
  const auto rows = study->judgements(*filter);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty())
    console.err << "Nobody has coded anything that matches.\n";
  else
    console.out << judgements_text(*rows, console.width);
  return Exit::AllDone;
}

std::string share(const std::optional<double>& value) {
  return value ? fmt::format("{:.3f}", *value) : std::string("-");
}

std::string interval(const positions::Reliability& figures) {
  if (!figures.lower || !figures.upper) return "-";
  return fmt::format("{:.3f} to {:.3f}", *figures.lower, *figures.upper);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names)
    text += fmt::format("{}{}", text.empty() ? "" : ", ", printable(name));
  return text;
}

std::string measure_text(const std::string& measure) {
  if (measure == "unitized") return "uα";
  if (measure == "unitized binary") return "|uα";
  return "α";
}

Table table_of(const std::vector<exchange::AgreementRow>& rows) {
  Table table;
  table.headings = {{"concept", 28},    {"", 4},       {"value", 7, true}, {"95 % interval", 18},
                    {"units", 7, true}, {"coders", 40}};
  for (const auto& row : rows)
    table.rows.push_back(
        {{row.concept_name.empty() ? "(all)" : printable(row.concept_name),
          measure_text(row.measure), share(row.figures.alpha), interval(row.figures),
          grouped(static_cast<std::int64_t>(row.figures.units)), joined(row.coders)},
         {}});
  return table;
}

Result<Exit> run_agreement(const Arguments& given, const Console& console) {
  const auto format = format_from(given);
  if (!format) return tl::unexpected(format.error());
  auto filter = judgement_filter(given);
  if (!filter) return tl::unexpected(filter.error());
  filter->kind = study::CoderKind::Person;
  positions::Resampling resampling;
  const auto seed = seed_from(given);
  if (!seed) return tl::unexpected(seed.error());
  resampling.seed = *seed;
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto judgements = study->judgements(*filter);
  if (!judgements) return tl::unexpected(judgements.error());
  const auto rows = exchange::agreement_rows(
      *judgements, [&](study::ArticleId article) { return study->text_of(article); }, resampling);
  if (!rows) return tl::unexpected(rows.error());
  if (*format) {
    exchange::write_agreement(console.out, **format, *rows);
    return Exit::AllDone;
  }
  if (rows->empty()) {
    console.err << "No two people have coded the same statement on the same concept.\n";
    return Exit::AllDone;
  }
  console.out << set_table(table_of(*rows), console.width, console.colour);
  console.err << wrapped(
      "α: Krippendorff's alpha, over statements; 1 is agreement, 0 chance. uα: over the stretches "
      "of text that coders give as evidence for or against, |uα whatever they call them; units "
      "are articles. - : cannot be told, as where everybody always says the same.",
      static_cast<std::size_t>(std::clamp(console.width, 60, 100)), 0);
  return Exit::AllDone;
}

std::string disagreements_text(const std::vector<exchange::Disagreement>& rows, int width) {
  const auto columns = static_cast<std::size_t>(std::clamp(width, 60, 120));
  std::string text;
  for (const auto& row : rows) {
    text += wrapped(
        fmt::format("{}. {}, {}{}: {}", static_cast<std::int64_t>(*row.first->statement),
                    printable(row.first->concept_name), printable(row.first->article_id),
                    row.first->speaker_name ? ", " + printable(*row.first->speaker_name) : "",
                    printable(row.first->content_text)),
        columns, 0);
    for (const auto* one : row.judgements) text += wrapped(judgement_text(*one), columns, 4);
  }
  return text;
}

Result<Exit> run_disagreements(const Arguments& given, const Console& console) {
  const auto format = format_from(given);
  if (!format) return tl::unexpected(format.error());
  auto filter = judgement_filter(given);
  if (!filter) return tl::unexpected(filter.error());
  filter->kind = study::CoderKind::Person;
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto judgements = study->judgements(*filter);
  if (!judgements) return tl::unexpected(judgements.error());
  const auto rows = exchange::disagreements_in(*judgements);
  if (*format)
    exchange::write_disagreements(console.out, **format, rows);
  else if (rows.empty())
    console.err << "Nobody codes anything otherwise than somebody else.\n";
  else
    console.out << disagreements_text(rows, console.width);
  return Exit::AllDone;
}

const Parameter study_place{"STUDY", "", "The study's file."};
const Parameter csv{"--csv", "", "A table for R, Python or a spreadsheet (docs/formats.md)."};
const Parameter jsonl{"--jsonl", "", "One JSON line per row."};

/// The filters that judgements know.
void add_filters(Command& command) {
  for (auto& option : filter_options())
    for (const auto* known : {"--actor", "--outlet", "--article", "--concept", "--from", "--to",
                              "--text", "--min-confidence", "--limit"})
      if (option.name == known) {
        if (option.name == "--text") option.help = "What the statement says holds this.";
        command.options.push_back(std::move(option));
        break;
      }
}

}  // namespace

std::vector<Command> code_list_verbs() {
  Command list{
      .name = "code STUDY list",
      .summary = "What every coder says, by statement, also the machine and models.",
      .examples = {{"faultline code my.study list --coder mk", "One coder's."},
                   {"faultline code my.study list --history --kind person",
                    "With what was replaced and taken back."}},
      .usage = "[OPTIONS]",
      .places = {study_place},
      .options = {{"--coder", "NAME", "Of this coder; the machine's are phrase and learned."},
                  {"--kind", "WORD", "machine, person or model."},
                  {"--history", "", "Also what was replaced or taken back."}},
      .notes = "`export` gives them as a table.",
      .run = run_list};
  add_filters(list);
  Command agreement{
      .name = "code STUDY agreement",
      .summary =
          "How far people agree: Krippendorff's alpha with an interval, per concept, over pairs, "
          "and over stretches of text.",
      .examples = {{"faultline code my.study agreement", "Every concept that two have coded."},
                   {"faultline code my.study agreement --concept \"sea wall\" --csv",
                    "One of them, as a table."}},
      .usage = "[OPTIONS]",
      .places = {study_place},
      .options = {csv, jsonl, {"--seed", "N", "Of the bootstrap behind intervals. Default 1."}},
      .notes = "docs/methods.md says what is measured.",
      .run = run_agreement};
  add_filters(agreement);
  Command disagreements{
      .name = "code STUDY disagreements",
      .summary = "Statements that people code differently, with what each says.",
      .examples = {{"faultline code my.study disagreements", "To talk about."},
                   {"faultline code my.study disagreements --csv", "As a table."}},
      .usage = "[OPTIONS]",
      .places = {study_place},
      .options = {csv, jsonl},
      .notes = "`adjudicator` says whose coding holds meanwhile.",
      .run = run_disagreements};
  add_filters(disagreements);
  std::vector<Command> verbs;
  verbs.push_back(std::move(list));
  verbs.push_back(std::move(agreement));
  verbs.push_back(std::move(disagreements));
  return verbs;
}

}  // namespace faultline::cli
