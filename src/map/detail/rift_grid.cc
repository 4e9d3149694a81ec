#include "map/detail/rift_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "inference/change_points.h"
#include "inference/rates.h"
#include "timeline/bin_words.h"
#include "timeline/rift.h"

namespace faultline::map::detail {
namespace {

using timeline::Bin;

/// A member's criticism, as the grid chooses among them.
struct Criticism {
  std::uint32_t bin = 0, story = 0, outlet = 0;
  bool is_inside = false, is_corrected = false;
  double confidence = 0;
};

std::vector<Criticism> criticisms(const BlocData& data, Bin bin) {
  std::map<Day, std::uint32_t> bins;
  for (const auto& tie : data.ties)
    if (tie.from_member && tie.sign < 0) bins.emplace(timeline::bin_begin(bin, tie.day), 0);
  std::uint32_t number = 0;
  for (auto& [day, place] : bins) place = number++;
  std::vector<Criticism> list;
  for (const auto& tie : data.ties) {
    if (!tie.from_member || tie.sign >= 0 || tie.from == tie.to) continue;
    const auto& row = data.relations[tie.evidence];
    list.push_back({bins.at(timeline::bin_begin(bin, tie.day)), tie.cluster, tie.outlet,
                    tie.to_member, row.is_corrected, row.confidence});
  }
  std::stable_sort(list.begin(), list.end(), [](const auto& left, const auto& right) {
    return std::pair(left.bin, left.story) < std::pair(right.bin, right.story);
  });
  return list;
}

struct Chosen {
  int minimum_n = 1;
  double confidence = 0;
  std::optional<std::uint32_t> without;
  std::uint64_t seed = 1;
};

/// What each story adds to each stretch that holds enough; stretches are numbered anew.
std::vector<inference::StoryCount> counts_of(const std::vector<Criticism>& list,
                                             const Chosen& chosen, std::vector<std::size_t>& story,
                                             std::uint32_t& bins) {
  std::vector<inference::StoryCount> counts;
  bins = 0;
  for (std::size_t begin = 0; begin < list.size();) {
    std::size_t end = begin;
    const std::size_t kept = counts.size();
    double n = 0;
    for (; end < list.size() && list[end].bin == list[begin].bin; ++end) {
      const Criticism& row = list[end];
      if (row.confidence < chosen.confidence && !row.is_corrected) continue;
      if (chosen.without == row.outlet) continue;
      if (counts.size() == kept || story.back() != row.story) {
        counts.push_back({bins, row.outlet, 0, 0});
        story.push_back(row.story);
      }
      counts.back().size += 1;
      counts.back().sum += row.is_inside ? 1 : 0;
      n += 1;
    }
    if (n < chosen.minimum_n) {
      counts.resize(kept);
      story.resize(kept);
    } else if (n > 0) {
      ++bins;
    }
    begin = end;
  }
  return counts;
}

/// The share over stretches [begin, end), by story.
inference::Rate share_of(const std::vector<inference::StoryCount>& counts,
                         const std::vector<std::size_t>& story, std::uint32_t begin,
                         std::uint32_t end, double level) {
  std::map<std::size_t, inference::ClusterCount> stories;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i].bin < begin || counts[i].bin >= end) continue;
    stories[story[i]].hits += counts[i].sum;
    stories[story[i]].n += counts[i].size;
  }
  std::vector<inference::ClusterCount> clusters;
  for (const auto& [number, cluster] : stories) clusters.push_back(cluster);
  inference::RateOptions options;
  options.level = level;
  return inference::clustered_rate(clusters, options);
}

/// As in rift_answer: whole stretches change places where there are enough of them.
constexpr std::uint32_t bins_to_shuffle = 20;
constexpr std::uint32_t least_bins = 4;

struct Outcome {
  inference::Rate share;
  inference::Estimate change;
  double p = inference::not_known;
};

Outcome outcome_of(const std::vector<Criticism>& list, const Chosen& chosen,
                   const RefereeOptions& options) {
  Outcome outcome;
  std::vector<std::size_t> story;
  std::uint32_t bins = 0;
  const auto counts = counts_of(list, chosen, story, bins);
  outcome.share = share_of(counts, story, 0, bins, options.rift.level);
  if (bins < least_bins) return outcome;
  inference::NoChangeOptions test;
  test.alternative = inference::Alternative::OneChange;
  test.permutations = options.grid_permutations;
  test.seed = chosen.seed;
  test.minimum_bins = 1;
  inference::NoChangeTest found;
  if (bins >= bins_to_shuffle) {
    std::vector<inference::Bin> whole(bins);
    for (const auto& count : counts) {
      whole[count.bin].sum += count.sum;
      whole[count.bin].size += count.size;
    }
    found = inference::test_of_no_change(whole, inference::Cost::Binomial, test);
  } else if (const auto tested =
                 inference::test_of_no_change(counts, bins, inference::Cost::Binomial, test)) {
    found = *tested;
  }
  if (std::isnan(found.p)) return outcome;
  const auto cut = static_cast<std::uint32_t>(found.begin);
  outcome.change = inference::difference(share_of(counts, story, 0, cut, options.rift.level),
                                         share_of(counts, story, cut, bins, options.rift.level));
  outcome.p = found.p;
  return outcome;
}

/// The outlets that carry most of the members' criticism.
std::vector<std::uint32_t> loudest(const BlocData& data, std::size_t most) {
  std::map<std::uint32_t, std::int64_t> counts;
  for (const auto& tie : data.ties)
    if (tie.from_member && tie.sign < 0) ++counts[tie.outlet];
  std::vector<std::pair<std::uint32_t, std::int64_t>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& left, const auto& right) { return left.second > right.second; });
  std::vector<std::uint32_t> list;
  for (const auto& [outlet, count] : order)
    if (list.size() < most) list.push_back(outlet);
  return list;
}

struct Plan {
  std::vector<Bin> bins;
  std::vector<int> least;
  std::vector<double> confidences;
  std::vector<std::uint32_t> outlets;
  std::vector<inference::Choice> choices;
};

Plan plan_of(const BlocData& widest, const RefereeOptions& options) {
  Plan plan;
  const auto asked = static_cast<int>(options.rift.bin);
  inference::Choice stretch{"stretch", {}}, least{"least n", {}}, sure{"least confidence", {}},
      outlet{"outlets", {"all"}}, seed{"seed", {}};
  for (int bin = asked - 1; bin <= asked + 1; ++bin) {
    if (bin < 0 || bin >= static_cast<int>(timeline::bin_words.size())) continue;
    plan.bins.push_back(timeline::bin_words[static_cast<std::size_t>(bin)].second);
    stretch.options.emplace_back(timeline::bin_words[static_cast<std::size_t>(bin)].first);
  }
  plan.least = {1, options.rift.rule.minimum_n, 2 * options.rift.rule.minimum_n};
  plan.least.erase(std::unique(plan.least.begin(), plan.least.end()), plan.least.end());
  for (const int n : plan.least) least.options.push_back(fmt::format("{}", n));
  plan.confidences = confidences_of(options);
  for (const double value : plan.confidences) sure.options.push_back(fmt::format("{:.2f}", value));
  plan.outlets = loudest(widest, options.grid_outlets);
  for (const auto number : plan.outlets)
    outlet.options.push_back("without " + widest.outlets[number]);
  for (std::uint64_t step = 0; step < 3; ++step)
    seed.options.push_back(fmt::format("{}", options.rift.seed + step));
  plan.choices = {std::move(stretch), std::move(least), std::move(sure), std::move(outlet),
                  std::move(seed)};
  return plan;
}

}  // namespace

std::vector<double> confidences_of(const RefereeOptions& options) {
  std::vector<double> list;
  for (const double step : {-0.2, 0.0, 0.2}) {
    const double value =
        std::clamp(std::round((options.query.min_confidence + step) * 100) / 100, 0.0, 1.0);
    if (list.empty() || list.back() < value) list.push_back(value);
  }
  return list;
}

Result<void> fill_rift_grid(RefereeGrid& grid, const BlocData& widest,
                            const RefereeOptions& options) {
  const Plan plan = plan_of(widest, options);
  std::vector<std::vector<Criticism>> lists;
  for (const Bin bin : plan.bins) lists.push_back(criticisms(widest, bin));
  std::size_t universes = 1;
  for (const auto& choice : plan.choices) universes *= choice.options.size();
  std::vector<Outcome> outcomes(universes);
  const auto place = [&](const inference::Universe& universe) {
    std::size_t number = 0;
    for (std::size_t choice = 0; choice < plan.choices.size(); ++choice)
      number = number * plan.choices[choice].options.size() + universe.options[choice];
    return number;
  };
  const auto set = [](inference::Universe& universe, double value,
                      const inference::Interval& interval, double n) {
    universe.value = value;
    universe.low = interval.low;
    universe.high = interval.high;
    universe.n = n;
  };
  auto share = inference::multiverse(
      plan.choices,
      [&](inference::Universe& universe) {
        Chosen chosen;
        chosen.minimum_n = plan.least[universe.options[1]];
        chosen.confidence = plan.confidences[universe.options[2]];
        if (universe.options[3] > 0) chosen.without = plan.outlets[universe.options[3] - 1];
        chosen.seed = options.rift.seed + universe.options[4];
        Outcome& outcome = outcomes[place(universe)];
        outcome = outcome_of(lists[universe.options[0]], chosen, options);
        set(universe, outcome.share.value, outcome.share.interval, outcome.share.n);
      },
      options.rift.threads);
  if (!share) return tl::unexpected(share.error());
  auto change = inference::multiverse(plan.choices, [&](inference::Universe& universe) {
    const Outcome& outcome = outcomes[place(universe)];
    set(universe, outcome.change.value, outcome.change.interval, outcome.share.n);
  });
  if (!change) return tl::unexpected(change.error());
  grid.share = std::move(*share);
  grid.change = std::move(*change);
  for (const auto& outcome : outcomes) grid.p.push_back(outcome.p);
  return {};
}

GridLine grid_line(const inference::Multiverse& multiverse, const std::vector<double>& p,
                   std::size_t choice, std::size_t option) {
  GridLine line;
  std::vector<double> values;
  for (std::size_t number = 0; number < multiverse.universes.size(); ++number) {
    const auto& universe = multiverse.universes[number];
    if (universe.options[choice] != option) continue;
    ++line.universes;
    if (std::isnan(universe.value)) continue;
    values.push_back(universe.value);
    if (p[number] < 0.05) ++line.significant;
  }
  line.known = values.size();
  if (values.empty()) return line;
  std::sort(values.begin(), values.end());
  line.smallest = values.front();
  line.greatest = values.back();
  line.median = inference::quantile(values, 0.5);
  const auto same = std::count_if(values.begin(), values.end(), [&](double value) {
    return (value > 0) == (multiverse.median > 0) && (value < 0) == (multiverse.median < 0);
  });
  line.same_sign = static_cast<double>(same) / static_cast<double>(values.size());
  return line;
}

}  // namespace faultline::map::detail
