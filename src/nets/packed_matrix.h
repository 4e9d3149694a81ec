#pragma once
// Matrices of a model file in the order in which the kernels read them.

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <string>
#include <vector>

#include "nets/kernels.h"
#include "nets/model_file.h"

namespace faultline::nets {

/// Memory that begins at a multiple of 64 bytes.
template <class Value>
struct AlignedAllocator {
  using value_type = Value;
  AlignedAllocator() = default;
  template <class Other>
  explicit AlignedAllocator(const AlignedAllocator<Other>&) {}
  [[nodiscard]] Value* allocate(std::size_t count) {
    return static_cast<Value*>(::operator new(count * sizeof(Value), std::align_val_t{64}));
  }
  void deallocate(Value* begin, std::size_t) { ::operator delete(begin, std::align_val_t{64}); }
  friend bool operator==(const AlignedAllocator&, const AlignedAllocator&) { return true; }
};
template <class Value>
using AlignedVector = std::vector<Value, AlignedAllocator<Value>>;

/// Owns what a MatrixView refers to. Rows are added below each other, all with the same number of
/// columns and the same scale of activations.
class PackedMatrix {
 public:
  /// `activation_scale`: what an activation of 1 above zero_activation stands for.
  PackedMatrix(std::size_t columns, float activation_scale);

  /// Adds the rows of NAME.weight (or of NAME, if there is no such tensor) with NAME.bias, if there
  /// is one; 0 rows: any number. Of its columns those from `first_column` on.
  void add(ModelReader& reader, const std::string& name, std::size_t rows,
           std::size_t first_column = 0, std::size_t all_columns = 0);
  /// The same with the gates of a recurrent layer, in the kernels' order and times
  /// their factors; `bias` may be empty.
  void add_gates(ModelReader& reader, const std::string& weight, const std::string& bias,
                 std::size_t units);
  /// Adds empty rows up to a multiple of 16.
  void fill_block();
  /// No rows can be added afterwards.
  void pack();

  [[nodiscard]] MatrixView view() const;
  [[nodiscard]] std::size_t rows() const { return scale_.size(); }  // a multiple of 16 once packed

 private:
  void add_row(std::span<const std::int8_t> weights, float scale, float bias);

  std::size_t columns_;
  float activation_scale_;
  std::vector<std::int8_t> rows_;
  AlignedVector<std::int8_t> packed_;
  AlignedVector<std::int32_t> start_;
  AlignedVector<float> scale_;
  AlignedVector<float> bias_;
};

}  // namespace faultline::nets
