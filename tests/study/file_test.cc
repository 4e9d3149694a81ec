// A study as a file: what is refused, what is left alone, what stays readable.

#include "study/detail/file.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "study/detail/store.h"
#include "study/sketch.h"
#include "study/study.h"

namespace faultline::study {
namespace {

using std::filesystem::path;

/// Runs `claim` in another process, as somebody without rights if we are root; true if it holds.
bool as_nobody(const std::function<bool()>& claim) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(3);
    ::_exit(claim() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

ErrorCode refusal(const path& file, Access access) {
  const auto opened = Study::open(file, access);
  EXPECT_FALSE(opened) << file;
  if (opened) return ErrorCode::Interrupted;
  EXPECT_NE(opened.error().message.find(file.string()), std::string::npos);
  return opened.error().code;
}

constexpr Access every_access[] = {Access::Read, Access::Write, Access::Create};

TEST(StudyFile, MustExistUnlessItIsMade) {
  const Folder folder;
  EXPECT_EQ(refusal(folder / "s.study", Access::Read), ErrorCode::NotFound);
  EXPECT_EQ(refusal(folder / "s.study", Access::Write), ErrorCode::NotFound);
  EXPECT_TRUE(folder.names().empty());
  EXPECT_TRUE(Study::open(folder / "s.study", Access::Create));
  EXPECT_TRUE(Study::open(folder / "s.study", Access::Create)) << "made once, opened later";
  EXPECT_TRUE(Study::open(folder / "s.study", Access::Read));
}

TEST(StudyFile, IsNotMadeInAFolderThatIsNotThere) {
  const Folder folder;
  EXPECT_EQ(refusal(folder / "none/s.study", Access::Create), ErrorCode::Io);
}

TEST(StudyFile, WithOtherContentIsRefusedAndLeftAlone) {
  const Folder folder;
  std::string half = "SQLite format 3";
  half += '\0';
  for (const std::string& bytes : {std::string(), std::string("x"), std::string("Dear diary,\n"),
                                   std::string(5000, '\0'), half}) {
    write_bytes(folder / "s.study", bytes);
    for (const auto access : every_access)
      EXPECT_EQ(refusal(folder / "s.study", access), ErrorCode::Malformed);
    EXPECT_EQ(bytes_of(folder / "s.study"), bytes);
    EXPECT_EQ(folder.names(), std::vector<std::string>{"s.study"});
  }
}

TEST(StudyFile, OfAnotherProgramIsRefusedAndLeftAlone) {
  const Folder folder;
  tamper(folder / "s.study", "CREATE TABLE secret (x); PRAGMA user_version = 1;");
  const auto before = bytes_of(folder / "s.study");
  for (const auto access : every_access)
    EXPECT_EQ(refusal(folder / "s.study", access), ErrorCode::Malformed);
  EXPECT_EQ(bytes_of(folder / "s.study"), before);
  EXPECT_EQ(folder.names(), std::vector<std::string>{"s.study"});
}

TEST(StudyFile, OfANewerProgramIsRefusedWithBothVersionsAndLeftAlone) {
  const Folder folder;
  {
    const auto study = made(folder);
  }
  tamper(folder / "s.study", "PRAGMA user_version = 99;");
  const auto before = bytes_of(folder / "s.study");
  for (const auto access : every_access) {
    EXPECT_EQ(refusal(folder / "s.study", access), ErrorCode::Unsupported);
    const auto message = Study::open(folder / "s.study", access).error().message;
    EXPECT_NE(message.find("version 99"), std::string::npos) << message;
    EXPECT_NE(message.find("up to " + std::to_string(schema_version)), std::string::npos);
  }
  EXPECT_EQ(bytes_of(folder / "s.study"), before);
}

TEST(StudyFile, WithAForeignTriggerOrChangedTableIsRefused) {
  for (const auto* sql : {"CREATE TRIGGER spy AFTER INSERT ON article BEGIN DELETE FROM actor; END",
                          "DROP VIEW v_network", "ALTER TABLE article ADD COLUMN extra TEXT",
                          "DROP TABLE mention; CREATE VIEW mention AS SELECT 1 AS article"}) {
    const Folder folder;
    {
      const auto study = made(folder);
    }
    tamper(folder / "s.study", sql);
    EXPECT_EQ(refusal(folder / "s.study", Access::Write), ErrorCode::Malformed) << sql;
    EXPECT_EQ(refusal(folder / "s.study", Access::Read), ErrorCode::Malformed) << sql;
  }
}

TEST(StudyFile, MayHoldTablesAndViewsOfItsUser) {
  const Folder folder;
  {
    const auto study = made(folder);
  }
  tamper(folder / "s.study",
         "CREATE TABLE my_notes (x); CREATE VIEW my_view AS SELECT id FROM article;");
  EXPECT_TRUE(holds(Study::open(folder / "s.study", Access::Write)));
}

TEST(StudyFile, CutShortIsAnErrorAndNoCrash) {
  const Folder folder;
  {
    auto study = made(folder);
    for (std::uint32_t i = 0; i < 20; ++i) ASSERT_TRUE(holds(study.store(drawn(i).read(), reader)));
  }
  const auto whole = bytes_of(folder / "s.study");
  for (const std::size_t size : {std::size_t{100}, std::size_t{4096}, whole.size() / 2}) {
    write_bytes(folder / "cut.study", whole.substr(0, size));
    const auto study = Study::open(folder / "cut.study", Access::Read);
    EXPECT_FALSE(study && study->statements() && study->articles() && study->relations()) << size;
  }
}

TEST(StudyFile, HasNothingBesideItAfterEveryClosing) {
  const Folder folder;
  const std::vector<std::string> alone{"s.study"};
  {
    auto study = made(folder);
    ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  }
  EXPECT_EQ(folder.names(), alone);
  const auto before = bytes_of(folder / "s.study");
  {
    const auto study = Study::open(folder / "s.study", Access::Read);
    ASSERT_TRUE(holds(study));
    EXPECT_EQ(study->statements()->size(), 2u);
    EXPECT_EQ(folder.names(), alone) << "while it is read";
  }
  EXPECT_EQ(folder.names(), alone);
  EXPECT_EQ(bytes_of(folder / "s.study"), before);
  {
    const auto study = Study::open(folder / "s.study", Access::Write);
  }
  EXPECT_EQ(folder.names(), alone);
}

TEST(StudyFile, IsJournalledWithReferencesAndStrictTables) {
  const Folder folder;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  const std::string name = (folder / "s.study").string();
  auto connection = sqlite::Connection::open(name, name, {}).value();
  EXPECT_EQ(connection.text("PRAGMA journal_mode").value(), "wal");
  EXPECT_EQ(connection.integer("PRAGMA user_version").value(), schema_version);
  EXPECT_EQ(connection.integer("PRAGMA application_id").value(), 0x466C746C);
  EXPECT_EQ(connection
                .integer("SELECT count(*) FROM pragma_table_list WHERE type = 'table' "
                         "AND NOT strict AND name NOT LIKE 'sqlite_%'")
                .value(),
            0);
  EXPECT_FALSE(connection.run("DELETE FROM run")) << "articles refer to it";
  EXPECT_EQ(connection.text("PRAGMA integrity_check").value(), "ok");
}

TEST(StudyFile, IsReadInAFolderThatNobodyMayWriteTo) {
  const Folder folder;
  {
    auto study = made(folder);
    ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  }
  namespace fs = std::filesystem;
  const auto read_only = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
  const auto enter = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
  fs::permissions(folder / "s.study", read_only);
  fs::permissions(folder.path(), read_only | enter);
  EXPECT_TRUE(as_nobody([&] {
    const auto study = Study::open(folder / "s.study", Access::Read);
    return study && study->statements() && study->statements()->size() == 2;
  }));
  EXPECT_TRUE(as_nobody([&] {
    const auto study = Study::open(folder / "s.study", Access::Write);
    return !study && study.error().code == ErrorCode::Io;
  }));
  EXPECT_TRUE(as_nobody([&] {
    const auto study = Study::open(folder / "new.study", Access::Create);
    return !study && study.error().code == ErrorCode::Io;
  }));
  fs::permissions(folder.path(), fs::perms::owner_all);
  EXPECT_EQ(folder.names(), std::vector<std::string>{"s.study"});
}

TEST(StudyFile, OpenedForReadingIsNotChanged) {
  const Folder folder;
  {
    const auto study = made(folder);
  }
  auto study = Study::open(folder / "s.study", Access::Read).value();
  EXPECT_EQ(study.store(quarrel().read(), reader).error().code, ErrorCode::Io);
  EXPECT_EQ(study.set_codebook({}).error().code, ErrorCode::Io);
  EXPECT_EQ(study.set_register({}).error().code, ErrorCode::Io);
  EXPECT_EQ(study.undo_correction(Correction::About::Coding, 1, "valid").error().code,
            ErrorCode::Io);
}

/// Copies what a program that was killed leaves behind: the study has its rows in the log only.
void copy_as_if_killed(const Folder& from, const Folder& to, bool with_index) {
  for (const auto* ending : {"", "-wal", "-shm"})
    if (with_index || std::string(ending) != "-shm")
      std::filesystem::copy_file(from / ("s.study" + std::string(ending)),
                                 to / ("s.study" + std::string(ending)));
}

TEST(StudyFile, IsReadThroughTheLogThatAKilledWriterLeft) {
  const Folder folder, killed;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  copy_as_if_killed(folder, killed, /*with_index=*/true);
  const auto names = killed.names();
  ASSERT_EQ(names.size(), 3u);
  const auto log = bytes_of(killed / "s.study-wal");
  {
    const auto reading = Study::open(killed / "s.study", Access::Read);
    ASSERT_TRUE(holds(reading));
    EXPECT_EQ(reading->statements()->size(), 2u);
  }
  EXPECT_EQ(killed.names(), names);
  EXPECT_EQ(bytes_of(killed / "s.study-wal"), log);
  {
    const auto writing = Study::open(killed / "s.study", Access::Write);
  }
  EXPECT_EQ(killed.names(), std::vector<std::string>{"s.study"});
  EXPECT_EQ(Study::open(killed / "s.study", Access::Read)->statements()->size(), 2u);
}

TEST(StudyFile, WithALogButNoIndexAsksToBeOpenedForWriting) {
  const Folder folder, killed;
  auto study = made(folder);
  ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  copy_as_if_killed(folder, killed, /*with_index=*/false);
  const auto names = killed.names();
  EXPECT_EQ(refusal(killed / "s.study", Access::Read), ErrorCode::Io);
  EXPECT_EQ(killed.names(), names);
  EXPECT_TRUE(holds(Study::open(killed / "s.study", Access::Write)));
  EXPECT_EQ(Study::open(killed / "s.study", Access::Read)->statements()->size(), 2u);
}

TEST(StudyFile, OpenForReadingShowsWhatIsWrittenMeanwhile) {
  const Folder folder;
  auto writer = made(folder);
  const auto early = Study::open(folder / "s.study", Access::Read).value();
  EXPECT_EQ(early.totals()->articles, 0);
  ASSERT_TRUE(holds(writer.store(quarrel().read(), reader)));
  EXPECT_EQ(early.totals()->articles, 1);
  {
    const auto closed = std::move(writer);
  }
  EXPECT_EQ(early.totals()->articles, 1);
  auto again = Study::open(folder / "s.study", Access::Write).value();
  ASSERT_TRUE(holds(again.store(drawn(1).read(), reader)));
  EXPECT_EQ(early.totals()->articles, 2);
}

TEST(StudyFile, HeldByAnotherProgramIsAConflict) {
  const Folder folder;
  {
    const auto study = made(folder);
  }
  const std::string name = (folder / "s.study").string();
  auto holder = sqlite::Connection::open(name, name, {}).value();
  auto connection = detail::open_for_writing(folder / "s.study", detail::migrations(),
                                             std::chrono::milliseconds{50})
                        .value();
  ASSERT_TRUE(holds(holder.run("BEGIN IMMEDIATE")));
  const auto stored = detail::store_article(connection, quarrel().read(), reader);
  ASSERT_FALSE(stored);
  EXPECT_EQ(stored.error().code, ErrorCode::Conflict);
  EXPECT_NE(stored.error().message.find("Another program"), std::string::npos);
  ASSERT_TRUE(holds(holder.run("COMMIT")));
  EXPECT_TRUE(holds(detail::store_article(connection, quarrel().read(), reader)));
}

TEST(StudyFile, OnAFullDiskIsAsItWasBefore) {
  const Folder folder;
  const auto large = drawn(1, 400);
  {
    const auto study = made(folder);
  }
  auto connection =
      detail::open_for_writing(folder / "s.study", detail::migrations(), detail::patience).value();
  ASSERT_TRUE(holds(detail::store_article(connection, quarrel().read(), reader)));
  const auto before = dump(folder / "s.study");
  const auto pages = connection.integer("PRAGMA page_count").value().value();
  ASSERT_TRUE(holds(connection.run_script("PRAGMA max_page_count = " + std::to_string(pages + 3))));
  const auto stored = detail::store_article(connection, large.read(), reader);
  ASSERT_FALSE(stored);
  EXPECT_EQ(stored.error().code, ErrorCode::Io);
  EXPECT_NE(stored.error().message.find("no room left"), std::string::npos)
      << stored.error().message;
  EXPECT_EQ(dump(folder / "s.study"), before);
  ASSERT_TRUE(holds(connection.run_script("PRAGMA max_page_count = 1000000")));
  EXPECT_TRUE(holds(detail::store_article(connection, large.read(), reader)))
      << "once there is room";
}

TEST(Migration, TakesAnEmptyDatabaseToTheNewestVersion) {
  auto connection = detail::empty_study(detail::migrations());
  ASSERT_TRUE(holds(connection));
  EXPECT_EQ(connection->integer("PRAGMA user_version").value(), schema_version);
  EXPECT_EQ(detail::migrations().back().to, schema_version);
}

/// What a later program would hold: today's steps and one more.
std::vector<detail::Migration> with_one_more(std::string_view script) {
  std::vector<detail::Migration> steps(detail::migrations().begin(), detail::migrations().end());
  steps.push_back({schema_version + 1, script});
  return steps;
}

TEST(Migration, BringsAnOlderStudyForwardWithItsRows) {
  const Folder folder;
  {
    auto study = made(folder);
    ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  }
  const auto steps = with_one_more(
      "CREATE TABLE tag (article INTEGER REFERENCES article (key), word TEXT) STRICT;"
      "INSERT INTO tag SELECT key, 'old' FROM article; ALTER TABLE run ADD COLUMN host TEXT;");
  EXPECT_EQ(detail::Reader::open(folder / "s.study", steps).error().code, ErrorCode::Unsupported)
      << "a reader cannot migrate";
  {
    auto connection = detail::open_for_writing(folder / "s.study", steps, detail::patience);
    ASSERT_TRUE(holds(connection));
    EXPECT_EQ(connection->integer("PRAGMA user_version").value(), schema_version + 1);
    EXPECT_EQ(connection->text("SELECT word FROM tag").value(), "old");
    EXPECT_EQ(connection->integer("PRAGMA foreign_keys").value(), 1);
  }
  EXPECT_TRUE(holds(detail::open_for_writing(folder / "s.study", steps, detail::patience)));
  EXPECT_EQ(refusal(folder / "s.study", Access::Write), ErrorCode::Unsupported)
      << "today's program";
}

TEST(Migration, KeepsTheStatementsOfVersionOneAndDoesNotKnowTheirManner) {
  const Folder folder;
  {
    const auto first = detail::migrations().first(1);
    ASSERT_TRUE(holds(detail::create_file(folder / "s.study", first)));
    tamper(folder / "s.study",
           "INSERT INTO run VALUES (1, 'reader 0', 'r', 'c');"
           "INSERT INTO article (key, id, given_id, file, source, version, run, language, "
           "body_begin_byte, body_end_byte, body_begin_char, body_end_char, text_hash, "
           "content_hash, text) VALUES (1, 'one', 'one', 'one.txt', 'one.txt', 1, 1, 'en', 0, 20, "
           "0, 20, 't', 'c', 'Ada said it is lost.');"
           "INSERT INTO statement (key, article, number, type, confidence, begin_byte, end_byte, "
           "begin_char, end_char, subject, source_text, cue_text, content_text) VALUES (7, 1, 1, "
           "'indirect', 0.5, 0, 19, 0, 19, 's', 'Ada', 'said', 'it is lost');"
           "INSERT INTO statement_span VALUES (7, 'cue', 1, 4, 8, 4, 8);");
  }
  EXPECT_EQ(refusal(folder / "s.study", Access::Read), ErrorCode::Unsupported);
  {
    const auto study = Study::open(folder / "s.study", Access::Write);
    ASSERT_TRUE(holds(study));
    const auto rows = study->statements().value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].content_text, "it is lost");
    EXPECT_EQ(rows[0].cue_class, std::nullopt);
    EXPECT_EQ(rows[0].modality, std::nullopt);
    EXPECT_EQ(rows[0].polarity, std::nullopt);
    EXPECT_EQ(rows[0].venue_text, "");
    EXPECT_EQ(rows[0].on_behalf_of, std::nullopt);
  }
  auto connection =
      detail::open_for_writing(folder / "s.study", detail::migrations(), detail::patience).value();
  EXPECT_EQ(connection.integer("SELECT end_byte FROM statement_span WHERE statement = 7").value(),
            8);
  EXPECT_EQ(connection
                .integer("SELECT count(*) FROM v_statements WHERE cue_class IS NULL AND venue "
                         "IS NULL")
                .value(),
            1);
  EXPECT_TRUE(holds(
      connection.run_script("INSERT INTO statement_span VALUES (7, 'venue', 1, 0, 3, 0, 3)")));
}

TEST(Migration, KeepsTheRelationsOfVersionFourAndDoesNotKnowTheirGrounds) {
  const Folder folder;
  ASSERT_TRUE(holds(detail::create_file(folder / "s.study", detail::migrations().first(4))));
  tamper(folder / "s.study",
         "INSERT INTO run VALUES (1, 'reader 0', 'r', 'c');"
         "INSERT INTO article (key, id, given_id, file, source, version, run, language, "
         "body_begin_byte, body_end_byte, body_begin_char, body_end_char, text_hash, "
         "content_hash, text) VALUES (1, 'one', 'one', 'one.txt', 'one.txt', 1, 1, 'en', 0, 20, "
         "0, 20, 't', 'c', 'Ada blamed Bo.');"
         "INSERT INTO actor (id, name, kind, part_of, pronoun, is_registered) VALUES "
         "('ada', 'Ada', 'person', '', '', 0), ('bo', 'Bo', 'person', '', '', 0);"
         "INSERT INTO relation (key, article, number, from_actor, to_actor, act, sign, confidence, "
         "machine_from, machine_to, machine_act, machine_sign, evidence_begin_byte, "
         "evidence_end_byte, evidence_begin_char, evidence_end_char, trigger_begin_byte, "
         "trigger_end_byte, trigger_begin_char, trigger_end_char, subject, trigger_text, "
         "evidence_text) VALUES (9, 1, 1, 'ada', 'bo', 'blame', -1, 0.5, 'ada', 'bo', 'blame', -1, "
         "0, 14, 0, 14, 4, 10, 4, 10, 's', 'blamed', 'Ada blamed Bo.');"
         "UPDATE sqlite_sequence SET seq = 30 WHERE name = 'relation';");
  const auto study = Study::open(folder / "s.study", Access::Write);
  ASSERT_TRUE(holds(study));
  Filter filter;
  filter.with_reasons = true;
  filter.text = "blamed";
  const auto rows = study->relations(filter);
  ASSERT_TRUE(holds(rows));
  ASSERT_EQ(rows->size(), 1U) << "the full-text index finds it";
  EXPECT_EQ(rows->front().key, RelationId{9});
  EXPECT_EQ(rows->front().to_name, "Bo");
  EXPECT_EQ(rows->front().intensity, std::nullopt);
  EXPECT_EQ(rows->front().origin, std::nullopt);
  EXPECT_EQ(rows->front().why.size(), 0U);
  auto connection =
      detail::open_for_writing(folder / "s.study", detail::migrations(), detail::patience).value();
  EXPECT_EQ(connection.integer("SELECT seq FROM sqlite_sequence WHERE name = 'relation'").value(),
            30)
      << "keys are never used again";
}

TEST(Migration, KeepsTheCastsOfVersionTwoAndTellsTheUnnamedApart) {
  const Folder folder;
  ASSERT_TRUE(holds(detail::create_file(folder / "s.study", detail::migrations().first(2))));
  tamper(folder / "s.study",
         "INSERT INTO run VALUES (1, 'reader 0', 'r', 'c');"
         "INSERT INTO article (key, id, given_id, file, source, version, run, language, "
         "body_begin_byte, body_end_byte, body_begin_char, body_end_char, text_hash, "
         "content_hash, text) VALUES (1, 'one', 'one', 'one.txt', 'one.txt', 1, 1, 'en', 0, 20, "
         "0, 20, 't', 'c', 'Ada met some MPs.');"
         "INSERT INTO actor VALUES ('ada', 'Ada', 'person', '', '', 0);"
         "INSERT INTO actor VALUES ('some-mps', 'some MPs', 'group', '', '', 0);"
         "INSERT INTO cast_member VALUES (1, 'ada', 1);"
         "INSERT INTO cast_member VALUES (1, 'some-mps', 2);"
         "INSERT INTO actor_role (actor, article, number, title, source) VALUES "
         "('ada', 1, 1, 'mayor', '');"
         "INSERT INTO mention VALUES (1, 1, 'ada', 'name', 0, 3, 0, 3, 0.9);"
         "INSERT INTO mention VALUES (1, 2, 'some-mps', 'nominal', 8, 16, 8, 16, 0.9);");
  auto study = Study::open(folder / "s.study", Access::Write);
  ASSERT_TRUE(holds(study));
  EXPECT_FALSE(study->is_linked().value());
  ASSERT_TRUE(holds(study->link_actors()));
  const auto account = study->account_of("ada");
  ASSERT_TRUE(holds(account));
  EXPECT_EQ(account->mentions.size(), 1U);
  ASSERT_EQ(account->row.actor.roles.size(), 1U);
  EXPECT_EQ(account->row.actor.roles[0].title, "mayor");
  const auto unnamed = study->account_of("some-mps-in-one");
  ASSERT_TRUE(holds(unnamed));
  EXPECT_TRUE(unnamed->row.actor.is_unnamed);
}

TEST(Migration, ThatFailsLeavesTheStudyAsItWas) {
  const Folder folder;
  {
    auto study = made(folder);
    ASSERT_TRUE(holds(study.store(quarrel().read(), reader)));
  }
  const auto before = dump(folder / "s.study");
  for (const auto* script : {"CREATE TABLE tag (x TEXT) STRICT; SELECT nonsense;",
                             "DELETE FROM run; CREATE TABLE tag (x TEXT) STRICT;"}) {
    EXPECT_FALSE(
        detail::open_for_writing(folder / "s.study", with_one_more(script), detail::patience))
        << script;
    EXPECT_EQ(dump(folder / "s.study"), before) << script;
    EXPECT_TRUE(holds(Study::open(folder / "s.study", Access::Write)));
  }
}

}  // namespace
}  // namespace faultline::study
