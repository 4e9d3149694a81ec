#pragma once
// Random numbers from a seed alone: the same on every machine, whatever the number of threads.

#include <cstddef>
#include <cstdint>

namespace faultline::networks::dna::detail {

/// SplitMix64 (Steele, Lea, Flood 2014, Fast splittable pseudorandom number generators).
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
  }
  /// 0 .. bound - 1; the bias of a bound below 2^32 is below 2^-32.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  /// [0, 1)
  double share() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

/// The seed of part `part` of what `seed` decides.
inline std::uint64_t mixed_seed(std::uint64_t seed, std::uint64_t part) {
  return Draw(seed + 0xD1B54A32D192ED03ULL * (part + 1)).next();
}

}  // namespace faultline::networks::dna::detail
