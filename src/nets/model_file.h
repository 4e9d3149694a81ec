#pragma once
// A file of tensors: "FLTENC01", the length of its header, the header as JSON, then the numbers.
// docs/decisions/0005-encoder-file.md describes it.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace faultline::nets {

/// A file of the file system, mapped into memory for reading.
class MappedFile {
 public:
  /// NotFound if there is none, Io if it can't be read.
  [[nodiscard]] static Result<MappedFile> open(const std::filesystem::path& file);
  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  [[nodiscard]] std::string_view bytes() const { return {begin_, size_}; }

 private:
  const char* begin_ = nullptr;
  std::size_t size_ = 0;
};

/// Numbers of one kind in rows.
template <class Number>
struct Tensor {
  std::span<const Number> values;
  std::size_t rows = 0;
  std::size_t columns = 0;

  [[nodiscard]] std::span<const Number> row(std::size_t i) const {
    return values.subspan(i * columns, columns);
  }
};

/// Refers to the bytes that it was read from.
class ModelFile {
 public:
  /// Checks header, shapes and checksum. Unsupported for a newer format, Malformed for anything
  /// else; `name` is the file's, for the message. The bytes must begin at a multiple of 64.
  [[nodiscard]] static Result<ModelFile> read(std::string_view bytes, const std::string& name);

  /// Malformed if there is no such tensor, or of another type, or of another shape; 0 rows or
  /// columns stand for any number of them.
  [[nodiscard]] Result<Tensor<std::int8_t>> small(std::string_view tensor, std::size_t rows,
                                                  std::size_t columns) const;
  [[nodiscard]] Result<Tensor<float>> numbers(std::string_view tensor, std::size_t rows,
                                              std::size_t columns) const;
  [[nodiscard]] Result<Tensor<std::uint64_t>> hashes(std::string_view tensor, std::size_t rows,
                                                     std::size_t columns) const;
  [[nodiscard]] bool has(std::string_view tensor) const { return find(tensor) != nullptr; }
  /// Empty where the file has no such list.
  [[nodiscard]] std::span<const std::string> labels(std::string_view list) const;
  [[nodiscard]] const std::string& version() const { return version_; }
  /// An error about this file: `what` is wrong with it.
  [[nodiscard]] tl::unexpected<Error> malformed(std::string_view what) const;

 private:
  struct Entry {
    std::string name;
    std::string type;  // "i8", "f32", "u64", "json"
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::string_view bytes;
  };
  struct List {
    std::string name;
    std::vector<std::string> labels;
  };

  template <class Number>
  [[nodiscard]] Result<Tensor<Number>> typed(std::string_view tensor, std::string_view type,
                                             std::size_t rows, std::size_t columns) const;
  [[nodiscard]] const Entry* find(std::string_view tensor) const;
  [[nodiscard]] Result<std::monostate> read_header(std::string_view header, std::string_view body);
  // `header` is the parsed JSON; its type stays out of this header.
  [[nodiscard]] Result<std::monostate> read_tensors(const void* header, std::string_view body);
  [[nodiscard]] Result<std::monostate> read_labels(const void* header);

  std::string name_;  // of the file
  std::string version_;
  std::vector<Entry> entries_;
  std::vector<List> lists_;
};

/// Takes tensors out of a file until something is wrong; then gives empty ones and keeps the error,
/// so that it need be looked at only before something is made of them.
class ModelReader {
 public:
  explicit ModelReader(const ModelFile& file) : file_(file) {}

  /// Weights for the kernels: small enough that no sum overflows.
  Tensor<std::int8_t> weights(std::string_view tensor, std::size_t rows, std::size_t columns);
  Tensor<std::int8_t> small(std::string_view tensor, std::size_t rows, std::size_t columns);
  /// All of them finite.
  Tensor<float> numbers(std::string_view tensor, std::size_t rows, std::size_t columns);
  Tensor<std::uint64_t> hashes(std::string_view tensor, std::size_t rows, std::size_t columns);
  /// The one number of "activation.scale.NAME", above 0; 1 after an error.
  float activation_scale(std::string_view name);

  void fail(std::string_view what);
  [[nodiscard]] bool has(std::string_view tensor) const { return file_.has(tensor); }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  template <class Number>
  Tensor<Number> keep(Result<Tensor<Number>> found);

  const ModelFile& file_;
  std::optional<Error> error_;
};

}  // namespace faultline::nets
