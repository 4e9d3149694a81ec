#include "language/random_model.h"

#include <fmt/core.h>
#include <xxhash.h>

#include <cstring>
#include <random>

namespace faultline::language {
namespace {

constexpr std::size_t alignment = 64;

std::string padded(std::string bytes) {
  bytes.resize((bytes.size() + alignment - 1) / alignment * alignment);
  return bytes;
}

class Builder {
 public:
  explicit Builder(const RandomModelOptions& options) : options_(options), random_(options.seed) {}

  void weights(const std::string& name, std::size_t rows, std::size_t columns) {
    std::string bytes;
    std::uniform_int_distribution<int> weight(-options_.largest_weight, options_.largest_weight);
    for (std::size_t i = 0; i < rows * columns; ++i) {
      bytes.push_back(static_cast<char>(static_cast<std::int8_t>(weight(random_))));
    }
    add(name, "i8", rows, columns, bytes);
    numbers(name + ".scale", rows, 1, 0.002F, 0.01F);
  }

  void numbers(const std::string& name, std::size_t rows, std::size_t columns, float from,
               float to) {
    std::string bytes;
    std::uniform_real_distribution<float> number(from, to);
    for (std::size_t i = 0; i < rows * columns; ++i) {
      const float value = number(random_);
      bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    add(name, "f32", rows, columns, bytes);
  }

  void hashes(const std::string& name, const std::vector<std::uint64_t>& values) {
    add(name, "u64", values.size(), 1,
        std::string(reinterpret_cast<const char*>(values.data()), values.size() * 8));
  }

  ModelBytes file() const {
    const std::string header = fmt::format(
        R"({{"format":{},"version":"random {}","xxh3":"{:016x}","tensors":[{}],"labels":{{)"
        R"("upos":["NOUN","VERB","PUNCT"],"xpos":["NN","VBZ",".","NNP"],)"
        R"("deprel":["nsubj","root","punct","obj"],"names":["O","B-PER","I-PER","B-LOC","I-LOC"]}}}})",
        options_.format, options_.seed, XXH3_64bits(body_.data(), body_.size()), tensors_);
    std::string bytes = "FLTENC01";
    const auto length = static_cast<std::uint32_t>(header.size());
    bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
    return ModelBytes(padded(bytes + header) + body_);
  }

 private:
  void add(const std::string& name, std::string_view type, std::size_t rows, std::size_t columns,
           const std::string& bytes) {
    if (name == options_.left_out) return;
    tensors_ += fmt::format(
        R"({}{{"name":"{}","type":"{}","shape":[{},{}],"offset":{},"bytes":{}}})",
        tensors_.empty() ? "" : ",", name, type, rows, columns, body_.size(), bytes.size());
    body_ += padded(bytes);
  }

  const RandomModelOptions& options_;
  std::mt19937 random_;
  std::string tensors_;
  std::string body_;
};

void add_matrix(Builder& builder, const std::string& name, std::size_t rows, std::size_t columns) {
  builder.weights(name + ".weight", rows, columns);
  builder.numbers(name + ".bias", rows, 1, -0.5F, 0.5F);
}

}  // namespace

ModelBytes::ModelBytes(std::string_view bytes)
    : memory_(std::make_unique<char[]>(bytes.size() + alignment)), size_(bytes.size()) {
  const auto address = reinterpret_cast<std::uintptr_t>(memory_.get());
  begin_ = memory_.get() + (alignment - address % alignment) % alignment;
  std::memcpy(begin_, bytes.data(), bytes.size());
}

ModelBytes random_model(const RandomModelOptions& options) {
  Builder builder(options);
  const std::size_t states = 2 * options.units;
  builder.hashes("words.hash", {1, 1u << 20, std::uint64_t{1} << 40, std::uint64_t{1} << 63});
  builder.weights("words.row", 4, options.width);
  builder.weights("hashed.row", std::size_t{8} * 8192, options.width);
  builder.weights("lexicon.row", 24, options.width);
  builder.numbers("norm.gain", options.width, 1, 0.5F, 1.5F);
  builder.numbers("norm.bias", options.width, 1, -0.5F, 0.5F);
  builder.numbers("root", options.width, 1, -1.0F, 1.0F);
  for (int layer = 0; layer < 2; ++layer) {
    for (const char* direction : {"forward", "backward"}) {
      const std::string name = fmt::format("lstm.{}.{}.", layer, direction);
      builder.weights(name + "input", 4 * options.units, layer == 0 ? options.width : states);
      builder.weights(name + "recurrent", 4 * options.units, options.units);
      builder.numbers(name + "bias", 4 * options.units, 1, -1.0F, 1.0F);
    }
  }
  add_matrix(builder, "upos", 3, states);
  add_matrix(builder, "xpos", 4, states);
  add_matrix(builder, "names", 5, states);
  builder.numbers("names.transition", 5, 5, -1.0F, 1.0F);
  for (const char* name : {"arc.head", "arc.dependent", "label.head", "label.dependent"}) {
    add_matrix(builder, name, options.arc_width, states);
  }
  builder.weights("arc.bilinear", options.arc_width, options.arc_width);
  builder.weights("arc.head_bias", 1, options.arc_width);
  builder.numbers("arc.distance", 67, 1, -1.0F, 1.0F);
  add_matrix(builder, "label", 4, 3 * options.arc_width);
  for (const char* name :
       {"vector", "arc.head", "label.head", "label.dependent", "label.product"}) {
    builder.numbers(fmt::format("activation.scale.{}", name), 1, 1, 0.02F, 0.03F);
  }
  return builder.file();
}

}  // namespace faultline::language
