#include "exchange/labelled_statements.h"

#include <gtest/gtest.h>

namespace faultline::exchange {
namespace {

positions::Codebook codebook() {
  positions::Codebook codebook;
  codebook.concepts.push_back({"ferry", "", {}, {}, {}, ""});
  codebook.concepts.push_back({"new bridge", "", {}, {}, {}, ""});
  return codebook;
}

TEST(ReadLabelledStatements, GivesEachConceptItsAgreement) {
  const auto all = read_labelled_statements(
      "# a comment\n\n1\thard\t+ferry; -new bridge\tMayor Olt\tsaid\tthat it goes on\n"
      "2\t\t\tMayor Olt\tsaid\tthat it rains\n",
      "set.tsv", codebook());
  ASSERT_TRUE(all) << all.error().message;
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ((*all)[0].agreements, (std::vector<int>{1, -1}));
  EXPECT_EQ((*all)[0].part, "hard");
  EXPECT_EQ((*all)[0].text.content, "that it goes on");
  EXPECT_EQ((*all)[1].agreements, (std::vector<int>{0, 0}));
}

TEST(ReadLabelledStatements, SaysWhereALineIsWrong) {
  for (const char* line : {"1\thard\tferry\tOlt\tsaid\tso", "1\thard\t+tram\tOlt\tsaid\tso",
                           "1\thard\t+ferry\tOlt", "1\t\t\tOlt\tsaid\tso\tmore"}) {
    const auto all =
        read_labelled_statements("# first\n" + std::string(line) + "\n", "set.tsv", codebook());
    ASSERT_FALSE(all) << line;
    EXPECT_EQ(all.error().code, ErrorCode::Malformed);
    EXPECT_EQ(all.error().where, "set.tsv:2");
  }
}

TEST(ReadLabelledStatements, RefusesAnIdThatComesTwice) {
  const auto all =
      read_labelled_statements("1\t\t\tOlt\tsaid\tso\n1\t\t\tOlt\tsaid\tno\n", "s", codebook());
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().where, "s:2");
}

TEST(ReadLabelledStatements, RefusesAFileWithoutStatements) {
  EXPECT_FALSE(read_labelled_statements("", "s", codebook()));
  EXPECT_FALSE(read_labelled_statements("# only this\n", "s", codebook()));
}

}  // namespace
}  // namespace faultline::exchange
