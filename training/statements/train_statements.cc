// Trains models/english/statement-weights.tsv: how likely a reader marks a candidate.
//
//   train_statements POLNEAR_TRAIN_FOLDER > models/english/statement-weights.tsv
//
// Logistic regression by AdaGrad over the features that reading uses too. A candidate is right when
// its source meets the source of a gold statement and their contents share at least half of their
// tokens; candidates within what somebody else says are left out, because the corpus is flat.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <map>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "polnear.h"
#include "statements/detail/candidates.h"
#include "statements/detail/scoring.h"

namespace {

using namespace faultline;
using faultline::statements::detail::Candidate;
using faultline::statements::detail::MarkedWords;

using Tokens = std::set<std::uint32_t>;

struct Example {
  std::vector<std::uint32_t> features;
  bool is_right = false;
};

// The tokens that hold a letter or a figure.
Tokens tokens_of(const MarkedWords& words, TokenSpan span) {
  Tokens tokens;
  for (std::uint32_t i = span.begin.value; i < span.end.value; ++i) {
    if (words[i].mark == statements::detail::MarkKind::None) tokens.insert(i);
  }
  return tokens;
}

Tokens tokens_of(const MarkedWords& words, const std::vector<ByteSpan>& spans) {
  Tokens tokens;
  for (const ByteSpan span : spans) tokens.merge(tokens_of(words, words.document->tokens_in(span)));
  return tokens;
}

std::size_t shared(const Tokens& a, const Tokens& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&b](std::uint32_t token) { return b.contains(token); }));
}

struct Gold {
  Tokens source, cue, content;
};

bool is_right(const MarkedWords& words, const Candidate& candidate, const std::vector<Gold>& gold) {
  Tokens content;
  for (const TokenSpan span : candidate.content) content.merge(tokens_of(words, span));
  const Tokens source = candidate.source ? tokens_of(words, *candidate.source) : Tokens{};
  return std::any_of(gold.begin(), gold.end(), [&](const Gold& one) {
    const std::size_t both = shared(content, one.content);
    if (2 * both < content.size() + one.content.size() - both || both == 0) return false;
    if (source.empty() && one.source.empty()) return true;
    return shared(source, one.source) > 0;
  });
}

bool is_inside(const Candidate& candidate, const std::vector<Gold>& gold) {
  if (candidate.scope.quotation != statements::detail::kUnquoted) return true;
  return std::any_of(gold.begin(), gold.end(),
                     [&](const Gold& one) { return one.content.contains(candidate.anchor); });
}

class Trainer {
 public:
  void add(const training::GoldArticle& article) {
    const auto& lexicon = statements::detail::Lexicon::english();
    const MarkedWords words = statements::detail::mark_words(article.document, lexicon);
    std::vector<Gold> gold;
    for (const auto& one : article.statements) {
      gold.push_back(
          {tokens_of(words, one.source), tokens_of(words, one.cue), tokens_of(words, one.content)});
    }
    for (Candidate& candidate : statements::detail::find_candidates(words, lexicon)) {
      std::sort(candidate.content.begin(), candidate.content.end());
      if (is_inside(candidate, gold)) continue;
      Example example;
      for (const std::string& name : statements::detail::features(words, candidate)) {
        const auto [place, is_new] =
            ids_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
        if (is_new) names_.push_back(name);
        example.features.push_back(place->second);
      }
      example.is_right = is_right(words, candidate, gold);
      examples_.push_back(std::move(example));
    }
  }

  void train() {
    constexpr int kEpochs = 12;
    constexpr float kRate = 0.1F;
    constexpr float kRidge = 2e-5F;
    constexpr std::uint32_t kLeastCount = 3;
    std::vector<std::uint32_t> counts(names_.size());
    for (const Example& example : examples_) {
      for (const std::uint32_t id : example.features) ++counts[id];
    }
    for (Example& example : examples_) {
      std::erase_if(example.features, [&](std::uint32_t id) { return counts[id] < kLeastCount; });
    }
    weights_.assign(names_.size(), 0);
    std::vector<float> squares(names_.size(), 1e-6F);
    std::mt19937 random(1);
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
      std::shuffle(examples_.begin(), examples_.end(), random);
      double loss = 0;
      for (const Example& example : examples_) {
        float sum = 0;
        for (const std::uint32_t id : example.features) sum += weights_[id];
        const float probability = 1.0F / (1.0F + std::exp(-sum));
        const float error = probability - (example.is_right ? 1.0F : 0.0F);
        loss -= std::log(
            std::max(1e-6, static_cast<double>(example.is_right ? probability : 1 - probability)));
        for (const std::uint32_t id : example.features) {
          const float gradient = error + kRidge * 100 * weights_[id];
          squares[id] += gradient * gradient;
          weights_[id] -= kRate * gradient / std::sqrt(squares[id]);
        }
      }
      std::fprintf(stderr, "epoch %d: %zu candidates, log-loss %.4f\n", epoch + 1, examples_.size(),
                   loss / static_cast<double>(examples_.size()));
    }
  }

  void print() const {
    std::map<std::string, float> sorted;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (std::fabs(weights_[i]) >= 0.05F) sorted.emplace(names_[i], weights_[i]);
    }
    std::puts("# Made by training/statements/train_statements.cc; see docs/training.md.");
    for (const auto& [name, weight] : sorted)
      std::printf("%s\t%.2f\n", name.c_str(), static_cast<double>(weight));
  }

 private:
  std::unordered_map<std::string, std::uint32_t> ids_;
  std::vector<std::string> names_;
  std::vector<Example> examples_;
  std::vector<float> weights_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: train_statements POLNEAR_TRAIN_FOLDER > statement-weights.tsv\n", stderr);
    return 2;
  }
  try {
    const auto engine = language::Engine::load();
    if (!engine) {
      std::fprintf(stderr, "%s\n", engine.error().message.c_str());
      return 1;
    }
    Trainer trainer;
    for (const auto& article : training::read_polnear(arguments[1], *engine)) trainer.add(article);
    trainer.train();
    trainer.print();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
