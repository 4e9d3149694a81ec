#pragma once
// Somebody else's SQLite database, read with care: nothing is written, nothing that its schema says
// is run, and a column may hold anything.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace faultline::exchange::detail {

/// A row, for the length of a visit.
class ForeignRow {
 public:
  explicit ForeignRow(sqlite3_stmt* statement) : statement_(statement) {}
  [[nodiscard]] int columns() const;
  [[nodiscard]] std::string_view column_name(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  /// None if the column holds no integer.
  [[nodiscard]] std::optional<std::int64_t> integer(int column) const;
  /// Any bytes; empty for NULL.
  [[nodiscard]] std::string_view text(int column) const;

 private:
  sqlite3_stmt* statement_;
};

class ForeignDatabase {
 public:
  /// `kind` is what the file should be, "database of Discourse Network Analyzer".
  [[nodiscard]] static Result<ForeignDatabase> open(const std::filesystem::path& file,
                                                    std::string_view kind);
  /// `bytes` must outlive the database.
  [[nodiscard]] static Result<ForeignDatabase> of_bytes(std::string_view bytes, std::string name,
                                                        std::string_view kind);

  /// True for a table with rows of its own; false for a view, a virtual table, or none.
  [[nodiscard]] Result<bool> has_table(std::string_view name);
  [[nodiscard]] Result<void> each(const std::string& sql,
                                  const std::function<void(const ForeignRow&)>& visit);
  [[nodiscard]] const std::string& name() const { return name_; }
  /// Malformed: the file is not of that kind, and why.
  [[nodiscard]] Error foreign(std::string_view why) const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  ForeignDatabase(std::unique_ptr<sqlite3, Close> database, std::string name, std::string kind);
  [[nodiscard]] Error error(int code) const;
  /// Settings for a file of unknown origin, and a look at its pages.
  [[nodiscard]] Result<void> prepare();

  std::unique_ptr<sqlite3, Close> database_;
  std::string name_, kind_;
};

}  // namespace faultline::exchange::detail
