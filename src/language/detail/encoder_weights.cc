#include "language/detail/encoder_weights.h"

#include <algorithm>
#include <cmath>

#include "language/detail/word_rows.h"

namespace faultline::language::detail {

using nets::block_rows;
using nets::largest_activation;
namespace {

constexpr std::size_t most_units = 512;
constexpr float unit_scale = 1.0F / largest_activation;  // of the units' activations

bool is_width(std::size_t count) {
  return count > 0 && count % block_rows == 0 && count <= most_units;
}

void add_row(const Tensor<std::int8_t>& table, const Tensor<float>& scale, std::size_t row,
             float* sum) {
  const std::span<const std::int8_t> values = table.row(row);
  const float by = scale.values[row];
  for (std::size_t i = 0; i < values.size(); ++i) sum[i] += by * static_cast<float>(values[i]);
}

}  // namespace

const std::uint64_t* WordTables::find(std::uint64_t hash) const {
  const auto found = std::lower_bound(hashes.values.begin(), hashes.values.end(), hash);
  return found != hashes.values.end() && *found == hash ? &*found : nullptr;
}

void WordTables::look_up(std::string_view form, float* vector) const {
  const WordRows rows = word_rows(form);
  const std::size_t width = gain.rows;
  // The tables are larger than the caches; all rows are asked for before the first is used.
  for (std::size_t table = 0; table < hashed_tables; ++table) {
    const std::size_t row = table * rows_per_table + rows.hashed[table];
    for (std::size_t i = 0; i < width; i += 64) __builtin_prefetch(&hashed.values[row * width + i]);
    __builtin_prefetch(&hashed_scale.values[row]);
  }
  std::fill_n(vector, width, 0.0F);
  const std::uint64_t* word = find(rows.word);
  if (word == nullptr) word = find(rows.without_digits);
  if (word != nullptr) {
    add_row(words, words_scale, static_cast<std::size_t>(word - hashes.values.data()), vector);
  } else if (!unknown.values.empty()) {
    for (std::size_t i = 0; i < width; ++i) vector[i] += unknown.values[i];
  }
  for (std::size_t table = 0; table < hashed_tables; ++table) {
    add_row(hashed, hashed_scale, table * rows_per_table + rows.hashed[table], vector);
  }
  for (std::size_t bit = 0; bit < lexicon.rows; ++bit) {
    if ((rows.lexicon >> bit & 1u) != 0) add_row(lexicon, lexicon_scale, bit, vector);
  }
  // Its sums are taken in this order on every machine.
  float mean = 0;
  for (std::size_t i = 0; i < width; ++i) mean += vector[i];
  mean /= static_cast<float>(width);
  float variance = 0;
  for (std::size_t i = 0; i < width; ++i) variance += (vector[i] - mean) * (vector[i] - mean);
  variance /= static_cast<float>(width);
  const float factor = 1.0F / std::sqrt(variance + 1e-5F);
  for (std::size_t i = 0; i < width; ++i) {
    vector[i] = (vector[i] - mean) * factor * gain.values[i] + bias.values[i];
  }
}

void Encoder::Weights::read_labels(const ModelFile& file, ModelReader& reader) {
  const auto take = [&file](std::string_view list, std::vector<std::string>& to) {
    const auto labels_of = file.labels(list);
    to.assign(labels_of.begin(), labels_of.end());
  };
  take("upos", upos);
  take("xpos", xpos);
  take("feats", features);
  take("lemma", lemmas);
  take("deprel", relations);
  take("names", names);
  version = file.version();
  constexpr std::size_t most_small = 256;
  for (const auto* list : {&upos, &xpos, &relations, &names}) {
    if (list->empty() || list->size() > most_small) {
      return reader.fail("a list of its labels is empty or too long");
    }
  }
  const auto root = std::find(relations.begin(), relations.end(), "root");
  if (root == relations.end()) return reader.fail("its relations lack \"root\"");
  root_relation = static_cast<std::size_t>(root - relations.begin());
}

void Encoder::Weights::read_tables(ModelReader& reader) {
  tables.gain = reader.numbers("norm.gain", 0, 1);
  width = tables.gain.rows;
  if (!is_width(width)) return reader.fail("the width of its vectors is no multiple of 16");
  tables.bias = reader.numbers("norm.bias", width, 1);
  tables.hashes = reader.hashes("words.hash", 0, 1);
  const std::size_t words = tables.hashes.rows;
  tables.words = reader.small("words.row", words, width);
  tables.words_scale = reader.numbers("words.row.scale", words, 1);
  constexpr std::size_t hashed_rows = hashed_tables * rows_per_table;
  tables.hashed = reader.small("hashed.row", hashed_rows, width);
  tables.hashed_scale = reader.numbers("hashed.row.scale", hashed_rows, 1);
  tables.lexicon = reader.small("lexicon.row", 0, width);
  if (tables.lexicon.rows > 32) return reader.fail("it has more than 32 rows for the lexicon");
  tables.lexicon_scale = reader.numbers("lexicon.row.scale", tables.lexicon.rows, 1);
  if (reader.has("words.unknown")) tables.unknown = reader.numbers("words.unknown", width, 1);
  vector_scale = reader.activation_scale("vector");
}

void Encoder::Weights::read_layers(ModelReader& reader) {
  units = reader.weights("lstm.0.forward.recurrent", 0, 0).columns;
  const auto root = reader.numbers("root", width, 1);
  if (!is_width(units)) return reader.fail("its layers have no multiple of 16 units");
  for (std::size_t layer = 0; layer < encoder_layers; ++layer) {
    inputs.emplace_back(layer == 0 ? width : 2 * units, layer == 0 ? vector_scale : unit_scale);
    for (const char* direction : {"forward", "backward"}) {
      const std::string name = "lstm." + std::to_string(layer) + "." + direction + ".";
      inputs.back().add_gates(reader, name + "input", name + "bias", units);
      recurrents.emplace_back(units, unit_scale).add_gates(reader, name + "recurrent", "", units);
      recurrents.back().pack();
    }
    inputs.back().pack();
  }
  if (reader.error()) return;
  const AlignedVector<float> vector(root.values.begin(), root.values.end());
  AlignedVector<std::uint8_t> small(width);
  kernels->quantise(vector.data(), width, 1.0F / vector_scale, small.data());
  root_input.resize(8 * units);
  kernels->multiply(inputs[0].view(), small.data(), width, 1, root_input.data(), 8 * units);
}

void Encoder::Weights::read_heads(ModelReader& reader) {
  PackedMatrix& all = heads.emplace_back(2 * units, unit_scale);
  const auto add = [&](const std::string& name, std::size_t count) {
    const std::size_t row = all.rows();
    all.add(reader, name, count);
    return row;
  };
  rows.upos = add("upos", upos.size());
  rows.xpos = add("xpos", xpos.size());
  rows.names = add("names", names.size());
  if (!features.empty()) rows.features = add("feats", features.size());
  if (!lemmas.empty()) rows.lemmas = add("lemma", lemmas.size());
  all.fill_block();
  rows.arc_head = add("arc.head", 0);
  arc_width = all.rows() - rows.arc_head;
  if (!is_width(arc_width)) return reader.fail("its heads for arcs are no multiple of 16 wide");
  rows.arc_dependent = add("arc.dependent", arc_width);
  rows.label_head = add("label.head", arc_width);
  rows.label_dependent = add("label.dependent", arc_width);
  all.pack();
}

void Encoder::Weights::read_trees(ModelReader& reader) {
  arc_head_scale = reader.activation_scale("arc.head");
  label_head_scale = reader.activation_scale("label.head");
  label_dependent_scale = reader.activation_scale("label.dependent");
  label_product_scale = reader.activation_scale("label.product");
  PackedMatrix& arc = arcs.emplace_back(arc_width, arc_head_scale);
  arc.add(reader, "arc.bilinear", arc_width);
  arc.add(reader, "arc.head_bias", 1);
  arc.pack();
  std::size_t column = 0;
  for (const float scale : {label_head_scale, label_dependent_scale, label_product_scale}) {
    labels.emplace_back(arc_width, scale)
        .add(reader, "label", relations.size(), column, 3 * arc_width);
    labels.back().pack();
    column += arc_width;
  }
  const auto read = reader.numbers("arc.distance", 0, 1);
  if (reader.error()) return;
  if (read.rows % 2 == 0) return reader.fail("its distances have no middle");
  const auto farthest = static_cast<std::ptrdiff_t>(read.rows / 2);
  constexpr auto most = static_cast<std::ptrdiff_t>(most_words + 1);
  for (std::ptrdiff_t away = -most; away <= most; ++away) {
    const std::ptrdiff_t nearer = std::clamp(away, -farthest, farthest);
    distance.push_back(read.values[static_cast<std::size_t>(nearer + farthest)]);
  }
}

void Encoder::Weights::read_names(ModelReader& reader) {
  const std::size_t tags = names.size();
  const auto transition = reader.numbers("names.transition", tags, tags);
  const auto start =
      reader.has("names.start") ? reader.numbers("names.start", tags, 1) : Tensor<float>();
  if (!reader.error()) bio.emplace_back(names, transition.values, start.values);
}

Result<std::monostate> Encoder::Weights::read(const ModelFile& file) {
  ModelReader reader(file);
  read_labels(file, reader);
  for (const auto step : {&Weights::read_tables, &Weights::read_layers, &Weights::read_heads,
                          &Weights::read_trees, &Weights::read_names}) {
    if (!reader.error()) (this->*step)(reader);
  }
  if (reader.error()) return tl::unexpected(*reader.error());
  return std::monostate();
}

}  // namespace faultline::language::detail
