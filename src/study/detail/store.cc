#include "study/detail/store.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "study/detail/actor_rows.h"
#include "study/detail/corrections.h"
#include "study/detail/findings.h"
#include "study/detail/fingerprint.h"
#include "study/detail/identity.h"
#include "study/detail/settling.h"
#include "study/detail/settling_codings.h"
#include "text/text.h"

namespace faultline::study::detail {
namespace {

using sqlite::Connection;

/// Everything about an article that does not come from the study.
struct Incoming {
  const intake::Article& article;
  std::optional<std::string> source;
  std::string text_hash;
  std::string content_hash;
};

Result<std::int64_t> run_key(Connection& connection, std::string_view reader,
                             const std::string& known_hash, const std::string& book_hash) {
  const auto key = connection.integer(
      "INSERT INTO run (reader, register_hash, codebook_hash) VALUES (?, ?, ?) RETURNING key",
      reader, known_hash, book_hash);
  if (!key) return tl::unexpected(key.error());
  return key->value_or(0);
}

Result<std::int64_t> insert_article(Connection& connection, const Incoming& incoming,
                                    std::int64_t run) {
  const auto& article = incoming.article;
  const auto id = free_id(connection, article.id);
  if (!id) return tl::unexpected(id.error());
  const text::OffsetMap offsets(article.text);
  const auto key = connection.integer(
      "INSERT INTO article (id, given_id, file, source, version, run, outlet, headline, byline, "
      "url, published, language, body_begin_byte, body_end_byte, body_begin_char, body_end_char, "
      "text_hash, content_hash, text) "
      "VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key",
      *id, article.id, article.file, incoming.source, run, article.outlet, article.headline,
      article.byline, article.url, article.published, article.language, article.body.begin.value,
      article.body.end.value, offsets.code_point(article.body.begin).value,
      offsets.code_point(article.body.end).value, incoming.text_hash, incoming.content_hash,
      article.text);
  if (!key) return tl::unexpected(key.error());
  return key->value_or(0);
}

Result<void> update_article(Connection& connection, const Incoming& incoming, const Known& known,
                            std::int64_t run) {
  const auto& article = incoming.article;
  const bool is_new_text = known.text_hash != incoming.text_hash;
  if (is_new_text) {
    const auto kept = connection.run(
        "INSERT INTO former_version (article, version, run, outlet, headline, byline, url, "
        "published, language, text_hash, text) "
        "SELECT key, version, run, outlet, headline, byline, url, published, language, text_hash, "
        "text FROM article WHERE key = ?",
        known.key);
    if (!kept) return kept;
  }
  const text::OffsetMap offsets(article.text);
  return connection.run(
      "UPDATE article SET version = version + ?, run = ?, outlet = ?, headline = ?, byline = ?, "
      "url = ?, published = ?, language = ?, body_begin_byte = ?, body_end_byte = ?, "
      "body_begin_char = ?, body_end_char = ?, text_hash = ?, content_hash = ?, text = ? "
      "WHERE key = ?",
      is_new_text, run, article.outlet, article.headline, article.byline, article.url,
      article.published, article.language, article.body.begin.value, article.body.end.value,
      offsets.code_point(article.body.begin).value, offsets.code_point(article.body.end).value,
      incoming.text_hash, incoming.content_hash, article.text, known.key);
}

/// A file that was moved, or the same one named otherwise: only what it is called changes.
Result<void> update_place(Connection& connection, const Incoming& incoming, std::int64_t key) {
  return connection.run("UPDATE article SET file = ?, source = ? WHERE key = ?",
                        incoming.article.file, incoming.source, key);
}

Result<void> insert_page(Connection& connection, const intake::Article& article, std::int64_t key) {
  const text::OffsetMap offsets(article.text);
  int number = 0;
  for (const auto& zone : article.zones) {
    const auto chars = offsets.code_points(zone.span);
    const auto stored = connection.run(
        "INSERT INTO zone (article, number, kind, begin_byte, end_byte, begin_char, end_char) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        key, ++number, zone_word(zone.kind), zone.span.begin.value, zone.span.end.value,
        chars.begin.value, chars.end.value);
    if (!stored) return stored;
  }
  number = 0;
  for (const auto& section : article.sections) {
    const auto stored = connection.run(
        "INSERT INTO section (article, number, name) VALUES (?, ?, ?)", key, ++number, section);
    if (!stored) return stored;
  }
  number = 0;
  for (const auto& caption : article.captions) {
    const auto stored = connection.run(
        "INSERT INTO caption (article, number, text) VALUES (?, ?, ?)", key, ++number, caption);
    if (!stored) return stored;
  }
  return {};
}

/// Writes everything under its key; the transaction is the caller's.
Result<void> write(Connection& connection, const ReadArticle& read, const Incoming& incoming,
                   const std::optional<Known>& known, std::int64_t run) {
  std::int64_t key = 0;
  FormerFindings former;
  if (known) {
    key = known->key;
    auto taken = take_findings(connection, key);
    if (!taken) return tl::unexpected(taken.error());
    former = std::move(*taken);
    if (known->is_moved)
      if (auto done = update_place(connection, incoming, key); !done) return done;
    if (auto done = update_article(connection, incoming, *known, run); !done) return done;
  } else {
    const auto made = insert_article(connection, incoming, run);
    if (!made) return tl::unexpected(made.error());
    key = *made;
  }
  if (auto done = insert_page(connection, incoming.article, key); !done) return done;
  if (auto done = insert_cast(connection, read.cast, key); !done) return done;
  if (auto done = settle_article(connection, key); !done) return done;
  if (auto done = insert_findings(connection, read, key, former); !done) return done;
  const auto is_linked = connection.integer(
      "SELECT 1 FROM cast_member WHERE article = ? AND actor <> machine_actor LIMIT 1", key);
  if (!is_linked) return tl::unexpected(is_linked.error());
  if (known)
    if (auto done = find_evidence_again(connection, key, incoming.article.text); !done) return done;
  auto done = known || *is_linked ? apply_corrections(connection, key, &former.codings)
                                  : settle_codings(connection, key, &former.codings);
  if (!done) return done;
  if (done = set_setting(connection, "links", "stale"); !done) return done;
  return drop_unused(connection, former.actors);
}

}  // namespace

Result<Standing> store_article(Connection& connection, const ReadArticle& read,
                               std::string_view reader) {
  // Folding and hashing need no lock.
  const Incoming incoming{read.article, source_of(read.article),
                          text_fingerprint(read.article.text), content_fingerprint(read.article)};
  const std::string book_hash = fingerprint(read.codebook);
  auto transaction = sqlite::Transaction::begin(connection);
  if (!transaction) return tl::unexpected(transaction.error());
  const auto known = find_known(connection, read.article, incoming.content_hash);
  if (!known) return tl::unexpected(known.error());
  const auto known_hash = knowledge_hash(connection);
  if (!known_hash) return tl::unexpected(known_hash.error());
  const auto run = find_run(connection, reader, *known_hash, book_hash);
  if (!run) return tl::unexpected(run.error());
  const Standing standing = standing_of(*known, incoming.content_hash, *run);
  if (standing == Standing::Unchanged) return standing;

  Result<void> written;
  if (*known && (*known)->content_hash == incoming.content_hash && *run == (*known)->run) {
    written = update_place(connection, incoming, (*known)->key);
  } else {
    Result<std::int64_t> key = run->value_or(0);
    if (!*run) key = run_key(connection, reader, *known_hash, book_hash);
    if (!key) return tl::unexpected(key.error());
    written = write(connection, read, incoming, *known, *key);
  }
  if (!written) return tl::unexpected(written.error());
  if (const auto done = transaction->commit(); !done) return tl::unexpected(done.error());
  return standing;
}

}  // namespace faultline::study::detail
