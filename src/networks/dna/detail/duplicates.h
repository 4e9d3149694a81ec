#pragma once
// A set of what was seen already, made once at its full size: no allocation per statement.

#include <bit>
#include <cstdint>
#include <vector>

namespace faultline::networks::dna::detail {

struct DuplicateKey {
  std::int32_t row{}, column{}, level{};
  std::int64_t period{};

  friend bool operator==(const DuplicateKey&, const DuplicateKey&) = default;
};

class SeenKeys {
 public:
  /// For at most `most` keys.
  explicit SeenKeys(std::size_t most)
      : mask_(std::bit_ceil(2 * most + 2) - 1), slots_(mask_ + 1, empty) {
    keys_.reserve(most);
  }

  /// False if it was there.
  bool insert(const DuplicateKey& key) {
    std::size_t slot = hash(key) & mask_;
    while (slots_[slot] != empty) {
      if (keys_[slots_[slot]] == key) return false;
      slot = (slot + 1) & mask_;
    }
    slots_[slot] = static_cast<std::uint32_t>(keys_.size());
    keys_.push_back(key);
    return true;
  }

 private:
  static constexpr std::uint32_t empty = ~0U;

  static std::uint64_t mixed(std::uint64_t x) {  // the finaliser of SplitMix64 (Steele et al. 2014)
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
  }
  static std::uint64_t hash(const DuplicateKey& key) {
    const auto cell = static_cast<std::uint64_t>(static_cast<std::uint32_t>(key.row)) << 32U |
                      static_cast<std::uint32_t>(key.column);
    const auto rest = static_cast<std::uint64_t>(key.period) * 0x9E3779B97F4A7C15ULL +
                      static_cast<std::uint32_t>(key.level);
    return mixed(cell ^ mixed(rest));
  }

  std::size_t mask_;
  std::vector<std::uint32_t> slots_;
  std::vector<DuplicateKey> keys_;
};

}  // namespace faultline::networks::dna::detail
