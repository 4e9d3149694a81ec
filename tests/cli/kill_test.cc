// A study must come out the same however often its making was cut off.

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <string>
#include <vector>

#include "cli/program.h"

namespace faultline::cli {
namespace {

std::vector<std::string> column(sqlite3* database, const std::string& sql) {
  std::vector<std::string> values;
  sqlite3_stmt* statement = nullptr;
  EXPECT_EQ(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
      << sqlite3_errmsg(database);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    std::string row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
      row.append(bytes == nullptr ? "" : bytes,
                 static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
      row += '|';
    }
    row.pop_back();
    values.push_back(row);
  }
  sqlite3_finalize(statement);
  return values;
}

/// Every row of every table that SQLite does not keep for itself.
std::string dump(const std::string& study) {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open(study.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(column(database, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
  std::string text;
  const auto tables = column(database,
                             "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN "
                             "('table', 'virtual') AND name NOT LIKE 'sqlite%' ORDER BY name");
  EXPECT_GT(tables.size(), 5U);
  for (const auto& table : tables) {
    text += "== " + table + "\n";
    for (const auto& row : column(database, fmt::format("SELECT * FROM \"{}\"", table)))
      text += row + "\n";
  }
  sqlite3_close(database);
  return text;
}

TEST(Read, MakesTheSameStudyHoweverOftenItIsKilled) {
  const Folder folder;
  constexpr int articles = 200;
  for (int i = 0; i < articles; ++i)
    folder.write(fmt::format("texts/{:03}.txt", i), article_text(i));
  const auto clean = folder / "clean.study";
  ASSERT_EQ(run_program({"read", folder / "texts", "--into", clean}).status, 0);

  constexpr std::uint64_t seed = 20310403;
  RecordProperty("seed", std::to_string(seed));
  std::mt19937_64 random(seed);
  int kills = 0;
  for (int round = 0; round < 3; ++round) {
    const auto killed = folder / fmt::format("killed-{}.study", round);
    // Short lives cut the making of the study, longer ones the storing of an article.
    for (int life = 0; life < 25; ++life) {
      const pid_t process = start_program({"read", folder / "texts", "--into", killed});
      ::usleep(static_cast<useconds_t>(random() % (life < 5 ? 40'000 : 200'000)));
      ::kill(process, SIGKILL);
      if (wait_for(process) != 128 + SIGKILL) break;  // it was faster: all articles are in
      ++kills;
    }
    const auto last = run_program({"read", folder / "texts", "--into", killed});
    ASSERT_EQ(last.status, 0) << last.err;
    EXPECT_EQ(dump(killed), dump(clean));
  }
  EXPECT_GE(kills, 9);
}

}  // namespace
}  // namespace faultline::cli
