#pragma once
// What a command is: its words for --help, its parameters, and what it does.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/cli.h"
#include "language/engine.h"

namespace faultline::cli {

struct Parameter {
  std::string name;   // "--into"; "STUDY" for one that is told by its place
  std::string value;  // what stands after the name: "FILE"; empty: nothing does
  std::string help;
};

struct Example {
  std::string line;  // "faultline map my.study"
  std::string what;  // what it does, in a few words
};

/// What the user gave, by the parameters' names.
class Arguments {
 public:
  explicit Arguments(std::map<std::string, std::vector<std::string>> given)
      : given_(std::move(given)) {}

  [[nodiscard]] bool has(const std::string& name) const { return given_.contains(name); }
  [[nodiscard]] std::optional<std::string> value(const std::string& name) const {
    const auto found = given_.find(name);
    if (found == given_.end() || found->second.empty()) return std::nullopt;
    return found->second.front();
  }
  [[nodiscard]] std::vector<std::string> values(const std::string& name) const {
    const auto found = given_.find(name);
    return found == given_.end() ? std::vector<std::string>() : found->second;
  }

 private:
  std::map<std::string, std::vector<std::string>> given_;
};

struct Command {
  std::string name = {};
  std::string summary = {};  // one sentence
  std::vector<Example> examples = {};
  std::string usage = {};              // what stands after the command's name
  std::vector<Parameter> places = {};  // told by their place; required but for "[NUMBER]"
  bool last_place_repeats = false;
  std::vector<Parameter> options = {};
  std::string notes = {};           // after the options; may be empty
  std::vector<Command> verbs = {};  // what stands after the first place: "merge", with its words
  std::function<Result<Exit>(const Arguments&, const Console&)> run = {};
};

[[nodiscard]] Command read_command();
[[nodiscard]] Command map_command();
[[nodiscard]] Command statements_command();
[[nodiscard]] Command relations_command();
[[nodiscard]] Command codings_command();
[[nodiscard]] Command actors_command();
/// The verbs of `faultline actors STUDY` that change something.
[[nodiscard]] std::vector<Command> actor_decisions();
[[nodiscard]] Command codebook_command();
/// The word `propose` of `faultline code STUDY`.
[[nodiscard]] Command code_propose();
[[nodiscard]] Command articles_command();
[[nodiscard]] Command text_command();
[[nodiscard]] Command parse_command();
[[nodiscard]] Command evaluate_command();
[[nodiscard]] Command correct_command();
[[nodiscard]] Command code_command();
[[nodiscard]] Command register_command();
[[nodiscard]] Command import_command();
[[nodiscard]] Command network_command();
[[nodiscard]] Command rift_command();
[[nodiscard]] Command factions_command();
[[nodiscard]] Command timeline_command();
[[nodiscard]] Command serve_command(const Serve& serve);

/// The engine with the models that --models names, else with what is built in.
[[nodiscard]] Result<language::Engine> load_engine(const Arguments& given);

}  // namespace faultline::cli
