// The tests of factions and of wedge issues, where there are none.

#include <algorithm>
#include <cmath>

#include "networks/factions.h"
#include "networks/frustration.h"
#include "runs.h"

namespace faultline::validation {
namespace {

using namespace inference;

constexpr std::uint32_t actors = 16;

/// Each pair has a tie with probability 0.4, a third of them negative, no matter who it is.
std::vector<networks::SignedPair> random_pairs(std::mt19937_64& generator) {
  std::vector<networks::SignedPair> pairs;
  for (std::uint32_t first = 0; first < actors; ++first) {
    for (std::uint32_t second = first + 1; second < actors; ++second) {
      if (draw_unit(generator) >= 0.4) continue;
      const bool against = draw_unit(generator) < 1.0 / 3;
      networks::SignedPair pair;
      pair.first = first;
      pair.second = second;
      pair.positive = against ? 0 : 1;
      pair.negative = against ? 1 : 0;
      pairs.push_back(pair);
    }
  }
  return pairs;
}

struct Drawn {
  double p = 0, spread = 0;  // as published, and with equal draws broken at random
};

Drawn factions_test(std::mt19937_64& generator, std::uint64_t number) {
  networks::FrustrationNull null;
  null.networks = 99;
  null.seed = number;
  const auto test = networks::frustration_test(actors, random_pairs(generator), null);
  double below = 0;
  double equal = 1;
  for (const std::int64_t index : test.indices) {
    below += index < test.observed ? 1 : 0;
    equal += index == test.observed ? 1 : 0;
  }
  return {test.p_value, (below + draw_unit(generator) * equal) / (1.0 + test.networks)};
}

/// Signs of one issue that have nothing to do with the sides.
double wedge_test(std::mt19937_64& generator, std::uint64_t number) {
  std::vector<networks::FactionTie> ties;
  std::vector<int> side;
  for (std::uint32_t actor = 0; actor < 30; ++actor) side.push_back(actor % 2 == 0 ? 1 : -1);
  for (std::uint32_t from = 0; from < 30; ++from) {
    for (std::uint32_t to = from + 1; to < 30; ++to) {
      if (draw_unit(generator) >= 0.5) continue;
      networks::FactionTie tie;
      tie.from = from;
      tie.to = to;
      tie.sign = draw_unit(generator) < 0.5 ? -1 : 1;
      tie.concept_index = 0;
      ties.push_back(tie);
    }
  }
  networks::WedgeOptions options;
  options.deals = 199;
  options.seed = number;
  return networks::wedge_issues(ties, side, options).front().p_value;
}

void report_row(const char* name, const std::vector<double>& p, const std::string& uniform) {
  const auto share = [&](double most) {
    const auto count =
        std::count_if(p.begin(), p.end(), [&](double value) { return value <= most + 1e-12; });
    return 100 * static_cast<double>(count) / static_cast<double>(p.size());
  };
  fmt::print("| {} | {:.1f} | {:.1f} | {:.1f} | {} |\n", name, share(0.01), share(0.05), share(0.2),
             uniform);
}

}  // namespace

void report_networks(const Settings& settings) {
  fmt::print(
      "\n### Factions and wedge issues that are none\n\n"
      "{} actors, 40 % of whose pairs have a tie, a third of them negative, at random: the "
      "frustration index against 99 networks that keep everybody's allies and opponents. It is a "
      "small whole number, so that draws are often equal and the published p, which counts them "
      "all, is too large by so much; with equal ones broken at random it must be uniform. Below, "
      "an issue with 218 ties on average among 30 actors whose signs have nothing to do with the "
      "sides, against 199 deals; its p is discrete too, and may only be too large.\n\n"
      "| test | ≤ 0.01 | ≤ 0.05 | ≤ 0.2 | uniform: p |\n| --- | ---: | ---: | ---: | ---: |\n",
      actors);
  std::vector<double> published;
  std::vector<double> spread;
  for (const Drawn& drawn : results(settings, factions_test)) {
    published.push_back(drawn.p);
    spread.push_back(drawn.spread);
  }
  report_row("factions, as published", published, "-");
  report_row("factions, equal draws broken at random", spread,
             fmt::format("{:.2f}", uniformity_p(spread)));
  report_row("a wedge issue, as published", results(settings, wedge_test), "-");
}

}  // namespace faultline::validation
