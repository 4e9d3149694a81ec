// faultline codebook STUDY use | add | remove | undo.

#include <fmt/core.h>

#include <ostream>
#include <utility>

#include "cli/detail/codebook_source.h"
#include "cli/detail/codebook_words.h"
#include "cli/detail/layout.h"
#include "cli/detail/register_source.h"
#include "cli/detail/study_files.h"
#include "cli/detail/suggest.h"
#include "positions/codebook_edits.h"

namespace faultline::cli {
namespace {

using positions::Codebook;
using positions::PhraseKind;

constexpr std::pair<const char*, PhraseKind> phrase_options[] = {
    {"--for", PhraseKind::InFavour},
    {"--against", PhraseKind::Against},
    {"--example", PhraseKind::Example}};

/// The study, for changing its codebook; Usage for a file, which is changed with an editor.
Result<study::Study> study_to_change(const std::string& file) {
  if (auto exists = require_file(file, "study"); !exists) return tl::unexpected(exists.error());
  if (!is_study(file))
    return failure(ErrorCode::Usage,
                   fmt::format("{} is no study; change a codebook file with an editor, then "
                               "`faultline codebook STUDY use {}`.",
                               file, file));
  return open_study(file, study::Access::Write);
}

Result<Exit> keep(study::Study& study, const Codebook& codebook, const Arguments& given,
                  const Console& console, const std::string& what) {
  if (auto set = study.set_codebook(codebook); !set) return tl::unexpected(set.error());
  console.err << fmt::format(
      "{} `faultline codebook {} undo` takes it back. Read the articles again to code them by "
      "it.\n",
      what, printable(*given.value("SOURCE")));
  return Exit::AllDone;
}

Result<Exit> run_use(const Arguments& given, const Console& console) {
  const auto codebook = codebook_of_file(*given.value("FILE"));
  if (!codebook) return tl::unexpected(codebook.error());
  auto study = study_to_change(*given.value("SOURCE"));
  if (!study) return tl::unexpected(study.error());
  return keep(*study, *codebook, given, console,
              fmt::format("The study's codebook has {} now.",
                          counted(static_cast<std::int64_t>(codebook->concepts.size()), "concept",
                                  "concepts")));
}

/// `codebook` with all that the options add to the concept.
Result<Codebook> with_options(Result<Codebook> codebook, const std::string& name,
                              const Arguments& given) {
  for (const auto& [option, kind] : phrase_options)
    for (const std::string& phrase : given.values(option))
      if (codebook) codebook = positions::with_phrase(std::move(*codebook), name, kind, phrase);
  if (const auto text = given.value("--description"); text && codebook)
    codebook = positions::with_description(std::move(*codebook), name, *text);
  if (const auto parent = given.value("--parent"); parent && codebook) {
    const Codebook before = *codebook;
    codebook = positions::with_parent(std::move(*codebook), name, *parent);
    if (!codebook && !parent->empty() && positions::find_concept(before, *parent) == nullptr) {
      auto error = codebook.error();
      error.code = ErrorCode::NotFound;
      return tl::unexpected(with_nearest_concept(std::move(error), before, *parent));
    }
  }
  return codebook;
}

Result<Exit> run_add(const Arguments& given, const Console& console) {
  const std::string name = *given.value("CONCEPT");
  auto study = study_to_change(*given.value("SOURCE"));
  if (!study) return tl::unexpected(study.error());
  const auto before = study->codebook();
  if (!before) return tl::unexpected(before.error());
  const bool has_options = given.has("--for") || given.has("--against") || given.has("--example") ||
                           given.has("--description") || given.has("--parent");
  Result<Codebook> after = *before;
  if (given.has("--new")) {
    positions::Concept made;
    made.name = name;
    after = positions::with_concept(std::move(*after), std::move(made));
  } else if (!has_options) {
    return failure(ErrorCode::Usage,
                   "say what to add: --new, --for, --against, --example, "
                   "--description or --parent.");
  } else if (positions::find_concept(*before, name) == nullptr) {
    auto error = concept_named(*before, name).error();
    error.message += " --new makes it.";
    return tl::unexpected(std::move(error));
  }
  after = with_options(std::move(after), name, given);
  if (!after) return tl::unexpected(after.error());
  return keep(*study, *after, given, console,
              fmt::format("\"{}\" is {}.", printable(name),
                          given.has("--new") ? "a concept now" : "changed"));
}

Result<Exit> run_remove(const Arguments& given, const Console& console) {
  const std::string name = *given.value("CONCEPT");
  auto study = study_to_change(*given.value("SOURCE"));
  if (!study) return tl::unexpected(study.error());
  const auto before = study->codebook();
  if (!before) return tl::unexpected(before.error());
  if (const auto known = concept_named(*before, name); !known) return tl::unexpected(known.error());
  Result<Codebook> after = *before;
  bool removes_phrases = false;
  for (const auto& [option, kind] : phrase_options)
    for (const std::string& phrase : given.values(option)) {
      removes_phrases = true;
      if (after) after = positions::without_phrase(std::move(*after), name, kind, phrase);
    }
  if (!removes_phrases) after = positions::without_concept(std::move(*after), name);
  if (!after) return tl::unexpected(after.error());
  return keep(*study, *after, given, console,
              fmt::format("\"{}\" is {}.", printable(name),
                          removes_phrases ? "changed" : "no concept any more"));
}

Result<Exit> run_undo(const Arguments& given, const Console& console) {
  auto study = study_to_change(*given.value("SOURCE"));
  if (!study) return tl::unexpected(study.error());
  const auto former = study->undo_codebook();
  if (!former) return tl::unexpected(former.error());
  console.err << fmt::format(
      "The codebook is as it was before the last change, with {}.\n",
      counted(static_cast<std::int64_t>(former->concepts.size()), "concept", "concepts"));
  return Exit::AllDone;
}

const Parameter study_place{"SOURCE", "", "The study's file."};
const Parameter concept_place{"CONCEPT", "", "Its name."};
const std::vector<Parameter> phrase_parameters{
    {"--for", "PHRASE...", "A phrase of those in favour. May be given several times."},
    {"--against", "PHRASE...", "A phrase of those who are not."},
    {"--example", "SENTENCE...", "An example."}};

Command add_verb() {
  Command command{
      .name = "codebook STUDY add",
      .summary = "Adds phrases to a concept of the study's codebook, or a new concept.",
      .examples = {{"faultline codebook my.study add \"sea wall\" --for \"build the wall\"",
                    "A phrase."},
                   {"faultline codebook my.study add \"coast\" --new --description \"All about "
                    "the coast.\"",
                    "A concept."},
                   {"faultline codebook my.study add \"sea wall\" --parent coast",
                    "Puts one below another."}},
      .usage = "CONCEPT [OPTIONS]",
      .places = {study_place, concept_place},
      .options = {{"--new", "", "Make the concept."}}};
  for (const auto& option : phrase_parameters) command.options.push_back(option);
  command.options.push_back({"--description", "TEXT", "What is coded by it."});
  command.options.push_back({"--parent", "CONCEPT", "The wider concept; \"\" for none."});
  command.run = run_add;
  return command;
}

Command remove_verb() {
  return {.name = "codebook STUDY remove",
          .summary = "Takes phrases out of a concept, or, without options, the concept itself.",
          .examples = {{"faultline codebook my.study remove \"sea wall\" --for \"build the wall\"",
                        "A phrase."},
                       {"faultline codebook my.study remove \"sea wall\"", "The concept."}},
          .usage = "CONCEPT [OPTIONS]",
          .places = {study_place, concept_place},
          .options = phrase_parameters,
          .run = run_remove};
}

}  // namespace

std::vector<Command> codebook_changes() {
  return {
      {.name = "codebook STUDY use",
       .summary = "Makes a codebook file the study's codebook.",
       .examples = {{"faultline codebook my.study use issues.toml", "From now on."}},
       .usage = "FILE",
       .places = {study_place, {"FILE", "", "A codebook as TOML (docs/formats.md)."}},
       .run = run_use},
      add_verb(),
      remove_verb(),
      {.name = "codebook STUDY undo",
       .summary = "Puts back the codebook that the last change replaced; again: the one before.",
       .examples = {{"faultline codebook my.study undo", "The last change."}},
       .usage = "",
       .places = {study_place},
       .run = run_undo}};
}

}  // namespace faultline::cli
