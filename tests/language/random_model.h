#pragma once
// A file of an encoder with random weights, small enough for tests.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

/// Bytes that begin at a multiple of 64.
class ModelBytes {
 public:
  explicit ModelBytes(std::string_view bytes);
  [[nodiscard]] std::string_view view() const { return {begin_, size_}; }
  /// For damage.
  [[nodiscard]] char& operator[](std::size_t i) { return begin_[i]; }

 private:
  std::unique_ptr<char[]> memory_;
  char* begin_ = nullptr;
  std::size_t size_ = 0;
};

[[nodiscard]] ModelBytes random_model(const RandomModelOptions& options = {});

}  // namespace faultline::language
