#pragma once
// SQLite's C API as values: statements that are prepared once and reused, typed parameters and
// columns, transactions that roll back by themselves, and failures as sentences for the user.

#include <array>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/day.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace faultline::study::sqlite {

/// A parameter. A string_view must live until the call that takes it returns.
using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, std::string>;

inline Value to_value(Value value) { return value; }
inline Value to_value(std::nullptr_t) { return nullptr; }
inline Value to_value(std::string_view text) { return text; }
inline Value to_value(const std::string& text) { return std::string_view(text); }
inline Value to_value(const char* text) { return std::string_view(text); }
inline Value to_value(double number) { return number; }
inline Value to_value(Day day) { return to_string(day); }
inline Value to_value(const PartialDate& date) { return to_string(date); }
template <class Number>
  requires std::integral<Number> || std::is_enum_v<Number>
Value to_value(Number number) {
  return static_cast<std::int64_t>(number);
}
template <class Inner>
Value to_value(const std::optional<Inner>& value) {
  return value ? to_value(*value) : Value(nullptr);
}

/// The row at which a query stands; columns are counted from 0. Only for the length of the visit.
class Row {
 public:
  explicit Row(sqlite3_stmt* statement) : statement_(statement) {}

  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;  // 0 for NULL
  [[nodiscard]] double real(int column) const;           // 0 for NULL
  [[nodiscard]] std::string text(int column) const;      // empty for NULL
  [[nodiscard]] std::optional<std::int64_t> optional_integer(int column) const;
  [[nodiscard]] std::optional<std::string> optional_text(int column) const;

 private:
  sqlite3_stmt* statement_;
};

/// Receives a row; an Error ends the query and becomes its result.
using Visit = std::function<Result<void>(const Row&)>;

/// An open database. For one thread at a time.
class Connection {
 public:
  /// `address` is a path or, with `is_uri`, a "file:" address (see uri()). `name` is the file as
  /// messages call it. A lock that another holds is waited for as long as `patience`.
  struct Options {
    bool is_uri = false;
    bool is_read_only = false;
    std::chrono::milliseconds patience{10'000};
  };
  [[nodiscard]] static Result<Connection> open(const std::string& address, std::string name,
                                               const Options& options);
  [[nodiscard]] static Result<Connection> open_in_memory();

  /// "file:" address of `path` with `parameters` such as "mode=ro&immutable=1".
  [[nodiscard]] static std::string uri(const std::filesystem::path& path,
                                       std::string_view parameters);

  Connection(Connection&&) noexcept = default;
  Connection& operator=(Connection&&) noexcept = default;

  /// Runs one statement to its end.
  template <class... Values>
  [[nodiscard]] Result<void> run(std::string_view sql, const Values&... values) {
    const std::array<Value, sizeof...(Values)> bound{to_value(values)...};
    return visit(sql, bound, nullptr);
  }
  /// Visits every row of one query.
  template <class... Values>
  [[nodiscard]] Result<void> each(std::string_view sql, const Visit& visitor,
                                  const Values&... values) {
    const std::array<Value, sizeof...(Values)> bound{to_value(values)...};
    return visit(sql, bound, &visitor);
  }
  /// The same with parameters that are known at run time only; `visitor` may be null.
  [[nodiscard]] Result<void> visit(std::string_view sql, std::span<const Value> values,
                                   const Visit* visitor);
  /// The first column of the first row, or none.
  template <class... Values>
  [[nodiscard]] Result<std::optional<std::int64_t>> integer(std::string_view sql,
                                                            const Values&... values) {
    std::optional<std::int64_t> found;
    const auto done = each(
        sql,
        [&](const Row& row) -> Result<void> {
          if (!found) found = row.optional_integer(0);
          return {};
        },
        values...);
    if (!done) return tl::unexpected(done.error());
    return found;
  }
  template <class... Values>
  [[nodiscard]] Result<std::optional<std::string>> text(std::string_view sql,
                                                        const Values&... values) {
    std::optional<std::string> found;
    const auto done = each(
        sql,
        [&](const Row& row) -> Result<void> {
          if (!found) found = row.optional_text(0);
          return {};
        },
        values...);
    if (!done) return tl::unexpected(done.error());
    return found;
  }
  /// A script of statements without parameters.
  [[nodiscard]] Result<void> run_script(const std::string& script);

  /// Lets the schema's triggers write into full-text indexes; to be called once the schema is known
  /// to be ours.
  void trust_schema();
  /// Rows that the last INSERT, UPDATE or DELETE touched.
  [[nodiscard]] std::int64_t changes() const;
  [[nodiscard]] bool is_read_only() const;
  [[nodiscard]] bool is_in_transaction() const;
  /// The database as a file's bytes.
  [[nodiscard]] std::string serialize() const;
  [[nodiscard]] const std::string& name() const { return name_; }

  /// What SQLite says about the last failure.
  [[nodiscard]] std::string reason() const;

  /// Malformed: `what` in this file is not as the program writes it.
  [[nodiscard]] Error damaged(std::string_view what) const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

  Connection(std::unique_ptr<sqlite3, Close> database, std::string name);
  [[nodiscard]] Result<Prepared> prepare(std::string_view sql);
  [[nodiscard]] Error error(int code) const;

  std::unique_ptr<sqlite3, Close> database_;  // before the statements, which close first
  std::unordered_map<std::string, Prepared, Hash, std::equal_to<>> statements_;
  std::string name_;
};

/// All or nothing: what is not committed is rolled back when the value goes out of scope.
class Transaction {
 public:
  enum class Kind { Read, Write };

  /// A writing transaction takes the lock at once, so that it cannot fail half-way for want of it.
  [[nodiscard]] static Result<Transaction> begin(Connection& connection, Kind kind = Kind::Write);

  Transaction(Transaction&& other) noexcept : connection_(other.connection_) {
    other.connection_ = nullptr;
  }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  [[nodiscard]] Result<void> commit();

 private:
  explicit Transaction(Connection* connection) : connection_(connection) {}
  Connection* connection_;  // null: committed, or moved away
};

}  // namespace faultline::study::sqlite
