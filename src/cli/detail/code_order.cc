#include "cli/detail/code_order.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace faultline::cli {
namespace {

using Places = std::vector<std::size_t>;

Places in_text_order(std::size_t count) {
  Places places(count);
  for (std::size_t i = 0; i < count; ++i) places[i] = i;
  return places;
}

/// Fisher and Yates; std::shuffle differs between standard libraries.
Places shuffled(std::size_t count, std::uint64_t seed) {
  Places places = in_text_order(count);
  std::mt19937_64 generator(seed);
  for (std::size_t left = count; left > 1; --left) {
    const std::uint64_t remainder = (std::mt19937_64::max() % left + 1) % left;
    std::uint64_t drawn = generator();
    while (drawn > std::mt19937_64::max() - remainder) drawn = generator();
    std::swap(places[left - 1], places[drawn % left]);
  }
  return places;
}

/// Nearest to even odds first, by the strongest word of the machine or of a model; then those of
/// which nothing is known. Equals are drawn with the seed.
Result<Places> by_uncertainty(const study::Study& study,
                              std::span<const study::StatementRow> candidates,
                              const std::string& concept_name, std::uint64_t seed) {
  study::JudgementFilter filter;
  filter.rows.concept_name = concept_name;
  const auto judgements = study.judgements(filter);
  if (!judgements) return tl::unexpected(judgements.error());
  constexpr double unknown = 1;
  std::map<study::StatementId, double> distances;
  for (const auto& judgement : *judgements) {
    if (judgement.kind == study::CoderKind::Person || !judgement.statement) continue;
    const double distance = std::abs(judgement.confidence.value_or(unknown) - 0.5);
    auto& known = distances.try_emplace(*judgement.statement, distance).first->second;
    known = std::min(known, distance);
  }
  const auto distance_of = [&](std::size_t place) {
    const auto found = distances.find(candidates[place].key);
    return found == distances.end() ? unknown : found->second;
  };
  Places places = shuffled(candidates.size(), seed);
  std::stable_sort(places.begin(), places.end(),
                   [&](std::size_t a, std::size_t b) { return distance_of(a) < distance_of(b); });
  return places;
}

}  // namespace

Result<Places> order_of(CodeOrder order, const study::Study& study,
                        std::span<const study::StatementRow> candidates,
                        const std::string& concept_name, std::uint64_t seed) {
  switch (order) {
    case CodeOrder::Text:
      return in_text_order(candidates.size());
    case CodeOrder::Random:
      return shuffled(candidates.size(), seed);
    case CodeOrder::Uncertain:
      return by_uncertainty(study, candidates, concept_name, seed);
  }
  return in_text_order(candidates.size());
}

}  // namespace faultline::cli
