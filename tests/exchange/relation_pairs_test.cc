#include "exchange/relation_pairs.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

// All people, parties and places in these texts are invented.

namespace faultline::exchange {
namespace {

std::string_view under(const MarkedPair& pair, ByteSpan span) {
  return std::string_view(pair.text).substr(span.begin.value, span.size());
}

TEST(ReadPairs, TakesTheMarksOutAndKeepsTheirPlaces) {
  const auto pairs =
      read_pairs("[Anna Weller] scolded [Brand]'s aides.\tAnna Weller\tBrand\t3\n", "pairs.tsv");
  ASSERT_TRUE(pairs) << pairs.error().message;
  ASSERT_EQ(pairs->size(), 1u);
  const MarkedPair& pair = pairs->front();
  EXPECT_EQ(pair.text, "Anna Weller scolded Brand's aides.");
  EXPECT_EQ(under(pair, pair.first), "Anna Weller");
  EXPECT_EQ(under(pair, pair.second), "Brand");
  EXPECT_EQ(pair.relation, PairClass::FirstAgainstSecond);
}

TEST(ReadPairs, KnowsEntitiesThatAreQuotedAnew) {
  const auto pairs = read_pairs(
      "\"They left the [Bank.\"\"Mr Weller] says [Brand] knew.\""
      "\t\"Bank.\"\"Mr Weller\"\tBrand\t0\r\n",
      "pairs.tsv");
  ASSERT_TRUE(pairs) << pairs.error().message;
  EXPECT_EQ(under(pairs->front(), pairs->front().first), "Bank.\"\"Mr Weller");
  EXPECT_EQ(under(pairs->front(), pairs->front().second), "Brand");
}

TEST(ReadPairs, PrefersTheNamedMarksToOtherBrackets) {
  const auto pairs = read_pairs("He [sic] said [Ann] met [Bo].\tAnn\tBo\t0\n", "pairs.tsv");
  ASSERT_TRUE(pairs);
  EXPECT_EQ(pairs->front().text, "He [sic] said Ann met Bo.");
}

TEST(ReadPairs, ReadsSentencesWithoutAClass) {
  const auto pairs = read_pairs("\n[Ann] met [Bo].\tAnn\tBo\n\n", "pairs.tsv");
  ASSERT_TRUE(pairs);
  EXPECT_FALSE(pairs->front().relation);
}

TEST(ReadPairs, NamesTheLineThatIsWrong) {
  const auto wrong = [](std::string_view lines) {
    const auto pairs = read_pairs(lines, "pairs.tsv");
    EXPECT_FALSE(pairs);
    return pairs ? std::string() : pairs.error().where + " " + pairs.error().message;
  };
  EXPECT_NE(wrong("[Ann] met [Bo].\tAnn\tBo\t1\nno columns\n").find("pairs.tsv:2 A line has 1"),
            std::string::npos);
  EXPECT_NE(wrong("[Ann] met [Bo].\tAnn\tBo\t7\n").find("\"7\" is no class"), std::string::npos);
  EXPECT_NE(wrong("[Ann] met Bo.\tAnn\tBo\t1\n").find("two marks"), std::string::npos);
  EXPECT_NE(wrong("[] met [Bo].\t\tBo\t1\n").find("two marks"), std::string::npos);
  EXPECT_NE(wrong("\n\n").find("no sentence"), std::string::npos);
}

TEST(ReadPairClasses, TakesTheLastColumnAndCountsLines) {
  const auto classes = read_pair_classes("0\nsome text\t4\n", "p.txt", 2);
  ASSERT_TRUE(classes);
  EXPECT_EQ(*classes, (std::vector{PairClass::Neutral, PairClass::SecondAgainstFirst}));
  const auto few = read_pair_classes("0\n", "p.txt", 2);
  ASSERT_FALSE(few);
  EXPECT_NE(few.error().message.find("1 predictions for 2"), std::string::npos);
}

// The same by the definitions, class by class.
double plain_f1(const std::vector<PairClass>& gold, const std::vector<PairClass>& said,
                PairClass one) {
  double both = 0, all = 0;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    both += gold[i] == one && said[i] == one ? 1 : 0;
    all += (gold[i] == one ? 1 : 0) + (said[i] == one ? 1 : 0);
  }
  return all > 0 ? 200 * both / all : 0;
}

RC_GTEST_PROP(PairScores, AgreeWithTheDefinitions, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(0, 60);
  std::vector<PairClass> gold, said;
  PairScores scores;
  double right = 0;
  for (std::size_t i = 0; i < size; ++i) {
    gold.push_back(static_cast<PairClass>(*rc::gen::inRange(0, 5)));
    said.push_back(static_cast<PairClass>(*rc::gen::inRange(0, 5)));
    scores.add(gold.back(), said.back());
    right += gold.back() == said.back() ? 1 : 0;
  }
  double macro = 0;
  for (int c = 0; c < 5; ++c) {
    const auto one = static_cast<PairClass>(c);
    const double f1 = plain_f1(gold, said, one);
    RC_ASSERT(std::abs(scores.f1(one) - f1) < 1e-9);
    macro += f1 / 5;
  }
  RC_ASSERT(std::abs(scores.macro_f1() - macro) < 1e-9);
  RC_ASSERT(std::abs(scores.accuracy() - (size ? 100 * right / static_cast<double>(size) : 0)) <
            1e-9);
  std::vector<PairClass> gold_any, said_any;
  for (std::size_t i = 0; i < size; ++i) {
    gold_any.push_back(gold[i] == PairClass::Neutral ? gold[i] : PairClass::FirstForSecond);
    said_any.push_back(said[i] == PairClass::Neutral ? said[i] : PairClass::FirstForSecond);
  }
  RC_ASSERT(std::abs(scores.relation_f1() -
                     plain_f1(gold_any, said_any, PairClass::FirstForSecond)) < 1e-9);
}

TEST(PairScores, LookAtSignsWhoeverIsForWhom) {
  PairScores scores;
  scores.add(PairClass::FirstForSecond, PairClass::SecondForFirst);
  scores.add(PairClass::Neutral, PairClass::Neutral);
  scores.add(PairClass::SecondAgainstFirst, PairClass::FirstAgainstSecond);
  EXPECT_DOUBLE_EQ(scores.sign_macro_f1(), 100);
  EXPECT_NEAR(scores.accuracy(), 100.0 / 3, 1e-9);
}

TEST(SureRelations, CountThoseAtLeastSoSure) {
  const std::vector gold = {PairClass::FirstForSecond, PairClass::Neutral,
                            PairClass::FirstAgainstSecond};
  const std::vector<LikeliestRelation> likeliest = {{PairClass::FirstForSecond, 0.9},
                                                    {PairClass::FirstForSecond, 0.55},
                                                    {PairClass::FirstForSecond, 0.7}};
  const auto sure = sure_relations(gold, likeliest);
  ASSERT_EQ(sure.size(), 5u);
  EXPECT_EQ(sure[0].told, 3u);
  EXPECT_EQ(sure[0].right, 1u);
  EXPECT_EQ(sure[2].told, 2u);
  EXPECT_EQ(sure[4].told, 1u);
  EXPECT_EQ(sure[4].right, 1u);
}

}  // namespace
}  // namespace faultline::exchange
