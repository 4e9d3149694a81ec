// faultline code: people code what statements mean, several side by side.

#include <fmt/core.h>

#include <array>
#include <charconv>
#include <iostream>
#include <ostream>
#include <system_error>

#include "cli/detail/code_learn.h"
#include "cli/detail/code_session.h"
#include "cli/detail/code_verbs.h"
#include "cli/detail/coding_text.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "cli/detail/suggest.h"
#include "text/text.h"

namespace faultline::cli {

Result<std::string> coder_from(const Arguments& given) {
  auto coder = given.value("--coder").value_or("");
  if (!coder.empty()) return coder;
  return failure(ErrorCode::Usage, "--coder NAME is missing: a coding is signed.");
}

Result<std::int64_t> number_from(const std::string& word, std::string_view what) {
  std::int64_t number = 0;
  const char* end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, number);
  if (error == std::errc{} && stop == end && number > 0) return number;
  return failure(ErrorCode::Usage, fmt::format("\"{}\" is no number; {}.", word, what));
}

Result<std::uint64_t> seed_from(const Arguments& given) {
  const auto word = given.value("--seed");
  if (!word) return std::uint64_t{1};
  std::uint64_t seed = 0;
  const char* end = word->data() + word->size();
  const auto [stop, error] = std::from_chars(word->data(), end, seed);
  if (error == std::errc{} && stop == end) return seed;
  return failure(ErrorCode::Usage,
                 fmt::format("--seed: \"{}\" is not a number of 0 or more.", *word));
}

namespace {

Result<CodeOrder> order_from(const Arguments& given) {
  const auto word = given.value("--order").value_or("text");
  if (word == "text") return CodeOrder::Text;
  if (word == "uncertain") return CodeOrder::Uncertain;
  if (word == "random") return CodeOrder::Random;
  const std::vector<std::string> known{"text", "uncertain", "random"};
  return failure(ErrorCode::Usage,
                 fmt::format("--order: \"{}\" is none; write text, uncertain or random.{}", word,
                             did_you_mean(word, known)));
}

Result<Exit> run_sitting(const Arguments& given, const Console& console) {
  CodeSitting sitting;
  const auto coder = coder_from(given);
  if (!coder) return tl::unexpected(coder.error());
  sitting.coder = *coder;
  const auto order = order_from(given);
  if (!order) return tl::unexpected(order.error());
  sitting.order = *order;
  const auto seed = seed_from(given);
  if (!seed) return tl::unexpected(seed.error());
  sitting.seed = *seed;
  auto filter = filter_from(given);
  if (!filter) return tl::unexpected(filter.error());
  sitting.filter = std::move(*filter);
  sitting.concept_name = std::move(sitting.filter.concept_name);
  sitting.filter.concept_name.reset();
  sitting.is_blind = given.has("--blind");
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  return sit_and_code(*study, sitting, console, console.in == nullptr ? std::cin : *console.in);
}

Result<int> agreement_from(const std::string& word) {
  const std::string folded = text::fold_name(word);
  if (folded == "for" || folded == "+1" || folded == "1") return 1;
  if (folded == "against" || folded == "-1") return -1;
  if (folded == "neither" || folded == "0") return 0;
  const std::vector<std::string> known{"for", "against", "neither"};
  return failure(ErrorCode::Usage,
                 fmt::format("\"{}\" is no agreement; write for, against or neither (+1, -1, 0).{}",
                             word, did_you_mean(word, known)));
}

/// The words that --evidence gives, within the statement.
Result<ByteSpan> evidence_in(const study::Study& study, study::StatementId key,
                             const std::string& words) {
  const auto rows = study.statements();
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& row : *rows) {
    if (row.key != key) continue;
    const auto text = study.text_of(row.article);
    if (!text) return tl::unexpected(text.error());
    const auto found = text->find(words, row.extent.begin.value);
    if (!words.empty() && found != std::string::npos &&
        found + words.size() <= row.extent.end.value)
      return ByteSpan{{static_cast<std::uint32_t>(found)},
                      {static_cast<std::uint32_t>(found + words.size())}};
  }
  return failure(ErrorCode::NotFound,
                 fmt::format("Statement {} does not hold the words \"{}\"; copy them as they stand "
                             "in it.",
                             static_cast<std::int64_t>(key), words),
                 "--evidence");
}

Result<Exit> run_set(const Arguments& given, const Console& console) {
  const auto coder = coder_from(given);
  if (!coder) return tl::unexpected(coder.error());
  const auto key = number_from(*given.value("KEY"),
                               "take it from the first column of `faultline statements STUDY`");
  if (!key) return tl::unexpected(key.error());
  const auto agreement = agreement_from(*given.value("AGREEMENT"));
  if (!agreement) return tl::unexpected(agreement.error());
  study::HumanCoding coding;
  coding.statement = study::StatementId{*key};
  coding.concept_name = *given.value("CONCEPT");
  coding.agreement = *agreement;
  coding.coder = *coder;
  coding.note = given.value("--note").value_or("");
  if (const auto word = given.value("--confidence")) {
    double number = -1;
    const auto [stop, error] = std::from_chars(word->data(), word->data() + word->size(), number);
    if (error != std::errc{} || stop != word->data() + word->size() || number < 0 || number > 1)
      return failure(ErrorCode::Usage,
                     fmt::format("--confidence: \"{}\" is not a number from 0 to 1.", *word));
    coding.confidence = number;
  }
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  if (const auto words = given.value("--evidence")) {
    const auto evidence = evidence_in(*study, coding.statement, *words);
    if (!evidence) return tl::unexpected(evidence.error());
    coding.evidence = *evidence;
  }
  const auto kept = study->code(coding);
  if (!kept) return tl::unexpected(kept.error());
  console.err << fmt::format(
      "Coding {}: statement {} is {} \"{}\", says {}.\n", static_cast<std::int64_t>(*kept), *key,
      *agreement == 0 ? "neither for nor against" : agreement_word(*agreement),
      printable(coding.concept_name), printable(*coder));
  return Exit::AllDone;
}

Result<Exit> run_undo(const Arguments& given, const Console& console) {
  const auto coder = coder_from(given);
  if (!coder) return tl::unexpected(coder.error());
  std::optional<study::JudgementId> key;
  if (const auto word = given.value("[NUMBER]")) {
    const auto number = number_from(*word, "take it from `faultline code STUDY list`");
    if (!number) return tl::unexpected(number.error());
    key = study::JudgementId{*number};
  }
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  const auto undone = study->undo_coding(*coder, key);
  if (!undone) return tl::unexpected(undone.error());
  console.err << fmt::format("Taken back: coding {}, \"{}\" on \"{}\": {}.\n",
                             static_cast<std::int64_t>(undone->key),
                             printable(undone->content_text), printable(undone->concept_name),
                             agreement_word(undone->agreement));
  return Exit::AllDone;
}

Result<Exit> run_adjudicator(const Arguments& given, const Console& console) {
  const auto name = given.value("[NAME]");
  if (name && given.has("--none"))
    return failure(ErrorCode::Usage, "NAME and --none exclude each other.");
  const bool changes = name || given.has("--none");
  auto study =
      open_study(*given.value("STUDY"), changes ? study::Access::Write : study::Access::Read);
  if (!study) return tl::unexpected(study.error());
  if (changes)
    if (auto done = study->set_adjudicator(name); !done) return tl::unexpected(done.error());
  const auto now = study->adjudicator();
  if (!now) return tl::unexpected(now.error());
  console.out << (*now ? fmt::format("Where people differ, {} decides.\n", printable(**now))
                       : "Where people differ, the newest coding holds.\n");
  return Exit::AllDone;
}

const Parameter study_place{"STUDY", "", "The study's file."};
const Parameter coder_option{"--coder", "NAME", "Who says so. Needed."};

Command set_verb() {
  return {.name = "code STUDY set",
          .summary = "Codes one statement on one concept, without questions.",
          .examples = {{"faultline code my.study set 12 \"sea wall\" against --coder mk",
                        "Take the number from `faultline statements`."},
                       {"faultline code my.study set 12 \"sea wall\" neither --coder mk "
                        "--note \"asks only\"",
                        "Takes no side, or is not about it."}},
          .usage = "KEY CONCEPT for|against|neither --coder NAME [OPTIONS]",
          .places = {study_place,
                     {"KEY", "", "The statement's number."},
                     {"CONCEPT", "", "Of the codebook."},
                     {"AGREEMENT", "", "for, against or neither; or +1, -1, 0."}},
          .options = {coder_option,
                      {"--note", "TEXT", "Why."},
                      {"--confidence", "0..1", "How sure the coder is."},
                      {"--evidence", "WORDS", "The words of the statement that decide."}},
          .run = run_set};
}

Command undo_verb() {
  return {.name = "code STUDY undo",
          .summary = "Takes a coder's last coding back, or another one of theirs.",
          .examples = {{"faultline code my.study undo --coder mk", "The last one."},
                       {"faultline code my.study undo 17 --coder mk", "Number 17 of `list`."}},
          .usage = "[NUMBER] --coder NAME",
          .places = {study_place, {"[NUMBER]", "", "Of the coding; `list` shows them."}},
          .options = {coder_option},
          .notes = "What the coder had said before holds again. The history stays.",
          .run = run_undo};
}

Command adjudicator_verb() {
  return {.name = "code STUDY adjudicator",
          .summary = "Says, or sets, whose coding holds where people differ.",
          .examples = {{"faultline code my.study adjudicator zo", "From now on zo decides."},
                       {"faultline code my.study adjudicator --none", "The newest coding holds."}},
          .usage = "[NAME | --none]",
          .places = {study_place, {"[NAME]", "", "A coder."}},
          .options = {{"--none", "", "Nobody: the newest coding holds."}},
          .run = run_adjudicator};
}

}  // namespace

Command code_command() {
  Command command{
      .name = "code",
      .summary =
          "Asks a person what statements mean: for or against a concept of the codebook. With a "
          "word after STUDY it codes without questions, lists, compares coders, or moves codings "
          "in and out.",
      .examples = {{"faultline code my.study --coder mk --concept \"sea wall\"",
                    "One statement after another; go on later where you stopped."},
                   {"faultline code my.study --coder mk --order uncertain",
                    "First those of which the machine is least sure."},
                   {"faultline code my.study learn", "Let the machine learn from the answers."},
                   {"faultline code my.study agreement", "How far coders agree."},
                   {"faultline code my.study export > codings.csv", "For R or Python."}},
      .usage = "STUDY --coder NAME [OPTIONS], or: faultline code STUDY WORD ...",
      .places = {study_place},
      .options = {{"--coder", "NAME", "Who codes. Needed."},
                  {"--order", "WORD", "text (default), uncertain or random."},
                  {"--seed", "N", "For the random order. Default 1."},
                  {"--blind", "", "Do not show what machine and models say."}}};
  command.run = run_sitting;
  for (auto& option : filter_options()) {
    if (option.name == "--concept") option.help = "Code on this concept of the codebook.";
    command.options.push_back(std::move(option));
  }
  command.verbs = {set_verb(), undo_verb()};
  for (auto& verb : code_list_verbs()) command.verbs.push_back(std::move(verb));
  command.verbs.push_back(adjudicator_verb());
  command.verbs.push_back(code_learn_verb());
  command.verbs.push_back(code_propose());
  for (auto& verb : code_file_verbs()) command.verbs.push_back(std::move(verb));
  command.notes =
      "`faultline code WORD --help` tells more of each. Every answer is kept at once, with coder, "
      "time and note; it wins over the machine and holds when articles are read again. Other "
      "people's codings are not shown.";
  return command;
}

}  // namespace faultline::cli
