#include "exchange/scores.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace faultline::exchange {
namespace {

using Sentences = std::vector<ConlluSentence>;

/// "The/DET/2/det cat/NOUN/0/root" with sentences apart by "|"; "don't=2" is a range of two words.
Sentences sketch(const std::string& text) {
  std::string content;
  int word = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string piece = text.substr(begin, end - begin);
    begin = end + 1;
    if (piece == "|") {
      content += "\n";
      word = 0;
      continue;
    }
    const std::size_t equals = piece.find('=');
    if (equals != std::string::npos) {
      content += std::to_string(word + 1) + "-" +
                 std::to_string(word + std::stoi(piece.substr(equals + 1))) + "\t" +
                 piece.substr(0, equals) + "\t_\t_\t_\t_\t_\t_\t_\t_\n";
      continue;
    }
    const std::size_t one = piece.find('/');
    const std::size_t two = piece.find('/', one + 1);
    const std::size_t three = piece.find('/', two + 1);
    const std::string form = piece.substr(0, one);
    const std::string upos = piece.substr(one + 1, two - one - 1);
    content += std::to_string(++word) + "\t" + form + "\t" + form + "\t" + upos + "\t" + upos +
               "\t_\t" + piece.substr(two + 1, three - two - 1) + "\t" + piece.substr(three + 1) +
               "\t_\t_\n";
  }
  return *read_conllu(content, "sketch");
}

double f1(const std::vector<Score>& scores, const std::string& name) {
  for (const Score& score : scores) {
    if (score.name == name) return score.f1();
  }
  return -1;
}

const std::string cat = "The/DET/2/det cat/NOUN/3/nsubj sat/VERB/0/root ././3/punct";

TEST(ScoreParse, GivesAHundredForTheSameAnalysis) {
  const auto scores = score_parse(sketch(cat), sketch(cat));
  ASSERT_TRUE(scores);
  for (const Score& score : *scores) EXPECT_DOUBLE_EQ(score.f1(), 100) << score.name;
}

TEST(ScoreParse, ComparesTheUniversalPartOfARelation) {
  const auto scores = score_parse(
      sketch(cat), sketch("The/DET/2/det cat/PROPN/3/nsubj:pass sat/VERB/0/root ././2/punct"));
  EXPECT_DOUBLE_EQ(f1(*scores, "UPOS"), 75);
  EXPECT_DOUBLE_EQ(f1(*scores, "UAS"), 75);
  EXPECT_DOUBLE_EQ(f1(*scores, "LAS"), 75);
  EXPECT_DOUBLE_EQ(f1(*scores, "CLAS"), 100);
}

TEST(ScoreParse, AlignsWordsOfOtherTokensByTheirPlace) {
  const auto scores =
      score_parse(sketch(cat), sketch("The/DET/2/det catsat/VERB/0/root ././2/punct"));
  EXPECT_DOUBLE_EQ(f1(*scores, "Words"), 100.0 * 4 / 7);
  EXPECT_DOUBLE_EQ(f1(*scores, "UAS"), 0);
}

TEST(ScoreParse, AlignsWordsUnderARangeByTheirForms) {
  const auto gold =
      sketch("I/PRON/4/nsubj don't=2 do/AUX/4/aux n't/PART/4/advmod know/VERB/0/root");
  const auto plain = sketch("I/PRON/4/nsubj do/AUX/4/aux n't/PART/4/advmod know/VERB/0/root");
  for (const auto& scores : {score_parse(gold, plain), score_parse(plain, gold)}) {
    EXPECT_DOUBLE_EQ(f1(*scores, "Words"), 100);
    EXPECT_DOUBLE_EQ(f1(*scores, "LAS"), 100);
    EXPECT_DOUBLE_EQ(f1(*scores, "Tokens"), 100.0 * 4 / 7);
  }
}

TEST(ScoreParse, KeepsTreesApartFromSentences) {
  const auto scores = score_parse(
      sketch(cat), sketch("The/DET/2/det cat/NOUN/0/root | sat/VERB/0/root ././1/punct"));
  EXPECT_DOUBLE_EQ(f1(*scores, "Sentences"), 0);
  EXPECT_DOUBLE_EQ(f1(*scores, "Tokens"), 100);
  EXPECT_DOUBLE_EQ(f1(*scores, "UAS"), 75);
}

TEST(ScoreParse, RefusesAnotherText) {
  const auto scores = score_parse(sketch(cat), sketch("A/DET/0/root"));
  ASSERT_FALSE(scores);
  EXPECT_EQ(scores.error().code, ErrorCode::Malformed);
}

TEST(ReadConllu, SaysWhichLineIsWrong) {
  const auto where = [](const std::string& content) {
    const auto read = read_conllu(content, "f.conllu");
    return read ? std::string("fine") : read.error().where;
  };
  EXPECT_EQ(where(""), "fine");
  EXPECT_EQ(where("\n\n# only a comment\n"), "fine");
  EXPECT_EQ(where("1\ta\t_\t_\t_\t_\t_\t_\t_\t_\r\n"), "fine");
  EXPECT_EQ(where("# a\n1\ta\n"), "f.conllu:2");
  EXPECT_EQ(where("2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n"), "f.conllu:1");
  EXPECT_EQ(where("1\ta\t_\t_\t_\t_\t7\t_\t_\t_\n"), "f.conllu:1");
  EXPECT_EQ(where("1-2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n"), "f.conllu:2");
}

TEST(RunningText, JoinsWordsAndParagraphs) {
  const auto sentences = read_conllu(
      "# newpar\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n3\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
      "4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tYes\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
      "# newpar\n1\tNo\t_\t_\t_\t_\t_\t_\t_\t_\n",
      "text");
  EXPECT_EQ(running_text(*sentences), "don't go. Yes\n\nNo");
}

TEST(ScoreNames, ReadsAllUsualSchemes) {
  const auto tagged = [](const std::string& tags) {
    std::string content;
    for (std::size_t begin = 0; begin < tags.size();) {
      const std::size_t end = std::min(tags.find(' ', begin), tags.size());
      content += "w\t" + tags.substr(begin, end - begin) + "\n";
      begin = end + 1;
    }
    return *read_tagged(content, "tags");
  };
  const auto same = [&](const std::string& one, const std::string& other) {
    return f1(*score_names(tagged(one), tagged(other)), "micro");
  };
  EXPECT_DOUBLE_EQ(same("I-PER I-PER O I-LOC", "B-PER I-PER O B-LOC"), 100);
  EXPECT_DOUBLE_EQ(same("S-PER B-ORG I-ORG E-ORG", "U-PER B-ORG I-ORG L-ORG"), 100);
  EXPECT_DOUBLE_EQ(same("B-PER I-PER O B-LOC O", "B-PER I-PER O B-ORG O"), 50);
  EXPECT_DOUBLE_EQ(same("O O", "O O"), 0);
  EXPECT_FALSE(read_tagged("word\tX\n", "tags"));
}

}  // namespace
}  // namespace faultline::exchange
