// faultline audit: a person checks a random sample of what the machine has read, or of passages for
// what it has missed.

#include <fmt/core.h>

#include <algorithm>
#include <iostream>
#include <ostream>

#include "cli/detail/audit_session.h"
#include "cli/detail/audit_verbs.h"
#include "cli/detail/code_verbs.h"
#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/passage_session.h"
#include "cli/detail/rift_options.h"
#include "cli/detail/study_files.h"
#include "map/audit_plan.h"

namespace faultline::cli {
namespace {

using study::AuditId;

Result<map::AuditQuery> query_from(const Arguments& given) {
  map::AuditQuery query;
  const auto rows = bloc_query(given);
  if (!rows) return tl::unexpected(rows.error());
  query.rows = *rows;
  const auto n = whole_number(given, "--n", given.has("--missed") ? 40 : 200, 1);
  if (!n) return tl::unexpected(n.error());
  query.n = static_cast<std::size_t>(*n);
  const auto seed = whole_number(given, "--seed", 1, 0);
  if (!seed) return tl::unexpected(seed.error());
  query.seed = *seed;
  const auto period = period_from(given);
  if (!period) return tl::unexpected(period.error());
  query.period = *period;
  return query;
}

/// Says what was drawn.
template <class Plan>
void tell(const Plan& plan, AuditId key, std::string_view one, std::string_view many,
          std::string_view of, const Console& console) {
  std::int64_t units = 0;
  for (const auto& stratum : plan.strata) units += stratum.units;
  console.err << fmt::format(
      "Audit {}: {} drawn of {}{} in {}{}, seed {}.\n", static_cast<std::int64_t>(key),
      counted(std::ssize(plan.items), one, many), grouped(units), of,
      counted(std::ssize(plan.strata), "stratum", "strata"),
      plan.bloc.empty() ? "" : fmt::format(" of the bloc {}", printable(plan.bloc)), plan.seed);
}

Result<AuditId> drawn(study::Study& study, const Arguments& given, const Console& console) {
  const auto query = query_from(given);
  if (!query) return tl::unexpected(query.error());
  if (given.has("--missed")) {
    const auto plan = map::passage_plan(study, *query);
    if (!plan) return tl::unexpected(plan.error());
    auto key = study.keep_passages(*plan);
    if (key) tell(*plan, *key, "passage", "passages", " articles", console);
    return key;
  }
  const auto plan = map::audit_plan(study, *query);
  if (!plan) return tl::unexpected(plan.error());
  auto key = study.keep_audit(*plan);
  if (key) tell(*plan, *key, "relation", "relations", "", console);
  return key;
}

study::AuditKind kind_of(const Arguments& given) {
  return given.has("--missed") ? study::AuditKind::Passages : study::AuditKind::Relations;
}

/// The audit that --audit names; else the newest one that has relations left, unless --new asks for
/// another; else one that is drawn now.
Result<AuditId> audit_to_check(study::Study& study, const Arguments& given,
                               const Console& console) {
  const auto asked = audit_from(given);
  if (!asked) return tl::unexpected(asked.error());
  if (*asked) return **asked;
  if (given.has("--new")) return drawn(study, given, console);
  auto audits = study.audits();
  if (!audits) return tl::unexpected(audits.error());
  std::erase_if(*audits,
                [&](const study::AuditRow& audit) { return audit.kind != kind_of(given); });
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
  const auto audits = study->audits();
  if (!audits) return tl::unexpected(audits.error());
  std::istream& in = console.in == nullptr ? std::cin : *console.in;
  const bool is_of_passages = std::any_of(audits->begin(), audits->end(), [&](const auto& row) {
    return row.key == *audit && row.kind == study::AuditKind::Passages;
  });
  if (is_of_passages) return sit_and_read(*study, *audit, *coder, console, in);
  auto ended = sit_and_check(*study, *audit, *coder, console, in);
  const bool none_read = std::none_of(audits->begin(), audits->end(), [](const auto& row) {
    return row.kind == study::AuditKind::Passages;
  });
  if (ended && *ended == Exit::AllDone && none_read)
    console.err << "What the machine has missed is not measured by this: `faultline audit STUDY "
                   "--missed --coder NAME` draws passages to read.\n";
  return ended;
}

}  // namespace

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

Parameter study_place() { return {"STUDY", "", "The study's file."}; }

Parameter audit_option() {
  return {"--audit", "NUMBER", "Of this audit; `list` and `report` show the numbers."};
}

Parameter missed_option(std::string what) { return {"--missed", "", std::move(what)}; }

Command audit_command() {
  Command command{
      .name = "audit",
      .summary =
          "Draws a random sample of the study's relations and asks a person whether each is right, "
          "or of passages and asks what is missing, so that figures can be corrected for the "
          "machine's errors. With a word after STUDY it reports, lists, goes through a table and "
          "back, or takes answers back.",
      .examples = {{"faultline audit my.study --n 200 --coder mk",
                    "Draws, then asks; go on later where you stopped."},
                   {"faultline audit my.study --missed --n 40 --coder mk",
                    "Shows passages: which relations are not found there?"},
                   {"faultline audit my.study report", "How right the machine is."}},
      .usage = "STUDY --coder NAME [OPTIONS], or: faultline audit STUDY WORD ...",
      .places = {study_place()},
      .options = {{"--coder", "NAME", "Who checks. Needed."},
                  missed_option("Draw passages to read for relations that are not found."),
                  {"--n", "N", "Relations to draw. Default 200; of passages 40."},
                  {"--seed", "N", "Decides what is drawn. Default 1."},
                  {"--new", "", "Draw another sample though there is one."},
                  {"--draw-only", "", "Draw, and ask nothing."},
                  audit_option(),
                  {"--bloc", "NAME", "Of the strata. Default: whose members speak most."},
                  {"--period", "WORD", "Of the strata: quarter (default) or month."},
                  {"--from", "DATE", "Draw none from before: 2024-10-26, 2024-10 or 2024."},
                  {"--to", "DATE", "Draw none from after."},
                  {"--outlet", "NAME", "Draw of this outlet only."},
                  {"--min-confidence", "0..1",
                   "Draw relations at least as sure. Default 0.5, as `rift`."}}};
  command.run = run_sitting;
  command.verbs = audit_item_verbs();
  command.verbs.insert(command.verbs.begin(), audit_report_verb());
  command.notes =
      "`faultline audit WORD --help` tells more of each. Every answer is kept at once and holds "
      "when "
      "the article is read again. One on a relation corrects it in all lists; relations that are "
      "missing join no list, but correct figures.";
  return command;
}

}  // namespace faultline::cli
