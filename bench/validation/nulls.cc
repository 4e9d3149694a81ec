// Are p-values uniform where nothing happened?

#include <algorithm>
#include <functional>
#include <numeric>

#include "inference/energy.h"
#include "inference/events.h"
#include "inference/permutation.h"
#include "runs.h"

namespace faultline::validation {
namespace {

using namespace inference;

constexpr std::size_t weeks = 40;
constexpr int permutations = 199;

BlocModel model_of(double wandering) {
  BlocModel model;
  model.weeks = weeks;
  model.stories_a_week = 8;
  model.criticisms_a_story = 3;
  model.correlation = 0.3;
  model.week_shift = wandering;
  return model;
}

/// One test is cheap, and four times as many runs show smaller faults.
constexpr std::size_t times_as_many = 4;

/// The values that p can take lie so far apart: on one side, and for twice the smaller of two.
constexpr double one_sided = 1.0 / (1 + permutations), two_sided = 2 * one_sided;

/// `step` is that distance. It alone would fail a test of a continuous distribution, so that this
/// one is asked of p less a random part of it, which is uniform if p is right.
void report_test(Settings settings, const char* name, double step,
                 const std::function<double(std::mt19937_64&, std::uint64_t)>& test) {
  settings.runs *= times_as_many;
  std::vector<double> p, spread;
  for (const auto& [value, part] :
       results(settings, [&](std::mt19937_64& generator, std::uint64_t number) {
         const double found = test(generator, number);
         return std::pair(found, step * draw_unit(generator));
       })) {
    if (std::isnan(value)) continue;
    p.push_back(value);
    spread.push_back(value - part);
  }
  const auto share = [&](double most) {
    const auto count =
        std::count_if(p.begin(), p.end(), [&](double value) { return value <= most + 1e-12; });
    return 100 * static_cast<double>(count) / static_cast<double>(p.size());
  };
  fmt::print("| {} | {:.1f} | {:.1f} | {:.1f} | {:.2f} |\n", name, share(0.01), share(0.05),
             share(0.2), uniformity_p(spread));
}

double no_change(std::mt19937_64& generator, std::uint64_t number, Alternative alternative,
                 double wandering) {
  NoChangeOptions options;
  options.alternative = alternative;
  options.permutations = permutations;
  options.seed = number;
  const auto bins = bins_of(stories_of(simulate(model_of(wandering), generator)), weeks);
  return test_of_no_change(bins, Cost::Binomial, options).p;
}

double no_change_by_story(std::mt19937_64& generator, std::uint64_t number) {
  BlocModel model = model_of(0);
  model.outlet_shift = 0.2;
  NoChangeOptions options;
  options.permutations = permutations;
  options.seed = number;
  return test_of_no_change(stories_of(simulate(model, generator)), weeks, Cost::Binomial, options)
      ->p;
}

double energy(std::mt19937_64& generator, std::uint64_t number) {
  std::vector<double> rates;
  for (const Bin& bin : bins_of(stories_of(simulate(model_of(0.1), generator)), weeks)) {
    if (bin.size > 0) rates.push_back(bin.sum / bin.size);
  }
  EnergyOptions options;
  options.permutations = permutations;
  options.significance = 0;
  options.seed = number;
  return energy_changes(rates, 1, options)->front().p;
}

/// Stories on their days; the event in the middle.
EventStudy event(std::mt19937_64& generator, std::uint64_t number, std::size_t length, int days,
                 double wandering) {
  BlocModel model = model_of(wandering);
  model.weeks = length;
  model.split = length;
  std::vector<DatedCount> counts;
  std::uint32_t story = 0;
  for (const StoryCount& count : stories_of(simulate(model, generator))) {
    counts.push_back(
        {static_cast<std::int32_t>(7 * count.bin), story++, count.stratum, count.sum, count.size});
  }
  EventOptions options;
  options.days_before = options.days_after = days;
  options.placebo_step = days;
  options.permutations = permutations;
  options.seed = number;
  return *event_study(counts, static_cast<std::int32_t>(7 * (length / 2)), options);
}

/// Do two outlets differ, weeks being strata? Weeks wander, and outlet 1 prints more in the later
/// ones.
double within_weeks(std::mt19937_64& generator, std::uint64_t number) {
  auto stories = stories_of(simulate(model_of(0.2), generator));
  std::vector<std::uint32_t> strata;
  std::vector<bool> is_first;
  for (const StoryCount& story : stories) {
    strata.push_back(story.bin);
    is_first.push_back(draw_unit(generator) < 0.2 + 0.6 * story.bin / weeks);
  }
  NullOptions options;
  options.replicates = permutations;
  options.seed = number;
  options.tail = Tail::Both;
  return permutation_test(
             strata, 1,
             [&](std::span<const std::uint32_t> order, std::span<double> value) {
               double hits[2] = {};
               double n[2] = {};
               for (std::size_t i = 0; i < order.size(); ++i) {
                 const std::size_t side = is_first[i] ? 0 : 1;
                 hits[side] += stories[order[i]].sum;
                 n[side] += stories[order[i]].size;
               }
               value[0] = hits[0] / n[0] - hits[1] / n[1];
             },
             options)
      .p[0];
}

void report_pelt(const Settings& settings, const char* name, PeltOptions options,
                 double criticisms) {
  BlocModel model = model_of(0);
  model.weeks = 60;
  model.criticisms_a_story = criticisms;
  double found = 0;
  for (const std::size_t changes :
       results(settings, [&](std::mt19937_64& generator, std::uint64_t) {
         return pelt(bins_of(stories_of(simulate(model, generator)), model.weeks), options)
             ->changes();
       })) {
    found += changes > 0 ? 1 : 0;
  }
  fmt::print("| {} | {:g} | {:.1f} |\n", name, criticisms,
             100 * found / static_cast<double>(settings.runs));
}

}  // namespace

void report_nulls(const Settings& settings) {
  fmt::print(
      "\n## Tests where nothing happened\n\n"
      "40 weeks of eight stories with three criticisms each, correlation 0.3. How many % of "
      "p-values are at most 0.01, 0.05, 0.2, and "
      "the p-value\nof the Kolmogorov-Smirnov test that all are uniform; {} permutations, {} runs "
      "each. "
      "*Wandering* weeks have shares of their "
      "own, as above.\nA p of so many draws takes so many values; what lies between two of them is "
      "drawn at random for that test, and for the about 70 placebo days in all columns.\n\n"
      "| test | ≤ 0.01 | ≤ 0.05 | ≤ 0.2 | uniform: p |\n| --- | ---: | ---: | ---: | ---: |\n",
      permutations, times_as_many * settings.runs);
  report_test(settings, "no change, against another stretch", one_sided,
              [](auto& generator, auto number) {
                return no_change(generator, number, Alternative::OneStretch, 0);
              });
  report_test(settings, "no change, against one change", one_sided,
              [](auto& generator, auto number) {
                return no_change(generator, number, Alternative::OneChange, 0);
              });
  report_test(settings, "no change, against another stretch, weeks wandering", one_sided,
              [](auto& generator, auto number) {
                return no_change(generator, number, Alternative::OneStretch, 0.15);
              });
  report_test(settings, "no change, stories shuffled within outlets that differ", one_sided,
              no_change_by_story);
  report_test(settings, "E-divisive, first change, weeks wandering", one_sided, energy);
  report_test(settings, "before and after a day, stories shuffled within outlets", two_sided,
              [](auto& generator, auto number) {
                return event(generator, number, weeks, 70, 0).permutation_p;
              });
  report_test(settings, "the same with weeks wandering", two_sided,
              [](auto& generator, auto number) {
                return event(generator, number, weeks, 70, 0.15).permutation_p;
              });
  report_test(settings, "placebo days, weeks wandering (300 weeks, windows of 4)", 0,
              [](auto& generator, auto number) {
                const EventStudy study = event(generator, number, 300, 28, 0.15);
                const auto days = static_cast<double>(1 + study.placebos.size());
                return study.placebo_p - draw_unit(generator) / days;
              });
  report_test(settings, "two outlets, stories shuffled within weeks", two_sided, within_weeks);
  fmt::print(
      "\n### Changes that are none\n\n"
      "60 weeks as above without any change: in how many % of the runs PELT finds one.\n\n"
      "| penalty | criticisms a story | changes found |\n| --- | ---: | ---: |\n");
  for (const double criticisms : {1.0, 5.0}) {
    report_pelt(settings, "MBIC, dispersion estimated", {}, criticisms);
    PeltOptions bic;
    bic.penalty_rule = Penalty::Bic;
    report_pelt(settings, "BIC, dispersion estimated", bic, criticisms);
    PeltOptions plain;
    plain.dispersion = 1;
    report_pelt(settings, "MBIC, as if criticisms were independent", plain, criticisms);
  }
}

}  // namespace faultline::validation
