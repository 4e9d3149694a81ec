// faultline audit STUDY list, export, import, undo: what was drawn, as a table and back.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <ostream>

#include "cli/detail/audit_session.h"
#include "cli/detail/audit_verbs.h"
#include "cli/detail/code_verbs.h"
#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "cli/detail/whole_file.h"
#include "exchange/audit_table.h"
#include "exchange/passage_table.h"
#include "text/text.h"

namespace faultline::cli {
namespace {

// ---- list ----

std::string saying(const std::string& coder, const std::string& note) {
  return fmt::format(" (says {}{})", printable(coder), note.empty() ? "" : ": " + printable(note));
}

std::string line_of(const study::AuditItemRow& item) {
  return fmt::format("{}. audit {}, {}{}: {}{}", static_cast<std::int64_t>(item.key),
                     static_cast<std::int64_t>(item.audit),
                     item.verdict ? word_for(*item.verdict) : std::string_view("not checked"),
                     item.verdict ? saying(item.coder, item.note) : "", printable(item.words),
                     item.relation ? "" : " [in no reading any more]");
}

std::string line_of(const study::PassageRow& passage) {
  std::string missing;
  for (const auto& miss : passage.misses)
    missing += fmt::format("{}{}{}", missing.empty() ? "" : "; ", exchange::miss_text(miss),
                           miss.is_found_by_now ? " [found since]" : "");
  return fmt::format(
      "{}. audit {}, {}{}: passage {} of {} of article {}{}",
      static_cast<std::int64_t>(passage.key), static_cast<std::int64_t>(passage.audit),
      !passage.answered_at ? "not read"
      : missing.empty()    ? "none missing"
                           : "missing: " + printable(missing),
      passage.answered_at ? saying(passage.coder, passage.note) : "", passage.part, passage.parts,
      printable(passage.article_id), passage.is_current ? "" : " [the text has changed since]");
}

template <class Row>
void list(const std::vector<Row>& rows, const Console& console) {
  if (rows.empty()) console.err << "No such sample was drawn yet.\n";
  const auto width = static_cast<std::size_t>(std::max(60, console.width));
  for (const auto& row : rows) console.out << wrapped(line_of(row), width, 0);
}

/// Whether passages are asked for: by --missed, or by the number of a sample of passages.
Result<bool> asks_for_passages(const Arguments& given, const study::Study& study,
                               std::optional<study::AuditId> audit) {
  if (given.has("--missed") || !audit) return given.has("--missed");
  const auto audits = study.audits();
  if (!audits) return tl::unexpected(audits.error());
  return std::any_of(audits->begin(), audits->end(), [&](const study::AuditRow& row) {
    return row.key == *audit && row.kind == study::AuditKind::Passages;
  });
}

Result<Exit> run_list(const Arguments& given, const Console& console) {
  const auto audit = audit_from(given);
  if (!audit) return tl::unexpected(audit.error());
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto of_passages = asks_for_passages(given, *study, *audit);
  if (!of_passages) return tl::unexpected(of_passages.error());
  if (*of_passages) {
    const auto passages = study->passages(*audit);
    if (!passages) return tl::unexpected(passages.error());
    list(*passages, console);
    return Exit::AllDone;
  }
  const auto items = study->audit_items(*audit);
  if (!items) return tl::unexpected(items.error());
  list(*items, console);
  return Exit::AllDone;
}

// ---- undo ----

Result<Exit> run_undo(const Arguments& given, const Console& console) {
  const auto coder = coder_from(given);
  if (!coder) return tl::unexpected(coder.error());
  std::optional<std::int64_t> number;
  if (const auto word = given.value("[NUMBER]")) {
    const auto read = number_from(*word, "take it from `faultline audit STUDY list`");
    if (!read) return tl::unexpected(read.error());
    number = *read;
  }
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  std::string line;
  if (given.has("--missed")) {
    const auto undone = study->undo_passage_answer(
        *coder, number ? std::optional(study::PassageId{*number}) : std::nullopt);
    if (!undone) return tl::unexpected(undone.error());
    line = line_of(*undone);
  } else {
    const auto undone = study->undo_audit_answer(
        *coder, number ? std::optional(study::AuditItemId{*number}) : std::nullopt);
    if (!undone) return tl::unexpected(undone.error());
    line = line_of(*undone);
  }
  console.err << fmt::format("Taken back: {}\n", line);
  return Exit::AllDone;
}

// ---- export, import ----

Result<Exit> run_export(const Arguments& given, const Console& console) {
  const auto audit = audit_from(given);
  if (!audit) return tl::unexpected(audit.error());
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto format =
      given.has("--jsonl") ? exchange::TableFormat::JsonLines : exchange::TableFormat::Csv;
  const auto of_passages = asks_for_passages(given, *study, *audit);
  if (!of_passages) return tl::unexpected(of_passages.error());
  if (*of_passages) {
    const auto passages = study->passages(*audit);
    if (!passages) return tl::unexpected(passages.error());
    std::vector<exchange::PassageText> rows;
    for (const auto& passage : *passages) {
      auto text = study->text_of(passage.article);
      if (!text) return tl::unexpected(text.error());
      rows.push_back({passage, passage.is_current
                                   ? text::fold_space(std::string(text::slice(*text, passage.span)))
                                   : ""});
    }
    exchange::write_passages(console.out, format, rows);
    return Exit::AllDone;
  }
  const auto items = study->audit_items(*audit);
  if (!items) return tl::unexpected(items.error());
  exchange::write_audit(console.out, format, *items);
  return Exit::AllDone;
}

/// Whether the study has this answer already.
bool is_there(const study::AuditItemRow& item, const study::AuditAnswer& answer) {
  return item.verdict == answer.verdict && item.coder == answer.coder &&
         text::fold_space(item.note) == answer.note && !answer.from && !answer.to && !answer.act &&
         !answer.sign;
}
bool is_there(const study::PassageRow& passage, const study::PassageAnswer& answer) {
  return passage.answered_at && passage.coder == answer.coder &&
         text::fold_space(passage.note) == answer.note &&
         std::equal(passage.misses.begin(), passage.misses.end(), answer.misses.begin(),
                    answer.misses.end(), [](const study::Miss& a, const study::Miss& b) {
                      return a.from == b.from && a.to == b.to && a.act == b.act && a.sign == b.sign;
                    });
}

study::AuditItemId subject_of(const study::AuditAnswer& answer) { return answer.item; }
study::PassageId subject_of(const study::PassageAnswer& answer) { return answer.passage; }

/// Takes the answers that were `read`; `rows` is what was drawn, `keep` puts one into the study.
template <class Lines, class Rows, class Keep>
Result<Exit> take_answers(const Lines& read, const Rows& rows, const std::string& file,
                          const Console& console, Keep keep) {
  std::map<decltype(rows.front().key), const typename Rows::value_type*> known;
  for (const auto& row : rows) known.emplace(row.key, &row);
  std::int64_t taken = 0, same = 0, failed = std::ssize(read.problems);
  for (const auto& problem : read.problems) console.err << describe(problem) << '\n';
  for (const auto& line : read.lines) {
    const auto row = known.find(subject_of(line.answer));
    if (row != known.end() && is_there(*row->second, line.answer)) {
      ++same;
      continue;
    }
    const Result<void> kept = keep(line.answer);
    if (!kept && !is_slip(kept.error())) return tl::unexpected(kept.error());
    ++(kept ? taken : failed);
    if (!kept)
      console.err << describe({kept.error().code, kept.error().message,
                               fmt::format("{}:{}", file, line.line)})
                  << '\n';
  }
  console.err << fmt::format("{} taken, {} there already, {} not answered, {} refused.\n",
                             counted(taken, "answer", "answers"), grouped(same),
                             grouped(static_cast<std::int64_t>(read.blank)), grouped(failed));
  if (failed == 0) return Exit::AllDone;
  return taken + same > 0 ? Exit::SomeFailed : Exit::NothingDone;
}

Result<Exit> run_import(const Arguments& given, const Console& console) {
  const std::string file = *given.value("FILE");
  const std::string coder = given.value("--coder").value_or("");
  const auto content = read_text_of(file);
  if (!content) return tl::unexpected(content.error());
  if (given.has("--missed")) {
    const auto read = exchange::read_passages(*content, file, coder);
    if (!read) return tl::unexpected(read.error());
    auto study = open_study(*given.value("STUDY"), study::Access::Write);
    if (!study) return tl::unexpected(study.error());
    const auto rows = study->passages();
    if (!rows) return tl::unexpected(rows.error());
    return take_answers(*read, *rows, file, console,
                        [&](const auto& answer) { return study->answer_passage(answer); });
  }
  const auto read = exchange::read_audit(*content, file, coder);
  if (!read) return tl::unexpected(read.error());
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  const auto rows = study->audit_items();
  if (!rows) return tl::unexpected(rows.error());
  return take_answers(*read, *rows, file, console,
                      [&](const auto& answer) { return study->answer_audit(answer); });
}

Command list_verb() {
  return {.name = "audit STUDY list",
          .summary = "Lists what was drawn and what people say of it.",
          .examples = {{"faultline audit my.study list", "Relations, of all audits."},
                       {"faultline audit my.study list --missed", "Passages."}},
          .usage = "[OPTIONS]",
          .places = {study_place()},
          .options = {audit_option(), missed_option("Passages, and what is missing in them.")},
          .run = run_list};
}

Command undo_verb() {
  return {.name = "audit STUDY undo",
          .summary = "Takes a coder's last answer back, or that to one relation or passage.",
          .examples = {{"faultline audit my.study undo --coder mk", "The last one."},
                       {"faultline audit my.study undo 17 --coder mk", "Number 17 of `list`."}},
          .usage = "[NUMBER] --coder NAME",
          .places = {study_place(), {"[NUMBER]", "", "Of the item; `list` shows them."}},
          .options = {{"--coder", "NAME", "Whose answer. Needed."},
                      missed_option("The answer to a passage.")},
          .run = run_undo};
}

Command export_verb() {
  return {.name = "audit STUDY export",
          .summary = "Writes what was drawn as a table, to be checked in a spreadsheet.",
          .examples = {{"faultline audit my.study export > sample.csv",
                        "Fill verdict (y, n, e), coder, note; for e also new_from, new_act, "
                        "new_sign or new_to."},
                       {"faultline audit my.study export --missed > passages.csv",
                        "Fill missed: none, or ana-lor - ben-mak; ben-mak accuse dov-reyl."}},
          .usage = "[OPTIONS]",
          .places = {study_place()},
          .options = {audit_option(),
                      missed_option("Passages, with a column `missed` to fill."),
                      {"--jsonl", "", "JSON Lines instead of CSV."}},
          .run = run_export};
}

Command import_verb() {
  return {.name = "audit STUDY import",
          .summary = "Takes the answers of a table that `export` wrote.",
          .examples = {{"faultline audit my.study import sample.csv --coder mk",
                        "Rows without a verdict stay unanswered."},
                       {"faultline audit my.study import passages.csv --missed --coder mk",
                        "Rows with an empty cell `missed` stay unread."}},
          .usage = "FILE [OPTIONS]",
          .places = {study_place(), {"FILE", "", "The table; - is standard input."}},
          .options = {{"--coder", "NAME", "Who answered, where the table does not say."},
                      missed_option("The table is one of passages.")},
          .notes = "What cannot be taken is named by its line, and the rest is taken.",
          .run = run_import};
}

}  // namespace

std::vector<Command> audit_item_verbs() {
  return {list_verb(), export_verb(), import_verb(), undo_verb()};
}

}  // namespace faultline::cli
