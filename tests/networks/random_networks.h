#pragma once
// Small networks drawn by RapidCheck.

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "networks/network.h"

namespace faultline::networks {

/// A number of [low, high), each as likely from the first example on: RapidCheck's own begin small.
template <class Number>
Number drawn(Number low, Number high) {
  return *rc::gen::resize(100, rc::gen::inRange<Number>(low, high));
}

/// Up to `most` nodes (of TwoMode: rows and columns each), weights of -3 .. 3 without 0, some
/// halves.
inline Network random_network(Shape shape, std::uint32_t most = 9) {
  Network network;
  network.shape = shape;
  const auto rows = drawn<std::uint32_t>(0, most + 1);
  for (std::uint32_t row = 0; row < rows; ++row) network.rows.push_back("r" + std::to_string(row));
  std::uint32_t columns = rows;
  if (shape == Shape::TwoMode) {
    columns = drawn<std::uint32_t>(0, most + 1);
    for (std::uint32_t column = 0; column < columns; ++column)
      network.columns.push_back("c" + std::to_string(column));
  }
  const int density = drawn(0, 11);
  for (std::uint32_t from = 0; from < rows; ++from) {
    for (std::uint32_t to = shape == Shape::OneMode ? from + 1 : 0; to < columns; ++to) {
      if (shape != Shape::TwoMode && from == to) continue;
      if (drawn(0, 10) >= density) continue;
      const int weight = drawn(-6, 6);
      network.edges.push_back({from, to, (weight < 0 ? weight : weight + 1) / 2.0});
    }
  }
  return network;
}

}  // namespace faultline::networks
