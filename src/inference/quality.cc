#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "inference/correction.h"
#include "inference/detail/freedom.h"

namespace faultline::inference {
namespace {

/// A weighted share of clustered yes and no.
struct WeightedShare {
  double weight = 0, hits = 0, squares = 0;
  std::size_t count = 0;
  std::map<std::uint32_t, ClusterCount> of_story;  // weighted

  void add(const CheckedLabel& label) {
    const double w = 1 / label.inclusion;
    weight += w;
    squares += w * w;
    ++count;
    ClusterCount& story = of_story[label.story];
    story.n += w;
    if (!label.truth) return;
    hits += w;
    story.hits += w;
  }

  [[nodiscard]] Rate rate(double level) const {
    Rate rate;
    rate.hits = hits;
    rate.n = weight;
    rate.clusters = of_story.size();
    if (count == 0) return rate;
    rate.value = hits / weight;
    const double kish = weight * weight / squares;
    double variance = 0;
    double fourths = 0;
    for (const auto& [story, counts] : of_story) {
      const double excess = (counts.hits - rate.value * counts.n) / weight;
      variance += excess * excess;
      fourths += excess * excess * excess * excess;
    }
    const auto stories = static_cast<double>(of_story.size());
    rate.effective_n = kish;
    double freedom = std::max(1.0, stories - 1);
    if (variance > 0 && stories > 1) {
      const double of_one = rate.value * (1 - rate.value);
      rate.effective_n = std::min(kish, of_one * (stories - 1) / (stories * variance));
      freedom = freedom_of(variance, fourths, stories);
    }
    rate.design_effect = static_cast<double>(count) / rate.effective_n;
    rate.interval = wilson(rate.value, rate.effective_n, freedom, level);
    return rate;
  }
};

/// first / second with an interval from theirs (Donner & Zou 2012, eq. 6 and 7); both not negative.
Interval ratio_interval(double first, const Interval& of_first, double second,
                        const Interval& of_second) {
  const auto root = [](double square) { return std::sqrt(std::max(0.0, square)); };
  const double both = first * second;
  const auto bound = [&](double a, double b, double sign) {
    const double below = b * (2 * second - b);
    if (below <= 0) return std::numeric_limits<double>::infinity();
    return (both + sign * root(both * both - a * b * (2 * first - a) * (2 * second - b))) / below;
  };
  return {std::max(0.0, bound(of_first.low, of_second.high, -1)),
          bound(of_first.high, of_second.low, 1), Method::Mover};
}

Estimate recall_of(const Rate& precision, const Rate& missed) {
  Estimate recall;
  recall.clusters = precision.clusters + missed.clusters;
  // Weighted numbers of units that the machine says yes and no to.
  const double yes = precision.n;
  const double no = missed.n;
  const double found = yes > 0 ? yes * precision.value : 0;
  const double overlooked = no > 0 ? no * missed.value : 0;
  if (found + overlooked <= 0 || no <= 0 || yes <= 0) return recall;
  recall.value = found / (found + overlooked);
  const auto scaled = [](const Interval& interval, double factor) {
    return Interval{factor * interval.low, factor * interval.high, interval.method};
  };
  if (found <= 0) {
    recall.interval = {0, 1, Method::Mover};
    return recall;
  }
  const Interval odds = ratio_interval(overlooked, scaled(missed.interval, no), found,
                                       scaled(precision.interval, yes));
  recall.interval = {1 / (1 + odds.high), 1 / (1 + odds.low), Method::Mover};
  return recall;
}

}  // namespace

Result<std::vector<Quality>> quality(std::span<const CheckedLabel> labels, std::size_t groups,
                                     double level) {
  std::vector<WeightedShare> yes(groups);
  std::vector<WeightedShare> no(groups);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const CheckedLabel& label = labels[i];
    if (label.group >= groups || !(label.inclusion > 0 && label.inclusion <= 1)) {
      return failure(
          ErrorCode::Usage,
          fmt::format("A label of group {} (of {}) was drawn with probability {}; groups lie "
                      "below their number, probabilities in (0, 1].",
                      label.group, groups, label.inclusion),
          fmt::format("label {}", i));
    }
    (label.machine ? yes : no)[label.group].add(label);
  }
  std::vector<Quality> result;
  for (std::size_t group = 0; group < groups; ++group) {
    Quality of_group;
    of_group.precision = yes[group].rate(level);
    of_group.recall = recall_of(of_group.precision, no[group].rate(level));
    of_group.checked = yes[group].count + no[group].count;
    result.push_back(of_group);
  }
  return result;
}

}  // namespace faultline::inference
