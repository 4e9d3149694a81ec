#include "language/detail/encoder.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "language/detail/encoder_weights.h"
#include "language/detail/trees.h"
#include "nets/form_cache.h"

namespace faultline::language::detail {

using nets::block_rows;
using nets::FormCache;
using nets::LstmSequence;
using nets::most_sequences;

/// What one thread needs while it reads; grows to the longest sentence.
struct Workspace {
  FormCache cache;
  AlignedVector<float> input;         // [words + 1][8 * units]
  AlignedVector<float> heads;         // [words + 1][rows of all heads]
  AlignedVector<float> arcs;          // [words + 1][stride]
  AlignedVector<float> columns;       // [arc width][stride]
  AlignedVector<float> products;      // [words + 1][arc rows]
  AlignedVector<float> labels;        // [3][words][relations]
  AlignedVector<std::uint8_t> lower;  // states of the first layer
  AlignedVector<std::uint8_t> upper;
  AlignedVector<std::uint8_t> words;  // the words' own vectors; a root's are unused
  AlignedVector<std::uint8_t> small;  // quantised inputs of heads
  AlignedVector<float> cells;
  AlignedVector<float> vector;
};

namespace {

constexpr float impossible = -std::numeric_limits<float>::infinity();

Workspace& workspace() {
  thread_local Workspace space;
  return space;
}

template <class Vector>
void at_least(Vector& vector, std::size_t size) {
  if (vector.size() < size) vector.resize(size);
}

std::size_t best_of(const float* scores, std::size_t count) {
  return static_cast<std::size_t>(std::max_element(scores, scores + count) - scores);
}

}  // namespace

void Encoder::Weights::encode(std::span<const Forms> sentences, Workspace& space) const {
  std::size_t length = 0;  // with the roots
  for (const Forms& forms : sentences) length += forms.size() + 1;
  const std::size_t gates = 8 * units;
  const std::size_t states = 2 * units;
  at_least(space.input, length * gates);
  at_least(space.lower, length * states);
  at_least(space.upper, length * states);
  at_least(space.words, length * width);
  at_least(space.cells, states * most_sequences);
  at_least(space.vector, std::max(width, arc_width));
  at_least(space.small, std::max(width, (most_words + 1) * 3 * arc_width));
  // A word's place in the cache: what it adds to the gates, then the bytes of its vector.
  space.cache.belong_to(id, gates + (width + sizeof(float) - 1) / sizeof(float));
  float* row = space.input.data();
  std::uint8_t* word = space.words.data();
  for (const Forms& forms : sentences) {
    row = std::copy(root_input.begin(), root_input.end(), row);
    word += width;
    for (const std::string_view form : forms) {
      const std::uint64_t key = XXH3_64bits(form.data(), form.size());
      const float* const known = space.cache.find(key, [&](float* to) {
        tables.look_up(form, space.vector.data());
        kernels->quantise(space.vector.data(), width, 1.0F / vector_scale, space.small.data());
        kernels->multiply(inputs[0].view(), space.small.data(), width, 1, to, gates);
        std::memcpy(to + gates, space.small.data(), width);
      });
      row = std::copy_n(known, gates, row);
      std::memcpy(word, known + gates, width);
      word += width;
    }
  }
  const auto run = [&](std::size_t layer, AlignedVector<std::uint8_t>& out) {
    std::array<LstmSequence, most_sequences> sequences;
    std::size_t begin = 0;
    for (std::size_t s = 0; s < sentences.size(); ++s) {
      const std::size_t own = sentences[s].size() + 1;
      sequences[s] = {&space.input[begin * gates], &out[begin * states], own};
      begin += own;
    }
    kernels->lstm(recurrents[2 * layer].view(), recurrents[2 * layer + 1].view(), units,
                  sequences.data(), sentences.size(), space.cells.data());
  };
  run(0, space.lower);
  kernels->multiply(inputs[1].view(), space.lower.data(), states, length, space.input.data(),
                    gates);
  run(1, space.upper);
  const std::size_t head_rows = heads[0].rows();
  at_least(space.heads, length * head_rows);
  kernels->multiply(heads[0].view(), space.upper.data(), states, length, space.heads.data(),
                    head_rows);
}

void Encoder::Weights::find_arcs(const float* numbers, std::size_t words, Workspace& space,
                                 std::vector<std::uint16_t>& found) const {
  const std::size_t length = words + 1;
  const std::size_t head_rows = heads[0].rows();
  const std::size_t stride = (length + block_rows - 1) / block_rows * block_rows;
  const std::size_t arc_rows = arcs[0].rows();
  at_least(space.products, length * arc_rows);
  at_least(space.columns, arc_width * stride);
  at_least(space.arcs, length * stride);
  found.resize(words);
  for (std::size_t i = 0; i < length; ++i) {
    kernels->quantise_positive(numbers + i * head_rows + rows.arc_head, arc_width,
                               1.0F / arc_head_scale, &space.small[i * arc_width]);
  }
  kernels->multiply(arcs[0].view(), space.small.data(), arc_width, length, space.products.data(),
                    arc_rows);
  for (std::size_t k = 0; k < arc_width; ++k) {
    float* const column = &space.columns[k * stride];
    for (std::size_t i = 0; i < length; ++i) column[i] = space.products[i * arc_rows + k];
    std::fill(column + length, column + stride, 0.0F);
  }
  for (std::size_t word = 1; word < length; ++word) {
    const float* const own = numbers + word * head_rows + rows.arc_dependent;
    for (std::size_t k = 0; k < arc_width; ++k) space.vector[k] = std::max(own[k], 0.0F);
    float* const scores = &space.arcs[word * stride];
    const float* const away = &distance[most_words + 1 - word];
    for (std::size_t head = 0; head < length; ++head) {
      scores[head] = space.products[head * arc_rows + arc_width] + away[head];
    }
    std::fill(scores + length, scores + stride, 0.0F);
    kernels->add_products(space.vector.data(), arc_width, space.columns.data(), stride, stride,
                          scores);
    scores[word] = impossible;
    std::fill(scores + length, scores + stride, impossible);
    found[word - 1] = static_cast<std::uint16_t>(kernels->first_largest(scores, stride));
  }
  make_tree(space.arcs.data(), stride, found);
}

void Encoder::Weights::find_relations(const float* numbers, std::size_t words, Workspace& space,
                                      SentenceReading& reading) const {
  const std::size_t head_rows = heads[0].rows();
  const std::size_t label_rows = labels[0].rows();
  const std::size_t part = words * arc_width;
  at_least(space.labels, 3 * words * label_rows);
  for (std::size_t word = 0; word < words; ++word) {
    const float* const head = numbers + reading.heads[word] * head_rows + rows.label_head;
    const float* const own = numbers + (word + 1) * head_rows + rows.label_dependent;
    for (std::size_t k = 0; k < arc_width; ++k) {
      space.vector[k] = std::max(head[k], 0.0F) * std::max(own[k], 0.0F);
    }
    std::uint8_t* const small = &space.small[word * arc_width];
    kernels->quantise_positive(head, arc_width, 1.0F / label_head_scale, small);
    kernels->quantise_positive(own, arc_width, 1.0F / label_dependent_scale, small + part);
    kernels->quantise_positive(space.vector.data(), arc_width, 1.0F / label_product_scale,
                               small + 2 * part);
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    kernels->multiply(labels[i].view(), &space.small[i * part], arc_width, words,
                      &space.labels[i * words * label_rows], label_rows);
  }
  reading.relations.resize(words);
  for (std::size_t word = 0; word < words; ++word) {
    if (reading.heads[word] == 0) {
      reading.relations[word] = static_cast<std::uint8_t>(root_relation);
      continue;
    }
    float* const scores = &space.labels[word * label_rows];
    const float* const second = scores + words * label_rows;
    const float* const third = second + words * label_rows;
    for (std::size_t r = 0; r < relations.size(); ++r) scores[r] += second[r] + third[r];
    scores[root_relation] = impossible;
    reading.relations[word] = static_cast<std::uint8_t>(best_of(scores, relations.size()));
  }
}

Encoder::Encoder(std::unique_ptr<const Weights> weights) : weights_(std::move(weights)) {}
Encoder::Encoder(Encoder&&) noexcept = default;
Encoder& Encoder::operator=(Encoder&&) noexcept = default;
Encoder::~Encoder() = default;

Result<Encoder> Encoder::load(std::string_view bytes, const std::string& name,
                              const Kernels& kernels) {
  const auto file = ModelFile::read(bytes, name);
  if (!file) return tl::unexpected(file.error());
  static std::atomic<std::uint64_t> count{0};
  auto weights = std::make_unique<Weights>(kernels);
  weights->id = ++count;
  if (const auto read = weights->read(*file); !read) return tl::unexpected(read.error());
  return Encoder(std::move(weights));
}

void Encoder::Weights::decode(std::size_t row, std::size_t words, Workspace& space,
                              SentenceReading& reading) const {
  const std::size_t head_rows = heads[0].rows();
  const float* const numbers = &space.heads[row * head_rows];
  const auto classify = [&](std::size_t first, std::size_t count, auto& to) {
    to.resize(count == 0 ? 0 : words);
    for (std::size_t i = 0; i < to.size(); ++i) {
      const std::size_t best = best_of(numbers + (i + 1) * head_rows + first, count);
      to[i] = static_cast<std::remove_reference_t<decltype(to[i])>>(best);
    }
  };
  classify(rows.upos, upos.size(), reading.upos);
  classify(rows.xpos, xpos.size(), reading.xpos);
  classify(rows.features, features.size(), reading.features);
  classify(rows.lemmas, lemmas.size(), reading.lemmas);
  bio[0].decode(numbers + head_rows + rows.names, head_rows, words, reading.names,
                reading.name_confidences);
  find_arcs(numbers, words, space, reading.heads);
  find_relations(numbers, words, space, reading);
  copy_states(row + 1, words, space, reading.states);
}

void Encoder::Weights::copy_states(std::size_t row, std::size_t words, const Workspace& space,
                                   std::vector<std::uint8_t>& states) const {
  const std::size_t layer = 2 * units;
  states.resize(words * (2 * layer + width));
  std::uint8_t* to = states.data();
  for (std::size_t i = row; i < row + words; ++i) {
    to = std::copy_n(&space.upper[i * layer], layer, to);
    to = std::copy_n(&space.lower[i * layer], layer, to);
    to = std::copy_n(&space.words[i * width], width, to);
  }
}

void Encoder::read(std::span<const std::span<const std::string_view>> sentences,
                   std::span<SentenceReading> readings) const {
  Workspace& space = workspace();
  for (std::size_t first = 0; first < sentences.size(); first += most_at_once) {
    const auto some = sentences.subspan(first, std::min(most_at_once, sentences.size() - first));
    weights_->encode(some, space);
    std::size_t row = 0;
    for (std::size_t s = 0; s < some.size(); ++s) {
      weights_->decode(row, some[s].size(), space, readings[first + s]);
      row += some[s].size() + 1;
    }
  }
}

std::size_t Encoder::width() const { return 4 * weights_->units + weights_->width; }
std::span<const std::string> Encoder::upos_labels() const { return weights_->upos; }
std::span<const std::string> Encoder::xpos_labels() const { return weights_->xpos; }
std::span<const std::string> Encoder::feature_labels() const { return weights_->features; }
std::span<const std::string> Encoder::lemma_labels() const { return weights_->lemmas; }
std::span<const std::string> Encoder::relation_labels() const { return weights_->relations; }
std::span<const std::string> Encoder::name_labels() const { return weights_->names; }
const std::string& Encoder::version() const { return weights_->version; }

}  // namespace faultline::language::detail
