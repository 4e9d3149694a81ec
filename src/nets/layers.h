#pragma once
// Parts that networks share: tables of rows that facts name, and recurrent layers.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "nets/kernels.h"
#include "nets/model_file.h"
#include "nets/packed_matrix.h"

namespace faultline::nets {

/// What a unit's step stands for.
inline constexpr float unit_scale = 1.0F / largest_activation;

/// Whether a layer may be so wide.
constexpr bool is_width(std::size_t count) {
  return count > 0 && count % block_rows == 0 && count <= 4096;
}

template <std::size_t count>
constexpr std::size_t rows_of(const std::array<std::uint16_t, count>& tables) {
  return std::accumulate(tables.begin(), tables.end(), std::size_t{0});
}

/// Tables of small numbers below each other, with a scale for each row.
struct Tables {
  Tensor<std::int8_t> rows;
  Tensor<float> scale;

  /// `count` rows of any width from NAME.
  void read(ModelReader& reader, const std::string& name, std::size_t count) {
    rows = reader.small(name, count, 0);
    scale = reader.numbers(name + ".scale", count, 1);
  }

  /// For each of `facts` the rows that it names, added to the next rows.columns of `sums`.
  template <std::size_t count>
  void add(const std::array<std::uint16_t, count>& tables,
           std::span<const std::array<std::uint16_t, count>> facts, const Kernels& kernels,
           float* sums) const {
    std::array<std::size_t, count> first{};
    for (std::size_t table = 1; table < count; ++table)
      first[table] = first[table - 1] + tables[table - 1];
    // The tables are larger than the caches: the next one's rows are asked for beforehand.
    const auto ask_for = [&](const std::array<std::uint16_t, count>& next) {
      for (std::size_t table = 0; table < count; ++table) {
        const std::size_t row = first[table] + next[table];
        for (std::size_t i = 0; i < rows.columns; i += 64)
          __builtin_prefetch(&rows.values[row * rows.columns + i]);
        __builtin_prefetch(&scale.values[row]);
      }
    };
    std::array<const std::int8_t*, count> values{};
    std::array<float, count> factors{};
    for (std::size_t k = 0; k < facts.size(); ++k) {
      if (k + 1 < facts.size()) ask_for(facts[k + 1]);
      for (std::size_t table = 0; table < count; ++table) {
        const std::size_t row = first[table] + facts[k][table];
        values[table] = &rows.values[row * rows.columns];
        factors[table] = scale.values[row];
      }
      kernels.add_rows(values.data(), factors.data(), count, rows.columns, sums + k * rows.columns);
    }
  }
};

/// A recurrent layer that reads in both directions.
struct Layer {
  std::size_t units = 0;
  std::vector<PackedMatrix> input;       // one: both directions below each other
  std::vector<PackedMatrix> recurrents;  // forward, backward

  /// From an input of `width` activations, a step of which stands for `scale`.
  void read(ModelReader& reader, const std::string& name, std::size_t width, float scale) {
    units = reader.weights(name + ".forward.recurrent", 0, 0).columns;
    if (!is_width(units)) return reader.fail("a layer has no multiple of 16 units");
    input.emplace_back(width, scale);
    for (const char* direction : {".forward.", ".backward."}) {
      input.back().add_gates(reader, name + direction + "input", name + direction + "bias", units);
      recurrents.emplace_back(units, unit_scale)
          .add_gates(reader, name + direction + "recurrent", "", units);
      recurrents.back().pack();
    }
    input.back().pack();
  }
};

/// Working space grows and never shrinks.
template <class Vector>
void at_least(Vector& vector, std::size_t size) {
  if (vector.size() < size) vector.resize(size);
}

}  // namespace faultline::nets
