// faultline actors: who there is, what that rests on, and who may be whom.

#include <fmt/core.h>

#include <charconv>
#include <ostream>
#include <system_error>

#include "cli/detail/actor_text.h"
#include "cli/detail/command.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "exchange/tables.h"

namespace faultline::cli {
namespace {

std::string or_dash(const std::optional<Day>& day) { return day ? to_string(*day) : "-"; }

Table table_of(const std::vector<study::ActorRow>& rows) {
  Table table;
  table.headings = {{"id", 28},        {"name", 28},       {"kind", 12},  {"says", 7, true},
                    {"does", 7, true}, {"meets", 7, true}, {"first", 10}, {"last", 10}};
  for (const auto& row : rows)
    table.rows.push_back({{printable(row.actor.id), printable(row.actor.name),
                           std::string(to_string(row.actor.kind)), grouped(row.statements),
                           grouped(row.relations_from), grouped(row.relations_to),
                           or_dash(row.first_seen), or_dash(row.last_seen)},
                          {}});
  return table;
}

Result<std::optional<exchange::TableFormat>> format_from(const Arguments& given) {
  if (given.has("--csv") && given.has("--jsonl"))
    return failure(ErrorCode::Usage, "--csv and --jsonl exclude each other.");
  if (given.has("--csv")) return std::optional(exchange::TableFormat::Csv);
  if (given.has("--jsonl")) return std::optional(exchange::TableFormat::JsonLines);
  return std::optional<exchange::TableFormat>();
}

/// Prints `rows` as a table of a file, or as `text` makes them.
template <class Row, class Text>
Result<Exit> print(const Console& console, const std::optional<exchange::TableFormat>& format,
                   const std::vector<Row>& rows, std::string_view none, Text text) {
  if (format)
    exchange::write_table(console.out, *format, std::span<const Row>(rows));
  else if (rows.empty())
    console.err << none << '\n';
  else
    console.out << text(rows);
  return Exit::AllDone;
}

Result<Exit> run_list(const Arguments& given, const Console& console) {
  const auto format = format_from(given);
  if (!format) return tl::unexpected(format.error());
  const auto filter = filter_from(given);
  if (!filter) return tl::unexpected(filter.error());
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  auto rows = study->actors(*filter);
  if (!rows) return tl::unexpected(rows.error());
  if (given.has("--new"))
    std::erase_if(*rows, [](const study::ActorRow& row) {
      return row.actor.is_registered || row.actor.is_unnamed;
    });
  return print(console, *format, *rows, "No actors match.",
               [&](const std::vector<study::ActorRow>& listed) {
                 return set_table(table_of(listed), console.width, console.colour);
               });
}

Result<Exit> run_show(const Arguments& given, const Console& console) {
  std::int64_t limit = 20;
  if (const auto mentions = given.value("--mentions")) {
    const char* end = mentions->data() + mentions->size();
    const auto [stop, error] = std::from_chars(mentions->data(), end, limit);
    if (*mentions == "all")
      limit = -1;
    else if (error != std::errc{} || stop != end || limit < 0)
      return failure(
          ErrorCode::Usage,
          fmt::format("--mentions: \"{}\" is not a number of 0 or more, nor \"all\".", *mentions));
  }
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto account = study->account_of(*given.value("ID"), limit);
  if (!account) return tl::unexpected(account.error());
  const auto text = account_text(*study, *account, console.width);
  if (!text) return tl::unexpected(text.error());
  console.out << *text;
  return Exit::AllDone;
}

void warn_if_stale(const study::Study& study, const Console& console, const std::string& file) {
  const auto is_linked = study.is_linked();
  if (is_linked && !*is_linked)
    console.err << fmt::format(
        "Articles were read since actors were joined last; `faultline actors {} link` does it "
        "now.\n",
        printable(file));
}

Result<Exit> run_proposals(const Arguments& given, const Console& console) {
  const auto format = format_from(given);
  if (!format) return tl::unexpected(format.error());
  const auto filter = filter_from(given);
  if (!filter) return tl::unexpected(filter.error());
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto rows = study->proposals(*filter);
  if (!rows) return tl::unexpected(rows.error());
  warn_if_stale(*study, console, *given.value("STUDY"));
  return print(console, *format, *rows, "Nothing is proposed.",
               [&](const std::vector<study::ProposalRow>& listed) {
                 return proposals_text(listed, console.width);
               });
}

Result<Exit> run_history(const Arguments& given, const Console& console) {
  const auto format = format_from(given);
  if (!format) return tl::unexpected(format.error());
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto rows = study->decisions(given.value("--actor"));
  if (!rows) return tl::unexpected(rows.error());
  return print(console, *format, *rows, "Nobody has decided anything.",
               [&](const std::vector<study::DecisionRow>& listed) {
                 return decisions_text(listed, console.width);
               });
}

Result<Exit> run_link(const Arguments& given, const Console& console) {
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  const auto summary = study->link_actors();
  if (!summary) return tl::unexpected(summary.error());
  console.err << fmt::format("{} in articles are {}; {} of different names joined, {} open.\n",
                             counted(summary->appearances, "actor", "actors"),
                             counted(summary->actors, "actor", "actors"),
                             counted(summary->joined, "pair", "pairs"),
                             counted(summary->proposals, "proposal", "proposals"));
  return Exit::AllDone;
}

const Parameter study_place{"STUDY", "", "The study's file."};
const Parameter csv{"--csv", "", "A table for R, Python or a spreadsheet (docs/formats.md)."};
const Parameter jsonl{"--jsonl", "", "One JSON line per row."};

Command show_verb() {
  return {.name = "actors STUDY show",
          .summary =
              "Everything about an actor: names, offices and blocs with their dates and "
              "sources, mentions with the words around them, proposals, decisions.",
          .examples = {{"faultline actors my.study show ann-lee", "With the first 20 mentions."},
                       {"faultline actors my.study show ann-lee --mentions all | less",
                        "With all of them."}},
          .usage = "ID [OPTIONS]",
          .places = {study_place, {"ID", "", "Of the actor: the first column of the list."}},
          .options = {{"--mentions", "N", "As many mentions at most, or all. Default 20."}},
          .run = run_show};
}

Command proposals_verb() {
  return {
      .name = "actors STUDY proposals",
      .summary = "Pairs of actors that may be one, with probability and reasons, best first.",
      .examples = {{"faultline actors my.study proposals", "All that is open."},
                   {"faultline actors my.study proposals --min-confidence 0.8 --limit 20",
                    "The best of them."},
                   {"faultline actors my.study proposals --csv > proposals.csv", "As a table."}},
      .usage = "[OPTIONS]",
      .places = {study_place},
      .options = {csv,
                  jsonl,
                  {"--actor", "ID", "About this actor."},
                  {"--min-confidence", "0..1", "At least as sure."},
                  {"--limit", "N", "The first N."}},
      .notes =
          "`accept NUMBER` and `reject NUMBER` decide one. Reasons come with what each adds "
          "to the log-odds (docs/methods.md).",
      .run = run_proposals};
}

Command history_verb() {
  return {.name = "actors STUDY history",
          .summary = "What people have decided about actors, newest first, with what was undone.",
          .examples = {{"faultline actors my.study history", "All of it."},
                       {"faultline actors my.study history --actor ann-lee", "About one actor."}},
          .usage = "[OPTIONS]",
          .places = {study_place},
          .options = {csv, jsonl, {"--actor", "ID", "About this actor."}},
          .run = run_history};
}

Command link_verb() {
  return {.name = "actors STUDY link",
          .summary = "Joins actors across articles anew; `faultline read` does so by itself.",
          .examples = {{"faultline actors my.study link", "After a reading that was interrupted."}},
          .usage = "",
          .places = {study_place},
          .run = run_link};
}

}  // namespace

Command actors_command() {
  Command command{
      .name = "actors",
      .summary =
          "Lists the actors: how often each speaks (says), acts (does) and is acted on "
          "(meets). With a word after STUDY it shows one, or keeps what a person knows "
          "better of who is who.",
      .examples =
          {{"faultline actors my.study", "Everybody, with the ids that other commands take."},
           {"faultline actors my.study show ann-lee", "One of them, with all the evidence."},
           {"faultline actors my.study proposals", "Who may be whom, and why."},
           {"faultline actors my.study merge a-lee ann-lee --coder mk", "Two that are one."}},
      .usage = "STUDY [OPTIONS], or: faultline actors STUDY WORD ...",
      .places = {study_place},
      .options = {csv, jsonl, {"--new", "", "Only whom no register knows."}}};
  command.run = run_list;
  for (auto& option : filter_options()) command.options.push_back(std::move(option));
  command.verbs = {show_verb(), proposals_verb()};
  for (auto& verb : actor_decisions()) command.verbs.push_back(std::move(verb));
  command.verbs.push_back(history_verb());
  command.verbs.push_back(link_verb());
  command.notes =
      "`faultline actors WORD --help` tells more of each. Decisions are signed, hold "
      "when articles are read again, and can be undone.";
  return command;
}

}  // namespace faultline::cli
