#pragma once
// Random numbers of which every replicate has its own, so that a result is the same on any number
// of threads and in whatever order the replicates are computed.

#include <cstdint>
#include <random>

namespace faultline::inference {

/// The random numbers of replicate `number` under `seed`. Different pairs give streams that have
/// nothing to do with each other (both words pass the mixer of SplitMix64; Steele, Lea & Flood
/// 2014). About 1 µs.
[[nodiscard]] std::mt19937_64 stream(std::uint64_t seed, std::uint64_t number);

/// A seed for another use of randomness under the same seed of the user's, so that, say, the
/// permutations of a test do not repeat the draws of the bootstrap beside it.
[[nodiscard]] std::uint64_t derived_seed(std::uint64_t seed, std::uint64_t use);

/// A number in [0, 1) with 53 random bits.
[[nodiscard]] double draw_unit(std::mt19937_64& generator);

}  // namespace faultline::inference
