#include "exchange/coding_table.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>
#include <ostream>
#include <set>
#include <utility>

#include "exchange/detail/cells.h"
#include "text/csv.h"
#include "text/text.h"

namespace faultline::exchange {
namespace {

using detail::Cells;
using detail::Json;

/// Who speaks, as two columns.
struct Speaker {
  std::string person, organization;
};

class Speakers {
 public:
  explicit Speakers(std::span<const study::ActorRow> actors) {
    for (const auto& row : actors) by_id_.emplace(row.actor.id, &row.actor);
  }
  [[nodiscard]] Speaker of(const study::Judgement& row) const {
    if (!row.speaker) return {};
    const auto found = by_id_.find(*row.speaker);
    const std::string name = row.speaker_name.value_or(*row.speaker);
    if (found == by_id_.end()) return {name, {}};
    const auto& actor = *found->second;
    if (actor.kind != actors::ActorKind::Person) return {{}, name};
    const auto whole = by_id_.find(actor.part_of);
    return {name, whole == by_id_.end() ? actor.part_of : whole->second->name};
  }

 private:
  std::map<std::string, const actors::Actor*, std::less<>> by_id_;
};

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}
Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Cells cells_of(const study::Judgement& row, const Speaker& speaker) {
  return {{"person", text_or_null(speaker.person)},
          {"organization", text_or_null(speaker.organization)},
          {"concept", row.concept_name},
          {"agreement", row.agreement},
          {"date", row.day ? Json(to_string(*row.day)) : Json(nullptr)},
          {"coder", row.coder},
          {"kind", word_for(row.kind)},
          {"text", row.content_text},
          {"evidence", row.evidence_text},
          {"note", text_or_null(row.note)},
          {"confidence", or_null(row.confidence)},
          {"coded_at", or_null(row.made_at)},
          {"article", row.article_id},
          {"headline", or_null(row.headline)},
          {"outlet", or_null(row.outlet)},
          {"actor", or_null(row.speaker)},
          {"statement", row.statement ? Json(static_cast<std::int64_t>(*row.statement)) : nullptr},
          {"id", static_cast<std::int64_t>(row.key)}};
}

// Reading.

enum class Column : std::uint8_t {
  Person,
  Organization,
  Concept,
  Agreement,
  Coder,
  Kind,
  Text,
  Evidence,
  Note,
  Confidence,
  CodedAt,
  Article,
  Headline,
  Statement,
  Passed,  // known, and of no use here
};

constexpr std::array<std::pair<std::string_view, Column>, 26> names{{
    {"person", Column::Person},
    {"organization", Column::Organization},
    {"organisation", Column::Organization},
    {"concept", Column::Concept},
    {"agreement", Column::Agreement},
    {"coder", Column::Coder},
    {"kind", Column::Kind},
    {"text", Column::Text},
    {"quote", Column::Text},
    {"content", Column::Text},
    {"evidence", Column::Evidence},
    {"note", Column::Note},
    {"confidence", Column::Confidence},
    {"coded_at", Column::CodedAt},
    {"article", Column::Article},
    {"headline", Column::Headline},
    {"title", Column::Headline},
    {"document", Column::Headline},
    {"statement", Column::Statement},
    {"date", Column::Passed},
    {"time", Column::Passed},
    {"outlet", Column::Passed},
    {"source", Column::Passed},
    {"actor", Column::Passed},
    {"id", Column::Passed},
    {"docid", Column::Passed},
}};

std::optional<int> agreement_of(std::string_view cell, bool is_dna) {
  const std::string word = text::fold_name(cell);
  if (word == "for") return 1;
  if (word == "against") return -1;
  if (word == "neither") return 0;
  if (is_dna) {
    if (word == "1" || word == "true" || word == "yes") return 1;
    if (word == "0" || word == "false" || word == "no") return -1;
    return std::nullopt;
  }
  if (word == "1" || word == "+1") return 1;
  if (word == "-1") return -1;
  if (word == "0") return 0;
  return std::nullopt;
}

template <class Number>
std::optional<Number> number_of(const std::string& cell) {
  Number number{};
  const char* end = cell.data() + cell.size();
  const auto [stop, error] = std::from_chars(cell.data(), end, number);
  return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

class Reader {
 public:
  Reader(std::string_view csv, const std::string& name, const CodingTableOptions& options)
      : reader_(csv, text::separator_of(csv), name), name_(name), options_(options) {}

  Result<CodingLines> read() {
    if (auto header = read_header(); !header) return tl::unexpected(header.error());
    while (next()) read_row();
    if (machines_ > 0)
      result_.notes.push_back(
          fmt::format("{} of the machine or a model left out: only people code.",
                      machines_ == 1 ? "1 row" : fmt::format("{} rows", machines_)));
    if (!options_.is_dna && zeros_ > 0 && minuses_ == 0)
      result_.notes.push_back(
          "Agreement 0 was read as neither for nor against; where it means against, as in "
          "Discourse Network Analyzer, use --dna.");
    return std::move(result_);
  }

 private:
  bool next() {
    while (true) {
      const auto read = reader_.next(record_);
      if (read) return *read;
      result_.problems.push_back(read.error());
    }
  }

  Result<void> read_header() {
    if (!next())
      return failure(ErrorCode::Malformed, "The table is empty: it has no header line.", name_);
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < record_.cells.size(); ++i) {
      const std::string cell = text::fold_name(record_.cells[i]);
      const auto* const found = std::find_if(names.begin(), names.end(),
                                             [&](const auto& one) { return one.first == cell; });
      if (found == names.end())
        unknown.push_back(record_.cells[i]);
      else if (found->second != Column::Passed && !places_.emplace(found->second, i).second)
        return failure(ErrorCode::Malformed,
                       fmt::format("The table has two columns for \"{}\"; keep one.", cell),
                       fmt::format("{}:{}", name_, record_.line));
    }
    for (const auto& [column, word] :
         {std::pair{Column::Concept, "concept"}, {Column::Agreement, "agreement"}})
      if (!places_.contains(column)) return missing(word);
    if (!places_.contains(Column::Text) && !places_.contains(Column::Statement))
      return missing("text");
    if (!unknown.empty())
      result_.notes.push_back(fmt::format("Columns passed over: {}.", fmt::join(unknown, ", ")));
    return {};
  }
  [[nodiscard]] tl::unexpected<Error> missing(std::string_view column) const {
    return failure(ErrorCode::Malformed,
                   fmt::format("The table has no column \"{}\"; it needs concept, agreement, and "
                               "text or statement, named in the first line.",
                               column),
                   fmt::format("{}:{}", name_, record_.line));
  }

  [[nodiscard]] std::string cell(Column column) const {
    const auto place = places_.find(column);
    if (place == places_.end() || place->second >= record_.cells.size()) return {};
    return std::string(text::without_guard(record_.cells[place->second]));
  }
  void complain(std::string message) {
    result_.problems.push_back(
        {ErrorCode::Malformed, std::move(message), fmt::format("{}:{}", name_, record_.line)});
  }

  void read_row() {
    const std::string kind = cell(Column::Kind);
    if (kind == "machine" || kind == "model") {
      ++machines_;
      return;
    }
    CodingLine line;
    line.line = record_.line;
    line.coding.concept_name = cell(Column::Concept);
    if (line.coding.concept_name.empty()) return complain("The row names no concept.");
    const std::string agreement = cell(Column::Agreement);
    const auto value = agreement_of(agreement, options_.is_dna);
    if (!value)
      return complain(fmt::format("\"{}\" is no agreement; write {}.", agreement,
                                  options_.is_dna ? "1 or 0" : "1, -1 or 0"));
    line.coding.agreement = *value;
    zeros_ += agreement == "0" ? 1 : 0;
    minuses_ += *value < 0 ? 1 : 0;
    line.coding.coder = cell(Column::Coder);
    if (line.coding.coder.empty()) line.coding.coder = options_.coder;
    if (line.coding.coder.empty())
      return complain("The row names no coder; add the column coder, or give --coder NAME.");
    if (const std::string number = cell(Column::Confidence); !number.empty()) {
      line.coding.confidence = number_of<double>(number);
      if (!line.coding.confidence || !(*line.coding.confidence >= 0) || *line.coding.confidence > 1)
        return complain(fmt::format("\"{}\" is no confidence from 0 to 1.", number));
    }
    if (const std::string key = cell(Column::Statement); !key.empty())
      line.statement = number_of<std::int64_t>(key);
    line.coding.note = cell(Column::Note);
    line.coding.made_at = cell(Column::CodedAt);
    line.text = cell(Column::Text);
    line.evidence = cell(Column::Evidence);
    line.article = cell(Column::Article);
    line.headline = cell(Column::Headline);
    line.speaker = cell(Column::Person);
    if (line.speaker.empty()) line.speaker = cell(Column::Organization);
    if (line.text.empty() && !line.statement)
      return complain("The row has neither the statement's text nor its number.");
    result_.lines.push_back(std::move(line));
  }

  text::CsvReader reader_;
  text::CsvRecord record_;
  const std::string& name_;
  const CodingTableOptions& options_;
  std::map<Column, std::size_t> places_;
  CodingLines result_;
  int machines_ = 0, zeros_ = 0, minuses_ = 0;
};

}  // namespace

void write_codings(std::ostream& out, TableFormat format, std::span<const study::Judgement> rows,
                   std::span<const study::ActorRow> actors) {
  const Speakers speakers(actors);
  detail::write_header(out, format, cells_of({}, {}));
  for (const auto& row : rows) {
    detail::write_cells(out, format, cells_of(row, speakers.of(row)));
    if (!out) return;  // nobody takes the rest
  }
}

Result<CodingLines> read_codings(std::string_view csv, const std::string& name,
                                 const CodingTableOptions& options) {
  return Reader(csv, name, options).read();
}

}  // namespace faultline::exchange
