#include "actors/detail/ranker.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "actors/cast_reading.h"
#include "actors/detail/chains.h"
#include "actors/detail/naming.h"
#include "nets/model_builder.h"

// All people, parties and places in these texts are invented.

namespace faultline::actors::detail {
namespace {

using nets::ModelBytes;
using nets::ModelOptions;

constexpr std::size_t width = 16;
constexpr std::size_t hidden = 16;
constexpr std::size_t sharing = 8;

ModelBytes random_ranker(ModelOptions options = {}) {
  nets::ModelBuilder builder(std::move(options));
  builder.matrix("states", width, 3 * actors::tests::engine().states_width());
  builder.numbers("phrase.rows", phrase_answers, width, -0.5F, 0.5F);
  builder.numbers("phrase.weights", phrase_kinds, phrase_answers, -0.5F, 0.5F);
  builder.numbers("phrase.out", width + 1, 1, -0.5F, 0.5F);
  builder.weights("pair.rows", pair_answers, hidden);
  builder.numbers("pair.weights", phrase_kinds * phrase_kinds, pair_answers, -0.5F, 0.5F);
  builder.numbers("pair.later", hidden, width, -0.5F, 0.5F);
  builder.numbers("pair.later.bias", hidden, 1, -0.5F, 0.5F);
  builder.numbers("pair.earlier", hidden, width, -0.5F, 0.5F);
  builder.numbers("pair.shared", sharing, width, -0.5F, 0.5F);
  builder.numbers("pair.both", hidden, sharing, -0.5F, 0.5F);
  builder.numbers("pair.out", hidden + 1, 1, -0.5F, 0.5F);
  return builder.file();
}

/// A text with what the ranker is asked about it.
struct Sample {
  Sample()
      : analysis(actors::tests::engine().analyse_with_states(
            "Mayor Ann Weller met Governor Tom Brand of the Coast Party on Monday.\n\n"
            "“He never listens,” she said. The governor and his aides left the city. Some of "
            "them said that Weller had asked too much of the party, which governs the coast.")),
        words(analysis.document),
        entities({}, std::nullopt) {
    const auto names = link_names(words, nullptr, {}, entities);
    facts = phrase_facts(words, find_phrases(words), names, entities, voices_of(words, {}));
  }

  /// All scores, in order.
  [[nodiscard]] std::vector<float> read(const Ranker& ranker) const {
    Ranking ranking(ranker, words, analysis.states, facts);
    std::vector<float> scores;
    std::vector<Ranked> ranked;
    for (std::uint32_t p = 0; p < facts.size(); ++p) {
      scores.push_back(ranking.rank(p, ranked));
      for (const Ranked& one : ranked) scores.push_back(one.score);
    }
    return scores;
  }

  language::Analysis analysis;
  Words words;
  Entities entities;
  std::vector<PhraseFacts> facts;
};

TEST(Ranker, GivesTheSameBitsOnEveryKindOfProcessor) {
  const Sample sample;
  ASSERT_GT(sample.facts.size(), 10u);
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const ModelBytes bytes = random_ranker({.seed = seed});
    const auto plain = Ranker::load(bytes.view(), "random", *nets::usable_kernels().back());
    ASSERT_TRUE(plain) << plain.error().message;
    const auto expected = sample.read(*plain);
    for (const nets::Kernels* const kernels : nets::usable_kernels()) {
      const auto fast = Ranker::load(bytes.view(), "random", *kernels);
      ASSERT_TRUE(fast);
      EXPECT_EQ(sample.read(*fast), expected) << kernels->name;
    }
  }
}

TEST(Ranker, ComparesAPhraseWithEarlierOnesOnly) {
  const Sample sample;
  const ModelBytes bytes = random_ranker();
  const auto ranker = Ranker::load(bytes.view(), "random");
  ASSERT_TRUE(ranker);
  Ranking ranking(*ranker, sample.words, sample.analysis.states, sample.facts);
  std::vector<Ranked> ranked;
  for (std::uint32_t p = 0; p < sample.facts.size(); ++p) {
    ranking.rank(p, ranked);
    EXPECT_EQ(ranked.empty(), p == 0);
    for (const Ranked& one : ranked) EXPECT_LT(one.candidate, p);
  }
}

TEST(Ranker, SaysWhatIsWrongWithItsFile) {
  const auto wrong = [](const ModelBytes& bytes) {
    const auto loaded = Ranker::load(bytes.view(), "models/coreference.bin");
    EXPECT_FALSE(loaded);
    return loaded ? std::string() : loaded.error().message;
  };
  EXPECT_NE(wrong(ModelBytes("a text")).find("does not begin"), std::string::npos);
  for (const char* tensor : {"states.weight", "phrase.rows", "phrase.weights", "pair.rows",
                             "pair.weights", "pair.later.bias", "pair.both", "pair.out"}) {
    EXPECT_NE(wrong(random_ranker({.left_out = tensor})).find(tensor), std::string::npos) << tensor;
  }
  EXPECT_NE(wrong(random_ranker({.largest_weight = 100})).find("too large"), std::string::npos);
  const auto newer = Ranker::load(random_ranker({.format = "2"}).view(), "coreference.bin");
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().code, ErrorCode::Unsupported);
}

TEST(Chains, GoBackToEarlierPhrasesAndAgree) {
  const Sample sample;
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    const ModelBytes bytes = random_ranker({.seed = seed});
    const auto ranker = Ranker::load(bytes.view(), "random");
    ASSERT_TRUE(ranker);
    Ranking ranking(*ranker, sample.words, sample.analysis.states, sample.facts);
    const Chains chains = link_phrases(sample.facts, ranking);
    ASSERT_EQ(chains.links.size(), sample.facts.size());
    for (std::uint32_t p = 0; p < sample.facts.size(); ++p) {
      if (!chains.links[p]) continue;
      EXPECT_LT(chains.links[p]->antecedent, p);
      EXPECT_EQ(chains.chain[p], chains.chain[chains.links[p]->antecedent]);
      EXPECT_GT(chains.links[p]->confidence, 0.0F);
      EXPECT_LE(chains.links[p]->confidence, 1.0F);
      for (std::uint32_t q = 0; q < p; ++q) {
        if (chains.chain[q] != chains.chain[p]) continue;
        const auto& one = sample.facts[p];
        const auto& other = sample.facts[q];
        EXPECT_FALSE(one.entity && other.entity && *one.entity != *other.entity);
        EXPECT_FALSE(one.gender != Gender::Unknown && other.gender != Gender::Unknown &&
                     one.gender != other.gender);
      }
    }
  }
}

}  // namespace
}  // namespace faultline::actors::detail
