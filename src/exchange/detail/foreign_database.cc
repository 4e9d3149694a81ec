#include "exchange/detail/foreign_database.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <array>
#include <cctype>
#include <fstream>
#include <new>
#include <system_error>
#include <utility>

namespace faultline::exchange::detail {
namespace {

constexpr std::string_view magic{"SQLite format 3\0", 16};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

std::string uri(const std::filesystem::path& path) {
  std::string address = "file:";
  for (const char c : path.native()) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '?' || c == '#' || c == '%' || byte < 0x20)
      address += fmt::format("%{:02X}", byte);
    else
      address += c;
  }
  // No lock and no shared index are put beside the file.
  return address + "?mode=ro&immutable=1";
}

bool holds_bytes(const std::filesystem::path& file) {
  std::error_code code;
  const auto size = std::filesystem::file_size(file, code);
  return !code && size > 0;
}

/// What can be said of the file before SQLite sees it.
Result<void> check_file(const std::filesystem::path& file, std::string_view kind) {
  const std::string name = file.string();
  std::error_code code;
  const auto status = std::filesystem::status(file, code);
  if (status.type() == std::filesystem::file_type::not_found)
    return failure(ErrorCode::NotFound, fmt::format("There is no file {}.", name), name);
  if (std::filesystem::is_directory(status))
    return failure(ErrorCode::Io, fmt::format("{} is a folder; name a {}.", name, kind), name);
  std::ifstream stream(file, std::ios::binary);
  std::array<char, 16> bytes{};
  if (stream) stream.read(bytes.data(), bytes.size());
  if (!stream.is_open() || stream.bad())
    return failure(ErrorCode::Io, fmt::format("{} cannot be read; look at its permissions.", name),
                   name);
  if (std::string_view(bytes.data(), static_cast<std::size_t>(stream.gcount())) != magic)
    return failure(
        ErrorCode::Malformed,
        fmt::format("{} is no {}: it is not a SQLite database. Name another file.", name, kind),
        name);
  for (const char* beside : {"-journal", "-wal"})
    if (holds_bytes(std::filesystem::path(file) += beside))
      return failure(ErrorCode::Io,
                     fmt::format("{0} is being written, or was not closed in good order (there is "
                                 "{0}{1}); open and close it in its own program, then try again.",
                                 name, beside),
                     name);
  return {};
}

}  // namespace

int ForeignRow::columns() const { return sqlite3_column_count(statement_); }

std::string_view ForeignRow::column_name(int column) const {
  const char* name = sqlite3_column_name(statement_, column);
  return name == nullptr ? std::string_view() : name;
}

bool ForeignRow::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::optional<std::int64_t> ForeignRow::integer(int column) const {
  if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER) return std::nullopt;
  return sqlite3_column_int64(statement_, column);
}

std::string_view ForeignRow::text(int column) const {
  if (is_null(column)) return {};
  const auto* bytes = sqlite3_column_text(statement_, column);
  if (bytes == nullptr) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

void ForeignDatabase::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

ForeignDatabase::ForeignDatabase(std::unique_ptr<sqlite3, Close> database, std::string name,
                                 std::string kind)
    : database_(std::move(database)), name_(std::move(name)), kind_(std::move(kind)) {}

Result<ForeignDatabase> ForeignDatabase::open(const std::filesystem::path& file,
                                              std::string_view kind) {
  if (auto sound = check_file(file, kind); !sound) return tl::unexpected(sound.error());
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      uri(file).c_str(), &handle,
      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  if (handle == nullptr) throw std::bad_alloc();
  ForeignDatabase database(std::unique_ptr<sqlite3, Close>(handle), file.string(),
                           std::string(kind));
  if (code != SQLITE_OK) return tl::unexpected(database.error(code));
  if (auto done = database.prepare(); !done) return tl::unexpected(done.error());
  return database;
}

Result<ForeignDatabase> ForeignDatabase::of_bytes(std::string_view bytes, std::string name,
                                                  std::string_view kind) {
  sqlite3* handle = nullptr;
  int code =
      sqlite3_open_v2(":memory:", &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (handle == nullptr) throw std::bad_alloc();
  ForeignDatabase database(std::unique_ptr<sqlite3, Close>(handle), std::move(name),
                           std::string(kind));
  if (bytes.size() < magic.size() || bytes.substr(0, magic.size()) != magic)
    return tl::unexpected(database.foreign("it is not a SQLite database"));
  // SQLite only reads from memory that it is given as read-only.
  auto* data = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  if (code == SQLITE_OK)
    code = sqlite3_deserialize(handle, "main", data, size, size, SQLITE_DESERIALIZE_READONLY);
  if (code != SQLITE_OK) return tl::unexpected(database.error(code));
  if (auto done = database.prepare(); !done) return tl::unexpected(done.error());
  return database;
}

Result<void> ForeignDatabase::prepare() {
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  const int code =
      sqlite3_exec(database_.get(), "PRAGMA cell_size_check = ON", nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error(code));
  std::string found;
  auto done = each("PRAGMA quick_check(1)", [&](const ForeignRow& row) { found = row.text(0); });
  if (done && found != "ok")
    return failure(ErrorCode::Malformed,
                   fmt::format("{} is damaged ({}); take it from a backup.", name_, found), name_);
  return done;
}

Result<bool> ForeignDatabase::has_table(std::string_view wanted) {
  const auto upper = [](std::string_view word) {
    std::string result(word);
    for (char& c : result) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return result;
  };
  bool has = false;
  const auto done =
      each("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0",
           [&](const ForeignRow& row) { has = has || upper(row.text(0)) == upper(wanted); });
  if (!done) return tl::unexpected(done.error());
  return has;
}

Result<void> ForeignDatabase::each(const std::string& sql,
                                   const std::function<void(const ForeignRow&)>& visit) {
  sqlite3_stmt* prepared = nullptr;
  int code = sqlite3_prepare_v2(database_.get(), sql.c_str(), static_cast<int>(sql.size()),
                                &prepared, nullptr);
  const std::unique_ptr<sqlite3_stmt, Finalize> statement(prepared);
  if (code != SQLITE_OK) return tl::unexpected(error(code));
  for (code = sqlite3_step(prepared); code == SQLITE_ROW; code = sqlite3_step(prepared))
    visit(ForeignRow(prepared));
  if (code != SQLITE_DONE) return tl::unexpected(error(code));
  return {};
}

Error ForeignDatabase::foreign(std::string_view why) const {
  return {ErrorCode::Malformed,
          fmt::format("{} is no {}: {}. Name another file.", name_, kind_, why), name_};
}

Error ForeignDatabase::error(int code) const {
  const std::string reason = sqlite3_errmsg(database_.get());
  switch (code & 0xff) {
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    case SQLITE_ERROR:  // a table or a column that is not there
      return foreign(reason);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {ErrorCode::Malformed,
              fmt::format("{} is damaged ({}); take it from a backup.", name_, reason), name_};
    default:
      return {ErrorCode::Io, fmt::format("{} could not be read: {}.", name_, reason), name_};
  }
}

}  // namespace faultline::exchange::detail
