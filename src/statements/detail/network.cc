#include "statements/detail/network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

#include "nets/bio.h"
#include "nets/layers.h"
#include "nets/model_file.h"
#include "nets/packed_matrix.h"

namespace faultline::statements::detail {

using nets::AlignedVector;
using nets::at_least;
using nets::BioModel;
using nets::is_width;
using nets::Layer;
using nets::LstmSequence;
using nets::ModelReader;
using nets::most_sequences;
using nets::PackedMatrix;
using nets::rows_of;
using nets::Tables;
using nets::unit_scale;

namespace {

const std::vector<std::string> cue_tags = {"O", "B-cue", "I-cue"};
const std::vector<std::string> role_tags = {"O", "B-source", "I-source", "B-content", "I-content"};

/// What one thread needs while it reads.
struct Workspace {
  AlignedVector<std::uint8_t> states;  // [words][states and those of the head]
  AlignedVector<float> sums;           // [words][width]
  AlignedVector<std::uint8_t> input;   // [words][width]
  AlignedVector<float> gates;          // [words][8 * units]
  AlignedVector<std::uint8_t> units;   // [words][2 * units]
  AlignedVector<std::uint8_t> both;    // [words][width + 2 * units]
  AlignedVector<float> heads;          // [words][rows of all heads]
  AlignedVector<std::uint8_t> hidden;  // [words][cue width]
  AlignedVector<float> scores;         // [words][16]
  AlignedVector<float> cells;
  AlignedVector<std::uint8_t> cue;    // [cues][2 * (width + 2 * units)]
  AlignedVector<float> beside;        // [cues][2 * pair width]
  AlignedVector<std::uint8_t> pairs;  // [cues][words][pair width]
  AlignedVector<std::uint8_t> pair_both;
  std::vector<std::uint8_t> tags;
  std::vector<float> chances;
};

Workspace& workspace() {
  thread_local Workspace space;
  return space;
}

/// A stretch with its place in the workspace.
struct Piece {
  Stretch stretch;
  std::size_t row = 0;
  std::size_t number = 0;  // among the stretches asked for
  [[nodiscard]] std::size_t size() const { return stretch.tokens.size(); }
};

}  // namespace

struct Network::Weights {
  explicit Weights(const nets::Kernels& used) : kernels(&used) {}

  void read(const nets::ModelFile& file, ModelReader& reader);
  /// Fills heads and both for the pieces, which lie behind each other.
  void encode(const MarkedWords& words, const Lexicon& lexicon, const language::States& states,
              std::span<const Piece> pieces, Workspace& space) const;
  void find_cues(const MarkedWords& words, const Piece& piece, float eagerness, Workspace& space,
                 std::vector<FoundStatement>& cues) const;
  /// Gives up to most_sequences cues of `piece` their sources and contents.
  void find_roles(const MarkedWords& words, const Piece& piece, std::span<FoundStatement> cues,
                  Workspace& space) const;
  void add_beside(const Piece& piece, const FoundStatement& cue, std::size_t place,
                  Workspace& space) const;
  void take_roles(const Piece& piece, float* scores, Workspace& space, FoundStatement& cue) const;

  [[nodiscard]] float calibrated(float cue, float none, float best) const;
  [[nodiscard]] std::size_t both_width() const { return width + 2 * layer.units; }

  const nets::Kernels* kernels;
  std::string version;
  std::size_t states = 0;  // of a word
  std::size_t upper = 0;   // of them, those taken of its head too
  std::size_t width = 0;
  std::size_t cue_width = 0;
  std::size_t pair_width = 0;
  float input_scale = 1;
  float cue_scale = 1;
  float pair_scale = 1;
  std::array<float, 4> confidence{};  // see calibrated()
  Tables word_rows;
  Tables pair_rows;
  std::vector<PackedMatrix> input;  // one
  Layer layer;
  std::vector<PackedMatrix> heads;    // one: cue, own, gate below each other
  std::vector<PackedMatrix> cue_out;  // one: from the hidden layer to the tags
  std::vector<PackedMatrix> beside;   // one: what the cue adds to each word, and its gate
  Layer pair_layer;
  std::vector<PackedMatrix> roles;  // one
  std::vector<BioModel> chains;     // cues, roles
};

void Network::Weights::read(const nets::ModelFile& file, ModelReader& reader) {
  version = file.version();
  word_rows.read(reader, "words.row", rows_of(word_tables));
  width = word_rows.rows.columns;
  pair_rows.read(reader, "pairs.row", rows_of(pair_tables));
  pair_width = pair_rows.rows.columns;
  const auto own_states = reader.numbers("input.states", 1, 1);
  const std::size_t columns = reader.weights("input.weight", width, 0).columns;
  if (reader.error()) return;
  states = static_cast<std::size_t>(std::clamp(own_states.values[0], 0.0F, 4096.0F));
  if (columns < states) return reader.fail("its input is narrower than the states");
  upper = columns - states;
  input_scale = reader.activation_scale("input");
  cue_scale = reader.activation_scale("cue");
  pair_scale = reader.activation_scale("pair");
  for (const std::size_t one : {width, pair_width, states, upper}) {
    if (!is_width(one)) return reader.fail("a width is no multiple of 16");
  }
  if (upper > states) return reader.fail("it wants more of a word's head than of the word");
  input.emplace_back(states + upper, unit_scale).add(reader, "input", width);
  input.back().pack();
  layer.read(reader, "lstm", width, input_scale);
  if (reader.error()) return;
  PackedMatrix& all = heads.emplace_back(both_width(), unit_scale);
  all.add(reader, "cue.hidden", 0);
  cue_width = all.rows();
  if (!is_width(cue_width)) return reader.fail("a width is no multiple of 16");
  all.add(reader, "pair.own", pair_width);
  all.add(reader, "pair.gate", pair_width);
  all.pack();
  cue_out.emplace_back(cue_width, cue_scale).add(reader, "cue.out", cue_tags.size());
  cue_out.back().pack();
  beside.emplace_back(2 * both_width(), unit_scale).add(reader, "pair.beside", 2 * pair_width);
  beside.back().pack();
  pair_layer.read(reader, "pair.lstm", pair_width, pair_scale);
  if (reader.error()) return;
  roles.emplace_back(pair_width + 2 * pair_layer.units, unit_scale)
      .add(reader, "roles", role_tags.size());
  roles.back().pack();
  const auto factors = reader.numbers("confidence", confidence.size(), 1);
  if (!reader.error()) std::copy_n(factors.values.begin(), confidence.size(), confidence.begin());
  for (const auto& [tags, name] : {std::pair(&cue_tags, "cue"), std::pair(&role_tags, "roles")}) {
    const auto transition =
        reader.numbers(std::string(name) + ".transition", tags->size(), tags->size());
    const auto first = reader.numbers(std::string(name) + ".first", tags->size(), 1);
    if (!reader.error()) chains.emplace_back(*tags, transition.values, first.values);
  }
}

void Network::Weights::encode(const MarkedWords& words, const Lexicon& lexicon,
                              const language::States& known, std::span<const Piece> pieces,
                              Workspace& space) const {
  const std::size_t length = pieces.back().row + pieces.back().size();
  const std::size_t all_states = states + upper;
  const std::size_t all = both_width();
  at_least(space.states, length * all_states);
  at_least(space.sums, length * width);
  at_least(space.input, length * width);
  at_least(space.gates, length * std::max(8 * layer.units, 8 * pair_layer.units));
  at_least(space.units, length * 2 * layer.units);
  at_least(space.both, length * all);
  at_least(space.heads, length * heads[0].rows());
  at_least(space.cells, 2 * std::max(layer.units, pair_layer.units) * most_sequences);
  for (const Piece& piece : pieces) {
    const TokenSpan tokens = piece.stretch.tokens;
    std::uint8_t* to = &space.states[piece.row * all_states];
    for (TokenIndex i = tokens.begin; i < tokens.end; ++i) {
      const std::optional<TokenIndex> head = words.document->tokens[i.value].head;
      to = std::copy_n(known.of(i).begin(), states, to);
      const TokenIndex above = head && tokens.contains(*head) ? *head : i;
      to = std::copy_n(known.of(above).begin(), upper, to);
    }
  }
  kernels->multiply(input[0].view(), space.states.data(), all_states, length, space.sums.data(),
                    width);
  for (const Piece& piece : pieces) {
    const std::vector<WordFacts> facts = word_facts(words, lexicon, piece.stretch);
    word_rows.add<word_fact_count>(word_tables, facts, *kernels, &space.sums[piece.row * width]);
  }
  kernels->quantise_positive(space.sums.data(), length * width, 1.0F / input_scale,
                             space.input.data());
  kernels->multiply(layer.input[0].view(), space.input.data(), width, length, space.gates.data(),
                    8 * layer.units);
  std::array<LstmSequence, most_sequences> sequences;
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    sequences[p] = {&space.gates[pieces[p].row * 8 * layer.units],
                    &space.units[pieces[p].row * 2 * layer.units], pieces[p].size()};
  }
  kernels->lstm(layer.recurrents[0].view(), layer.recurrents[1].view(), layer.units,
                sequences.data(), pieces.size(), space.cells.data());
  for (std::size_t i = 0; i < length; ++i) {
    std::uint8_t* const to = std::copy_n(&space.input[i * width], width, &space.both[i * all]);
    std::copy_n(&space.units[i * 2 * layer.units], 2 * layer.units, to);
  }
  kernels->multiply(heads[0].view(), space.both.data(), all, length, space.heads.data(),
                    heads[0].rows());
}

void Network::Weights::find_cues(const MarkedWords& words, const Piece& piece, float eagerness,
                                 Workspace& space, std::vector<FoundStatement>& cues) const {
  const std::size_t head_rows = heads[0].rows();
  const std::size_t tag_rows = cue_out[0].rows();
  const std::size_t length = piece.size();
  at_least(space.hidden, length * cue_width);
  at_least(space.scores, length * std::max(tag_rows, roles[0].rows()));
  for (std::size_t i = 0; i < length; ++i) {
    kernels->quantise_positive(&space.heads[(piece.row + i) * head_rows], cue_width,
                               1.0F / cue_scale, &space.hidden[i * cue_width]);
  }
  kernels->multiply(cue_out[0].view(), space.hidden.data(), cue_width, length, space.scores.data(),
                    tag_rows);
  chains[0].best(space.scores.data(), tag_rows, length, -eagerness, space.tags);
  if (std::all_of(space.tags.begin(), space.tags.end(), [](std::uint8_t tag) { return tag == 0; }))
    return;
  chains[0].probabilities(space.scores.data(), tag_rows, length, space.chances);
  for (std::uint32_t i = 0; i < length; ++i) {
    if (space.tags[i] != 1) continue;
    std::uint32_t end = i + 1;
    float least_none = space.chances[i * cue_tags.size()];
    for (; end < length && space.tags[end] == 2; ++end) {
      least_none = std::min(least_none, space.chances[end * cue_tags.size()]);
    }
    FoundStatement& found = cues.emplace_back();
    found.cue = {piece.stretch.tokens.begin + i, piece.stretch.tokens.begin + end};
    found.anchor = anchor_of(words, found.cue);
    found.score = 1.0F - least_none;
  }
}

void Network::Weights::add_beside(const Piece& piece, const FoundStatement& cue, std::size_t place,
                                  Workspace& space) const {
  const std::size_t all = both_width();
  const auto at = [&](std::uint32_t token) {
    return &space.both[(piece.row + token - piece.stretch.tokens.begin.value) * all];
  };
  std::uint8_t* const to = &space.cue[place * 2 * all];
  std::copy_n(at(cue.anchor), all, to);
  // The mean over the cue's words, to the nearest step.
  const std::uint32_t size = cue.cue.size();
  for (std::size_t k = 0; k < all; ++k) {
    std::uint32_t sum = size / 2;
    for (std::uint32_t i = cue.cue.begin.value; i < cue.cue.end.value; ++i) sum += at(i)[k];
    to[all + k] = static_cast<std::uint8_t>(sum / size);
  }
}

void Network::Weights::find_roles(const MarkedWords& words, const Piece& piece,
                                  std::span<FoundStatement> cues, Workspace& space) const {
  const std::size_t all = both_width();
  const std::size_t length = piece.size();
  const std::size_t head_rows = heads[0].rows();
  const std::size_t pair_states = 2 * pair_layer.units;
  at_least(space.cue, cues.size() * 2 * all);
  at_least(space.beside, cues.size() * 2 * pair_width);
  at_least(space.sums, cues.size() * length * pair_width);
  at_least(space.pairs, cues.size() * length * pair_width);
  at_least(space.gates, cues.size() * length * 8 * pair_layer.units);
  at_least(space.units, cues.size() * length * pair_states);
  for (std::size_t c = 0; c < cues.size(); ++c) add_beside(piece, cues[c], c, space);
  kernels->multiply(beside[0].view(), space.cue.data(), 2 * all, cues.size(), space.beside.data(),
                    2 * pair_width);
  std::array<LstmSequence, most_sequences> sequences;
  for (std::size_t c = 0; c < cues.size(); ++c) {
    const std::vector<PairFacts> facts =
        pair_facts(words, {cues[c].cue, cues[c].anchor}, piece.stretch);
    const float* const added = &space.beside[c * 2 * pair_width];
    const float* const gate = added + pair_width;
    for (std::size_t i = 0; i < length; ++i) {
      const float* const own = &space.heads[(piece.row + i) * head_rows + cue_width];
      const float* const own_gate = own + pair_width;
      float* const sum = &space.sums[(c * length + i) * pair_width];
      for (std::size_t k = 0; k < pair_width; ++k) {
        sum[k] = own[k] + added[k] + own_gate[k] * gate[k];
      }
    }
    pair_rows.add<pair_fact_count>(pair_tables, facts, *kernels,
                                   &space.sums[c * length * pair_width]);
    sequences[c] = {&space.gates[c * length * 8 * pair_layer.units],
                    &space.units[c * length * pair_states], length};
  }
  const std::size_t count = cues.size() * length;
  kernels->quantise_positive(space.sums.data(), count * pair_width, 1.0F / pair_scale,
                             space.pairs.data());
  kernels->multiply(pair_layer.input[0].view(), space.pairs.data(), pair_width, count,
                    space.gates.data(), 8 * pair_layer.units);
  kernels->lstm(pair_layer.recurrents[0].view(), pair_layer.recurrents[1].view(), pair_layer.units,
                sequences.data(), cues.size(), space.cells.data());
  const std::size_t role_width = pair_width + pair_states;
  at_least(space.pair_both, count * role_width);
  for (std::size_t i = 0; i < count; ++i) {
    std::uint8_t* const to =
        std::copy_n(&space.pairs[i * pair_width], pair_width, &space.pair_both[i * role_width]);
    std::copy_n(&space.units[i * pair_states], pair_states, to);
  }
  const std::size_t role_rows = roles[0].rows();
  at_least(space.scores, count * role_rows);
  kernels->multiply(roles[0].view(), space.pair_both.data(), role_width, count, space.scores.data(),
                    role_rows);
  for (std::size_t c = 0; c < cues.size(); ++c) {
    take_roles(piece, &space.scores[c * length * role_rows], space, cues[c]);
  }
}

// That source and content are right too: a logistic function of how likely the cue is, that it has
// any source or content, and that it has these (Platt 1999, with three scores for one).
float Network::Weights::calibrated(float cue, float none, float best) const {
  const auto logit = [](float chance) {
    constexpr float least_chance = 1e-5F;
    const float kept = std::clamp(chance, least_chance, 1.0F - least_chance);
    return std::log(kept / (1.0F - kept));
  };
  const float sum = confidence[0] + confidence[1] * logit(cue) +
                    confidence[2] * logit(1.0F - none) +
                    confidence[3] * std::log(std::max(best, 1e-5F));
  return 1.0F / (1.0F + std::exp(-sum));
}

void Network::Weights::take_roles(const Piece& piece, float* scores, Workspace& space,
                                  FoundStatement& cue) const {
  const std::size_t role_rows = roles[0].rows();
  const std::size_t length = piece.size();
  const TokenIndex first = piece.stretch.tokens.begin;
  // A cue is neither source nor content.
  constexpr float impossible = -1e4F;
  for (std::uint32_t i = cue.cue.begin.value - first.value; i < cue.cue.end.value - first.value;
       ++i) {
    for (std::size_t tag = 1; tag < role_tags.size(); ++tag)
      scores[i * role_rows + tag] = impossible;
  }
  space.tags.assign(length, 0);
  const float none = chains[1].probability(scores, role_rows, space.tags);
  chains[1].best(scores, role_rows, length, 0.0F, space.tags);
  const float best = chains[1].probability(scores, role_rows, space.tags);
  cue.score = calibrated(cue.score, none, best);
  std::uint32_t nearest = UINT32_MAX;
  for (std::uint32_t i = 0; i < length; ++i) {
    const std::uint8_t tag = space.tags[i];
    if (tag != 1 && tag != 3) continue;
    std::uint32_t end = i + 1;
    while (end < length && space.tags[end] == tag + 1) ++end;
    const TokenSpan span{first + i, first + end};
    if (tag == 3) {
      cue.content.push_back(span);
      continue;
    }
    const std::uint32_t distance = span.begin < cue.cue.begin
                                       ? cue.cue.begin.value - span.end.value
                                       : span.begin.value - cue.cue.end.value;
    if (distance < nearest) {
      nearest = distance;
      cue.source = span;
    }
  }
}

Network::Network(std::unique_ptr<const Weights> weights) : weights_(std::move(weights)) {}
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;
Network::~Network() = default;

Result<Network> Network::load(std::string_view bytes, const std::string& name,
                              const nets::Kernels& kernels) {
  const auto file = nets::ModelFile::read(bytes, name);
  if (!file) return tl::unexpected(file.error());
  auto weights = std::make_unique<Weights>(kernels);
  ModelReader reader(*file);
  weights->read(*file, reader);
  if (reader.error()) return tl::unexpected(*reader.error());
  return Network(std::move(weights));
}

void Network::find(const MarkedWords& words, const Lexicon& lexicon, const language::States& states,
                   std::span<const Stretch> stretches, float eagerness,
                   std::vector<std::vector<FoundStatement>>& found) const {
  Workspace& space = workspace();
  found.resize(stretches.size());
  // Stretches of like length are read together.
  std::vector<std::size_t> order(stretches.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
    return stretches[one].tokens.size() < stretches[other].tokens.size();
  });
  for (std::size_t begin = 0; begin < order.size(); begin += most_sequences) {
    std::vector<Piece> pieces;
    std::size_t row = 0;
    for (std::size_t k = begin; k < std::min(begin + most_sequences, order.size()); ++k) {
      pieces.push_back({stretches[order[k]], row, order[k]});
      row += pieces.back().size();
    }
    weights_->encode(words, lexicon, states, pieces, space);
    for (const Piece& piece : pieces) {
      std::vector<FoundStatement>& own = found[piece.number];
      weights_->find_cues(words, piece, eagerness, space, own);
      for (std::size_t c = 0; c < own.size(); c += most_sequences) {
        weights_->find_roles(words, piece,
                             std::span(own).subspan(c, std::min(most_sequences, own.size() - c)),
                             space);
      }
    }
  }
}

std::size_t Network::states_width() const { return weights_->states; }
const std::string& Network::version() const { return weights_->version; }

}  // namespace faultline::statements::detail
