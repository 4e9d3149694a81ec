#include "study/sqlite/connection.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <cassert>
#include <new>
#include <utility>

namespace faultline::study::sqlite {
namespace {

/// Statements with filters in them come in many forms; beyond this many none is worth keeping.
constexpr std::size_t most_statements = 200;

int bind(sqlite3_stmt* statement, int place, const Value& value) {
  struct Binder {
    sqlite3_stmt* statement;
    int place;
    int operator()(std::nullptr_t) const { return sqlite3_bind_null(statement, place); }
    int operator()(std::int64_t number) const {
      return sqlite3_bind_int64(statement, place, number);
    }
    int operator()(double number) const { return sqlite3_bind_double(statement, place, number); }
    int operator()(std::string_view text) const {
      // A null pointer would be bound as NULL, but an empty text is a text.
      const char* bytes = text.data() == nullptr ? "" : text.data();
      return sqlite3_bind_text64(statement, place, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(const std::string& text) const { return (*this)(std::string_view(text)); }
  };
  return std::visit(Binder{statement, place}, value);
}

/// Leaves a cached statement as if fresh, however the visit ended.
struct Reset {
  sqlite3_stmt* statement;
  ~Reset() {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
  }
};

}  // namespace

bool Row::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Row::integer(int column) const { return sqlite3_column_int64(statement_, column); }

double Row::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string Row::text(int column) const {
  const auto* bytes = sqlite3_column_text(statement_, column);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::optional<std::int64_t> Row::optional_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<std::string> Row::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

void Connection::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }
void Connection::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Connection::Connection(std::unique_ptr<sqlite3, Close> database, std::string name)
    : database_(std::move(database)), name_(std::move(name)) {}

Result<Connection> Connection::open(const std::string& address, std::string name,
                                    const Options& options) {
  sqlite3* handle = nullptr;
  const int flags = (options.is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                    (options.is_uri ? SQLITE_OPEN_URI : 0) | SQLITE_OPEN_NOMUTEX |
                    SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(address.c_str(), &handle, flags, nullptr);
  Connection connection{std::unique_ptr<sqlite3, Close>(handle), std::move(name)};
  if (handle == nullptr) throw std::bad_alloc();
  if (code != SQLITE_OK) return tl::unexpected(connection.error(code));
  sqlite3_busy_timeout(handle, static_cast<int>(options.patience.count()));
  // A study may come from anybody: nothing that its schema says may reach beyond the file.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  return connection;
}

Result<Connection> Connection::open_in_memory() { return open(":memory:", ":memory:", {}); }

std::string Connection::uri(const std::filesystem::path& path, std::string_view parameters) {
  std::string address = "file:";
  for (const char c : path.native()) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '?' || c == '#' || c == '%' || byte < 0x20)
      address += fmt::format("%{:02X}", byte);
    else
      address += c;
  }
  address += '?';
  address += parameters;
  return address;
}

Result<Connection::Prepared> Connection::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error(code));
  return Prepared(statement);
}

Result<void> Connection::visit(std::string_view sql, std::span<const Value> values,
                               const Visit* visitor) {
  auto found = statements_.find(sql);
  Prepared extra;  // for a statement that is asked again while its rows are still visited
  if (found == statements_.end() || sqlite3_stmt_busy(found->second.get()) != 0) {
    auto prepared = prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    if (found == statements_.end() && statements_.size() < most_statements)
      found = statements_.emplace(std::string(sql), std::move(*prepared)).first;
    else
      extra = std::move(*prepared);
  }
  sqlite3_stmt* const statement = extra ? extra.get() : found->second.get();
  const Reset reset{statement};
  assert(std::cmp_equal(sqlite3_bind_parameter_count(statement), values.size()));
  int place = 0;
  for (const auto& value : values) {
    const int code = bind(statement, ++place, value);
    if (code != SQLITE_OK) return tl::unexpected(error(code));
  }
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    if (visitor == nullptr) continue;
    if (auto seen = (*visitor)(Row(statement)); !seen) return seen;
  }
  if (code != SQLITE_DONE) return tl::unexpected(error(code));
  return {};
}

Result<void> Connection::run_script(const std::string& script) {
  const int code = sqlite3_exec(database_.get(), script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error(code));
  return {};
}

void Connection::trust_schema() {
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, nullptr);
}

std::int64_t Connection::changes() const { return sqlite3_changes64(database_.get()); }

bool Connection::is_read_only() const { return sqlite3_db_readonly(database_.get(), "main") == 1; }

bool Connection::is_in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }

std::string Connection::serialize() const {
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
      sqlite3_serialize(database_.get(), "main", &size, 0), &sqlite3_free);
  if (!bytes) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)};
}

std::string Connection::reason() const { return sqlite3_errmsg(database_.get()); }

Error Connection::damaged(std::string_view what) const {
  return {ErrorCode::Malformed,
          fmt::format("The study {} is damaged ({}); take it from a backup, or read its articles "
                      "into a new study.",
                      name_, what),
          name_};
}

Error Connection::error(int code) const {
  switch (code & 0xff) {
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::Conflict,
              fmt::format("Another program is writing the study {}; wait until it has finished, "
                          "then try again.",
                          name_),
              name_};
    case SQLITE_FULL:
      return {ErrorCode::Io,
              fmt::format("There is no room left on the disk for the study {}; it is as it was "
                          "before. Make room, then run the same command again.",
                          name_),
              name_};
    case SQLITE_READONLY:
      return {ErrorCode::Io,
              fmt::format("The study {} or its folder cannot be written; change their permissions, "
                          "or copy the study to a folder of your own.",
                          name_),
              name_};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {ErrorCode::Io,
              fmt::format("The study {} cannot be opened; look at the permissions of the file and "
                          "of its folder.",
                          name_),
              name_};
    case SQLITE_NOTADB:
      return {ErrorCode::Malformed,
              fmt::format("{} is no study: it is not a SQLite database.", name_), name_};
    case SQLITE_CORRUPT:
      return damaged(reason());
    case SQLITE_TOOBIG:
      return {ErrorCode::Unsupported,
              fmt::format("A text is too large for the study {}; cut it into articles of less than "
                          "a gigabyte.",
                          name_),
              name_};
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return damaged(reason());
    default:
      return {ErrorCode::Io,
              fmt::format("The study {} could not be read or written: {}.", name_, reason()),
              name_};
  }
}

Result<Transaction> Transaction::begin(Connection& connection, Kind kind) {
  const auto begun = connection.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
  if (!begun) return tl::unexpected(begun.error());
  return Transaction(&connection);
}

Transaction::~Transaction() {
  // SQLite has rolled back by itself after some failures, such as a full disk.
  if (connection_ != nullptr && connection_->is_in_transaction())
    static_cast<void>(connection_->run("ROLLBACK"));
}

Result<void> Transaction::commit() {
  auto done = connection_->run("COMMIT");
  if (done) connection_ = nullptr;
  return done;
}

}  // namespace faultline::study::sqlite
