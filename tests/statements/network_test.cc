#include "statements/detail/network.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "nets/model_builder.h"
#include "statements/sketch.h"

namespace faultline::statements {
namespace {

using detail::FoundStatement;
using detail::Lexicon;
using detail::MarkedWords;
using detail::Network;
using detail::Stretch;
using nets::ModelBytes;

constexpr std::size_t states_width = 32;

template <class Tables>
std::size_t rows_of(const Tables& tables) {
  return std::accumulate(tables.begin(), tables.end(), std::size_t{0});
}

ModelBytes random_network(nets::ModelOptions options = {}) {
  constexpr std::size_t width = 32, units = 16, pair = 16;
  constexpr std::size_t both = width + 2 * units;
  nets::ModelBuilder builder(std::move(options));
  builder.weights("words.row", rows_of(detail::word_tables), width);
  builder.weights("pairs.row", rows_of(detail::pair_tables), pair);
  builder.matrix("input", width, states_width + 16);
  builder.numbers("input.states", 1, 1, states_width, states_width);
  builder.layer("lstm", units, width);
  builder.matrix("cue.hidden", 16, both);
  builder.matrix("pair.own", pair, both);
  builder.matrix("pair.gate", pair, both);
  builder.matrix("cue.out", 3, 16);
  builder.matrix("pair.beside", 2 * pair, 2 * both);
  builder.layer("pair.lstm", units, pair);
  builder.matrix("roles", 5, pair + 2 * units);
  builder.numbers("cue.transition", 3, 3, -1.0F, 1.0F);
  builder.numbers("cue.first", 3, 1, -1.0F, 1.0F);
  builder.numbers("roles.transition", 5, 5, -1.0F, 1.0F);
  builder.numbers("roles.first", 5, 1, -1.0F, 1.0F);
  builder.numbers("confidence", 4, 1, -1.0F, 1.0F);
  for (const char* name : {"input", "cue", "pair"}) {
    builder.numbers(std::string("activation.scale.") + name, 1, 1, 0.02F, 0.03F);
  }
  return builder.file();
}

/// A few paragraphs, and states of which only the width is true.
struct Sample {
  language::Document document = tests::document_of(
      "Weber said that the bridge was old.\n\n“It is safe,” Klein said, “and it will stay so.”\n\n"
      "The council, which met on Monday, called for calm and accused the mayor of delay.\n\n"
      "Nobody spoke.\n\nNo.");
  MarkedWords words = detail::mark_words(document, Lexicon::english());
  language::States states;

  Sample() {
    states.width = states_width;
    std::mt19937 random(3);
    for (std::size_t i = 0; i < document.tokens.size() * states_width; ++i)
      states.rows.push_back(static_cast<std::uint8_t>(1 + random() % 127));
  }
  Sample(const Sample&) = delete;

  [[nodiscard]] std::vector<std::vector<FoundStatement>> read(
      const Network& network, const std::vector<Stretch>& stretches) const {
    std::vector<std::vector<FoundStatement>> found;
    network.find(words, Lexicon::english(), states, stretches, 0.0F, found);
    return found;
  }
};

bool same(const FoundStatement& one, const FoundStatement& other) {
  return one.cue == other.cue && one.anchor == other.anchor && one.source == other.source &&
         one.content == other.content && one.score == other.score;
}

void expect_same(const std::vector<FoundStatement>& one, const std::vector<FoundStatement>& other) {
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_TRUE(same(one[i], other[i])) << i;
}

TEST(Network, GivesTheSameBitsOnEveryKindOfProcessor) {
  const Sample sample;
  const auto stretches = detail::paragraphs_of(sample.document);
  std::size_t count = 0;
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    const ModelBytes bytes = random_network({.seed = seed});
    const auto plain = Network::load(bytes.view(), "random", *nets::usable_kernels().back());
    ASSERT_TRUE(plain);
    const auto expected = sample.read(*plain, stretches);
    for (const nets::Kernels* const kernels : nets::usable_kernels()) {
      const auto fast = Network::load(bytes.view(), "random", *kernels);
      ASSERT_TRUE(fast);
      const auto found = sample.read(*fast, stretches);
      for (std::size_t i = 0; i < stretches.size(); ++i) {
        expect_same(found[i], expected[i]);
        count += found[i].size();
      }
    }
  }
  EXPECT_GT(count, 0u);
}

TEST(Network, ReadsAStretchAlikeAloneAndAmongOthers) {
  const Sample sample;
  const ModelBytes bytes = random_network();
  const auto network = Network::load(bytes.view(), "random");
  ASSERT_TRUE(network);
  const auto stretches = detail::paragraphs_of(sample.document);
  const auto together = sample.read(*network, stretches);
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    expect_same(sample.read(*network, {stretches[i]})[0], together[i]);
  }
}

TEST(Network, StaysInsideItsStretch) {
  const Sample sample;
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    const ModelBytes bytes = random_network({.seed = seed});
    const auto network = Network::load(bytes.view(), "random");
    ASSERT_TRUE(network);
    const auto stretches = detail::paragraphs_of(sample.document);
    const auto found = sample.read(*network, stretches);
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      TokenIndex at = stretches[i].tokens.begin;
      for (const FoundStatement& one : found[i]) {
        EXPECT_TRUE(stretches[i].tokens.contains(one.cue));
        EXPECT_TRUE(one.cue.contains(TokenIndex{one.anchor}));
        EXPECT_LE(at, one.cue.begin);
        at = one.cue.end;
        for (const TokenSpan span : one.content) {
          EXPECT_TRUE(stretches[i].tokens.contains(span));
          EXPECT_FALSE(span.overlaps(one.cue));
          EXPECT_FALSE(one.source && span.overlaps(*one.source));
        }
        EXPECT_GE(one.score, 0.0F);
        EXPECT_LE(one.score, 1.0F);
      }
    }
  }
}

TEST(Network, SaysWhatIsWrongWithItsFile) {
  const auto wrong = [](const ModelBytes& bytes) {
    const auto loaded = Network::load(bytes.view(), "models/statements.bin");
    EXPECT_FALSE(loaded);
    return loaded ? std::string() : loaded.error().message;
  };
  EXPECT_NE(wrong(ModelBytes("a text")).find("does not begin"), std::string::npos);
  for (const char* tensor : {"words.row", "pairs.row", "input.weight", "lstm.backward.recurrent",
                             "roles.transition", "input.states", "confidence"}) {
    EXPECT_NE(wrong(random_network({.left_out = tensor})).find(tensor), std::string::npos)
        << tensor;
  }
  EXPECT_NE(wrong(random_network({.largest_weight = 100})).find("too large"), std::string::npos);
  const auto newer = Network::load(random_network({.format = "2"}).view(), "statements.bin");
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace faultline::statements
