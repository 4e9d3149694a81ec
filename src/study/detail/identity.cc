#include "study/detail/identity.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <system_error>

#include "study/detail/fingerprint.h"

namespace faultline::study::detail {
namespace {

/// A record of a JSON Lines file, "articles.jsonl:12".
struct Record {
  std::string file;
  std::string line;
};

/// None if `file` names no record.
std::optional<Record> record_in(const std::string& file) {
  const auto colon = file.rfind(':');
  if (colon == std::string::npos || colon + 1 == file.size()) return std::nullopt;
  Record record{file.substr(0, colon), file.substr(colon + 1)};
  const bool is_line = std::all_of(record.line.begin(), record.line.end(),
                                   [](char c) { return c >= '0' && c <= '9'; });
  std::error_code code;
  // A text may be called "notes:12"; it is there, and a record's name is not.
  if (!is_line || std::filesystem::exists(file, code)) return std::nullopt;
  return record;
}

std::string absolute(const std::string& file) {
  std::error_code code;
  auto path = std::filesystem::weakly_canonical(file, code);
  if (code) path = std::filesystem::absolute(file, code).lexically_normal();
  return path.string();
}

/// True if the file that `source` was made from is still there.
bool is_there(const std::string& source) {
  std::error_code code;
  return std::filesystem::exists(source, code) ||
         std::filesystem::exists(source.substr(0, source.rfind('#')), code);
}

}  // namespace

std::optional<std::string> source_of(const intake::Article& article) {
  if (article.file.empty() || article.file == "-") return std::nullopt;
  if (const auto record = record_in(article.file)) {
    // An id that ends in the line is made from the line, and from more that need not be the same
    // the next time.
    const bool has_own_id = !article.id.ends_with("-" + record->line);
    if (record->file != "-")
      return fmt::format("{}#{}", absolute(record->file), has_own_id ? article.id : record->line);
    return has_own_id ? std::optional("-#" + article.id) : std::nullopt;
  }
  return absolute(article.file);
}

Result<std::optional<Known>> find_known(sqlite::Connection& connection,
                                        const intake::Article& article,
                                        const std::string& content_hash) {
  std::optional<Known> known;
  const auto read = [&](const sqlite::Row& row) -> Result<void> {
    if (!known)
      known = Known{row.integer(0), row.integer(1), row.integer(2), row.text(3), row.text(4)};
    return {};
  };
  const auto source = source_of(article);
  if (source) {
    const auto found = connection.each(
        "SELECT key, version, run, text_hash, content_hash FROM article WHERE source = ?", read,
        *source);
    if (!found) return tl::unexpected(found.error());
    if (known) return known;
  }
  std::optional<std::string> former_source;
  const auto found = connection.each(
      "SELECT key, version, run, text_hash, content_hash, source FROM article "
      "WHERE given_id = ? AND content_hash = ? ORDER BY key",
      [&](const sqlite::Row& row) -> Result<void> {
        if (!known) former_source = row.optional_text(5);
        return read(row);
      },
      article.id, content_hash);
  if (!found) return tl::unexpected(found.error());
  if (known && source) known->is_moved = !former_source || !is_there(*former_source);
  return known;
}

Result<std::optional<std::int64_t>> find_run(sqlite::Connection& connection,
                                             std::string_view reader,
                                             const std::string& register_hash,
                                             const std::string& codebook_hash) {
  return connection.integer(
      "SELECT key FROM run WHERE reader = ? AND register_hash = ? AND codebook_hash = ?", reader,
      register_hash, codebook_hash);
}

Standing standing_of(const std::optional<Known>& known, const std::string& content_hash,
                     std::optional<std::int64_t> run) {
  if (!known) return Standing::New;
  if (known->content_hash != content_hash || known->is_moved) return Standing::Changed;
  return run == known->run ? Standing::Unchanged : Standing::Outdated;
}

Result<std::string> free_id(sqlite::Connection& connection, const std::string& wanted) {
  // Where many share an id, as index.html does, their number is close to the first free suffix.
  const auto namesakes =
      connection.integer("SELECT count(*) FROM article WHERE given_id = ?", wanted);
  if (!namesakes) return tl::unexpected(namesakes.error());
  std::string id = wanted;
  for (std::int64_t suffix = std::max<std::int64_t>(2, namesakes->value_or(0) + 1);; ++suffix) {
    const auto taken = connection.integer("SELECT 1 FROM article WHERE id = ?", id);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) return id;
    id = fmt::format("{}-{}", wanted, suffix);
  }
}

Result<std::string> setting(sqlite::Connection& connection, std::string_view name) {
  const auto value = connection.text("SELECT value FROM setting WHERE name = ?", name);
  if (!value) return tl::unexpected(value.error());
  return value->value_or(std::string());
}

Result<void> set_setting(sqlite::Connection& connection, std::string_view name,
                         std::string_view value) {
  return connection.run(
      "INSERT INTO setting (name, value) VALUES (?, ?) "
      "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      name, value);
}

Result<std::string> register_hash(sqlite::Connection& connection) {
  auto hash = setting(connection, "register_hash");
  // A study that was never given a register has the empty one.
  if (hash && hash->empty()) return fingerprint(std::span<const actors::Actor>());
  return hash;
}

Result<std::string> codebook_hash(sqlite::Connection& connection) {
  auto hash = setting(connection, "codebook_hash");
  if (hash && hash->empty()) return fingerprint(positions::Codebook{});
  return hash;
}

}  // namespace faultline::study::detail
