// Databases of Discourse Network Analyzer: all of them comes in, and nothing else does.

#include "exchange/dna_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "exchange/dna_sketch.h"
#include "study/study.h"

namespace faultline::exchange {
namespace {

using std::filesystem::path;

class DnaFile : public testing::Test {
 protected:
  DnaFile() {
    folder_ = std::filesystem::temp_directory_path() /
              ("dna_file_test_" + std::to_string(::getpid()) + "_" +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directory(folder_);
  }
  ~DnaFile() override { std::filesystem::remove_all(folder_); }

  path file(const std::string& sql, const std::string& name = "harbour.dna") {
    make_database(folder_ / name, sql);
    return folder_ / name;
  }
  study::Study new_study(const std::string& name = "s.study") {
    return study::Study::open(folder_ / name, study::Access::Create).value();
  }
  std::string in_study(const std::string& sql, const std::string& name = "s.study") {
    return ask_database(folder_ / name, sql);
  }
  Error refusal(const path& wrong) {
    const auto read = read_dna(wrong);
    EXPECT_FALSE(read);
    if (read) return {};
    EXPECT_NE(read.error().message.find(wrong.filename().string()), std::string::npos)
        << read.error().message;
    return read.error();
  }

  path folder_;
};

TEST_F(DnaFile, ComesInWithAsManyRowsOfEachTableAndTheSameValues) {
  const path dna = file(harbour());
  const auto read = read_dna(dna);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(read->problems.empty()) << read->problems.front().message;
  auto study = new_study();
  ASSERT_TRUE(study.import_coded(read->data, dna.string()));
  for (const auto& [theirs, ours] :
       {std::pair("SETTINGS", "coded_setting"), std::pair("CODERS", "coded_coder"),
        std::pair("DOCUMENTS", "coded_document"), std::pair("STATEMENTTYPES", "coded_type"),
        std::pair("VARIABLES", "coded_variable"), std::pair("VARIABLELINKS", "coded_variable_link"),
        std::pair("REGEXES", "coded_regex"), std::pair("CODERRELATIONS", "coded_coder_relation"),
        std::pair("STATEMENTS", "coded_statement"), std::pair("ENTITIES", "coded_entity"),
        std::pair("ATTRIBUTEVARIABLES", "coded_attribute"),
        std::pair("ATTRIBUTEVALUES", "coded_attribute_value"), std::pair("DOCUMENTS", "article")}) {
    const auto count = std::string("SELECT count(*) FROM ");
    const std::string expected = ask_database(dna, count + theirs);
    EXPECT_NE(expected, "0") << theirs << " would show nothing";
    EXPECT_EQ(in_study(count + ours), expected) << ours;
  }
  EXPECT_EQ(in_study("SELECT count(*) FROM coded_value"),
            ask_database(dna,
                         "SELECT (SELECT count(*) FROM DATABOOLEAN) + (SELECT count(*) FROM "
                         "DATAINTEGER) + (SELECT count(*) FROM DATASHORTTEXT) + (SELECT count(*) "
                         "FROM DATALONGTEXT)"));
  const std::string theirs =
      "SELECT group_concat(s || '|' || v || '|' || w, '#') FROM (SELECT StatementId s, VariableId "
      "v, CAST(Value AS TEXT) w FROM DATABOOLEAN UNION ALL SELECT StatementId, VariableId, "
      "CAST(Value AS TEXT) FROM DATAINTEGER UNION ALL SELECT d.StatementId, d.VariableId, e.Value "
      "FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity UNION ALL SELECT StatementId, "
      "VariableId, Value FROM DATALONGTEXT ORDER BY 1, 2)";
  EXPECT_EQ(
      in_study("SELECT group_concat(s || '|' || v || '|' || w, '#') FROM (SELECT s.number s, "
               "r.number v, w.value w FROM v_coded_values w JOIN coded_statement s ON s.key "
               "= w.statement JOIN coded_variable r ON r.key = w.variable_key ORDER BY 1, 2)"),
      ask_database(dna, theirs));
  EXPECT_EQ(in_study("SELECT group_concat(number || title || author || source || section || type "
                     "|| notes || seconds || text, '#') FROM (SELECT d.*, a.text FROM "
                     "coded_document d JOIN article a ON a.key = d.article ORDER BY d.number)"),
            ask_database(dna,
                         "SELECT group_concat(ID || Title || Author || Source || Section || Type "
                         "|| Notes || Date || Text, '#') FROM (SELECT * FROM DOCUMENTS ORDER BY "
                         "ID)"));
}

TEST_F(DnaFile, ComesBackOutOfTheStudyAsItWasRead) {
  const path dna = file(harbour());
  const auto read = read_dna(dna);
  ASSERT_TRUE(read);
  auto study = new_study();
  const auto summary = study.import_coded(read->data, dna.string());
  ASSERT_TRUE(summary);
  const auto back = study.coded_data(*summary->key);
  ASSERT_TRUE(back) << back.error().message;
  auto expected = read->data;
  for (auto& coder : expected.coders) std::sort(coder.settings.begin(), coder.settings.end());
  EXPECT_EQ(*back, expected);
}

TEST_F(DnaFile, ReadsNoPassword) {
  const path dna = file(harbour());
  auto study = new_study();
  ASSERT_TRUE(study.import_coded(read_dna(dna)->data, dna.string()));
  std::ifstream stream(folder_ / "s.study", std::ios::binary);
  std::stringstream bytes;
  bytes << stream.rdbuf();
  EXPECT_EQ(bytes.str().find("secret"), std::string::npos);
  EXPECT_EQ(in_study("SELECT group_concat(name) FROM (SELECT DISTINCT name FROM "
                     "coded_coder_setting ORDER BY 1)"),
            "FontSize,PermissionEditCoders");
}

TEST_F(DnaFile, CountsOffsetsInUtf16AndSaysWhichLieOutside) {
  const path dna = file(harbour());
  auto study = new_study();
  const auto summary = study.import_coded(read_dna(dna)->data, dna.string());
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->outside, 1);
  EXPECT_EQ(summary->without_text, 1);
  EXPECT_EQ(in_study("SELECT text FROM v_coded_statements WHERE number = 1"),
            "Odell: the quay is lost.");
  EXPECT_EQ(in_study("SELECT text FROM v_coded_statements WHERE number = 2"),
            "Brandt says it stands");
  EXPECT_EQ(in_study("SELECT file_begin || ' ' || begin_char || ' ' || begin_byte FROM "
                     "coded_statement WHERE number = 2"),
            "28 27 30");
  EXPECT_EQ(in_study("SELECT file_begin || ' ' || file_end || ' ' || (begin_byte IS NULL) FROM "
                     "coded_statement WHERE number = 6"),
            "4 900 1");
}

TEST_F(DnaFile, OfAnotherVersionIsRefusedWithItsVersion) {
  const auto error = refusal(file(dna_tables("2.0 beta 25")));
  EXPECT_EQ(error.code, ErrorCode::Unsupported);
  EXPECT_NE(error.message.find("2.0 beta 25"), std::string::npos);
  EXPECT_EQ(refusal(file(dna_tables("3.1.2"), "newer.dna")).code, ErrorCode::Unsupported);
  EXPECT_EQ(refusal(file(dna_tables("30.1"), "thirty.dna")).code, ErrorCode::Unsupported);
}

TEST_F(DnaFile, ThatIsNoneIsRefused) {
  EXPECT_EQ(refusal(folder_ / "missing.dna").code, ErrorCode::NotFound);
  EXPECT_EQ(refusal(folder_).code, ErrorCode::Io);
  std::ofstream(folder_ / "text.dna") << "person,concept\n";
  EXPECT_EQ(refusal(folder_ / "text.dna").code, ErrorCode::Malformed);
  EXPECT_EQ(refusal(file("CREATE TABLE other (x);", "other.dna")).code, ErrorCode::Malformed);
  EXPECT_EQ(refusal(file("CREATE TABLE SETTINGS(Property, Value);", "half.dna")).code,
            ErrorCode::Malformed);
  const auto view = refusal(
      file(dna_tables() + "DROP TABLE REGEXES; CREATE VIEW REGEXES AS SELECT 1;", "view.dna"));
  EXPECT_EQ(view.code, ErrorCode::Malformed) << "what is not a table is not read";
  EXPECT_NE(view.message.find("REGEXES"), std::string::npos);
  const auto column =
      refusal(file(dna_tables() + "ALTER TABLE STATEMENTS DROP COLUMN Stop;", "column.dna"));
  EXPECT_EQ(column.code, ErrorCode::Malformed);
  EXPECT_NE(column.message.find("Stop"), std::string::npos);
}

TEST_F(DnaFile, ThatIsCutOffOrOverwrittenIsRefused) {
  const path dna = file(harbour());
  std::ifstream stream(dna, std::ios::binary);
  std::stringstream all;
  all << stream.rdbuf();
  std::ofstream(folder_ / "cut.dna", std::ios::binary) << all.str().substr(0, all.str().size() / 2);
  EXPECT_EQ(refusal(folder_ / "cut.dna").code, ErrorCode::Malformed);
  std::string noise = all.str();
  for (std::size_t i = 4096; i < noise.size(); i += 3) noise[i] = static_cast<char>(i * 7);
  std::ofstream(folder_ / "noise.dna", std::ios::binary) << noise;
  EXPECT_EQ(refusal(folder_ / "noise.dna").code, ErrorCode::Malformed);
}

TEST_F(DnaFile, ThatIsBeingWrittenIsLeftAlone) {
  const path dna = file(harbour());
  std::ofstream(folder_ / "harbour.dna-journal") << "half a change";
  EXPECT_EQ(refusal(dna).code, ErrorCode::Io);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "harbour.dna-journal"));
}

TEST_F(DnaFile, RowsThatReferToNothingAreNamedAndTheRestComesIn) {
  const auto read =
      read_dna(file(harbour() +
                    "INSERT INTO STATEMENTS VALUES (20, 1, 99, 0, 5, 1), (21, NULL, 3, 0, 5, 1), "
                    "(22, 1, 3, 'far', 5, 1), (23, 1, 3, 0, 5, 77);"
                    "INSERT INTO DATABOOLEAN VALUES (9, 9, 4, 7), (10, 500, 4, 1);"
                    "INSERT INTO DATASHORTTEXT VALUES (90, 9, 1, 4);"
                    "INSERT INTO VARIABLES VALUES (50, 'mood', 'colour', 1);"));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->problems.size(), 7U);
  for (const auto& problem : read->problems)
    EXPECT_NE(problem.message.find("left out"), std::string::npos) << problem.message;
  EXPECT_EQ(read->data.statements.size(), 7U) << "the one whose coder is gone stays";
  EXPECT_FALSE(read->data.statements.back().coder);
}

TEST_F(DnaFile, BytesThatAreNoTextStandAsReplacementCharacters) {
  const auto read = read_dna(
      file(harbour() + "UPDATE ENTITIES SET Value = CAST(x'41ff42' AS TEXT) WHERE ID = 6;"));
  ASSERT_TRUE(read);
  ASSERT_EQ(read->notes.size(), 1U);
  EXPECT_EQ(read->data.entities[5].value,
            "A\xEF\xBF\xBD"
            "B");
}

TEST_F(DnaFile, IsTheSameReadFromItsBytes) {
  const path dna = file(harbour());
  std::ifstream stream(dna, std::ios::binary);
  std::stringstream bytes;
  bytes << stream.rdbuf();
  const auto read = read_dna_bytes(bytes.str(), "harbour.dna");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->data, read_dna(dna)->data);
}

}  // namespace
}  // namespace faultline::exchange
