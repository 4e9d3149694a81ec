#include "nets/bio.h"

#include <algorithm>
#include <cmath>

namespace faultline::nets {
namespace {

constexpr float impossible = -1e6F;

// The same bits on every machine, which the C library does not promise.
float exponential(float x) {
  x = std::min(x, 80.0F);
  if (x < -80.0F) return 0.0F;
  const auto whole = static_cast<int>(x * 1.44269504F + (x < 0 ? -0.5F : 0.5F));
  const float rest = x - static_cast<float>(whole) * 0.693147181F;
  float sum = 1.0F;
  for (int i = 7; i > 0; --i) sum = 1.0F + sum * rest / static_cast<float>(i);
  return std::ldexp(sum, whole);
}

bool is_inside(const std::string& tag) { return tag.starts_with("I-"); }

}  // namespace

BioModel::BioModel(std::span<const std::string> tags, std::span<const float> transition,
                   std::span<const float> start)
    : count_(tags.size()), transition_(count_ * count_), start_(count_) {
  for (std::size_t to = 0; to < count_; ++to) {
    start_[to] = is_inside(tags[to]) ? impossible : start.empty() ? 0.0F : start[to];
    for (std::size_t from = 0; from < count_; ++from) {
      const bool is_legal = !is_inside(tags[to]) ||
                            (tags[from].size() > 2 && tags[from].substr(2) == tags[to].substr(2));
      transition_[to * count_ + from] = is_legal ? transition[from * count_ + to] : impossible;
    }
  }
  for (const float score : transition_) transition_power_.push_back(exponential(score));
  for (const float score : start_) start_power_.push_back(exponential(score));
  const auto none = std::find(tags.begin(), tags.end(), "O");
  if (none != tags.end()) none_ = static_cast<std::size_t>(none - tags.begin());
}

float BioModel::go_forward(const float* scores, std::size_t stride, std::size_t words,
                           std::span<const std::uint8_t> tags, std::vector<float>& forward,
                           std::vector<float>& powers) const {
  forward.resize(words * count_);
  powers.resize(words * count_);
  float product = 1.0F;
  for (std::size_t word = 0; word < words; ++word) {
    const float* const own = scores + word * stride;
    const float most = *std::max_element(own, own + count_);
    float total = 1e-30F;
    for (std::size_t to = 0; to < count_; ++to) {
      float sum = word == 0 ? start_power_[to] : 0.0F;
      for (std::size_t from = 0; word > 0 && from < count_; ++from) {
        sum += forward[(word - 1) * count_ + from] * transition_power_[to * count_ + from];
      }
      powers[word * count_ + to] = exponential(own[to] - most);
      forward[word * count_ + to] = sum * powers[word * count_ + to];
      total += forward[word * count_ + to];
    }
    if (!tags.empty()) {
      const std::size_t own_tag = tags[word];
      const float step =
          word == 0 ? start_power_[own_tag] : transition_power_[own_tag * count_ + tags[word - 1]];
      product *= step * powers[word * count_ + own_tag] / total;
    }
    for (std::size_t tag = 0; tag < count_; ++tag) forward[word * count_ + tag] /= total;
  }
  return std::min(product, 1.0F);
}

float BioModel::probability(const float* scores, std::size_t stride,
                            std::span<const std::uint8_t> tags) const {
  thread_local std::vector<float> forward;
  thread_local std::vector<float> powers;
  return go_forward(scores, stride, tags.size(), tags, forward, powers);
}

// Forward and backward sums of products, each word's made to add up to 1.
void BioModel::probabilities(const float* scores, std::size_t stride, std::size_t words,
                             std::vector<float>& probabilities) const {
  thread_local std::vector<float> powers;
  go_forward(scores, stride, words, {}, probabilities, powers);
  std::vector<float> backward(count_, 1.0F);
  std::vector<float> next(count_);
  for (std::size_t word = words; word-- > 0;) {
    float* const own = &probabilities[word * count_];
    float sum = 1e-30F;
    for (std::size_t tag = 0; tag < count_; ++tag) sum += own[tag] * backward[tag];
    for (std::size_t tag = 0; tag < count_; ++tag) own[tag] *= backward[tag] / sum;
    std::fill(next.begin(), next.end(), 0.0F);
    float total = 1e-30F;
    for (std::size_t to = 0; to < count_; ++to) {
      const float weight = powers[word * count_ + to] * backward[to];
      for (std::size_t from = 0; from < count_; ++from) {
        next[from] += transition_power_[to * count_ + from] * weight;
      }
    }
    for (std::size_t from = 0; from < count_; ++from) total += next[from];
    for (std::size_t from = 0; from < count_; ++from) next[from] /= total;
    backward.swap(next);
  }
}

void BioModel::best(const float* scores, std::size_t stride, std::size_t words, float none_bias,
                    std::vector<std::uint8_t>& tags) const {
  tags.assign(words, 0);
  if (words == 0) return;
  thread_local std::vector<std::uint8_t> before;
  before.assign(words * count_, 0);
  std::vector<float> best(count_);
  std::vector<float> next(count_);
  for (std::size_t tag = 0; tag < count_; ++tag) best[tag] = start_[tag] + scores[tag];
  best[none_] += none_bias;
  for (std::size_t word = 1; word < words; ++word) {
    for (std::size_t to = 0; to < count_; ++to) {
      const float* const row = &transition_[to * count_];
      std::size_t from = 0;
      for (std::size_t other = 1; other < count_; ++other) {
        if (best[other] + row[other] > best[from] + row[from]) from = other;
      }
      before[word * count_ + to] = static_cast<std::uint8_t>(from);
      next[to] = best[from] + row[from] + scores[word * stride + to];
    }
    next[none_] += none_bias;
    best.swap(next);
  }
  auto tag = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t word = words; word-- > 0;) {
    tags[word] = static_cast<std::uint8_t>(tag);
    tag = before[word * count_ + tag];
  }
}

void BioModel::decode(const float* scores, std::size_t stride, std::size_t words,
                      std::vector<std::uint8_t>& tags, std::vector<float>& confidences) const {
  best(scores, stride, words, 0.0F, tags);
  confidences.assign(words, 1.0F);
  const bool has_names =
      std::any_of(tags.begin(), tags.end(), [this](std::uint8_t one) { return one != none_; });
  if (!has_names) return;
  thread_local std::vector<float> all;
  probabilities(scores, stride, words, all);
  for (std::size_t word = 0; word < words; ++word) {
    confidences[word] = std::min(1.0F, all[word * count_ + tags[word]]);
  }
}

}  // namespace faultline::nets
