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

}  // namespace

Result<void> replace_codebook(sqlite::Connection& connection, const positions::Codebook& codebook) {
  const std::string hash = fingerprint(codebook);
  const auto former_hash = codebook_hash(connection);
  if (!former_hash) return tl::unexpected(former_hash.error());
  if (hash == *former_hash) return {};
  auto done = connection.run("DELETE FROM concept");
  int number = 0;
  for (const auto& entry : codebook.concepts)
    if (done) done = insert_concept(connection, entry, ++number);
  if (done) done = set_setting(connection, "codebook_name", codebook.name);
  if (done) done = set_setting(connection, "codebook_version", codebook.version);
  if (done) done = set_setting(connection, "codebook_hash", hash);
  return done;
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
