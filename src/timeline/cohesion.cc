#include "timeline/cohesion.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <numbers>

namespace faultline::timeline {

std::optional<double> rice_index(std::int64_t yes, std::int64_t no) {
  if (yes + no <= 0) return std::nullopt;
  return static_cast<double>(std::abs(yes - no)) / static_cast<double>(yes + no);
}

double rice_by_chance(std::int64_t n) {
  // The mean of |2Y - n| / n of a fair coin is C(2m, m) / 4^m with m = n/2 rounded down.
  const std::int64_t m = n / 2;
  constexpr std::int64_t most_factors = 10'000;
  if (m <= most_factors) {
    double product = 1;
    for (std::int64_t i = 1; i <= m; ++i) {
      product *= static_cast<double>(2 * i - 1) / static_cast<double>(2 * i);
    }
    return product;
  }
  const auto x = static_cast<double>(m);
  return (1 - 1 / (8 * x) + 1 / (128 * x * x)) / std::sqrt(std::numbers::pi * x);
}

std::optional<double> rarefied_rice(std::int64_t yes, std::int64_t no, std::int64_t m) {
  if (m < 1 || m > yes + no) return std::nullopt;
  // Draws with y of `yes`: relative to the likeliest one, so that nothing overflows.
  const std::int64_t least = std::max<std::int64_t>(0, m - no), most = std::min(yes, m);
  const std::int64_t mode = std::clamp((m + 1) * (yes + 1) / (yes + no + 2), least, most);
  const auto rice = [m](std::int64_t y) {
    return static_cast<double>(std::abs(2 * y - m)) / static_cast<double>(m);
  };
  double weights = 1, sum = rice(mode);
  const auto ratio_up = [&](std::int64_t y) {  // from y to y + 1
    return static_cast<double>(yes - y) * static_cast<double>(m - y) /
           (static_cast<double>(y + 1) * static_cast<double>(no - m + y + 1));
  };
  double weight = 1;
  for (std::int64_t y = mode; y < most; ++y) {
    weight *= ratio_up(y);
    weights += weight;
    sum += weight * rice(y + 1);
  }
  weight = 1;
  for (std::int64_t y = mode; y > least; --y) {
    weight /= ratio_up(y - 1);
    weights += weight;
    sum += weight * rice(y - 1);
  }
  return sum / weights;
}

std::optional<double> agreement_index(std::int64_t yes, std::int64_t no, std::int64_t abstain) {
  const std::int64_t all = yes + no + abstain;
  if (all <= 0) return std::nullopt;
  const auto most = static_cast<double>(std::max({yes, no, abstain}));
  const auto sum = static_cast<double>(all);
  return (most - (sum - most) / 2) / sum;
}

namespace {

struct Draft {
  std::map<std::uint32_t, std::pair<int, int>> members;  // for, against
  std::vector<std::uint32_t> clusters, outlets;
  ConceptCohesion cohesion;
};

int distinct(std::vector<std::uint32_t>& values) {
  std::sort(values.begin(), values.end());
  return static_cast<int>(std::unique(values.begin(), values.end()) - values.begin());
}

ConceptCohesion finished(Draft& draft, const CohesionOptions& options) {
  ConceptCohesion& result = draft.cohesion;
  for (const auto& [actor, stands] : draft.members) {
    ++(stands.first > stands.second   ? result.yes
       : stands.first < stands.second ? result.no
                                      : result.divided);
  }
  result.clusters = distinct(draft.clusters);
  result.outlets = distinct(draft.outlets);
  const int n = result.yes + result.no;
  result.chance = rice_by_chance(n);
  if (n < std::max(1, options.rule.minimum_n)) return std::move(result);
  result.rice = rice_index(result.yes, result.no);
  if (n > 1) result.rice_above_chance = (*result.rice - result.chance) / (1 - result.chance);
  result.rarefied = rarefied_rice(result.yes, result.no, options.rarefy_to);
  result.agreement = agreement_index(result.yes, result.no, result.divided);
  return std::move(result);
}

/// The mean of one index over the concepts that have it, by their members.
std::optional<double> mean_of(const std::vector<ConceptCohesion>& concepts,
                              std::optional<double> ConceptCohesion::* index) {
  double sum = 0, weight = 0;
  for (const ConceptCohesion& one : concepts) {
    if (!(one.*index)) continue;
    sum += *(one.*index) * (one.yes + one.no);
    weight += one.yes + one.no;
  }
  if (weight == 0) return std::nullopt;
  return sum / weight;
}

}  // namespace

Cohesion cohesion(std::span<const RiftCoding> codings, const CohesionOptions& options) {
  std::map<std::uint32_t, Draft> drafts;
  for (const RiftCoding& coding : codings) {
    if (!coding.member) continue;
    Draft& draft = drafts[coding.concept_index];
    draft.cohesion.concept_index = coding.concept_index;
    ++draft.cohesion.statements;
    auto& stands = draft.members[coding.actor];
    ++(coding.agreement > 0 ? stands.first : stands.second);
    (coding.agreement > 0 ? draft.cohesion.evidence_for : draft.cohesion.evidence_against)
        .push_back(coding.evidence);
    draft.clusters.push_back(coding.cluster);
    draft.outlets.push_back(coding.outlet);
  }
  Cohesion result;
  for (auto& [number, draft] : drafts) result.concepts.push_back(finished(draft, options));
  result.rice = mean_of(result.concepts, &ConceptCohesion::rice);
  result.rice_above_chance = mean_of(result.concepts, &ConceptCohesion::rice_above_chance);
  result.rarefied = mean_of(result.concepts, &ConceptCohesion::rarefied);
  result.agreement = mean_of(result.concepts, &ConceptCohesion::agreement);
  for (const ConceptCohesion& one : result.concepts) {
    if (!one.rice) continue;
    ++result.concepts_counted;
    result.members += one.yes + one.no;
  }
  return result;
}

}  // namespace faultline::timeline
