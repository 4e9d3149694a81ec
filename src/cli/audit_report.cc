// faultline audit STUDY report: how right the machine is, and how much it misses.

#include "map/audit_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/detail/audit_verbs.h"
#include "cli/detail/layout.h"
#include "cli/detail/rift_options.h"
#include "cli/detail/study_files.h"
#include "text/csv.h"

namespace faultline::cli {
namespace {

using Json = nlohmann::ordered_json;

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
                             {"of", word_for(audit.kind)},
                             {"seed", audit.seed},
                             {"bloc", audit.bloc},
                             {"frame", audit.frame},
                             {"units", audit.units},
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
  all["recall"] = Json::array();
  for (const auto& recall : report.recall)
    for (const auto& part : recall.parts)
      all["recall"].push_back(
          {{"bloc", recall.bloc},
           {"by", part.by},
           {"name", part.name},
           {"articles", part.passages},
           {"passages_read", part.read},
           {"missing", part.missed},
           {"found", part.found},
           {"estimated", std::isnan(part.estimated) ? Json() : Json(part.estimated)},
           {"recall", estimate_json(part.recall)},
           {"precision_measured", recall.is_checked}});
  return all;
}

std::string part_lines(const map::AuditReport& report) {
  std::string text;
  const Json all = report_json(report);
  for (const std::string table : {"precision", "recall"})
    for (const auto& part : all[table]) {
      Json line = {{"table", table}};
      line.update(part);
      text += line.dump() + "\n";
    }
  return text;
}

std::string report_csv(const map::AuditReport& report) {
  std::string text =
      "by,part,checked,right,right_low,right_high,there,there_low,there_high,criticism_precision,"
      "criticism_precision_low,criticism_precision_high,criticism_recall_among_found,"
      "criticism_recall_low,criticism_recall_high,articles,passages_read,missing,found,"
      "estimated,recall,recall_low,recall_high\r\n";
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
    text += ",,,,,,,,\r\n";
  }
  for (const auto& recall : report.recall)
    for (const auto& part : recall.parts)
      text += fmt::format("{},{},,,,,,,,,,,,,,{},{},{},{},{},{},{},{}\r\n", part.by,
                          text::csv_cell(part.name, true), part.passages, part.read, part.missed,
                          csv_number(part.found), csv_number(part.estimated),
                          csv_number(part.recall.value), csv_number(part.recall.interval.low),
                          csv_number(part.recall.interval.high));
  return text;
}

std::string audit_line(const study::AuditRow& audit) {
  const bool is_passages = audit.kind == study::AuditKind::Passages;
  return fmt::format(
      "Audit {}, {}: {} of {} {}, drawn of {} with seed {}{}: {}.",
      static_cast<std::int64_t>(audit.key), printable(audit.made_at.substr(0, 10)),
      grouped(audit.answered), grouped(audit.items), is_passages ? "passages read" : "checked",
      is_passages ? counted(audit.units, "article", "articles")
                  : counted(audit.units, "relation", "relations"),
      audit.seed, audit.bloc.empty() ? "" : fmt::format(" for {}", printable(audit.bloc)),
      printable(audit.frame));
}

std::string precision_text(const map::AuditReport& report, const Console& console,
                           std::size_t width) {
  if (report.checked == 0) return "No relation is checked yet.\n";
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
  return "\n" + set_table(table, console.width, console.colour) + "\n" +
         wrapped(
             fmt::format("* Among the relations that the machine has found: how many of those that "
                         "are criticism it read as such.{} Weighted by the chance of being drawn; "
                         "intervals: 95 %, articles as clusters.",
                         report.recall.empty()
                             ? " What it has not found at all is not measured: read passages for "
                               "it, with `faultline audit STUDY --missed`."
                             : ""),
             width, 0);
}

std::string recall_text(const map::AuditRecall& recall, const Console& console, std::size_t width) {
  Table table;
  table.headings = {
      {"by", 8},          {"part", 36},           {"read", 9, true}, {"missing", 7, true},
      {"found", 7, true}, {"there are", 9, true}, {"recall", 22}};
  for (const auto& part : recall.parts)
    table.rows.push_back(
        {{part.by, printable(part.name), fmt::format("{}/{}", part.read, part.passages),
          grouped(static_cast<std::int64_t>(part.missed)), fmt::format("{:.0f}", part.found),
          std::isnan(part.estimated) ? "-" : fmt::format("{:.1f}", part.estimated),
          share_text(part.recall)},
         {}});
  return fmt::format(
             "\nHow much of the criticism{} the machine has read as such\n\n",
             recall.bloc.empty() ? "" : fmt::format(" by members of {}", printable(recall.bloc))) +
         set_table(table, console.width, console.colour) + "\n" +
         wrapped(fmt::format(
                     "Read: articles of which a passage was read, of all {}. Missing: relations "
                     "that people found missing there; \"there are\": how many there are, by "
                     "these samples.{} Relations in other articles, and undated ones, are not "
                     "measured. Intervals: 95 %, of the recall in these very texts, checks being a "
                     "sample.",
                     printable(recall.frame),
                     recall.is_checked ? ""
                                       : " No relation was checked, so all that was found "
                                         "counts as right."),
                 width, 0);
}

std::string report_text(const map::AuditReport& report, const Console& console) {
  const auto width = static_cast<std::size_t>(std::max(40, console.width));
  std::string text;
  for (const auto& audit : report.audits) text += wrapped(audit_line(audit), width, 0);
  if (report.gone > 0)
    text += fmt::format("{} in no reading any more.\n",
                        counted(static_cast<std::int64_t>(report.gone), "is", "are"));
  text += precision_text(report, console, width);
  for (const auto& recall : report.recall) text += recall_text(recall, console, width);
  return text;
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

}  // namespace

Command audit_report_verb() {
  return {.name = "audit STUDY report",
          .summary =
              "How right the machine is, by sign, bloc, outlet, period and act, and how much it "
              "misses, with intervals.",
          .examples = {{"faultline audit my.study report", "Of all that was checked."},
                       {"faultline audit my.study report --json", "For R or Python."}},
          .usage = "[OPTIONS]",
          .places = {study_place()},
          .options = {audit_option(),
                      {"--period", "WORD", "quarter (default) or month."},
                      {"--json", "", "One JSON object."},
                      {"--csv", "", "A table, one row a part."},
                      {"--jsonl", "", "One JSON line a part."}},
          .run = run_report};
}

}  // namespace faultline::cli
