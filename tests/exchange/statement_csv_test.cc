// Tables of coded statements: what becomes of columns and cells, and what is refused.

#include "exchange/statement_csv.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace faultline::exchange {
namespace {

using study::CodedKind;

Result<ReadCodedData> read(std::string_view statements, const StatementCsvOptions& options = {}) {
  return read_statement_csv({statements, "s.csv"}, std::nullopt, std::nullopt, options);
}

CodedKind kind(const ReadCodedData& read, std::string_view name) {
  const auto& variables = read.data.variables;
  const auto found = std::find_if(variables.begin(), variables.end(),
                                  [&](const auto& one) { return one.name == name; });
  EXPECT_NE(found, variables.end()) << name;
  return found == variables.end() ? CodedKind::LongText : found->kind;
}

/// The value of a statement as text; "-" for none.
std::string value(const ReadCodedData& read, std::int64_t statement, std::string_view name) {
  for (const auto& variable : read.data.variables)
    if (variable.name == name)
      for (const auto& value : read.data.values)
        if (value.statement == statement && value.variable == variable.number) {
          if (variable.kind == CodedKind::LongText) return value.words;
          if (variable.kind != CodedKind::ShortText) return std::to_string(value.number);
          for (const auto& entity : read.data.entities)
            if (entity.number == value.number && entity.variable == variable.number)
              return entity.value;
        }
  return "-";
}

constexpr std::string_view two_rows =
    "statement_id,document_id,epoch_utc,datetime_utc,person,organization,concept,agreement,"
    "intensity,frame,start,stop\n"
    "7,3,1930003200,2031-02-28 00:00:00,Odell,\"Board, \"\"Port\"\"\",keep the "
    "quay,0,-2,moral,5,9\n"
    "9,4,1930003201,2031-02-28 00:00:01,,Board,keep the quay,1,3,,1,50\n";

TEST(ReadStatementCsv, TakesEveryOtherColumnForAVariable) {
  const auto table = read(two_rows);
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_TRUE(table->problems.empty());
  ASSERT_EQ(table->data.statements.size(), 2U);
  EXPECT_EQ(table->data.statements[0],
            (study::CodedStatement{7, 1, 3, std::nullopt, 5, 9, std::nullopt}));
  EXPECT_EQ(table->data.variables.size(), 6U);
  EXPECT_EQ(kind(*table, "agreement"), CodedKind::Boolean);
  EXPECT_EQ(kind(*table, "intensity"), CodedKind::Integer);
  EXPECT_EQ(kind(*table, "frame"), CodedKind::ShortText);
  EXPECT_EQ(value(*table, 7, "organization"), "Board, \"Port\"");
  EXPECT_EQ(value(*table, 7, "intensity"), "-2");
  EXPECT_EQ(value(*table, 9, "person"), "") << "a blank text is a value";
  EXPECT_EQ(table->data.documents.size(), 2U);
  EXPECT_EQ(table->data.documents[1].time, Instant{1930003201});
  EXPECT_EQ(table->data.types.at(0).label, "DNA Statement");
}

TEST(ReadStatementCsv, TakesNumbersForNamesWhereTheyAreNames) {
  const auto table = read(
      "statement_id,document_id,datetime_utc,person,concept,agreement\n"
      "1,1,2031-01-01,007,1984,1\n2,1,2031-01-01,12,1,2\n");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(kind(*table, "person"), CodedKind::ShortText);
  EXPECT_EQ(kind(*table, "concept"), CodedKind::ShortText);
  EXPECT_EQ(kind(*table, "agreement"), CodedKind::Integer) << "2 is neither for nor against";
  EXPECT_EQ(value(*table, 1, "person"), "007");
}

TEST(ReadStatementCsv, TakesTheKindThatIsGiven) {
  StatementCsvOptions options;
  options.type = "Claim";
  options.kinds = {{"frame", CodedKind::LongText},
                   {"intensity", CodedKind::ShortText},
                   {"concept", CodedKind::Integer}};
  const auto table = read(two_rows, options);
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(value(*table, 7, "frame"), "moral");
  EXPECT_EQ(value(*table, 7, "intensity"), "-2");
  EXPECT_EQ(kind(*table, "intensity"), CodedKind::ShortText);
  EXPECT_EQ(value(*table, 7, "concept"), "-");
  EXPECT_EQ(table->problems.size(), 1U) << "\"keep the quay\" is no number";
  EXPECT_EQ(table->data.types.at(0).label, "Claim");
  options.kinds = {{"mood", CodedKind::Integer}};
  EXPECT_EQ(read(two_rows, options).error().code, ErrorCode::Usage);
}

TEST(ReadStatementCsv, JoinsDocumentsAndEntities) {
  const CsvTable documents{
      "document_id,title,author,source,section,type,epoch_utc,text,text_chars\n"
      "3,\"A \"\"quay\"\"\",Lee,Trumpet,city,report,1930003200,The quay stands.,16\n"
      "4,,,,,,1930099999,,0\n5,unused,,,,,1930003300,,0\n",
      "d.csv"};
  const CsvTable entities{
      "entity_id,variable,value,red,green,blue,child_of,attribute,attribute_value\n"
      "40,organization,Board,255,153,0,,Type,public\n40,organization,Board,255,153,0,,Alias,\n"
      "41,organization,Never coded,0,0,0,40,Type,private\n42,person,Odell,0,0,999,,,\n"
      "43,mood,calm,0,0,0,,,\n",
      "e.csv"};
  const auto table = read_statement_csv({two_rows, "s.csv"}, documents, entities);
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_TRUE(table->problems.empty()) << table->problems.front().message;
  EXPECT_EQ(table->data.documents.size(), 3U);
  EXPECT_EQ(table->data.documents[0].title, "A \"quay\"");
  EXPECT_EQ(table->data.documents[1].time, Instant{1930099999}) << "the document's time holds";
  EXPECT_EQ(table->notes.size(), 3U) << "columns not used, rows of mood, another time";
  const auto& board = table->data.entities.at(0);
  EXPECT_EQ(board.number, 40);
  EXPECT_EQ(board.colour, "#FF9900");
  EXPECT_EQ(table->data.entities.at(1).parent, 40);
  EXPECT_EQ(table->data.entities.at(2).colour, "") << "999 is no part of a colour";
  EXPECT_EQ(table->data.attributes.size(), 2U);
  EXPECT_EQ(table->data.attribute_values.size(), 3U);
  EXPECT_EQ(value(*table, 9, "organization"), "Board");
  EXPECT_EQ(value(*table, 7, "organization"), "Board, \"Port\"") << "entities that no table names";
}

TEST(ReadStatementCsv, ReadsAnEventListOfDna) {
  const auto table = read(
      "\"statement_id\";\"time\";\"person\";\"agreement\";\"start_position\";\"stop_position\";"
      "\"text\";\"coder\";\"document_id\";\"document_title\";\"document_author\";"
      "\"document_source\";\"document_section\";\"document_type\"\n"
      "1;2031-02-28 00:00:00;\"Odell\";0;4;8;\"two\nlines\";2;12;\"T\";\"A\";\"S\";\"C\";\"Y\"\n");
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_EQ(table->data.statements.size(), 1U);
  EXPECT_EQ(table->data.statements[0], (study::CodedStatement{1, 1, 12, 2, 4, 8, "two\nlines"}));
  EXPECT_EQ(table->data.documents.at(0).source, "S");
  EXPECT_EQ(table->data.documents.at(0).time, Instant{1930003200});
  EXPECT_EQ(table->data.variables.size(), 2U);
}

TEST(ReadStatementCsv, NamesTheLineOfARowThatCannotBeUsed) {
  const auto table = read(
      "statement_id,document_id,epoch_utc,concept\n1,1,5,a\nx,1,5,a\n1,1,5,b\n3,y,5,a\n4,1\n"
      "5,2,soon,a\n6,2,,a\n7,1,9,c\n");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->data.statements.size(), 2U);
  std::vector<std::string> places;
  for (const auto& problem : table->problems) places.push_back(problem.where);
  EXPECT_EQ(places, (std::vector<std::string>{"s.csv:3", "s.csv:4", "s.csv:5", "s.csv:6", "s.csv:7",
                                              "s.csv:8"}));
  EXPECT_EQ(table->notes.size(), 1U) << "statement 7 has another time";
}

TEST(ReadStatementCsv, RefusesATableWithoutWhatItNeeds) {
  for (const char* wrong : {"", "concept\n", "document_id,concept\n1,a\n",
                            "document_id,epoch_utc,a,a\n1,1,1,1\n", "epoch_utc,concept\n1,a\n"}) {
    const auto table = read(wrong);
    ASSERT_FALSE(table) << wrong;
    EXPECT_EQ(table.error().code, ErrorCode::Malformed) << wrong;
    EXPECT_NE(table.error().where.find("s.csv"), std::string::npos) << wrong;
  }
  const auto missing =
      read_statement_csv({two_rows, "s.csv"}, CsvTable{"document_id,epoch_utc\n3,1\n", "d.csv"});
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->problems.size(), 1U) << "document 4 is not there";
  EXPECT_TRUE(read("document_id,epoch_utc\n")->data.statements.empty()) << "a header is enough";
}

TEST(ReadStatementCsv, LeavesOutDocumentsThatNothingDates) {
  const auto table = read_statement_csv({"statement_id,document_id,concept\n1,3,a\n", "s.csv"},
                                        CsvTable{"document_id,title\n3,T\n", "d.csv"});
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_TRUE(table->data.documents.empty());
  EXPECT_TRUE(table->data.statements.empty());
  EXPECT_GE(table->problems.size(), 2U);
}

}  // namespace
}  // namespace faultline::exchange
