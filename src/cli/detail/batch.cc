#include "cli/detail/batch.h"

#include <fmt/core.h>

#include <chrono>
#include <deque>
#include <exception>
#include <future>
#include <memory>
#include <new>
#include <optional>
#include <ostream>
#include <variant>

#include "cli/detail/failures.h"
#include "cli/detail/layout.h"
#include "cli/detail/progress.h"
#include "cli/detail/workers.h"
#include "exchange/jsonl.h"

namespace faultline::cli {
namespace {

/// What a worker makes of an article.
struct Analysed {
  std::optional<reading::Reading> reading;  // for a study
  std::string line;                         // for JSON lines
  std::int64_t words = 0, statements = 0, relations = 0;
};

/// A task that waits for its turn to be kept.
struct Unchanged {};
struct Pending {
  std::variant<std::future<Analysed>, Unchanged, Error> outcome;
  std::string file;
  std::size_t bytes = 0;
};

std::int64_t count_words(std::string_view text) {
  std::int64_t words = 0;
  bool is_inside = false;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    words += !is_space && !is_inside ? 1 : 0;
    is_inside = !is_space;
  }
  return words;
}

Analysed analyse(const reading::Reader& reader, intake::Article article, bool as_line,
                 bool with_text) {
  Analysed result;
  result.words = count_words(article.text);
  auto reading = reader.read(std::move(article));
  result.statements = static_cast<std::int64_t>(reading.statements.size());
  result.relations = static_cast<std::int64_t>(reading.relations.size());
  if (as_line)
    result.line = exchange::to_json_line(reading, reader.codebook(), with_text);
  else
    result.reading.emplace(std::move(reading));
  return result;
}

class Batch {
 public:
  Batch(const Console& console, const reading::Reader& reader, study::Study* study,
        const intake::Found& found, const BatchOptions& options)
      : console_(console),
        reader_(reader),
        study_(study),
        found_(found),
        options_(options),
        version_(reader.version()),
        failures_(found.unreadable),
        progress_(console.err, console.progress && !options.is_quiet,
                  static_cast<std::int64_t>(found.candidates.size()), total_bytes()),
        workers_(options.threads) {}

  void run() {
    for (const auto& candidate : found_.candidates) {
      // A text that is no file of its own goes with its offsets.
      const auto ending = candidate.path.extension();
      const bool with_text = candidate.path.empty() || ending == ".jsonl" || ending == ".ndjson";
      const bool goes_on = intake::read_candidate(
          candidate, options_.intake,
          [&](Result<intake::Article> article) { return take(std::move(article), with_text); });
      if (!goes_on || is_stopped()) break;
      progress_.file_done(size_of(candidate));
    }
    while (!pending_.empty() && keep_oldest()) {
    }
    pending_.clear();
  }

  [[nodiscard]] const std::optional<Error>& fatal() const { return fatal_; }
  [[nodiscard]] const std::vector<Error>& failures() const { return failures_; }
  [[nodiscard]] std::int64_t articles() const { return new_ + changed_ + read_again_ + unchanged_; }
  /// "16 new, 2 unchanged; 310 statements, 84 relations"
  [[nodiscard]] std::string summary() const {
    std::string parts;
    const auto add = [&](std::int64_t count, std::string_view what) {
      if (count > 0)
        parts += fmt::format("{}{} {}", parts.empty() ? ": " : ", ", grouped(count), what);
    };
    if (study_) {
      add(new_, "new");
      add(changed_, "changed");
      add(read_again_, "read again");
      add(unchanged_, "unchanged");
    }
    std::string text = counted(articles(), "article", "articles") + parts;
    if (articles() > unchanged_)
      text += fmt::format("; {}, {}", counted(statements_, "statement", "statements"),
                          counted(relations_, "relation", "relations"));
    return text;
  }

 private:
  [[nodiscard]] bool is_stopped() const {
    return fatal_ || console_.interrupted || !console_.out.good();
  }

  static std::uint64_t size_of(const intake::Candidate& candidate) {
    std::error_code error;
    const auto size =
        candidate.path.empty() ? 0 : std::filesystem::file_size(candidate.path, error);
    return error ? 0 : size;
  }

  std::uint64_t total_bytes() const {
    std::uint64_t total = 0;
    for (const auto& candidate : found_.candidates) total += size_of(candidate);
    return total;
  }

  /// One article from the files; false stops the reading.
  bool take(Result<intake::Article> article, bool with_text) {
    if (is_stopped()) return false;
    // Few articles are on their way at a time, and few bytes, so that memory has a bound: what is
    // found in a text takes about a hundred times its bytes until it is kept.
    constexpr std::size_t most_bytes = 8U << 20U;
    const std::size_t bytes = article ? article->text.size() : 0;
    while (pending_.size() >= 2 * std::size_t{options_.threads} + 2 ||
           (!pending_.empty() && bytes_ + bytes > most_bytes))
      if (!keep_oldest()) return false;
    bytes_ += bytes;
    pending_.push_back(begin(std::move(article), with_text));
    return !is_stopped();
  }

  Pending begin(Result<intake::Article> article, bool with_text) {
    if (!article) return {article.error(), {}, 0};
    Pending pending{Unchanged{}, article->file, article->text.size()};
    if (study_) {
      const auto standing = study_->standing(*article, version_);
      if (!standing) {
        stop(standing.error(), article->file);
        return pending;
      }
      if (*standing == study::Standing::Unchanged) return pending;
    }
    auto shared = std::make_shared<intake::Article>(std::move(*article));
    pending.outcome =
        workers_.submit<Analysed>([this, shared, as_line = study_ == nullptr, with_text] {
          return analyse(reader_, std::move(*shared), as_line, with_text);
        });
    return pending;
  }

  /// Waits for the oldest task and keeps its result; false stops the reading.
  bool keep_oldest() {
    Pending& oldest = pending_.front();
    if (auto* future = std::get_if<std::future<Analysed>>(&oldest.outcome)) {
      while (future->wait_for(std::chrono::milliseconds(50)) != std::future_status::ready) {
        progress_.show();
        if (console_.interrupted) return false;
      }
      try {
        keep(future->get(), oldest.file);
      } catch (const std::bad_alloc&) {
        failures_.push_back(
            {ErrorCode::Unsupported,
             "there was not enough memory for it. Try --threads 1, or cut it into articles.",
             oldest.file});
      } catch (const std::exception& exception) {
        failures_.push_back(
            {ErrorCode::Unsupported,
             fmt::format("the program made a mistake ({}). Please report it with the text.",
                         exception.what()),
             oldest.file});
      }
    } else if (auto* error = std::get_if<Error>(&oldest.outcome)) {
      failures_.push_back(std::move(*error));
    } else {
      ++unchanged_;
      progress_.article_done(0);
    }
    bytes_ -= oldest.bytes;
    pending_.pop_front();
    progress_.show();
    return !is_stopped();
  }

  void keep(Analysed analysed, const std::string& file) {
    if (study_ == nullptr) {
      console_.out << analysed.line << '\n' << std::flush;
      ++new_;
    } else if (!store(*analysed.reading, file)) {
      return;
    }
    statements_ += analysed.statements;
    relations_ += analysed.relations;
    progress_.article_done(analysed.words);
  }

  bool store(const reading::Reading& reading, const std::string& file) {
    const auto standing =
        study_->store({reading.article, reading.document, reading.cast, reading.statements,
                       reading.relations, reading.codings, reader_.codebook()},
                      version_);
    if (!standing) {
      stop(standing.error(), file);
      return false;
    }
    switch (*standing) {
      case study::Standing::New:
        ++new_;
        break;
      case study::Standing::Changed:
        ++changed_;
        break;
      case study::Standing::Outdated:
        ++read_again_;
        break;
      case study::Standing::Unchanged:
        ++unchanged_;
        break;
    }
    return true;
  }

  /// A study that refuses one article refuses all; there is no use in going on.
  void stop(Error error, const std::string& file) {
    error.message += fmt::format(" Stopped at {}.", file);
    fatal_ = std::move(error);
  }

  const Console& console_;
  const reading::Reader& reader_;
  study::Study* study_;
  const intake::Found& found_;
  const BatchOptions& options_;
  std::string version_;
  std::vector<Error> failures_;
  std::optional<Error> fatal_;
  std::deque<Pending> pending_;
  std::size_t bytes_ = 0;  // of the texts in pending_
  std::int64_t new_ = 0, changed_ = 0, read_again_ = 0, unchanged_ = 0;
  std::int64_t statements_ = 0, relations_ = 0;
  Progress progress_;
  Workers workers_;  // last, so that it ends first: its tasks refer to the others
};

void tell_failures(std::ostream& err, std::span<const Error> failures) {
  for (const auto& error : failures) err << "  " << describe(error) << '\n';
}

Exit exit_of(const Batch& batch, const Console& console) {
  if (console.interrupted) return Exit::Interrupted;
  if (batch.failures().empty() && !batch.fatal()) return Exit::AllDone;
  return batch.articles() > 0 ? Exit::SomeFailed : Exit::NothingDone;
}

}  // namespace

Result<Exit> read_batch(const Console& console, const reading::Reader& reader, study::Study* study,
                        const intake::Found& found, const BatchOptions& options) {
  std::optional<Batch> batch;
  batch.emplace(console, reader, study, found, options);
  batch->run();
  if (batch->fatal() && batch->articles() == 0 && batch->failures().empty())
    return tl::unexpected(*batch->fatal());

  const Exit exit = exit_of(*batch, console);
  const auto& failures = batch->failures();
  if (exit == Exit::NothingDone && !batch->fatal()) return report_unread(console, failures);
  if (!options.is_quiet || !failures.empty())
    console.err << batch->summary()
                << (failures.empty()
                        ? "."
                        : fmt::format("; {} could not be read:", grouped(std::ssize(failures))))
                << '\n';
  tell_failures(console.err, failures);
  if (batch->fatal())
    console.err << "faultline: " << describe(*batch->fatal())
                << " What was read before is kept; the same command goes on from there.\n";
  if (exit == Exit::Interrupted)
    console.err << (study ? fmt::format("faultline: interrupted. What was read is kept in {}; the "
                                        "same command goes on from there.\n",
                                        printable(options.study_name))
                          : "faultline: interrupted. The lines that were printed are whole.\n");
  return exit;
}

Exit report_unread(const Console& console, std::span<const Error> unreadable) {
  if (unreadable.size() == 1) {
    console.err << "faultline: " << describe(unreadable[0]) << '\n';
  } else {
    console.err << "Nothing could be read:\n";
    tell_failures(console.err, unreadable);
  }
  return Exit::NothingDone;
}

}  // namespace faultline::cli
