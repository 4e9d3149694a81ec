#include "exchange/coreference_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace faultline::exchange {
namespace {

const std::string gull =
    R"({"doc": "gull", "genre": "news", "sentences": [["Ada", "left", "."], [], ["She", "slept"]],)"
    R"( "speakers": ["Bo", null, ""], "clusters": [[[0, 0, 1], [2, 0, 1]], []]})";

TEST(ReadCoreference, TakesWordsSpeakersAndChains) {
  const auto documents = read_coreference(gull +
                                              "\r\n\n{\"doc\": \"tern\", \"sentences\": [], "
                                              "\"clusters\": [], \"licence\": 3}",
                                          "gold.jsonl");
  ASSERT_TRUE(documents) << documents.error().message;
  ASSERT_EQ(documents->size(), 2U);
  const auto& first = documents->front();
  EXPECT_EQ(first.id, "gull");
  EXPECT_EQ(first.genre, "news");
  EXPECT_EQ(first.sentences[0], (std::vector<std::string>{"Ada", "left", "."}));
  EXPECT_TRUE(first.sentences[1].empty());
  EXPECT_EQ(first.speakers, (std::vector<std::string>{"Bo", "", ""}));
  ASSERT_EQ(first.chains.size(), 2U);
  EXPECT_EQ(first.chains[0], (CoreferenceChain{{0, 0, 1}, {2, 0, 1}}));
  EXPECT_TRUE(documents->back().speakers.empty());
}

TEST(ReadCoreference, NamesLineAndFieldOfWhatIsWrong) {
  const std::string words = R"({"doc": "tern", "sentences": [["It", "ran"]], )";
  const std::pair<std::string, const char*> cases[] = {
      {"nonsense", "no JSON"},
      {"\"\\ud800\"", "no JSON"},
      {std::string("{\"doc\": \"\xff\"}"), "no JSON"},
      {"[]", "no object"},
      {R"({"sentences": [], "clusters": []})", "\"doc\" is missing"},
      {R"({"doc": 7, "sentences": [], "clusters": []})", "\"doc\" is missing"},
      {gull, "\"gull\" comes a second time"},
      {R"({"doc": "tern", "clusters": []})", "\"sentences\" is missing"},
      {R"({"doc": "tern", "sentences": [3], "clusters": []})", "sentence 0 is no list"},
      {R"({"doc": "tern", "sentences": [["a", ""]], "clusters": []})", "word 1 of sentence 0"},
      {words + "\"x\": 1}", "\"clusters\" is missing"},
      {words + R"("clusters": [3]})", "cluster 0 is no list"},
      {words + R"("clusters": [[[0, 0]]]})", "span 0 of cluster 0"},
      {words + R"("clusters": [[[0, 0, 1, 2]]]})", "span 0 of cluster 0"},
      {words + R"("clusters": [[[0, -1, 1]]]})", "span 0 of cluster 0"},
      {words + R"("clusters": [[[0, 0, 0.5]]]})", "span 0 of cluster 0"},
      {words + R"("clusters": [[[1, 0, 1]]]})", "there are 1 sentences"},
      {words + R"("clusters": [[[0, 1, 1]]]})", "sentence 0 has 2 words"},
      {words + R"("clusters": [[[0, 1, 4294967298]]]})", "sentence 0 has 2 words"},
      {words + R"("speakers": "Bo", "clusters": []})", "\"speakers\" is no list"},
      {words + R"("speakers": [1], "clusters": []})", "neither a text nor null"},
      {words + R"("speakers": [], "clusters": []})", "0 entries for 1 sentences"},
  };
  for (const auto& [line, said] : cases) {
    const auto documents = read_coreference(gull + "\n\n" + line + "\n", "gold.jsonl");
    ASSERT_FALSE(documents) << line;
    EXPECT_EQ(documents.error().code, ErrorCode::Malformed) << line;
    EXPECT_EQ(documents.error().where, "gold.jsonl:3") << line;
    EXPECT_NE(documents.error().message.find(said), std::string::npos)
        << line << ": " << documents.error().message;
  }
}

TEST(ReadCoreference, RefusesAFileWithoutDocuments) {
  for (const char* lines : {"", "\n \n"}) {
    const auto documents = read_coreference(lines, "gold.jsonl");
    ASSERT_FALSE(documents);
    EXPECT_EQ(documents.error().where, "gold.jsonl");
  }
}

class ReadPredictedChains : public testing::Test {
 protected:
  ReadPredictedChains() : gold(*read_coreference(gull + "\n" + tern, "gold.jsonl")) {}

  const std::string tern = R"({"doc": "tern", "sentences": [["It", "ran"]], "clusters": []})";
  std::vector<CoreferenceDocument> gold;
};

TEST_F(ReadPredictedChains, TakesLinesInAnyOrderWithOrWithoutWords) {
  const auto all = read_predicted_chains(R"({"doc": "tern", "clusters": [[[0, 0, 1], [0, 0, 2]]]})"
                                         "\n" +
                                             gull,
                                         "own.jsonl", gold);
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_EQ(all->without_prediction, 0U);
  EXPECT_EQ(all->chains[0], gold[0].chains);
  EXPECT_EQ(all->chains[1][0], (CoreferenceChain{{0, 0, 1}, {0, 0, 2}}));
  const auto one = read_predicted_chains(tern, "own.jsonl", gold);
  ASSERT_TRUE(one);
  EXPECT_EQ(one->without_prediction, 1U);
  EXPECT_TRUE(one->chains[0].empty());
}

TEST_F(ReadPredictedChains, RefusesOtherDocumentsOtherWordsAndOtherPlaces) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"doc": "heron", "clusters": []})", "the gold has no document \"heron\""},
      {R"({"doc": "tern"})", "\"clusters\" is missing"},
      {R"({"doc": "tern", "sentences": [["It", "flew"]], "clusters": []})",
       "sentence 0 is another"},
      {R"({"doc": "tern", "sentences": [], "clusters": []})", "sentence 0 is another"},
      {R"({"doc": "tern", "sentences": [["It", "ran"], []], "clusters": []})",
       "sentence 1 is another"},
      {R"({"doc": "tern", "sentences": 5, "clusters": []})", "no list"},
      {R"({"doc": "tern", "clusters": [[[0, 1, 3]]]})", "sentence 0 has 2 words"},
      {R"({"doc": "gull", "clusters": []})", "\"gull\" comes a second time"},
  };
  for (const auto& [line, said] : cases) {
    const auto chains = read_predicted_chains(gull + "\n" + line, "own.jsonl", gold);
    ASSERT_FALSE(chains) << line;
    EXPECT_EQ(chains.error().where, "own.jsonl:2") << line;
    EXPECT_NE(chains.error().message.find(said), std::string::npos)
        << line << ": " << chains.error().message;
  }
}

TEST_F(ReadPredictedChains, ReadsWhatIsWritten) {
  std::string lines;
  for (const auto& document : gold) lines += to_coreference_line(document, document.chains);
  const auto chains = read_predicted_chains(lines, "own.jsonl", gold);
  ASSERT_TRUE(chains) << chains.error().message;
  EXPECT_EQ(chains->chains[0], gold[0].chains);
  const auto again = read_coreference(lines, "own.jsonl");
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ((*again)[0].sentences, gold[0].sentences);
  EXPECT_EQ((*again)[0].speakers, gold[0].speakers);
  EXPECT_EQ((*again)[0].genre, "news");
}

}  // namespace
}  // namespace faultline::exchange
