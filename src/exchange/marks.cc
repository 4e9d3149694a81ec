#include "exchange/marks.h"

#include <fmt/core.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>

namespace faultline::exchange {
namespace {

using simdjson::dom::element;

std::optional<statements::StatementType> type_of(std::string_view word) {
  using enum statements::StatementType;
  for (const auto type : {Direct, Indirect, Mixed})
    if (word == to_string(type)) return type;
  return std::nullopt;
}

/// Reads the statements of one article; `where` is the place that messages name.
class StatementsReader {
 public:
  StatementsReader(std::string_view kind, std::string_view where) : kind_(kind), where_(where) {}

  [[nodiscard]] tl::unexpected<Error> refuse(const std::string& sentence) const {
    return failure(ErrorCode::Malformed, sentence, std::string(where_));
  }

  /// Those that are not nested, or all if `with_nested`.
  Result<std::vector<MarkedStatement>> read(simdjson::dom::array list, bool with_nested) {
    std::vector<MarkedStatement> statements;
    std::size_t place = 0;
    for (const auto entry : list) {
      ++place;
      simdjson::dom::object object;
      if (entry.get(object) != simdjson::SUCCESS)
        return refuse(fmt::format("{} {} is no object.", kind_, place));
      auto statement = read_one(object, std::to_string(place));
      if (!statement) return tl::unexpected(statement.error());
      if (with_nested || !is_nested(object)) statements.push_back(std::move(*statement));
    }
    return statements;
  }

 private:
  static bool is_nested(simdjson::dom::object object) {
    element outer;
    if (object["nested_in"].get(outer) != simdjson::SUCCESS || outer.is_null()) return false;
    std::string_view id;
    return outer.get(id) != simdjson::SUCCESS || !id.empty();
  }

  Result<MarkedStatement> read_one(simdjson::dom::object object, const std::string& place) {
    MarkedStatement statement;
    std::string_view text;
    statement.id =
        object["id"].get(text) == simdjson::SUCCESS && !text.empty() ? std::string(text) : place;
    if (object["type"].get(text) == simdjson::SUCCESS) statement.type = type_of(text);
    if (element value; object["confidence"].get(value) == simdjson::SUCCESS && !value.is_null()) {
      double confidence = 0;
      if (value.get(confidence) != simdjson::SUCCESS || !(confidence >= 0 && confidence <= 1))
        return refuse(
            fmt::format("{} {}: its confidence is no number from 0 to 1.", kind_, statement.id));
      statement.confidence = confidence;
    }
    for (const auto& [role, spans] :
         {std::pair{"source", &statement.source}, std::pair{"cue", &statement.cue},
          std::pair{"content", &statement.content}}) {
      auto read = read_spans(object, role);
      if (!read)
        return refuse(fmt::format("{} {}: its {} is no list of [begin, end] in code points.", kind_,
                                  statement.id, role));
      *spans = std::move(*read);
    }
    return statement;
  }

  /// None if what stands there is no list of pairs of offsets.
  static std::optional<std::vector<CodePointSpan>> read_spans(simdjson::dom::object object,
                                                              std::string_view role) {
    std::vector<CodePointSpan> spans;
    element value;
    if (object[role].get(value) != simdjson::SUCCESS || value.is_null()) return spans;
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return std::nullopt;
    for (const auto entry : list) {
      simdjson::dom::array pair;
      std::uint64_t begin = 0;
      std::uint64_t end = 0;
      if (entry.get(pair) != simdjson::SUCCESS || pair.size() != 2 ||
          pair.at(0).get(begin) != simdjson::SUCCESS || pair.at(1).get(end) != simdjson::SUCCESS)
        return std::nullopt;
      // What does not fit lies outside of every text, and is told as such.
      const auto fitting = [](std::uint64_t offset) {
        constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
        return CodePointOffset{static_cast<std::uint32_t>(std::min(offset, most))};
      };
      spans.push_back({fitting(begin), fitting(end)});
    }
    return spans;
  }

  std::string_view kind_;
  std::string_view where_;
};

/// The JSON object in `bytes`, which lives as long as `parser`'s next use.
Result<simdjson::dom::object> object_of(simdjson::dom::parser& parser, std::string_view bytes,
                                        const std::string& where) {
  element root;
  if (const auto error = parser.parse(bytes.data(), bytes.size(), true).get(root))
    return failure(ErrorCode::Malformed,
                   fmt::format("this is no JSON ({}).", simdjson::error_message(error)), where);
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS)
    return failure(ErrorCode::Malformed, "this is JSON, but no object.", where);
  return object;
}

Result<MarkedArticle> read_line(simdjson::dom::object object, const std::string& where) {
  StatementsReader reader("statement", where);
  MarkedArticle article;
  std::string_view id;
  if (object["article"].get(id) != simdjson::SUCCESS &&
      object["article"]["id"].get(id) != simdjson::SUCCESS)
    return reader.refuse(
        "the article has no id. Lines look like those of `faultline read --jsonl`.");
  article.id = std::string(id);
  element value;
  if (object["statements"].get(value) != simdjson::SUCCESS || value.is_null()) return article;
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return reader.refuse("\"statements\" is no list.");
  auto statements = reader.read(list, /*with_nested=*/false);
  if (!statements) return tl::unexpected(statements.error());
  article.statements = std::move(*statements);
  return article;
}

}  // namespace

Result<std::vector<MarkedStatement>> read_annotations(std::string_view json,
                                                      std::string_view name) {
  const std::string where(name);
  simdjson::dom::parser parser;
  const auto object = object_of(parser, json, where);
  if (!object) return tl::unexpected(object.error());
  StatementsReader reader("attribution", where);
  simdjson::dom::array list;
  if ((*object)["attributions"].get(list) != simdjson::SUCCESS)
    return reader.refuse("the list \"attributions\" is missing.");
  return reader.read(list, /*with_nested=*/true);
}

Result<std::vector<MarkedArticle>> read_predictions(std::string_view lines, std::string_view name) {
  std::vector<MarkedArticle> articles;
  std::set<std::string, std::less<>> known;
  simdjson::dom::parser parser;
  std::size_t number = 0;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const std::string where = fmt::format("{}:{}", name, number);
    const auto object = object_of(parser, line, where);
    if (!object) return tl::unexpected(object.error());
    auto article = read_line(*object, where);
    if (!article) return tl::unexpected(article.error());
    if (!known.insert(article->id).second)
      return failure(ErrorCode::Malformed,
                     fmt::format("the article \"{}\" comes a second time.", article->id), where);
    articles.push_back(std::move(*article));
  }
  return articles;
}

Result<void> check_spans(const std::vector<MarkedStatement>& statements, std::size_t code_points,
                         std::string_view name) {
  for (const auto& statement : statements)
    for (const auto& [role, spans] :
         {std::pair{"source", &statement.source}, std::pair{"cue", &statement.cue},
          std::pair{"content", &statement.content}})
      for (const auto& span : *spans)
        if (span.begin >= span.end || span.end.value > code_points)
          return failure(
              ErrorCode::Malformed,
              fmt::format("{}: its {} [{}, {}) is no stretch of the text, which has {} code "
                          "points. Was another version of the text marked?",
                          statement.id, role, span.begin.value, span.end.value, code_points),
              std::string(name));
  return {};
}

}  // namespace faultline::exchange
