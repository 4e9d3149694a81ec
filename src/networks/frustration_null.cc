#include <cmath>
#include <limits>
#include <unordered_set>
#include <utility>

#include "base/draw.h"
#include "inference/streams.h"
#include "networks/detail/tidy_pairs.h"
#include "networks/frustration.h"

namespace faultline::networks {
namespace {

std::uint64_t key_of(std::uint32_t one, std::uint32_t other) {
  const auto [low, high] = std::minmax(one, other);
  return (std::uint64_t{low} << 32) | high;
}

/// A network whose pairs of one sign exchange ends.
class Swapper {
 public:
  explicit Swapper(std::vector<SignedPair> pairs) : pairs_(std::move(pairs)) {
    class_of_.reserve(pairs_.size());
    for (std::size_t index = 0; index < pairs_.size(); ++index) {
      const std::int64_t net = pairs_[index].positive - pairs_[index].negative;
      class_of_.push_back(net > 0 ? 0 : net < 0 ? 1 : 2);
      classes_[class_of_.back()].push_back(index);
      keys_.insert(key_of(pairs_[index].first, pairs_[index].second));
    }
  }

  /// One draw of two pairs; whether their ends could be exchanged. A draw in vain leaves the
  /// network as it is and counts as a step: only so are all networks equally likely in the end.
  bool swap_two(std::mt19937_64& generator) {
    const std::size_t one = draw_below(generator, pairs_.size());
    const auto& alike = classes_[class_of_[one]];
    const std::size_t other = alike[draw_below(generator, alike.size())];
    const bool is_turned = draw_below(generator, 2) == 1;
    if (one == other) return false;
    SignedPair &first = pairs_[one], &second = pairs_[other];
    const std::uint32_t near = is_turned ? second.second : second.first;
    const std::uint32_t far = is_turned ? second.first : second.second;
    if (first.first == far || near == first.second) return false;
    const std::uint64_t new_first = key_of(first.first, far);
    const std::uint64_t new_second = key_of(near, first.second);
    if (new_first == new_second || keys_.contains(new_first) || keys_.contains(new_second)) {
      return false;
    }
    keys_.erase(key_of(first.first, first.second));
    keys_.erase(key_of(second.first, second.second));
    keys_.insert(new_first);
    keys_.insert(new_second);
    second.first = near;
    second.second = first.second;
    first.second = far;
    return true;
  }

  [[nodiscard]] const std::vector<SignedPair>& pairs() const { return pairs_; }

 private:
  std::vector<SignedPair> pairs_;
  std::vector<std::size_t> class_of_;    // positive, negative, balanced
  std::vector<std::size_t> classes_[3];  // places of pairs
  std::unordered_set<std::uint64_t> keys_;
};

void summarise(FrustrationTest& test) {
  test.networks = static_cast<int>(test.indices.size());
  int as_low = 0;
  std::int64_t sum = 0;
  for (const std::int64_t index : test.indices) {
    sum += index;
    if (index <= test.observed) ++as_low;
  }
  if (test.networks > 0) test.mean = static_cast<double>(sum) / test.networks;
  double squares = 0;
  for (const std::int64_t index : test.indices) {
    const double distance = static_cast<double>(index) - test.mean;
    squares += distance * distance;
  }
  if (test.networks > 1) test.standard_deviation = std::sqrt(squares / (test.networks - 1));
  test.z = test.standard_deviation > 0
               ? (static_cast<double>(test.observed) - test.mean) / test.standard_deviation
               : std::numeric_limits<double>::quiet_NaN();
  test.p_value = (1.0 + as_low) / (1.0 + test.networks);
}

}  // namespace

FrustrationTest frustration_test(std::size_t actors, std::span<const SignedPair> pairs,
                                 const FrustrationNull& null) {
  const auto tidy = detail::tidied({pairs.begin(), pairs.end()});
  FrustrationTest test;
  const Frustration observed = frustration(actors, tidy, null.search);
  test.observed = observed.frustrated;
  test.is_exact = observed.is_exact();
  const auto tries =
      static_cast<std::int64_t>(std::ceil(null.swaps_a_pair * static_cast<double>(tidy.size())));
  std::int64_t made = 0, tried = 0;
  for (int network = 0; network < null.networks; ++network) {
    auto generator = inference::stream(null.seed, static_cast<std::uint64_t>(network));
    Swapper swapper(tidy);
    for (std::int64_t step = 0; step < tries; ++step) made += swapper.swap_two(generator) ? 1 : 0;
    tried += tries;
    const Frustration random = frustration(actors, swapper.pairs(), null.search);
    test.indices.push_back(random.frustrated);
    if (!random.is_exact()) ++test.not_exact;
  }
  test.swapped = tried > 0 ? static_cast<double>(made) / static_cast<double>(tried) : 0;
  summarise(test);
  return test;
}

}  // namespace faultline::networks
