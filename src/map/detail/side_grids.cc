#include "map/detail/side_grids.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <tuple>

#include "map/detail/rift_grid.h"
#include "timeline/rift.h"

namespace faultline::map::detail {
namespace {

constexpr std::array<int, 3> half_widths = {14, 28, 56};
constexpr std::array<std::pair<timeline::Smoother, const char*>, 3> kernels = {
    {{timeline::Smoother::Uniform, "uniform"},
     {timeline::Smoother::Triangular, "triangular"},
     {timeline::Smoother::Epanechnikov, "Epanechnikov"}}};

double mean_difference(const std::vector<timeline::SmoothPoint>& points, Day change,
                       bool of_criticism, double& n) {
  double before = 0, after = 0, count_before = 0, count_after = 0;
  for (const auto& point : points) {
    const auto value = of_criticism        ? point.criticism
                       : point.net_support ? std::optional((1 - *point.net_support) / 2)
                                           : std::nullopt;
    if (!value) continue;
    (point.middle < change ? before : after) += *value;
    (point.middle < change ? count_before : count_after) += 1;
  }
  n = count_before + count_after;
  if (count_before == 0 || count_after == 0) return inference::not_known;
  return after / count_after - before / count_before;
}

/// The two sides by the actors' ids.
std::map<std::string, int> sides_by_id(const BlocData& data,
                                       const std::vector<std::uint32_t>& members,
                                       const std::vector<int>& side) {
  std::map<std::string, int> sides;
  for (std::size_t place = 0; place < members.size(); ++place)
    sides[data.actors[members[place]]] = side[place];
  return sides;
}

struct Parting {
  double confidence = 0;
  bool once_a_pair = false;
  std::uint64_t seed = 1;
};

networks::Factions parted(const BlocData& widest, const Parting& chosen,
                          std::vector<std::uint32_t>& members) {
  std::map<std::uint32_t, std::uint32_t> places;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, int>> seen;
  std::vector<networks::FactionTie> ties;
  const auto place_of = [&](std::uint32_t actor) {
    const auto [found, is_new] = places.emplace(actor, static_cast<std::uint32_t>(members.size()));
    if (is_new) members.push_back(actor);
    return found->second;
  };
  for (const auto& tie : widest.ties_inside()) {
    const auto& row = widest.relations[tie.evidence];
    if (row.confidence < chosen.confidence && !row.is_corrected) continue;
    if (chosen.once_a_pair && !seen.emplace(tie.cluster, tie.from, tie.to, tie.sign).second)
      continue;
    networks::FactionTie inside;
    inside.from = place_of(tie.from);
    inside.to = place_of(tie.to);
    inside.sign = tie.sign;
    inside.cluster = tie.cluster;
    inside.evidence = tie.evidence;
    ties.push_back(inside);
  }
  networks::FactionOptions options;
  options.resamples = 0;
  options.search.seed = chosen.seed;
  return networks::factions(members.size(), ties, options);
}

}  // namespace

Result<inference::Multiverse> course_grid(const BlocData& data, const RiftAnswer& rift,
                                          const RefereeOptions& options) {
  if (!rift.turn) return inference::Multiverse{};
  inference::Choice window{"half window", {}}, kernel{"kernel", {}},
      norm{"divided by", {"all criticism by members", "all signed relations inside"}};
  for (const int days : half_widths) window.options.push_back(fmt::format("{} days", days));
  for (const auto& [smoother, word] : kernels) kernel.options.emplace_back(word);
  return inference::multiverse(
      {window, kernel, norm},
      [&](inference::Universe& universe) {
        timeline::SmoothOptions smooth;
        smooth.half_width = half_widths[universe.options[0]];
        smooth.smoother = kernels[universe.options[1]].first;
        smooth.rule = options.rift.rule;
        universe.value = mean_difference(timeline::smoothed_rift(data.ties, smooth),
                                         rift.turn->first, universe.options[2] == 0, universe.n);
      },
      options.rift.threads);
}

Result<inference::Multiverse> parting_grid(const BlocData& widest, const BlocData& data,
                                           const FactionAnswer& shown,
                                           const RefereeOptions& options) {
  if (shown.members.empty()) return inference::Multiverse{};
  const auto sides = sides_by_id(data, shown.members, shown.factions.split.side);
  const auto confidences = confidences_of(options);
  inference::Choice seed{"seed of the search", {}}, sure{"least confidence", {}},
      weight{"a story counts", {"every relation", "once a pair and sign"}};
  for (std::uint64_t step = 0; step < 5; ++step)
    seed.options.push_back(fmt::format("{}", options.factions.seed + step));
  for (const double value : confidences) sure.options.push_back(fmt::format("{:.2f}", value));
  return inference::multiverse(
      {seed, sure, weight},
      [&](inference::Universe& universe) {
        std::vector<std::uint32_t> members;
        const auto found = parted(widest,
                                  {confidences[universe.options[1]], universe.options[2] == 1,
                                   options.factions.seed + universe.options[0]},
                                  members);
        std::vector<std::optional<std::uint32_t>> declared;
        for (const std::uint32_t member : members) {
          const auto side = sides.find(widest.actors[member]);
          declared.push_back(side == sides.end() || side->second == 0
                                 ? std::nullopt
                                 : std::optional<std::uint32_t>(side->second > 0 ? 1 : 0));
        }
        const auto agreement = networks::agreement_with(found.split.side, declared);
        universe.value = agreement.adjusted_rand;
        universe.n = agreement.actors;
      },
      options.rift.threads);
}

}  // namespace faultline::map::detail
