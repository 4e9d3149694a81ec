#pragma once
// A study as a file: told from other files, made, opened for writing, opened for reading.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "study/detail/schema.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// How long a lock that another program holds is waited for.
inline constexpr std::chrono::milliseconds patience{10'000};

/// What the first bytes of a database file say.
struct FileHeader {
  std::uint32_t application_id{};
  int user_version{};
  bool has_write_ahead_log = false;
};

/// NotFound: no such file. Io: it cannot be read, or is a folder. Malformed: it is empty, is no
/// SQLite database, or is one of another program. Unsupported: it is newer than `newest`. The file
/// is only read, and not by SQLite, which would roll a foreign database's journal back.
[[nodiscard]] Result<FileHeader> check_file(const std::filesystem::path& file, int newest);

/// Puts an empty study where nothing is yet. The file appears whole or not at all; one that
/// another program has put there in the meantime is left alone.
[[nodiscard]] Result<void> create_file(const std::filesystem::path& file,
                                       std::span<const Migration> steps);

/// Opens a study for writing and migrates it.
[[nodiscard]] Result<sqlite::Connection> open_for_writing(const std::filesystem::path& file,
                                                          std::span<const Migration> steps,
                                                          std::chrono::milliseconds waiting);

/// A study that is only read. Nothing is written, not even beside the file, although SQLite's
/// write-ahead log wants a shared index there:
/// - With no log beside it, the file is opened as one that nobody changes. Somebody may all the
///   same, so the file's size and time are compared after each question, and the question is
///   asked again if they differ.
/// - With a log (a writer is at work, or was killed) it is read through that log, with an index
///   in memory where there is none to share, and closed after each question, because an open
///   reader would keep the writer from tidying up.
class Reader {
 public:
  [[nodiscard]] static Result<Reader> open(const std::filesystem::path& file,
                                           std::span<const Migration> steps);

  /// A connection that sees the newest state. Valid until the next call.
  [[nodiscard]] Result<sqlite::Connection*> connect();
  /// True if what was read since connect() is one state of the study. To be called after each
  /// question.
  [[nodiscard]] bool finish();

 private:
  struct State {  // of the file; differs when it was written
    std::uint64_t device{}, node{};
    std::int64_t size{}, seconds{}, nanoseconds{};
    friend bool operator==(const State&, const State&) = default;
  };
  enum class Way { Alone, Locked, ThroughLog };

  Reader(std::filesystem::path file, std::span<const Migration> steps)
      : file_(std::move(file)), steps_(steps) {}
  [[nodiscard]] Result<void> reopen();
  /// By the way that fits what lies beside the file now.
  [[nodiscard]] Result<void> open_as_it_is();
  /// Gives the schema version.
  [[nodiscard]] Result<int> connect_by(std::string_view parameters);
  [[nodiscard]] std::optional<State> state() const;
  [[nodiscard]] bool has_log() const;

  std::filesystem::path file_;
  std::span<const Migration> steps_;
  std::optional<sqlite::Connection> connection_;
  std::optional<State> state_;  // at the time of opening
  Way way_ = Way::Alone;
};

}  // namespace faultline::study::detail
