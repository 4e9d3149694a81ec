// Any bytes as a table of codings: rows that can be matched, written and read again, and reasons
// with their places, never a crash.

#include "exchange/coding_table.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace {

using namespace faultline;

void require(bool holds) {
  if (!holds) std::abort();
}

/// The row as the study would give it back.
study::Judgement judgement_of(const exchange::CodingLine& line) {
  study::Judgement row;
  row.kind = study::CoderKind::Person;
  row.coder = line.coding.coder;
  row.concept_name = line.coding.concept_name;
  row.agreement = line.coding.agreement;
  row.note = line.coding.note;
  row.content_text = line.text;
  row.evidence_text = line.evidence;
  row.article_id = line.article;
  row.statement = study::StatementId{line.statement.value_or(1)};
  return row;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto text =
      text::valid_text(std::string(reinterpret_cast<const char*>(data), size), "fuzz.csv");
  if (!text) return 0;
  const auto read = exchange::read_codings(*text, "fuzz.csv", {.is_dna = data[0] % 2 == 0});
  if (!read) {
    require(!read.error().message.empty() && !read.error().where.empty());
    return 0;
  }
  for (const auto& problem : read->problems)
    require(!problem.message.empty() && problem.where.starts_with("fuzz.csv:"));
  std::vector<study::StatementRow> statements(2);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    statements[i].key = study::StatementId{static_cast<std::int64_t>(i) + 1};
    statements[i].article_id = i == 0 ? "one" : "two";
    statements[i].content_text = i == 0 ? "the quay is lost" : "no bridge will ever stand";
    statements[i].extent = {{0}, {16}};
  }
  const auto found = exchange::match_codings(
      read->lines, statements,
      [](study::ArticleId) -> Result<std::string> { return std::string("the quay is lost."); },
      "fuzz.csv");
  require(found.has_value());
  require(found->codings.size() + found->problems.size() == read->lines.size());
  std::vector<study::Judgement> rows;
  for (const auto& line : read->lines) rows.push_back(judgement_of(line));
  std::ostringstream out;
  exchange::write_codings(out, exchange::TableFormat::Csv, rows, {});
  const auto again = exchange::read_codings(out.str(), "again.csv");
  require(again && again->problems.empty() && again->lines.size() == read->lines.size());
  for (std::size_t i = 0; i < again->lines.size(); ++i) {
    require(again->lines[i].coding.concept_name == read->lines[i].coding.concept_name);
    require(again->lines[i].coding.agreement == read->lines[i].coding.agreement);
    require(again->lines[i].coding.coder == read->lines[i].coding.coder);
    require(again->lines[i].coding.note == read->lines[i].coding.note);
    require(again->lines[i].text == read->lines[i].text);
  }
  return 0;
}
