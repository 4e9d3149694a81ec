// For every processor; compiled with -ffp-contract=off.
#include "nets/kernels.h"

namespace faultline::nets {
namespace {

constexpr std::size_t lanes = 4;
constexpr std::size_t token_block = 2;

using FourFloats = float __attribute__((vector_size(16)));
// As the instructions of the other kernels do it: the second where one of them is no number.
inline FourFloats minimum(FourFloats one, FourFloats other) { return one < other ? one : other; }
inline FourFloats maximum(FourFloats one, FourFloats other) { return one > other ? one : other; }

using Four = std::int32_t __attribute__((vector_size(16)));
inline void store_bytes(std::uint8_t* to, Four whole) {
  for (std::size_t i = 0; i < lanes; ++i) to[i] = static_cast<std::uint8_t>(whole[i]);
}

inline FourFloats load_bytes(const std::int8_t* from) {
  FourFloats four;
  for (std::size_t i = 0; i < lanes; ++i) four[i] = static_cast<float>(from[i]);
  return four;
}

struct Sums {
  using Activations = const std::uint8_t*;
  std::int32_t sums[block_rows];

  static Activations activations(const std::uint8_t* four) { return four; }
  void set(const std::int32_t* start) {
    for (std::size_t r = 0; r < block_rows; ++r) sums[r] = start[r];
  }
  // Of eight columns.
  void add(Activations one, Activations other, const std::int8_t* weights) {
    add_four(one, weights);
    add_four(other, weights + 4 * block_rows);
  }
  void add_four(Activations four, const std::int8_t* weights) {
    for (std::size_t r = 0; r < block_rows; ++r) {
      const std::int8_t* const row = weights + r * 4;
      sums[r] += four[0] * row[0] + four[1] * row[1] + four[2] * row[2] + four[3] * row[3];
    }
  }
  [[nodiscard]] FourFloats floats(std::size_t part) const {
    Four four;
    __builtin_memcpy(&four, sums + part * lanes, sizeof four);
    return __builtin_convertvector(four, FourFloats);
  }
};

}  // namespace
}  // namespace faultline::nets

#include "nets/detail/kernels_generic.h"

namespace faultline::nets {

const Kernels plain_kernels = {"plain",           multiply,     lstm,     quantise,
                               quantise_positive, add_products, add_rows, first_largest};

}  // namespace faultline::nets
