// faultline network STUDY --as-dna: a manifest, entry by entry.

#include "cli/detail/network_as_dna.h"

#include <fmt/core.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <system_error>

#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/study_files.h"
#include "cli/detail/whole_file.h"
#include "exchange/dna_run.h"

namespace faultline::cli {
namespace {

using exchange::DnaCounts;
using exchange::DnaEntry;
using Entries = std::vector<Result<DnaEntry>>;
namespace fs = std::filesystem;

Result<int> threads_from(const Arguments& given) {
  const auto text = given.value("--threads");
  if (!text) return 1;
  int threads = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), threads);
  if (error != std::errc{} || end != text->data() + text->size() || threads < 1 || threads > 1'024)
    return failure(ErrorCode::Usage,
                   fmt::format("--threads: \"{}\" is not a whole number of 1 to 1,024.", *text));
  return threads;
}

std::string_view ending_of(const DnaEntry& entry) {
  switch (entry.format) {
    case exchange::DnaFormat::Json:
      return ".json";
    case exchange::DnaFormat::ExportDl:
      return ".dl";
    case exchange::DnaFormat::ExportGraphml:
      return ".graphml";
    default:
      return ".csv";
  }
}

std::string file_of(const DnaEntry& entry, bool is_only) {
  if (!entry.file.empty()) return entry.file;
  // An entry in which DNA fails has no file; it may have a result with other data.
  return is_only ? fmt::format("result{}", ending_of(entry))
                 : fmt::format("entry_{:04}{}", entry.number, ending_of(entry));
}

Error io_error(const fs::path& file, const std::string& reason) {
  return {ErrorCode::Io,
          fmt::format("the result could not be written ({}). Name another folder.", reason),
          file.string()};
}

/// What one entry gave, or why it has none; the outer error: nothing can be written.
Result<Result<DnaCounts>> write_entry(const DnaEntry& entry, const exchange::DnaSource& source,
                                      const fs::path& file) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return tl::unexpected(io_error(file.parent_path(), error.message()));
  // Nobody opens half a result.
  const fs::path unfinished = file.string() + ".unfinished";
  std::ofstream stream(unfinished, std::ios::binary);
  if (!stream) return tl::unexpected(io_error(file, std::strerror(errno)));
  Result<DnaCounts> counts = exchange::run_dna_entry(entry, source, stream);
  stream.close();
  if (counts && !stream) {
    fs::remove(unfinished, error);
    return tl::unexpected(io_error(file, "the disk may be full"));
  }
  if (!counts) {
    fs::remove(unfinished, error);
    return counts;
  }
  fs::rename(unfinished, file, error);
  if (error) return tl::unexpected(io_error(file, error.message()));
  return counts;
}

bool is_dna_failure(const Result<DnaCounts>& result) {
  return !result && result.error().code == ErrorCode::Unsupported;
}

/// The state of a long manifest, rewritten at most ten times a second.
class Counter {
 public:
  Counter(const Console& console, std::size_t all) : console_(console), all_(all) {}
  ~Counter() { clear(); }
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  void show(std::size_t done) {
    const auto now = std::chrono::steady_clock::now();
    if (!console_.progress || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    console_.err << fmt::format("\r{} of {} entries\x1b[K",
                                grouped(static_cast<std::int64_t>(done)),
                                grouped(static_cast<std::int64_t>(all_)))
                 << std::flush;
    has_line_ = true;
  }
  void clear() {
    if (has_line_) console_.err << "\r\x1b[K" << std::flush;
    has_line_ = false;
  }

 private:
  const Console& console_;
  std::size_t all_;
  bool has_line_ = false;
  std::chrono::steady_clock::time_point last_ = {};
};

/// Each sentence once, with the entries that it is about.
void print_sentences(std::ostream& err, const std::map<std::string, std::vector<std::size_t>>& all,
                     bool is_manifest) {
  constexpr std::size_t shown = 5;
  for (const auto& [sentence, entries] : all) {
    std::string where;
    for (std::size_t i = 0; i < std::min(entries.size(), shown); ++i)
      where += fmt::format("{}{}", i == 0 ? "" : ", ", entries[i]);
    if (entries.size() > shown) where += fmt::format(" and {} more", entries.size() - shown);
    err << (is_manifest ? fmt::format("{} {}: ", entries.size() == 1 ? "Entry" : "Entries", where)
                        : "")
        << printable(sentence) << '\n';
  }
}

Exit report(const Console& console, const std::string& folder,
            const std::vector<Result<DnaCounts>>& results, bool is_manifest) {
  std::map<std::string, std::vector<std::size_t>> sentences;
  std::int64_t written = 0, fails = 0, others = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (!results[i]) {
      ++(is_dna_failure(results[i]) ? fails : others);
      sentences[describe(results[i].error())].push_back(i + 1);
      continue;
    }
    ++written;
    for (const std::string& note : results[i]->notes) sentences[note].push_back(i + 1);
  }
  print_sentences(console.err, sentences, is_manifest);
  console.err << counted(written, "result", "results") << " in " << printable(folder);
  if (fails > 0) console.err << ", " << counted(fails, "entry", "entries") << " fail in DNA itself";
  if (others > 0) console.err << ", " << counted(others, "entry", "entries") << " have none";
  console.err << ".\n";
  if (written == 0 && !results.empty()) return Exit::NothingDone;
  return others > 0 ? Exit::SomeFailed : Exit::AllDone;
}

Result<Exit> run_to_folder(const Entries& entries, const exchange::DnaSource& source,
                           const std::string& json, const std::string& settings,
                           const std::string& folder, const Console& console) {
  std::vector<Result<DnaCounts>> results;
  Counter counter(console, entries.size());
  const bool is_manifest = json.find_first_not_of(" \t\r\n") != std::string::npos &&
                           json[json.find_first_not_of(" \t\r\n")] == '[';
  for (const Result<DnaEntry>& entry : entries) {
    if (console.interrupted) return Exit::Interrupted;
    if (!entry) {
      if (!is_manifest) return tl::unexpected(entry.error());
      results.push_back(tl::unexpected(entry.error()));
      continue;
    }
    auto result = write_entry(*entry, source, fs::path(folder) / file_of(*entry, !is_manifest));
    if (!result) return tl::unexpected(result.error());
    results.push_back(std::move(*result));
    counter.show(results.size());
  }
  counter.clear();
  std::error_code error;
  fs::create_directories(folder, error);
  const std::string name =
      settings == "-" ? "settings.json" : fs::path(settings).filename().string();
  if (auto written = write_whole((fs::path(folder) / name).string(),
                                 exchange::with_results(json, results), "list of results");
      !written)
    return tl::unexpected(written.error());
  return report(console, folder, results, is_manifest);
}

Result<Exit> run_to_output(const Entries& entries, const exchange::DnaSource& source,
                           const Console& console) {
  if (entries.size() != 1)
    return failure(ErrorCode::Usage,
                   fmt::format("--settings has {} entries; name a folder for them: --out DIR.",
                               entries.size()));
  if (!entries.front()) return tl::unexpected(entries.front().error());
  const auto counts = exchange::run_dna_entry(*entries.front(), source, console.out);
  if (!counts) return tl::unexpected(counts.error());
  for (const std::string& note : counts->notes) console.err << printable(note) << '\n';
  return Exit::AllDone;
}

}  // namespace

Result<Exit> network_as_dna(const Arguments& given, const Console& console) {
  const auto settings = given.value("--settings");
  if (!settings)
    return failure(ErrorCode::Usage,
                   "--as-dna needs --settings FILE.json: the settings of DNA as an object, or a "
                   "list of them.");
  const auto threads = threads_from(given);
  if (!threads) return tl::unexpected(threads.error());
  const auto json = read_text_of(*settings);
  if (!json) return tl::unexpected(json.error());
  auto entries = exchange::parse_dna_manifest(*json, *settings);
  if (!entries) return tl::unexpected(entries.error());
  for (Result<DnaEntry>& entry : *entries)
    if (entry && entry->settings.threads == 1) entry->settings.threads = *threads;
  const auto study = open_study(*given.value("STUDY"));
  if (!study) return tl::unexpected(study.error());
  const exchange::DnaSource source = exchange::study_source(*study);
  const auto folder = given.value("--out");
  return folder ? run_to_folder(*entries, source, *json, *settings, *folder, console)
                : run_to_output(*entries, source, console);
}

}  // namespace faultline::cli
