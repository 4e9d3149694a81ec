// faultline map: who stands where, who attacks whom, since when.

#include "map/map.h"

#include <fmt/core.h>

#include <charconv>
#include <ostream>
#include <system_error>

#include "cli/detail/command.h"
#include "cli/detail/layout.h"
#include "cli/detail/rift_options.h"
#include "cli/detail/study_files.h"
#include "cli/detail/whole_file.h"

namespace faultline::cli {
namespace {

Result<map::MapOptions> options_from(const Arguments& given) {
  const auto filter = filter_from(given);
  if (!filter) return tl::unexpected(filter.error());
  map::MapOptions options;
  options.bloc = filter->bloc;
  options.from = filter->from;
  options.to = filter->to;
  options.outlet = filter->outlet;
  options.by_principal = given.has("--by-principal");
  options.min_confidence = filter->min_confidence.value_or(options.min_confidence);
  auto events = events_from(given);
  if (!events) return tl::unexpected(events.error());
  options.events = std::move(*events);
  if (const auto seed = given.value("--seed")) {
    const char* end = seed->data() + seed->size();
    const auto [stop, error] = std::from_chars(seed->data(), end, options.seed);
    if (error != std::errc{} || stop != end)
      return failure(ErrorCode::Usage,
                     fmt::format("--seed: \"{}\" is not a whole number of 0 or more.", *seed));
  }
  return options;
}

Result<Exit> run_map(const Arguments& given, const Console& console) {
  const auto options = options_from(given);
  if (!options) return tl::unexpected(options.error());
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const auto answer = map::map_of(*study, *options);
  if (!answer) return tl::unexpected(answer.error());
  if (console.interrupted) return Exit::Interrupted;
  const auto page = given.value("--html");
  if (!page) {
    console.out << map::to_text(*answer, {.width = console.width, .colour = console.colour});
    return Exit::AllDone;
  }
  if (*page == "-") {
    console.out << map::to_html(*answer);
    return Exit::AllDone;
  }
  if (auto written = write_whole(*page, map::to_html(*answer), "page"); !written)
    return tl::unexpected(written.error());
  console.err << "Wrote " << printable(*page) << "; open it in a browser.\n";
  return Exit::AllDone;
}

}  // namespace

Command map_command() {
  return {
      .name = "map",
      .summary =
          "Shows for a bloc who spoke and in what office, who stands where on each concept, who "
          "attacks whom inside and outside, and since when; every figure with its sentences.",
      .examples =
          {{"faultline map my.study", "The bloc whose members speak most."},
           {"faultline map my.study --bloc \"Blue Alliance\" --from 2024-10-01 --to 2024-12",
            "A bloc in a period."},
           {"faultline map my.study --outlet \"The Courier\"", "According to one outlet only."},
           {"faultline map my.study --html map.html",
            "The same as one page with pictures, to open, print or send."}},
      .usage = "STUDY [OPTIONS]",
      .places = {{"STUDY", "", "The study's file."}},
      .options =
          {{"--bloc", "NAME", "This bloc. Default: the one whose members speak most."},
           {"--from", "DATE", "Not earlier: 2024-10-26, 2024-W43, 2024-10 or 2024."},
           {"--to", "DATE", "Not later."},
           {"--outlet", "NAME", "What this outlet published."},
           {"--min-confidence", "0..1", "Relations and codings at least as sure. Default 0.5."},
           {"--by-principal", "", "Count a spokesman's words as those of whom he speaks for."},
           {"--event", "NAME=DAY...", "Mark a day that was named beforehand in the series."},
           {"--html", "FILE", "Write one self-contained page instead; - is standard output."},
           {"--seed", "N", "Decides what is drawn at random in tests and intervals. Default 1."}},
      .run = run_map};
}

}  // namespace faultline::cli
