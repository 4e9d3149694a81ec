#include "language/detail/packed_matrix.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace faultline::language::detail {
namespace {

// What a file must hold so that all kernels give the same sums.
Result<std::monostate> check(const ModelFile& file, const std::string& name,
                             const Tensor<std::int8_t>& weights, const Tensor<float>& scale) {
  const bool is_small = std::all_of(
      weights.values.begin(), weights.values.end(),
      [](std::int8_t weight) { return weight >= -largest_weight && weight <= largest_weight; });
  if (!is_small) return file.malformed(fmt::format("a weight of \"{}\" is too large", name));
  const bool is_finite = std::all_of(scale.values.begin(), scale.values.end(),
                                     [](float value) { return std::isfinite(value); });
  if (!is_finite) return file.malformed(fmt::format("a scale of \"{}\" is no number", name));
  return std::monostate();
}

}  // namespace

PackedMatrix::PackedMatrix(std::size_t columns, float activation_scale)
    : columns_(columns), activation_scale_(activation_scale) {}

void PackedMatrix::add_row(std::span<const std::int8_t> weights, float scale, float bias) {
  std::int32_t sum = 0;
  for (const std::int8_t weight : weights) sum += weight;
  rows_.insert(rows_.end(), weights.begin(), weights.end());
  start_.push_back(-static_cast<std::int32_t>(zero_activation) * sum);
  scale_.push_back(scale * activation_scale_);
  bias_.push_back(bias);
}

Result<std::monostate> PackedMatrix::add(const ModelFile& file, const std::string& name,
                                         std::size_t rows) {
  const bool has_bias = file.has(name + ".bias");
  const std::string weight = file.has(name + ".weight") ? name + ".weight" : name;
  const auto weights = file.small(weight, rows, columns_);
  if (!weights) return tl::unexpected(weights.error());
  const auto scale = file.numbers(weight + ".scale", weights->rows, 1);
  if (!scale) return tl::unexpected(scale.error());
  if (const auto checked = check(file, weight, *weights, *scale); !checked) return checked;
  Tensor<float> bias;
  if (has_bias) {
    const auto found = file.numbers(name + ".bias", weights->rows, 1);
    if (!found) return tl::unexpected(found.error());
    bias = *found;
  }
  for (std::size_t row = 0; row < weights->rows; ++row) {
    add_row(weights->row(row), scale->values[row], has_bias ? bias.values[row] : 0.0F);
  }
  return std::monostate();
}

Result<std::monostate> PackedMatrix::add_gates(const ModelFile& file, const std::string& weight,
                                               const std::string& bias, std::size_t units) {
  const auto weights = file.small(weight, 4 * units, columns_);
  if (!weights) return tl::unexpected(weights.error());
  const auto scale = file.numbers(weight + ".scale", 4 * units, 1);
  if (!scale) return tl::unexpected(scale.error());
  if (const auto checked = check(file, weight, *weights, *scale); !checked) return checked;
  Tensor<float> biases;
  if (!bias.empty()) {
    const auto found = file.numbers(bias, 4 * units, 1);
    if (!found) return tl::unexpected(found.error());
    biases = *found;
  }
  for (std::size_t unit = 0; unit < units; unit += block_rows) {
    for (std::size_t gate = 0; gate < 4; ++gate) {
      for (std::size_t i = 0; i < block_rows; ++i) {
        const std::size_t row = gate * units + unit + i;
        add_row(weights->row(row), scale->values[row], bias.empty() ? 0.0F : biases.values[row]);
      }
    }
  }
  return std::monostate();
}

void PackedMatrix::pack() {
  const std::vector<std::int8_t> nothing(columns_);
  while (scale_.size() % block_rows != 0) add_row(nothing, 0, 0);
  packed_.resize(rows_.size());
  std::int8_t* to = packed_.data();
  for (std::size_t row = 0; row < scale_.size(); row += block_rows) {
    for (std::size_t column = 0; column < columns_; column += 4) {
      for (std::size_t i = 0; i < block_rows; ++i) {
        to = std::copy_n(&rows_[(row + i) * columns_ + column], 4, to);
      }
    }
  }
  rows_ = {};
}

MatrixView PackedMatrix::view() const {
  return {packed_.data(), start_.data(), scale_.data(), bias_.data(), scale_.size(), columns_};
}

}  // namespace faultline::language::detail
