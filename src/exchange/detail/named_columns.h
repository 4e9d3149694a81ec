#pragma once
// A table with a header line, its cells asked for by the names of their columns.

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "exchange/statement_csv.h"
#include "text/csv.h"

namespace faultline::exchange::detail {

/// A whole number, and nothing beside it.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view cell);

class NamedColumns {
 public:
  /// Malformed: no header line, or a name that stands there twice.
  [[nodiscard]] static Result<NamedColumns> open(const CsvTable& table);

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// The first of `names` that is a column's, and marks it as understood.
  [[nodiscard]] std::optional<std::size_t> find(std::initializer_list<std::string_view> names);
  /// Malformed where there is none.
  [[nodiscard]] Result<std::size_t> require(std::initializer_list<std::string_view> names);
  /// Columns that nobody has asked for.
  [[nodiscard]] std::vector<std::size_t> others() const;

  /// Every row with as many cells as there are columns; others become problems, as does what
  /// `visit` says is wrong with a row.
  void each(std::vector<Error>& problems,
            const std::function<Result<void>(const text::CsvRecord&)>& visit);
  [[nodiscard]] Error problem(std::uint32_t line, std::string message) const;
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  NamedColumns(text::CsvReader reader, std::string name)
      : reader_(std::move(reader)), name_(std::move(name)) {}
  text::CsvReader reader_;
  std::string name_;
  std::vector<std::string> names_;
  std::vector<bool> is_known_;
};

/// The columns that say when: epoch_utc, else datetime_utc.
class TimeColumns {
 public:
  explicit TimeColumns(NamedColumns& columns);
  [[nodiscard]] bool is_there() const { return epoch_ || date_; }
  /// None for blank cells; an Error with no place for one that is no time.
  [[nodiscard]] Result<std::optional<Instant>> of(const text::CsvRecord& row) const;

 private:
  std::optional<std::size_t> epoch_, date_;
};

}  // namespace faultline::exchange::detail
