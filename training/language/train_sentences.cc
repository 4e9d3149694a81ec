// Makes models/english/sentences.txt out of CoNLL-U files (training/language/README.md).
//
//   train_sentences FILE EPOCHS LEAN TRAIN.conllu ...
//
// Logistic regression by AdaGrad, over the same features as in reading. Ends are rare, so that the
// likeliest answer misses more of them than it invents; LEAN is added to every score. The same
// input gives the same file.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

#include "exchange/conllu.h"
#include "exchange/scores.h"
#include "language/detail/sentence_features.h"
#include "language/detail/sentence_model.h"
#include "language/detail/sentences.h"
#include "language/detail/tokenizer.h"

namespace {

using namespace faultline;                    // the program trains what is inside rooms
using namespace faultline::language::detail;  //

struct Place {
  BoundaryFeatures features{};
  bool is_end = false;
};

/// The sentences of one paragraph, from their running text.
void add_paragraph(const std::vector<exchange::ConlluSentence>& sentences,
                   std::vector<Place>& places) {
  if (sentences.empty()) return;
  const std::string text = exchange::running_text(sentences);
  // Ends of sentences, counted in bytes that are no blanks.
  std::unordered_set<std::size_t> gold;
  std::size_t count = 0;
  for (const exchange::ConlluSentence& sentence : sentences) {
    for (const char byte : exchange::running_text(std::vector{sentence})) {
      if (byte != ' ' && byte != '\n') ++count;
    }
    gold.insert(count);
  }
  std::vector<ByteSpan> tokens;
  tokenize(text, {{0}, {static_cast<std::uint32_t>(text.size())}}, tokens);
  std::vector<std::uint32_t> rule_ends;
  find_sentence_ends(text, tokens, rule_ends);
  std::vector<BoundaryView> views;
  view_boundaries(text, tokens, rule_ends, views);
  BoundaryState state(views);
  std::size_t seen = 0;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    for (std::size_t b = tokens[i].begin.value; b < tokens[i].end.value; ++b) {
      if (text[b] != ' ' && text[b] != '\n') ++seen;
    }
    const bool is_end = gold.contains(seen);
    if (state.cannot_end(i)) continue;
    Place place;
    state.find(i, place.features);
    place.is_end = is_end;
    if (is_end) state.end_sentence();
    places.push_back(place);
  }
}

std::vector<Place> read_places(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string content((std::istreambuf_iterator<char>(stream)), {});
  const auto sentences = exchange::read_conllu(content, file);
  if (!stream || !sentences) {
    std::cerr << file << " can not be read.\n";
    std::exit(3);
  }
  std::vector<Place> places;
  std::vector<exchange::ConlluSentence> paragraph;
  for (const exchange::ConlluSentence& sentence : *sentences) {
    const bool opens = std::any_of(
        sentence.comments.begin(), sentence.comments.end(), [](const std::string& comment) {
          return comment.starts_with("# newdoc") || comment.starts_with("# newpar");
        });
    if (opens) {
      add_paragraph(paragraph, places);
      paragraph.clear();
    }
    paragraph.push_back(sentence);
  }
  add_paragraph(paragraph, places);
  return places;
}

std::vector<double> train(std::vector<Place> places, int epochs) {
  constexpr double rate = 0.03;
  constexpr double decay = 2e-6;
  std::vector<double> weights(std::size_t{1} << boundary_bits);
  std::vector<double> squares(weights.size(), 1e-6);
  std::vector<double> mean(weights.size());  // of the weights after each pass but the first
  std::mt19937 random(1);
  for (int epoch = 0; epoch < epochs; ++epoch) {
    std::shuffle(places.begin(), places.end(), random);
    double loss = 0;
    for (const Place& place : places) {
      double score = 0;
      for (const std::uint16_t feature : place.features) score += weights[feature];
      const double probability = 1 / (1 + std::exp(-score));
      const double error = (place.is_end ? 1 : 0) - probability;
      loss -= std::log(std::max(1e-12, place.is_end ? probability : 1 - probability));
      for (const std::uint16_t feature : place.features) {
        const double step = error - decay * weights[feature];
        squares[feature] += step * step;
        weights[feature] += rate * step / std::sqrt(squares[feature]);
      }
    }
    for (std::size_t i = 0; epoch > 0 && i < mean.size(); ++i) {
      mean[i] += weights[i] / (epochs - 1);
    }
    std::cerr << "epoch " << epoch + 1 << " loss " << loss / static_cast<double>(places.size())
              << '\n';
  }
  return epochs > 1 ? mean : weights;
}

}  // namespace

int main(int count, char** words) {
  if (count < 5) {
    std::cerr << "train_sentences FILE EPOCHS LEAN TRAIN.conllu ...\n";
    return 2;
  }
  std::vector<Place> places;
  for (int i = 4; i < count; ++i) {
    const std::vector<Place> more = read_places(words[i]);
    places.insert(places.end(), more.begin(), more.end());
  }
  if (places.empty()) {
    std::cerr << "There is nothing to learn from.\n";
    return 3;
  }
  const std::uint16_t always = places.front().features.front();  // the feature of every place
  std::vector<double> weights = train(std::move(places), std::atoi(words[2]));
  weights[always] += std::atof(words[3]);
  double largest = 0;
  for (const double weight : weights) largest = std::max(largest, std::abs(weight));
  std::vector<std::int8_t> small;
  for (const double weight : weights) {
    small.push_back(static_cast<std::int8_t>(std::lround(weight * 127 / largest)));
  }
  std::ofstream(words[1], std::ios::binary) << write_sentence_model(small);
  return 0;
}
