#pragma once
// A Filter as SQL with bound parameters.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "study/rows.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

/// Conditions that all must hold, with their parameters in order.
class Conditions {
 public:
  explicit Conditions(std::string first) : sql_(std::move(first)) {}

  template <class... Values>
  void add(std::string_view condition, const Values&... values) {
    sql_ += " AND ";
    sql_ += condition;
    (values_.push_back(sqlite::to_value(values)), ...);
  }
  void add_all(std::string_view condition, std::vector<sqlite::Value> values) {
    sql_ += " AND ";
    sql_ += condition;
    for (sqlite::Value& value : values) values_.push_back(std::move(value));
  }
  [[nodiscard]] const std::string& sql() const { return sql_; }
  [[nodiscard]] const std::vector<sqlite::Value>& values() const { return values_; }

 private:
  std::string sql_;
  std::vector<sqlite::Value> values_;  // views into the Filter
};

/// For whom a statement `s` was made. A person who names another speaker says nothing of a
/// principal.
inline constexpr std::string_view principal_of_statement =
    "CASE WHEN s.speaker IS (SELECT c.actor FROM cast_member c WHERE c.article = s.article "
    "AND c.machine_actor = s.machine_speaker) THEN (SELECT c.actor FROM cast_member c "
    "WHERE c.article = s.article AND c.machine_actor = s.machine_on_behalf_of) END";
/// Whose statement `s` is, as the filter counts: the speaker's or his principal's.
[[nodiscard]] std::string speaker_of(const Filter& filter);

// What `filter` wants of each table; the filter must live as long as the conditions. Malformed for
// a `text` that the table's full-text index does not take. In all of them `a` is the article.

/// `s` is the statement.
[[nodiscard]] Result<Conditions> statement_conditions(sqlite::Connection& connection,
                                                      const Filter& filter);
/// `r` is the relation; `bloc_end` is the column of the actor who must belong to the bloc.
[[nodiscard]] Result<Conditions> relation_conditions(sqlite::Connection& connection,
                                                     const Filter& filter,
                                                     std::string_view bloc_end = "r.from_actor");
/// `c` is the coding and `s` its statement.
[[nodiscard]] Result<Conditions> coding_conditions(sqlite::Connection& connection,
                                                   const Filter& filter);
[[nodiscard]] Result<Conditions> article_conditions(sqlite::Connection& connection,
                                                    const Filter& filter);

}  // namespace faultline::study::detail
