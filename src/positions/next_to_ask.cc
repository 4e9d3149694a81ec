// Active learning: which statements a person should code next.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "positions/concept_classifier.h"
#include "positions/detail/stance_features.h"

namespace faultline::positions {
namespace {

double entropy(const StandProbabilities& p) {
  double sum = 0;
  for (const double each : {p.against, p.neither, p.in_favour}) {
    if (each > 0) sum -= each * std::log(each);
  }
  return sum;
}

// Cosine of two topics of length 1, whose names are sorted.
double likeness(const detail::NamedValues& a, const detail::NamedValues& b) {
  double sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const int order = a[i].first.compare(b[j].first);
    if (order == 0) sum += a[i++].second * b[j++].second;
    if (order < 0) ++i;
    if (order > 0) ++j;
  }
  return sum;
}

}  // namespace

std::vector<std::size_t> next_to_ask(const ConceptClassifier& classifier,
                                     std::span<const StatementText> candidates, std::size_t count,
                                     std::uint64_t seed) {
  // The order in which equal ones come is drawn once.
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 random(seed);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);

  const detail::StanceReader reader(Concept{}, WordRarity::of(candidates));
  std::vector<double> doubt(candidates.size()), nearest(candidates.size());
  std::vector<detail::NamedValues> topics(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    doubt[i] = entropy(classifier.classify(candidates[i]));
    topics[i] = reader.read(candidates[i]).topic;
  }
  std::vector<std::size_t> chosen;
  std::vector<bool> is_chosen(candidates.size());
  while (chosen.size() < std::min(count, candidates.size())) {
    std::size_t best = candidates.size();
    double most = -1;
    for (const std::size_t i : order) {
      const double worth = doubt[i] * (1 - nearest[i]);
      if (!is_chosen[i] && worth > most) {
        best = i;
        most = worth;
      }
    }
    chosen.push_back(best);
    is_chosen[best] = true;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (!is_chosen[i]) nearest[i] = std::max(nearest[i], likeness(topics[i], topics[best]));
    }
  }
  return chosen;
}

}  // namespace faultline::positions
