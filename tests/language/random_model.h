#pragma once
// A file of an encoder with random weights, small enough for tests.

#include <cstddef>
#include <cstdint>
#include <string>

#include "nets/model_builder.h"

namespace faultline::language {

struct RandomModelOptions {
  std::uint32_t seed = 1;
  std::size_t width = 32;
  std::size_t units = 32;
  std::size_t arc_width = 16;
  std::string format = "1";
  std::string left_out = {};  // a tensor that the file lacks
  int largest_weight = 63;    // of the matrices
};

using nets::ModelBytes;

[[nodiscard]] ModelBytes random_model(const RandomModelOptions& options = {});

}  // namespace faultline::language
