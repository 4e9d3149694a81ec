// faultline correct: what a person knows better than the program.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ostream>
#include <span>
#include <system_error>

#include "base/day.h"
#include "cli/detail/command.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "cli/detail/suggest.h"
#include "positions/positions.h"

namespace faultline::cli {
namespace {

using About = study::Correction::About;

struct Kind {
  std::string_view name;
  About about;
  std::vector<std::string> fields;  // as study::Correction names them
};

const std::array<Kind, 3>& kinds() {
  static const std::array<Kind, 3> all{{
      {"statement", About::Statement, {"speaker", "said", "valid"}},
      {"relation", About::Relation, {"from", "to", "act", "sign", "valid"}},
      {"coding", About::Coding, {"agreement", "valid"}},
  }};
  return all;
}

Result<Kind> kind_of(const std::string& word) {
  std::vector<std::string> names;
  for (const auto& kind : kinds()) {
    if (kind.name == word) return kind;
    names.emplace_back(kind.name);
  }
  return failure(ErrorCode::Usage,
                 fmt::format("\"{}\" cannot be corrected; name a statement, a relation or a "
                             "coding.{}",
                             word, did_you_mean(word, names)));
}

Result<std::int64_t> key_of(const std::string& word) {
  std::int64_t key = 0;
  const char* end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, key);
  if (error == std::errc{} && stop == end && key > 0) return key;
  return failure(ErrorCode::Usage,
                 fmt::format("\"{}\" is no key; take it from the first column of the list.", word));
}

/// What the study takes for `value`, or why it is none for `field`.
Result<std::string> checked_value(const std::string& field, const std::string& value) {
  const auto unfit = [&](std::string_view wanted) {
    return failure(ErrorCode::Usage, fmt::format("--{}: \"{}\" is not {}.", field, value, wanted));
  };
  if (value.empty()) return unfit("a value");
  if (field == "speaker" && value == "none") return std::string();
  if (field == "said") {
    if (value == "none") return std::string();
    if (!parse_partial_date(value)) return unfit("a date; write 2024-10-26, 2024-10, 2024 or none");
  }
  if (field == "act" && !positions::parse_act(value))
    return unfit("an act; `faultline relations --help` tells how acts are named");
  if (field == "sign" || field == "agreement") {
    std::string number = value == "+1" ? "1" : value;
    if (number != "1" && number != "-1" && (number != "0" || field != "sign"))
      return unfit(field == "sign" ? "-1, 0 or +1" : "-1 or +1");
    return number;
  }
  return value;
}

/// The corrections that the options ask for.
Result<std::vector<study::Correction>> corrections_from(const Arguments& given, const Kind& kind,
                                                        std::int64_t key) {
  std::vector<study::Correction> corrections;
  const auto add = [&](const std::string& field, const std::string& value) {
    corrections.push_back({kind.about, key, field, value, given.value("--coder").value_or(""),
                           given.value("--note").value_or("")});
  };
  for (const std::string field : {"speaker", "said", "from", "to", "act", "sign", "agreement"}) {
    const auto value = given.value("--" + field);
    if (!value) continue;
    if (std::find(kind.fields.begin(), kind.fields.end(), field) == kind.fields.end())
      return failure(ErrorCode::Usage, fmt::format("A {} has no --{}.", kind.name, field));
    const auto checked = checked_value(field, *value);
    if (!checked) return tl::unexpected(checked.error());
    add(field, *checked);
  }
  if (given.has("--right") && given.has("--wrong"))
    return failure(ErrorCode::Usage, "--right and --wrong exclude each other.");
  if (given.has("--right") || given.has("--wrong"))
    add("valid", given.has("--right") ? "yes" : "no");
  return corrections;
}

/// Takes back the newest correction of every field, or NotFound if there is none.
Result<Exit> undo(study::Study& study, const Kind& kind, std::int64_t key, const Console& console) {
  bool was_there = false;
  for (const auto& field : kind.fields) {
    const auto undone = study.undo_correction(kind.about, key, field);
    if (undone) {
      console.err << fmt::format("{} {}: {} is as before the last correction.\n", kind.name, key,
                                 field);
      was_there = true;
    } else if (undone.error().code != ErrorCode::NotFound) {
      return tl::unexpected(undone.error());
    }
  }
  if (was_there) return Exit::AllDone;
  return failure(ErrorCode::NotFound,
                 fmt::format("{} {} has no correction that could be taken back.", kind.name, key));
}

Result<Exit> run_correct(const Arguments& given, const Console& console) {
  const auto kind = kind_of(*given.value("KIND"));
  if (!kind) return tl::unexpected(kind.error());
  const auto key = key_of(*given.value("KEY"));
  if (!key) return tl::unexpected(key.error());
  const auto corrections = corrections_from(given, *kind, *key);
  if (!corrections) return tl::unexpected(corrections.error());
  if (given.has("--undo") == !corrections->empty())
    return failure(ErrorCode::Usage,
                   "say what is right (--wrong, --right, --speaker ID ...), or --undo, not both.");
  if (!given.has("--undo") && given.value("--coder").value_or("").empty())
    return failure(ErrorCode::Usage, "--coder NAME is missing: a correction is signed.");
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  if (given.has("--undo")) return undo(*study, *kind, *key, console);
  for (const auto& correction : *corrections) {
    if (auto done = study->correct(correction); !done) return tl::unexpected(done.error());
    console.err << fmt::format("{} {}: {} is {} now, says {}.\n", kind->name, *key,
                               correction.field,
                               correction.value.empty() ? "none" : printable(correction.value),
                               printable(correction.coder));
  }
  return Exit::AllDone;
}

}  // namespace

Command correct_command() {
  return {.name = "correct",
          .summary =
              "Keeps what a person knows better. A correction is signed, wins over every machine "
              "result, and holds when the article is read again.",
          .examples = {{"faultline correct my.study statement 12 --speaker ann-lee --coder mk",
                        "Somebody else said it; take ids from `faultline actors`."},
                       {"faultline correct my.study relation 7 --wrong --coder mk --note \"irony\"",
                        "It is no relation at all."},
                       {"faultline correct my.study relation 7 --undo",
                        "Takes the last corrections of that row back."}},
          .usage = "STUDY statement|relation|coding KEY OPTIONS",
          .places = {{"STUDY", "", "The study's file."},
                     {"KIND", "", "statement, relation or coding."},
                     {"KEY", "", "The row's key: the first column of `faultline statements` etc."}},
          .options = {{"--wrong", "", "There is no such statement, relation or coding."},
                      {"--right", "", "It is as the program says, or was called wrong by mistake."},
                      {"--speaker", "ID", "Of a statement: the actor who speaks, or none."},
                      {"--said", "DATE", "Of a statement: when it was said, or none."},
                      {"--from", "ID", "Of a relation: the actor who acts."},
                      {"--to", "ID", "Of a relation: the actor who is acted on."},
                      {"--act", "ACT", "Of a relation: accuse, praise, ..."},
                      {"--sign", "-1|0|+1", "Of a relation."},
                      {"--agreement", "-1|+1", "Of a coding: against or for."},
                      {"--coder", "NAME", "Who says so. Needed but for --undo."},
                      {"--note", "TEXT", "Why."},
                      {"--undo", "", "Take back the last correction of each field of that row."}},
          .run = run_correct};
}

}  // namespace faultline::cli
