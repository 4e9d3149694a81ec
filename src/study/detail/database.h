#pragma once
// The open file behind a Study: one question or change at a time.

#include <fmt/chrono.h>

#include <ctime>
#include <mutex>
#include <string>
#include <utility>
#include <variant>

#include "study/detail/file.h"
#include "study/sqlite/connection.h"
#include "study/study.h"

namespace faultline::study {

/// "2024-10-26T12:00:00Z"; the only use of a clock, because a correction is somebody's act.
inline std::string time_of_act() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

struct Study::Database {
  std::string name;
  std::variant<sqlite::Connection, detail::Reader> source;
  std::mutex mutex;  // one question at a time

  /// A reader whose study was written to this often while it read gives up.
  static constexpr int most_attempts = 10;

  /// What `question` answers over one state of the study.
  template <class Question>
  auto ask(Question question) -> decltype(question(std::declval<sqlite::Connection&>())) {
    const std::lock_guard lock(mutex);
    if (auto* connection = std::get_if<sqlite::Connection>(&source))
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
    auto transaction = sqlite::Transaction::begin(**connection);
    if (!transaction) return tl::unexpected(transaction.error());
    if (auto done = change(**connection); !done) return done;
    return transaction->commit();
  }

  /// The text that `query` gives for the article. NotFound: there is none with that number.
  Result<std::string> of_article(const std::string& query, ArticleId article);

  Result<sqlite::Connection*> writable() {
    if (auto* connection = std::get_if<sqlite::Connection>(&source)) return connection;
    return failure(ErrorCode::Io,
                   fmt::format("The study {} was opened for reading and cannot be changed.", name),
                   name);
  }

 private:
  template <class Question>
  static auto in_transaction(sqlite::Connection& connection, Question& question)
      -> decltype(question(connection)) {
    auto transaction = sqlite::Transaction::begin(connection, sqlite::Transaction::Kind::Read);
    if (!transaction) return tl::unexpected(transaction.error());
    auto answer = question(connection);
    if (const auto done = transaction->commit(); answer && !done)
      return tl::unexpected(done.error());
    return answer;
  }
};

}  // namespace faultline::study
