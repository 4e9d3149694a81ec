#pragma once
// The encoder's weights as they are used: tables that stay in the file, matrices in the kernels'
// order.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "language/detail/encoder.h"
#include "nets/bio.h"
#include "nets/kernels.h"
#include "nets/model_file.h"
#include "nets/packed_matrix.h"

namespace faultline::language::detail {

using nets::AlignedVector;
using nets::BioModel;
using nets::Kernels;
using nets::ModelFile;
using nets::ModelReader;
using nets::PackedMatrix;
using nets::Tensor;

inline constexpr std::size_t encoder_layers = 2;

/// The tables that a word's vector is the sum of.
struct WordTables {
  Tensor<std::uint64_t> hashes;  // of the known words, ascending
  Tensor<std::int8_t> words;
  Tensor<float> words_scale;
  Tensor<std::int8_t> hashed;
  Tensor<float> hashed_scale;
  Tensor<std::int8_t> lexicon;
  Tensor<float> lexicon_scale;
  Tensor<float> unknown;  // for words that are not known; may be empty
  Tensor<float> gain;
  Tensor<float> bias;

  /// The vector of `form` with a mean of 0 and a variance of 1, times gain, plus bias.
  void look_up(std::string_view form, float* vector) const;

 private:
  [[nodiscard]] const std::uint64_t* find(std::uint64_t hash) const;
};

/// Where the rows of each head begin in the product of all heads with a word's states.
struct HeadRows {
  std::size_t upos = 0, xpos = 0, names = 0, features = 0, lemmas = 0;
  std::size_t arc_head = 0, arc_dependent = 0, label_head = 0, label_dependent = 0;
};

struct Workspace;

struct Encoder::Weights {
  explicit Weights(const Kernels& used) : kernels(&used) {}
  [[nodiscard]] Result<std::monostate> read(const ModelFile& file);

  using Forms = std::span<const std::string_view>;
  /// Fills the workspace with the states and the numbers of all heads, for the root and the words
  /// of each sentence in turn.
  void encode(std::span<const Forms> sentences, Workspace& space) const;
  /// Fills the reading of the sentence of which the root stands at `row` of the workspace.
  void decode(std::size_t row, std::size_t words, Workspace& space, SentenceReading& reading) const;
  /// The states of `words` words that begin at `row` of the workspace.
  void copy_states(std::size_t row, std::size_t words, const Workspace& space,
                   std::vector<std::uint8_t>& states) const;
  void find_arcs(const float* numbers, std::size_t words, Workspace& space,
                 std::vector<std::uint16_t>& found) const;
  void find_relations(const float* numbers, std::size_t words, Workspace& space,
                      SentenceReading& reading) const;

  const Kernels* kernels;
  std::uint64_t id = 0;  // tells encoders apart in caches
  std::string version;
  std::vector<std::string> upos, xpos, features, lemmas, relations, names;
  std::size_t units = 0;      // of one direction
  std::size_t width = 0;      // of a word's vector
  std::size_t arc_width = 0;  // of the heads for arcs and labels
  std::size_t root_relation = 0;
  float vector_scale = 1;
  float arc_head_scale = 1;
  float label_head_scale = 1;
  float label_dependent_scale = 1;
  float label_product_scale = 1;
  WordTables tables;
  AlignedVector<float> root_input;       // what the root adds to the first layer's gates
  std::vector<PackedMatrix> inputs;      // by layer, both directions below each other
  std::vector<PackedMatrix> recurrents;  // by layer and direction
  std::vector<PackedMatrix> heads;       // one: all heads below each other
  HeadRows rows;                         // in it
  std::vector<PackedMatrix> arcs;    // one: the bilinear form and, as its last row, the heads' bias
  std::vector<PackedMatrix> labels;  // three: for the head, for the dependent, for their product
  AlignedVector<float> distance;     // [most_words + 1 + head - dependent]
  std::vector<BioModel> bio;         // one

 private:
  void read_labels(const ModelFile& file, ModelReader& reader);
  void read_tables(ModelReader& reader);
  void read_layers(ModelReader& reader);
  void read_heads(ModelReader& reader);
  void read_trees(ModelReader& reader);
  void read_names(ModelReader& reader);
};

}  // namespace faultline::language::detail
