// Entries of DNA's manifests against what DNA itself wrote for them: 300 invented statements
// (dna_unique/statements.csv), settings and results (dna_unique/expected.json; of series the first
// two matrices).

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "exchange/dna_run.h"
#include "text/csv.h"

namespace faultline::exchange {
namespace {

using Json = nlohmann::ordered_json;
using networks::VariableKind;

std::string file(const std::string& name) {
  std::ifstream stream(std::string(FAULTLINE_SOURCE_DIR) + "/tests/exchange/dna_unique/" + name,
                       std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

networks::StatementTable statements() {
  networks::StatementTable table;
  table.variables = {{"person", VariableKind::ShortText, false, {}, {}},
                     {"organization", VariableKind::ShortText, false, {}, {}},
                     {"concept", VariableKind::ShortText, false, {}, {}},
                     {"agreement", VariableKind::Boolean, false, {}, {}}};
  std::vector<std::map<std::string, std::int32_t>> places(3);
  const std::string text = file("statements.csv");
  text::CsvReader reader(text, ',', "statements.csv");
  text::CsvRecord record;
  EXPECT_TRUE(*reader.next(record));  // statement_id, document_id, epoch_utc, datetime_utc, ...
  while (*reader.next(record)) {
    const auto number = [&](std::size_t cell) { return std::stoll(record.cells[cell]); };
    table.id.push_back(number(0));
    table.document.push_back(number(1));
    table.time.push_back({number(2)});
    for (std::size_t i = 0; i < 3; ++i) {
      const auto [found, is_new] =
          places[i].try_emplace(record.cells[4 + i], static_cast<std::int32_t>(places[i].size()));
      if (is_new) table.variables[i].labels.push_back(record.cells[4 + i]);
      table.variables[i].values.push_back(found->second);
    }
    table.variables[3].values.push_back(static_cast<std::int32_t>(number(7)));
    table.begin.push_back(static_cast<std::int32_t>(number(8)));
    table.end.push_back(static_cast<std::int32_t>(number(9)));
  }
  table.first_document = *std::min_element(table.time.begin(), table.time.end());
  table.last_document = *std::max_element(table.time.begin(), table.time.end());
  return table;
}

/// Where `value` has another key, text or number (beyond 1e-9) than `expected` asks for; lists of
/// `expected` may be the beginning of those of `value`.
std::string difference(const Json& expected, const Json& value, const std::string& where) {
  if (expected.is_number() && value.is_number()) {
    const double a = expected.get<double>(), b = value.get<double>();
    const bool same = std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
    return same ? "" : where + ": " + expected.dump() + " and " + value.dump();
  }
  if (expected.type() != value.type()) return where + ": another type";
  if (expected.is_object())
    for (const auto& [key, inner] : expected.items()) {
      if (!value.contains(key)) return where + ": no " + key;
      if (auto found = difference(inner, value[key], where + "." + key); !found.empty())
        return found;
    }
  else if (expected.is_array()) {
    if (expected.size() > value.size()) return where + ": too short";
    for (std::size_t i = 0; i < expected.size(); ++i)
      if (auto found = difference(expected[i], value[i], where + "[" + std::to_string(i) + "]");
          !found.empty())
        return found;
  } else if (expected != value) {
    return where + ": " + expected.dump() + " and " + value.dump();
  }
  return "";
}

/// A CSV matrix cell by cell.
Json cells(const std::string& text, char separator) {
  Json rows = Json::array();
  text::CsvReader reader(text, separator, "matrix");
  text::CsvRecord record;
  while (*reader.next(record)) {
    Json row = Json::array();
    for (std::size_t i = 0; i < record.cells.size(); ++i)
      if (i > 0 && !rows.empty())
        row.push_back(std::stod(record.cells[i]));
      else
        row.push_back(record.cells[i]);
    rows.push_back(row);
  }
  return rows;
}

TEST(DnaReference, EveryEntryIsWhatDnaWrote) {
  const auto table = statements();
  ASSERT_EQ(table.size(), 300U);
  DnaSource source;
  source.table = [&](const DnaSource::Type&) -> Result<const networks::StatementTable*> {
    return &table;
  };
  const Json all = Json::parse(file("expected.json"));
  ASSERT_EQ(all.size(), 28U);
  for (const Json& one : all) {
    const std::string name = one["settings"]["file"];
    const auto entries = parse_dna_manifest(one["settings"].dump(), name);
    ASSERT_TRUE(entries->front()) << name << entries->front().error().message;
    std::ostringstream out;
    const auto counts = run_dna_entry(*entries->front(), source, out);
    ASSERT_TRUE(counts) << name << counts.error().message;
    if (one["settings"].contains("numMatrices")) {
      EXPECT_EQ(*counts->matrices, one["settings"]["numMatrices"].get<std::int64_t>()) << name;
    }
    if (one["settings"].contains("numFilteredStatements")) {
      EXPECT_EQ(*counts->filtered_statements,
                one["settings"]["numFilteredStatements"].get<std::int64_t>())
          << name;
    }
    if (!one["expected"].is_string()) {
      EXPECT_EQ(difference(one["expected"], Json::parse(out.str()), name), "");
    } else if (name.find("enUS") == std::string::npos) {
      EXPECT_EQ(out.str(), one["expected"].get<std::string>()) << name;
    } else {
      EXPECT_EQ(difference(cells(one["expected"], ','), cells(out.str(), ','), name), "");
    }
  }
}

}  // namespace
}  // namespace faultline::exchange
