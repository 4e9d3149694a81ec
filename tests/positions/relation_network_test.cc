#include "positions/detail/relation_network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "language/engine.h"
#include "nets/layers.h"
#include "nets/model_builder.h"
#include "positions/marked_pair.h"
#include "text/word_hash.h"

// All people, parties and places in these texts are invented.

namespace faultline::positions::detail {
namespace {

using nets::ModelBytes;
using nets::ModelOptions;

constexpr std::size_t width = 16;
constexpr std::size_t units = 16;
constexpr std::size_t hidden = 16;
constexpr std::size_t both = width + 2 * units;

const language::Engine& engine() {
  static const auto loaded = language::Engine::load();
  return *loaded;
}

ModelBytes random_network(ModelOptions options = {}) {
  nets::ModelBuilder builder(std::move(options));
  builder.hashes("vectors.key", {text::hash_of_caseless("attacked"), ~std::uint64_t{0}});
  builder.weights("vectors.row", 2, width);
  builder.weights("words.row", nets::rows_of(word_tables), width);
  builder.weights("beside.row", nets::rows_of(beside_tables), width);
  builder.weights("pairs.row", nets::rows_of(pair_tables), hidden);
  builder.matrix("input", width, engine().states_width());
  builder.layer("lstm", units, width);
  builder.matrix("pool", 2, both);
  builder.matrix("hidden", hidden, 7 * both);
  builder.numbers("out.weight", pair_classes, hidden, -0.5F, 0.5F);
  builder.numbers("out.bias", pair_classes, 1, -0.5F, 0.5F);
  builder.numbers("balance", pair_classes, 1, -0.5F, 0.5F);
  builder.numbers("sharpness", 1, 1, 1.0F, 1.0F);
  builder.numbers("activation.scale.input", 1, 1, 0.01F, 0.02F);
  return builder.file();
}

/// Two people in a text.
struct Sample {
  Sample()
      : analysis(engine().analyse_with_states(
            "Anna Weller attacked Tom Brand over the harbour. Brand, whom she has never liked, "
            "said nothing.")) {
    const auto& text = analysis.document.text;
    const auto place = [&](std::string_view words, std::size_t from) {
      const auto begin = static_cast<std::uint32_t>(text.find(words, from));
      return ByteSpan{{begin}, {begin + static_cast<std::uint32_t>(words.size())}};
    };
    marked = mark_actors(analysis.document, {}, place("Anna Weller", 0), place("Tom Brand", 0));
    far = {analysis.document.tokens_in(place("Brand", 40)), marked.second.actor};
  }

  [[nodiscard]] std::vector<PairQuery> queries() const {
    return {{marked.first, marked.second, {}},
            {marked.first, far, {}},
            {marked.first, marked.second, 2},
            {marked.second, marked.first, {}}};
  }

  [[nodiscard]] std::vector<PairJudgement> read(const RelationNetwork& network,
                                                std::span<const PairQuery> asked) const {
    const RelationFacts facts(analysis.document, marked.cast, {}, {});
    return network.judge(facts, analysis.states, asked);
  }

  language::Analysis analysis;
  MarkedCast marked;
  PairEnd far;
};

TEST(RelationNetwork, GivesTheSameBitsOnEveryKindOfProcessor) {
  const Sample sample;
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const ModelBytes bytes = random_network({.seed = seed});
    const auto plain =
        RelationNetwork::load(bytes.view(), "random", *nets::usable_kernels().back());
    ASSERT_TRUE(plain) << plain.error().message;
    const auto expected = sample.read(*plain, sample.queries());
    for (const nets::Kernels* const kernels : nets::usable_kernels()) {
      const auto fast = RelationNetwork::load(bytes.view(), "random", *kernels);
      ASSERT_TRUE(fast);
      const auto found = sample.read(*fast, sample.queries());
      for (std::size_t q = 0; q < found.size(); ++q) {
        EXPECT_EQ(found[q].chances, expected[q].chances) << kernels->name;
        EXPECT_EQ(found[q].looked_at, expected[q].looked_at) << kernels->name;
      }
    }
  }
}

TEST(RelationNetwork, JudgesEachPairAsIfAskedAlone) {
  const Sample sample;
  const ModelBytes bytes = random_network();
  const auto network = RelationNetwork::load(bytes.view(), "random");
  ASSERT_TRUE(network);
  const auto asked = sample.queries();
  const auto together = sample.read(*network, asked);
  for (std::size_t q = 0; q < asked.size(); ++q)
    EXPECT_EQ(sample.read(*network, {&asked[q], 1}).front().chances, together[q].chances);
}

TEST(RelationNetwork, TurnsItsJudgementWithThePair) {
  const Sample sample;
  const ModelBytes bytes = random_network();
  const auto network = RelationNetwork::load(bytes.view(), "random");
  ASSERT_TRUE(network);
  const auto found = sample.read(*network, sample.queries());
  const auto& there = found[0].chances;
  const auto& back = found[3].chances;
  EXPECT_FLOAT_EQ(there[0], back[0]);
  EXPECT_FLOAT_EQ(there[1], back[2]);
  EXPECT_FLOAT_EQ(there[3], back[4]);
  EXPECT_NEAR(std::accumulate(there.begin(), there.end(), 0.0F), 1.0F, 1e-5F);
}

TEST(RelationNetwork, SaysSomethingElseWhenAWordIsHidden) {
  const Sample sample;
  const ModelBytes bytes = random_network();
  const auto network = RelationNetwork::load(bytes.view(), "random");
  ASSERT_TRUE(network);
  const auto found = sample.read(*network, sample.queries());
  EXPECT_NE(found[0].chances, found[2].chances);
}

TEST(RelationNetwork, SaysWhatIsWrongWithItsFile) {
  const auto wrong = [](const ModelBytes& bytes) {
    const auto loaded = RelationNetwork::load(bytes.view(), "models/relations.bin");
    EXPECT_FALSE(loaded);
    return loaded ? std::string() : loaded.error().message;
  };
  EXPECT_NE(wrong(ModelBytes("a text")).find("does not begin"), std::string::npos);
  for (const std::string tensor :
       {"vectors.key", "vectors.row", "words.row", "beside.row", "pairs.row", "input.weight",
        "lstm.forward.recurrent", "pool.weight", "hidden.weight", "out.weight", "balance"}) {
    // Of a matrix either form of the name is told.
    const std::string told = tensor.substr(0, tensor.rfind(".weight"));
    EXPECT_NE(wrong(random_network({.left_out = tensor})).find(told), std::string::npos) << tensor;
  }
  const auto newer = RelationNetwork::load(random_network({.format = "2"}).view(), "relations.bin");
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace faultline::positions::detail
