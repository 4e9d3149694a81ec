#pragma once
// Columns read back as the values they were written from. A study may have passed through other
// hands, so a column that holds something else is an Error and not a bug.

#include <optional>

#include "base/day.h"
#include "base/result.h"
#include "positions/positions.h"
#include "statements/statements.h"
#include "study/sqlite/connection.h"

namespace faultline::study::detail {

[[nodiscard]] Result<std::optional<Day>> day(const sqlite::Connection& connection,
                                             const sqlite::Row& row, int column);
[[nodiscard]] Result<std::optional<PartialDate>> partial_date(const sqlite::Connection& connection,
                                                              const sqlite::Row& row, int column);
[[nodiscard]] Result<positions::Act> act(const sqlite::Connection& connection,
                                         const sqlite::Row& row, int column);
[[nodiscard]] Result<std::optional<positions::Origin>> origin(const sqlite::Connection& connection,
                                                              const sqlite::Row& row, int column);
[[nodiscard]] Result<statements::StatementType> statement_type(const sqlite::Connection& connection,
                                                               const sqlite::Row& row, int column);
[[nodiscard]] Result<std::optional<statements::CueClass>> cue_class(
    const sqlite::Connection& connection, const sqlite::Row& row, int column);
[[nodiscard]] Result<std::optional<statements::Modality>> modality(
    const sqlite::Connection& connection, const sqlite::Row& row, int column);
[[nodiscard]] Result<std::optional<statements::Polarity>> polarity(
    const sqlite::Connection& connection, const sqlite::Row& row, int column);
/// Two columns, begin and end.
[[nodiscard]] Result<ByteSpan> byte_span(const sqlite::Connection& connection,
                                         const sqlite::Row& row, int column);

}  // namespace faultline::study::detail
