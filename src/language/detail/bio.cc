#include "language/detail/bio.h"

#include <algorithm>
#include <cmath>

namespace faultline::language::detail {
namespace {

constexpr float impossible = -1e6F;

// The same bits on every machine, which the C library does not promise; x is at most 88.
float exponential(float x) {
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
      const bool is_legal =
          !is_inside(tags[to]) ||
          (tags[from].size() > 2 && tags[from].substr(2) == tags[to].substr(2));
      transition_[to * count_ + from] = is_legal ? transition[from * count_ + to] : impossible;
    }
  }
}

void BioModel::decode(const float* scores, std::size_t stride, std::size_t words,
                      std::vector<std::uint8_t>& tags, std::vector<float>& confidences) const {
  tags.assign(words, 0);
  confidences.assign(words, 0.0F);
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
    float sum = 0;
    const float* const own = scores + word * stride;
    for (std::size_t other = 0; other < count_; ++other) {
      sum += exponential(std::min(own[other] - own[tag], 80.0F));
    }
    confidences[word] = 1.0F / sum;
    tag = before[word * count_ + tag];
  }
}

}  // namespace faultline::language::detail
