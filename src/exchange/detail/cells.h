#pragma once
// A table's row as names and values, in both formats of tables.h.

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exchange/tables.h"
#include "text/csv.h"

namespace faultline::exchange::detail {

using Json = nlohmann::ordered_json;
/// Text, number, truth or null under each column's name.
using Cells = std::vector<std::pair<std::string_view, Json>>;

/// The names of the columns; nothing in JSON Lines.
inline void write_header(std::ostream& out, TableFormat format, const Cells& cells) {
  if (format != TableFormat::Csv) return;
  std::string line;
  for (const auto& [name, value] : cells) {
    if (!line.empty()) line += ',';
    line += name;
  }
  out << line << "\r\n";
}

inline void write_cells(std::ostream& out, TableFormat format, const Cells& cells) {
  if (format == TableFormat::JsonLines) {
    Json json = Json::object();
    for (const auto& [name, value] : cells) json[std::string(name)] = value;
    out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    return;
  }
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Json& value = cells[i].second;
    if (i > 0) line += ',';
    if (value.is_string())
      line += text::csv_cell(value.get<std::string>(), /*for_spreadsheets=*/true);
    else if (!value.is_null())
      line += value.dump();
  }
  out << line << "\r\n";
}

}  // namespace faultline::exchange::detail
