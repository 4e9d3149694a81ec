#include "text/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace faultline::text {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
  Rows rows;
  std::vector<std::uint32_t> lines;
  std::vector<std::string> broken;  // where
};

Read read(std::string_view table, char separator = ',') {
  CsvReader reader(table, separator, "t.csv");
  CsvRecord record;
  Read all;
  while (true) {
    const auto next = reader.next(record);
    if (!next) {
      all.broken.push_back(next.error().where);
      continue;
    }
    if (!*next) return all;
    all.rows.push_back(record.cells);
    all.lines.push_back(record.line);
  }
}

TEST(CsvReader, FindsNothingInAnEmptyText) {
  EXPECT_TRUE(read("").rows.empty());
  EXPECT_TRUE(read("\xEF\xBB\xBF\r\n\n").rows.empty());
}

TEST(CsvReader, ReadsCellsOfAnyLineEnd) {
  EXPECT_EQ(read("a,b\r\nc,\nd").rows, (Rows{{"a", "b"}, {"c", ""}, {"d"}}));
  EXPECT_EQ(read("a\rb").rows, (Rows{{"a"}, {"b"}}));
}

TEST(CsvReader, KeepsLineEndsSeparatorsAndMarksInQuotedCells) {
  const auto all = read("\"a\nb\",\"c,\"\"d\"\"\"\n\ne,f\n");
  EXPECT_EQ(all.rows, (Rows{{"a\nb", "c,\"d\""}, {"e", "f"}}));
  EXPECT_EQ(all.lines, (std::vector<std::uint32_t>{1, 4}));
}

TEST(CsvReader, PassesOverAByteOrderMark) {
  EXPECT_EQ(read("\xEF\xBB\xBFid,name\n").rows, (Rows{{"id", "name"}}));
}

TEST(CsvReader, GoesOnAfterABrokenRow) {
  const auto open = read("a,\"b\nc,d\n");
  EXPECT_EQ(open.broken, (std::vector<std::string>{"t.csv:1"}));
  EXPECT_EQ(open.rows, (Rows{{"c", "d"}}));
  const auto behind = read("x\n\"a\"b,c\nd\n");
  EXPECT_EQ(behind.broken, (std::vector<std::string>{"t.csv:2"}));
  EXPECT_EQ(behind.rows, (Rows{{"x"}, {"d"}}));
}

TEST(SeparatorOf, IsWhatStandsInTheFirstLine) {
  EXPECT_EQ(separator_of("a;b;c\n1,2,3,4"), ';');
  EXPECT_EQ(separator_of("a\tb\n"), '\t');
  EXPECT_EQ(separator_of("\"a;b;c\",d"), ',');
  EXPECT_EQ(separator_of(""), ',');
}

TEST(CsvCell, IsQuotedWhereItMustBe) {
  EXPECT_EQ(csv_cell("plain"), "plain");
  EXPECT_EQ(csv_cell("a;b"), "\"a;b\"");
  EXPECT_EQ(csv_cell("say \"no\""), "\"say \"\"no\"\"\"");
}

TEST(CsvCell, IsGuardedFromSpreadsheetsAndComesBack) {
  EXPECT_EQ(csv_cell("=1+1", true), "'=1+1");
  EXPECT_EQ(csv_cell("=1+1"), "=1+1");
  EXPECT_EQ(without_guard("'=1+1"), "=1+1");
  EXPECT_EQ(without_guard("'tis"), "'tis");
}

// Words that begin as if they had been guarded already are guarded once more.
RC_GTEST_PROP(CsvCell, OfAnyWordsComesBack, ()) {
  const auto words =
      *rc::gen::container<std::string>(rc::gen::element('\'', '=', '+', '-', '@', '\t', '\r', 'a'));
  const std::string line = csv_cell(words, true) + ",x\n";
  const auto rows = read(line).rows;
  RC_ASSERT(rows.size() == 1U);
  RC_ASSERT(without_guard(rows[0][0]) == words);
}

RC_GTEST_PROP(CsvReader, ReadsWhatCsvCellWrites, (const std::vector<std::string>& values)) {
  std::vector<std::string> cells{"first"};  // a row of one empty cell is an empty line
  for (const std::string& value : values) cells.push_back(value);
  std::string line;
  for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + csv_cell(cell);
  RC_ASSERT(read(line + "\r\n").rows == (Rows{cells}));
}

}  // namespace
}  // namespace faultline::text
