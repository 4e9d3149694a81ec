#include "study/detail/schema.h"

#include <fmt/core.h>

#include <array>
#include <map>
#include <string>

#include "embedded/study_schema.h"
#include "study/study.h"

namespace faultline::study::detail {
namespace {

/// What the schema table says, by name. The index tables of full-text search are left out: SQLite
/// makes them itself, and another version of it may make them otherwise.
using Schema = std::map<std::string, std::string>;

Result<Schema> schema_of(sqlite::Connection& connection) {
  Schema schema;
  const auto read = connection.each(
      "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
      "AND NOT (type = 'table' AND name LIKE '%!_search!_%' ESCAPE '!')",
      [&](const sqlite::Row& row) -> Result<void> {
        schema.emplace(row.text(0), row.text(1));
        return {};
      });
  if (!read) return tl::unexpected(read.error());
  return schema;
}

Result<Schema> schema_after(std::span<const Migration> steps) {
  auto reference = empty_study(steps);
  if (!reference) return tl::unexpected(reference.error());
  return schema_of(*reference);
}

/// The schema that `steps` make; the newest one is made once.
Result<Schema> expected_schema(std::span<const Migration> steps) {
  const auto newest = migrations();
  if (steps.data() != newest.data() || steps.size() != newest.size()) return schema_after(steps);
  static const auto schema = schema_after(newest);
  return schema;
}

Result<void> run_steps(sqlite::Connection& connection, std::span<const Migration> steps) {
  auto transaction = sqlite::Transaction::begin(connection);
  if (!transaction) return tl::unexpected(transaction.error());
  // Asked under the lock: another program may have migrated the file a moment ago.
  const auto version = connection.integer("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  for (const auto& step : steps) {
    if (step.to <= version->value_or(0)) continue;
    if (auto done = connection.run_script(std::string(step.script)); !done) return done;
    const auto numbered = connection.run_script(fmt::format("PRAGMA user_version = {}", step.to));
    if (!numbered) return numbered;
  }
  bool is_sound = true;
  const auto checked =
      connection.each("PRAGMA foreign_key_check", [&](const sqlite::Row&) -> Result<void> {
        is_sound = false;
        return {};
      });
  if (!checked) return checked;
  if (!is_sound) return tl::unexpected(connection.damaged("a row refers to one that is not there"));
  return transaction->commit();
}

}  // namespace

std::span<const Migration> migrations() {
  static const std::array<Migration, schema_version> steps{{{1, embedded::version_1()},
                                                            {2, embedded::version_2()},
                                                            {3, embedded::version_3()},
                                                            {4, embedded::version_4()},
                                                            {5, embedded::version_5()},
                                                            {6, embedded::version_6()},
                                                            {7, embedded::version_7()},
                                                            {8, embedded::version_8()}}};
  return steps;
}

Result<void> migrate(sqlite::Connection& connection, std::span<const Migration> steps) {
  // A step may have to build a table anew; rows that refer to it must not be deleted with the old
  // one. The setting has no effect inside a transaction.
  if (auto off = connection.run_script("PRAGMA foreign_keys = OFF"); !off) return off;
  auto done = run_steps(connection, steps);
  if (auto on = connection.run_script("PRAGMA foreign_keys = ON"); done && !on) return on;
  return done;
}

Result<sqlite::Connection> empty_study(std::span<const Migration> steps) {
  auto connection = sqlite::Connection::open_in_memory();
  if (!connection) return connection;
  connection->trust_schema();
  const auto marked =
      connection->run_script(fmt::format("PRAGMA application_id = {}", application_id));
  if (!marked) return tl::unexpected(marked.error());
  if (const auto made = migrate(*connection, steps); !made) return tl::unexpected(made.error());
  return connection;
}

Result<void> check_schema(sqlite::Connection& connection, std::span<const Migration> steps) {
  const auto expected = expected_schema(steps);
  if (!expected) return tl::unexpected(expected.error());
  const auto found = schema_of(connection);
  if (!found) return tl::unexpected(found.error());
  for (const auto& [name, sql] : *expected) {
    const auto same = found->find(name);
    if (same == found->end() || same->second != sql)
      return tl::unexpected(connection.damaged(fmt::format("its {} is not ours", name)));
  }
  for (const auto& [name, sql] : *found)
    if (name.starts_with("trigger ") && !expected->contains(name))
      return tl::unexpected(connection.damaged(fmt::format("it holds a foreign {}", name)));
  return {};
}

}  // namespace faultline::study::detail
