#include "positions/detail/relation_network.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "nets/layers.h"
#include "nets/model_file.h"
#include "nets/packed_matrix.h"

namespace faultline::positions::detail {

using nets::AlignedVector;
using nets::at_least;
using nets::Layer;
using nets::LstmSequence;
using nets::ModelReader;
using nets::most_sequences;
using nets::PackedMatrix;
using nets::Tensor;
using nets::unit_scale;

namespace {

constexpr std::size_t pools = 2;
constexpr std::size_t anchors = RelationFacts::anchors;
constexpr std::size_t words_told = 8;  // of those that were looked at

// The classes with the ends the other way round.
constexpr std::array<std::size_t, pair_classes> turned = {0, 2, 1, 4, 3};

/// Which rows of the workspace hold which words' parts. Pairs share sentences, so that most words
/// are met more than once.
class KnownWords {
 public:
  static constexpr std::size_t most = 1024;

  /// The row of `token`; whether it is new.
  std::pair<std::size_t, bool> row_of(std::uint32_t token) {
    const auto [place, is_new] = rows_.try_emplace(token, rows_.size());
    return {place->second, is_new};
  }
  [[nodiscard]] std::size_t row(std::uint32_t token) const { return rows_.at(token); }
  /// Forgets all, unless there is room for `more`.
  void make_room(std::size_t more) {
    if (rows_.size() + more > most) rows_.clear();
  }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

 private:
  std::unordered_map<std::uint32_t, std::size_t> rows_;
};

/// One reading of a pair: from the one end's side or from the other's.
struct Side {
  PairEnd one;
  PairEnd other;
  std::optional<std::uint32_t> hidden;
  std::vector<std::uint32_t> window;
  std::size_t row = 0;  // of its first word in the workspace
  [[nodiscard]] std::size_t size() const { return window.size(); }
  // Who the two are is not looked at.
  [[nodiscard]] bool is_end(std::uint32_t token) const {
    return one.tokens.contains(TokenIndex{token}) || other.tokens.contains(TokenIndex{token});
  }
};

/// What one thread needs while it judges.
struct Workspace {
  AlignedVector<std::uint8_t> states;  // [words met first][states]
  AlignedVector<float> by_state;       // [words known][width]: what a word's states add
  AlignedVector<float> by_word;        // [words known][width]: what its vector and facts add
  AlignedVector<float> nothing;        // [2][width]: both of a word that says nothing
  AlignedVector<float> sums;           // [words][width]
  AlignedVector<std::uint8_t> input;   // [words][width]
  AlignedVector<float> gates;          // [words][8 * units]
  AlignedVector<std::uint8_t> units;   // [words][2 * units]
  AlignedVector<std::uint8_t> both;    // [words][width + 2 * units]
  AlignedVector<float> shares;         // [words][16]
  AlignedVector<std::uint8_t> gist;    // [sides][(anchors + pools) * both]
  AlignedVector<float> hidden;         // [sides][hidden]
  AlignedVector<float> cells;
};

Workspace& workspace() {
  thread_local Workspace space;
  return space;
}

void soften(std::span<float, pair_classes> scores) {
  const float most = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float& score : scores) sum += score = std::exp(score - most);
  for (float& score : scores) score /= sum;
}

}  // namespace

struct RelationNetwork::Weights {
  explicit Weights(const nets::Kernels& used) : kernels(&used) {}

  void read(const nets::ModelFile& file, ModelReader& reader);
  /// The logarithms of the chances of up to most_sequences sides.
  void judge(const RelationFacts& facts, const language::States& states, KnownWords& known,
             std::span<Side> sides, std::span<std::array<float, pair_classes>> scores,
             std::vector<std::vector<float>>& attention) const;
  void get_to_know(const RelationFacts& facts, const language::States& states, KnownWords& known,
                   std::span<const Side> sides, Workspace& space) const;
  void encode(const RelationFacts& facts, const KnownWords& known, std::span<Side> sides,
              Workspace& space) const;
  void gather(const RelationFacts& facts, const Side& side, std::size_t place, Workspace& space,
              std::vector<float>& attention) const;
  void add_vector(const RelationFacts& facts, std::uint32_t token, float* sums) const;
  [[nodiscard]] std::size_t both_width() const { return width + 2 * layer.units; }

  const nets::Kernels* kernels;
  std::string version;
  std::size_t states = 0;
  std::size_t width = 0;
  std::size_t hidden_width = 0;
  float input_scale = 1;
  Tensor<std::uint64_t> keys;  // ascending
  nets::Tables vectors;        // one row for each key
  nets::Tables word_rows;
  nets::Tables beside_rows;
  nets::Tables pair_rows;
  std::vector<PackedMatrix> input;  // one
  Layer layer;
  std::vector<PackedMatrix> pool;    // one
  std::vector<PackedMatrix> hidden;  // one
  Tensor<float> out;                 // [class][hidden]
  Tensor<float> out_bias;
  std::array<float, pair_classes> balance{};
  float sharpness = 1;  // scores times this are logarithms of chances that hold (Guo et al. 2017)
};

void RelationNetwork::Weights::read(const nets::ModelFile& file, ModelReader& reader) {
  version = file.version();
  keys = reader.hashes("vectors.key", 0, 1);
  vectors.read(reader, "vectors.row", keys.rows);
  word_rows.read(reader, "words.row", nets::rows_of(word_tables));
  beside_rows.read(reader, "beside.row", nets::rows_of(beside_tables));
  pair_rows.read(reader, "pairs.row", nets::rows_of(pair_tables));
  width = word_rows.rows.columns;
  hidden_width = pair_rows.rows.columns;
  states = reader.weights("input.weight", width, 0).columns;
  if (reader.error()) return;
  for (const std::size_t one : {width, hidden_width, states}) {
    if (!nets::is_width(one)) return reader.fail("a width is no multiple of 16");
  }
  if (vectors.rows.columns != width || beside_rows.rows.columns != width)
    return reader.fail("its tables differ in width");
  if (!std::is_sorted(keys.values.begin(), keys.values.end()))
    return reader.fail("its words are not in order");
  input_scale = reader.activation_scale("input");
  input.emplace_back(states, unit_scale).add(reader, "input", width);
  input.back().pack();
  layer.read(reader, "lstm", width, input_scale);
  if (reader.error()) return;
  pool.emplace_back(both_width(), unit_scale).add(reader, "pool", pools);
  pool.back().pack();
  hidden.emplace_back((anchors + pools) * both_width(), unit_scale)
      .add(reader, "hidden", hidden_width);
  hidden.back().pack();
  out = reader.numbers("out.weight", pair_classes, hidden_width);
  out_bias = reader.numbers("out.bias", pair_classes, 1);
  const auto factors = reader.numbers("balance", pair_classes, 1);
  const auto sharp = reader.numbers("sharpness", 1, 1);
  if (reader.error()) return;
  std::copy_n(factors.values.begin(), pair_classes, balance.begin());
  sharpness = sharp.values[0];
}

void RelationNetwork::Weights::add_vector(const RelationFacts& facts, std::uint32_t token,
                                          float* sums) const {
  for (const std::uint64_t key : facts.keys_of(token)) {
    const auto found = std::lower_bound(keys.values.begin(), keys.values.end(), key);
    if (found == keys.values.end() || *found != key) continue;
    const auto row = static_cast<std::size_t>(found - keys.values.begin());
    const std::int8_t* const values = &vectors.rows.values[row * width];
    kernels->add_rows(&values, &vectors.scale.values[row], 1, width, sums);
    return;
  }
}

// What each word of the sides adds, whatever pair it stands beside.
void RelationNetwork::Weights::get_to_know(const RelationFacts& facts,
                                           const language::States& own_states, KnownWords& known,
                                           std::span<const Side> sides, Workspace& space) const {
  std::size_t words = 0;
  for (const Side& side : sides) words += side.size();
  known.make_room(words);
  at_least(space.by_state, KnownWords::most * width);
  at_least(space.by_word, KnownWords::most * width);
  at_least(space.nothing, 2 * width);
  at_least(space.states, (words + 1) * states);
  const std::size_t first = known.size();
  std::vector<WordFacts> met;
  std::uint8_t* to = space.states.data();
  for (const Side& side : sides) {
    for (const std::uint32_t token : side.window) {
      const auto [row, is_new] = known.row_of(token);
      if (!is_new) continue;
      to = std::copy_n(own_states.of({token}).begin(), states, to);
      met.push_back(facts.of_word(token));
      float* const sums = &space.by_word[row * width];
      std::fill_n(sums, width, 0.0F);
      add_vector(facts, token, sums);
    }
  }
  if (!met.empty()) {
    kernels->multiply(input[0].view(), space.states.data(), states, met.size(),
                      &space.by_state[first * width], width);
    word_rows.add<word_tables.size()>(word_tables, met, *kernels, &space.by_word[first * width]);
  }
  std::fill_n(space.states.data(), states, nets::zero_activation);
  kernels->multiply(input[0].view(), space.states.data(), states, 1, space.nothing.data(), width);
  std::fill_n(&space.nothing[width], width, 0.0F);
  const std::array<WordFacts, 1> none{};
  word_rows.add<word_tables.size()>(word_tables, none, *kernels, &space.nothing[width]);
}

void RelationNetwork::Weights::encode(const RelationFacts& facts, const KnownWords& known,
                                      std::span<Side> sides, Workspace& space) const {
  std::size_t length = 0;
  for (Side& side : sides) {
    side.row = length;
    length += side.size();
  }
  const std::size_t all = both_width();
  at_least(space.sums, length * width);
  at_least(space.input, length * width);
  at_least(space.gates, length * 8 * layer.units);
  at_least(space.units, length * 2 * layer.units);
  at_least(space.both, length * all);
  at_least(space.cells, 2 * layer.units * most_sequences);
  std::array<LstmSequence, most_sequences> sequences;
  for (std::size_t s = 0; s < sides.size(); ++s) {
    const Side& side = sides[s];
    for (std::size_t i = 0; i < side.size(); ++i) {
      const std::uint32_t token = side.window[i];
      const std::size_t row = known.row(token) * width;
      const bool is_hidden = token == side.hidden;
      const float* const by_state =
          is_hidden || side.is_end(token) ? space.nothing.data() : &space.by_state[row];
      const float* const by_word = is_hidden ? &space.nothing[width] : &space.by_word[row];
      float* const sums = &space.sums[(side.row + i) * width];
      for (std::size_t k = 0; k < width; ++k) sums[k] = by_state[k] + by_word[k];
    }
    const auto beside = facts.beside(side.one, side.other, side.window);
    beside_rows.add<beside_tables.size()>(beside_tables, beside, *kernels,
                                          &space.sums[side.row * width]);
    sequences[s] = {&space.gates[side.row * 8 * layer.units],
                    &space.units[side.row * 2 * layer.units], side.size()};
  }
  kernels->quantise_positive(space.sums.data(), length * width, 1.0F / input_scale,
                             space.input.data());
  kernels->multiply(layer.input[0].view(), space.input.data(), width, length, space.gates.data(),
                    8 * layer.units);
  kernels->lstm(layer.recurrents[0].view(), layer.recurrents[1].view(), layer.units,
                sequences.data(), sides.size(), space.cells.data());
  for (std::size_t i = 0; i < length; ++i) {
    std::uint8_t* const to = std::copy_n(&space.input[i * width], width, &space.both[i * all]);
    std::copy_n(&space.units[i * 2 * layer.units], 2 * layer.units, to);
  }
}

// The words that decide, and two means over all words by how much each counts.
void RelationNetwork::Weights::gather(const RelationFacts& facts, const Side& side,
                                      std::size_t place, Workspace& space,
                                      std::vector<float>& attention) const {
  const std::size_t all = both_width();
  const std::size_t share_rows = pool[0].rows();
  std::uint8_t* to = &space.gist[place * (anchors + pools) * all];
  const std::uint8_t* const words = &space.both[side.row * all];
  for (const std::uint32_t anchor : facts.anchors_of(side.one, side.other)) {
    const auto found = std::lower_bound(side.window.begin(), side.window.end(), anchor);
    const auto i = std::min<std::size_t>(static_cast<std::size_t>(found - side.window.begin()),
                                         side.size() - 1);
    to = std::copy_n(words + i * all, all, to);
  }
  attention.assign(side.size(), 0.0F);
  std::vector<float> share(side.size());
  std::vector<float> mean(all);
  for (std::size_t k = 0; k < pools; ++k) {
    const float* const scores = &space.shares[side.row * share_rows + k];
    float most = scores[0];
    for (std::size_t i = 1; i < side.size(); ++i) most = std::max(most, scores[i * share_rows]);
    float sum = 0;
    for (std::size_t i = 0; i < side.size(); ++i)
      sum += share[i] = std::exp(scores[i * share_rows] - most);
    std::fill(mean.begin(), mean.end(), 0.0F);
    for (std::size_t i = 0; i < side.size(); ++i) {
      share[i] /= sum;
      attention[i] += share[i];
      for (std::size_t j = 0; j < all; ++j)
        mean[j] += share[i] * static_cast<float>(words[i * all + j]);
    }
    for (const float value : mean) *to++ = static_cast<std::uint8_t>(std::lround(value));
  }
}

void RelationNetwork::Weights::judge(const RelationFacts& facts, const language::States& own_states,
                                     KnownWords& known, std::span<Side> sides,
                                     std::span<std::array<float, pair_classes>> scores,
                                     std::vector<std::vector<float>>& attention) const {
  Workspace& space = workspace();
  get_to_know(facts, own_states, known, sides, space);
  encode(facts, known, sides, space);
  const std::size_t all = both_width();
  const std::size_t length = sides.back().row + sides.back().size();
  at_least(space.shares, length * pool[0].rows());
  at_least(space.gist, sides.size() * (anchors + pools) * all);
  at_least(space.hidden, sides.size() * hidden_width);
  kernels->multiply(pool[0].view(), space.both.data(), all, length, space.shares.data(),
                    pool[0].rows());
  for (std::size_t s = 0; s < sides.size(); ++s) gather(facts, sides[s], s, space, attention[s]);
  kernels->multiply(hidden[0].view(), space.gist.data(), (anchors + pools) * all, sides.size(),
                    space.hidden.data(), hidden_width);
  for (std::size_t s = 0; s < sides.size(); ++s) {
    float* const own = &space.hidden[s * hidden_width];
    const std::array<PairFacts, 1> both = {facts.of_pair(sides[s].one, sides[s].other)};
    pair_rows.add<pair_tables.size()>(pair_tables, both, *kernels, own);
    for (std::size_t c = 0; c < pair_classes; ++c) {
      float sum = out_bias.values[c];
      const auto row = out.row(c);
      for (std::size_t k = 0; k < hidden_width; ++k) sum += std::max(own[k], 0.0F) * row[k];
      scores[s][c] = sum;
    }
    const float most = *std::max_element(scores[s].begin(), scores[s].end());
    float sum = 0;
    for (const float score : scores[s]) sum += std::exp(score - most);
    for (float& score : scores[s]) score -= most + std::log(sum);
  }
}

RelationNetwork::RelationNetwork(std::unique_ptr<const Weights> weights)
    : weights_(std::move(weights)) {}
RelationNetwork::RelationNetwork(RelationNetwork&&) noexcept = default;
RelationNetwork& RelationNetwork::operator=(RelationNetwork&&) noexcept = default;
RelationNetwork::~RelationNetwork() = default;

Result<RelationNetwork> RelationNetwork::load(std::string_view bytes, const std::string& name,
                                              const nets::Kernels& kernels) {
  const auto file = nets::ModelFile::read(bytes, name);
  if (!file) return tl::unexpected(file.error());
  auto weights = std::make_unique<Weights>(kernels);
  ModelReader reader(*file);
  weights->read(*file, reader);
  if (reader.error()) return tl::unexpected(*reader.error());
  return RelationNetwork(std::move(weights));
}

std::vector<PairJudgement> RelationNetwork::judge(const RelationFacts& facts,
                                                  const language::States& states,
                                                  std::span<const PairQuery> queries) const {
  // Each pair is read from either side, and the two judgements are averaged.
  std::vector<PairJudgement> judgements(queries.size());
  constexpr std::size_t queries_at_once = most_sequences / 2;
  std::vector<std::vector<float>> attention(most_sequences);
  KnownWords known;
  for (std::size_t begin = 0; begin < queries.size(); begin += queries_at_once) {
    const std::size_t end = std::min(begin + queries_at_once, queries.size());
    std::vector<Side> sides;
    for (std::size_t q = begin; q < end; ++q) {
      const PairQuery& query = queries[q];
      const auto window = facts.window(query.one, query.other);
      sides.push_back({query.one, query.other, query.hidden, window});
      sides.push_back({query.other, query.one, query.hidden, window});
    }
    std::array<std::array<float, pair_classes>, most_sequences> scores;
    weights_->judge(facts, states, known, sides, scores, attention);
    for (std::size_t q = begin; q < end; ++q) {
      const std::size_t s = 2 * (q - begin);
      PairJudgement& own = judgements[q];
      for (std::size_t c = 0; c < pair_classes; ++c)
        own.chances[c] = weights_->sharpness * (scores[s][c] + scores[s + 1][turned[c]]) / 2;
      soften(own.chances);
      std::vector<std::uint32_t> order(sides[s].size());
      std::iota(order.begin(), order.end(), 0U);
      std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return attention[s][a] + attention[s + 1][a] > attention[s][b] + attention[s + 1][b];
      });
      order.resize(std::min(order.size(), words_told));
      for (const std::uint32_t i : order) own.looked_at.push_back(sides[s].window[i]);
    }
  }
  return judgements;
}

const std::array<float, pair_classes>& RelationNetwork::balance() const {
  return weights_->balance;
}
std::size_t RelationNetwork::states_width() const { return weights_->states; }
const std::string& RelationNetwork::version() const { return weights_->version; }

}  // namespace faultline::positions::detail
