#include "cli/detail/help.h"

#include <fmt/core.h>

#include <algorithm>

#include "cli/detail/layout.h"

namespace faultline::cli {
namespace {

std::size_t columns(int width) { return static_cast<std::size_t>(std::clamp(width, 60, 100)); }

std::string examples_text(const std::vector<Example>& examples, std::size_t width) {
  std::string text = "Examples:\n";
  for (const auto& example : examples)
    text += fmt::format("  {}\n", example.line) + wrapped(example.what, width, 6);
  return text;
}

/// "  left      right, wrapped under itself".
std::string entry(const std::string& left, const std::string& right, std::size_t left_width,
                  std::size_t width) {
  std::string text = wrapped(right, width, left_width + 4);
  if (text.empty()) text = "\n";
  if (display_width(left) > left_width) return "  " + left + "\n" + text;
  return text.replace(0, std::min(text.size() - 1, left_width + 4),
                      "  " + left + std::string(left_width - display_width(left) + 2, ' '));
}

std::string label(const Parameter& parameter) {
  return parameter.value.empty() ? parameter.name : parameter.name + " " + parameter.value;
}

}  // namespace

std::string help_for(const Command& command, int width) {
  const std::size_t limit = columns(width);
  std::string text = examples_text(command.examples, limit);
  text += "\n" + wrapped(command.summary, limit, 0);
  text += fmt::format("\nUsage: faultline {} {}\n", command.name, command.usage);
  constexpr std::size_t left_width = 24;
  text += "\n";
  for (const auto& place : command.places) text += entry(place.name, place.help, left_width, limit);
  if (!command.verbs.empty()) text += "\nAfter STUDY:\n";
  for (const auto& verb : command.verbs)
    text += entry(verb.name.substr(verb.name.rfind(' ') + 1), verb.summary, left_width, limit);
  text += "\nOptions:\n";
  for (const auto& option : command.options)
    text += entry(label(option), option.help, left_width, limit);
  text += entry("-h,--help", "Print this.", left_width, limit);
  if (!command.notes.empty()) text += "\n" + wrapped(command.notes, limit, 0);
  return text;
}

std::string overview(std::span<const Command> commands, int width) {
  const std::size_t limit = columns(width);
  std::string text = examples_text(
      {{"faultline read articles/ --into my.study --register actors.toml",
        "Read all texts of a folder into a study."},
       {"faultline map my.study --html map.html",
        "Who stands where, who attacks whom, since when: as a page with the evidence."},
       {"faultline relations my.study --actor ann-lee --sign -1 --csv > attacks.csv",
        "A table for R, Python or a spreadsheet."}},
      limit);
  text += "\n" + wrapped(
                     "Faultline reads political news and shows, with the sentence behind every "
                     "figure, who said what, who backs and who attacks whom, and how a ruling "
                     "group holds together or splits over time.",
                     limit, 0);
  text += "\nUsage: faultline COMMAND ...\n\nCommands:\n";
  for (const auto& command : commands) text += entry(command.name, command.summary, 12, limit);
  text += entry("help", "Print this, or with a command's name what it can do.", 12, limit);
  text += "\nOptions:\n";
  text += entry("-h,--help", "Print this.", 12, limit);
  text += entry("--version", "Print the program's version.", 12, limit);
  text += "\n" + wrapped(
                     "Data goes to standard output, messages to standard error. Exit status: 0 all "
                     "done, 1 nothing done, 2 wrong usage, 3 bad input, 4 some failed, 130 "
                     "interrupted.",
                     limit, 0);
  return text;
}

}  // namespace faultline::cli
