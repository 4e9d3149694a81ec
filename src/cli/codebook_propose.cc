// faultline codebook STUDY propose: issues of the corpus to begin a codebook with.

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <ostream>
#include <system_error>
#include <thread>

#include "cli/detail/codebook_source.h"
#include "cli/detail/codebook_words.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "exchange/concept_tables.h"
#include "positions/starter.h"

namespace faultline::cli {
namespace {

Table table_of(const std::vector<positions::Candidate>& candidates) {
  Table table;
  table.headings = {{"", 3, true},       {"concept", 34},       {"says", 6, true},
                    {"actors", 6, true}, {"articles", 8, true}, {"for", 4, true},
                    {"against", 7, true}};
  std::int64_t number = 0;
  for (const auto& one : candidates) {
    std::string below;
    if (!one.variants.empty()) {
      below = "also";
      for (std::size_t i = 0; i < std::min<std::size_t>(6, one.variants.size()); ++i)
        below += fmt::format("{} {}", i == 0 ? "" : ",", one.variants[i]);
    }
    for (const auto& example : one.examples) {
      below += fmt::format("{}{} {}: {}", below.empty() ? "" : " | ", example.statement,
                           example.actor.empty() ? "unknown" : example.actor, example.words);
      break;
    }
    table.rows.push_back(
        {{grouped(++number), printable(one.name), grouped(one.statements), grouped(one.actors),
          grouped(one.articles), grouped(one.in_favour), grouped(one.against)},
         printable(below)});
  }
  return table;
}

Result<void> print(const Arguments& given, const Console& console,
                   const std::vector<positions::Candidate>& candidates) {
  if (given.has("--csv") || given.has("--jsonl"))
    exchange::write_table(
        console.out,
        given.has("--csv") ? exchange::TableFormat::Csv : exchange::TableFormat::JsonLines,
        std::span<const positions::Candidate>(candidates));
  else if (given.has("--list"))
    console.out << set_table(table_of(candidates), console.width, console.colour);
  else
    console.out << positions::to_toml(candidates, "proposed");
  return {};
}

Result<Exit> run_propose(const Arguments& given, const Console& console) {
  int wishes = 0;
  for (const char* option : {"--list", "--csv", "--jsonl", "--toml"}) wishes += given.has(option);
  if (wishes > 1)
    return failure(ErrorCode::Usage,
                   "--toml, --list, --csv and --jsonl exclude each other; give one.");
  positions::StarterOptions options;
  const auto number = size_of(given, "--number", options.concepts, 10'000);
  if (!number) return tl::unexpected(number.error());
  options.concepts = *number;
  const auto threads =
      size_of(given, "--threads", std::max(1U, std::thread::hardware_concurrency()), 256);
  if (!threads) return tl::unexpected(threads.error());
  const auto filter = filter_from(given);
  if (!filter) return tl::unexpected(filter.error());
  const auto study = open_study(*given.value("SOURCE"));
  if (!study) return tl::unexpected(study.error());
  const auto engine = load_engine(given);
  if (!engine) return tl::unexpected(engine.error());
  const auto sayings =
      sayings_of(*study, *filter, *engine, static_cast<unsigned>(*threads), console.interrupted);
  if (!sayings) return tl::unexpected(sayings.error());
  const auto candidates = positions::propose_concepts(*sayings, options);
  if (candidates.empty()) {
    console.err << "Nothing recurs in these statements; read more articles first.\n";
    return Exit::AllDone;
  }
  if (auto printed = print(given, console, candidates); !printed)
    return tl::unexpected(printed.error());
  console.err << fmt::format(
      "{} proposed from {}.\n",
      counted(static_cast<std::int64_t>(candidates.size()), "concept", "concepts"),
      counted(static_cast<std::int64_t>(sayings->size()), "statement", "statements"));
  return Exit::AllDone;
}

}  // namespace

Result<std::uint64_t> size_of(const Arguments& given, const std::string& option,
                              std::uint64_t otherwise, std::uint64_t most) {
  const auto text = given.value(option);
  if (!text) return otherwise;
  std::uint64_t number = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  if (error == std::errc{} && stop == end && number >= 1 && number <= most) return number;
  return failure(ErrorCode::Usage,
                 fmt::format("{}: \"{}\" is not a number from 1 to {}.", option, *text, most));
}

Command codebook_propose() {
  Command command{
      .name = "codebook STUDY propose",
      .summary =
          "Proposes issues from what the actors of a study talk about: a codebook file with "
          "counts, examples and cue phrases, to be edited. Nothing is changed.",
      .examples = {{"faultline codebook my.study propose > issues.toml",
                    "Forty candidates; edit the file, then `codebook my.study use issues.toml`."},
                   {"faultline codebook my.study propose --list", "A look at them."},
                   {"faultline codebook my.study propose --from 2024-10 --outlet \"The Courier\"",
                    "Of a part of the corpus."}},
      .usage = "[OPTIONS]",
      .places = {{"SOURCE", "", "The study's file."}},
      .options = {{"--number", "N", "So many at most. Default 40."},
                  {"--toml", "",
                   "A codebook file with counts and examples as comments: the default."},
                  {"--list", "", "A list for reading."},
                  {"--csv", "", "A table for R, Python or a spreadsheet (docs/formats.md)."},
                  {"--jsonl", "", "One JSON line per candidate."},
                  {"--threads", "N", "Default: one per processor. The results are the same."},
                  {"--models", "DIR", "Models instead of those built into the program."}},
      .notes = "How they are found: docs/methods.md."};
  for (auto& option : filter_options()) command.options.push_back(std::move(option));
  command.run = run_propose;
  return command;
}

}  // namespace faultline::cli
