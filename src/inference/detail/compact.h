#pragma once
// Any numbers as 0, 1, 2 ... in their order.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace faultline::inference {

struct Compact {
  std::vector<std::uint32_t> number;  // of each item
  std::size_t count = 0;
};

/// Without labels each of `items` items has a number of its own.
[[nodiscard]] inline Compact compact(std::span<const std::uint32_t> labels, std::size_t items) {
  Compact result;
  if (labels.empty()) {
    result.number.resize(items);
    std::iota(result.number.begin(), result.number.end(), 0U);
    result.count = items;
    return result;
  }
  std::vector<std::uint32_t> distinct(labels.begin(), labels.end());
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  result.count = distinct.size();
  result.number.reserve(labels.size());
  const bool dense = distinct.back() + std::size_t{1} == distinct.size();
  for (const std::uint32_t label : labels) {
    result.number.push_back(
        dense ? label
              : static_cast<std::uint32_t>(
                    std::lower_bound(distinct.begin(), distinct.end(), label) - distinct.begin()));
  }
  return result;
}

}  // namespace faultline::inference
