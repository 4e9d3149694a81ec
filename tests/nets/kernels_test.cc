// Every kernel that this processor runs against the plain sum of products.

#include "nets/kernels.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <vector>

#include "nets/packed_matrix.h"

namespace faultline::nets {
namespace {

/// A matrix in the kernels' order, and as it was before.
struct Sample {
  std::vector<int> weights;
  AlignedVector<std::int8_t> packed;
  AlignedVector<std::int32_t> start;
  AlignedVector<float> scale;
  AlignedVector<float> bias;
  std::size_t rows = 0;
  std::size_t columns = 0;

  [[nodiscard]] MatrixView view() const {
    return {packed.data(), start.data(), scale.data(), bias.data(), rows, columns};
  }
};

Sample sample(std::size_t rows, std::size_t columns) {
  Sample one;
  one.rows = rows;
  one.columns = columns;
  one.weights = *rc::gen::container<std::vector<int>>(
      rows * columns, rc::gen::inRange(-largest_weight, largest_weight + 1));
  for (std::size_t block = 0; block < rows; block += block_rows) {
    for (std::size_t column = 0; column < columns; column += 4) {
      for (std::size_t row = block; row < block + block_rows; ++row) {
        for (std::size_t i = column; i < column + 4; ++i) {
          one.packed.push_back(static_cast<std::int8_t>(one.weights[row * columns + i]));
        }
      }
    }
  }
  for (std::size_t row = 0; row < rows; ++row) {
    int sum = 0;
    for (std::size_t i = 0; i < columns; ++i) sum += one.weights[row * columns + i];
    one.start.push_back(-static_cast<int>(zero_activation) * sum);
    one.scale.push_back(0.5F);
    one.bias.push_back(static_cast<float>(row));
  }
  return one;
}

RC_GTEST_PROP(Kernels, MultiplyLikeThePlainSum, ()) {
  const std::size_t rows = block_rows * static_cast<std::size_t>(*rc::gen::inRange(1, 4));
  const std::size_t columns = 8 * static_cast<std::size_t>(*rc::gen::inRange(1, 12));
  const auto count = static_cast<std::size_t>(*rc::gen::inRange(1, 9));
  const Sample matrix = sample(rows, columns);
  const auto bytes = *rc::gen::container<std::vector<std::uint8_t>>(
      count * columns, rc::gen::inRange<std::uint8_t>(1, 128));
  const AlignedVector<std::uint8_t> activations(bytes.begin(), bytes.end());
  for (const Kernels* const kernels : usable_kernels()) {
    AlignedVector<float> out(count * rows);
    kernels->multiply(matrix.view(), activations.data(), columns, count, out.data(), rows);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t row = 0; row < rows; ++row) {
        int sum = 0;
        for (std::size_t k = 0; k < columns; ++k) {
          sum += matrix.weights[row * columns + k] *
                 (static_cast<int>(bytes[i * columns + k]) - zero_activation);
        }
        RC_ASSERT(out[i * rows + row] == static_cast<float>(sum) * 0.5F + static_cast<float>(row));
      }
    }
  }
}

RC_GTEST_PROP(Kernels, AddRowsTimesTheirScales, ()) {
  const std::size_t count = block_rows * static_cast<std::size_t>(*rc::gen::inRange(1, 5));
  const auto row_count = static_cast<std::size_t>(*rc::gen::inRange(0, 5));
  const auto numbers = *rc::gen::container<std::vector<std::int8_t>>(
      count * row_count, rc::gen::inRange<std::int8_t>(-127, 127));
  std::vector<const std::int8_t*> rows;
  std::vector<float> factors;
  for (std::size_t k = 0; k < row_count; ++k) {
    rows.push_back(numbers.data() + k * count);
    factors.push_back(static_cast<float>(*rc::gen::inRange(-1000, 1000)) / 512.0F);
  }
  for (const Kernels* const kernels : usable_kernels()) {
    std::vector<float> sums(count, 0.25F);
    kernels->add_rows(rows.data(), factors.data(), row_count, count, sums.data());
    for (std::size_t i = 0; i < count; ++i) {
      float expected = 0.25F;
      for (std::size_t k = 0; k < row_count; ++k) {
        const float product = static_cast<float>(rows[k][i]) * factors[k];
        expected += product;
      }
      RC_ASSERT(sums[i] == expected);
    }
  }
}

TEST(Kernels, QuantiseToTheNearestStepAndClamp) {
  for (const Kernels* const kernels : usable_kernels()) {
    const AlignedVector<float> in = {0, 1, -1, 0.4F, 0.6F, 100, -100, 62.9F,
                                     0, 0, 0,  0,    0,    0,   0,    0};
    AlignedVector<std::uint8_t> out(in.size());
    kernels->quantise(in.data(), in.size(), 1.0F, out.data());
    EXPECT_EQ(std::vector<int>(out.begin(), out.begin() + 8),
              (std::vector<int>{64, 65, 63, 64, 65, 127, 1, 127}))
        << kernels->name;
    kernels->quantise_positive(in.data(), in.size(), 1.0F, out.data());
    EXPECT_EQ(std::vector<int>(out.begin(), out.begin() + 8),
              (std::vector<int>{64, 65, 64, 64, 65, 127, 64, 127}))
        << kernels->name;
  }
}

}  // namespace
}  // namespace faultline::nets
