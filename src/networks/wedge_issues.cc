#include <algorithm>
#include <limits>
#include <map>

#include "base/draw.h"
#include "inference/streams.h"
#include "networks/detail/tidy_pairs.h"
#include "networks/factions.h"

namespace faultline::networks {
namespace {

bool is_on_issue(const FactionTie& tie, std::span<const int> side) {
  return tie.concept_index >= 0 && tie.sign != 0 && tie.from != tie.to && side[tie.from] != 0 &&
         side[tie.to] != 0;
}

/// The ties of one pair on one issue.
struct Bundle {
  bool is_inside = false;
  int positive = 0, negative = 0;
};

int frustrated(const Bundle& place, const Bundle& dealt) {
  return place.is_inside ? dealt.negative : dealt.positive;
}

/// How many deals of the pairs' signs fit the split at least as well as the signs they have.
int deals_as_good(const std::vector<Bundle>& bundles, int observed, const WedgeOptions& options,
                  std::int32_t concept_index) {
  auto generator = inference::stream(options.seed, static_cast<std::uint64_t>(concept_index));
  auto dealt = bundles;
  int as_good = 0;
  for (int deal = 0; deal < options.deals; ++deal) {
    shuffle(dealt, generator);
    int sum = 0;
    for (std::size_t index = 0; index < bundles.size(); ++index) {
      sum += frustrated(bundles[index], dealt[index]);
    }
    if (sum <= observed) ++as_good;
  }
  return as_good;
}

double ratio(double part, double whole) {
  return whole == 0 ? std::numeric_limits<double>::quiet_NaN() : part / whole;
}

/// `ties` are those on the issue between actors with a side.
Wedge wedge_of(std::int32_t concept_index, const std::vector<const FactionTie*>& ties,
               std::span<const int> side, const WedgeOptions& options) {
  Wedge wedge;
  wedge.concept_index = concept_index;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Bundle> pairs;
  int negative_inside = 0;
  for (const FactionTie* tie : ties) {
    Bundle& bundle = pairs[std::minmax(tie->from, tie->to)];
    bundle.is_inside = side[tie->from] == side[tie->to];
    ++(tie->sign > 0 ? bundle.positive : bundle.negative);
    ++wedge.ties;
    wedge.negative += tie->sign < 0 ? 1 : 0;
    wedge.inside += bundle.is_inside ? 1 : 0;
    negative_inside += bundle.is_inside && tie->sign < 0 ? 1 : 0;
    wedge.evidence.push_back(tie->evidence);
  }
  const int across = wedge.ties - wedge.inside, positive = wedge.ties - wedge.negative;
  const int negative_across = wedge.negative - negative_inside;
  wedge.frustrated = negative_inside + across - negative_across;
  wedge.antagonism = ratio(wedge.negative, wedge.ties);
  wedge.cohesiveness = ratio(wedge.inside - negative_inside, wedge.inside);
  wedge.divisiveness = ratio(negative_across, across);
  const bool is_fixed = wedge.negative == 0 || positive == 0 || wedge.inside == 0 || across == 0;
  // The mean over all deals of the signs: each tie is negative with the same chance.
  const double by_chance = ratio(
      static_cast<double>(wedge.negative) * wedge.inside + static_cast<double>(positive) * across,
      wedge.ties);
  wedge.alignment =
      is_fixed ? std::numeric_limits<double>::quiet_NaN() : 1 - wedge.frustrated / by_chance;
  std::vector<Bundle> bundles;
  bundles.reserve(pairs.size());
  for (const auto& [pair, bundle] : pairs) bundles.push_back(bundle);
  wedge.deals = std::max(0, options.deals);
  wedge.p_value = (1.0 + deals_as_good(bundles, wedge.frustrated, options, concept_index)) /
                  (1.0 + wedge.deals);
  return wedge;
}

std::map<std::int32_t, std::vector<const FactionTie*>> by_issue(std::span<const FactionTie> ties,
                                                                std::span<const int> side) {
  std::map<std::int32_t, std::vector<const FactionTie*>> issues;
  for (const FactionTie& tie : ties) {
    if (is_on_issue(tie, side)) issues[tie.concept_index].push_back(&tie);
  }
  return issues;
}

}  // namespace

std::vector<Wedge> wedge_issues(std::span<const FactionTie> ties, std::span<const int> side,
                                const WedgeOptions& options) {
  std::vector<Wedge> wedges;
  for (const auto& [concept_index, on_it] : by_issue(ties, side)) {
    wedges.push_back(wedge_of(concept_index, on_it, side, options));
  }
  return wedges;
}

std::vector<Wedge> wedge_issues_left_out(std::size_t actors, std::span<const FactionTie> ties,
                                         const FrustrationOptions& search,
                                         const WedgeOptions& options) {
  std::vector<std::int32_t> concepts;
  for (const FactionTie& tie : ties) {
    if (tie.concept_index >= 0) concepts.push_back(tie.concept_index);
  }
  std::sort(concepts.begin(), concepts.end());
  concepts.erase(std::unique(concepts.begin(), concepts.end()), concepts.end());
  std::vector<Wedge> wedges;
  for (const std::int32_t concept_index : concepts) {
    std::vector<SignedPair> others;
    for (const FactionTie& tie : ties) {
      if (tie.concept_index == concept_index || tie.sign == 0) continue;
      others.push_back({tie.from, tie.to, tie.sign > 0 ? 1 : 0, tie.sign < 0 ? 1 : 0});
    }
    const Frustration split = frustration(actors, detail::tidied(std::move(others)), search);
    std::vector<const FactionTie*> on_it;
    for (const FactionTie& tie : ties) {
      // Where no chain of other ties leads from one to the other, there is no line to fit.
      if (tie.concept_index == concept_index && is_on_issue(tie, split.side) &&
          split.group[tie.from] == split.group[tie.to]) {
        on_it.push_back(&tie);
      }
    }
    if (!on_it.empty()) wedges.push_back(wedge_of(concept_index, on_it, split.side, options));
  }
  return wedges;
}

std::vector<FactionTie> ties_of_stances(std::span<const Stance> stances) {
  struct Stand {
    int net = 0;
    std::size_t last_for = 0, last_against = 0;  // evidence
  };
  std::map<std::uint32_t, std::map<std::uint32_t, Stand>> concepts;
  for (const Stance& stance : stances) {
    Stand& stand = concepts[stance.concept_index][stance.actor];
    stand.net += stance.agreement > 0 ? 1 : -1;
    (stance.agreement > 0 ? stand.last_for : stand.last_against) = stance.evidence;
  }
  std::vector<FactionTie> ties;
  for (const auto& [concept_index, stands] : concepts) {
    for (auto one = stands.begin(); one != stands.end(); ++one) {
      if (one->second.net == 0) continue;
      const std::size_t evidence =
          one->second.net > 0 ? one->second.last_for : one->second.last_against;
      for (auto other = std::next(one); other != stands.end(); ++other) {
        if (other->second.net == 0) continue;
        const bool is_same = (one->second.net > 0) == (other->second.net > 0);
        ties.push_back({one->first, other->first, is_same ? 1 : -1, 0,
                        static_cast<std::int32_t>(concept_index), evidence});
      }
    }
  }
  return ties;
}

}  // namespace faultline::networks
