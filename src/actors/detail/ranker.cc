#include "actors/detail/ranker.h"

#include <algorithm>
#include <array>

#include "nets/model_file.h"
#include "nets/packed_matrix.h"

namespace faultline::actors::detail {

using nets::AlignedVector;
using nets::ModelReader;
using nets::PackedMatrix;
using nets::Tensor;

namespace {

// Of each phrase the states of these words are looked at: head, first, last.
constexpr std::size_t words_looked_at = 3;
// States are counted in steps of this size.
constexpr float state_step = 1.0F / 32;

// Sums of pairs run side by side in so many parts.
constexpr std::size_t lanes = 8;

constexpr std::size_t most_hidden = 64;
constexpr std::size_t most_shared = 64;

/// A small matrix by columns, so that sums run over neighbours.
struct Columns {
  std::size_t rows = 0;
  std::size_t count = 0;
  AlignedVector<float> values;  // [column][row]

  void read(ModelReader& reader, const std::string& name, std::size_t wanted_rows,
            std::size_t wanted_columns) {
    const Tensor<float> tensor = reader.numbers(name, wanted_rows, wanted_columns);
    rows = tensor.rows;
    count = tensor.columns;
    values.resize(rows * count);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t column = 0; column < count; ++column)
        values[column * rows + row] = tensor.values[row * count + column];
    }
  }

  void add(const float* vector, float* sums) const {
    for (std::size_t column = 0; column < count; ++column) {
      const float factor = vector[column];
      const float* const own = &values[column * rows];
      for (std::size_t row = 0; row < rows; ++row) sums[row] += own[row] * factor;
    }
  }
};

}  // namespace

struct Ranker::Weights {
  explicit Weights(const nets::Kernels& used) : kernels(&used) {}

  void read(ModelReader& reader) {
    const Tensor<std::int8_t> look = reader.weights("states.weight", 0, 0);
    width = look.rows;
    if (width == 0 || width % nets::block_rows != 0 || width > 1024 ||
        look.columns % (words_looked_at * 8) != 0)
      return reader.fail("the layer over states has a width that is no multiple of 16");
    states = look.columns / words_looked_at;
    from_states.emplace_back(look.columns, state_step).add(reader, "states", width);
    from_states.back().pack();
    from_answers = reader.numbers("phrase.rows", phrase_answers, width);
    first_weights = reader.numbers("phrase.weights", phrase_kinds, phrase_answers);
    first_out = reader.numbers("phrase.out", width + 1, 1);
    pair_rows = reader.small("pair.rows", pair_answers, 0);
    pair_scale = reader.numbers("pair.rows.scale", pair_answers, 1);
    hidden = pair_rows.columns;
    if (hidden == 0 || hidden % nets::block_rows != 0 || hidden > most_hidden)
      return reader.fail("the layer of pairs has a width that is no multiple of 16");
    pair_weights = reader.numbers("pair.weights", phrase_kinds * phrase_kinds, pair_answers);
    later.read(reader, "pair.later", hidden, width);
    later_bias = reader.numbers("pair.later.bias", hidden, 1);
    earlier.read(reader, "pair.earlier", hidden, width);
    shared.read(reader, "pair.shared", 0, width);
    if (shared.rows > most_shared) return reader.fail("what pairs share has no such width");
    both.read(reader, "pair.both", hidden, shared.rows);
    pair_out = reader.numbers("pair.out", hidden + 1, 1);
  }

  const nets::Kernels* kernels;
  std::string version;
  std::size_t states = 0;
  std::size_t width = 0;
  std::size_t hidden = 0;
  std::vector<PackedMatrix> from_states;  // one
  Tensor<float> from_answers;
  Tensor<float> first_weights;
  Tensor<float> first_out;  // with its bias last
  Tensor<std::int8_t> pair_rows;
  Tensor<float> pair_scale;
  Tensor<float> pair_weights;  // by the kinds of the later and the earlier phrase
  Columns later, earlier, shared, both;
  Tensor<float> later_bias;
  Tensor<float> pair_out;
};

Ranker::Ranker(std::unique_ptr<const Weights> weights) : weights_(std::move(weights)) {}
Ranker::Ranker(Ranker&&) noexcept = default;
Ranker& Ranker::operator=(Ranker&&) noexcept = default;
Ranker::~Ranker() = default;

Result<Ranker> Ranker::load(std::string_view bytes, const std::string& name,
                            const nets::Kernels& kernels) {
  const auto file = nets::ModelFile::read(bytes, name);
  if (!file) return tl::unexpected(file.error());
  ModelReader reader(*file);
  auto weights = std::make_unique<Weights>(kernels);
  weights->version = file->version();
  weights->read(reader);
  if (reader.error()) return tl::unexpected(*reader.error());
  return Ranker(std::move(weights));
}

std::size_t Ranker::states_width() const { return weights_->states; }
const std::string& Ranker::version() const { return weights_->version; }

Ranking::Ranking(const Ranker& ranker, const Words& words, const language::States& states,
                 std::span<const PhraseFacts> facts)
    : weights_(*ranker.weights_), facts_(facts), features_(words, states, facts) {
  const Ranker::Weights& weights = weights_;
  const std::size_t width = weights.width;
  const std::size_t row = words_looked_at * weights.states;
  first_.reserve(facts.size());
  later_.assign(facts.size() * weights.hidden, 0.0F);
  earlier_.assign(facts.size() * weights.hidden, 0.0F);
  shared_.assign(facts.size() * weights.shared.rows, 0.0F);
  AlignedVector<std::uint8_t> input(row);
  AlignedVector<float> sums(width);
  for (std::uint32_t i = 0; i < facts.size(); ++i) {
    const Phrase& phrase = facts[i].phrase;
    std::size_t at = 0;
    for (const Index token :
         {phrase.head, phrase.tokens.begin.value, phrase.tokens.end.value - 1}) {
      const auto own = states.of({token});
      std::copy(own.begin(), own.end(), input.begin() + static_cast<std::ptrdiff_t>(at));
      at += weights.states;
    }
    weights.kernels->multiply(weights.from_states.front().view(), input.data(), row, 1, sums.data(),
                              width);
    float* const own = sums.data();
    const PhraseFeatures answers = features_.of(i);
    for (const std::uint16_t answer : answers) {
      const float* const values = &weights.from_answers.values[answer * width];
      for (std::size_t k = 0; k < width; ++k) own[k] += values[k];
    }
    for (std::size_t k = 0; k < width; ++k) own[k] = std::max(own[k], 0.0F);
    const auto kind = static_cast<std::size_t>(phrase.kind);
    float first = weights.first_out.values[width];
    for (const std::uint16_t answer : answers)
      first += weights.first_weights.values[kind * phrase_answers + answer];
    for (std::size_t k = 0; k < width; ++k) first += own[k] * weights.first_out.values[k];
    first_.push_back(first);
    float* const as_later = &later_[i * weights.hidden];
    std::copy(weights.later_bias.values.begin(), weights.later_bias.values.end(), as_later);
    weights.later.add(own, as_later);
    weights.earlier.add(own, &earlier_[i * weights.hidden]);
    weights.shared.add(own, &shared_[i * weights.shared.rows]);
  }
}

float Ranking::rank(std::uint32_t phrase, std::vector<Ranked>& ranked) {
  const Ranker::Weights& weights = weights_;
  const std::size_t hidden = weights.hidden;
  const std::size_t sharing = weights.shared.rows;
  const auto kind = static_cast<std::size_t>(facts_[phrase].phrase.kind);
  ranked.clear();
  features_.candidates(phrase, candidates_);
  alignas(64) std::array<float, most_hidden> sums;
  std::array<float, most_shared> products;
  std::array<const std::int8_t*, pair_questions> rows;
  std::array<float, pair_questions> factors;
  const float* const later = &later_[phrase * hidden];
  const float* const own = &shared_[phrase * sharing];
  for (const std::uint32_t candidate : candidates_) {
    const PairFeatures answers = features_.of(phrase, candidate);
    const auto other = static_cast<std::size_t>(facts_[candidate].phrase.kind);
    const auto weight_of = weights.pair_weights.row(kind * phrase_kinds + other);
    std::array<float, lanes> scores{};
    for (std::size_t q = 0; q < pair_questions; ++q) {
      const std::uint16_t answer = answers[q];
      scores[q % lanes] += weight_of[answer];
      rows[q] = &weights.pair_rows.values[answer * hidden];
      factors[q] = weights.pair_scale.values[answer];
    }
    const float* const earlier = &earlier_[candidate * hidden];
    for (std::size_t k = 0; k < hidden; ++k) sums[k] = later[k] + earlier[k];
    weights.kernels->add_rows(rows.data(), factors.data(), pair_questions, hidden, sums.data());
    const float* const others = &shared_[candidate * sharing];
    for (std::size_t k = 0; k < sharing; ++k) products[k] = own[k] * others[k];
    weights.kernels->add_products(products.data(), sharing, weights.both.values.data(), hidden,
                                  hidden, sums.data());
    for (std::size_t k = 0; k < hidden; k += lanes) {
      for (std::size_t lane = 0; lane < lanes; ++lane)
        scores[lane] += std::max(sums[k + lane], 0.0F) * weights.pair_out.values[k + lane];
    }
    float score = weights.pair_out.values[hidden];
    for (const float part : scores) score += part;
    ranked.push_back({candidate, score});
  }
  return first_[phrase];
}

}  // namespace faultline::actors::detail
