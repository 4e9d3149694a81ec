#pragma once
// Files of tensors with random numbers, small enough for tests.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::nets {

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

struct ModelOptions {
  std::uint32_t seed = 1;
  std::string format = "1";
  std::string labels = {};    // as JSON, without the braces around
  std::string left_out = {};  // a tensor that the file lacks
  int largest_weight = 63;    // of the matrices
};

class ModelBuilder {
 public:
  explicit ModelBuilder(ModelOptions options);

  /// Whole numbers, and "NAME.scale".
  void weights(const std::string& name, std::size_t rows, std::size_t columns);
  void numbers(const std::string& name, std::size_t rows, std::size_t columns, float from,
               float to);
  /// "NAME.weight" and "NAME.bias".
  void matrix(const std::string& name, std::size_t rows, std::size_t columns);
  /// Both directions of a recurrent layer: "NAME.forward.input" ...
  void layer(const std::string& name, std::size_t units, std::size_t columns);
  void hashes(const std::string& name, const std::vector<std::uint64_t>& values);
  [[nodiscard]] ModelBytes file() const;

 private:
  void add(const std::string& name, std::string_view type, std::size_t rows, std::size_t columns,
           const std::string& bytes);

  ModelOptions options_;
  std::mt19937 random_;
  std::string tensors_;
  std::string body_;
};

}  // namespace faultline::nets
