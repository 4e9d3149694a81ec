// Passages that people read, as a table and back.

#include "exchange/passage_table.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace faultline::exchange {
namespace {

study::Miss miss(std::string from, positions::Act act, std::string to) {
  return {std::move(from), std::move(to), act, positions::sign_of(act), false};
}

TEST(Misses, AreReadAndWritten) {
  const auto read = parse_misses("ana-lor - ben-mak;  ben-mak accuse\tdov-reyl ; a + b; a 0 b;");
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 4U);
  EXPECT_EQ((*read)[0], miss("ana-lor", positions::Act::Criticise, "ben-mak"));
  EXPECT_EQ((*read)[1], miss("ben-mak", positions::Act::Accuse, "dov-reyl"));
  EXPECT_EQ((*read)[2].sign, 1);
  EXPECT_EQ((*read)[3].sign, 0);
  for (const auto& each : *read) EXPECT_EQ(parse_miss(miss_text(each)).value(), each);
  EXPECT_TRUE(parse_misses(" ; ")->empty());
}

TEST(Misses, SayWhatMayStandThere) {
  for (const auto* wrong : {"ana-lor", "ana-lor ben-mak", "ana-lor hates ben-mak", "a - b - c"}) {
    const auto read = parse_miss(wrong);
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().code, ErrorCode::Usage);
    EXPECT_NE(read.error().message.find("ana-lor - ben-mak"), std::string::npos);
  }
}

TEST(PassageTable, GoesOutAndComesBack) {
  std::vector<PassageText> rows(3);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].row.key = study::PassageId{static_cast<std::int64_t>(i) + 7};
    rows[i].row.article_id = "quay";
    rows[i].text = "Lor, \"once more\", blamed Mak.";
  }
  rows[0].row.answered_at = rows[1].row.answered_at = "2031-01-02T00:00:00Z";
  rows[0].row.coder = rows[1].row.coder = "Nina";
  rows[0].row.misses = {miss("ana-lor", positions::Act::Blame, "ben-mak"),
                        miss("ana-lor", positions::Act::Praise, "cyd-tarn")};
  rows[1].row.note = "=hard";
  std::ostringstream csv, lines;
  write_passages(csv, TableFormat::Csv, rows);
  write_passages(lines, TableFormat::JsonLines, rows);
  EXPECT_EQ(nlohmann::json::parse(lines.str().substr(0, lines.str().find('\n')))["missed"],
            "ana-lor blame ben-mak; ana-lor praise cyd-tarn");
  const auto back = read_passages(csv.str(), "p.csv", "");
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_TRUE(back->problems.empty());
  EXPECT_EQ(back->blank, 1U);
  ASSERT_EQ(back->lines.size(), 2U);
  EXPECT_EQ(back->lines[0].answer.passage, study::PassageId{7});
  EXPECT_EQ(back->lines[0].answer.misses, rows[0].row.misses);
  EXPECT_EQ(back->lines[0].answer.coder, "Nina");
  EXPECT_TRUE(back->lines[1].answer.misses.empty());
  EXPECT_EQ(back->lines[1].answer.note, "=hard");
}

TEST(PassageTable, NamesTheRowsThatItCannotTake) {
  const auto read = read_passages(
      "passage,missed,coder\n1,None,Nina\nx,none,Nina\n2,a hates b,Nina\n3,none,\n4,,\n", "p.csv",
      "");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->lines.size(), 1U);
  EXPECT_EQ(read->blank, 1U);
  ASSERT_EQ(read->problems.size(), 3U);
  EXPECT_EQ(read->problems[0].where, "p.csv:3");
  EXPECT_EQ(read->problems[1].where, "p.csv:4");
  EXPECT_EQ(read->problems[2].where, "p.csv:5");
  EXPECT_EQ(read_passages("passage,coder\n", "p.csv", "").error().code, ErrorCode::Malformed);
  EXPECT_EQ(read_passages("3,none\n", "p.csv", "").error().code, ErrorCode::Malformed);
}

}  // namespace
}  // namespace faultline::exchange
