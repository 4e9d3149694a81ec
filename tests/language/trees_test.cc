#include "language/detail/trees.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace faultline::language {
namespace {

using Heads = std::vector<std::uint16_t>;

Heads tree_of(const std::vector<float>& scores, std::size_t stride, std::size_t words) {
  Heads heads(words);
  for (std::size_t word = 1; word <= words; ++word) {
    for (std::size_t head = 1; head <= words; ++head) {
      const bool is_better = scores[word * stride + head] > scores[word * stride + heads[word - 1]];
      if (head != word && is_better) heads[word - 1] = static_cast<std::uint16_t>(head);
    }
  }
  detail::make_tree(scores.data(), stride, heads);
  return heads;
}

bool is_tree_with_one_root(const Heads& heads) {
  int roots = 0;
  for (std::size_t word = 1; word <= heads.size(); ++word) {
    if (heads[word - 1] == 0) ++roots;
    std::size_t at = word;
    for (std::size_t steps = 0; at != 0; ++steps) {
      if (steps > heads.size()) return false;
      at = heads[at - 1];
    }
  }
  return roots == 1;
}

double sum(const std::vector<float>& scores, std::size_t stride, const Heads& heads) {
  double total = 0;
  for (std::size_t word = 1; word <= heads.size(); ++word) {
    total += scores[word * stride + heads[word - 1]];
  }
  return total;
}

// Every assignment of heads, tried one after the other.
double best_by_trial(const std::vector<float>& scores, std::size_t stride, std::size_t words) {
  Heads heads(words, 0);
  double best = -std::numeric_limits<double>::infinity();
  for (;;) {
    if (is_tree_with_one_root(heads)) best = std::max(best, sum(scores, stride, heads));
    std::size_t i = 0;
    while (i < words && heads[i] == words) heads[i++] = 0;
    if (i == words) return best;
    ++heads[i];
  }
}

TEST(MakeTree, GivesNoHeadsForNoWords) { EXPECT_TRUE(tree_of({}, 0, 0).empty()); }

TEST(MakeTree, PutsALoneWordUnderTheRoot) {
  const std::vector<float> scores = {0, 0, -5, 100};
  EXPECT_EQ(tree_of(scores, 2, 1), Heads{0});
}

TEST(MakeTree, FindsTheBestTreeWithOneRoot) {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> score(-3, 3);
  for (int round = 0; round < 400; ++round) {
    const std::size_t words = 1 + static_cast<std::size_t>(round) % 5;
    const std::size_t stride = words + 1;
    std::vector<float> scores(stride * stride);
    for (float& one : scores) one = score(random);
    // Often the root or a word is everybody's favourite.
    if (round % 3 == 1) {
      for (std::size_t word = 1; word <= words; ++word) scores[word * stride] += 4;
    }
    const Heads heads = tree_of(scores, stride, words);
    ASSERT_TRUE(is_tree_with_one_root(heads));
    EXPECT_NEAR(sum(scores, stride, heads), best_by_trial(scores, stride, words), 1e-4);
  }
}

TEST(MakeTree, FindsATreeWhereScoresAreNoNumbers) {
  const float nothing = std::numeric_limits<float>::quiet_NaN();
  const float endless = std::numeric_limits<float>::infinity();
  for (const float odd : {nothing, endless, -endless}) {
    std::vector<float> scores(7 * 7, odd);
    scores[8] = 1;
    EXPECT_TRUE(is_tree_with_one_root(tree_of(scores, 7, 6)));
  }
}

TEST(MakeTree, TakesNoLongerForCyclesWithinCycles) {
  // Each word likes its neighbour best, pairs like their neighbours next, and so on.
  constexpr std::size_t words = 256;
  constexpr std::size_t stride = words + 1;
  std::vector<float> scores(stride * stride);
  for (std::size_t word = 1; word <= words; ++word) {
    for (std::size_t head = 0; head <= words; ++head) {
      const std::size_t common =
          head == 0 ? 20
                    : 32 - static_cast<std::size_t>(
                               __builtin_clz(static_cast<unsigned>((word - 1) ^ (head - 1)) | 1u));
      scores[word * stride + head] = -static_cast<float>(common);
    }
  }
  Heads heads;
  for (int round = 0; round < 20; ++round) heads = tree_of(scores, stride, words);
  EXPECT_TRUE(is_tree_with_one_root(heads));
}

}  // namespace
}  // namespace faultline::language
