#include "networks/detail/tidy_pairs.h"

#include <algorithm>
#include <utility>

namespace faultline::networks::detail {

std::vector<SignedPair> tidied(std::vector<SignedPair> pairs) {
  for (SignedPair& pair : pairs) {
    if (pair.first > pair.second) std::swap(pair.first, pair.second);
  }
  std::sort(pairs.begin(), pairs.end(), [](const SignedPair& left, const SignedPair& right) {
    return std::pair(left.first, left.second) < std::pair(right.first, right.second);
  });
  std::size_t kept = 0;
  for (const SignedPair& pair : pairs) {
    if (pair.first == pair.second || pair.positive + pair.negative == 0) continue;
    if (kept > 0 && pairs[kept - 1].first == pair.first && pairs[kept - 1].second == pair.second) {
      pairs[kept - 1].positive += pair.positive;
      pairs[kept - 1].negative += pair.negative;
    } else {
      pairs[kept++] = pair;
    }
  }
  pairs.resize(kept);
  return pairs;
}

}  // namespace faultline::networks::detail
