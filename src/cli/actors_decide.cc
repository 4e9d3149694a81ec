// faultline actors STUDY merge | split | accept | reject | confirm | rename | add | remove | undo.

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <ostream>
#include <system_error>

#include "cli/detail/actor_text.h"
#include "cli/detail/command.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "text/text.h"

namespace faultline::cli {
namespace {

using study::ActorDecision;
using Kind = ActorDecision::Kind;

Result<std::int64_t> number_of(const std::string& word, std::string_view list) {
  std::int64_t number = 0;
  const char* end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, number);
  if (error == std::errc{} && stop == end && number > 0) return number;
  return failure(
      ErrorCode::Usage,
      fmt::format("\"{}\" is no number; take it from `faultline actors STUDY {}`.", word, list));
}

Result<void> check_coder(const Arguments& given) {
  if (!given.value("--coder").value_or("").empty()) return {};
  return failure(ErrorCode::Usage, "--coder NAME is missing: a decision is signed.");
}

Result<Exit> decide(study::Study& study, ActorDecision decision, const Arguments& given,
                    const Console& console) {
  decision.coder = given.value("--coder").value_or("");
  decision.note = given.value("--note").value_or("");
  const auto row = study.decide(decision);
  if (!row) return tl::unexpected(row.error());
  const auto key = static_cast<std::int64_t>(row->key);
  console.err << fmt::format(
      "Decision {}: {}, says {}. `faultline actors {} undo {}` takes it back.\n", key,
      sentence_of(*row), printable(row->coder), printable(*given.value("STUDY")), key);
  return Exit::AllDone;
}

Result<Exit> decide(ActorDecision decision, const Arguments& given, const Console& console) {
  if (auto coder = check_coder(given); !coder) return tl::unexpected(coder.error());
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  return decide(*study, std::move(decision), given, console);
}

/// The decision about the actor of the place ID.
ActorDecision about(const Arguments& given, Kind kind) {
  ActorDecision decision;
  decision.kind = kind;
  decision.actor = given.value("ID").value_or("");
  return decision;
}

Result<Exit> run_merge(const Arguments& given, const Console& console) {
  auto decision = about(given, Kind::Merge);
  decision.other = *given.value("INTO");
  decision.is_forced = given.has("--force");
  return decide(std::move(decision), given, console);
}

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= list.size()) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    if (auto part = text::fold_space(list.substr(begin, end - begin)); !part.empty())
      parts.push_back(std::move(part));
    begin = end + 1;
  }
  return parts;
}

Result<Exit> run_split(const Arguments& given, const Console& console) {
  auto decision = about(given, Kind::Split);
  if (const auto article = given.value("--article")) decision.articles = {*article};
  if (const auto articles = given.value("--articles"))
    for (auto& part : parts_of(*articles)) decision.articles.push_back(std::move(part));
  decision.read_as = given.value("--read-as").value_or("");
  decision.other = given.value("--as").value_or("");
  if (decision.articles.empty() && decision.read_as.empty())
    return failure(ErrorCode::Usage,
                   "say what is about somebody else: --article ID, --articles ID,ID or "
                   "--read-as NAME.");
  return decide(std::move(decision), given, console);
}

/// The proposal that NUMBER names, or the pair that NUMBER and OTHER name as ids.
Result<ActorDecision> proposed(const study::Study& study, const Arguments& given, Kind kind) {
  ActorDecision decision;
  decision.kind = kind;
  const auto& first = *given.value("NUMBER");
  if (const auto other = given.value("[OTHER]")) {
    decision.actor = first;
    decision.other = *other;
    return decision;
  }
  const auto number = number_of(first, "proposals");
  if (!number) return tl::unexpected(number.error());
  const auto rows = study.proposals();
  if (!rows) return tl::unexpected(rows.error());
  const auto found = std::find_if(rows->begin(), rows->end(), [&](const study::ProposalRow& row) {
    return row.number == *number;
  });
  if (found == rows->end())
    return failure(
        ErrorCode::NotFound,
        fmt::format("No proposal has the number {} (any more); list them again.", *number));
  decision.actor = found->other;
  decision.other = found->actor;
  return decision;
}

Result<Exit> run_proposed(const Arguments& given, const Console& console, Kind kind) {
  if (auto coder = check_coder(given); !coder) return tl::unexpected(coder.error());
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  auto decision = proposed(*study, given, kind);
  if (!decision) return tl::unexpected(decision.error());
  decision->is_forced = given.has("--force");
  return decide(*study, std::move(*decision), given, console);
}

Result<std::optional<PartialDate>> date_from(const Arguments& given, const std::string& option) {
  const auto word = given.value(option);
  if (!word) return std::optional<PartialDate>();
  const auto date = parse_partial_date(*word);
  if (date) return std::optional(*date);
  return failure(ErrorCode::Usage,
                 fmt::format("{}: \"{}\" is not a date; write 2024-10-26, 2024-W43, 2024-10 or "
                             "2024.",
                             option, *word));
}

struct Fact {
  const char* option;
  Kind add, remove;
};
constexpr Fact facts[] = {{"--alias", Kind::AddAlias, Kind::RemoveAlias},
                          {"--role", Kind::AddRole, Kind::RemoveRole},
                          {"--bloc", Kind::AddBloc, Kind::RemoveBloc}};

Result<Exit> run_fact(const Arguments& given, const Console& console, bool is_removal) {
  const Fact* chosen = nullptr;
  for (const auto& fact : facts) {
    if (!given.has(fact.option)) continue;
    if (chosen != nullptr)
      return failure(ErrorCode::Usage,
                     fmt::format("{} and {} exclude each other; give the command twice.",
                                 chosen->option, fact.option));
    chosen = &fact;
  }
  if (chosen == nullptr)
    return failure(ErrorCode::Usage, "say which fact: --alias NAME, --role TITLE or --bloc NAME.");
  auto decision = about(given, is_removal ? chosen->remove : chosen->add);
  decision.value = *given.value(chosen->option);
  decision.source = given.value("--source").value_or("");
  const auto from = date_from(given, "--from");
  if (!from) return tl::unexpected(from.error());
  const auto to = date_from(given, "--to");
  if (!to) return tl::unexpected(to.error());
  decision.period = {*from, *to};
  if (chosen->add == Kind::AddAlias && (*from || *to))
    return failure(ErrorCode::Usage, "An alias has no dates; leave --from and --to out.");
  return decide(std::move(decision), given, console);
}

Result<Exit> run_rename(const Arguments& given, const Console& console) {
  auto decision = about(given, Kind::Rename);
  decision.value = *given.value("NAME");
  return decide(std::move(decision), given, console);
}

Result<Exit> run_undo(const Arguments& given, const Console& console) {
  std::optional<study::DecisionId> key;
  if (const auto word = given.value("[NUMBER]")) {
    const auto number = number_of(*word, "history");
    if (!number) return tl::unexpected(number.error());
    key = study::DecisionId{*number};
  }
  auto study = open_study(*given.value("STUDY"), study::Access::Write);
  if (!study) return tl::unexpected(study.error());
  const auto row = study->undo_decision(key);
  if (!row) return tl::unexpected(row.error());
  console.err << fmt::format("Decision {} is undone: no longer that {}.\n",
                             static_cast<std::int64_t>(row->key), sentence_of(*row));
  return Exit::AllDone;
}

Command verb(std::string_view name, std::string summary, std::string usage,
             std::vector<Parameter> places, std::vector<Parameter> options,
             std::vector<Example> examples,
             std::function<Result<Exit>(const Arguments&, const Console&)> run) {
  Command command;
  command.name = fmt::format("actors STUDY {}", name);
  command.summary = std::move(summary);
  command.usage = std::move(usage);
  command.places = {{"STUDY", "", "The study's file."}};
  for (auto& place : places) command.places.push_back(std::move(place));
  command.options = std::move(options);
  command.options.push_back({"--coder", "NAME", "Who decides. Needed."});
  command.options.push_back({"--note", "TEXT", "Why."});
  command.examples = std::move(examples);
  command.run = std::move(run);
  return command;
}

const Parameter id_place{"ID", "", "Of the actor: the first column of `faultline actors STUDY`."};
const Parameter force{"--force", "", "Also a person with a state, or two registered actors."};

Command merge_verb() {
  return verb("merge", "Two actors are one; the second keeps id and name.",
              "ID INTO --coder NAME [OPTIONS]",
              {id_place, {"INTO", "", "Id of whom the first really is. The register's id stays."}},
              {force},
              {{"faultline actors my.study merge a-lee ann-lee --coder mk",
                "What was said of a-lee counts for ann-lee from now on."}},
              run_merge);
}

Command split_verb() {
  return verb("split", "Some articles mean somebody else of that name.",
              "ID (--article ID | --read-as NAME) --coder NAME [OPTIONS]", {id_place},
              {{"--article", "ID", "This article is about somebody else."},
               {"--articles", "ID,ID", "These are about one other."},
               {"--read-as", "NAME",
                "Only where the articles have this name or id: what the "
                "machine joined by mistake."},
               {"--as", "ID", "The new actor's id. Default: made from the name."}},
              {{"faultline actors my.study split ann-lee --article courier-12 --coder mk",
                "The footballer of that name becomes ann-lee-2."},
               {"faultline actors my.study split ann-lee --read-as a-lee --coder mk",
                "Undoes what the machine joined; it will not join them again."}},
              run_split);
}

std::vector<Command> proposal_verbs() {
  const Parameter number{"NUMBER", "", "Of the proposal; or an id, with OTHER."};
  const Parameter other{"[OTHER]", "", "The other id, where no number is given."};
  return {verb("accept", "The two of a proposal are one.", "NUMBER --coder NAME [OPTIONS]",
               {number, other}, {force},
               {{"faultline actors my.study accept 3 --coder mk", "The third proposal is right."}},
               [](const Arguments& given, const Console& console) {
                 return run_proposed(given, console, Kind::Merge);
               }),
          verb("reject", "The two are not one: never proposed nor joined again.",
               "NUMBER | ID OTHER --coder NAME [OPTIONS]", {number, other}, {},
               {{"faultline actors my.study reject 3 --coder mk", "The third proposal is wrong."},
                {"faultline actors my.study reject a-lee ann-lee --coder mk", "By their ids."}},
               [](const Arguments& given, const Console& console) {
                 return run_proposed(given, console, Kind::Distinct);
               })};
}

Command confirm_verb() {
  return verb("confirm",
              "Puts an actor whom articles speak of into the study's register, with names, offices "
              "and blocs as they state them and the articles as the source.",
              "ID --coder NAME [OPTIONS]", {id_place}, {},
              {{"faultline actors my.study confirm mina-farahani --coder mk",
                "The next reading knows her."}},
              [](const Arguments& given, const Console& console) {
                return decide(about(given, Kind::Confirm), given, console);
              });
}

Command rename_verb() {
  return verb("rename", "Gives an actor another name; the former one becomes an alias.",
              "ID NAME --coder NAME [OPTIONS]",
              {id_place, {"NAME", "", "The new name. The id stays."}}, {},
              {{"faultline actors my.study rename a-lee \"Ann Lee\" --coder mk", "The full name."}},
              run_rename);
}

std::vector<Command> fact_verbs() {
  const std::vector<Parameter> what{
      {"--alias", "NAME", "Another name."},
      {"--role", "TITLE", "An office."},
      {"--bloc", "NAME", "A bloc."},
      {"--from", "DATE", "Since 2024-10-26, 2024-W43, 2024-10, 2024."},
      {"--to", "DATE", "Until, included."}};
  auto with_source = what;
  with_source.push_back({"--source", "TEXT", "From where that is known."});
  return {
      verb("add", "Adds a name, an office or a bloc with its dates.",
           "ID (--alias | --role | --bloc) VALUE --coder NAME [OPTIONS]", {id_place}, with_source,
           {{"faultline actors my.study add ann-lee --role \"Minister of Water\" --from 2031-02 "
             "--source Gazette --coder mk",
             "An office since a month."},
            {"faultline actors my.study add ann-lee --alias \"A. Lee\" --coder mk", "A name."}},
           [](const Arguments& given, const Console& console) {
             return run_fact(given, console, /*is_removal=*/false);
           }),
      verb("remove", "Takes out a name, an office or a bloc that is wrong, whoever says so.",
           "ID (--alias | --role | --bloc) VALUE --coder NAME [OPTIONS]", {id_place}, what,
           {{"faultline actors my.study remove ann-lee --role \"mayor\" --coder mk",
             "Every article that says so is wrong."}},
           [](const Arguments& given, const Console& console) {
             return run_fact(given, console, /*is_removal=*/true);
           })};
}

Command undo_verb() {
  Command command;
  command.name = "actors STUDY undo";
  command.summary = "Takes a decision back: everything is as if it had never been made.";
  command.usage = "[NUMBER]";
  command.places = {{"STUDY", "", "The study's file."},
                    {"[NUMBER]", "", "Of the decision (`history`). Default: the last one."}};
  command.examples = {{"faultline actors my.study undo", "The last decision."},
                      {"faultline actors my.study undo 7", "Another one."}};
  command.run = run_undo;
  return command;
}

}  // namespace

std::vector<Command> actor_decisions() {
  std::vector<Command> verbs = proposal_verbs();
  verbs.push_back(merge_verb());
  verbs.push_back(split_verb());
  verbs.push_back(confirm_verb());
  verbs.push_back(rename_verb());
  for (auto& fact : fact_verbs()) verbs.push_back(std::move(fact));
  verbs.push_back(undo_verb());
  return verbs;
}

}  // namespace faultline::cli
