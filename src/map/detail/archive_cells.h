#pragma once
// Values as cells of an archive's tables, and back: an empty cell is "not known" (none, NaN).

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/day.h"
#include "inference/intervals.h"
#include "map/referee_report.h"
#include "positions/positions.h"
#include "statements/statements.h"

namespace faultline::map::detail {

inline std::string cell_of(const std::string& value) { return value; }
inline std::string cell_of(bool value) { return value ? "true" : "false"; }
inline std::string cell_of(double value) {
  return std::isnan(value) ? std::string() : fmt::format("{}", value);
}
inline std::string cell_of(Day value) { return to_string(value); }
inline std::string cell_of(const PartialDate& value) { return to_string(value); }
template <class Value>
  requires std::is_integral_v<Value>
std::string cell_of(Value value) {
  return fmt::format("{}", value);
}
template <class Value>
  requires std::is_enum_v<Value>
std::string cell_of(Value value) {
  if constexpr (std::is_same_v<std::underlying_type_t<Value>, std::int64_t>)
    return cell_of(static_cast<std::int64_t>(value));
  else
    return std::string(to_string(value));
}
template <class Value>
std::string cell_of(const std::optional<Value>& value) {
  return value ? cell_of(*value) : std::string();
}

/// False if `cell` is no such value.
inline bool read_cell(std::string_view cell, std::string& value) {
  value = cell;
  return true;
}
inline bool read_cell(std::string_view cell, bool& value) {
  value = cell == "true";
  return value || cell == "false";
}
template <class Value>
  requires std::is_arithmetic_v<Value>
bool read_cell(std::string_view cell, Value& value) {
  if constexpr (std::is_floating_point_v<Value>) {
    value = inference::not_known;
    if (cell.empty()) return true;
  }
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc{} && end == cell.data() + cell.size();
}
template <class Value, class Read>
bool read_word(std::optional<Read> read, Value& value) {
  if (read) value = *read;
  return read.has_value();
}
inline bool read_cell(std::string_view cell, positions::Act& value) {
  return read_word(positions::parse_act(cell), value);
}
inline bool read_cell(std::string_view cell, statements::CueClass& value) {
  return read_word(statements::parse_cue_class(cell), value);
}
inline bool read_cell(std::string_view cell, statements::Modality& value) {
  return read_word(statements::parse_modality(cell), value);
}
inline bool read_cell(std::string_view cell, statements::Polarity& value) {
  return read_word(statements::parse_polarity(cell), value);
}
inline bool read_cell(std::string_view cell, Day& value) {
  const auto day = parse_day(cell);
  if (day) value = *day;
  return day.has_value();
}
inline bool read_cell(std::string_view cell, PartialDate& value) {
  const auto date = parse_partial_date(cell);
  if (date) value = *date;
  return date.has_value();
}
template <class Value>
  requires(std::is_enum_v<Value> && std::is_same_v<std::underlying_type_t<Value>, std::int64_t>)
bool read_cell(std::string_view cell, Value& value) {
  std::int64_t number = 0;
  if (!read_cell(cell, number)) return false;
  value = Value{number};
  return true;
}
template <class Value>
bool read_cell(std::string_view cell, std::optional<Value>& value) {
  value.reset();
  return cell.empty() || read_cell(cell, value.emplace());
}

/// One column of a table of `Row`s.
template <class Row>
struct InputColumn {
  TableField field;
  std::function<std::string(const Row&)> write;
  std::function<bool(Row&, std::string_view)> read;
};

/// A column that holds what `part(row)` refers to.
template <class Row, class Part>
InputColumn<Row> column(std::string name, std::string type, std::string description, Part part) {
  return {
      {std::move(name), std::move(type), std::move(description)},
      [part](const Row& row) { return cell_of(std::invoke(part, row)); },
      [part](Row& row, std::string_view cell) { return read_cell(cell, std::invoke(part, row)); }};
}

}  // namespace faultline::map::detail
