#include "language/detail/encoder.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <type_traits>
#include <utility>

#include "language/detail/encoder_weights.h"
#include "language/detail/form_cache.h"
#include "language/detail/trees.h"

namespace faultline::language::detail {

/// What one thread needs while it reads; grows to the longest sentence.
struct Workspace {
  FormCache cache;
  AlignedVector<float> input;     // [words + 1][8 * units]
  AlignedVector<float> heads;     // [words + 1][rows of all heads]
  AlignedVector<float> arcs;      // [words + 1][stride]
  AlignedVector<float> columns;   // [arc width][stride]
  AlignedVector<float> products;  // [words + 1][arc rows]
  AlignedVector<float> labels;    // [3][words][relations]
  AlignedVector<std::uint8_t> lower;  // states of the first layer
  AlignedVector<std::uint8_t> upper;
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

void Encoder::Weights::encode(std::span<const std::string_view> forms, Workspace& space) const {
  const std::size_t length = forms.size() + 1;  // with the root
  const std::size_t gates = 8 * units;
  const std::size_t states = 2 * units;
  at_least(space.input, length * gates);
  at_least(space.lower, length * states);
  at_least(space.upper, length * states);
  at_least(space.cells, states);
  at_least(space.vector, width);
  at_least(space.small, std::max(width, length * 3 * arc_width));
  space.cache.belong_to(id, gates);
  std::copy(root_input.begin(), root_input.end(), space.input.begin());
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const std::uint64_t key = XXH3_64bits(forms[i].data(), forms[i].size());
    const float* const row = space.cache.find(key, [&](float* to) {
      tables.look_up(forms[i], space.vector.data());
      kernels->quantise(space.vector.data(), width, 1.0F / vector_scale, space.small.data());
      kernels->multiply(inputs[0].view(), space.small.data(), width, 1, to, gates);
    });
    std::copy_n(row, gates, &space.input[(i + 1) * gates]);
  }
  const auto run = [&](std::size_t layer, AlignedVector<std::uint8_t>& out) {
    const LstmDirection forward{recurrents[2 * layer].view(), space.input.data(), out.data()};
    const LstmDirection backward{recurrents[2 * layer + 1].view(), space.input.data() + 4 * units,
                                 out.data() + units};
    kernels->lstm(forward, backward, units, length, gates, states, space.cells.data());
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

void Encoder::Weights::find_arcs(std::size_t words, Workspace& space,
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
    kernels->quantise_positive(&space.heads[i * head_rows + rows.arc_head], arc_width,
                               1.0F / arc_head_scale, &space.small[i * arc_width]);
  }
  kernels->multiply(arcs[0].view(), space.small.data(), arc_width, length, space.products.data(),
                    arc_rows);
  for (std::size_t k = 0; k < arc_width; ++k) {
    float* const column = &space.columns[k * stride];
    for (std::size_t i = 0; i < length; ++i) column[i] = space.products[i * arc_rows + k];
    std::fill(column + length, column + stride, 0.0F);
  }
  at_least(space.vector, arc_width);
  for (std::size_t word = 1; word < length; ++word) {
    const float* const own = &space.heads[word * head_rows + rows.arc_dependent];
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

void Encoder::Weights::find_relations(std::size_t words, Workspace& space,
                                      SentenceReading& reading) const {
  const std::size_t head_rows = heads[0].rows();
  const std::size_t label_rows = labels[0].rows();
  const std::size_t part = words * arc_width;
  at_least(space.labels, 3 * words * label_rows);
  at_least(space.vector, arc_width);
  for (std::size_t word = 0; word < words; ++word) {
    const float* const head = &space.heads[reading.heads[word] * head_rows + rows.label_head];
    const float* const own = &space.heads[(word + 1) * head_rows + rows.label_dependent];
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

void Encoder::read(std::span<const std::string_view> forms, SentenceReading& reading) const {
  const Weights& own = *weights_;
  Workspace& space = workspace();
  const std::size_t words = forms.size();
  own.encode(forms, space);
  const std::size_t head_rows = own.heads[0].rows();
  const auto classify = [&](std::size_t row, std::size_t count, auto& to) {
    to.resize(count == 0 ? 0 : words);
    for (std::size_t i = 0; i < to.size(); ++i) {
      const std::size_t best = best_of(&space.heads[(i + 1) * head_rows + row], count);
      to[i] = static_cast<std::remove_reference_t<decltype(to[i])>>(best);
    }
  };
  classify(own.rows.upos, own.upos.size(), reading.upos);
  classify(own.rows.xpos, own.xpos.size(), reading.xpos);
  classify(own.rows.features, own.features.size(), reading.features);
  classify(own.rows.lemmas, own.lemmas.size(), reading.lemmas);
  own.bio[0].decode(space.heads.data() + head_rows + own.rows.names, head_rows, words,
                    reading.names, reading.name_confidences);
  own.find_arcs(words, space, reading.heads);
  own.find_relations(words, space, reading);
  const std::size_t states = width();
  reading.states.assign(space.upper.begin() + static_cast<std::ptrdiff_t>(states),
                        space.upper.begin() + static_cast<std::ptrdiff_t>((words + 1) * states));
}

std::size_t Encoder::width() const { return 2 * weights_->units; }
std::span<const std::string> Encoder::upos_labels() const { return weights_->upos; }
std::span<const std::string> Encoder::xpos_labels() const { return weights_->xpos; }
std::span<const std::string> Encoder::feature_labels() const { return weights_->features; }
std::span<const std::string> Encoder::lemma_labels() const { return weights_->lemmas; }
std::span<const std::string> Encoder::relation_labels() const { return weights_->relations; }
std::span<const std::string> Encoder::name_labels() const { return weights_->names; }
const std::string& Encoder::version() const { return weights_->version; }

}  // namespace faultline::language::detail
