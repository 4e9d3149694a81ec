#include "positions/learning_curve.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <random>

#include "positions/detail/stance_features.h"

namespace faultline::positions {
namespace {

void count(CurveScore& score, int stand, int agreement) {
  score.wanted += agreement != 0 ? 1 : 0;
  score.found += stand != 0 ? 1 : 0;
  score.right += stand != 0 && stand == agreement ? 1 : 0;
}

class Curve {
 public:
  Curve(std::span<const StatementText> texts, std::span<const int> agreements,
        const Concept& subject, const CurveOptions& options, std::span<const std::uint32_t> groups)
      : texts_(texts),
        agreements_(agreements),
        subject_(subject),
        options_(options),
        groups_(groups),
        group_count_(groups.empty() ? 1 : *std::max_element(groups.begin(), groups.end()) + 1),
        rarity_(WordRarity::of(texts)) {}

  CurveRun run(std::uint64_t seed) {
    cut(seed);
    CurveRun run;
    const detail::StanceReader reader(subject_, rarity_);
    run.phrases.resize(group_count_);
    for (const std::size_t i : held_out_) {
      const double phrases = reader.read(texts_[i]).phrases;
      count(run.phrases[group_of(i)], phrases > 0 ? 1 : phrases < 0 ? -1 : 0, agreements_[i]);
    }
    const ConceptClassifier untaught = ConceptClassifier::untaught(subject_, rarity_);
    run.untaught = score(untaught);
    for (const std::size_t size : options_.sizes) {
      const std::size_t most = std::min(size, pool_.size());
      run.random.push_back(score(taught({pool_.begin(), pool_.begin() + at(most)})));
    }
    std::vector<std::size_t> asked;
    std::vector<std::size_t> rest = pool_;
    ask(untaught, options_.sizes.front(), seed, rest, asked);
    for (const std::size_t size : options_.sizes) {
      while (asked.size() < size && !rest.empty()) {
        const std::size_t more = std::min(options_.batch, size - asked.size());
        ask(taught(asked, /*is_measured=*/false), more, seed, rest, asked);
      }
      run.active.push_back(score(taught(asked)));
    }
    return run;
  }

 private:
  static std::ptrdiff_t at(std::size_t index) { return static_cast<std::ptrdiff_t>(index); }

  void cut(std::uint64_t seed) {
    std::vector<std::size_t> order(texts_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(seed);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    const auto held =
        static_cast<std::size_t>(static_cast<double>(order.size()) * options_.held_out);
    pool_.assign(order.begin() + at(held), order.end());
    held_out_.assign(order.begin(), order.begin() + at(held));
  }

  [[nodiscard]] ConceptClassifier taught(const std::vector<std::size_t>& picks,
                                         bool is_measured = true) const {
    std::vector<CodingExample> examples;
    for (const std::size_t pick : picks)
      examples.push_back({texts_[pick], agreements_[pick], "reader"});
    LearningOptions options;
    if (!is_measured) options.folds = 0;  // which to ask next does not depend on the threshold
    auto classifier = ConceptClassifier::train(examples, subject_, rarity_, options);
    // Too few to learn from: what the codebook says stands.
    return classifier ? std::move(*classifier) : ConceptClassifier::untaught(subject_, rarity_);
  }

  void ask(const ConceptClassifier& classifier, std::size_t size, std::uint64_t seed,
           std::vector<std::size_t>& rest, std::vector<std::size_t>& asked) const {
    std::vector<StatementText> candidates;
    for (const std::size_t i : rest) candidates.push_back(texts_[i]);
    std::vector<std::size_t> chosen = next_to_ask(classifier, candidates, size, seed);
    for (const std::size_t pick : chosen) asked.push_back(rest[pick]);
    std::sort(chosen.begin(), chosen.end(), std::greater<>());
    for (const std::size_t pick : chosen) rest.erase(rest.begin() + at(pick));
  }

  [[nodiscard]] std::size_t group_of(std::size_t i) const {
    return groups_.empty() ? 0 : groups_[i];
  }

  [[nodiscard]] CurveScores score(const ConceptClassifier& classifier) const {
    CurveScores score(group_count_);
    for (const std::size_t i : held_out_)
      count(score[group_of(i)], classifier.stand(classifier.classify(texts_[i])), agreements_[i]);
    return score;
  }

  std::span<const StatementText> texts_;
  std::span<const int> agreements_;
  const Concept& subject_;
  const CurveOptions& options_;
  std::span<const std::uint32_t> groups_;
  std::size_t group_count_;
  WordRarity rarity_;
  std::vector<std::size_t> pool_, held_out_;
};

}  // namespace

double CurveScore::f1() const {
  return found + wanted == 0
             ? 0
             : 2.0 * static_cast<double>(right) / static_cast<double>(found + wanted);
}

CurveScore& CurveScore::operator+=(const CurveScore& other) {
  wanted += other.wanted;
  found += other.found;
  right += other.right;
  return *this;
}

std::vector<CurveRun> learning_curve(std::span<const StatementText> texts,
                                     std::span<const int> agreements, const Concept& subject,
                                     const CurveOptions& options,
                                     std::span<const std::uint32_t> groups) {
  assert(texts.size() == agreements.size());
  Curve curve(texts, agreements, subject, options, groups);
  std::vector<CurveRun> runs;
  for (int seed = 1; seed <= options.seeds; ++seed)
    runs.push_back(curve.run(static_cast<std::uint64_t>(seed)));
  return runs;
}

}  // namespace faultline::positions
