#include "intake/detail/json_record.h"

#include <fmt/core.h>

#include "intake/detail/metadata.h"

namespace faultline::intake {
namespace detail {
namespace {

/// A record's fields as they are read; the first wrong one ends the reading.
struct Record {
  std::optional<std::string> text;
  std::optional<std::string> id;
  Metadata metadata;
  // Other makers' names for the same things; ours win.
  std::optional<std::string> source, title;
  std::optional<Day> date;
};

class RecordReader {
 public:
  explicit RecordReader(const std::string& where) : where_(where) {}

  Result<Record> read(simdjson::dom::object object) {
    for (const auto field : object) {
      read_field(field.key, field.value);
      if (error_) return tl::unexpected(*error_);
    }
    auto& metadata = record_.metadata;
    if (!metadata.outlet) metadata.outlet = std::move(record_.source);
    if (!metadata.headline) metadata.headline = std::move(record_.title);
    if (!metadata.published) metadata.published = record_.date;
    return std::move(record_);
  }

 private:
  void refuse(std::string_view field, std::string_view wanted) {
    error_ = Error{ErrorCode::Malformed,
                   fmt::format("{}: the field \"{}\" must be {}.", where_, field, wanted), where_};
  }

  void read_field(std::string_view key, simdjson::dom::element value) {
    if (key == "text") return read_text(value, key, record_.text);
    if (value.is_null()) return;
    auto& metadata = record_.metadata;
    if (key == "id") return read_id(value);
    if (key == "outlet") return read_text(value, key, metadata.outlet);
    if (key == "source") return read_text(value, key, record_.source);
    if (key == "headline") return read_text(value, key, metadata.headline);
    if (key == "title") return read_text(value, key, record_.title);
    if (key == "url") return read_text(value, key, metadata.url);
    if (key == "byline") return read_text(value, key, metadata.byline);
    if (key == "language") return read_text(value, key, metadata.language);
    if (key == "published") return read_day(value, key, metadata.published);
    if (key == "date") return read_day(value, key, record_.date);
    if (key == "section" || key == "sections") read_sections(value, key);
  }

  void read_text(simdjson::dom::element value, std::string_view key,
                 std::optional<std::string>& to) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) return refuse(key, "a string");
    to = std::string(text);
  }

  void read_id(simdjson::dom::element value) {
    if (value.is_int64() || value.is_uint64()) {
      record_.id = simdjson::minify(value);
      return;
    }
    read_text(value, "id", record_.id);
  }

  void read_day(simdjson::dom::element value, std::string_view key, std::optional<Day>& to) {
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) return refuse(key, "a string such as \"2024-10-26\"");
    if (text.empty()) return;
    to = parse_published(text);
    if (!to) refuse(key, "a day such as \"2024-10-26\"");
  }

  void read_sections(simdjson::dom::element value, std::string_view key) {
    auto& sections = record_.metadata.sections;
    constexpr std::string_view wanted = "a string or an array of strings";
    std::string_view text;
    simdjson::dom::array list;
    if (value.get(text) == simdjson::SUCCESS) {
      sections.emplace_back(text);
    } else if (value.get(list) == simdjson::SUCCESS) {
      for (const auto entry : list) {
        if (entry.get(text) != simdjson::SUCCESS) return refuse(key, wanted);
        sections.emplace_back(text);
      }
    } else {
      refuse(key, wanted);
    }
  }

  const std::string& where_;
  Record record_;
  std::optional<Error> error_;
};

}  // namespace

Result<JsonArticle> parse_json_record(simdjson::dom::parser& parser, std::string_view line,
                                      const std::string& where, const std::string& fallback_id,
                                      const IntakeOptions& options) {
  simdjson::dom::element root;
  if (const auto error = parser.parse(line.data(), line.size(), true).get(root))
    return failure(ErrorCode::Malformed,
                   fmt::format("{}: the line is no JSON ({}). Each line must be one object.", where,
                               simdjson::error_message(error)),
                   where);
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS)
    return failure(
        ErrorCode::Malformed,
        fmt::format("{}: the line is JSON, but no object. Write {{\"text\": \"...\"}}.", where),
        where);
  auto record = RecordReader(where).read(object);
  if (!record) return tl::unexpected(record.error());
  if (!record->text)
    return failure(ErrorCode::Malformed, fmt::format("{}: the field \"text\" is missing.", where),
                   where);
  const bool has_own_id = record->id && !record->id->empty();
  auto article = intake::read_text(std::move(*record->text), where,
                                   has_own_id ? *record->id : fallback_id, options);
  if (!article) return tl::unexpected(article.error());
  apply(std::move(record->metadata), *article);
  return JsonArticle{std::move(*article), has_own_id};
}

}  // namespace detail

Result<Article> read_json_record(std::string_view line, const std::string& where,
                                 const std::string& fallback_id, const IntakeOptions& options) {
  simdjson::dom::parser parser;
  auto record = detail::parse_json_record(parser, line, where, fallback_id, options);
  if (!record) return tl::unexpected(record.error());
  return std::move(record->article);
}

}  // namespace faultline::intake
