#include "actors/detail/positions_by_key.h"

#include <algorithm>

namespace faultline::actors::detail {

PositionsByKey::PositionsByKey(std::vector<Pair> pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  positions_.reserve(pairs.size());
  for (const auto& [key, position] : pairs) {
    if (keys_.empty() || keys_.back() != key) {
      keys_.push_back(key);
      first_.push_back(static_cast<std::uint32_t>(positions_.size()));
    }
    positions_.push_back(position);
  }
  first_.push_back(static_cast<std::uint32_t>(positions_.size()));
}

std::span<const std::uint32_t> PositionsByKey::find(std::uint64_t key) const {
  const auto found = std::lower_bound(keys_.begin(), keys_.end(), key);
  if (found == keys_.end() || *found != key) return {};
  const auto number = static_cast<std::size_t>(found - keys_.begin());
  return std::span(positions_).subspan(first_[number], first_[number + 1] - first_[number]);
}

}  // namespace faultline::actors::detail
