#include <fmt/core.h>

#include "study/detail/fingerprint.h"
#include "study/detail/identity.h"
#include "study/detail/queries.h"

namespace faultline::study::detail {
namespace {

using positions::Concept;

/// The three kinds of phrases, as the column `kind` names them.
struct PhraseKind {
  std::string_view word;
  std::vector<std::string> Concept::* phrases;
};
constexpr PhraseKind phrase_kinds[] = {
    {"for", &Concept::in_favour}, {"against", &Concept::against}, {"example", &Concept::examples}};

Result<void> insert_concept(sqlite::Connection& connection, const Concept& entry, int number) {
  auto done =
      connection.run("INSERT INTO concept (name, number, description, parent) VALUES (?, ?, ?, ?)",
                     entry.name, number, entry.description, entry.parent);
  for (const auto& kind : phrase_kinds) {
    int place = 0;
    for (const auto& phrase : entry.*kind.phrases)
      if (done)
        done = connection.run(
            "INSERT INTO concept_phrase (concept, kind, number, phrase) VALUES (?, ?, ?, ?)",
            entry.name, kind.word, ++place, phrase);
  }
  return done;
}

// Former codebooks are settings "codebook_former_1", "codebook_former_2" ..., the newest last.
constexpr std::string_view former_prefix = "codebook_former_";

Result<std::int64_t> count_former(sqlite::Connection& connection) {
  const auto count =
      connection.integer("SELECT count(*) FROM setting WHERE substr(name, 1, ?) = ?",
                         static_cast<std::int64_t>(former_prefix.size()), former_prefix);
  if (!count) return tl::unexpected(count.error());
  return count->value_or(0);
}

Result<void> keep_former(sqlite::Connection& connection) {
  const auto former = load_codebook(connection);
  if (!former) return tl::unexpected(former.error());
  const auto count = count_former(connection);
  if (!count) return tl::unexpected(count.error());
  return set_setting(connection, fmt::format("{}{}", former_prefix, *count + 1),
                     positions::to_toml(*former));
}

Result<void> put_codebook(sqlite::Connection& connection, const positions::Codebook& codebook) {
  auto done = connection.run("DELETE FROM concept");
  int number = 0;
  for (const auto& entry : codebook.concepts)
    if (done) done = insert_concept(connection, entry, ++number);
  if (done) done = set_setting(connection, "codebook_name", codebook.name);
  if (done) done = set_setting(connection, "codebook_version", codebook.version);
  if (done) done = set_setting(connection, "codebook_hash", fingerprint(codebook));
  return done;
}

}  // namespace

Result<void> replace_codebook(sqlite::Connection& connection, const positions::Codebook& codebook) {
  const auto former_hash = codebook_hash(connection);
  if (!former_hash) return tl::unexpected(former_hash.error());
  if (fingerprint(codebook) == *former_hash) return {};
  auto done = keep_former(connection);
  if (done) done = put_codebook(connection, codebook);
  return done;
}

Result<positions::Codebook> restore_codebook(sqlite::Connection& connection) {
  const auto count = count_former(connection);
  if (!count) return tl::unexpected(count.error());
  if (*count == 0)
    return failure(ErrorCode::NotFound,
                   "The study's codebook has not been changed; nothing is "
                   "there to take back.");
  const std::string name = fmt::format("{}{}", former_prefix, *count);
  const auto toml = setting(connection, name);
  if (!toml) return tl::unexpected(toml.error());
  auto former = positions::Codebook::parse(*toml, name);
  if (!former) return former;
  auto done = put_codebook(connection, *former);
  if (done) done = connection.run("DELETE FROM setting WHERE name = ?", name);
  if (!done) return tl::unexpected(done.error());
  return former;
}

Result<positions::Codebook> load_codebook(sqlite::Connection& connection) {
  positions::Codebook codebook;
  const auto name = setting(connection, "codebook_name");
  if (!name) return tl::unexpected(name.error());
  const auto version = setting(connection, "codebook_version");
  if (!version) return tl::unexpected(version.error());
  codebook.name = *name;
  codebook.version = *version;
  auto done = connection.each("SELECT name, description, parent FROM concept ORDER BY number",
                              [&](const sqlite::Row& row) -> Result<void> {
                                Concept entry;
                                entry.name = row.text(0);
                                entry.description = row.text(1);
                                entry.parent = row.text(2);
                                codebook.concepts.push_back(std::move(entry));
                                return {};
                              });
  for (auto& entry : codebook.concepts)
    for (const auto& kind : phrase_kinds)
      if (done)
        done = connection.each(
            "SELECT phrase FROM concept_phrase WHERE concept = ? AND kind = ? ORDER BY number",
            [&](const sqlite::Row& row) -> Result<void> {
              (entry.*kind.phrases).push_back(row.text(0));
              return {};
            },
            entry.name, kind.word);
  if (!done) return tl::unexpected(done.error());
  return codebook;
}

}  // namespace faultline::study::detail
