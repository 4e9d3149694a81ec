// The chain against all sequences written out.

#include "nets/bio.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace faultline::nets {
namespace {

const std::vector<std::string> tags = {"O", "B-A", "I-A", "B-B", "I-B"};

bool is_legal(const std::vector<std::uint8_t>& sequence) {
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    const std::size_t own = sequence[i];
    if (own != 2 && own != 4) continue;
    if (i == 0 || (sequence[i - 1] != own && sequence[i - 1] + 1u != own)) return false;
  }
  return true;
}

/// Calls `visit(sequence, score)` for every legal sequence.
template <class Visit>
void for_all(const std::vector<float>& scores, const std::vector<float>& transition,
             std::size_t words, const Visit& visit) {
  std::vector<std::uint8_t> sequence(words);
  std::size_t count = 1;
  for (std::size_t i = 0; i < words; ++i) count *= tags.size();
  for (std::size_t n = 0; n < count; ++n) {
    std::size_t rest = n;
    for (std::uint8_t& tag : sequence) {
      tag = static_cast<std::uint8_t>(rest % tags.size());
      rest /= tags.size();
    }
    if (!is_legal(sequence)) continue;
    double score = 0;
    for (std::size_t i = 0; i < words; ++i) {
      score += static_cast<double>(scores[i * tags.size() + sequence[i]]);
      if (i > 0) {
        score += static_cast<double>(transition[sequence[i - 1] * tags.size() + sequence[i]]);
      }
    }
    visit(sequence, score);
  }
}

std::vector<float> numbers(std::size_t count) {
  return *rc::gen::container<std::vector<float>>(
      count, rc::gen::map(rc::gen::inRange(-300, 301),
                          [](int n) { return static_cast<float>(n) / 100.0F; }));
}

RC_GTEST_PROP(Bio, AgreesWithAllSequencesWrittenOut, ()) {
  const auto words = static_cast<std::size_t>(*rc::gen::inRange(1, 6));
  const std::vector<float> scores = numbers(words * tags.size());
  const std::vector<float> transition = numbers(tags.size() * tags.size());
  const BioModel model(tags, transition, {});
  double sum = 0;
  double most = -1e9;
  double none = 0;
  std::vector<double> share(words * tags.size());
  for_all(scores, transition, words, [&](const std::vector<std::uint8_t>& sequence, double score) {
    const double power = std::exp(score);
    sum += power;
    most = std::max(most, score);
    bool is_none = true;
    for (std::size_t i = 0; i < words; ++i) {
      share[i * tags.size() + sequence[i]] += power;
      is_none = is_none && sequence[i] == 0;
    }
    if (is_none) none = power;
  });
  std::vector<std::uint8_t> found;
  model.best(scores.data(), tags.size(), words, 0.0F, found);
  RC_ASSERT(is_legal(found));
  for_all(scores, transition, words, [&](const std::vector<std::uint8_t>& sequence, double score) {
    if (sequence == found) RC_ASSERT(std::abs(score - most) < 1e-4);
  });
  std::vector<float> probabilities;
  model.probabilities(scores.data(), tags.size(), words, probabilities);
  for (std::size_t i = 0; i < share.size(); ++i) {
    RC_ASSERT(std::abs(static_cast<double>(probabilities[i]) - share[i] / sum) < 1e-4);
  }
  const auto probability = [&](const std::vector<std::uint8_t>& sequence) {
    return static_cast<double>(model.probability(scores.data(), tags.size(), sequence));
  };
  RC_ASSERT(std::abs(probability(std::vector<std::uint8_t>(words)) - none / sum) < 1e-4);
  RC_ASSERT(std::abs(probability(found) - std::exp(most) / sum) < 1e-4);
}

TEST(Bio, AnInsideNeverBegins) {
  const std::vector<float> transition(tags.size() * tags.size());
  const BioModel model(tags, transition, {});
  const std::vector<float> scores = {0, 0, 9, 0, 0, /**/ 0, 0, 0, 0, 9};
  std::vector<std::uint8_t> found;
  model.best(scores.data(), tags.size(), 2, 0.0F, found);
  EXPECT_TRUE(is_legal(found));
}

TEST(Bio, ABiasOnNoneTakesAway) {
  const std::vector<float> transition(tags.size() * tags.size());
  const BioModel model(tags, transition, {});
  const std::vector<float> scores = {0, 1, 0, 0, 0};
  std::vector<std::uint8_t> found;
  model.best(scores.data(), tags.size(), 1, 0.0F, found);
  EXPECT_EQ(found, std::vector<std::uint8_t>{1});
  model.best(scores.data(), tags.size(), 1, 2.0F, found);
  EXPECT_EQ(found, std::vector<std::uint8_t>{0});
}

TEST(Bio, OfNoWordsThereIsNothing) {
  const std::vector<float> transition(tags.size() * tags.size());
  const BioModel model(tags, transition, {});
  std::vector<std::uint8_t> found = {1};
  std::vector<float> confidences;
  model.decode(nullptr, tags.size(), 0, found, confidences);
  EXPECT_TRUE(found.empty());
  EXPECT_TRUE(confidences.empty());
}

}  // namespace
}  // namespace faultline::nets
