#include "exchange/concept_tables.h"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "text/csv.h"

namespace faultline::exchange {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); }

Json to_json(const ConceptRow& row) {
  const positions::Concept& one = row.entry;
  return {{"concept", one.name},
          {"parent", text_or_null(one.parent)},
          {"depth", row.depth},
          {"description", text_or_null(one.description)},
          {"for", one.in_favour},
          {"against", one.against},
          {"examples", one.examples},
          {"coded_for", row.counts.in_favour},
          {"coded_against", row.counts.against},
          {"coded_for_below", row.counts.in_favour_below},
          {"coded_against_below", row.counts.against_below},
          {"actors", row.counts.actors}};
}

Json to_json(const std::vector<positions::PhraseCount>& phrases) {
  Json list = Json::array();
  for (const auto& one : phrases)
    list.push_back({{"phrase", one.phrase}, {"statements", one.statements}});
  return list;
}

Json to_json(const positions::Candidate& one) {
  Json examples = Json::array();
  for (const auto& example : one.examples)
    examples.push_back({{"statement", example.statement},
                        {"actor", text_or_null(example.actor)},
                        {"words", example.words}});
  return {{"concept", one.name},
          {"variants", one.variants},
          {"statements", one.statements},
          {"actors", one.actors},
          {"articles", one.articles},
          {"in_favour", one.in_favour},
          {"against", one.against},
          {"for", to_json(one.phrases_for)},
          {"against_phrases", to_json(one.phrases_against)},
          {"examples", std::move(examples)}};
}

/// A list as one cell: its members joined by "; ".
std::string cell_text(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const Json& one : value) {
    text.append(text.empty() ? "" : "; ");
    if (one.is_string())
      text += one.get<std::string>();
    else if (one.contains("phrase"))
      text += one["phrase"].get<std::string>();
    else
      text += fmt::format("[{}] {}", one["statement"].get<std::int64_t>(),
                          one["words"].get<std::string>());
  }
  return text;
}

template <class Row>
void write(std::ostream& out, TableFormat format, std::span<const Row> rows) {
  if (format == TableFormat::Csv) {
    std::string line;
    const Json columns = to_json(Row{});
    for (const auto& [name, value] : columns.items())
      line.append(line.empty() ? "" : ",").append(name);
    out << line << "\r\n";
  }
  for (const Row& row : rows) {
    const Json json = to_json(row);
    if (format == TableFormat::JsonLines) {
      out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
      std::string line;
      bool is_first = true;
      for (const auto& [name, value] : json.items()) {
        if (!is_first) line += ',';
        is_first = false;
        line += text::csv_cell(cell_text(value), /*for_spreadsheets=*/!value.is_number());
      }
      out << line << "\r\n";
    }
    if (!out) return;  // nobody takes the rest
  }
}

}  // namespace

void write_table(std::ostream& out, TableFormat format, std::span<const ConceptRow> rows) {
  write(out, format, rows);
}

void write_table(std::ostream& out, TableFormat format,
                 std::span<const positions::Candidate> candidates) {
  write(out, format, candidates);
}

}  // namespace faultline::exchange
