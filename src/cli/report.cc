// faultline report | reproduce: the referee's report of a bloc, and its archive computed again.

#include <fmt/core.h>

#include <ostream>
#include <thread>

#include "cli/detail/command.h"
#include "cli/detail/layout.h"
#include "cli/detail/referee_files.h"
#include "cli/detail/rift_options.h"
#include "cli/detail/whole_file.h"

namespace faultline::cli {
namespace {

std::string list_text(const map::RefereeReport& report, const Console& console) {
  const auto width = static_cast<std::size_t>(std::max(40, console.width));
  std::string text = wrapped(printable(report.rift.verdict), width, 0) + "\n";
  for (const auto& item : report.items) {
    text += fmt::format("{:>2}. {:<7}  {}\n", item.number, word_for(item.shown), item.title);
    text += wrapped(printable(item.finding), width, 13);
    for (const auto& command : item.remedy)
      text += fmt::format("{:13}{}\n", "", printable(command));
  }
  return text;
}

Result<map::RefereeOptions> options_from(const Arguments& given) {
  map::RefereeOptions options;
  auto query = bloc_query(given);
  if (!query) return tl::unexpected(query.error());
  options.query = std::move(*query);
  auto rift = rift_options(given);
  if (!rift) return tl::unexpected(rift.error());
  options.rift = std::move(*rift);
  options.factions.seed = options.rift.seed;
  if (given.has("--replicates")) options.factions.resamples = options.rift.replicates;
  if (given.has("--permutations"))
    options.factions.null_networks = options.factions.deals = options.rift.permutations;
  options.grid_permutations = std::min(options.grid_permutations, options.rift.permutations);
  options.phase_permutations = std::min(options.phase_permutations, options.rift.permutations);
  return options;
}

Result<Exit> write_report(const Arguments& given, const Console& console, map::RefereeCase input) {
  if (const auto folder = given.value("--into")) {
    const auto files = map::archive_of(input, input.options.rift.threads);
    if (!files) return tl::unexpected(files.error());
    if (auto written = write_archive(*folder, *files); !written)
      return tl::unexpected(written.error());
    console.err << fmt::format(
        "Wrote {} files into {}; open {}/report.html in a browser, or run\n  faultline reproduce "
        "{}\n",
        files->size(), printable(*folder), printable(*folder), printable(*folder));
    return Exit::AllDone;
  }
  const auto report = map::referee_report(std::move(input));
  if (!report) return tl::unexpected(report.error());
  const auto page = given.value("--html");
  if (!page) {
    console.out << list_text(*report, console);
    return Exit::AllDone;
  }
  if (*page == "-") {
    console.out << map::to_html(*report);
    return Exit::AllDone;
  }
  if (auto written = write_whole(*page, map::to_html(*report), "page"); !written)
    return tl::unexpected(written.error());
  console.err << "Wrote " << printable(*page) << "; open it in a browser.\n";
  return Exit::AllDone;
}

Result<Exit> run_report(const Arguments& given, const Console& console) {
  const std::string study = *given.value("STUDY");
  if (!given.has("--referee"))
    return failure(ErrorCode::Usage,
                   fmt::format("Say which report: `faultline report {0} --referee` is what a "
                               "referee would ask for. The map of a bloc as a page is `faultline "
                               "map {0} --html FILE`.",
                               study));
  if (given.has("--into") && given.has("--html"))
    return failure(ErrorCode::Usage, "--into writes the page, too; leave --html away.");
  auto options = options_from(given);
  if (!options) return tl::unexpected(options.error());
  auto input = referee_case_of(study, *options, study);
  if (!input) return tl::unexpected(input.error());
  return write_report(given, console, std::move(*input));
}

// ---- reproduce ----

/// A line as it is shown, cut where it is long.
std::string shown(const std::optional<std::string>& line) {
  constexpr std::size_t most = 200;
  if (!line) return "nothing";
  const std::string text = printable(*line);
  return "“" + (text.size() > most ? text.substr(0, most) + "…" : text) + "”";
}

std::string text_of(const map::ArchiveDifference& difference, std::string_view computed) {
  if (difference.line == 0)
    return fmt::format("{}: {}\n", printable(difference.path),
                       difference.one ? "nothing makes this file." : "this file is missing.");
  return fmt::format("{}:{}\n  archive:  {}\n  {} {}\n", printable(difference.path),
                     difference.line, shown(difference.one), computed, shown(difference.other));
}

/// Whether all is the same; says what is not.
bool compare(const std::vector<map::ArchiveFile>& archive,
             const std::vector<map::ArchiveFile>& again, std::string_view computed,
             const Console& console) {
  const auto differences = map::differences_of(archive, again);
  for (const auto& difference : differences) console.out << text_of(difference, computed);
  return differences.empty();
}

Result<Exit> run_reproduce(const Arguments& given, const Console& console) {
  const std::string folder = *given.value("ARCHIVE");
  const auto cores = std::max(1U, std::thread::hardware_concurrency());
  const auto threads = whole_number(given, "--threads", cores, 1);
  if (!threads) return tl::unexpected(threads.error());
  const auto files = read_archive(folder);
  if (!files) return tl::unexpected(files.error());
  const auto changed = map::changed_files(*files);
  if (!changed) return tl::unexpected(changed.error());
  for (const auto& path : *changed) console.out << printable(path) << ": not as SHA256SUMS says.\n";
  auto input = map::case_of_archive(*files);
  if (!input) return tl::unexpected(input.error());
  const auto again = map::archive_of(*input, static_cast<int>(*threads));
  if (!again) return tl::unexpected(again.error());
  bool is_same = compare(*files, *again, "computed:", console) && changed->empty();
  if (is_same)
    console.out << fmt::format(
        "{}: {} files, computed again from its inputs by the settings of "
        "its own: the same bytes.\n",
        printable(folder), files->size());
  if (const auto study = given.value("--study")) {
    auto from_study = referee_case_of(*study, input->options, input->supplied.study_name);
    if (!from_study) return tl::unexpected(from_study.error());
    const auto third = map::archive_of(*from_study, static_cast<int>(*threads));
    if (!third) return tl::unexpected(third.error());
    const bool is_of_study = compare(*files, *third, "study:   ", console);
    if (is_of_study)
      console.out << fmt::format("{}: the study {} gives the same bytes.\n", printable(folder),
                                 printable(*study));
    is_same = is_same && is_of_study;
  }
  return is_same ? Exit::AllDone : Exit::NothingDone;
}

}  // namespace

Command report_command() {
  Command command;
  command.name = "report";
  command.summary =
      "Answers what a referee would ask of a study of a bloc: ten items, each filled in with "
      "figures or marked as missing with the command that would supply it; as a list, as one page "
      "to print, or as an archive from which anybody can compute it again.";
  command.examples = {
      {"faultline report my.study --referee", "The list on the terminal."},
      {"faultline report my.study --referee --html report.html", "One page, to open or print."},
      {"faultline report my.study --referee --into archive",
       "A folder with the page, its tables, and all they were computed from."},
      {"faultline report my.study --referee --bloc \"Blue Alliance\" --event "
       "\"congress=2031-04-02\"",
       "With a day that was named beforehand."}};
  command.usage = "STUDY --referee [OPTIONS]";
  command.places = {{"STUDY", "", "The study's file."}};
  command.options = {{"--referee", "", "The report that a referee asks for."},
                     {"--html", "FILE", "Write one self-contained page; - is standard output."},
                     {"--into", "FOLDER", "Write an archive into a new folder."}};
  for (auto& parameter : rift_parameters()) command.options.push_back(std::move(parameter));
  command.run = run_report;
  return command;
}

Command reproduce_command() {
  Command command;
  command.name = "reproduce";
  command.summary =
      "Computes an archive again from its own inputs and settings and compares every file byte by "
      "byte; ends with status 1 and the first line that differs of each file that does.";
  command.examples = {
      {"faultline reproduce archive", "Do the inputs give these figures?"},
      {"faultline reproduce archive --study my.study", "Does the study give these inputs?"}};
  command.usage = "ARCHIVE [OPTIONS]";
  command.places = {{"ARCHIVE", "", "A folder that `faultline report --into` has written."}};
  command.options = {{"--study", "STUDY", "Compare with what this study gives, too."},
                     {"--threads", "N", "Cores to use; changes no figure. Default: all."}};
  command.run = run_reproduce;
  return command;
}

}  // namespace faultline::cli
