// What `faultline rift` and `faultline timeline` publish, by the same function, on invented blocs.

#include <algorithm>
#include <cmath>

#include "inference/detail/distributions.h"
#include "map/rift_answer.h"
#include "runs.h"

namespace faultline::validation {
namespace {

using namespace inference;

/// Criticism as the model has it; what does not hit the own side is half criticism of others, half
/// support inside. Every story holds 1 + Poisson(3) statements of members.
struct Truth {
  double share = 0, net_support = 0, per_statement = 0;
};
constexpr double statements_a_story = 4;

Truth truth_of(const BlocModel& model) {
  const double inside = model.rate_before;
  const double other = (1 - inside) / 2;
  return {inside / (inside + other), (other - inside) / (other + inside),
          model.criticisms_a_story * inside / statements_a_story};
}

/// The share after the change.
double share_after(const BlocModel& model) {
  return model.rate_after / (model.rate_after + (1 - model.rate_after) / 2);
}

map::BlocData data_of(const BlocModel& model, std::mt19937_64& generator) {
  const Day monday = std::chrono::year(2029) / std::chrono::January / 1;
  map::BlocData data;
  data.outlets.resize(model.outlets, "an outlet");
  const SimulatedBloc bloc = simulate(model, generator);
  data.stories.resize(bloc.stories);
  std::vector<bool> seen(bloc.stories);
  for (const SimulatedCriticism& criticism : bloc.criticisms) {
    const Day day = add_days(monday, static_cast<int>(7 * criticism.week));
    timeline::RiftTie tie;
    tie.day = day;
    tie.cluster = criticism.story;
    tie.outlet = criticism.outlet;
    tie.from_member = true;
    tie.to = 1;
    const bool supports = !criticism.inside && draw_unit(generator) < 0.5;
    tie.sign = static_cast<std::int8_t>(supports ? 1 : -1);
    tie.to_member = criticism.inside || supports;
    data.ties.push_back(tie);
    if (seen[criticism.story]) continue;
    seen[criticism.story] = true;
    const std::uint64_t statements = 1 + draw_poisson(generator, statements_a_story - 1);
    for (std::uint64_t i = 0; i < statements; ++i)
      data.statements.push_back({day, true, 0, criticism.story, criticism.outlet});
  }
  data.first = monday;
  data.last = add_days(monday, static_cast<int>(7 * model.weeks) - 1);
  return data;
}

/// How often an interval holds the share of `n` independent draws at least, if it must in 95 %: the
/// outcomes are few, and each is held or is not. The most likely ones first, until they reach 95 %.
double least_coverage(double n, double share) {
  std::vector<double> outcomes;
  for (double hits = 0; hits <= n; ++hits)
    outcomes.push_back(
        std::exp(log_choose(n, hits) + hits * std::log(share) + (n - hits) * std::log1p(-share)));
  std::sort(outcomes.rbegin(), outcomes.rend());
  double coverage = 0;
  for (std::size_t i = 0; i < outcomes.size() && coverage < 0.95; ++i) coverage += outcomes[i];
  return coverage;
}

struct Tallies {
  Tally weeks, share, net_support, per_statement;
  double least = 0;  // sum of least_coverage() over the weeks that have a share
};

void report_bands_of(const Settings& settings, const BlocModel& model) {
  const Truth truth = truth_of(model);
  Tallies sum;
  for (const Tallies& run :
       results(settings, [&](std::mt19937_64& generator, std::uint64_t number) {
         map::RiftOptions options;
         options.permutations = 1;
         options.replicates = 1;
         options.seed = number;
         const auto answer = *map::rift_answer(data_of(model, generator), options);
         Tallies tallies;
         for (const map::RiftBin& bin : answer.bins) {
           if (!bin.share.interval.known()) continue;
           tallies.weeks.add(bin.share.interval, truth.share);
           tallies.least += least_coverage(bin.share.n, truth.share);
         }
         tallies.share.add(answer.share.interval, truth.share);
         tallies.net_support.add(answer.net_support.interval, truth.net_support);
         tallies.per_statement.add(answer.per_statement.interval, truth.per_statement);
         return tallies;
       })) {
    sum.weeks.add(run.weeks);
    sum.share.add(run.share);
    sum.net_support.add(run.net_support);
    sum.per_statement.add(run.per_statement);
    sum.least += run.least;
  }
  fmt::print("| {:g} | {:g} | {:g} | {:.0f} % | {:.2f} | {} | {:.1f} | {} | {} | {} |\n",
             model.stories_a_week * static_cast<double>(model.weeks), model.criticisms_a_story,
             model.correlation, 100 * truth.share, truth.per_statement,
             sum.weeks.coverage_and_gaps(), 100 * sum.least / sum.weeks.intervals,
             sum.share.coverage_and_gaps(), sum.net_support.coverage_and_gaps(),
             sum.per_statement.coverage_and_gaps());
}

struct Turned {
  bool known = false, holds = false, found = false, difference_holds = false;
  double width = 0, p = 0;
};

void report_turns(const Settings& settings, const BlocModel& model) {
  const double before = truth_of(model).share;
  const double after = share_after(model);
  std::vector<double> widths;
  std::vector<double> p;
  double known = 0, holds = 0, found = 0, difference_holds = 0;
  for (const Turned& run : results(settings, [&](std::mt19937_64& generator, std::uint64_t number) {
         map::RiftOptions options;
         options.permutations = 199;
         options.replicates = 1;
         options.seed = number;
         const auto answer = *map::rift_answer(data_of(model, generator), options);
         Turned turned;
         if (!answer.turn) return turned;
         const map::RiftTurn& turn = *answer.turn;
         turned.known = true;
         turned.holds = turn.earliest <= model.split && model.split <= turn.latest;
         turned.width = static_cast<double>(turn.latest - turn.earliest + 1);
         turned.p = turn.p;
         turned.found = turn.p <= 0.05;
         const Interval& interval = turn.difference.interval;
         turned.difference_holds =
             interval.low <= after - before && after - before <= interval.high;
         return turned;
       })) {
    if (!run.known) continue;
    known += 1;
    holds += run.holds ? 1 : 0;
    found += run.found ? 1 : 0;
    difference_holds += run.found && run.difference_holds ? 1 : 0;
    widths.push_back(run.width);
    p.push_back(run.p);
  }
  std::sort(widths.begin(), widths.end());
  const bool changes = before != after;
  fmt::print("| {} | {:g} | {:.0f} to {:.0f} % | {:g} | {} | {:.1f} | {} | {} |\n", model.weeks,
             model.stories_a_week, 100 * before, 100 * after, 100 * model.week_shift,
             changes ? fmt::format("{:.1f} | {:.0f}", 100 * holds / known, quantile(widths, 0.5))
                     : "- | -",
             100 * found / known, changes ? "-" : fmt::format("{:.2f}", uniformity_p(p)),
             changes ? fmt::format("{:.1f}", 100 * difference_holds / found) : "-");
}

}  // namespace

void report_published(const Settings& settings) {
  fmt::print(
      "\n## What `rift` and `timeline` publish\n\n"
      "By the function behind the commands (`map::rift_answer`), on rows of a bloc: 26 weeks, "
      "stories that hold criticism inside and outward and support inside, and four statements on "
      "average. How many % of the 95 % bands hold the truth: of the weeks that have a share (three "
      "criticisms or more), of the whole period's share, of net support inside, and of criticism "
      "per statement. *Least* is in how many % an interval that holds in 95 % or more must hold at "
      "least in such weeks, were their criticisms independent: with three there are four outcomes, "
      "and without the rarest two it would hold in fewer than 95 %.\n\n"
      "| stories | relations a story | correlation | share | per statement | weeks | least | whole "
      "share | net support | rate per statement |\n"
      "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
  BlocModel model;
  model.weeks = 26;
  model.outlets = 1;
  for (const double stories : {1.0, 3.0, 12.0}) {
    for (const auto& [size, correlation] : {std::pair(1.5, 0.1), std::pair(4.0, 0.4)}) {
      for (const double rate : {0.3, 0.05}) {
        model.stories_a_week = stories;
        model.criticisms_a_story = size;
        model.correlation = correlation;
        model.rate_before = model.rate_after = rate;
        report_bands_of(settings, model);
      }
    }
  }
  fmt::print(
      "\nThe change that they date, two or three relations a story, correlation 0.3: how often the "
      "date's 95 % interval holds it, its median width in weeks, how often p ≤ 0.05; where nothing "
      "changes, the p-value of uniformity of p; and, of the changes that are shown, how often the "
      "difference's band holds the true one. With *wandering*, every week's rate of criticism "
      "inside "
      "lies up to so many points off.\n\n"
      "| weeks | stories a week | share | wandering | date holds | width | p ≤ 0.05 | uniform: p | "
      "difference holds |\n| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
  model.criticisms_a_story = 2.5;
  model.correlation = 0.3;
  for (const std::size_t weeks : {12, 40}) {
    for (const double stories : {4.0, 12.0}) {
      for (const double after : {0.15, 0.3, 0.5}) {
        model.weeks = weeks;
        model.split = weeks / 2;
        model.stories_a_week = stories;
        model.rate_before = 0.15;
        model.rate_after = after;
        report_turns(settings, model);
      }
    }
  }
  model.weeks = 12;
  model.split = 6;
  model.week_shift = 0.15;
  for (const double after : {0.15, 0.5}) {
    model.rate_after = after;
    report_turns(settings, model);
  }
}

}  // namespace faultline::validation
