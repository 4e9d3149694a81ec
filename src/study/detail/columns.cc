#include "study/detail/columns.h"

#include <fmt/core.h>

#include <limits>
#include <string_view>

namespace faultline::study::detail {
namespace {

/// What `parse` makes of a column's word; none for NULL.
template <class Value>
Result<std::optional<Value>> parsed(const sqlite::Connection& connection, const sqlite::Row& row,
                                    int column, std::optional<Value> (*parse)(std::string_view),
                                    std::string_view what) {
  if (row.is_null(column)) return std::optional<Value>();
  const auto value = parse(row.text(column));
  if (!value)
    return tl::unexpected(
        connection.damaged(fmt::format("\"{}\" is no {}", row.text(column), what)));
  return value;
}

}  // namespace

Result<std::optional<Day>> day(const sqlite::Connection& connection, const sqlite::Row& row,
                               int column) {
  if (row.is_null(column)) return std::optional<Day>();
  const auto parsed = parse_day(row.text(column));
  if (!parsed)
    return tl::unexpected(connection.damaged(fmt::format("\"{}\" is no day", row.text(column))));
  return std::optional<Day>(*parsed);
}

Result<std::optional<PartialDate>> partial_date(const sqlite::Connection& connection,
                                                const sqlite::Row& row, int column) {
  if (row.is_null(column)) return std::optional<PartialDate>();
  const auto parsed = parse_partial_date(row.text(column));
  if (!parsed)
    return tl::unexpected(connection.damaged(fmt::format("\"{}\" is no date", row.text(column))));
  return std::optional<PartialDate>(*parsed);
}

Result<positions::Act> act(const sqlite::Connection& connection, const sqlite::Row& row,
                           int column) {
  const auto parsed = positions::parse_act(row.text(column));
  if (!parsed)
    return tl::unexpected(connection.damaged(fmt::format("\"{}\" is no act", row.text(column))));
  return *parsed;
}

Result<std::optional<positions::Origin>> origin(const sqlite::Connection& connection,
                                                const sqlite::Row& row, int column) {
  return parsed(connection, row, column, positions::parse_origin, "origin of a relation");
}

Result<statements::StatementType> statement_type(const sqlite::Connection& connection,
                                                 const sqlite::Row& row, int column) {
  using statements::StatementType;
  for (const auto type : {StatementType::Direct, StatementType::Indirect, StatementType::Mixed})
    if (row.text(column) == statements::to_string(type)) return type;
  return tl::unexpected(
      connection.damaged(fmt::format("\"{}\" is no type of statement", row.text(column))));
}

Result<std::optional<statements::CueClass>> cue_class(const sqlite::Connection& connection,
                                                      const sqlite::Row& row, int column) {
  return parsed(connection, row, column, statements::parse_cue_class, "class of cues");
}

Result<std::optional<statements::Modality>> modality(const sqlite::Connection& connection,
                                                     const sqlite::Row& row, int column) {
  return parsed(connection, row, column, statements::parse_modality, "modality");
}

Result<std::optional<statements::Polarity>> polarity(const sqlite::Connection& connection,
                                                     const sqlite::Row& row, int column) {
  return parsed(connection, row, column, statements::parse_polarity, "polarity");
}

Result<ByteSpan> byte_span(const sqlite::Connection& connection, const sqlite::Row& row,
                           int column) {
  const auto begin = row.integer(column);
  const auto end = row.integer(column + 1);
  if (begin < 0 || end < begin || end > std::numeric_limits<std::uint32_t>::max())
    return tl::unexpected(
        connection.damaged(fmt::format("{} to {} is no stretch of a text", begin, end)));
  return ByteSpan{{static_cast<std::uint32_t>(begin)}, {static_cast<std::uint32_t>(end)}};
}

}  // namespace faultline::study::detail
