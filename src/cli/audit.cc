// faultline audit: a person checks a random sample of what the machine has read.

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/detail/audit_session.h"
#include "cli/detail/code_verbs.h"
#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/rift_options.h"
#include "cli/detail/study_files.h"
#include "cli/detail/whole_file.h"
#include "exchange/audit_table.h"
#include "map/audit_plan.h"
#include "text/csv.h"

namespace faultline::cli {
namespace {

using Json = nlohmann::ordered_json;
using study::AuditId;

Result<timeline::Bin> period_from(const Arguments& given) {
  const auto word = given.value("--period").value_or("quarter");
  if (word == "quarter") return timeline::Bin::ByQuarter;
  if (word == "month") return timeline::Bin::ByMonth;
  return failure(ErrorCode::Usage,
                 fmt::format("--period: \"{}\" is none; write quarter or month.", word));
}

Result<std::optional<AuditId>> audit_from(const Arguments& given) {
  const auto word = given.value("--audit");
  if (!word) return std::optional<AuditId>();
  const auto number = number_from(*word, "take it from `faultline audit STUDY list`");
  if (!number) return tl::unexpected(number.error());
  return std::optional(AuditId{*number});
}

Result<AuditId> drawn(study::Study& study, const Arguments& given, const Console& console) {
  map::AuditQuery query;
  const auto rows = bloc_query(given);
  if (!rows) return tl::unexpected(rows.error());
  query.rows = *rows;
  const auto n = whole_number(given, "--n", 200, 1);
  if (!n) return tl::unexpected(n.error());
  query.n = static_cast<std::size_t>(*n);
  const auto seed = whole_number(given, "--seed", 1, 0);
  if (!seed) return tl::unexpected(seed.error());
  query.seed = *seed;
  const auto period = period_from(given);
  if (!period) return tl::unexpected(period.error());
  query.period = *period;
  const auto plan = map::audit_plan(study, query);
  if (!plan) return tl::unexpected(plan.error());
  auto key = study.keep_audit(*plan);
  if (!key) return key;
  std::int64_t units = 0;
  for (const auto& stratum : plan->strata) units += stratum.units;
  console.err << fmt::format(
      "Audit {}: {} drawn of {} in {}{}, seed {}.\n", static_cast<std::int64_t>(*key),
      counted(std::ssize(plan->items), "relation", "relations"), grouped(units),
      counted(std::ssize(plan->strata), "stratum", "strata"),
      plan->bloc.empty() ? "" : fmt::format(" of the bloc {}", printable(plan->bloc)), plan->seed);
  return key;
}

/// The audit that --audit names; else the newest one that has relations left, unless --new asks for
/// another; else one that is drawn now.
Result<AuditId> audit_to_check(study::Study& study, const Arguments& given,
                               const Console& console) {
  const auto asked = audit_from(given);
  if (!asked) return tl::unexpected(asked.error());
  if (*asked) return **asked;
  if (given.has("--new")) return drawn(study, given, console);
  const auto audits = study.audits();
  if (!audits) return tl::unexpected(audits.error());
  if (audits->empty()) return drawn(study, given, console);
  const auto& last = audits->back();
  console.err << fmt::format("Audit {} of {}: {} of {} checked. --new draws another one.\n",
                             static_cast<std::int64_t>(last.key),
                             printable(last.made_at.substr(0, 10)), grouped(last.answered),
                             grouped(last.items));
  return last.key;
}

Result<Exit> run_sitting(const Arguments& given, const Console& console) {
  const auto coder = given.has("--draw-only") ? Result<std::string>("") : coder_from(given);
  if (!coder) return tl::unexpected(coder.error());
  if (*coder == "machine")
    return failure(ErrorCode::Usage, "--coder: \"machine\" is no person; write who checks.");
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  if (given.has("--draw-only")) {
    const auto made = drawn(*study, given, console);
    if (!made) return tl::unexpected(made.error());
    return Exit::AllDone;
  }
  const auto audit = audit_to_check(*study, given, console);
  if (!audit) return tl::unexpected(audit.error());
  return sit_and_check(*study, *audit, *coder, console,
                       console.in == nullptr ? std::cin : *console.in);
}

// ---- report ----

Json rate_json(const inference::Rate& rate) {
  Json all = {{"value", std::isnan(rate.value) ? Json() : Json(rate.value)}};
  all["interval"] =
      rate.interval.known() ? Json::array({rate.interval.low, rate.interval.high}) : Json();
  return all;
}

Json estimate_json(const inference::Estimate& estimate) {
  inference::Rate rate;
  rate.value = estimate.value;
  rate.interval = estimate.interval;
  return rate_json(rate);
}

Json report_json(const map::AuditReport& report) {
  Json all = {{"drawn", report.items}, {"checked", report.checked}, {"gone", report.gone}};
  all["audits"] = Json::array();
  for (const auto& audit : report.audits)
    all["audits"].push_back({{"audit", static_cast<std::int64_t>(audit.key)},
                             {"made_at", audit.made_at},
                             {"seed", audit.seed},
                             {"bloc", audit.bloc},
                             {"frame", audit.frame},
                             {"relations", audit.units},
                             {"drawn", audit.items},
                             {"checked", audit.answered}});
  all["precision"] = Json::array();
  for (const auto& part : report.parts)
    all["precision"].push_back({{"by", part.by},
                                {"name", part.name},
                                {"checked", part.checked},
                                {"right", rate_json(part.right)},
                                {"there", rate_json(part.there)},
                                {"criticism", rate_json(part.criticism)},
                                {"criticism_recall_among_found", estimate_json(part.recall)}});
  return all;
}

std::string part_lines(const map::AuditReport& report) {
  std::string text;
  const Json all = report_json(report);
  for (const auto& part : all["precision"]) text += part.dump() + "\n";
  return text;
}

std::string report_csv(const map::AuditReport& report) {
  std::string text =
      "by,part,checked,right,right_low,right_high,there,there_low,there_high,criticism_precision,"
      "criticism_precision_low,criticism_precision_high,criticism_recall_among_found,"
      "criticism_recall_low,criticism_recall_high\r\n";
  for (const auto& part : report.parts) {
    text += fmt::format("{},{},{}", part.by, text::csv_cell(part.name, true), part.checked);
    const auto add = [&](double value, const inference::Interval& interval) {
      text += fmt::format(",{},{},{}", csv_number(value), csv_number(interval.low),
                          csv_number(interval.high));
    };
    add(part.right.value, part.right.interval);
    add(part.there.value, part.there.interval);
    add(part.criticism.value, part.criticism.interval);
    add(part.recall.value, part.recall.interval);
    text += "\r\n";
  }
  return text;
}

std::string report_text(const map::AuditReport& report, const Console& console) {
  std::string text;
  for (const auto& audit : report.audits)
    text += wrapped(
        fmt::format("Audit {}, {}: {} of {} checked, drawn of {} with seed {}{}: {}.",
                    static_cast<std::int64_t>(audit.key), printable(audit.made_at.substr(0, 10)),
                    grouped(audit.answered), grouped(audit.items),
                    counted(audit.units, "relation", "relations"), audit.seed,
                    audit.bloc.empty() ? "" : fmt::format(" for {}", printable(audit.bloc)),
                    printable(audit.frame)),
        static_cast<std::size_t>(std::max(40, console.width)), 0);
  if (report.gone > 0)
    text += fmt::format("{} in no reading any more.\n",
                        counted(static_cast<std::int64_t>(report.gone), "is", "are"));
  if (report.checked == 0) return text + "Nothing is checked yet.\n";
  Table table;
  table.headings = {{"by", 8},          {"part", 36},         {"checked", 7, true},
                    {"right", 18},      {"there at all", 18}, {"criticism: precision", 20},
                    {"its recall*", 18}};
  for (const auto& part : report.parts)
    table.rows.push_back(
        {{part.by, printable(part.name), grouped(static_cast<std::int64_t>(part.checked)),
          share_text(part.right), share_text(part.there), share_text(part.criticism),
          share_text(part.recall)},
         {}});
  return text + "\n" + set_table(table, console.width, console.colour) + "\n" +
         wrapped(
             "* Among the relations that the machine has found: how many of those that are "
             "criticism it read as such. What it has not found at all is not measured. "
             "Weighted by the chance of being drawn; intervals: 95 %, articles as clusters.",
             static_cast<std::size_t>(std::max(40, console.width)), 0);
}

Result<Exit> run_report(const Arguments& given, const Console& console) {
  const auto audit = audit_from(given);
  if (!audit) return tl::unexpected(audit.error());
  const auto period = period_from(given);
  if (!period) return tl::unexpected(period.error());
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto report = map::audit_report(*study, *audit, *period);
  if (!report) return tl::unexpected(report.error());
  if (given.has("--json"))
    console.out << report_json(*report).dump(2) << '\n';
  else if (given.has("--jsonl"))
    console.out << part_lines(*report);
  else if (given.has("--csv"))
    console.out << report_csv(*report);
  else if (report->audits.empty())
    console.err << "No sample was drawn yet; `faultline audit STUDY --coder NAME` draws one.\n";
  else
    console.out << report_text(*report, console);
  return Exit::AllDone;
}

// ---- list, undo ----

/// Those of --audit, or all.
Result<std::vector<study::AuditItemRow>> items_asked(const Arguments& given) {
  const auto audit = audit_from(given);
  if (!audit) return tl::unexpected(audit.error());
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  return study->audit_items(*audit);
}

Result<Exit> run_list(const Arguments& given, const Console& console) {
  const auto items = items_asked(given);
  if (!items) return tl::unexpected(items.error());
  if (items->empty()) console.err << "No sample was drawn yet.\n";
  const auto width = static_cast<std::size_t>(std::max(60, console.width));
  for (const auto& item : *items)
    console.out << wrapped(
        fmt::format("{}. audit {}, {}{}: {}{}", static_cast<std::int64_t>(item.key),
                    static_cast<std::int64_t>(item.audit),
                    item.verdict ? word_for(*item.verdict) : std::string_view("not checked"),
                    item.verdict ? fmt::format(" (says {}{})", printable(item.coder),
                                               item.note.empty() ? "" : ": " + printable(item.note))
                                 : "",
                    printable(item.words), item.relation ? "" : " [in no reading any more]"),
        width, 0);
  return Exit::AllDone;
}

Result<Exit> run_undo(const Arguments& given, const Console& console) {
  const auto coder = coder_from(given);
  if (!coder) return tl::unexpected(coder.error());
  std::optional<study::AuditItemId> item;
  if (const auto word = given.value("[NUMBER]")) {
    const auto number = number_from(*word, "take it from `faultline audit STUDY list`");
    if (!number) return tl::unexpected(number.error());
    item = study::AuditItemId{*number};
  }
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  const auto undone = study->undo_audit_answer(*coder, item);
  if (!undone) return tl::unexpected(undone.error());
  console.err << fmt::format("Taken back: {}. {}.\n", static_cast<std::int64_t>(undone->key),
                             printable(undone->words));
  return Exit::AllDone;
}

// ---- export, import ----

Result<Exit> run_export(const Arguments& given, const Console& console) {
  const auto items = items_asked(given);
  if (!items) return tl::unexpected(items.error());
  exchange::write_audit(
      console.out,
      given.has("--jsonl") ? exchange::TableFormat::JsonLines : exchange::TableFormat::Csv, *items);
  return Exit::AllDone;
}

/// Whether the study has this answer already.
bool is_there(const study::AuditItemRow& item, const study::AuditAnswer& answer) {
  return item.verdict == answer.verdict && item.coder == answer.coder && item.note == answer.note &&
         !answer.from && !answer.to && !answer.act && !answer.sign;
}

Result<Exit> run_import(const Arguments& given, const Console& console) {
  const std::string file = *given.value("FILE");
  const auto content = read_text_of(file);
  if (!content) return tl::unexpected(content.error());
  const auto read = exchange::read_audit(*content, file, given.value("--coder").value_or(""));
  if (!read) return tl::unexpected(read.error());
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  const auto items = study->audit_items();
  if (!items) return tl::unexpected(items.error());
  std::map<study::AuditItemId, const study::AuditItemRow*> known;
  for (const auto& item : *items) known.emplace(item.key, &item);
  std::int64_t taken = 0, same = 0, failed = std::ssize(read->problems);
  for (const auto& problem : read->problems) console.err << describe(problem) << '\n';
  for (const auto& line : read->lines) {
    const auto item = known.find(line.answer.item);
    if (item != known.end() && is_there(*item->second, line.answer)) {
      ++same;
      continue;
    }
    const auto kept = study->answer_audit(line.answer);
    if (!kept && kept.error().code != ErrorCode::Usage && kept.error().code != ErrorCode::NotFound)
      return tl::unexpected(kept.error());
    ++(kept ? taken : failed);
    if (!kept)
      console.err << describe({kept.error().code, kept.error().message,
                               fmt::format("{}:{}", file, line.line)})
                  << '\n';
  }
  console.err << fmt::format("{} taken, {} there already, {} not answered, {} refused.\n",
                             counted(taken, "answer", "answers"), grouped(same),
                             grouped(static_cast<std::int64_t>(read->blank)), grouped(failed));
  if (failed == 0) return Exit::AllDone;
  return taken + same > 0 ? Exit::SomeFailed : Exit::NothingDone;
}

const Parameter study_place{"STUDY", "", "The study's file."};
const Parameter audit_option{"--audit", "NUMBER", "Of this audit; `list` shows the numbers."};
const Parameter period_option{"--period", "WORD", "quarter (default) or month."};

Command report_verb() {
  return {
      .name = "audit STUDY report",
      .summary = "How right the machine is, by sign, bloc, outlet, period and act, with intervals.",
      .examples = {{"faultline audit my.study report", "Of all that was checked."},
                   {"faultline audit my.study report --json", "For R or Python."}},
      .usage = "[OPTIONS]",
      .places = {study_place},
      .options = {audit_option,
                  period_option,
                  {"--json", "", "One JSON object."},
                  {"--csv", "", "A table, one row a part."},
                  {"--jsonl", "", "One JSON line a part."}},
      .run = run_report};
}

Command list_verb() {
  return {.name = "audit STUDY list",
          .summary = "Lists what was drawn and what people say of it.",
          .examples = {{"faultline audit my.study list", "Of all audits."}},
          .usage = "[OPTIONS]",
          .places = {study_place},
          .options = {audit_option},
          .run = run_list};
}

Command undo_verb() {
  return {.name = "audit STUDY undo",
          .summary = "Takes a coder's last answer back, or that to one relation.",
          .examples = {{"faultline audit my.study undo --coder mk", "The last one."},
                       {"faultline audit my.study undo 17 --coder mk", "Number 17 of `list`."}},
          .usage = "[NUMBER] --coder NAME",
          .places = {study_place, {"[NUMBER]", "", "Of the item; `list` shows them."}},
          .options = {{"--coder", "NAME", "Whose answer. Needed."}},
          .run = run_undo};
}

Command export_verb() {
  return {.name = "audit STUDY export",
          .summary = "Writes what was drawn as a table, to be checked in a spreadsheet.",
          .examples = {{"faultline audit my.study export > sample.csv",
                        "Fill verdict (y, n, e), coder, note; for e also new_from, new_act, "
                        "new_sign or new_to."}},
          .usage = "[OPTIONS]",
          .places = {study_place},
          .options = {audit_option, {"--jsonl", "", "JSON Lines instead of CSV."}},
          .run = run_export};
}

Command import_verb() {
  return {.name = "audit STUDY import",
          .summary = "Takes the answers of a table that `export` wrote.",
          .examples = {{"faultline audit my.study import sample.csv --coder mk",
                        "Rows without a verdict stay unanswered."}},
          .usage = "FILE [OPTIONS]",
          .places = {study_place, {"FILE", "", "The table; - is standard input."}},
          .options = {{"--coder", "NAME", "Who answered, where the table does not say."}},
          .notes = "What cannot be taken is named by its line, and the rest is taken.",
          .run = run_import};
}

}  // namespace

Command audit_command() {
  Command command{
      .name = "audit",
      .summary =
          "Draws a random sample of the study's relations and asks a person whether each is right, "
          "so that shares can be corrected for the machine's errors. With a word after STUDY it "
          "reports, lists, goes through a table and back, or takes answers back.",
      .examples = {{"faultline audit my.study --n 200 --coder mk",
                    "Draws, then asks; go on later where you stopped."},
                   {"faultline audit my.study --coder mk --new --seed 2", "Another sample."},
                   {"faultline audit my.study report", "How right the machine is."}},
      .usage = "STUDY --coder NAME [OPTIONS], or: faultline audit STUDY WORD ...",
      .places = {study_place},
      .options = {{"--coder", "NAME", "Who checks. Needed."},
                  {"--n", "N", "Relations to draw. Default 200."},
                  {"--seed", "N", "Decides what is drawn. Default 1."},
                  {"--new", "", "Draw another sample though there is one."},
                  {"--draw-only", "", "Draw, and ask nothing."},
                  audit_option,
                  {"--bloc", "NAME", "Of the strata. Default: whose members speak most."},
                  {"--period", "WORD", "Of the strata: quarter (default) or month."},
                  {"--from", "DATE", "Draw none from before: 2024-10-26, 2024-10 or 2024."},
                  {"--to", "DATE", "Draw none from after."},
                  {"--outlet", "NAME", "Draw of this outlet only."},
                  {"--min-confidence", "0..1",
                   "Draw relations at least as sure. Default 0.5, as `rift`."}}};
  command.run = run_sitting;
  command.verbs = {report_verb(), list_verb(), export_verb(), import_verb(), undo_verb()};
  command.notes =
      "`faultline audit WORD --help` tells more of each. Every answer is kept at once, corrects "
      "the "
      "relation in all lists, and holds when the article is read again.";
  return command;
}

}  // namespace faultline::cli
