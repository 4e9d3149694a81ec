#pragma once
// The arithmetic of the encoder, once for each kind of processor. All of them give the same bits:
// products of 8-bit numbers are summed as whole numbers, and every operation on floating-point
// numbers is the same one in the same order, without fused multiply-adds.

#include <cstddef>
#include <cstdint>
#include <span>

namespace faultline::nets {

/// Rows that the kernels treat together; matrices are padded to a multiple of it.
inline constexpr std::size_t block_rows = 16;
/// Weights lie in [-largest_weight, largest_weight] and activations in 1..127, so that the sum of
/// four products fits into 16 bits.
inline constexpr int largest_weight = 63;
/// What an activation of 0 is written as.
inline constexpr std::uint8_t zero_activation = 64;
/// The steps from there to the largest one.
inline constexpr float largest_activation = 63.0F;

/// The gates' sums are wanted as powers of two: -log2(e) times those of the input, forget and
/// output gates, twice that for the cell's.
inline constexpr float gate_factor = -1.44269504F;
inline constexpr float cell_factor = 2 * gate_factor;

/// A matrix of 8-bit weights, packed: for each block of 16 rows and each four columns 16 x 4 bytes.
/// Row r times the activations a is (start[r] + sum of weight * a) * scale[r] + bias[r].
struct MatrixView {
  const std::int8_t* packed = nullptr;
  const std::int32_t* start = nullptr;  // minus zero_activation times the sum of the row
  const float* scale = nullptr;         // of the row times that of the activations
  const float* bias = nullptr;
  std::size_t rows = 0;     // a multiple of block_rows
  std::size_t columns = 0;  // a multiple of 8
};

/// One recurrent layer over one sentence.
struct LstmSequence {
  const float* input = nullptr;    // [length][8 * units]: what the input adds to the sums
  std::uint8_t* output = nullptr;  // [length][2 * units]: the units, 1..127
  std::size_t length = 0;
};

/// The most sentences that go through a layer side by side.
inline constexpr std::size_t most_sequences = 4;

struct Kernels {
  const char* name = "";  // "avx2"
  /// out[i * out_stride + r] for `count` rows of activations that lie `stride` bytes apart.
  void (*multiply)(const MatrixView& matrix, const std::uint8_t* activations, std::size_t stride,
                   std::size_t count, float* out, std::size_t out_stride) = nullptr;
  /// Both directions over up to most_sequences sentences. The matrices have 4 * units rows, in
  /// groups of 64: for each 16 units their input, forget, cell and output gates, times gate_factor
  /// or cell_factor; their bias is unused. Side by side, the sentences share each group's weights
  /// while these are near; the results are those of each sentence alone. `cells`:
  /// 2 * units * most_sequences floats of working space.
  void (*lstm)(const MatrixView& forward, const MatrixView& backward, std::size_t units,
               const LstmSequence* sequences, std::size_t count, float* cells) = nullptr;
  /// out[i] = clamp(round(in[i] / scale)) + zero_activation for `count` numbers, a multiple of 16.
  void (*quantise)(const float* in, std::size_t count, float inverse_scale,
                   std::uint8_t* out) = nullptr;
  /// The same for max(in, 0).
  void (*quantise_positive)(const float* in, std::size_t count, float inverse_scale,
                            std::uint8_t* out) = nullptr;
  /// scores[i] += sum over k of factors[k] * columns[k * stride + i] for i < count, a multiple of
  /// 16, k in order.
  void (*add_products)(const float* factors, std::size_t factor_count, const float* columns,
                       std::size_t stride, std::size_t count, float* scores) = nullptr;
  /// sums[i] += sum over k of rows[k][i] * factors[k] for i < count, a multiple of 16, k in order.
  void (*add_rows)(const std::int8_t* const* rows, const float* factors, std::size_t row_count,
                   std::size_t count, float* sums) = nullptr;
  /// The place of the largest of `count` numbers, a multiple of 16; the first of equal ones.
  std::size_t (*first_largest)(const float* scores, std::size_t count) = nullptr;
};

/// The kernels that this processor can run, the fastest first; never empty.
[[nodiscard]] std::span<const Kernels* const> usable_kernels();

extern const Kernels plain_kernels;
#if defined(__x86_64__)
extern const Kernels avx2_kernels;
extern const Kernels avx512_kernels;
#endif

}  // namespace faultline::nets
