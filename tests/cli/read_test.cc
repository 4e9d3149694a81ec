// `faultline read` and the lists, over the real program.

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cli/program.h"

namespace faultline::cli {
namespace {

using Json = nlohmann::ordered_json;

std::vector<Json> json_lines(const std::string& text) {
  std::vector<Json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
  return lines;
}

void expect_says(const Ended& ended, int status, const std::string& words) {
  EXPECT_EQ(ended.status, status) << ended.err;
  EXPECT_NE(ended.err.find(words), std::string::npos) << ended.err;
}

void execute(const std::string& study, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(study.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
}

/// Whether `span` is a stretch of a text of `size` code points.
void expect_span(const Json& span, std::size_t size) {
  ASSERT_TRUE(span.is_array() && span.size() == 2) << span;
  EXPECT_LT(span[0].get<std::size_t>(), span[1].get<std::size_t>());
  EXPECT_LE(span[1].get<std::size_t>(), size);
}

/// Holds one line of `read --jsonl` against docs/json.md.
void expect_contract(const Json& line, const std::string& text) {
  const auto size = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  std::set<std::string> actors;
  for (const auto& actor : line.at("actors")) {
    EXPECT_TRUE(actors.insert(actor.at("id")).second) << actor;
    EXPECT_TRUE(actor.at("name").is_string());
    EXPECT_TRUE((std::set<std::string>{"person", "organization", "state", "group"}.contains(
        actor.at("kind"))));
    for (const auto& role : actor.at("roles")) EXPECT_TRUE(role.is_string());
  }
  for (const auto& mention : line.at("mentions")) {
    EXPECT_TRUE(actors.contains(mention.at("actor")));
    expect_span(mention.at("span"), size);
  }
  std::set<std::string> statements;
  for (const auto& statement : line.at("statements")) {
    EXPECT_EQ(statement.at("id"), "s" + std::to_string(statements.size() + 1));
    statements.insert(statement.at("id"));
    EXPECT_FALSE(statement.at("content").empty());
    for (const auto* part : {"source", "cue", "content", "venue"})
      for (const auto& span : statement.at(part)) expect_span(span, size);
    const auto& speaker = statement.at("speaker");
    EXPECT_TRUE(speaker.is_null() || actors.contains(speaker));
    const auto& outer = statement.at("nested_in");
    EXPECT_TRUE(outer.is_null() || statements.contains(outer));
    EXPECT_TRUE(statement.contains("said"));
    EXPECT_TRUE((
        std::set<std::string>{"neutral", "assertive", "doubting", "hostile", "supportive"}.contains(
            statement.at("cue_class"))));
    EXPECT_TRUE(
        (std::set<std::string>{"asserts", "may", "would", "will", "asks", "demands"}.contains(
            statement.at("modality"))));
    EXPECT_TRUE((std::set<std::string>{"affirmed", "denied"}.contains(statement.at("polarity"))));
    EXPECT_GE(statement.at("confidence").get<double>(), 0);
    EXPECT_LE(statement.at("confidence").get<double>(), 1);
  }
  for (const auto& relation : line.at("relations")) {
    EXPECT_TRUE(actors.contains(relation.at("from")));
    const auto& to = relation.at("to");
    EXPECT_TRUE(to.is_null() || actors.contains(to));
    expect_span(relation.at("target"), size);
    EXPECT_FALSE(relation.at("why").empty());
    EXPECT_NE(relation.at("from"), relation.at("to"));
    expect_span(relation.at("evidence"), size);
    const auto& within = relation.at("statement");
    EXPECT_TRUE(within.is_null() || statements.contains(within));
  }
  for (const auto& coding : line.at("codings")) {
    EXPECT_TRUE(statements.contains(coding.at("statement")));
    EXPECT_TRUE(actors.contains(coding.at("actor")));
  }
}

TEST(Read, PrintsOneLinePerArticleByTheContract) {
  const Folder folder;
  std::vector<std::string> texts;
  for (int i = 0; i < 5; ++i) {
    texts.push_back(article_text(i));
    folder.write("texts/" + std::to_string(i) + ".txt", texts.back());
  }
  const auto read = run_program({"read", folder / "texts", "--jsonl"});
  ASSERT_EQ(read.status, 0) << read.err;
  const auto lines = json_lines(read.out);
  ASSERT_EQ(lines.size(), texts.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i]["article"]["id"], std::to_string(i));
    EXPECT_FALSE(lines[i]["statements"].empty());
    EXPECT_FALSE(lines[i]["article"].contains("text"));
    expect_contract(lines[i], texts[i]);
  }
}

TEST(Read, PrintsTheSameBytesWhateverTheNumberOfThreads) {
  const Folder folder;
  for (int i = 0; i < 40; ++i) folder.write("texts/" + std::to_string(i) + ".txt", article_text(i));
  folder.write("texts/bad.txt", "\xff\xfe not a text");
  const auto one = run_program({"read", folder / "texts", "--jsonl", "--threads", "1"});
  const auto many = run_program({"read", folder / "texts", "--jsonl", "--threads", "7"});
  EXPECT_EQ(one.status, 4);
  EXPECT_EQ(one.out, many.out);
  EXPECT_EQ(one.err, many.err);
}

TEST(Read, TakesStandardInputAndThenIncludesItsText) {
  const auto read = run_program({"read", "-", "--jsonl"}, {.in = article_text(1)});
  ASSERT_EQ(read.status, 0) << read.err;
  const auto lines = json_lines(read.out);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0]["article"]["file"], "-");
  EXPECT_EQ(lines[0]["article"]["text"], article_text(1));
  expect_contract(lines[0], article_text(1));
}

TEST(Read, IncludesTheTextOfARecord) {
  const Folder folder;
  const auto file = folder.write("many.jsonl", Json{{"text", article_text(1)}}.dump() + "\n" +
                                                   Json{{"text", article_text(2)}}.dump() + "\n");
  const auto lines = json_lines(run_program({"read", file, "--jsonl"}).out);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1]["article"]["text"], article_text(2));
  EXPECT_EQ(lines[1]["article"]["file"], file + ":2");
}

TEST(Read, TellsAWrongFileNameWithTheNearest) {
  const Folder folder;
  folder.write("monday.txt", article_text(1));
  expect_says(run_program({"read", folder / "mondya.txt", "--jsonl"}), 1,
              "Did you mean \"" + folder / "monday.txt" + "\"?");
}

TEST(Read, SaysThatAFolderHoldsNoTexts) {
  const Folder folder;
  folder.write("picture.png", "");
  expect_says(run_program({"read", folder.path().string(), "--jsonl"}), 1, "no texts");
}

TEST(Read, RefusesAnEmptyAndABinaryFileByName) {
  const Folder folder;
  const auto empty = folder.write("empty.txt", "");
  const auto binary = folder.write("binary.txt", std::string("\x7f"
                                                             "ELF\0\1\2",
                                                             7));
  expect_says(run_program({"read", empty, "--jsonl"}), 1, empty);
  expect_says(run_program({"read", binary, "--jsonl"}), 1, binary);
}

TEST(Read, GoesOnAfterABadFileAndListsItAtTheEnd) {
  const Folder folder;
  folder.write("a.txt", article_text(1));
  const auto bad = folder.write("b.txt", "caf\xe9 is no UTF-8");
  folder.write("c.txt", article_text(3));
  const auto read = run_program({"read", folder.path().string(), "--jsonl"});
  EXPECT_EQ(json_lines(read.out).size(), 2U);
  expect_says(read, 4, "2 articles");
  expect_says(read, 4, "1 could not be read:\n  " + bad);
}

TEST(Read, RefusesATextThatIsLongerThanAllowed) {
  const Folder folder;
  const auto file = folder.write("a.txt", article_text(1));
  expect_says(run_program({"read", file, "--jsonl", "--max-article-bytes", "100"}), 1,
              "--max-article-bytes");
}

TEST(Read, MakesNoStudyWhereNothingCouldBeRead) {
  const Folder folder;
  const auto study = folder / "s.study";
  EXPECT_EQ(run_program({"read", folder / "none.txt", "--into", study}).status, 1);
  EXPECT_FALSE(std::filesystem::exists(study));
  const auto file = folder.write("a.txt", article_text(1));
  EXPECT_EQ(run_program({"read", file, "--into", study, "--register", folder / "none.toml"}).status,
            3);
  EXPECT_FALSE(std::filesystem::exists(study));
}

TEST(Read, ReportsAMistakeInTheRegisterWithItsPlace) {
  const Folder folder;
  const auto file = folder.write("a.txt", article_text(1));
  const auto actors = folder.write("actors.toml", "[[actor]]\nname = 7\n");
  expect_says(run_program({"read", file, "--jsonl", "--register", actors}), 3, actors + ":2:");
}

TEST(Read, RefusesAStudyThatIsNoDatabase) {
  const Folder folder;
  const auto file = folder.write("a.txt", article_text(1));
  const auto study = folder.write("s.study", "this is a letter, and no database at all");
  expect_says(run_program({"read", file, "--into", study}), 3, study);
  expect_says(run_program({"statements", study}), 3, study);
  EXPECT_EQ(file_content(study), "this is a letter, and no database at all");
}

TEST(Read, RefusesAStudyOfANewerSchema) {
  const Folder folder;
  const auto file = folder.write("a.txt", article_text(1));
  const auto study = folder / "s.study";
  ASSERT_EQ(run_program({"read", file, "--into", study}).status, 0);
  execute(study, "PRAGMA user_version = 1000000");
  expect_says(run_program({"read", file, "--into", study}), 3, "1000000");
  expect_says(run_program({"map", study}), 3, "1000000");
}

TEST(Read, SaysThatAStudyCannotBeWritten) {
  const Folder folder;
  const auto file = folder.write("a.txt", article_text(1));
  expect_says(run_program({"read", file, "--into", "/proc/s.study"}), 1, "/proc/s.study");
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const auto study = folder / "s.study";
  ASSERT_EQ(run_program({"read", file, "--into", study}).status, 0);
  std::filesystem::permissions(study, std::filesystem::perms::owner_read);
  folder.write("a.txt", article_text(2));
  expect_says(run_program({"read", file, "--into", study}), 1, study);
}

TEST(Read, ChangesNothingTheSecondTime) {
  const Folder folder;
  folder.write("texts/a.txt", article_text(1));
  folder.write("texts/b.txt", article_text(2));
  const auto study = folder / "s.study";
  expect_says(run_program({"read", folder / "texts", "--into", study}), 0, "2 articles: 2 new; ");
  const auto before = run_program({"statements", study, "--jsonl"}).out;
  EXPECT_NE(before, "");
  expect_says(run_program({"read", folder / "texts", "--into", study}), 0,
              "2 articles: 2 unchanged.");
  EXPECT_EQ(run_program({"statements", study, "--jsonl"}).out, before);
  folder.write("texts/b.txt", article_text(3));
  expect_says(run_program({"read", folder / "texts", "--into", study}), 0,
              "2 articles: 1 changed, 1 unchanged; ");
}

TEST(Read, KeepsHowAndWhereAStatementIsMadeForTheLists) {
  const Folder folder;
  const auto file = folder.write(
      "a.txt",
      "Mayor and council quarrel\n\nSpeaking on state television on March 3, 2031, Ann Weller "
      "claimed that the pier was old.\n\nOskar Brandeth denied that the pier was old.\n");
  const auto study = folder / "s.study";
  ASSERT_EQ(run_program({"read", file, "--into", study}).status, 0);
  const auto all = json_lines(run_program({"statements", study, "--jsonl"}).out);
  ASSERT_EQ(all.size(), 2U);
  const auto doubted = json_lines(run_program({"statements", study, "--cue-class", "doubting",
                                               "--venue", "television", "--jsonl"})
                                      .out);
  ASSERT_EQ(doubted.size(), 1U);
  EXPECT_EQ(doubted[0].at("cue"), "claimed");
  EXPECT_EQ(doubted[0].at("venue"), "state television");
  EXPECT_EQ(doubted[0].at("said"), "2031-03-03");
  const auto denied =
      json_lines(run_program({"statements", study, "--polarity", "denied", "--jsonl"}).out);
  ASSERT_EQ(denied.size(), 1U);
  EXPECT_EQ(denied[0].at("cue"), "denied");
  EXPECT_EQ(denied[0].at("venue"), nullptr);
  EXPECT_NE(run_program({"statements", study}).out.find("doubting"), std::string::npos);
  EXPECT_EQ(run_program({"statements", study, "--modality", "must"}).status, 2);
}

TEST(Read, UsesTheRegisterThatTheStudyKeeps) {
  const Folder folder;
  const auto file = folder.write("a.txt", article_text(1));
  const auto actors = folder.write(
      "actors.toml",
      "[[actor]]\nid = \"the-master\"\nname = \"Mira Tolvane\"\nalso = [\"Tolvane\"]\n");
  const auto study = folder / "s.study";
  ASSERT_EQ(run_program({"read", file, "--into", study, "--register", actors}).status, 0);
  const auto first = run_program({"statements", study, "--actor", "the-master", "--jsonl"});
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_FALSE(json_lines(first.out).empty());
  const auto other = folder.write("b.txt", article_text(2));
  ASSERT_EQ(run_program({"read", other, "--into", study}).status, 0);
  EXPECT_GT(
      json_lines(run_program({"statements", study, "--actor", "the-master", "--jsonl"}).out).size(),
      json_lines(first.out).size());
}

TEST(Read, TellsTwoFilesOfOneNameApartByTheirFolders) {
  const Folder folder;
  folder.write("north/a.txt", article_text(1));
  folder.write("south/a.txt", article_text(2));
  const auto study = folder / "s.study";
  expect_says(run_program({"read", folder.path().string(), "--into", study}), 0,
              "2 articles: 2 new");
  const auto rows = json_lines(run_program({"articles", study, "--jsonl"}).out);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_NE(rows[0]["id"], rows[1]["id"]);
  EXPECT_NE(rows[0]["id"].get<std::string>().find("/a"), std::string::npos);
}

TEST(Read, SaysNothingWhenQuietButWhatFailed) {
  const Folder folder;
  const auto file = folder.write("a.txt", article_text(1));
  EXPECT_EQ(run_program({"read", file, "--jsonl", "--quiet"}).err, "");
  const auto empty = folder.write("b.txt", "");
  EXPECT_NE(run_program({"read", file, empty, "--jsonl", "-q"}).err.find(empty), std::string::npos);
}

class Lists : public testing::Test {
 protected:
  Lists() {
    folder_.write("texts/a.txt", article_text(1));
    folder_.write("texts/a.meta.toml", "outlet = \"The Gull\"\npublished = \"2031-03-05\"\n");
    EXPECT_EQ(run_program({"read", folder_ / "texts", "--into", study_}).status, 0);
  }
  Folder folder_;
  std::string study_ = folder_ / "s.study";
};

TEST_F(Lists, ShowTheSentenceUnderEachRow) {
  const auto list = run_program({"statements", study_});
  EXPECT_EQ(list.status, 0) << list.err;
  EXPECT_NE(list.out.find("Mira Tolvane"), std::string::npos) << list.out;
  EXPECT_NE(list.out.find("“We will finish pier 1,”"), std::string::npos) << list.out;
  EXPECT_NE(run_program({"articles", study_}).out.find("The Gull"), std::string::npos);
  EXPECT_NE(run_program({"actors", study_}).out.find("mira-tolvane"), std::string::npos);
}

TEST_F(Lists, AreCsvWithTheDocumentedColumns) {
  for (const auto& [command, columns] :
       {std::pair<std::string, std::string>{"statements", "key,article,outlet,"},
        {"relations", "key,article,outlet,"},
        {"codings", "key,statement,"},
        {"actors", "id,name,kind,"},
        {"articles", "key,id,file,"}}) {
    const auto table = run_program({command, study_, "--csv"});
    EXPECT_EQ(table.status, 0) << table.err;
    EXPECT_TRUE(table.out.starts_with(columns)) << table.out;
  }
}

TEST_F(Lists, SayWhenNothingMatches) {
  const auto none = run_program({"statements", study_, "--from", "2099"});
  EXPECT_EQ(none.status, 0);
  EXPECT_EQ(none.out, "");
  EXPECT_EQ(none.err, "No statements match.\n");
}

TEST_F(Lists, NameTheNearestOfWhatTheStudyDoesNotHold) {
  expect_says(run_program({"statements", study_, "--outlet", "The Gul"}), 3, "The Gull");
}

TEST_F(Lists, GiveTheTextAsItIsStored) {
  EXPECT_EQ(run_program({"text", study_, "a"}).out, article_text(1));
}

TEST_F(Lists, ShowAndTakeBackACorrection) {
  const auto statements = json_lines(run_program({"statements", study_, "--jsonl"}).out);
  ASSERT_FALSE(statements.empty());
  const auto key = statements[0]["key"].dump();
  const std::vector<std::string> wrong{"correct", study_,    "statement", key,
                                       "--wrong", "--coder", "mk"};
  EXPECT_EQ(run_program(wrong).status, 0);
  EXPECT_EQ(json_lines(run_program({"statements", study_, "--jsonl"}).out).size(),
            statements.size() - 1);
  EXPECT_EQ(run_program({"correct", study_, "statement", key, "--undo"}).status, 0);
  EXPECT_EQ(json_lines(run_program({"statements", study_, "--jsonl"}).out).size(),
            statements.size());
  expect_says(run_program({"correct", study_, "statement", key, "--undo"}), 3, "no correction");
  expect_says(run_program({"correct", study_, "statement", "99999", "--wrong", "--coder", "mk"}), 3,
              "99999");
}

}  // namespace
}  // namespace faultline::cli
