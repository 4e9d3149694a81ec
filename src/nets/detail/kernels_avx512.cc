// Compiled with -mavx512f -mavx512bw -mavx512vl -mavx512vnni -ffp-contract=off; run only where the
// processor has all of them.
#include <immintrin.h>

#include "nets/kernels.h"

namespace faultline::nets {
namespace {

constexpr std::size_t lanes = 16;
constexpr std::size_t token_block = 8;

// As the instructions do it: the second where one of them is no number.
using SixteenFloats = float __attribute__((vector_size(64)));
inline __attribute__((always_inline)) SixteenFloats minimum(SixteenFloats one,
                                                            SixteenFloats other) {
  return one < other ? one : other;
}
inline __attribute__((always_inline)) SixteenFloats maximum(SixteenFloats one,
                                                            SixteenFloats other) {
  return one > other ? one : other;
}

using Sixteen = std::int32_t __attribute__((vector_size(64)));
inline __attribute__((always_inline)) void store_bytes(std::uint8_t* to, Sixteen whole) {
  using Bytes = std::uint8_t __attribute__((vector_size(16)));
  const Bytes bytes = __builtin_convertvector(whole, Bytes);
  __builtin_memcpy(to, &bytes, sizeof bytes);
}

inline __attribute__((always_inline)) __m512 load_bytes(const std::int8_t* from) {
  return _mm512_cvtepi32_ps(
      _mm512_cvtepi8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))));
}

struct Sums {
  using Activations = __m512i;
  __m512i sums;

  static inline __attribute__((always_inline)) Activations activations(const std::uint8_t* four) {
    int bits;
    __builtin_memcpy(&bits, four, sizeof bits);
    return _mm512_set1_epi32(bits);
  }
  inline __attribute__((always_inline)) void set(const std::int32_t* start) {
    sums = _mm512_loadu_si512(start);
  }
  // Of eight columns.
  inline __attribute__((always_inline)) void add(Activations one, Activations other,
                                                 const std::int8_t* weights) {
    sums = _mm512_dpbusd_epi32(sums, one, _mm512_load_si512(weights));
    sums = _mm512_dpbusd_epi32(sums, other, _mm512_load_si512(weights + 64));
  }
  [[nodiscard]] inline __attribute__((always_inline)) SixteenFloats floats(std::size_t) const {
    return __builtin_convertvector((Sixteen)sums, SixteenFloats);
  }
};

}  // namespace
}  // namespace faultline::nets

#include "nets/detail/kernels_generic.h"

namespace faultline::nets {
const Kernels avx512_kernels = {"avx512-vnni",     multiply,     lstm,     quantise,
                                quantise_positive, add_products, add_rows, first_largest};
}  // namespace faultline::nets
