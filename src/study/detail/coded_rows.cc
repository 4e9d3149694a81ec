#include "study/detail/coded_rows.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <unordered_map>

#include "base/instant.h"
#include "study/detail/coded_codings.h"
#include "study/detail/fingerprint.h"
#include "study/detail/identity.h"
#include "study/detail/queries.h"
#include "text/text.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

/// "2024-10-26 09:30:15"
std::string time_text(Instant time) {
  std::string text = to_string(time);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return text;
}

/// Keys for numbers of the file: the same, shifted by what the table holds already; where numbers
/// are not positive or too large, counted in their order.
class KeysByNumber {
 public:
  template <class Rows>
  KeysByNumber(const Rows& rows, std::int64_t base) : base_(base) {
    constexpr std::int64_t largest = std::int64_t{1} << 53;
    is_shifted_ = base < largest &&
                  std::all_of(
                      rows.begin(), rows.end(),
                      [](const auto& row) { return row.number > 0 && row.number < largest; });
    if (is_shifted_) return;
    std::vector<std::int64_t> numbers;
    for (const auto& row : rows) numbers.push_back(row.number);
    std::sort(numbers.begin(), numbers.end());
    for (const auto number : numbers) ranks_.emplace(number, ++base);
  }
  [[nodiscard]] std::int64_t key(std::int64_t number) const {
    if (is_shifted_) return base_ + number;
    const auto found = ranks_.find(number);
    return found == ranks_.end() ? 0 : found->second;
  }

 private:
  std::int64_t base_;
  bool is_shifted_;
  std::unordered_map<std::int64_t, std::int64_t> ranks_;
};

class Inserter {
 public:
  Inserter(Connection& connection, const CodedData& data, ImportId import, std::string prefix,
           std::int64_t run, std::int64_t last_document, std::int64_t last_statement,
           const CodingsOfCodedData& codings, std::string_view now)
      : connection_(connection),
        data_(data),
        import_(import),
        prefix_(std::move(prefix)),
        run_(run),
        document_keys_(data.documents, last_document),
        statement_keys_(data.statements, last_statement),
        codings_(codings),
        now_(now) {}

  Result<void> insert() {
    for (const auto step :
         {&Inserter::insert_coders, &Inserter::insert_types, &Inserter::insert_entities,
          &Inserter::insert_attributes, &Inserter::insert_texts, &Inserter::insert_values})
      if (auto done = (this->*step)(); !done) return done;
    return {};
  }
  [[nodiscard]] const CodedSummary& summary() const { return summary_; }

 private:
  using Keys = std::unordered_map<std::int64_t, std::int64_t>;

  /// Runs an INSERT that returns its key.
  template <class... Values>
  Result<void> keyed(Keys& keys, std::int64_t number, std::string_view sql,
                     const Values&... values) {
    const auto key = connection_.integer(sql, values...);
    if (!key) return tl::unexpected(key.error());
    keys.emplace(number, key->value_or(0));
    return {};
  }
  /// NULL for a number that is none, which the table refuses where it must not be.
  static sqlite::Value place(const Keys& keys, std::optional<std::int64_t> number) {
    const auto found = number ? keys.find(*number) : keys.end();
    if (found == keys.end()) return nullptr;
    return found->second;
  }

  Result<void> insert_coders() {
    Result<void> done;
    for (const auto& [name, value] : data_.settings)
      if (done)
        done = connection_.run("INSERT INTO coded_setting (import, name, value) VALUES (?, ?, ?)",
                               import_, name, value);
    for (const auto& coder : data_.coders) {
      if (done)
        done = keyed(coders_, coder.number,
                     "INSERT INTO coded_coder (import, number, name, colour) VALUES (?, ?, ?, ?) "
                     "RETURNING key",
                     import_, coder.number, coder.name, unless_empty(coder.colour));
      for (const auto& [name, value] : coder.settings)
        if (done)
          done = connection_.run(
              "INSERT INTO coded_coder_setting (coder, name, value) VALUES (?, ?, ?)",
              place(coders_, coder.number), name, value);
    }
    for (const auto& row : data_.coder_relations)
      if (done)
        done = connection_.run(
            "INSERT INTO coded_coder_relation (coder, other, number, may_view_statements, "
            "may_edit_statements, may_view_documents, may_edit_documents) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            place(coders_, row.coder), place(coders_, row.other), row.number,
            row.may_view_statements, row.may_edit_statements, row.may_view_documents,
            row.may_edit_documents);
    std::int64_t number = 0;
    for (const auto& regex : data_.regexes)
      if (done)
        done = connection_.run(
            "INSERT INTO coded_regex (import, number, label, colour) VALUES (?, ?, ?, ?)", import_,
            ++number, regex.label, unless_empty(regex.colour));
    return done;
  }

  Result<void> insert_types() {
    Result<void> done;
    for (const auto& type : data_.types)
      if (done)
        done = keyed(types_, type.number,
                     "INSERT INTO coded_type (import, number, label, colour) VALUES (?, ?, ?, ?) "
                     "RETURNING key",
                     import_, type.number, type.label, unless_empty(type.colour));
    for (const auto& variable : data_.variables) {
      kinds_.emplace(variable.number, variable.kind);
      if (done)
        done = keyed(variables_, variable.number,
                     "INSERT INTO coded_variable (type, number, name, kind) VALUES (?, ?, ?, ?) "
                     "RETURNING key",
                     place(types_, variable.type), variable.number, variable.name,
                     word_for(variable.kind));
    }
    for (const auto& link : data_.links)
      if (done)
        done = connection_.run(
            "INSERT INTO coded_variable_link (source, target, number) VALUES (?, ?, ?)",
            place(variables_, link.source), place(variables_, link.target), link.number);
    return done;
  }

  Result<void> insert_entities() {
    Result<void> done;
    for (const auto& entity : data_.entities)
      if (done)
        done = keyed(entities_, entity.number,
                     "INSERT INTO coded_entity (variable, number, value, colour) "
                     "VALUES (?, ?, ?, ?) RETURNING key",
                     place(variables_, entity.variable), entity.number, entity.value,
                     unless_empty(entity.colour));
    // A parent may come after its children.
    for (const auto& entity : data_.entities)
      if (done && entity.parent)
        done = connection_.run("UPDATE coded_entity SET parent = ? WHERE key = ?",
                               place(entities_, entity.parent), place(entities_, entity.number));
    return done;
  }

  Result<void> insert_attributes() {
    Result<void> done;
    Keys attributes;
    for (const auto& attribute : data_.attributes)
      if (done)
        done = keyed(attributes, attribute.number,
                     "INSERT INTO coded_attribute (variable, number, name) VALUES (?, ?, ?) "
                     "RETURNING key",
                     place(variables_, attribute.variable), attribute.number, attribute.name);
    for (const auto& value : data_.attribute_values)
      if (done)
        done = connection_.run(
            "INSERT INTO coded_attribute_value (entity, attribute, number, value) "
            "VALUES (?, ?, ?, ?)",
            place(entities_, value.entity), place(attributes, value.attribute), value.number,
            value.value);
    return done;
  }

  /// Documents with their statements: what a text's offsets mean is worked out once for each.
  Result<void> insert_texts() {
    std::vector<const CodedStatement*> order;
    for (const auto& statement : data_.statements) order.push_back(&statement);
    const auto by_document = [](const CodedStatement* a, const CodedStatement* b) {
      return std::pair(a->document, a->number) < std::pair(b->document, b->number);
    };
    std::sort(order.begin(), order.end(), by_document);
    std::vector<const CodedDocument*> documents;
    for (const auto& document : data_.documents) documents.push_back(&document);
    std::sort(documents.begin(), documents.end(),
              [](const auto* a, const auto* b) { return a->number < b->number; });
    auto next = order.begin();
    for (const CodedDocument* document : documents) {
      const auto article = insert_document(*document);
      if (!article) return tl::unexpected(article.error());
      const text::OffsetMap offsets(document->text);
      std::vector<PlacedStatement> placed;
      for (; next != order.end() && (*next)->document == document->number; ++next)
        if (auto done = insert_statement(**next, document->text, offsets, placed); !done)
          return done;
      const auto codings = codings_.write(connection_, *article, *document, placed, import_, now_);
      if (!codings) return tl::unexpected(codings.error());
      summary_.codings += *codings;
    }
    if (next == order.end()) return {};
    return failure(ErrorCode::Malformed,
                   fmt::format("Statement {} stands in document {}, which is not there.",
                               (*next)->number, (*next)->document),
                   prefix_);
  }

  Result<std::int64_t> insert_article(const CodedDocument& document) {
    const text::OffsetMap offsets(document.text);
    const auto end = static_cast<std::uint32_t>(document.text.size());
    const std::string id = fmt::format("{}/{}", prefix_, document.number);
    const std::string hash = text_fingerprint(document.text);
    const auto key = connection_.integer(
        "INSERT INTO article (id, given_id, file, source, version, run, outlet, headline, byline, "
        "url, published, language, body_begin_byte, body_end_byte, body_begin_char, "
        "body_end_char, text_hash, content_hash, text) "
        "VALUES (?, ?, ?, NULL, 1, ?, ?, ?, ?, NULL, ?, 'und', 0, ?, 0, ?, ?, ?, ?) RETURNING key",
        id, id, id, run_, unless_empty(document.source), unless_empty(document.title),
        unless_empty(document.author), day_of(document.time), end,
        offsets.code_point(ByteOffset{end}).value, hash, hash, document.text);
    if (!key) return tl::unexpected(key.error());
    return key->value_or(0);
  }

  Result<std::int64_t> insert_document(const CodedDocument& document) {
    const auto article = insert_article(document);
    if (!article) return article;
    auto done = connection_.run(
        "INSERT INTO coded_document (key, import, number, article, title, author, source, "
        "section, type, notes, coder, seconds, time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?)",
        document_keys_.key(document.number), import_, document.number, *article, document.title,
        document.author, document.source, document.section, document.type, document.notes,
        place(coders_, document.coder), document.time.seconds, time_text(document.time));
    if (done && !document.section.empty())
      done = connection_.run("INSERT INTO section (article, number, name) VALUES (?, 1, ?)",
                             *article, document.section);
    if (done && !document.text.empty())
      done = connection_.run(
          "INSERT INTO zone (article, number, kind, begin_byte, end_byte, begin_char, end_char) "
          "SELECT key, 1, 'paragraph', body_begin_byte, body_end_byte, body_begin_char, "
          "body_end_char FROM article WHERE key = ?",
          *article);
    if (!done) return tl::unexpected(done.error());
    return article;
  }

  /// Where the statement stands; none where the text does not reach so far.
  static std::optional<ByteSpan> span_of(const CodedStatement& statement, std::string_view text,
                                         const text::OffsetMap& offsets) {
    const auto size =
        std::int64_t{offsets.utf16(ByteOffset{static_cast<std::uint32_t>(text.size())}).value};
    if (statement.begin < 0 || statement.end <= statement.begin || statement.end > size)
      return std::nullopt;
    const auto byte = [&](std::int64_t unit) {
      return offsets.byte(Utf16Offset{static_cast<std::uint32_t>(unit)});
    };
    const ByteSpan span{byte(statement.begin), byte(statement.end)};
    // One half of a surrogate pair is nothing that can be shown.
    return span.empty() ? std::nullopt : std::optional(span);
  }

  Result<void> insert_statement(const CodedStatement& statement, std::string_view text,
                                const text::OffsetMap& offsets,
                                std::vector<PlacedStatement>& placed) {
    sqlite::Value ends[4] = {nullptr, nullptr, nullptr, nullptr};
    if (const auto span = span_of(statement, text, offsets)) {
      placed.push_back({statement.number, *span});
      const auto chars = offsets.code_points(*span);
      ends[0] = std::int64_t{span->begin.value};
      ends[1] = std::int64_t{span->end.value};
      ends[2] = std::int64_t{chars.begin.value};
      ends[3] = std::int64_t{chars.end.value};
      if (statement.words && *statement.words != text::slice(text, *span)) ++summary_.drifted;
    } else {
      ++(text.empty() ? summary_.without_text : summary_.outside);
    }
    return connection_.run(
        "INSERT INTO coded_statement (key, type, document, number, coder, file_begin, file_end, "
        "begin_byte, end_byte, begin_char, end_char, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?)",
        statement_keys_.key(statement.number), place(types_, statement.type),
        document_keys_.key(statement.document), statement.number, place(coders_, statement.coder),
        statement.begin, statement.end, ends[0], ends[1], ends[2], ends[3], statement.words);
  }

  Result<void> insert_values() {
    for (const auto& value : data_.values) {
      sqlite::Value entity = nullptr, amount = nullptr, words = nullptr;
      const auto kind = kinds_.find(value.variable);
      if (kind != kinds_.end() && kind->second == CodedKind::ShortText)
        entity = place(entities_, value.number);
      else if (kind != kinds_.end() && kind->second == CodedKind::LongText)
        words = std::string_view(value.words);
      else
        amount = value.number;
      auto done = connection_.run(
          "INSERT INTO coded_value (statement, variable, entity, amount, words) "
          "VALUES (?, ?, ?, ?, ?)",
          statement_keys_.key(value.statement), place(variables_, value.variable), entity, amount,
          words);
      if (!done) return done;
    }
    return {};
  }

  Connection& connection_;
  const CodedData& data_;
  ImportId import_;
  std::string prefix_;
  std::int64_t run_;
  KeysByNumber document_keys_, statement_keys_;
  const CodingsOfCodedData& codings_;
  std::string_view now_;
  Keys coders_, types_, variables_, entities_;
  std::unordered_map<std::int64_t, CodedKind> kinds_;
  CodedSummary summary_;
};

/// A beginning of articles' ids that no other article has.
Result<std::string> free_prefix(Connection& connection, const std::string& file) {
  std::string stem = std::filesystem::path(file).stem().string();
  if (stem.empty() || stem == "-") stem = "import";
  std::string prefix = stem;
  for (int suffix = 2;; ++suffix) {
    // '0' comes right after '/'.
    const auto taken = connection.integer("SELECT 1 FROM article WHERE id >= ? AND id < ? LIMIT 1",
                                          prefix + "/", prefix + "0");
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) return prefix;
    prefix = fmt::format("{}-{}", stem, suffix);
  }
}

/// Articles that came with coded data were read by nobody.
Result<std::int64_t> coded_run(Connection& connection) {
  auto done = connection.run(
      "INSERT INTO run (reader, register_hash, codebook_hash) VALUES ('imported', '', '') "
      "ON CONFLICT DO NOTHING");
  if (!done) return tl::unexpected(done.error());
  const auto key = connection.integer(
      "SELECT key FROM run WHERE reader = 'imported' AND register_hash = '' "
      "AND codebook_hash = ''");
  if (!key) return tl::unexpected(key.error());
  return key->value_or(0);
}

}  // namespace

Result<void> widen_cache(Connection& connection) {
  return connection.run_script("PRAGMA cache_size = -65536");  // KiB
}

Result<CodedSummary> insert_coded(Connection& connection, const CodedData& data,
                                  const std::string& file, const CodedOptions& options,
                                  std::string_view now) {
  const std::string fingerprint = coded_fingerprint(data);
  CodedSummary summary;
  if (auto done = widen_cache(connection); !done) return tl::unexpected(done.error());
  const auto same = connection.integer(
      "SELECT key FROM coding_import WHERE format <> 'codings' AND fingerprint = ? "
      "AND withdrawn_at IS NULL",
      fingerprint);
  if (!same) return tl::unexpected(same.error());
  if (*same) {
    summary.same_as = ImportId{**same};
    return summary;
  }
  const auto former = connection.integer(
      "SELECT max(key) FROM coding_import WHERE format <> 'codings' AND file = ? "
      "AND withdrawn_at IS NULL",
      file);
  if (!former) return tl::unexpected(former.error());
  Result<void> done;
  if (*former && !options.replaces_former)
    return failure(ErrorCode::Conflict,
                   fmt::format("Import {} has brought another state of {}; replace it, or take it "
                               "back first (`faultline code {} undo-import {}`).",
                               **former, file, connection.name(), **former),
                   file);
  if (*former) {
    summary.replaced = ImportId{**former};
    done = remove_coded(connection, ImportId{**former});
    if (done)
      done =
          connection.run("UPDATE coding_import SET withdrawn_at = ? WHERE key = ?", now, **former);
    if (!done) return tl::unexpected(done.error());
  }
  const auto prefix = free_prefix(connection, file);
  const auto run = coded_run(connection);
  const auto last_document = connection.integer("SELECT max(key) FROM coded_document");
  const auto last_statement = connection.integer("SELECT max(key) FROM coded_statement");
  const auto key = connection.integer(
      "INSERT INTO coding_import (file, made_at, format, fingerprint, documents, statements) "
      "VALUES (?, ?, ?, ?, ?, ?) RETURNING key",
      file, now, data.format, fingerprint, data.documents.size(), data.statements.size());
  if (!prefix) return tl::unexpected(prefix.error());
  if (!run) return tl::unexpected(run.error());
  for (const auto* number : {&last_document, &last_statement, &key})
    if (!*number) return tl::unexpected(number->error());
  const ImportId import{(*key).value_or(0)};
  CodingsOfCodedData codings(data);
  const auto codebook =
      codings.is_empty() ? Result<std::string>() : codings.add_concepts(connection);
  if (!codebook) return tl::unexpected(codebook.error());
  Inserter inserter(connection, data, import, *prefix, *run, last_document->value_or(0),
                    last_statement->value_or(0), codings, now);
  done = inserter.insert();
  if (done && !codebook->empty())
    done = connection.run("UPDATE coding_import SET codebook_hash = ? WHERE key = ?", *codebook,
                          import);
  if (done && inserter.summary().codings > 0) done = set_setting(connection, "links", "stale");
  if (!done) return tl::unexpected(done.error());
  const auto replaced = summary.replaced;
  summary = inserter.summary();
  summary.key = import;
  summary.replaced = replaced;
  return summary;
}

}  // namespace faultline::study::detail
