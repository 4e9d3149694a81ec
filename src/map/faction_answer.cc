#include "map/faction_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>

#include "map/p_value.h"

namespace faultline::map {
namespace {

using networks::FactionTie;

/// Members with a signed tie inside, by number, and their place among each other.
struct Insiders {
  std::vector<std::uint32_t> members;
  std::map<std::uint32_t, std::uint32_t> places;
};

Insiders insiders_of(std::span<const timeline::RiftTie> ties) {
  std::set<std::uint32_t> found;
  for (const timeline::RiftTie& tie : ties) found.insert({tie.from, tie.to});
  Insiders insiders;
  for (const std::uint32_t actor : found) {
    insiders.places.emplace(actor, static_cast<std::uint32_t>(insiders.members.size()));
    insiders.members.push_back(actor);
  }
  return insiders;
}

std::vector<FactionTie> faction_ties(std::span<const timeline::RiftTie> ties,
                                     const Insiders& insiders) {
  std::vector<FactionTie> result;
  for (const timeline::RiftTie& tie : ties) {
    FactionTie inside;
    inside.from = insiders.places.at(tie.from);
    inside.to = insiders.places.at(tie.to);
    inside.sign = tie.sign > 0 ? 1 : -1;
    inside.cluster = tie.cluster;
    inside.evidence = tie.evidence;
    result.push_back(inside);
  }
  return result;
}

BlocSides sides_of(const std::vector<FactionTie>& ties, const Insiders& insiders,
                   const FactionAsk& ask) {
  BlocSides sides;
  sides.members = insiders.members;
  networks::FactionOptions options;
  options.resamples = ask.resamples;
  options.seed = ask.seed;
  options.search.most_nodes = ask.most_nodes;
  sides.factions = networks::factions(insiders.members.size(), ties, options);
  if (ask.null_networks == 0 || ties.empty()) return sides;
  std::vector<networks::SignedTie> plain;
  plain.reserve(ties.size());
  for (const FactionTie& tie : ties) plain.push_back({tie.from, tie.to, tie.sign, tie.evidence});
  networks::FrustrationNull null;
  null.networks = ask.null_networks;
  null.seed = ask.seed;
  sides.test = networks::frustration_test(
      insiders.members.size(), networks::signed_pairs(networks::signed_network(plain)), null);
  return sides;
}

std::string verdict_of(const MoreFactions& more, const networks::Factions& two) {
  if (more.parts == 0) return "";
  if (!more.fit_better())
    return more.parts == 1 ? "Signed modularity does not divide them."
                           : "Three or more factions fit no better than two (signed modularity).";
  std::string text = fmt::format(
      "{} factions fit better than two (signed modularity {:.2f}, of the two sides {:.2f}), with "
      "{} "
      "of {} ties against them",
      more.parts, more.modularity, more.modularity_of_two, more.against, two.split.total);
  if (!std::isnan(more.found.mean_rand) && !std::isnan(two.mean_rand))
    text += fmt::format(
        "; when stories are drawn anew they come again with an adjusted Rand index of {:.2f} on "
        "average, the two sides with {:.2f}",
        more.found.mean_rand, two.mean_rand);
  return text + ".";
}

/// Whether three or more parts fit better than the two sides.
MoreFactions more_factions(const std::vector<FactionTie>& ties, const BlocSides& sides,
                           const FactionAsk& ask) {
  MoreFactions more;
  if (ties.empty()) return more;
  const std::size_t size = sides.members.size();
  networks::ManyFactionsOptions options;
  options.resamples = std::min(ask.resamples, options.resamples);
  options.seed = ask.seed;
  more.found = networks::many_factions(size, ties, options);
  const auto& part = more.found.parts.membership;
  more.modularity = more.found.parts.modularity;
  networks::Matrix positive{size, size, std::vector<double>(size * size, 0)};
  networks::Matrix negative = positive;
  for (const FactionTie& tie : ties) {
    networks::Matrix& layer = tie.sign > 0 ? positive : negative;
    layer.at(tie.from, tie.to) += 1;
    layer.at(tie.to, tie.from) += 1;
    more.against += (part[tie.from] == part[tie.to]) == (tie.sign > 0) ? 0 : 1;
  }
  const auto& split = sides.factions.split;
  std::vector<std::uint32_t> two;
  std::set<std::uint32_t> parts;
  for (std::size_t member = 0; member < size; ++member) {
    two.push_back(2 * split.group[member] + (split.side[member] > 0 ? 1U : 0U));
    if (split.group[member] == sides.factions.largest_group) parts.insert(part[member]);
  }
  more.parts = parts.size();
  constexpr double rounding = 1e-9;
  more.modularity_of_two = networks::signed_modularity(positive, negative, two);
  if (more.modularity < more.modularity_of_two + rounding) more.modularity = more.modularity_of_two;
  more.verdict = verdict_of(more, sides.factions);
  return more;
}

/// What the members' stands on concepts say of who is with whom.
std::vector<FactionTie> ties_by_stands(const BlocData& data, const Insiders& insiders) {
  std::vector<networks::Stance> stances;
  for (const timeline::RiftCoding& coding : data.codings) {
    const auto place = insiders.places.find(coding.actor);
    if (place == insiders.places.end()) continue;
    networks::Stance stance;
    stance.actor = place->second;
    stance.concept_index = coding.concept_index;
    stance.agreement = coding.agreement > 0 ? 1 : -1;
    stance.evidence = coding.evidence;
    stances.push_back(stance);
  }
  return networks::ties_of_stances(stances);
}

/// The other bloc that each member was in last: where people who left went.
std::vector<std::optional<std::string>> other_blocs(const BlocData& data,
                                                    const Insiders& insiders) {
  std::vector<std::optional<std::string>> went_to(insiders.members.size());
  std::vector<std::optional<Day>> since(insiders.members.size());
  for (const timeline::Membership& membership : data.memberships) {
    const auto place = insiders.places.find(membership.actor);
    if (place == insiders.places.end() || data.blocs[membership.bloc] == data.bloc) continue;
    const std::optional<Day> from =
        membership.period.from ? std::optional(membership.period.from->first) : std::nullopt;
    auto& known = since[place->second];
    if (went_to[place->second] && !(from && (!known || *known < *from))) continue;
    went_to[place->second] = data.blocs[membership.bloc];
    known = from;
  }
  return went_to;
}

std::optional<networks::PartitionAgreement> agreement_with_blocs(const FactionAnswer& answer) {
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::optional<std::uint32_t>> declared;
  std::size_t known = 0;
  for (const auto& bloc : answer.went_to) {
    if (!bloc) {
      declared.emplace_back();
      continue;
    }
    ++known;
    declared.emplace_back(
        numbers.emplace(*bloc, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  if (known < 2) return std::nullopt;
  return networks::agreement_with(answer.factions.split.side, declared);
}

std::string verdict_of(const FactionAnswer& answer) {
  const auto& split = answer.factions.split;
  if (split.total == 0)
    return fmt::format("{}: no member is known to attack or back another, so no sides can be told.",
                       answer.bloc);
  const auto placed = static_cast<std::size_t>(std::count_if(
      split.standing.begin(), split.standing.end(),
      [](networks::Standing standing) { return standing == networks::Standing::Placed; }));
  std::string text = fmt::format(
      "{}: two sides explain all but {} of {} ties inside{}; {} of {} members stand on the same "
      "side in every best split.",
      answer.bloc, split.frustrated, split.total,
      split.is_exact() ? std::string(" (no split does better)")
                       : fmt::format(" (no split leaves fewer than {})", split.lower_bound),
      placed, answer.members.size());
  if (answer.test.networks > 0)
    text += fmt::format(
        " In networks where everybody keeps as many allies and opponents it is {:.1f} on average "
        "({}).",
        answer.test.mean, p_value(answer.test.p_value));
  return text;
}

std::vector<std::string> cautions_of(const FactionAnswer& answer) {
  std::vector<std::string> cautions;
  const auto& factions = answer.factions;
  if (factions.clusters == 1)
    cautions.emplace_back("All ties come from one story: how sure a side is cannot be told.");
  std::set<std::uint32_t> groups;
  for (std::size_t i = 0; i < factions.split.side.size(); ++i)
    if (factions.split.side[i] != 0) groups.insert(factions.split.group[i]);
  if (groups.size() > 1)
    cautions.push_back(fmt::format(
        "Members fall into {} groups that no tie joins: sides of different groups say nothing of "
        "each other.",
        groups.size()));
  if (answer.test.networks > 0 && !leaves_a_choice(answer.test))
    cautions.emplace_back(
        "Hardly any other network has the same allies and opponents, so the test "
        "against chance says little.");
  if (answer.test.not_exact > 0)
    cautions.push_back(fmt::format("Of {} of {} random networks only a bound is known.",
                                   answer.test.not_exact, answer.test.networks));
  return cautions;
}

}  // namespace

bool leaves_a_choice(const networks::FrustrationTest& test) { return test.swapped >= 0.05; }

BlocSides bloc_sides(const BlocData& data, const FactionAsk& ask) {
  const auto inside = data.ties_inside();
  const Insiders insiders = insiders_of(inside);
  return sides_of(faction_ties(inside, insiders), insiders, ask);
}

FactionAnswer faction_answer(const BlocData& data, const FactionAsk& ask) {
  const auto inside = data.ties_inside();
  const Insiders insiders = insiders_of(inside);
  const auto ties = faction_ties(inside, insiders);
  FactionAnswer answer;
  static_cast<BlocSides&>(answer) = sides_of(ties, insiders, ask);
  answer.bloc = data.bloc;
  answer.more = more_factions(ties, answer, ask);
  networks::WedgeOptions wedges;
  wedges.deals = ask.deals;
  wedges.seed = ask.seed;
  const auto stands = ties_by_stands(data, insiders);
  answer.wedges = networks::wedge_issues(stands, answer.factions.split.side, wedges);
  answer.wedges_by_others = networks::wedge_issues_left_out(
      insiders.members.size(), stands, networks::FactionOptions{}.resample_search, wedges);
  answer.went_to = other_blocs(data, insiders);
  answer.other_blocs = agreement_with_blocs(answer);
  if (data.last) {
    timeline::LoyaltyOptions loyalty;
    loyalty.on = *data.last;
    loyalty.half_lives = ask.half_lives;
    answer.loyalty = timeline::loyalty(data.ties, loyalty);
    for (const auto& change : timeline::switches(data.memberships))
      if (data.first && *data.first <= change.day && change.day <= *data.last)
        answer.switches.push_back(change);
  }
  answer.verdict = verdict_of(answer);
  answer.cautions = cautions_of(answer);
  return answer;
}

}  // namespace faultline::map
