// Compiled with -mavx2 -ffp-contract=off; run only where the processor has AVX2.
#include <immintrin.h>

#include "nets/kernels.h"

namespace faultline::nets {
namespace {

constexpr std::size_t lanes = 8;
constexpr std::size_t token_block = 4;

inline __attribute__((always_inline)) __m256 minimum(__m256 one, __m256 other) {
  return _mm256_min_ps(one, other);
}
inline __attribute__((always_inline)) __m256 maximum(__m256 one, __m256 other) {
  return _mm256_max_ps(one, other);
}

inline __attribute__((always_inline)) void store_bytes(std::uint8_t* to, __v8si whole) {
  const __m256i eight = (__m256i)whole;
  const __m128i words =
      _mm_packs_epi32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
  _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm_packus_epi16(words, words));
}

inline __attribute__((always_inline)) __m256 load_bytes(const std::int8_t* from) {
  return _mm256_cvtepi32_ps(
      _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(from))));
}

struct Sums {
  using Activations = __m256i;
  __m256i low, high;

  static inline __attribute__((always_inline)) Activations activations(const std::uint8_t* four) {
    int bits;
    __builtin_memcpy(&bits, four, sizeof bits);
    return _mm256_set1_epi32(bits);
  }
  inline __attribute__((always_inline)) void set(const std::int32_t* start) {
    low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(start));
    high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(start + 8));
  }
  // Of eight columns; two pairs of products are added up before they are widened.
  inline __attribute__((always_inline)) void add(Activations one, Activations other,
                                                 const std::int8_t* weights) {
    const __m256i ones = _mm256_set1_epi16(1);
    const __m256i* from = reinterpret_cast<const __m256i*>(weights);
    const __m256i low_pairs =
        _mm256_add_epi16(_mm256_maddubs_epi16(one, _mm256_load_si256(from)),
                         _mm256_maddubs_epi16(other, _mm256_load_si256(from + 2)));
    const __m256i high_pairs =
        _mm256_add_epi16(_mm256_maddubs_epi16(one, _mm256_load_si256(from + 1)),
                         _mm256_maddubs_epi16(other, _mm256_load_si256(from + 3)));
    low = _mm256_add_epi32(low, _mm256_madd_epi16(low_pairs, ones));
    high = _mm256_add_epi32(high, _mm256_madd_epi16(high_pairs, ones));
  }
  [[nodiscard]] inline __attribute__((always_inline)) __m256 floats(std::size_t part) const {
    return _mm256_cvtepi32_ps(part == 0 ? low : high);
  }
};

}  // namespace
}  // namespace faultline::nets

#include "nets/detail/kernels_generic.h"

namespace faultline::nets {
const Kernels avx2_kernels = {"avx2",       multiply, lstm,         quantise, quantise_positive,
                              add_products, add_rows, first_largest};
}  // namespace faultline::nets
