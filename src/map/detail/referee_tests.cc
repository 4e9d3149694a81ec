#include "map/detail/referee_tests.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/draw.h"
#include "inference/permutation.h"
#include "map/detail/wording.h"

namespace faultline::map::detail {
namespace {

/// What members say of one actor, and how often the actor was a member then.
struct Target {
  double against = 0, favourable = 0, member = 0, rows = 0;
};

/// In-bloc share and net support with bloc membership dealt anew among those whom members speak of
/// (as the E-I index is tested: Krackhardt & Stern 1988), so that one who is often attacked counts
/// as one.
inference::NullTest membership_null(const BlocData& data, const RiftOptions& options) {
  std::map<std::uint32_t, Target> by_actor;
  for (const auto& tie : data.ties) {
    if (!tie.from_member || tie.sign == 0 || tie.from == tie.to) continue;
    Target& target = by_actor[tie.to];
    (tie.sign < 0 ? target.against : target.favourable) += 1;
    target.member += tie.to_member ? 1 : 0;
    target.rows += 1;
  }
  std::vector<Target> targets;
  for (const auto& [actor, target] : by_actor) targets.push_back(target);
  const std::vector<std::uint32_t> strata(targets.size(), 0);
  inference::NullOptions null;
  null.replicates = options.permutations;
  null.seed = options.seed;
  null.threads = options.threads;
  null.tail = inference::Tail::Both;
  const auto evaluate = [&](std::span<const std::uint32_t> order, std::span<double> values) {
    double inside = 0, all = 0, backing = 0;
    for (std::size_t place = 0; place < targets.size(); ++place) {
      const Target& from = targets[order[place]];
      const double member = from.member / from.rows;
      inside += targets[place].against * member;
      all += targets[place].against;
      backing += targets[place].favourable * member;
    }
    values[0] = all > 0 ? inside / all : inference::not_known;
    values[1] =
        inside + backing > 0 ? (backing - inside) / (backing + inside) : inference::not_known;
  };
  return inference::permutation_test(strata, 2, evaluate, null);
}

/// The weighted mean of Rice's index if every member with a stand had tossed a coin.
inference::NullTest coin_null(const timeline::Cohesion& cohesion, const RiftOptions& options) {
  std::vector<int> members;
  for (const auto& stand : cohesion.concepts)
    if (stand.rice) members.push_back(stand.yes + stand.no);
  inference::NullOptions null;
  null.replicates = options.permutations;
  null.seed = options.seed;
  null.threads = options.threads;
  const std::vector<double> observed = {cohesion.rice.value_or(inference::not_known)};
  return inference::null_test(
      observed,
      [&](std::mt19937_64& generator, std::span<double> values) {
        double sum = 0, weight = 0;
        for (const int n : members) {
          int yes = 0;
          for (int member = 0; member < n; ++member)
            yes += static_cast<int>(draw_below(generator, 2));
          sum += std::abs(2 * yes - n);
          weight += n;
        }
        values[0] = weight > 0 ? sum / weight : inference::not_known;
      },
      null);
}

void add_rift_tests(std::vector<IndexTest>& tests, const BlocData& data, const RiftAnswer& rift,
                    const RiftOptions& options) {
  if (rift.turn) {
    const bool by_bins = rift.turn->shuffled == Shuffled::Bins;
    tests.push_back({"Greatest change of the in-bloc share",
                     fmt::format("{:+.2f}", rift.turn->difference.value),
                     by_bins ? "stretches in random order" : "stories shuffled within outlets",
                     inference::not_known, rift.turn->p, rift.turn->permutations});
  }
  if (!rift.second_opinion.empty()) {
    const auto& first = rift.second_opinion.front();
    tests.push_back({"Change by the energy distance (E-divisive)",
                     fmt::format("Q = {:.2f}", first.statistic), "stretches in random order",
                     inference::not_known, first.p, options.permutations});
  }
  const auto membership = membership_null(data, options);
  const auto add = [&](const char* index, std::size_t point, const std::string& value) {
    tests.push_back({index, value, "membership dealt anew among those spoken of",
                     membership.mean[point], membership.p[point], options.permutations});
  };
  if (rift.counts.crit_in + rift.counts.crit_out > 0)
    add("In-bloc share of criticism", 0, percent(rift.share.value));
  if (rift.counts.crit_in + rift.counts.supp_in > 0 && !std::isnan(rift.net_support.value))
    add("Net support inside", 1, fmt::format("{:+.2f}", rift.net_support.value));
  if (rift.cohesion.rice) {
    const auto coins = coin_null(rift.cohesion, options);
    tests.push_back({"Cohesion on issues (Rice)", fmt::format("{:.2f}", *rift.cohesion.rice),
                     "every member tosses a coin", coins.mean.front(), coins.p.front(),
                     options.permutations});
  }
}

}  // namespace

std::vector<IndexTest> index_tests(const BlocData& data, const RiftAnswer& rift,
                                   const FactionAnswer& factions, const PhaseAnswer& phases,
                                   const RiftOptions& options) {
  std::vector<IndexTest> tests;
  add_rift_tests(tests, data, rift, options);
  if (!phases.states.empty()) {
    tests.push_back({"States over time (modularity)", fmt::format("{:.2f}", phases.modularity),
                     "stories shuffled within outlets", inference::not_known, phases.p_states,
                     phases.permutations});
    tests.push_back({"Phases, as few", fmt::format("{}", phases.phases.size()),
                     "stretches in random order", inference::not_known, phases.p_order,
                     phases.permutations});
  }
  if (factions.test.networks > 0)
    tests.push_back({"Frustration index of the two sides",
                     fmt::format("{}", factions.test.observed),
                     "networks with as many allies and opponents for everybody", factions.test.mean,
                     factions.test.p_value, factions.test.networks});
  for (const auto& wedge : factions.wedges)
    tests.push_back({"Alignment of the issue “" +
                         data.concepts[static_cast<std::size_t>(wedge.concept_index)] + "”",
                     std::isnan(wedge.alignment) ? "–" : fmt::format("{:.2f}", wedge.alignment),
                     "the same signs dealt anew to the same pairs", inference::not_known,
                     std::isnan(wedge.alignment) ? inference::not_known : wedge.p_value,
                     wedge.deals});
  for (const auto& event : rift.events) {
    const auto& study = event.study;
    const std::string value =
        std::isnan(study.difference.value) ? "–" : fmt::format("{:+.2f}", study.difference.value);
    tests.push_back({"Before and after “" + event.event.name + "”", value,
                     "stories shuffled within outlets", inference::not_known, study.permutation_p,
                     study.permutations});
    tests.push_back({"The same against placebo days", value, "other days in its place",
                     inference::not_known, study.placebo_p,
                     static_cast<int>(study.placebos.size())});
  }
  std::vector<double> p;
  for (const IndexTest& test : tests) p.push_back(test.p);
  const auto rate = inference::benjamini_hochberg(p), any = inference::holm(p);
  for (std::size_t place = 0; place < tests.size(); ++place) {
    tests[place].q = rate[place];
    tests[place].holm = any[place];
  }
  return tests;
}

}  // namespace faultline::map::detail
