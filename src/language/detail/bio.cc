#include "language/detail/bio.h"

#include <algorithm>
#include <cmath>

namespace faultline::language::detail {
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

// Forward and backward sums of products, each word's made to add up to 1.
void BioModel::find_probabilities(const float* scores, std::size_t stride,
                                  const std::vector<std::uint8_t>& tags,
                                  std::vector<float>& probabilities) const {
  const std::size_t words = tags.size();
  thread_local std::vector<float> powers;
  thread_local std::vector<float> forward;
  powers.resize(words * count_);
  forward.resize(words * count_);
  const auto scale = [this](float* values) {
    float sum = 1e-30F;
    for (std::size_t tag = 0; tag < count_; ++tag) sum += values[tag];
    for (std::size_t tag = 0; tag < count_; ++tag) values[tag] /= sum;
  };
  for (std::size_t word = 0; word < words; ++word) {
    const float* const own = scores + word * stride;
    const float most = *std::max_element(own, own + count_);
    for (std::size_t to = 0; to < count_; ++to) {
      float sum = word == 0 ? start_power_[to] : 0.0F;
      for (std::size_t from = 0; word > 0 && from < count_; ++from) {
        sum += forward[(word - 1) * count_ + from] * transition_power_[to * count_ + from];
      }
      powers[word * count_ + to] = exponential(own[to] - most);
      forward[word * count_ + to] = sum * powers[word * count_ + to];
    }
    scale(&forward[word * count_]);
  }
  std::vector<float> backward(count_, 1.0F);
  std::vector<float> next(count_);
  for (std::size_t word = words; word-- > 0;) {
    float sum = 1e-30F;
    for (std::size_t tag = 0; tag < count_; ++tag) {
      sum += forward[word * count_ + tag] * backward[tag];
    }
    const std::size_t tag = tags[word];
    probabilities[word] = std::min(1.0F, forward[word * count_ + tag] * backward[tag] / sum);
    std::fill(next.begin(), next.end(), 0.0F);
    for (std::size_t to = 0; to < count_; ++to) {
      const float weight = powers[word * count_ + to] * backward[to];
      for (std::size_t from = 0; from < count_; ++from) {
        next[from] += transition_power_[to * count_ + from] * weight;
      }
    }
    scale(next.data());
    backward.swap(next);
  }
}

void BioModel::decode(const float* scores, std::size_t stride, std::size_t words,
                      std::vector<std::uint8_t>& tags, std::vector<float>& confidences) const {
  tags.assign(words, 0);
  confidences.assign(words, 1.0F);
  if (words == 0) return;
  thread_local std::vector<std::uint8_t> before;
  before.assign(words * count_, 0);
  std::vector<float> best(count_);
  std::vector<float> next(count_);
  for (std::size_t tag = 0; tag < count_; ++tag) best[tag] = start_[tag] + scores[tag];
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
    best.swap(next);
  }
  auto tag = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t word = words; word-- > 0;) {
    tags[word] = static_cast<std::uint8_t>(tag);
    tag = before[word * count_ + tag];
  }
  const bool has_names =
      std::any_of(tags.begin(), tags.end(), [this](std::uint8_t one) { return one != none_; });
  if (has_names) find_probabilities(scores, stride, tags, confidences);
}

}  // namespace faultline::language::detail
