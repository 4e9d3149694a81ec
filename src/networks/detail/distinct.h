#pragma once
// The first of each kind, by hashing.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace faultline::networks::detail {

/// Spreads the bits of `value` (the finalizer of SplitMix64: Steele, Lea & Flood 2014).
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

/// Those of `items` that no earlier item equals, in their order. `hash_of(item)` is a
/// std::uint64_t, equal for items that are `same(item, item)`. O(n) expected.
template <class Hash, class Same>
[[nodiscard]] std::vector<std::uint32_t> first_of_each(std::span<const std::uint32_t> items,
                                                       Hash hash_of, Same same) {
  struct Slot {
    std::uint32_t tag = 0;   // upper half of the hash
    std::uint32_t kept = 0;  // place in the result + 1; 0: free
  };
  std::vector<std::uint32_t> kept;
  std::vector<Slot> slots(std::bit_ceil(items.size() * 2 + 1));
  const std::size_t mask = slots.size() - 1;
  for (const std::uint32_t item : items) {
    const std::uint64_t hash = hash_of(item);
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    std::size_t place = hash & mask;
    bool is_new = true;
    for (; slots[place].kept != 0; place = (place + 1) & mask) {
      if (slots[place].tag == tag && same(kept[slots[place].kept - 1], item)) {
        is_new = false;
        break;
      }
    }
    if (!is_new) continue;
    kept.push_back(item);
    slots[place] = {tag, static_cast<std::uint32_t>(kept.size())};
  }
  return kept;
}

}  // namespace faultline::networks::detail
