// Included once by each kernels_*.cc, which defines before it, in an anonymous namespace, `Sums`
// (16 sums of products), `lanes`, `token_block`, `minimum`, `maximum`,
// `load_bytes` and `store_bytes`. Nothing inline from other headers is used
// here: the linker might keep the copy that was compiled for a processor this one is not.

namespace faultline::nets {
namespace {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpsabi"

using Floats = float __attribute__((vector_size(lanes * 4)));
using Ints = std::int32_t __attribute__((vector_size(lanes * 4)));
constexpr std::size_t parts = block_rows / lanes;  // vectors in a block

#define FAULTLINE_INLINE inline __attribute__((always_inline))

FAULTLINE_INLINE Floats load(const float* from) {
  Floats value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}
FAULTLINE_INLINE void store(float* to, Floats value) { __builtin_memcpy(to, &value, sizeof value); }

FAULTLINE_INLINE Floats all(float value) { return value - Floats{}; }

// Adding and taking away 1.5 * 2^23 rounds to the nearest whole number, ties to even.
constexpr float rounder = 12582912.0F;

// 2^x for x in [-60, 60]; relative error below 3e-6.
FAULTLINE_INLINE Floats power_of_two(Floats x) {
  const Floats shifted = x + rounder;
  const Floats rest = x - (shifted - rounder);
  Floats sum = rest * 0.009570102207362652F + 0.05591785907745361F;
  sum = sum * rest + 0.240247443318367F;
  sum = sum * rest + 0.6931217908859253F;
  sum = sum * rest + 0.9999992847442627F;
  // The low bits of `shifted` are the whole number; added to the exponent they multiply by 2^whole.
  return (Floats)((Ints)sum + ((Ints)shifted << 23));
}

FAULTLINE_INLINE Floats clamp(Floats x, float limit) {
  return maximum(minimum(x, all(limit)), all(-limit));
}

FAULTLINE_INLINE void store_activations(std::uint8_t* to, Floats rounded) {
  store_bytes(to, __builtin_convertvector(rounded, Ints) + zero_activation);
}

// The gates of 16 units from their weighted sums, which are times gate_factor or cell_factor: new
// cells, new outputs.
FAULTLINE_INLINE void update_units(const Floats* input, const Floats* forget, const Floats* cell,
                                   const Floats* output, float* cells, std::uint8_t* out) {
  constexpr float limit = 40.0F;  // products of two powers stay far from infinity
  for (std::size_t p = 0; p < parts; ++p) {
    const Floats input_power = power_of_two(clamp(input[p], limit));
    const Floats forget_power = power_of_two(clamp(forget[p], limit));
    const Floats cell_power = power_of_two(clamp(cell[p], limit));
    const Floats output_power = power_of_two(clamp(output[p], limit));
    // sigmoid(i) * tanh(g) = (1 - e^-2g) / ((1 + e^-i) * (1 + e^-2g))
    const Floats kept = load(cells + p * lanes) / (forget_power + 1.0F);
    const Floats added = (1.0F - cell_power) / ((input_power + 1.0F) * (cell_power + 1.0F));
    const Floats value = kept + added;
    store(cells + p * lanes, value);
    const Floats value_power = power_of_two(clamp(value * cell_factor, limit));
    const Floats unit = (1.0F - value_power) / ((output_power + 1.0F) * (value_power + 1.0F));
    store_activations(out + p * lanes, (unit * largest_activation + rounder) - rounder);
  }
}

// What one sentence brings to a step in one direction.
struct Step {
  const float* input;
  const std::uint8_t* before;  // the units after the word before
  float* cells;
  std::uint8_t* out;
};

// 16 units, the first of which is `unit`, of one word in one direction.
FAULTLINE_INLINE void step_units(const MatrixView& recurrent, std::size_t units, std::size_t unit,
                                 const Step& step) {
  const std::size_t quads = units / 4;
  const std::size_t block_bytes = quads * 4 * block_rows;
  const std::int8_t* weights = recurrent.packed + unit * 4 * units;
  const std::size_t row = unit * 4;
  Sums sums[4];
  for (std::size_t gate = 0; gate < 4; ++gate) {
    sums[gate].set(recurrent.start + row + gate * block_rows);
  }
  for (std::size_t quad = 0; quad < quads; quad += 2) {
    const Sums::Activations one = Sums::activations(step.before + quad * 4);
    const Sums::Activations other = Sums::activations(step.before + quad * 4 + 4);
    sums[0].add(one, other, weights);
    sums[1].add(one, other, weights + block_bytes);
    sums[2].add(one, other, weights + 2 * block_bytes);
    sums[3].add(one, other, weights + 3 * block_bytes);
    weights += 8 * block_rows;
  }
  Floats gates[4][parts];
  for (std::size_t gate = 0; gate < 4; ++gate) {
    const std::size_t at = row + gate * block_rows;
    for (std::size_t p = 0; p < parts; ++p) {
      gates[gate][p] = sums[gate].floats(p) * load(recurrent.scale + at + p * lanes) +
                       load(step.input + at + p * lanes);
    }
  }
  update_units(gates[0], gates[1], gates[2], gates[3], step.cells + unit, step.out + unit);
}

constexpr std::size_t most_units = 512;

void lstm(const MatrixView& forward, const MatrixView& backward, std::size_t units,
          const LstmSequence* sequences, std::size_t count, float* cells) {
  alignas(64) std::uint8_t nothing[most_units];
  for (std::size_t i = 0; i < units; ++i) nothing[i] = zero_activation;
  for (std::size_t i = 0; i < 2 * units * count; ++i) cells[i] = 0;
  std::size_t longest = 0;
  for (std::size_t s = 0; s < count; ++s) {
    longest = sequences[s].length > longest ? sequences[s].length : longest;
  }
  for (std::size_t i = 0; i < longest; ++i) {
    for (std::size_t direction = 0; direction < 2; ++direction) {
      Step steps[most_sequences];
      std::size_t active = 0;
      for (std::size_t s = 0; s < count; ++s) {
        const LstmSequence& sequence = sequences[s];
        if (i >= sequence.length) continue;
        const std::size_t word = direction == 0 ? i : sequence.length - 1 - i;
        std::uint8_t* const out = sequence.output + word * 2 * units + direction * units;
        steps[active++] = {sequence.input + word * 8 * units + direction * 4 * units,
                           i == 0           ? nothing
                           : direction == 0 ? out - 2 * units
                                            : out + 2 * units,
                           cells + (2 * s + direction) * units, out};
      }
      for (std::size_t unit = 0; unit < units; unit += block_rows) {
        for (std::size_t s = 0; s < active; ++s) {
          step_units(direction == 0 ? forward : backward, units, unit, steps[s]);
        }
      }
    }
  }
}

template <std::size_t tokens>
FAULTLINE_INLINE void multiply_tokens(const MatrixView& matrix, const std::uint8_t* activations,
                                      std::size_t stride, float* out, std::size_t out_stride) {
  const std::size_t quads = matrix.columns / 4;
  const std::int8_t* weights = matrix.packed;
  for (std::size_t row = 0; row < matrix.rows; row += block_rows) {
    Sums sums[tokens];
    for (std::size_t t = 0; t < tokens; ++t) sums[t].set(matrix.start + row);
    for (std::size_t quad = 0; quad < quads; quad += 2) {
      for (std::size_t t = 0; t < tokens; ++t) {
        const std::uint8_t* const eight = activations + t * stride + quad * 4;
        sums[t].add(Sums::activations(eight), Sums::activations(eight + 4), weights);
      }
      weights += 8 * block_rows;
    }
    for (std::size_t p = 0; p < parts; ++p) {
      const Floats scale = load(matrix.scale + row + p * lanes);
      const Floats bias = load(matrix.bias + row + p * lanes);
      for (std::size_t t = 0; t < tokens; ++t) {
        store(out + t * out_stride + row + p * lanes, sums[t].floats(p) * scale + bias);
      }
    }
  }
}

void multiply(const MatrixView& matrix, const std::uint8_t* activations, std::size_t stride,
              std::size_t count, float* out, std::size_t out_stride) {
  std::size_t i = 0;
  for (; i + token_block <= count; i += token_block) {
    multiply_tokens<token_block>(matrix, activations + i * stride, stride, out + i * out_stride,
                                 out_stride);
  }
  for (; i + 2 <= count; i += 2) {
    multiply_tokens<2>(matrix, activations + i * stride, stride, out + i * out_stride, out_stride);
  }
  for (; i < count; ++i) {
    multiply_tokens<1>(matrix, activations + i * stride, stride, out + i * out_stride, out_stride);
  }
}

void quantise(const float* in, std::size_t count, float inverse_scale, std::uint8_t* out) {
  for (std::size_t i = 0; i < count; i += lanes) {
    const Floats scaled = clamp(load(in + i) * inverse_scale, largest_activation);
    store_activations(out + i, (scaled + rounder) - rounder);
  }
}

void quantise_positive(const float* in, std::size_t count, float inverse_scale, std::uint8_t* out) {
  for (std::size_t i = 0; i < count; i += lanes) {
    Floats scaled = clamp(load(in + i) * inverse_scale, largest_activation);
    scaled = maximum(scaled, all(0.0F));
    store_activations(out + i, (scaled + rounder) - rounder);
  }
}

std::size_t first_largest(const float* scores, std::size_t count) {
  Floats most = load(scores);
  for (std::size_t i = lanes; i < count; i += lanes) most = maximum(load(scores + i), most);
  float largest = most[0];
  for (std::size_t i = 1; i < lanes; ++i) largest = most[i] > largest ? most[i] : largest;
  for (std::size_t i = 0; i < count; ++i) {
    if (scores[i] == largest) return i;
  }
  return 0;  // none of them is a number
}

void add_products(const float* factors, std::size_t factor_count, const float* columns,
                  std::size_t stride, std::size_t count, float* scores) {
  for (std::size_t i = 0; i < count; i += block_rows) {
    Floats sums[parts];
    for (std::size_t p = 0; p < parts; ++p) sums[p] = load(scores + i + p * lanes);
    for (std::size_t k = 0; k < factor_count; ++k) {
      const Floats factor = all(factors[k]);
      for (std::size_t p = 0; p < parts; ++p) {
        sums[p] += factor * load(columns + k * stride + i + p * lanes);
      }
    }
    for (std::size_t p = 0; p < parts; ++p) store(scores + i + p * lanes, sums[p]);
  }
}

void add_rows(const std::int8_t* const* rows, const float* factors, std::size_t row_count,
              std::size_t count, float* sums) {
  for (std::size_t i = 0; i < count; i += lanes) {
    Floats sum = load(sums + i);
    for (std::size_t k = 0; k < row_count; ++k) sum += load_bytes(rows[k] + i) * factors[k];
    store(sums + i, sum);
  }
}

#pragma GCC diagnostic pop

}  // namespace
}  // namespace faultline::nets
