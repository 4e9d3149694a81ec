#include "positions/concept_classifier.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <tuple>
#include <unordered_map>

#include "positions/detail/logistic.h"
#include "positions/detail/stance_features.h"

namespace faultline::positions {
namespace {

using detail::Prior;
using detail::SparseRow;
using detail::StanceFeatures;

constexpr double kUntaughtThreshold = 0.25;
constexpr std::size_t kStandsForThreshold = 20;  // with fewer the threshold would be noise
constexpr std::array kThresholds = {0.25, 0.2, 0.3, 0.15, 0.35, 0.4, 0.45, 0.5};
constexpr std::size_t kBins = 10;

// How much a feature counts against the others, and what is believed of it before any example.
// Chosen on three concepts of bench/quality/codings, by cross-validation (docs/quality.md).
constexpr double kTopicScale = 3, kStanceScale = 2;
constexpr Prior kTopicWord{0, 0.1}, kLikeness{20, 0.1}, kHasPhrase{3, 0.3}, kTopicBias{-2.5, 0.1};
constexpr Prior kStanceWord{0, 0.1}, kPhrases{3, 0.3}, kWordsFor{1.5, 0.3}, kWordsAgainst{1.5, 0.3},
    kTopicSign{1, 0.3}, kSideBias{0, 0.1};

/// Names of features and their numbers; those of the codebook come first.
class Dictionary {
 public:
  std::uint32_t add(const std::string& name) {
    return numbers_.try_emplace(name, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }
  [[nodiscard]] std::optional<std::uint32_t> find(const std::string& name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] std::size_t size() const { return numbers_.size(); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// One of the two regressions: a few features of its own, then words.
struct Regression {
  Dictionary words;
  std::vector<double> weights;
  std::size_t fixed = 0;  // features before the words

  [[nodiscard]] double weight_of(const std::string& word) const {
    const auto number = words.find(word);
    return number ? weights[fixed + *number] : 0;
  }

  [[nodiscard]] SparseRow row(std::initializer_list<double> own, const detail::NamedValues& values,
                              double scale) const {
    SparseRow row;
    std::uint32_t next = 0;
    for (const double value : own) row.emplace_back(next++, value);
    for (const auto& [name, value] : values) {
      if (const auto number = words.find(name))
        row.emplace_back(static_cast<std::uint32_t>(fixed) + *number, value * scale);
    }
    return row;
  }

  void learn(const std::vector<SparseRow>& rows, const std::vector<double>& labels,
             std::initializer_list<Prior> own, const Prior& word) {
    std::vector<Prior> priors(own);
    priors.resize(fixed + words.size(), word);
    weights = detail::fit_logistic(rows, labels, priors);
  }
};

/// Both regressions of one concept.
struct Pair {
  Regression topic, side;
  std::unordered_map<std::string, double> topical;  // how much a word tells of the topic, 0 to 1
};

SparseRow topic_row(const Pair& pair, const StanceFeatures& features) {
  return pair.topic.row({1, features.likeness, features.has_phrase ? 1.0 : 0.0}, features.topic,
                        kTopicScale);
}

SparseRow side_row(const Pair& pair, const StanceFeatures& features) {
  double sign = 0;
  for (const auto& [stem, turn] : features.turned) {
    const auto found = pair.topical.find(stem);
    if (found != pair.topical.end()) sign += found->second * turn;
  }
  return pair.side.row(
      {1, features.phrases, features.words_for, features.words_against, std::tanh(sign)},
      features.stance, kStanceScale);
}

/// What the statement's words say of the topic, learned and by the codebook, the strongest as 1.
void weigh_topical_words(Pair& pair, const std::vector<const StanceFeatures*>& examples,
                         const detail::StanceReader& reader) {
  const double of_book = pair.topic.weights[1] / kTopicScale;
  const auto weigh = [&](const std::string& word) {
    const auto found = reader.book().find(word);
    const double weight =
        pair.topic.weight_of(word) + (found == reader.book().end() ? 0 : of_book * found->second);
    if (weight > 0) pair.topical[word] = weight;
  };
  for (const auto& [word, value] : reader.book()) weigh(word);
  for (const StanceFeatures* example : examples) {
    for (const auto& [stem, turn] : example->turned) weigh(stem);
  }
  double most = 0;
  for (const auto& [word, weight] : pair.topical) most = std::max(most, weight);
  for (auto& [word, weight] : pair.topical) weight /= most;
}

Pair fit(const std::vector<const StanceFeatures*>& examples, const std::vector<int>& agreements,
         const detail::StanceReader& reader) {
  Pair pair;
  pair.topic.fixed = 3;
  pair.side.fixed = 5;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    for (const auto& [name, value] : examples[i]->topic) pair.topic.words.add(name);
    if (agreements[i] == 0) continue;
    for (const auto& [name, value] : examples[i]->stance) pair.side.words.add(name);
  }
  std::vector<SparseRow> rows;
  std::vector<double> labels;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    rows.push_back(topic_row(pair, *examples[i]));
    labels.push_back(agreements[i] == 0 ? 0 : 1);
  }
  pair.topic.learn(rows, labels, {kTopicBias, kLikeness, kHasPhrase}, kTopicWord);
  weigh_topical_words(pair, examples, reader);
  rows.clear();
  labels.clear();
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (agreements[i] == 0) continue;
    rows.push_back(side_row(pair, *examples[i]));
    labels.push_back(agreements[i] > 0 ? 1 : 0);
  }
  pair.side.learn(rows, labels, {kSideBias, kPhrases, kWordsFor, kWordsAgainst, kTopicSign},
                  kStanceWord);
  return pair;
}

StandProbabilities judge(const Pair& pair, const StanceFeatures& features) {
  const double stands =
      detail::logistic(detail::dot(topic_row(pair, features), pair.topic.weights));
  const double favours = detail::logistic(detail::dot(side_row(pair, features), pair.side.weights));
  return {stands * (1 - favours), 1 - stands, stands * favours};
}

int stand_of(const StandProbabilities& p, double threshold) {
  if (std::max(p.against, p.in_favour) < threshold) return 0;
  return p.in_favour >= p.against ? 1 : -1;
}

/// The fold of each example: every class is spread evenly.
std::vector<std::size_t> folds_of(const std::vector<int>& agreements, std::size_t folds,
                                  std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::size_t> fold(agreements.size());
  std::size_t next = 0;
  for (const int agreement : {-1, 1, 0}) {
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < agreements.size(); ++i) {
      if (agreements[i] == agreement) members.push_back(i);
    }
    // std::shuffle gives other orders with other libraries.
    for (std::size_t i = members.size(); i > 1; --i)
      std::swap(members[i - 1], members[random() % i]);
    for (const std::size_t member : members) fold[member] = next++ % folds;
  }
  return fold;
}

std::vector<StandProbabilities> held_out(const std::vector<StanceFeatures>& features,
                                         const std::vector<int>& agreements,
                                         const detail::StanceReader& reader,
                                         const LearningOptions& options) {
  const auto folds = static_cast<std::size_t>(std::max(options.folds, 2));
  const std::vector<std::size_t> fold = folds_of(agreements, folds, options.seed);
  std::vector<StandProbabilities> judged(features.size());
  for (std::size_t f = 0; f < folds; ++f) {
    std::vector<const StanceFeatures*> examples;
    std::vector<int> labels;
    for (std::size_t i = 0; i < features.size(); ++i) {
      if (fold[i] == f) continue;
      examples.push_back(&features[i]);
      labels.push_back(agreements[i]);
    }
    const Pair pair = fit(examples, labels, reader);
    for (std::size_t i = 0; i < features.size(); ++i) {
      if (fold[i] == f) judged[i] = judge(pair, features[i]);
    }
  }
  return judged;
}

double f1_at(const std::vector<StandProbabilities>& judged, const std::vector<int>& agreements,
             double threshold) {
  std::size_t found = 0, right = 0, wanted = 0;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    const int stand = stand_of(judged[i], threshold);
    found += stand != 0 ? 1 : 0;
    wanted += agreements[i] != 0 ? 1 : 0;
    right += stand != 0 && stand == agreements[i] ? 1 : 0;
  }
  return found + wanted == 0
             ? 0
             : 2.0 * static_cast<double>(right) / static_cast<double>(found + wanted);
}

double best_threshold(const std::vector<StandProbabilities>& judged,
                      const std::vector<int>& agreements) {
  const auto stands = agreements.size() -
                      static_cast<std::size_t>(std::count(agreements.begin(), agreements.end(), 0));
  if (stands < kStandsForThreshold) return kUntaughtThreshold;
  double best = kUntaughtThreshold, f1 = -1;
  for (const double threshold : kThresholds) {  // of equal ones the most usual
    const double now = f1_at(judged, agreements, threshold);
    if (now > f1 + 1e-12) std::tie(best, f1) = std::pair(threshold, now);
  }
  return best;
}

/// Mean distance between how sure and how often right, over bins of as many stands each.
double calibration_error(std::vector<std::pair<double, bool>> stands) {
  if (stands.empty()) return 0;
  std::sort(stands.begin(), stands.end());
  double sum = 0;
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    const std::size_t begin = bin * stands.size() / kBins, end = (bin + 1) * stands.size() / kBins;
    double sure = 0, right = 0;
    for (std::size_t i = begin; i < end; ++i) {
      sure += stands[i].first;
      right += stands[i].second ? 1 : 0;
    }
    sum += std::abs(sure - right);
  }
  return sum / static_cast<double>(stands.size());
}

LearningQuality quality_of(const std::vector<StandProbabilities>& judged,
                           const std::vector<StanceFeatures>& features,
                           const std::vector<int>& agreements, double threshold) {
  LearningQuality quality;
  std::vector<std::pair<double, bool>> stands;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    ++quality.examples;
    quality.in_favour += agreements[i] > 0 ? 1 : 0;
    quality.against += agreements[i] < 0 ? 1 : 0;
    const double phrases = features[i].phrases;
    if (phrases != 0) {
      ++quality.phrases_found;
      quality.phrases_right += (phrases > 0 ? 1 : -1) == agreements[i] ? 1 : 0;
    }
    const int stand = stand_of(judged[i], threshold);
    if (stand == 0) continue;
    ++quality.found;
    quality.right += stand == agreements[i] ? 1 : 0;
    stands.emplace_back(std::max(judged[i].in_favour, judged[i].against), stand == agreements[i]);
  }
  quality.calibration_error = calibration_error(std::move(stands));
  return quality;
}

double ratio(std::size_t part, std::size_t whole) {
  return whole == 0 ? std::numeric_limits<double>::quiet_NaN()
                    : static_cast<double>(part) / static_cast<double>(whole);
}

double f1_of(std::size_t right, std::size_t found, std::size_t wanted) {
  return found + wanted == 0 ? 0 : ratio(2 * right, found + wanted);
}

bool is_person(const std::string& coder) {
  return !coder.empty() && coder != "machine" && coder != "phrase" && coder != "learned";
}

tl::unexpected<Error> usage(std::string message) {
  return tl::unexpected(Error{ErrorCode::Usage, std::move(message), ""});
}

Result<void> check(std::span<const CodingExample> examples, const Concept& subject) {
  if (examples.size() < ConceptClassifier::least_examples) {
    return usage(
        fmt::format("\"{}\" has {} of the {} coded statements from which it can be learned.",
                    subject.name, examples.size(), ConceptClassifier::least_examples));
  }
  for (const CodingExample& example : examples) {
    if (!is_person(example.coder)) {
      return usage(
          fmt::format("\"{}\": a coding by \"{}\" is nothing to learn from; only people's "
                      "are.",
                      subject.name, example.coder));
    }
    if (example.agreement < -1 || example.agreement > 1) {
      return usage(fmt::format("\"{}\": an agreement of {} is none of -1, 0 and 1.", subject.name,
                               example.agreement));
    }
  }
  return {};
}

}  // namespace

double LearningQuality::precision() const { return ratio(right, found); }
double LearningQuality::recall() const { return ratio(right, in_favour + against); }
double LearningQuality::f1() const { return f1_of(right, found, in_favour + against); }
double LearningQuality::phrases_f1() const {
  return f1_of(phrases_right, phrases_found, in_favour + against);
}

struct WordRarity::Table {
  std::size_t statements = 0;
  std::unordered_map<std::string, std::size_t> frequency;
};

WordRarity WordRarity::of(std::span<const StatementText> statements) {
  auto table = std::make_shared<Table>();
  table->statements = statements.size();
  for (const StatementText& statement : statements) {
    std::vector<std::string> stems = detail::words_of(statement.content).stems;
    const std::vector<std::string> cue = detail::words_of(statement.cue).stems;
    stems.insert(stems.end(), cue.begin(), cue.end());
    std::sort(stems.begin(), stems.end());
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    for (std::string& stem : stems) ++table->frequency[std::move(stem)];
  }
  WordRarity rarity;
  rarity.table_ = std::move(table);
  return rarity;
}

double WordRarity::weight(const std::string& stem) const {
  if (table_ == nullptr) return 1;
  const auto found = table_->frequency.find(stem);
  const auto frequency =
      found == table_->frequency.end() ? 0.0 : static_cast<double>(found->second);
  return std::log((static_cast<double>(table_->statements) + 1) / (frequency + 1)) + 1;
}

struct ConceptClassifier::Model {
  detail::StanceReader reader;
  Pair pair;
  double threshold = kUntaughtThreshold;
  std::optional<LearningQuality> quality;
};

ConceptClassifier::ConceptClassifier(std::shared_ptr<const Model> model)
    : model_(std::move(model)) {}

Result<ConceptClassifier> ConceptClassifier::train(std::span<const CodingExample> examples,
                                                   const Concept& subject, const WordRarity& rarity,
                                                   const LearningOptions& options) {
  if (const auto fine = check(examples, subject); !fine) return tl::unexpected(fine.error());
  std::vector<const CodingExample*> sorted;
  for (const CodingExample& example : examples) sorted.push_back(&example);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
    return std::tie(a->text.content, a->text.cue, a->agreement) <
           std::tie(b->text.content, b->text.cue, b->agreement);
  });
  auto model = std::make_shared<Model>(Model{detail::StanceReader(subject, rarity), {}, {}, {}});
  std::vector<StanceFeatures> features;
  std::vector<int> agreements;
  for (const CodingExample* example : sorted) {
    features.push_back(model->reader.read(example->text));
    agreements.push_back(example->agreement);
  }
  std::vector<const StanceFeatures*> all;
  for (const StanceFeatures& each : features) all.push_back(&each);
  model->pair = fit(all, agreements, model->reader);
  model->threshold = kUntaughtThreshold;
  if (options.folds == 0) return ConceptClassifier(std::move(model));
  const auto judged = held_out(features, agreements, model->reader, options);
  model->threshold = best_threshold(judged, agreements);
  model->quality = quality_of(judged, features, agreements, model->threshold);
  return ConceptClassifier(std::move(model));
}

ConceptClassifier ConceptClassifier::untaught(const Concept& subject, const WordRarity& rarity) {
  auto model = std::make_shared<Model>(
      Model{detail::StanceReader(subject, rarity), {}, kUntaughtThreshold, {}});
  model->pair = fit({}, {}, model->reader);
  return ConceptClassifier(std::move(model));
}

StandProbabilities ConceptClassifier::classify(const StatementText& text) const {
  return judge(model_->pair, model_->reader.read(text));
}

int ConceptClassifier::stand(const StandProbabilities& probabilities) const {
  return stand_of(probabilities, model_->threshold);
}

double ConceptClassifier::threshold() const { return model_->threshold; }

const std::optional<LearningQuality>& ConceptClassifier::quality() const { return model_->quality; }

}  // namespace faultline::positions
