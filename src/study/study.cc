#include "study/study.h"

#include <fmt/core.h>

#include "study/detail/actor_rows.h"
#include "study/detail/corrections.h"
#include "study/detail/database.h"
#include "study/detail/file.h"
#include "study/detail/fingerprint.h"
#include "study/detail/identity.h"
#include "study/detail/queries.h"
#include "study/detail/register_rows.h"
#include "study/detail/settling.h"
#include "study/detail/store.h"
#include "study/sqlite/connection.h"

namespace faultline::study {
namespace {

using sqlite::Connection;

/// The filter, with the actor as he is known now.
Result<Filter> with_holder(Connection& connection, const Filter& filter) {
  Filter wanted = filter;
  if (!wanted.actor) return wanted;
  auto holder = detail::holder_of(connection, *wanted.actor);
  if (!holder) return tl::unexpected(holder.error());
  wanted.actor = std::move(*holder);
  return wanted;
}

}  // namespace

Study::Study(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Study::Study(Study&&) noexcept = default;
Study& Study::operator=(Study&&) noexcept = default;
Study::~Study() = default;

Result<Study> Study::open(const std::filesystem::path& file, Access access) {
  const auto steps = detail::migrations();
  std::error_code code;
  if (access == Access::Create && !std::filesystem::exists(file, code))
    if (const auto made = detail::create_file(file, steps); !made)
      return tl::unexpected(made.error());
  if (access == Access::Read) {
    auto reader = detail::Reader::open(file, steps);
    if (!reader) return tl::unexpected(reader.error());
    return Study(std::unique_ptr<Database>(new Database{file.string(), std::move(*reader), {}}));
  }
  auto connection = detail::open_for_writing(file, steps, detail::patience);
  if (!connection) return tl::unexpected(connection.error());
  return Study(std::unique_ptr<Database>(new Database{file.string(), std::move(*connection), {}}));
}

Result<void> Study::set_register(const actors::Register& known) {
  return database_->write([&](Connection& connection) -> Result<void> {
    const auto former = detail::register_hash(connection);
    if (!former) return tl::unexpected(former.error());
    if (*former == detail::fingerprint(known.actors())) return {};
    auto done = detail::lift_decisions(connection);
    if (done) done = detail::replace_register(connection, known.actors());
    if (done) done = detail::settle(connection, nullptr);
    if (done) done = detail::set_setting(connection, "links", "stale");
    return done;
  });
}

Result<actors::Register> Study::known_actors() const {
  auto loaded = database_->ask(detail::load_register);
  if (!loaded) return tl::unexpected(loaded.error());
  return actors::Register::from_actors(std::move(*loaded));
}

Result<void> Study::set_codebook(const positions::Codebook& codebook) {
  return database_->write(
      [&](Connection& connection) { return detail::replace_codebook(connection, codebook); });
}

Result<positions::Codebook> Study::undo_codebook() {
  positions::Codebook former;
  auto done = database_->write([&](Connection& connection) -> Result<void> {
    auto restored = detail::restore_codebook(connection);
    if (!restored) return tl::unexpected(restored.error());
    former = std::move(*restored);
    return {};
  });
  if (!done) return tl::unexpected(done.error());
  return former;
}

Result<positions::Codebook> Study::codebook() const {
  return database_->ask(detail::load_codebook);
}

Result<Standing> Study::standing(const intake::Article& article, std::string_view reader) const {
  const std::string content_hash = detail::content_fingerprint(article);
  return database_->ask([&](Connection& connection) -> Result<Standing> {
    const auto known = detail::find_known(connection, article, content_hash);
    if (!known) return tl::unexpected(known.error());
    const auto register_hash = detail::knowledge_hash(connection);
    if (!register_hash) return tl::unexpected(register_hash.error());
    const auto codebook_hash = detail::codebook_hash(connection);
    if (!codebook_hash) return tl::unexpected(codebook_hash.error());
    const auto run = detail::find_run(connection, reader, *register_hash, *codebook_hash);
    if (!run) return tl::unexpected(run.error());
    return detail::standing_of(*known, content_hash, *run);
  });
}

Result<Standing> Study::store(const ReadArticle& read, std::string_view reader) {
  const auto connection = database_->writable();
  if (!connection) return tl::unexpected(connection.error());
  const std::lock_guard lock(database_->mutex);
  return detail::store_article(**connection, read, reader);
}

Result<void> Study::correct(const Correction& correction) {
  return database_->write([&](Connection& connection) {
    return detail::add_correction(connection, correction, time_of_act());
  });
}

Result<void> Study::undo_correction(Correction::About about, std::int64_t key,
                                    const std::string& field) {
  return database_->write([&](Connection& connection) {
    return detail::withdraw_correction(connection, about, key, field, time_of_act());
  });
}

Result<std::vector<ArticleRow>> Study::articles(const Filter& filter) const {
  return database_->ask([&](Connection& connection) -> Result<std::vector<ArticleRow>> {
    const auto wanted = with_holder(connection, filter);
    if (!wanted) return tl::unexpected(wanted.error());
    return detail::article_rows(connection, *wanted);
  });
}

Result<std::vector<StatementRow>> Study::statements(const Filter& filter) const {
  return database_->ask([&](Connection& connection) -> Result<std::vector<StatementRow>> {
    const auto wanted = with_holder(connection, filter);
    if (!wanted) return tl::unexpected(wanted.error());
    return detail::statement_rows(connection, *wanted);
  });
}

Result<std::vector<RelationRow>> Study::relations(const Filter& filter) const {
  return database_->ask([&](Connection& connection) -> Result<std::vector<RelationRow>> {
    const auto wanted = with_holder(connection, filter);
    if (!wanted) return tl::unexpected(wanted.error());
    return detail::relation_rows(connection, *wanted);
  });
}

Result<std::vector<RelationRow>> Study::machine_relations(const Filter& filter) const {
  return database_->ask([&](Connection& connection) -> Result<std::vector<RelationRow>> {
    const auto wanted = with_holder(connection, filter);
    if (!wanted) return tl::unexpected(wanted.error());
    return detail::machine_relation_rows(connection, *wanted);
  });
}

Result<std::vector<CodingRow>> Study::codings(const Filter& filter) const {
  return database_->ask([&](Connection& connection) -> Result<std::vector<CodingRow>> {
    const auto wanted = with_holder(connection, filter);
    if (!wanted) return tl::unexpected(wanted.error());
    return detail::coding_rows(connection, *wanted);
  });
}

Result<std::vector<ActorRow>> Study::actors(const Filter& filter) const {
  return database_->ask([&](Connection& connection) -> Result<std::vector<ActorRow>> {
    const auto wanted = with_holder(connection, filter);
    if (!wanted) return tl::unexpected(wanted.error());
    return detail::actor_rows(connection, *wanted);
  });
}

Result<Totals> Study::totals() const { return database_->ask(detail::totals); }

Result<std::string> Study::Database::of_article(const std::string& query, ArticleId article) {
  return ask([&](Connection& connection) -> Result<std::string> {
    auto found = connection.text(query, article);
    if (!found) return tl::unexpected(found.error());
    if (!*found)
      return failure(ErrorCode::NotFound,
                     fmt::format("The study {} holds no article with the number {}.", name,
                                 static_cast<std::int64_t>(article)),
                     name);
    return std::move(**found);
  });
}

Result<std::string> Study::text_of(ArticleId article) const {
  return database_->of_article("SELECT text FROM article WHERE key = ?", article);
}

Result<std::string> Study::reader_of(ArticleId article) const {
  return database_->of_article(
      "SELECT u.reader FROM article a JOIN run u ON u.key = a.run WHERE a.key = ?", article);
}

}  // namespace faultline::study
