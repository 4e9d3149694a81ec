#pragma once
// Which statements enter a network as DNA chooses them: candidates, filters, blanks, duplicates.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "networks/dna/settings.h"
#include "networks/statement_table.h"

namespace faultline::networks::dna {

/// A text variable of the candidates, by its labels in DNA's order.
struct Axis {
  std::vector<std::string> labels;   // of the candidates, without the blank; see labels.h
  std::vector<std::int32_t> places;  // per candidate; -1: blank

  static constexpr std::int32_t blank = -1;
};

enum class QualifierKind : std::uint8_t { None, Boolean, Integer, Text, Document };

/// The qualifier's levels. None: one level. Boolean: always 0 and 1. Others: what the candidates
/// have, numbers by size, texts by DNA's order ("" is a level too).
struct Levels {
  QualifierKind kind = QualifierKind::None;
  std::vector<std::int32_t> numbers;  // of Boolean and Integer
  std::vector<std::string> texts;     // of Text and Document
  std::vector<std::int32_t> places;   // per candidate

  [[nodiscard]] std::size_t size() const {
    return kind == QualifierKind::None                                        ? 1
           : kind == QualifierKind::Boolean || kind == QualifierKind::Integer ? numbers.size()
                                                                              : texts.size();
  }
  [[nodiscard]] bool are_numbers() const {
    return kind == QualifierKind::Boolean || kind == QualifierKind::Integer;
  }
};

/// Candidates ("original list") and what is left of them ("filtered list").
struct Selection {
  Settings settings;               // as corrected()
  std::vector<std::string> notes;  // of corrected()
  Instant start, stop;             // the range in force
  std::vector<std::uint32_t>
      rows;                    // of the table: the candidates by time, document, begin, end, id
  std::vector<Instant> times;  // of the candidates
  std::vector<std::uint32_t> kept;  // places in `rows`, rising
  Axis row_labels, column_labels;   // variable 1 and 2
  Levels levels;
};

/// Chooses the statements. Candidates are those of documents of [start, stop] that pass the
/// filters of documents; then fall those with an excluded value, with a blank in variable 1 or 2
/// (or, unless the aggregation is `ignore`, in a qualifier of text) - event lists keep blanks -,
/// and duplicates: in order, a statement that agrees with a kept one in variable 1, variable 2, the
/// qualifier (unless `ignore`) and the document, **week number, month number whatever the year**,
/// year or nothing. O(statements) hashing, plus a sort where the table is not in order.
///
/// Usage, as corrected(). Unsupported where DNA itself fails, with what it does: a value with an
/// apostrophe among the filters of documents (breaks its query), an excluded variable that the
/// statement does not have, duplicates with a qualifier of the document (null pointer at the first
/// pair to compare).
[[nodiscard]] Result<Selection> select(const StatementTable& table, const Settings& settings);

/// Bar plots select by variable 1 and the qualifier alone (variable 2 is not looked at, and the
/// qualifier counts for duplicates if there is one).
[[nodiscard]] Result<Selection> select_for_bars(const StatementTable& table,
                                                const Settings& settings);

/// Number of the week that DNA compares: ISO 8601's, or the United States' where the days before
/// January 1 of its week belong to week 1 already.
[[nodiscard]] int week_number(Instant time, Weeks weeks);

}  // namespace faultline::networks::dna
