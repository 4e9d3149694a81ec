#include "nets/packed_matrix.h"

#include <algorithm>

namespace faultline::nets {

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

void PackedMatrix::add(ModelReader& reader, const std::string& name, std::size_t rows,
                       std::size_t first_column, std::size_t all_columns) {
  const std::string weight = reader.has(name + ".weight") ? name + ".weight" : name;
  const bool has_bias = reader.has(name + ".bias") && first_column == 0;
  const auto weights = reader.weights(weight, rows, all_columns == 0 ? columns_ : all_columns);
  const auto scale = reader.numbers(weight + ".scale", weights.rows, 1);
  const auto bias = has_bias ? reader.numbers(name + ".bias", weights.rows, 1) : Tensor<float>();
  if (reader.error()) return;
  for (std::size_t row = 0; row < weights.rows; ++row) {
    add_row(weights.row(row).subspan(first_column, columns_), scale.values[row],
            has_bias ? bias.values[row] : 0.0F);
  }
}

void PackedMatrix::add_gates(ModelReader& reader, const std::string& weight,
                             const std::string& bias, std::size_t units) {
  const auto weights = reader.weights(weight, 4 * units, columns_);
  const auto scale = reader.numbers(weight + ".scale", 4 * units, 1);
  const auto biases = bias.empty() ? Tensor<float>() : reader.numbers(bias, 4 * units, 1);
  if (reader.error()) return;
  for (std::size_t unit = 0; unit < units; unit += block_rows) {
    for (std::size_t gate = 0; gate < 4; ++gate) {
      for (std::size_t i = 0; i < block_rows; ++i) {
        const std::size_t row = gate * units + unit + i;
        const float factor = gate == 2 ? cell_factor : gate_factor;
        add_row(weights.row(row), scale.values[row] * factor,
                bias.empty() ? 0.0F : biases.values[row] * factor);
      }
    }
  }
}

void PackedMatrix::fill_block() {
  const std::vector<std::int8_t> nothing(columns_);
  while (scale_.size() % block_rows != 0) add_row(nothing, 0, 0);
}

void PackedMatrix::pack() {
  fill_block();
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

}  // namespace faultline::nets
