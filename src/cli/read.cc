// faultline read: articles into a study, or as JSON lines.

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <ostream>
#include <system_error>
#include <thread>

#include "cli/detail/batch.h"
#include "cli/detail/command.h"
#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/suggest.h"
#include "intake/intake.h"
#include "reading/reading.h"
#include "study/study.h"

namespace faultline::cli {
namespace {

/// A whole number, also with the ending K, M or G (powers of 1024); none for anything else.
std::optional<std::uint64_t> parse_size(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view ending(end, static_cast<std::size_t>(text.data() + text.size() - end));
  int shift = 0;
  if (ending == "K") shift = 10;
  if (ending == "M") shift = 20;
  if (ending == "G") shift = 30;
  if (!ending.empty() && shift == 0) return std::nullopt;
  if (value > (UINT64_MAX >> shift)) return std::nullopt;
  return value << shift;
}

Result<std::uint64_t> size_option(const Arguments& given, const std::string& name,
                                  std::uint64_t otherwise, std::uint64_t most) {
  const auto text = given.value(name);
  if (!text) return otherwise;
  const auto size = parse_size(*text);
  if (size && *size >= 1 && *size <= most) return *size;
  return failure(ErrorCode::Usage,
                 fmt::format("{}: \"{}\" is not a number from 1 to {}.", name, *text, most));
}

/// The register that is named, else the study's own, else an empty one.
Result<actors::Register> register_for(const Arguments& given, const study::Study* study) {
  if (const auto file = given.value("--register")) {
    if (auto exists = require_file(*file, "register"); !exists)
      return tl::unexpected(exists.error());
    return actors::Register::load(*file);
  }
  return study ? study->known_actors() : actors::Register();
}

Result<positions::Codebook> codebook_for(const Arguments& given, const study::Study* study) {
  if (const auto file = given.value("--codebook")) {
    if (auto exists = require_file(*file, "codebook"); !exists)
      return tl::unexpected(exists.error());
    return positions::Codebook::load(*file);
  }
  return study ? study->codebook() : positions::Codebook();
}

Result<reading::Reader> reader_for(const Arguments& given, const study::Study* study) {
  auto known = register_for(given, study);
  if (!known) return tl::unexpected(known.error());
  auto codebook = codebook_for(given, study);
  if (!codebook) return tl::unexpected(codebook.error());
  const std::string models = given.value("--models").value_or("");
  if (!models.empty())
    if (auto exists = require_file(models, "folder of models"); !exists)
      return tl::unexpected(exists.error());
  return reading::Reader::create(std::move(*known), std::move(*codebook), models);
}

/// Puts the register and the codebook that were named, as `reader` has them, into the study.
Result<void> keep_options(const Arguments& given, const reading::Reader& reader,
                          study::Study& study) {
  if (given.has("--register"))
    if (auto set = study.set_register(reader.known()); !set) return set;
  if (given.has("--codebook")) return study.set_codebook(reader.codebook());
  return {};
}

/// The arguments' files; what does not exist is told with the nearest name.
intake::Found candidates_of(const std::vector<std::string>& arguments) {
  std::vector<std::string> existing;
  std::vector<Error> missing;
  for (const auto& argument : arguments) {
    const auto exists = argument == "-" ? Result<void>() : require_file(argument, "file or folder");
    if (exists)
      existing.push_back(argument);
    else
      missing.push_back(exists.error());
  }
  auto found = intake::find_candidates(existing);
  found.unreadable.insert(found.unreadable.begin(), missing.begin(), missing.end());
  return found;
}

Result<void> check_usage(const Arguments& given) {
  if (given.has("--into") && given.has("--jsonl"))
    return failure(ErrorCode::Usage, "--into and --jsonl exclude each other; read twice for both.");
  if (!given.has("--into") && !given.has("--jsonl"))
    return failure(ErrorCode::Usage,
                   "say where the results go: --into STUDY keeps them, --jsonl prints them.");
  return {};
}

/// Joins actors across articles if anything was stored since that was done last.
Result<void> link_actors(study::Study& study, const Console& console, const std::string& file,
                         bool is_quiet) {
  const auto is_linked = study.is_linked();
  if (!is_linked) return tl::unexpected(is_linked.error());
  if (*is_linked) return {};
  const auto summary = study.link_actors();
  if (!summary) return tl::unexpected(summary.error());
  if (is_quiet || summary->joined + summary->proposals == 0) return {};
  if (summary->joined > 0)
    console.err << fmt::format("{} of names taken for one actor each.\n",
                               counted(summary->joined, "pair", "pairs"));
  if (summary->proposals > 0)
    console.err << fmt::format("{} of actors may be one: `faultline actors {} proposals`.\n",
                               counted(summary->proposals, "pair", "pairs"), printable(file));
  return {};
}

Result<Exit> run_read(const Arguments& given, const Console& console) {
  if (auto usage = check_usage(given); !usage) return tl::unexpected(usage.error());
  intake::IntakeOptions intake_options;
  const auto bytes =
      size_option(given, "--max-article-bytes", intake_options.max_article_bytes, UINT32_MAX - 1);
  if (!bytes) return tl::unexpected(bytes.error());
  intake_options.max_article_bytes = *bytes;
  const auto threads =
      size_option(given, "--threads", std::max(1U, std::thread::hardware_concurrency()), 256);
  if (!threads) return tl::unexpected(threads.error());

  auto found = candidates_of(given.values("FILE"));
  if (found.candidates.empty()) return report_unread(console, found.unreadable);

  // Faults of register, codebook and models show before a study is made or changed.
  const auto into = given.value("--into");
  std::error_code ignored;
  std::optional<study::Study> study;
  if (into && std::filesystem::exists(*into, ignored)) {
    auto opened = study::Study::open(*into, study::Access::Write);
    if (!opened) return tl::unexpected(opened.error());
    study.emplace(std::move(*opened));
  }
  const auto reader = reader_for(given, study ? &*study : nullptr);
  if (!reader) return tl::unexpected(reader.error());
  if (into && !study) {
    auto created = study::Study::open(*into, study::Access::Create);
    if (!created) return tl::unexpected(created.error());
    study.emplace(std::move(*created));
  }
  if (study)
    if (auto kept = keep_options(given, *reader, *study); !kept)
      return tl::unexpected(kept.error());

  const BatchOptions options{.threads = static_cast<unsigned>(*threads),
                             .intake = intake_options,
                             .study_name = into.value_or(""),
                             .is_quiet = given.has("--quiet")};
  auto exit = read_batch(console, *reader, study ? &*study : nullptr, found, options);
  if (!exit || !study || *exit == Exit::Interrupted || *exit == Exit::NothingDone) return exit;
  if (auto linked = link_actors(*study, console, options.study_name, options.is_quiet); !linked)
    return tl::unexpected(linked.error());
  return exit;
}

}  // namespace

Command read_command() {
  return {
      .name = "read",
      .summary =
          "Reads articles into a study, or prints what they say as JSON lines. What the study "
          "already holds unchanged is passed over, so an interrupted command is simply "
          "given again.",
      .examples = {{"faultline read articles/ --into my.study",
                    "All texts of a folder, and of the folders in it, into a study."},
                   {"faultline read articles/ --into my.study --register actors.toml --codebook "
                    "issues.toml",
                    "The same with your own actors and issues; the study keeps both."},
                   {"faultline read article.txt --jsonl | jq .statements",
                    "What one article says, without a study."},
                   {"curl -s https://example.org/text | faultline read - --jsonl",
                    "From standard input."}},
      .usage = "FILE|DIR|- ... (--into STUDY | --jsonl) [OPTIONS]",
      .places = {{"FILE", "",
                  "Texts (*.txt, *.text), JSON Lines (*.jsonl, *.ndjson), "
                  "folders, or - for standard input."}},
      .last_place_repeats = true,
      .options =
          {{"--into", "STUDY", "Keep the results in this study; it is made if there is none."},
           {"--jsonl", "", "Print one JSON line per article (docs/json.md)."},
           {"--register", "FILE", "Actors with dated offices and blocs (docs/formats.md)."},
           {"--codebook", "FILE", "Issues on which statements are coded (docs/formats.md)."},
           {"--models", "DIR", "Models instead of those built into the program."},
           {"--max-article-bytes", "N", "Refuse longer texts; K, M, G may follow. Default 16M."},
           {"--threads", "N", "Default: one per processor. The results are the same."},
           {"-q,--quiet", "", "No progress and no summary; what failed is told all the same."}},
      .notes =
          "Exit status: 0 all articles read, 4 some could not be read, 1 none could, 130 "
          "interrupted.",
      .run = run_read};
}

}  // namespace faultline::cli
