#include "exchange/tables.h"

#include <fmt/core.h>

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "text/csv.h"

namespace faultline::exchange {
namespace {

using Json = nlohmann::ordered_json;

// Each table is described once, as names and values of its columns; both formats are made from
// that, so that they cannot come apart.
template <class Row>
struct Column {
  std::string_view name;
  Json (*value)(const Row&);
};

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <class Date>
Json date(const std::optional<Date>& value) {
  return value ? Json(to_string(*value)) : Json(nullptr);
}

template <class Value>
Json word(const std::optional<Value>& value) {
  return value ? Json(to_string(*value)) : Json(nullptr);
}

Json text_or_null(const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); }

template <class Key>
Json number(Key key) {
  return static_cast<std::int64_t>(key);
}

double rounded(double confidence) { return std::round(confidence * 1e4) / 1e4; }

Json plover_word(const study::RelationRow& row, bool wants_mode) {
  const auto event = positions::plover(row.act, row.sign, row.mode);
  const std::string_view word = wants_mode ? event.mode : event.category;
  return word.empty() ? Json(nullptr) : Json(word);
}

/// {"NAME": what, "from": ..., "to": ..., "source": ...}
Json dated(const char* name, const std::string& what, const Period& period,
           const std::string& source) {
  return {{name, what},
          {"from", date(period.from)},
          {"to", date(period.to)},
          {"source", text_or_null(source)}};
}

constexpr std::array<Column<study::ArticleRow>, 11> article_columns{{
    {"key", [](const auto& row) { return number(row.key); }},
    {"id", [](const auto& row) { return Json(row.id); }},
    {"file", [](const auto& row) { return Json(row.file); }},
    {"outlet", [](const auto& row) { return or_null(row.outlet); }},
    {"headline", [](const auto& row) { return or_null(row.headline); }},
    {"byline", [](const auto& row) { return or_null(row.byline); }},
    {"url", [](const auto& row) { return or_null(row.url); }},
    {"published", [](const auto& row) { return date(row.published); }},
    {"version", [](const auto& row) { return Json(row.version); }},
    {"statements", [](const auto& row) { return Json(row.statements); }},
    {"relations", [](const auto& row) { return Json(row.relations); }},
}};

constexpr std::array<Column<study::StatementRow>, 22> statement_columns{{
    {"key", [](const auto& row) { return number(row.key); }},
    {"article", [](const auto& row) { return Json(row.article_id); }},
    {"outlet", [](const auto& row) { return or_null(row.outlet); }},
    {"headline", [](const auto& row) { return or_null(row.headline); }},
    {"type", [](const auto& row) { return Json(to_string(row.type)); }},
    {"speaker", [](const auto& row) { return or_null(row.speaker); }},
    {"speaker_name", [](const auto& row) { return or_null(row.speaker_name); }},
    {"source", [](const auto& row) { return text_or_null(row.source_text); }},
    {"cue", [](const auto& row) { return text_or_null(row.cue_text); }},
    {"content", [](const auto& row) { return Json(row.content_text); }},
    {"begin", [](const auto& row) { return Json(row.extent.begin.value); }},
    {"end", [](const auto& row) { return Json(row.extent.end.value); }},
    {"said", [](const auto& row) { return date(row.said); }},
    {"day", [](const auto& row) { return date(row.day); }},
    {"nested_in",
     [](const auto& row) { return row.nested_in ? number(*row.nested_in) : Json(nullptr); }},
    {"confidence", [](const auto& row) { return Json(rounded(row.confidence)); }},
    {"corrected", [](const auto& row) { return Json(row.is_corrected); }},
    {"cue_class", [](const auto& row) { return word(row.cue_class); }},
    {"modality", [](const auto& row) { return word(row.modality); }},
    {"polarity", [](const auto& row) { return word(row.polarity); }},
    {"venue", [](const auto& row) { return text_or_null(row.venue_text); }},
    {"on_behalf_of", [](const auto& row) { return or_null(row.on_behalf_of); }},
}};

constexpr std::array<Column<study::RelationRow>, 25> relation_columns{{
    {"key", [](const auto& row) { return number(row.key); }},
    {"article", [](const auto& row) { return Json(row.article_id); }},
    {"outlet", [](const auto& row) { return or_null(row.outlet); }},
    {"headline", [](const auto& row) { return or_null(row.headline); }},
    {"from", [](const auto& row) { return Json(row.from); }},
    {"from_name", [](const auto& row) { return Json(row.from_name); }},
    {"to", [](const auto& row) { return or_null(row.to); }},
    {"to_name", [](const auto& row) { return Json(row.to_name); }},
    {"act", [](const auto& row) { return Json(to_string(row.act)); }},
    {"sign", [](const auto& row) { return Json(row.sign); }},
    {"said", [](const auto& row) { return date(row.said); }},
    {"day", [](const auto& row) { return date(row.day); }},
    {"begin", [](const auto& row) { return Json(row.evidence.begin.value); }},
    {"end", [](const auto& row) { return Json(row.evidence.end.value); }},
    {"evidence", [](const auto& row) { return Json(row.evidence_text); }},
    {"trigger", [](const auto& row) { return text_or_null(row.trigger_text); }},
    {"statement",
     [](const auto& row) { return row.statement ? number(*row.statement) : Json(nullptr); }},
    {"confidence", [](const auto& row) { return Json(rounded(row.confidence)); }},
    {"corrected", [](const auto& row) { return Json(row.is_corrected); }},
    {"target", [](const auto& row) { return text_or_null(row.target_text); }},
    {"intensity",
     [](const auto& row) { return row.intensity ? Json(rounded(*row.intensity)) : Json(nullptr); }},
    {"origin", [](const auto& row) { return word(row.origin); }},
    {"category", [](const auto& row) { return plover_word(row, false); }},
    {"mode", [](const auto& row) { return plover_word(row, true); }},
    {"why",
     [](const auto& row) {
       Json list = Json::array();
       for (const auto& reason : row.why)
         list.push_back({{"name", reason.name},
                         {"text", text_or_null(reason.text)},
                         {"weight", rounded(reason.weight)}});
       return list;
     }},
}};

constexpr std::array<Column<study::CodingRow>, 16> coding_columns{{
    {"key", [](const auto& row) { return number(row.key); }},
    {"statement", [](const auto& row) { return number(row.statement); }},
    {"article", [](const auto& row) { return Json(row.article_id); }},
    {"outlet", [](const auto& row) { return or_null(row.outlet); }},
    {"actor", [](const auto& row) { return Json(row.actor); }},
    {"actor_name", [](const auto& row) { return Json(row.actor_name); }},
    {"concept", [](const auto& row) { return Json(row.concept_name); }},
    {"agreement", [](const auto& row) { return Json(row.agreement); }},
    {"day", [](const auto& row) { return date(row.day); }},
    {"evidence", [](const auto& row) { return text_or_null(row.evidence_text); }},
    {"content", [](const auto& row) { return Json(row.content_text); }},
    {"coder", [](const auto& row) { return Json(row.coder); }},
    {"confidence", [](const auto& row) { return Json(rounded(row.confidence)); }},
    {"method", [](const auto& row) { return Json(row.method); }},
    {"people", [](const auto& row) { return Json(row.people); }},
    {"disputed", [](const auto& row) { return Json(row.is_disputed); }},
}};

Json roles(const study::ActorRow& row) {
  Json list = Json::array();
  for (const auto& role : row.actor.roles)
    list.push_back(dated("title", role.title, role.period, role.source));
  return list;
}

Json blocs(const study::ActorRow& row) {
  Json list = Json::array();
  for (const auto& membership : row.actor.blocs)
    list.push_back(dated("bloc", membership.bloc, membership.period, membership.source));
  return list;
}

constexpr std::array<Column<study::ActorRow>, 14> actor_columns{{
    {"id", [](const auto& row) { return Json(row.actor.id); }},
    {"name", [](const auto& row) { return Json(row.actor.name); }},
    {"kind", [](const auto& row) { return Json(to_string(row.actor.kind)); }},
    {"aliases", [](const auto& row) { return Json(row.actor.aliases); }},
    {"roles", roles},
    {"blocs", blocs},
    {"part_of", [](const auto& row) { return text_or_null(row.actor.part_of); }},
    {"pronoun", [](const auto& row) { return text_or_null(row.actor.pronoun); }},
    {"registered", [](const auto& row) { return Json(row.actor.is_registered); }},
    {"statements", [](const auto& row) { return Json(row.statements); }},
    {"relations_from", [](const auto& row) { return Json(row.relations_from); }},
    {"relations_to", [](const auto& row) { return Json(row.relations_to); }},
    {"first_seen", [](const auto& row) { return date(row.first_seen); }},
    {"last_seen", [](const auto& row) { return date(row.last_seen); }},
}};

/// "the same office: Minister of Water (+2.50)"
Json reasons(const study::ProposalRow& row) {
  Json list = Json::array();
  for (const auto& [reason, weight] : row.reasons)
    list.push_back(fmt::format("{} ({:+.2f})", reason, weight));
  return list;
}

constexpr std::array<Column<study::ProposalRow>, 9> proposal_columns{{
    {"number", [](const auto& row) { return Json(row.number); }},
    {"actor", [](const auto& row) { return Json(row.actor); }},
    {"actor_name", [](const auto& row) { return Json(row.actor_name); }},
    {"actor_articles", [](const auto& row) { return Json(row.actor_articles); }},
    {"other", [](const auto& row) { return Json(row.other); }},
    {"other_name", [](const auto& row) { return Json(row.other_name); }},
    {"other_articles", [](const auto& row) { return Json(row.other_articles); }},
    {"probability", [](const auto& row) { return Json(rounded(row.probability)); }},
    {"reasons", reasons},
}};

constexpr std::array<Column<study::DecisionRow>, 13> decision_columns{{
    {"number", [](const auto& row) { return number(row.key); }},
    {"kind", [](const auto& row) { return Json(word_for(row.kind)); }},
    {"actor", [](const auto& row) { return Json(row.actor); }},
    {"other", [](const auto& row) { return text_or_null(row.other); }},
    {"value", [](const auto& row) { return text_or_null(row.value); }},
    {"from", [](const auto& row) { return date(row.period.from); }},
    {"to", [](const auto& row) { return date(row.period.to); }},
    {"source", [](const auto& row) { return text_or_null(row.source); }},
    {"coder", [](const auto& row) { return Json(row.coder); }},
    {"note", [](const auto& row) { return text_or_null(row.note); }},
    {"made_at", [](const auto& row) { return Json(row.made_at); }},
    {"withdrawn_at", [](const auto& row) { return or_null(row.withdrawn_at); }},
    {"appearances", [](const auto& row) { return Json(row.appearances); }},
}};

std::string to_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A list's member as one cell shows it: "Minister of Water (2028-12-01 to 2031-04-22)",
/// "verb “accused” 1.00".
std::string member_text(const Json& member) {
  if (member.is_string()) return member.get<std::string>();
  if (member.contains("weight")) {
    const std::string name = member["name"].get<std::string>();
    const std::string words =
        member["text"].is_null() ? "" : fmt::format(" “{}”", member["text"].get<std::string>());
    return fmt::format("{}{} {:.2f}", name, words, member["weight"].get<double>());
  }
  const std::string what = member.front().get<std::string>();
  const auto day = [&](const char* key) {
    return member[key].is_null() ? std::string() : member[key].get<std::string>();
  };
  const std::string from = day("from");
  const std::string to = day("to");
  if (from.empty() && to.empty()) return what;
  if (to.empty()) return fmt::format("{} (from {})", what, from);
  if (from.empty()) return fmt::format("{} (to {})", what, to);
  return fmt::format("{} ({} to {})", what, from, to);
}

std::string cell_text(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return value.dump();
  std::string joined;
  for (const auto& member : value) {
    if (!joined.empty()) joined += "; ";
    joined += member_text(member);
  }
  return joined;
}

/// A cell of RFC 4180, made harmless for spreadsheets that compute what begins like a formula.
std::string csv_cell(const Json& value) {
  std::string text = cell_text(value);
  const bool is_words = value.is_string() || value.is_array();
  if (is_words && text::needs_guard(text)) text.insert(text.begin(), '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

template <class Row, std::size_t N>
void write_csv(std::ostream& out, const std::array<Column<Row>, N>& columns,
               std::span<const Row> rows) {
  std::string line;
  for (const auto& column : columns) {
    if (!line.empty()) line += ',';
    line += column.name;
  }
  out << line << "\r\n";
  for (const Row& row : rows) {
    line.clear();
    for (std::size_t i = 0; i < N; ++i) {
      if (i > 0) line += ',';
      line += csv_cell(columns[i].value(row));
    }
    out << line << "\r\n";
    if (!out) return;  // nobody takes the rest
  }
}

template <class Row, std::size_t N>
void write_json_lines(std::ostream& out, const std::array<Column<Row>, N>& columns,
                      std::span<const Row> rows) {
  for (const Row& row : rows) {
    Json json = Json::object();
    for (const auto& column : columns) json[std::string(column.name)] = column.value(row);
    out << to_line(json) << '\n';
    if (!out) return;  // nobody takes the rest
  }
}

template <class Row, std::size_t N>
void write(std::ostream& out, TableFormat format, const std::array<Column<Row>, N>& columns,
           std::span<const Row> rows) {
  switch (format) {
    case TableFormat::Csv:
      return write_csv(out, columns, rows);
    case TableFormat::JsonLines:
      return write_json_lines(out, columns, rows);
  }
}

}  // namespace

void write_table(std::ostream& out, TableFormat format, std::span<const study::ArticleRow> rows) {
  write(out, format, article_columns, rows);
}
void write_table(std::ostream& out, TableFormat format, std::span<const study::StatementRow> rows) {
  write(out, format, statement_columns, rows);
}
void write_table(std::ostream& out, TableFormat format, std::span<const study::RelationRow> rows) {
  write(out, format, relation_columns, rows);
}
void write_table(std::ostream& out, TableFormat format, std::span<const study::CodingRow> rows) {
  write(out, format, coding_columns, rows);
}
void write_table(std::ostream& out, TableFormat format, std::span<const study::ActorRow> rows) {
  write(out, format, actor_columns, rows);
}
void write_table(std::ostream& out, TableFormat format, std::span<const study::ProposalRow> rows) {
  write(out, format, proposal_columns, rows);
}
void write_table(std::ostream& out, TableFormat format, std::span<const study::DecisionRow> rows) {
  write(out, format, decision_columns, rows);
}

}  // namespace faultline::exchange
