#include "nets/model_builder.h"

#include <fmt/core.h>
#include <xxhash.h>

#include <cstring>
#include <utility>

namespace faultline::nets {
namespace {

constexpr std::size_t alignment = 64;

std::string padded(std::string bytes) {
  bytes.resize((bytes.size() + alignment - 1) / alignment * alignment);
  return bytes;
}

}  // namespace

ModelBytes::ModelBytes(std::string_view bytes)
    : memory_(std::make_unique<char[]>(bytes.size() + alignment)), size_(bytes.size()) {
  const auto address = reinterpret_cast<std::uintptr_t>(memory_.get());
  begin_ = memory_.get() + (alignment - address % alignment) % alignment;
  std::memcpy(begin_, bytes.data(), bytes.size());
}

ModelBuilder::ModelBuilder(ModelOptions options)
    : options_(std::move(options)), random_(options_.seed) {}

void ModelBuilder::weights(const std::string& name, std::size_t rows, std::size_t columns) {
  std::string bytes;
  std::uniform_int_distribution<int> weight(-options_.largest_weight, options_.largest_weight);
  for (std::size_t i = 0; i < rows * columns; ++i) {
    bytes.push_back(static_cast<char>(static_cast<std::int8_t>(weight(random_))));
  }
  add(name, "i8", rows, columns, bytes);
  numbers(name + ".scale", rows, 1, 0.002F, 0.01F);
}

void ModelBuilder::numbers(const std::string& name, std::size_t rows, std::size_t columns,
                           float from, float to) {
  std::string bytes;
  std::uniform_real_distribution<float> number(from, to);
  for (std::size_t i = 0; i < rows * columns; ++i) {
    const float value = number(random_);
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  add(name, "f32", rows, columns, bytes);
}

void ModelBuilder::matrix(const std::string& name, std::size_t rows, std::size_t columns) {
  weights(name + ".weight", rows, columns);
  numbers(name + ".bias", rows, 1, -0.5F, 0.5F);
}

void ModelBuilder::layer(const std::string& name, std::size_t units, std::size_t columns) {
  for (const char* direction : {".forward.", ".backward."}) {
    weights(name + direction + "input", 4 * units, columns);
    weights(name + direction + "recurrent", 4 * units, units);
    numbers(name + direction + "bias", 4 * units, 1, -1.0F, 1.0F);
  }
}

void ModelBuilder::hashes(const std::string& name, const std::vector<std::uint64_t>& values) {
  add(name, "u64", values.size(), 1,
      std::string(reinterpret_cast<const char*>(values.data()), values.size() * 8));
}

ModelBytes ModelBuilder::file() const {
  const std::string header = fmt::format(
      R"({{"format":{},"version":"random {}","xxh3":"{:016x}","tensors":[{}],"labels":{{{}}}}})",
      options_.format, options_.seed, XXH3_64bits(body_.data(), body_.size()), tensors_,
      options_.labels);
  std::string bytes = "FLTENC01";
  const auto length = static_cast<std::uint32_t>(header.size());
  bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
  return ModelBytes(padded(bytes + header) + body_);
}

void ModelBuilder::add(const std::string& name, std::string_view type, std::size_t rows,
                       std::size_t columns, const std::string& bytes) {
  if (name == options_.left_out) return;
  tensors_ += fmt::format(R"({}{{"name":"{}","type":"{}","shape":[{},{}],"offset":{},"bytes":{}}})",
                          tensors_.empty() ? "" : ",", name, type, rows, columns, body_.size(),
                          bytes.size());
  body_ += padded(bytes);
}

}  // namespace faultline::nets
