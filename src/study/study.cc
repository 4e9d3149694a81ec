#include "study/study.h"

#include <fmt/chrono.h>

#include <chrono>
#include <mutex>
#include <variant>

#include "study/detail/actor_rows.h"
#include "study/detail/corrections.h"
#include "study/detail/file.h"
#include "study/detail/fingerprint.h"
#include "study/detail/identity.h"
#include "study/detail/queries.h"
#include "study/detail/register_rows.h"
#include "study/detail/store.h"
#include "study/sqlite/connection.h"

namespace faultline::study {
namespace {

using sqlite::Connection;
using sqlite::Transaction;

/// A reader whose study was written to this often while it read gives up.
constexpr int most_attempts = 10;

/// "2024-10-26T12:00:00Z"; the only use of a clock, because a correction is somebody's act.
std::string now() { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))); }

}  // namespace

struct Study::Database {
  std::string name;
  std::variant<Connection, detail::Reader> source;
  std::mutex mutex;  // one question at a time

  /// What `question` answers over one state of the study.
  template <class Question>
  auto ask(Question question) -> decltype(question(std::declval<Connection&>())) {
    const std::lock_guard lock(mutex);
    if (auto* connection = std::get_if<Connection>(&source))
      return in_transaction(*connection, question);
    auto& reader = std::get<detail::Reader>(source);
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
      const auto connection = reader.connect();
      if (!connection) return tl::unexpected(connection.error());
      auto answer = in_transaction(**connection, question);
      if (reader.finish()) return answer;
    }
    return failure(ErrorCode::Conflict,
                   fmt::format("Another program keeps writing the study {}; wait until it has "
                               "finished, then try again.",
                               name),
                   name);
  }

  /// Does all of `change` or nothing.
  template <class Change>
  Result<void> write(Change change) {
    const auto connection = writable();
    if (!connection) return tl::unexpected(connection.error());
    const std::lock_guard lock(mutex);
    auto transaction = Transaction::begin(**connection);
    if (!transaction) return tl::unexpected(transaction.error());
    if (auto done = change(**connection); !done) return done;
    return transaction->commit();
  }

  Result<Connection*> writable() {
    if (auto* connection = std::get_if<Connection>(&source)) return connection;
    return failure(ErrorCode::Io,
                   fmt::format("The study {} was opened for reading and cannot be changed.", name),
                   name);
  }

 private:
  template <class Question>
  static auto in_transaction(Connection& connection, Question& question)
      -> decltype(question(connection)) {
    auto transaction = Transaction::begin(connection, Transaction::Kind::Read);
    if (!transaction) return tl::unexpected(transaction.error());
    auto answer = question(connection);
    if (const auto done = transaction->commit(); answer && !done)
      return tl::unexpected(done.error());
    return answer;
  }
};

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
  return database_->write(
      [&](Connection& connection) { return detail::replace_register(connection, known.actors()); });
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

Result<positions::Codebook> Study::codebook() const {
  return database_->ask(detail::load_codebook);
}

Result<Standing> Study::standing(const intake::Article& article, std::string_view reader) const {
  const std::string content_hash = detail::content_fingerprint(article);
  return database_->ask([&](Connection& connection) -> Result<Standing> {
    const auto known = detail::find_known(connection, article, content_hash);
    if (!known) return tl::unexpected(known.error());
    const auto register_hash = detail::register_hash(connection);
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
    return detail::add_correction(connection, correction, now());
  });
}

Result<void> Study::undo_correction(Correction::About about, std::int64_t key,
                                    const std::string& field) {
  return database_->write([&](Connection& connection) {
    return detail::withdraw_correction(connection, about, key, field, now());
  });
}

Result<std::vector<ArticleRow>> Study::articles(const Filter& filter) const {
  return database_->ask(
      [&](Connection& connection) { return detail::article_rows(connection, filter); });
}

Result<std::vector<StatementRow>> Study::statements(const Filter& filter) const {
  return database_->ask(
      [&](Connection& connection) { return detail::statement_rows(connection, filter); });
}

Result<std::vector<RelationRow>> Study::relations(const Filter& filter) const {
  return database_->ask(
      [&](Connection& connection) { return detail::relation_rows(connection, filter); });
}

Result<std::vector<CodingRow>> Study::codings(const Filter& filter) const {
  return database_->ask(
      [&](Connection& connection) { return detail::coding_rows(connection, filter); });
}

Result<std::vector<ActorRow>> Study::actors(const Filter& filter) const {
  return database_->ask(
      [&](Connection& connection) { return detail::actor_rows(connection, filter); });
}

Result<Totals> Study::totals() const { return database_->ask(detail::totals); }

Result<std::string> Study::text_of(ArticleId article) const {
  return database_->ask([&](Connection& connection) -> Result<std::string> {
    auto text = connection.text("SELECT text FROM article WHERE key = ?", article);
    if (!text) return tl::unexpected(text.error());
    if (!*text)
      return failure(ErrorCode::NotFound,
                     fmt::format("The study {} holds no article with the number {}.",
                                 database_->name, static_cast<std::int64_t>(article)),
                     database_->name);
    return std::move(**text);
  });
}

}  // namespace faultline::study
