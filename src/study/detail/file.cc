#include "study/detail/file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

namespace faultline::study::detail {
namespace {

using std::filesystem::path;

std::uint32_t big_endian(const char* bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = (value << 8u) | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::string reason(int code) { return std::generic_category().message(code); }

/// A file that gets its name when it is complete. It is written without a name or, where the file
/// system knows no such files, beside its place, and removed from there at the end of its scope.
class NewFile {
 public:
  explicit NewFile(const path& place) : place_(place) {
    const path folder = place.has_parent_path() ? place.parent_path() : path(".");
    descriptor_ = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    if (descriptor_ >= 0) return;
    name_ = place;
    name_ += fmt::format(".new-{}", ::getpid());
    descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!name_.empty()) ::unlink(name_.c_str());
  }
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  /// True if `bytes` are on the disk.
  [[nodiscard]] bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto count = ::write(descriptor_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(descriptor_) == 0;
  }
  /// Gives the file its name; true if it, or another program's, is there now.
  [[nodiscard]] bool appear() const {
    const std::string source =
        name_.empty() ? fmt::format("/proc/self/fd/{}", descriptor_) : name_.string();
    // Unlike a renaming, a link never takes another file's place.
    if (::linkat(AT_FDCWD, source.c_str(), AT_FDCWD, place_.c_str(), AT_SYMLINK_FOLLOW) == 0 ||
        errno == EEXIST)
      return true;
    // Some file systems have no links; there a renaming must do.
    return !name_.empty() && ::rename(name_.c_str(), place_.c_str()) == 0;
  }

 private:
  path place_;
  path name_;  // empty: the file has none yet
  int descriptor_ = -1;
};

Error cannot_create(const path& file, int code) {
  return {
      ErrorCode::Io,
      fmt::format("The study {} cannot be made ({}); name a folder that exists and that you may "
                  "write to.",
                  file.string(), reason(code)),
      file.string()};
}

Result<void> prepare_connection(sqlite::Connection& connection) {
  return connection.run_script(
      "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA synchronous = NORMAL;");
}

/// The version again, this time as the log has it.
Result<int> version_of(sqlite::Connection& connection) {
  const auto version = connection.integer("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  return static_cast<int>(version->value_or(0));
}

Error newer(const std::string& name, int version, int newest) {
  return {ErrorCode::Unsupported,
          fmt::format("The study {} has schema version {}, and this program knows versions up to "
                      "{}; use the program that wrote it, or a newer one.",
                      name, version, newest),
          name};
}

/// What made a study of `version`.
std::span<const Migration> up_to(std::span<const Migration> steps, int version) {
  std::size_t count = 0;
  while (count < steps.size() && steps[count].to <= version) ++count;
  return steps.first(count);
}

int newest_of(std::span<const Migration> steps) { return steps.empty() ? 0 : steps.back().to; }

}  // namespace

Result<FileHeader> check_file(const path& file, int newest) {
  const std::string name = file.string();
  std::error_code code;
  const auto status = std::filesystem::status(file, code);
  if (status.type() == std::filesystem::file_type::not_found)
    return failure(
        ErrorCode::NotFound,
        fmt::format("There is no study {}; `faultline read ... --into {}` makes one.", name, name),
        name);
  if (std::filesystem::is_directory(status))
    return failure(ErrorCode::Io, fmt::format("{} is a folder; name the study's file.", name),
                   name);
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 100> bytes{};
  if (stream) stream.read(bytes.data(), bytes.size());
  if (!stream.is_open() || stream.bad())
    return failure(ErrorCode::Io,
                   fmt::format("The study {} cannot be read; look at its permissions.", name),
                   name);
  const auto count = static_cast<std::size_t>(stream.gcount());
  if (count == 0)
    return failure(
        ErrorCode::Malformed,
        fmt::format("{} is no study: the file is empty. Remove it, or name another file.", name),
        name);
  constexpr std::string_view magic{"SQLite format 3\0", 16};
  if (count < bytes.size() || std::string_view(bytes.data(), magic.size()) != magic)
    return failure(
        ErrorCode::Malformed,
        fmt::format("{} is no study: it is not a SQLite database. Name another file.", name), name);
  FileHeader header;
  header.application_id = big_endian(bytes.data() + 68);
  header.user_version = static_cast<int>(big_endian(bytes.data() + 60));
  header.has_write_ahead_log = bytes[19] == 2;  // the version needed for reading
  if (header.application_id != application_id)
    return failure(ErrorCode::Malformed,
                   fmt::format("{} is no study: it is another program's SQLite database. Name "
                               "another file.",
                               name),
                   name);
  if (header.user_version > newest) return tl::unexpected(newer(name, header.user_version, newest));
  return header;
}

Result<void> create_file(const path& file, std::span<const Migration> steps) {
  auto empty = empty_study(steps);
  if (!empty) return tl::unexpected(empty.error());
  std::string image = empty->serialize();
  // The header's two bytes for "has a write-ahead log". To be told so later, SQLite would go
  // through a rollback journal, in whose presence nobody can read the file without writing.
  image[18] = image[19] = 2;
  const NewFile made(file);
  if (!made.is_open() || !made.write(image) || !made.appear())
    return tl::unexpected(cannot_create(file, errno));
  return {};
}

Result<sqlite::Connection> open_for_writing(const path& file, std::span<const Migration> steps,
                                            std::chrono::milliseconds waiting) {
  const int newest = newest_of(steps);
  if (const auto header = check_file(file, newest); !header) return tl::unexpected(header.error());
  auto connection = sqlite::Connection::open(file.string(), file.string(), {.patience = waiting});
  if (!connection) return connection;
  if (connection->is_read_only())
    return failure(ErrorCode::Io,
                   fmt::format("The study {} is read only; change its permissions, or copy it.",
                               file.string()),
                   file.string());
  if (const auto done = prepare_connection(*connection); !done) return tl::unexpected(done.error());
  const auto mode = connection->text("PRAGMA journal_mode = WAL");
  if (!mode) return tl::unexpected(mode.error());
  if (*mode != "wal")
    return failure(
        ErrorCode::Io,
        fmt::format("The folder of the study {} has no write-ahead log; a network folder "
                    "is no place for a study that is written to.",
                    file.string()),
        file.string());
  const auto version = version_of(*connection);
  if (!version) return tl::unexpected(version.error());
  if (*version > newest) return tl::unexpected(newer(file.string(), *version, newest));
  if (const auto sound = check_schema(*connection, up_to(steps, *version)); !sound)
    return tl::unexpected(sound.error());
  connection->trust_schema();
  if (*version < newest)
    if (const auto done = migrate(*connection, steps); !done) return tl::unexpected(done.error());
  return connection;
}

Result<Reader> Reader::open(const path& file, std::span<const Migration> steps) {
  Reader reader(file, steps);
  if (const auto opened = reader.reopen(); !opened) return tl::unexpected(opened.error());
  static_cast<void>(reader.finish());
  return reader;
}

std::optional<Reader::State> Reader::state() const {
  struct stat found{};
  if (::stat(file_.c_str(), &found) != 0) return std::nullopt;
  return State{found.st_dev, found.st_ino, found.st_size, found.st_mtim.tv_sec,
               found.st_mtim.tv_nsec};
}

bool Reader::has_log() const {
  std::error_code code;
  const auto size = std::filesystem::file_size(path(file_) += "-wal", code);
  // A log's header alone, which a program that was killed may leave, says nothing.
  constexpr std::uintmax_t header = 32;
  return !code && size > header;
}

Result<void> Reader::reopen() {
  // A writer may come or go between a look at its log and the opening.
  constexpr int most_attempts = 20;
  for (int attempt = 1;; ++attempt) {
    const auto before = state();
    const bool had_log = has_log();
    auto opened = open_as_it_is();
    const bool was_quiet = before == state() && had_log == has_log();
    if (opened || was_quiet || attempt == most_attempts) return opened;
  }
}

Result<int> Reader::connect_by(std::string_view parameters) {
  auto opened = sqlite::Connection::open(sqlite::Connection::uri(file_, parameters), file_.string(),
                                         {.is_uri = true, .is_read_only = true});
  if (!opened) return tl::unexpected(opened.error());
  connection_ = std::move(*opened);
  if (const auto done = prepare_connection(*connection_); !done)
    return tl::unexpected(done.error());
  return version_of(*connection_);
}

Result<void> Reader::open_as_it_is() {
  connection_.reset();
  const int newest = newest_of(steps_);
  const auto header = check_file(file_, newest);
  if (!header) return tl::unexpected(header.error());
  state_ = state();
  way_ = !header->has_write_ahead_log ? Way::Locked : has_log() ? Way::ThroughLog : Way::Alone;
  Result<int> version = connect_by(way_ == Way::Alone    ? "mode=ro&immutable=1"
                                   : way_ == Way::Locked ? "mode=ro"
                                                         : "mode=ro&readonly_shm=1");
  std::error_code code;
  if (!version && way_ == Way::ThroughLog && std::filesystem::exists(path(file_) += "-shm", code)) {
    // Right after a writer has begun a new log, only a reader that may write into the shared index
    // finds its place there.
    version = connect_by("mode=ro");
  }
  if (!version && way_ == Way::ThroughLog && version.error().code == ErrorCode::Io)
    return failure(ErrorCode::Io,
                   fmt::format("The study {0} was not closed in good order, and cannot be read "
                               "before it is opened once for writing; run any command that writes "
                               "it, such as `faultline read ... --into {0}`.",
                               file_.string()),
                   file_.string());
  if (!version) return tl::unexpected(version.error());
  if (*version > newest) return tl::unexpected(newer(file_.string(), *version, newest));
  if (*version < newest)
    return failure(ErrorCode::Unsupported,
                   fmt::format("The study {0} has the older schema version {1}; open it once for "
                               "writing, such as by `faultline read ... --into {0}`.",
                               file_.string(), *version),
                   file_.string());
  return check_schema(*connection_, steps_);
}

Result<sqlite::Connection*> Reader::connect() {
  const bool is_current = connection_ && way_ != Way::ThroughLog && !has_log() && state() == state_;
  if (!is_current)
    if (const auto opened = reopen(); !opened) return tl::unexpected(opened.error());
  return &*connection_;
}

bool Reader::finish() {
  switch (way_) {
    case Way::Locked:
      return true;
    case Way::ThroughLog:
      connection_.reset();
      return true;
    case Way::Alone:
      return state() == state_;
  }
  return true;
}

}  // namespace faultline::study::detail
