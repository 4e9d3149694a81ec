#include "cli/cli.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "cli/detail/command.h"
#include "cli/detail/failures.h"
#include "cli/detail/help.h"
#include "cli/detail/suggest.h"

namespace faultline::cli {
namespace {

std::vector<Command> all_commands(const Serve& serve) {
  return {read_command(),     map_command(),      statements_command(), relations_command(),
          codings_command(),  actors_command(),   articles_command(),   text_command(),
          correct_command(),  code_command(),     codebook_command(),   register_command(),
          import_command(),   network_command(),  rift_command(),       timeline_command(),
          factions_command(), audit_command(),    report_command(),     reproduce_command(),
          parse_command(),    evaluate_command(), serve_command(serve)};
}

tl::unexpected<Error> wrong_usage(const Command& command, const std::string& sentence) {
  return failure(ErrorCode::Usage,
                 fmt::format("{} See `faultline {} --help`.", sentence, command.name));
}

std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> names{"--help"};
  for (const auto& option : command.options)
    names.push_back(option.name.substr(option.name.find("--")));
  return names;
}

/// The name by which the command asks for it: "-q,--quiet" -> "--quiet".
std::string long_name(const Parameter& parameter) {
  const auto dashes = parameter.name.find("--");
  return dashes == std::string::npos ? parameter.name : parameter.name.substr(dashes);
}

/// Names and values by CLI11; what a value means is for the command to say.
Result<Arguments> parse(const Command& command, const std::vector<std::string>& words) {
  CLI::App app;
  app.set_help_flag("-h,--help");
  app.allow_extras();
  std::map<std::string, std::vector<std::string>> given;
  std::map<std::string, CLI::Option*> options;
  std::vector<std::vector<std::string>> storage(command.options.size());
  for (std::size_t i = 0; i < command.options.size(); ++i) {
    const auto& parameter = command.options[i];
    auto* option = parameter.value.empty() ? app.add_flag(parameter.name)
                                           : app.add_option(parameter.name, storage[i])
                                                 ->expected(1)
                                                 ->type_size(1)
                                                 ->allow_extra_args(false);
    // "PHRASE..." may be given several times, with one value each.
    if (parameter.value.ends_with("...")) option->expected(1, 10'000)->allow_extra_args(false);
    options.emplace(long_name(parameter), option);
  }
  std::vector<std::string> places;
  app.add_option("places", places);
  // CLI11 takes words from the end.
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    given["--help"];
    return Arguments(std::move(given));
  } catch (const CLI::ParseError& error) {
    return wrong_usage(command, fmt::format("{}.", error.what()));
  }
  for (const auto& word : app.remaining())
    return wrong_usage(
        command, fmt::format("{} is no option of `faultline {}`.{}", word, command.name,
                             did_you_mean(word.substr(0, word.find('=')), option_names(command))));
  for (const auto& [name, option] : options)
    if (option->count() > 0) given[name] = option->results();
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i >= command.places.size() && !command.last_place_repeats)
      return wrong_usage(command, fmt::format("\"{}\" is one argument too many.", places[i]));
    given[command.places[std::min(i, command.places.size() - 1)].name].push_back(places[i]);
  }
  return Arguments(std::move(given));
}

/// What CLI11 lets pass: an option as another one's value, and missing arguments.
Result<void> check(const Command& command, const Arguments& given) {
  const auto names = option_names(command);
  for (const auto& option : command.options) {
    const auto value = given.value(long_name(option));
    if (option.value.empty() || !value) continue;
    if (std::find(names.begin(), names.end(), *value) != names.end())
      return wrong_usage(command, fmt::format("{} needs a value ({}), but {} follows it.",
                                              long_name(option), option.value, *value));
  }
  for (const auto& place : command.places)
    if (!given.has(place.name) && !place.name.starts_with('['))
      return wrong_usage(command, fmt::format("{} is missing.", place.name));
  return {};
}

Result<Exit> run_command(const Command& command, const std::vector<std::string>& words,
                         const Console& console) {
  const auto given = parse(command, words);
  if (!given) return tl::unexpected(given.error());
  if (given->has("--help")) {
    console.out << help_for(command, console.width);
    return Exit::AllDone;
  }
  if (const auto checked = check(command, *given); !checked) return tl::unexpected(checked.error());
  return command.run(*given, console);
}

Result<const Command*> find_command(const std::vector<Command>& commands, const std::string& name) {
  std::vector<std::string> names{"help"};
  for (const auto& command : commands) {
    if (command.name == name) return &command;
    names.push_back(command.name);
  }
  return failure(ErrorCode::Usage,
                 fmt::format("\"{}\" is no command.{} `faultline help` lists all commands.", name,
                             did_you_mean(name, names)));
}

/// The verb that `words` ask for, "merge" in "my.study merge ..."; null: none, the command itself.
Result<const Command*> find_verb(const Command& command, const std::vector<std::string>& words) {
  const Command* none = nullptr;
  if (command.verbs.empty() || words.empty()) return none;
  std::vector<std::string> names;
  const auto is_verb = [&](const std::string& word) -> const Command* {
    for (const auto& verb : command.verbs)
      if (verb.name.substr(verb.name.rfind(' ') + 1) == word) return &verb;
    return nullptr;
  };
  // "actors merge --help" asks for no study.
  const bool asks_help = words.back() == "--help" || words.back() == "-h";
  if (asks_help && is_verb(words[0]) != nullptr) return is_verb(words[0]);
  if (words.size() < 2 || words[0].starts_with('-') || words[1].starts_with('-')) return none;
  if (const Command* verb = is_verb(words[1])) return verb;
  names.reserve(command.verbs.size());
  for (const auto& verb : command.verbs)
    names.push_back(verb.name.substr(verb.name.rfind(' ') + 1));
  return failure(
      ErrorCode::Usage,
      fmt::format("\"{}\" is nothing that `faultline {} STUDY` does.{} See `faultline {} "
                  "--help`.",
                  words[1], command.name, did_you_mean(words[1], names), command.name));
}

Result<Exit> dispatch(std::vector<std::string> words, const Console& console, const Serve& serve) {
  const auto commands = all_commands(serve);
  if (words.empty()) {
    console.err << overview(commands, console.width);
    return Exit::Usage;
  }
  if (words[0] == "--version") {
    console.out << "faultline " << FAULTLINE_VERSION << '\n';
    return Exit::AllDone;
  }
  const bool asks_help = words[0] == "help" || words[0] == "--help" || words[0] == "-h";
  if (asks_help && (words.size() == 1 || words[1] == "help")) {
    console.out << overview(commands, console.width);
    return Exit::AllDone;
  }
  if (asks_help) {
    words.erase(words.begin());
    words.emplace_back("--help");
  }
  const auto command = find_command(commands, words[0]);
  if (!command) return tl::unexpected(command.error());
  words.erase(words.begin());
  const auto verb = find_verb(**command, words);
  if (!verb) return tl::unexpected(verb.error());
  if (*verb == nullptr) return run_command(**command, words, console);
  if (words.size() > 1 && !words[1].starts_with('-')) words.erase(words.begin() + 1);
  return run_command(**verb, words, console);
}

}  // namespace

Exit run(const std::vector<std::string>& arguments, const Console& console, const Serve& serve) {
  const auto result = dispatch(arguments, console, serve);
  if (result) return *result;
  console.err << "faultline: " << describe(result.error()) << '\n';
  return exit_for(result.error());
}

}  // namespace faultline::cli
